/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "attune-chart.h"

/* Shows any chart: hover and the arrow keys read its items, a click or Return opens one. Its accessible label is the
 * chart's sentence, its description the item that is being read. In .ui files it is <object class="AttuneChartView">.
 *
 * Properties: "chart" (AttuneChart), "item" (guint: the item being read, or ATTUNE_CHART_NO_ITEM).
 * Signal: "activated" (gint64 id, guint part): an item that opens something was chosen; part is an AttuneChartPart. */
#define ATTUNE_TYPE_CHART_VIEW (attune_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (AttuneChartView, attune_chart_view, ATTUNE, CHART_VIEW, GtkWidget)

GtkWidget        *attune_chart_view_new       (void);
void              attune_chart_view_set_chart (AttuneChartView *self,
                                               AttuneChart     *chart);
AttuneChart      *attune_chart_view_get_chart (AttuneChartView *self);
void              attune_chart_view_set_item  (AttuneChartView *self,
                                               guint            index);
void              attune_chart_view_read      (AttuneChartView *self,
                                               AttuneChartPart  part,
                                               gint64           id);
guint             attune_chart_view_get_item  (AttuneChartView *self);
AttuneChartTheme *attune_chart_view_get_theme (AttuneChartView *self);
