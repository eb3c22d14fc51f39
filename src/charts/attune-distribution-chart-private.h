/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-axis.h"
#include "attune-chart-provider.h"
#include "attune-distribution-chart.h"

G_BEGIN_DECLS

typedef struct
{
  AttuneChart parent;
  AttuneDistributionSpec spec; /* owns what it points to */
} AttuneDistributionChart;

typedef struct
{
  AttuneChartGeometry parent;
  AttuneAxis counts;
  AttuneAxis scores;
  cairo_rectangle_t keys[2]; /* the patches of the legend; of no width where there is no room */
  double pixel;
} AttuneDistributionGeometry;

/* Where a bin begins; `bin` may be the number of bins. */
double attune_distribution_get_edge (const AttuneDistributionChart *self,
                                     guint                          bin);

AttuneChartGeometry *attune_distribution_layout    (AttuneChart      *chart,
                                                    AttuneChartTheme *theme,
                                                    double            width,
                                                    double            height);
void                 attune_distribution_draw      (AttuneChart               *chart,
                                                    AttuneChartTheme          *theme,
                                                    const AttuneChartGeometry *geometry,
                                                    cairo_t                   *cr);
void                 attune_distribution_draw_item (AttuneChart               *chart,
                                                    AttuneChartTheme          *theme,
                                                    const AttuneChartGeometry *geometry,
                                                    guint                      index,
                                                    cairo_t                   *cr);

G_END_DECLS
