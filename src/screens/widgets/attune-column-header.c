/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-column-header.h"

/* The header stands before the list, with a title for each column, in their order. */
static GtkWidget *
find_title (GtkColumnView *view, GtkColumnViewColumn *wanted)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (view)));

  for (guint i = 0; title != NULL && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (column == wanted)
        return title;
      title = gtk_widget_get_next_sibling (title);
    }
  return NULL;
}

void
attune_column_header_end (GtkColumnView *view, GtkColumnViewColumn *column)
{
  GtkWidget *title;
  GtkWidget *box;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));

  title = find_title (view, column);
  box = title != NULL ? gtk_widget_get_first_child (title) : NULL;
  if (box == NULL)
    return;
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  /* The arrow of a column that sorts has its room all the time. */
  if (GTK_IS_BOX (box) && gtk_widget_get_first_child (box) != gtk_widget_get_last_child (box))
    gtk_box_reorder_child_after (GTK_BOX (box), gtk_widget_get_last_child (box), NULL);
}
