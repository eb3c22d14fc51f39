/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-new-workspace-dialog.h"

#include "attune-compat.h"

#include <glib/gi18n.h>

struct _AttuneNewWorkspaceDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwEntryRow *name;
  AdwEntryRow *person;
  AdwEntryRow *zone;

  /* borrowed */
  AttuneWindow *window;
};

G_DEFINE_FINAL_TYPE (AttuneNewWorkspaceDialog, attune_new_workspace_dialog, ADW_TYPE_WINDOW)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_filled (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped != '\0';
}

static gboolean
is_zone (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (text);

  return zone != NULL;
}

gboolean
attune_new_workspace_dialog_is_valid (const char *name, const char *person, const char *time_zone)
{
  return is_filled (name) && is_filled (person) && is_filled (time_zone) && is_zone (time_zone);
}

static void
changed_cb (AttuneNewWorkspaceDialog *self)
{
  gboolean is_valid = attune_new_workspace_dialog_is_valid (get_text (self->name),
                                                            get_text (self->person),
                                                            get_text (self->zone));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.create", is_valid);
  if (is_zone (get_text (self->zone)))
    gtk_widget_remove_css_class (GTK_WIDGET (self->zone), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->zone), "error");
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneNewWorkspaceDialog) self = data;
  g_autoptr (GListModel) files = attune_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || self->window == NULL)
    return;

  attune_window_create (self->window, path, get_text (self->name), get_text (self->person),
                        get_text (self->zone));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
create_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const char *const suffixes[] = { "attune", NULL };
  AttuneNewWorkspaceDialog *self = ATTUNE_NEW_WORKSPACE_DIALOG (widget);
  g_autofree char *name = g_strconcat (get_text (self->name), ".attune", NULL);
  AttuneFileRequest request = {
    .title = _ ("New Workspace"),
    .accept = _ ("_Create"),
    .action = GTK_FILE_CHOOSER_ACTION_SAVE,
    .name = g_strdelimit (name, "/", '-'),
    .filter_name = _ ("Workspaces"),
    .suffixes = suffixes,
  };

  attune_choose_files_async (widget, &request, chosen_cb, g_object_ref (self));
}

static void
entry_activated_cb (AttuneNewWorkspaceDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.create", NULL);
}

static void
attune_new_workspace_dialog_dispose (GObject *object)
{
  AttuneNewWorkspaceDialog *self = ATTUNE_NEW_WORKSPACE_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (attune_new_workspace_dialog_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_NEW_WORKSPACE_DIALOG);
}

static void
attune_new_workspace_dialog_class_init (AttuneNewWorkspaceDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_new_workspace_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/attune-new-workspace-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneNewWorkspaceDialog, name);
  gtk_widget_class_bind_template_child (widget_class, AttuneNewWorkspaceDialog, person);
  gtk_widget_class_bind_template_child (widget_class, AttuneNewWorkspaceDialog, zone);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.create", NULL, create_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
attune_new_workspace_dialog_init (AttuneNewWorkspaceDialog *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_get_real_name ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_text (GTK_EDITABLE (self->zone), is_zone (g_time_zone_get_identifier (zone))
                                                      ? g_time_zone_get_identifier (zone)
                                                      : "UTC");
  if (name != NULL && g_strcmp0 (name, "Unknown") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->person), name);
  changed_cb (self);
}

void
attune_new_workspace_dialog_show (AttuneWindow *window)
{
  AttuneNewWorkspaceDialog *self = g_object_new (ATTUNE_TYPE_NEW_WORKSPACE_DIALOG, "transient-for",
                                                 window, NULL);

  g_set_weak_pointer (&self->window, window);
  gtk_window_present (GTK_WINDOW (self));
}
