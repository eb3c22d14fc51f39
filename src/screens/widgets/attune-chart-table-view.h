/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attune-chart.h"

/* The data of any chart as a table: what AttuneChartView shows, to be read row by row. In .ui files it is
 * <object class="AttuneChartTableView">; its accessible label is the chart's sentence.
 *
 * Property: "chart" (AttuneChart).
 * Signal: "activated" (gint64 id, guint part): a row that opens something was chosen, as in AttuneChartView. */
#define ATTUNE_TYPE_CHART_TABLE_VIEW (attune_chart_table_view_get_type ())
G_DECLARE_FINAL_TYPE (AttuneChartTableView, attune_chart_table_view, ATTUNE, CHART_TABLE_VIEW, AdwBin)

/* NULL shows nothing. */
void attune_chart_table_view_set_chart (AttuneChartTableView *self,
                                        AttuneChart          *chart);
/* Selects the row that stands for `id`, which is not 0, and brings it into view, as soon as it is made; without one
 * nothing changes. */
void attune_chart_table_view_read      (AttuneChartTableView *self,
                                        gint64                id);
/* What the selected row stands for; 0 for nothing. */
gint64 attune_chart_table_view_get_id  (AttuneChartTableView *self);
