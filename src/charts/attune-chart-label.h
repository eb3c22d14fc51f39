/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart-theme.h"

G_BEGIN_DECLS

/* A text with its place on a chart. */
typedef struct
{
  PangoLayout *layout;
  cairo_rectangle_t area;
  AttuneChartInk ink;
} AttuneChartLabel;

/* A growing list of labels, none of which lies over another or beyond the edges. */
typedef struct
{
  GArray *items; /* AttuneChartLabel */
  double width, height;
  double gap;    /* to keep between two labels side by side */
} AttuneChartLabels;

void                    attune_chart_labels_init     (AttuneChartLabels *self,
                                                      double             width,
                                                      double             height,
                                                      double             gap);
void                    attune_chart_labels_clear    (AttuneChartLabels *self);
gboolean                attune_chart_labels_add      (AttuneChartLabels *self,
                                                      PangoLayout       *layout,
                                                      double             x,
                                                      double             y,
                                                      AttuneChartInk     ink);
gboolean                attune_chart_labels_has_room (const AttuneChartLabels *self,
                                                      const cairo_rectangle_t *area);
void                    attune_chart_labels_reserve  (AttuneChartLabels       *self,
                                                      const cairo_rectangle_t *area);
const AttuneChartLabel *attune_chart_labels_get      (const AttuneChartLabels *self,
                                                      guint                    index);
void                    attune_chart_labels_mirror   (AttuneChartLabels *self);
void                    attune_chart_labels_draw     (const AttuneChartLabels *self,
                                                      const AttuneChartTheme  *theme,
                                                      cairo_t                 *cr);

cairo_rectangle_t attune_chart_measure (PangoLayout *layout);

G_END_DECLS
