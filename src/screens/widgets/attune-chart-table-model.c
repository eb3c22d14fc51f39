/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-chart-table-model.h"

struct _AttuneChartTableRow
{
  GObject parent_instance;

  /* owned */
  AttuneChartTable *table;

  guint row;
};

G_DEFINE_FINAL_TYPE (AttuneChartTableRow, attune_chart_table_row, G_TYPE_OBJECT)

struct _AttuneChartTableModel
{
  GObject parent_instance;

  /* owned */
  AttuneChartTable *table;
};

static void attune_chart_table_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttuneChartTableModel,
                               attune_chart_table_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      attune_chart_table_model_list_init))

static void
attune_chart_table_row_finalize (GObject *object)
{
  g_clear_pointer (&ATTUNE_CHART_TABLE_ROW (object)->table, attune_chart_table_unref);

  G_OBJECT_CLASS (attune_chart_table_row_parent_class)->finalize (object);
}

static void
attune_chart_table_row_class_init (AttuneChartTableRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_chart_table_row_finalize;
}

static void
attune_chart_table_row_init (AttuneChartTableRow *self)
{
}

gint64
attune_chart_table_row_get_id (AttuneChartTableRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_CHART_TABLE_ROW (self), 0);

  return attune_chart_table_get_id (self->table, self->row);
}

const char *
attune_chart_table_row_get_text (AttuneChartTableRow *self, guint column)
{
  g_return_val_if_fail (ATTUNE_IS_CHART_TABLE_ROW (self), NULL);

  return attune_chart_table_get_text (self->table, self->row, column);
}

static GType
get_item_type (GListModel *model)
{
  return ATTUNE_TYPE_CHART_TABLE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return attune_chart_table_get_n_rows (ATTUNE_CHART_TABLE_MODEL (model)->table);
}

static gpointer
get_item (GListModel *model, guint position)
{
  AttuneChartTableModel *self = ATTUNE_CHART_TABLE_MODEL (model);
  AttuneChartTableRow *row;

  if (position >= get_n_items (model))
    return NULL;

  row = g_object_new (ATTUNE_TYPE_CHART_TABLE_ROW, NULL);
  row->table = attune_chart_table_ref (self->table);
  row->row = position;
  return row;
}

static void
attune_chart_table_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
attune_chart_table_model_finalize (GObject *object)
{
  g_clear_pointer (&ATTUNE_CHART_TABLE_MODEL (object)->table, attune_chart_table_unref);

  G_OBJECT_CLASS (attune_chart_table_model_parent_class)->finalize (object);
}

static void
attune_chart_table_model_class_init (AttuneChartTableModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_chart_table_model_finalize;
}

static void
attune_chart_table_model_init (AttuneChartTableModel *self)
{
}

AttuneChartTableModel *
attune_chart_table_model_new (AttuneChartTable *table)
{
  AttuneChartTableModel *self;

  g_return_val_if_fail (table != NULL, NULL);

  self = g_object_new (ATTUNE_TYPE_CHART_TABLE_MODEL, NULL);
  self->table = attune_chart_table_ref (table);
  return self;
}
