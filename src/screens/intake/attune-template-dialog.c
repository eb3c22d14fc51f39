/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-template-dialog.h"

#include "attune-form-template.h"
#include "attune-intake-words.h"

#include <glib/gi18n.h>

struct _AttuneTemplateDialog
{
  AdwWindow parent_instance;

  /* template */
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AttuneTemplateDialog, attune_template_dialog, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* How many steps of the interaction model the questions of a form measure. */
static guint
count_behaviours (AttuneForm *form)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const char *behaviour = attune_form_get_question (form, i)->behaviour;

      if (behaviour != NULL)
        g_hash_table_add (seen, (gpointer) behaviour);
    }
  return g_hash_table_size (seen);
}

/* What it is for, then what it brings. */
static char *
describe (const char *name, AttuneForm *form)
{
  guint n = count_behaviours (form);
  g_autofree char *holds = attune_intake_describe_form (form, NULL);
  g_autofree char *behaviours = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u behaviour of the interaction model",
                 "%u behaviours of the interaction model", n),
    n);

  return g_strdup_printf ("%s\n%s · %s", attune_form_template_describe (name), holds, behaviours);
}

static const char *
find_icon (AttuneForm *form)
{
  const char *const *channels = attune_form_get_channels (form);

  if (g_strv_contains (channels, "chat"))
    return "attune-chat-symbolic";
  return g_strv_contains (channels, "email") ? "attune-email-symbolic" : "attune-call-symbolic";
}

static void
add_row (AttuneTemplateDialog *self, const char *name)
{
  g_autoptr (AttuneForm) form = attune_form_template_load (name);
  g_autofree char *description = describe (name, form);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), attune_form_get_title (form));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), find_icon (form));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_set_name (row, name);
  gtk_list_box_append (self->list, row);
}

static void
activated_cb (AttuneTemplateDialog *self, GtkListBoxRow *row)
{
  g_autofree char *name = g_strdup (gtk_widget_get_name (GTK_WIDGET (row)));

  g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[CHOSEN], 0, name);
  g_object_unref (self);
}

static void
attune_template_dialog_dispose (GObject *object)
{
  G_OBJECT_CLASS (attune_template_dialog_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_TEMPLATE_DIALOG);
}

static void
attune_template_dialog_class_init (AttuneTemplateDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_template_dialog_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/intake/attune-template-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneTemplateDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
attune_template_dialog_init (AttuneTemplateDialog *self)
{
  const char *const *names = attune_form_template_list ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; names[i] != NULL; i++)
    add_row (self, names[i]);
}

GtkWidget *
attune_template_dialog_new (void)
{
  return g_object_new (ATTUNE_TYPE_TEMPLATE_DIALOG, NULL);
}
