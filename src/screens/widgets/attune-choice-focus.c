/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-choice-focus.h"

#include <adwaita.h>

/* The list that the focus has just come into, NULL for any other place. */
static GtkWidget *
find_list (GtkWidget *popover)
{
  GtkRoot *root = gtk_widget_get_root (popover);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, popover)
           ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW)
           : NULL;
}

static guint
get_chosen (GtkWidget *holder)
{
  return GTK_IS_DROP_DOWN (holder) ? gtk_drop_down_get_selected (GTK_DROP_DOWN (holder))
                                   : adw_combo_row_get_selected (ADW_COMBO_ROW (holder));
}

/* Every row of a short list is there as soon as it is shown, and the chosen one knows that it is. */
static GtkWidget *
find_chosen (GtkWidget *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0)
      return row;
  return NULL;
}

static void
focus_chosen (GtkWidget *popover, GtkWidget *holder)
{
  GtkWidget *list = find_list (popover);
  GtkWidget *row;

  if (list == NULL || get_chosen (holder) == GTK_INVALID_LIST_POSITION)
    return;
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", get_chosen (holder));
  row = find_chosen (list);
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

/* A popover that is shown has put the focus somewhere by now. */
static gboolean
shown_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  GtkWidget *holder;

  if (!GTK_IS_POPOVER (widget))
    return TRUE;
  holder = gtk_widget_get_parent (widget);
  while (holder != NULL && !GTK_IS_DROP_DOWN (holder) && !ADW_IS_COMBO_ROW (holder))
    holder = gtk_widget_get_parent (holder);
  if (holder != NULL)
    focus_chosen (widget, holder);
  return TRUE;
}

void
attune_choice_focus_init (void)
{
  gpointer class = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("show", GTK_TYPE_WIDGET), 0, shown_cb, NULL, NULL);
  g_type_class_unref (class);
}
