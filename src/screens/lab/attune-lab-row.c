/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-lab-row.h"

struct _AttuneLabRow
{
  GObject parent_instance;

  /* owned */
  AttuneLabGrid *grid;

  guint index;
};

G_DEFINE_FINAL_TYPE (AttuneLabRow, attune_lab_row, G_TYPE_OBJECT)

static void
attune_lab_row_finalize (GObject *object)
{
  g_clear_pointer (&ATTUNE_LAB_ROW (object)->grid, attune_lab_grid_unref);

  G_OBJECT_CLASS (attune_lab_row_parent_class)->finalize (object);
}

static void
attune_lab_row_class_init (AttuneLabRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_lab_row_finalize;
}

static void
attune_lab_row_init (AttuneLabRow *self)
{
}

GListModel *
attune_lab_row_list (AttuneLabGrid *grid)
{
  guint n = grid != NULL ? attune_lab_grid_get_n_rows (grid) : 0;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (ATTUNE_TYPE_LAB_ROW);

  for (guint i = 0; i < n; i++)
    {
      AttuneLabRow *row = g_object_new (ATTUNE_TYPE_LAB_ROW, NULL);

      row->grid = attune_lab_grid_ref (grid);
      row->index = i;
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (store, 0, 0, rows->pdata, rows->len);
  return G_LIST_MODEL (store);
}

AttuneLabGrid *
attune_lab_row_get_grid (AttuneLabRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_LAB_ROW (self), NULL);

  return self->grid;
}

guint
attune_lab_row_get_index (AttuneLabRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_LAB_ROW (self), 0);

  return self->index;
}
