/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-window-private.h"

#include "attune-add-dialog.h"
#include "attune-jump-dialog.h"
#include "attune-new-workspace-dialog.h"
#include "attune-pages.h"
#include "attune-preferences.h"
#include "attune-recent.h"

#include <glib/gi18n.h>

#define ADDING (ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

static void
open_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneWindow) self = data;
  g_autoptr (GListModel) files = attune_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    attune_window_open (self, path);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const suffixes[] = { "attune", NULL };
  AttuneFileRequest request = {
    .title = _ ("Open Workspace"),
    .accept = _ ("_Open"),
    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
    .filter_name = _ ("Workspaces"),
    .suffixes = suffixes,
  };

  attune_choose_files_async (widget, &request, open_chosen_cb, g_object_ref (widget));
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_new_workspace_dialog_show (ATTUNE_WINDOW (widget));
}

static void
open_location_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *location = attune_recent_from_key (g_variant_get_string (parameter, NULL));

  attune_window_open (ATTUNE_WINDOW (widget), location);
}

static void
forget_location_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneWindow *self = ATTUNE_WINDOW (widget);
  g_autofree char *location = attune_recent_from_key (g_variant_get_string (parameter, NULL));

  attune_recent_forget (self->settings, location);
  attune_window_open (self, NULL);
}

static void
close_workspace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_window_open (ATTUNE_WINDOW (widget), NULL);
}

static void
switch_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneWindow *self = ATTUNE_WINDOW (widget);

  attune_navigation_leave (self->navigation);
  attune_window_ask_who (self);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneWindow *self = ATTUNE_WINDOW (widget);

  if (self->is_switching && self->context != NULL)
    {
      self->is_switching = FALSE;
      gtk_stack_set_visible_child_name (self->stages, "work");
      attune_window_update_actions (self);
    }
  else
    attune_navigation_back (self->navigation);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneWindow *self = ATTUNE_WINDOW (widget);
  AttunePage *page = attune_navigation_get_page (self->navigation);

  if (g_strcmp0 (attune_window_get_stage (self), "who") == 0)
    attune_who_page_search (self->who);
  else if (page != NULL)
    attune_page_search (page);
}

/* What is looked for is typed anew. */
static void
search_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneDestination destination = { ATTUNE_PAGE_SEARCH, 0, -1, TRUE, "" };

  attune_context_open (ATTUNE_WINDOW (widget)->context, &destination);
}

static void
jump_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_jump_dialog_show (GTK_WINDOW (widget), ATTUNE_WINDOW (widget)->context);
}

static void
add_recordings_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_add_dialog_choose (GTK_WINDOW (widget), ATTUNE_WINDOW (widget)->context);
}

static void
add_side_by_side_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_add_dialog_show (GTK_WINDOW (widget), ATTUNE_WINDOW (widget)->context, NULL);
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneWindow *self = ATTUNE_WINDOW (widget);

  if (self->settings != NULL)
    attune_preferences_show (widget, self->settings);
}

static void
about_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_show_about (widget);
}

void
attune_window_install_actions (AttuneWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "win.open-location", "s", open_location_action);
  gtk_widget_class_install_action (widget_class, "win.forget-location", "s",
                                   forget_location_action);
  gtk_widget_class_install_action (widget_class, "win.close-workspace", NULL,
                                   close_workspace_action);
  gtk_widget_class_install_action (widget_class, "win.switch-person", NULL, switch_person_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_property_action (widget_class, "win.sidebar", "shows-sidebar");
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.search-all", NULL, search_all_action);
  gtk_widget_class_install_action (widget_class, "win.jump", NULL, jump_action);
  gtk_widget_class_install_action (widget_class, "win.add-recordings", NULL, add_recordings_action);
  gtk_widget_class_install_action (widget_class, "win.add-without-recording", NULL,
                                   add_side_by_side_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_action);
}

void
attune_window_update_actions (AttuneWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean works = g_strcmp0 (attune_window_get_stage (self), "work") == 0;
  gboolean may_add = works && attune_context_has_role (self->context, ADDING);
  gboolean can_return = self->is_switching && self->context != NULL && !works;

  gtk_widget_action_set_enabled (widget, "win.sidebar", works);
  gtk_widget_action_set_enabled (widget, "win.jump", works);
  gtk_widget_action_set_enabled (
    widget, "win.search-all",
    works &&
      attune_context_has_role (self->context, attune_pages_find (ATTUNE_PAGE_SEARCH)->roles));
  gtk_widget_action_set_enabled (widget, "win.switch-person", works);
  gtk_widget_action_set_enabled (widget, "win.close-workspace", self->store != NULL);
  gtk_widget_action_set_enabled (widget, "win.add-recordings", may_add);
  gtk_widget_action_set_enabled (widget, "win.add-without-recording", may_add);
  gtk_widget_action_set_enabled (widget, "win.back",
                                 can_return ||
                                   (works && attune_navigation_get_depth (self->navigation) > 1));
}
