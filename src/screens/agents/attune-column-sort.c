/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-column-sort.h"

static GtkSorter *
create_sorter (GType type, const char *key)
{
  GtkExpression *expression = gtk_property_expression_new (type, NULL, key);

  return gtk_expression_get_value_type (expression) == G_TYPE_STRING
           ? GTK_SORTER (gtk_string_sorter_new (expression))
           : GTK_SORTER (gtk_numeric_sorter_new (expression));
}

void
attune_column_sort (GtkColumnView *view, GType type, const char *const *keys)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autoptr (GtkSorter) sorter = create_sorter (type, keys[i]);

      gtk_column_view_column_set_sorter (column, sorter);
    }
}
