/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart-table.h"

#include <gio/gio.h>

/* A row of a chart's table. */
#define ATTUNE_TYPE_CHART_TABLE_ROW (attune_chart_table_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneChartTableRow, attune_chart_table_row, ATTUNE, CHART_TABLE_ROW, GObject)

/* What it opens, 0 for nothing. */
gint64      attune_chart_table_row_get_id   (AttuneChartTableRow *self);
const char *attune_chart_table_row_get_text (AttuneChartTableRow *self,
                                             guint                column);

/* A GListModel of AttuneChartTableRow over a table; rows are made as they are asked for. */
#define ATTUNE_TYPE_CHART_TABLE_MODEL (attune_chart_table_model_get_type ())
G_DECLARE_FINAL_TYPE (AttuneChartTableModel, attune_chart_table_model, ATTUNE, CHART_TABLE_MODEL, GObject)

AttuneChartTableModel *attune_chart_table_model_new (AttuneChartTable *table);
