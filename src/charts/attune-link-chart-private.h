/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart-provider.h"
#include "attune-link-chart.h"

G_BEGIN_DECLS

typedef struct
{
  AttuneChart parent;
  GStrv columns;
  guint n_columns;
  GArray *nodes; /* AttuneLinkNode, by column; its texts are the chunk's */
  GArray *links; /* AttuneLink, by indices of `nodes` */
  GStringChunk *texts;
  const char *finding; /* of the chunk, or NULL */
} AttuneLinkChart;

typedef struct
{
  AttuneChartGeometry parent;
  cairo_rectangle_t *boxes; /* of the nodes */
  gboolean is_mirrored;     /* the first column stands at the right */
} AttuneLinkGeometry;

const AttuneLinkNode *attune_link_chart_get_node (const AttuneLinkChart *self,
                                                  guint                  node);
const AttuneLink     *attune_link_chart_get_link (const AttuneLinkChart *self,
                                                  guint                  link);
/* The first node of a column, and behind the last one; `column` may be the number of columns. */
guint attune_link_chart_find_column (const AttuneLinkChart *self,
                                     guint                  column);

AttuneChartGeometry *attune_link_layout    (AttuneChart      *chart,
                                            AttuneChartTheme *theme,
                                            double            width,
                                            double            height);
void                 attune_link_draw      (AttuneChart               *chart,
                                            AttuneChartTheme          *theme,
                                            const AttuneChartGeometry *geometry,
                                            cairo_t                   *cr);
void                 attune_link_draw_item (AttuneChart               *chart,
                                            AttuneChartTheme          *theme,
                                            const AttuneChartGeometry *geometry,
                                            guint                      index,
                                            cairo_t                   *cr);

G_END_DECLS
