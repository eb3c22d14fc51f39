/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-field-row.h"

struct _AttuneFieldRow
{
  AdwActionRow parent_instance;
};

G_DEFINE_FINAL_TYPE (AttuneFieldRow, attune_field_row, ADW_TYPE_ACTION_ROW)

static GtkWidget *
get_child (GtkWidget *widget)
{
  return gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget));
}

static gboolean
attune_field_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (get_child (widget), direction);
}

static gboolean
attune_field_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (get_child (widget), GTK_DIR_TAB_FORWARD);
}

static void
attune_field_row_class_init (AttuneFieldRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->focus = attune_field_row_focus;
  widget_class->grab_focus = attune_field_row_grab_focus;
}

static void
attune_field_row_init (AttuneFieldRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}
