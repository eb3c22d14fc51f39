/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-welcome-page.h"

#include "attune-failure.h"
#include "attune-recent.h"
#include "attune-status.h"

#include <glib/gi18n.h>

struct _AttuneWelcomePage
{
  AdwBin parent_instance;

  /* template */
  AdwStatusPage *status;
  AdwPreferencesGroup *recent;
  GtkListBox *recent_list;
  GtkButton *retry;
  GtkButton *forget;
};

G_DEFINE_FINAL_TYPE (AttuneWelcomePage, attune_welcome_page, ADW_TYPE_BIN)

static void
attune_welcome_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (attune_welcome_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_WELCOME_PAGE);
}

static void
attune_welcome_page_class_init (AttuneWelcomePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_welcome_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/attune-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneWelcomePage, status);
  gtk_widget_class_bind_template_child (widget_class, AttuneWelcomePage, recent);
  gtk_widget_class_bind_template_child (widget_class, AttuneWelcomePage, recent_list);
  gtk_widget_class_bind_template_child (widget_class, AttuneWelcomePage, retry);
  gtk_widget_class_bind_template_child (widget_class, AttuneWelcomePage, forget);
}

static void
attune_welcome_page_init (AttuneWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_recent (AttuneWelcomePage *self, const char *location)
{
  g_autofree char *key = attune_recent_to_key (location);
  g_autofree char *base = g_filename_display_basename (location);
  g_autofree char *parent = g_path_get_dirname (location);
  g_autofree char *folder = g_filename_display_name (parent);
  GtkWidget *row = adw_action_row_new ();
  char *suffix = strstr (base, ".attune");

  if (suffix != NULL && suffix != base)
    *suffix = '\0';
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), base);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", key);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-location");
  gtk_list_box_append (self->recent_list, row);
}

static void
show_failure (AttuneWelcomePage *self, const char *location, const GError *error)
{
  g_autoptr (AttuneFailure) failure = attune_failure_new (location, error);
  g_autofree char *key = attune_recent_to_key (location);

  attune_status_tell (self->status, failure->icon_name, failure->title, failure->description);
  gtk_widget_set_visible (GTK_WIDGET (self->retry), failure->can_retry);
  gtk_widget_set_visible (GTK_WIDGET (self->forget), failure->can_forget);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->retry), "s", key);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->forget), "s", key);
}

static void
show_greeting (AttuneWelcomePage *self)
{
  adw_status_page_set_icon_name (self->status, APPLICATION_ID);
  adw_status_page_set_title (self->status, _ ("Welcome to Attune"));
  adw_status_page_set_description (
    self->status, _ ("A workspace holds the forms, contacts and evaluations of a whole team, in "
                     "one file."));
  gtk_widget_set_visible (GTK_WIDGET (self->retry), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->forget), FALSE);
}

void
attune_welcome_page_show (AttuneWelcomePage *self,
                          const char *const *locations,
                          const char *location,
                          const GError *error)
{
  GtkListBoxRow *row;
  guint n = 0;

  g_return_if_fail (ATTUNE_IS_WELCOME_PAGE (self));

  while ((row = gtk_list_box_get_row_at_index (self->recent_list, 0)) != NULL)
    gtk_list_box_remove (self->recent_list, GTK_WIDGET (row));
  for (guint i = 0; locations != NULL && locations[i] != NULL; i++)
    if (g_strcmp0 (locations[i], location) != 0)
      {
        add_recent (self, locations[i]);
        n++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->recent), n > 0);

  if (error != NULL)
    show_failure (self, location, error);
  else
    show_greeting (self);
}
