/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart-table.h"
#include "attune-chart-theme.h"

G_BEGIN_DECLS

/* A picture of data, immutable and counted by references: what it shows is fixed when it is made. It is laid out for
 * a theme and a size, drawn on any cairo surface and asked what lies where. The kinds are in their own files, such as
 * attune-trend-chart.h; whatever shows, prints or exports charts knows this one only. */
typedef struct _AttuneChart AttuneChart;

/* Where everything lies. Valid for the chart, theme and size that it was made for, and owned by whoever laid it out. */
typedef struct _AttuneChartGeometry AttuneChartGeometry;

/* What can be pointed at, numbered from 0 in reading order: first the parts of one kind, then the next. */
typedef enum
{
  ATTUNE_CHART_PART_VALUE,   /* the id is an evaluation's */
  ATTUNE_CHART_PART_SUMMARY, /* a mean over many: the id is 0 */
  ATTUNE_CHART_PART_MARKER,  /* the id is the marker's own: a coaching session, a form revision */
  ATTUNE_CHART_PART_NODE,    /* of a picture of links: the id is what the maker gave it */
} AttuneChartPart;

typedef struct
{
  guint index;
  AttuneChartPart part;
  gint64 id; /* 0: opens nothing */
} AttuneChartItem;

/* How the arrow keys go from item to item. Left and right are the picture's. */
typedef enum
{
  ATTUNE_CHART_STEP_LEFT,
  ATTUNE_CHART_STEP_RIGHT,
  ATTUNE_CHART_STEP_UP,
  ATTUNE_CHART_STEP_DOWN,
  ATTUNE_CHART_STEP_FIRST,
  ATTUNE_CHART_STEP_LAST,
} AttuneChartStep;

#define ATTUNE_CHART_NO_ITEM G_MAXUINT

#define ATTUNE_TYPE_CHART (attune_chart_get_type ())
GType        attune_chart_get_type (void);
AttuneChart *attune_chart_ref      (AttuneChart *self);
void         attune_chart_unref    (AttuneChart *self);

AttuneChartGeometry *attune_chart_layout    (AttuneChart      *self,
                                             AttuneChartTheme *theme,
                                             double            width,
                                             double            height);
void                 attune_chart_draw      (AttuneChart               *self,
                                             AttuneChartTheme          *theme,
                                             const AttuneChartGeometry *geometry,
                                             cairo_t                   *cr);
void                 attune_chart_draw_item (AttuneChart               *self,
                                             AttuneChartTheme          *theme,
                                             const AttuneChartGeometry *geometry,
                                             guint                      index,
                                             cairo_t                   *cr);
gboolean             attune_chart_pick      (AttuneChart               *self,
                                             const AttuneChartGeometry *geometry,
                                             double                     x,
                                             double                     y,
                                             AttuneChartItem           *out_item);
guint                attune_chart_step      (AttuneChart               *self,
                                             const AttuneChartGeometry *geometry,
                                             guint                      index,
                                             AttuneChartStep            step);

guint             attune_chart_get_n_items   (AttuneChart *self);
gboolean          attune_chart_get_item      (AttuneChart     *self,
                                              guint            index,
                                              AttuneChartItem *out_item);
char             *attune_chart_describe_item (AttuneChart *self,
                                              guint        index);
char             *attune_chart_describe      (AttuneChart *self);
AttuneChartTable *attune_chart_tabulate      (AttuneChart *self);

void                 attune_chart_geometry_free         (AttuneChartGeometry *self);
void                 attune_chart_geometry_get_size     (const AttuneChartGeometry *self,
                                                         double                    *out_width,
                                                         double                    *out_height);
gboolean             attune_chart_geometry_get_anchor   (const AttuneChartGeometry *self,
                                                         guint                      index,
                                                         double                    *out_x,
                                                         double                    *out_y);
guint                attune_chart_geometry_get_n_labels (const AttuneChartGeometry *self);
const char          *attune_chart_geometry_get_label    (const AttuneChartGeometry *self,
                                                         guint                      index,
                                                         cairo_rectangle_t         *out_area);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneChart, attune_chart_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneChartGeometry, attune_chart_geometry_free)

G_END_DECLS
