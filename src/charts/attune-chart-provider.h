/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart-label.h"
#include "attune-chart-shape.h"
#include "attune-chart.h"

G_BEGIN_DECLS

/* What a kind of chart implements. Both structs are embedded as the first member of the kind's own. */
typedef struct
{
  const char *name;
  void (*finalize) (AttuneChart *self);
  AttuneChartGeometry *(*layout) (AttuneChart *self, AttuneChartTheme *theme, double width, double height);
  void (*draw) (AttuneChart *self, AttuneChartTheme *theme, const AttuneChartGeometry *geometry,
                cairo_t *cr);
  void (*draw_item) (AttuneChart *self, AttuneChartTheme *theme, const AttuneChartGeometry *geometry,
                     guint index, cairo_t *cr);
  guint (*pick) (AttuneChart *self, const AttuneChartGeometry *geometry, double x, double y);
  guint (*step) (AttuneChart *self, const AttuneChartGeometry *geometry, guint index, AttuneChartStep step);
  guint (*get_n_items) (AttuneChart *self);
  void (*get_item) (AttuneChart *self, guint index, AttuneChartItem *out_item);
  char *(*describe_item) (AttuneChart *self, guint index);
  char *(*describe) (AttuneChart *self);
  AttuneChartTable *(*tabulate) (AttuneChart *self);
} AttuneChartClass;

struct _AttuneChart
{
  const AttuneChartClass *class;
  gatomicrefcount ref_count;
};

struct _AttuneChartGeometry
{
  void (*finalize) (AttuneChartGeometry *self); /* frees what the kind has added, not the struct */
  double width, height;
  cairo_rectangle_t plot;
  AttuneChartLabels labels;
  AttuneChartPoint *anchors; /* one for each item */
  guint n_anchors;
};

void attune_chart_init          (AttuneChart            *self,
                                 const AttuneChartClass *class);
void attune_chart_geometry_init (AttuneChartGeometry    *self,
                                 const AttuneChartTheme *theme,
                                 double                  width,
                                 double                  height);

G_END_DECLS
