/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart-table.h"

G_BEGIN_DECLS

/* For charts, which fill a table row by row before anybody else sees it. */
AttuneChartTable *attune_chart_table_new         (void);
void              attune_chart_table_add_column  (AttuneChartTable      *self,
                                                  const char            *title,
                                                  AttuneChartColumnKind  kind);
void              attune_chart_table_add_row     (AttuneChartTable *self,
                                                  gint64            id);
void              attune_chart_table_add_text    (AttuneChartTable *self,
                                                  const char       *text);
void              attune_chart_table_take_number (AttuneChartTable *self,
                                                  double            number,
                                                  char             *text);

G_END_DECLS
