/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-remarks-dialog.h"

#include "attune-remark-list.h"

struct _AttuneRemarksDialog
{
  AdwWindow parent_instance;

  /* template */
  AttuneRemarkList *remarks;
};

G_DEFINE_FINAL_TYPE (AttuneRemarksDialog, attune_remarks_dialog, ADW_TYPE_WINDOW)

static void
attune_remarks_dialog_dispose (GObject *object)
{
  G_OBJECT_CLASS (attune_remarks_dialog_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_REMARKS_DIALOG);
}

static void
attune_remarks_dialog_class_init (AttuneRemarksDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_remarks_dialog_dispose;

  g_type_ensure (ATTUNE_TYPE_REMARK_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/intake/attune-remarks-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneRemarksDialog, remarks);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
attune_remarks_dialog_init (AttuneRemarksDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
attune_remarks_dialog_show (GtkWindow *parent,
                            const char *title,
                            const char *heading,
                            GPtrArray *remarks)
{
  AttuneRemarksDialog *self = g_object_new (ATTUNE_TYPE_REMARKS_DIALOG, "transient-for", parent,
                                            "title", title, NULL);

  attune_remark_list_show (self->remarks, heading, NULL, remarks);
  gtk_window_present (GTK_WINDOW (self));
}
