/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-forms-intake.h"

#include "attune-import-dialog.h"
#include "attune-present.h"
#include "attune-template-dialog.h"

static const char *const actions[] = { "forms.template", "forms.import", "forms.paste" };

static GtkWindow *
get_window (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_root (widget));
}

static void
chosen_cb (GtkWidget *page, const char *name)
{
  gtk_widget_activate_action (page, "forms.new", "s", name);
}

static void
template_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *dialog = attune_template_dialog_new ();

  gtk_window_set_transient_for (GTK_WINDOW (dialog), get_window (widget));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), widget, G_CONNECT_SWAPPED);
  attune_present (GTK_WINDOW (dialog));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_import_dialog_choose (get_window (widget), attune_page_get_context (ATTUNE_PAGE (widget)));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_import_dialog_paste (get_window (widget), attune_page_get_context (ATTUNE_PAGE (widget)));
}

/* A workspace is the window's, which opens it. */
static gboolean
drop_cb (AttunePage *page, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *name = files != NULL ? g_file_get_basename (files->data) : NULL;

  if (name == NULL || files->next != NULL || g_str_has_suffix (name, ".attune"))
    return FALSE;

  attune_import_dialog_show_file (get_window (GTK_WIDGET (page)), attune_page_get_context (page),
                                  files->data);
  return TRUE;
}

void
attune_forms_intake_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "forms.template", NULL, template_action);
  gtk_widget_class_install_action (class, "forms.import", NULL, import_action);
  gtk_widget_class_install_action (class, "forms.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (class, GDK_KEY_i, GDK_CONTROL_MASK, "forms.import", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "forms.paste", NULL);
}

void
attune_forms_intake_set_up (AttunePage *page, gboolean may_edit)
{
  GtkDropTarget *target;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (page), actions[i], may_edit);
  if (!may_edit)
    return;

  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), page);
  gtk_widget_add_controller (GTK_WIDGET (page), GTK_EVENT_CONTROLLER (target));
}
