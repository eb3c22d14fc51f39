/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart-theme.h"

G_BEGIN_DECLS

/* Marks that differ by shape as well as by colour. */
typedef enum
{
  ATTUNE_CHART_SHAPE_DISC,     /* ● */
  ATTUNE_CHART_SHAPE_HALF,     /* ◐ */
  ATTUNE_CHART_SHAPE_RING,     /* ○ */
  ATTUNE_CHART_SHAPE_CROSS,    /* ✕ */
  ATTUNE_CHART_SHAPE_DIAMOND,  /* ◆ */
  ATTUNE_CHART_SHAPE_SQUARE,   /* ■ */
  ATTUNE_CHART_SHAPE_TRIANGLE, /* ▲ */
  ATTUNE_CHART_SHAPE_DASH,     /* ▬ */
  ATTUNE_CHART_SHAPE_TICK,     /* ❙ */
} AttuneChartShape;

typedef struct
{
  double x, y;
} AttuneChartPoint;

void attune_chart_shapes_draw (AttuneChartShape        shape,
                               const AttuneChartPoint *centres,
                               guint                   n_centres,
                               double                  radius,
                               const AttuneChartTheme *theme,
                               AttuneChartInk          ink,
                               cairo_t                *cr);

G_END_DECLS
