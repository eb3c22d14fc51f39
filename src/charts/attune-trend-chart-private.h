/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-axis.h"
#include "attune-chart-provider.h"
#include "attune-trend-chart.h"

G_BEGIN_DECLS

/* What a value came to; in drawing order, what asks for attention last. */
typedef enum
{
  ATTUNE_TREND_LEVEL_PLAIN, /* neither an outcome of its own nor a pass line */
  ATTUNE_TREND_LEVEL_PASS,
  ATTUNE_TREND_LEVEL_BORDERLINE, /* not passed, a little below the line */
  ATTUNE_TREND_LEVEL_BELOW,      /* not passed */
  ATTUNE_TREND_LEVEL_FAILED,     /* not passed, whatever the score */
} AttuneTrendLevel;

#define ATTUNE_TREND_N_LEVELS (ATTUNE_TREND_LEVEL_FAILED + 1)

typedef struct
{
  AttuneChart parent;
  AttuneTrendSpec spec;     /* owns its time zone; its arrays are the fields below */
  GArray *points;           /* AttuneTrendPoint with a score, rising in time */
  GArray *markers;          /* AttuneTrendMarker, rising in time */
  GArray *limits;           /* AttuneTrendLimits with finite figures */
  AttuneCalendarStep step;  /* of the means: the view's, or one that fits where there are very many values */
  GArray *means;            /* AttuneTrendMean */
  GStringChunk *texts;      /* of notes and labels */
  guint n_without_score;
  gint64 from, to; /* the period shown, from < to */
} AttuneTrendChart;

typedef struct
{
  AttuneChartShape shape;
  AttuneChartInk ink;
  AttuneChartPoint centre;
} AttuneTrendMark;

typedef struct
{
  AttuneChartGeometry parent;
  gboolean is_words;         /* too few values for a picture: words stand in its place */
  gboolean is_dense;         /* more values than pixels: bars from the least to the greatest */
  AttuneAxis values, times;
  AttuneChartPoint *places;  /* of the points */
  GArray *marks;             /* AttuneTrendMark: the key, and the mark of a single value */
  GArray *columns;           /* AttuneSeriesColumn, where is_dense */
  double radius;             /* of a value's mark */
  double mark_radius;        /* of a marker's and a key's mark */
  double reach;              /* how far the ink of marks and of the rings around them may go from their middles */
  double side;               /* the width of the lines' labels */
  double lane;               /* the middle of the markers' lane; NaN: none */
} AttuneTrendGeometry;

/* What the parts of the layout share while it is made. */
typedef struct
{
  AttuneTrendChart *chart;
  AttuneTrendGeometry *trend;
  AttuneChartTheme *theme;
  double em, line; /* heights of the body text and of a line of small text */
} AttuneTrendLayout;

const AttuneTrendPoint *attune_trend_get_point      (const AttuneTrendChart *self,
                                                     guint                   index);
AttuneTrendLevel        attune_trend_get_level      (const AttuneTrendChart *self,
                                                     const AttuneTrendPoint *point);
gboolean                attune_trend_shows_means    (const AttuneTrendChart *self);
guint                   attune_trend_get_n_readings (const AttuneTrendChart *self);
guint                   attune_trend_get_n_markers  (const AttuneTrendChart *self);

AttuneChartShape attune_trend_get_level_shape  (AttuneTrendLevel level);
AttuneChartInk   attune_trend_get_level_ink    (AttuneTrendLevel level);
AttuneChartShape attune_trend_get_marker_shape (AttuneTrendMarkerKind kind);
AttuneChartInk   attune_trend_get_marker_ink   (AttuneTrendMarkerKind kind);

AttuneChartGeometry *attune_trend_layout              (AttuneChart      *chart,
                                                       AttuneChartTheme *theme,
                                                       double            width,
                                                       double            height);
double               attune_trend_measure_sides       (const AttuneTrendLayout *layout);
void                 attune_trend_place_sides         (const AttuneTrendLayout *layout);
void                 attune_trend_place_marker_labels (const AttuneTrendLayout *layout);
void                 attune_trend_place_caption       (const AttuneTrendLayout *layout);
void                 attune_trend_place_words         (const AttuneTrendLayout *layout);

void attune_trend_draw      (AttuneChart               *chart,
                             AttuneChartTheme          *theme,
                             const AttuneChartGeometry *geometry,
                             cairo_t                   *cr);
void attune_trend_draw_item (AttuneChart               *chart,
                             AttuneChartTheme          *theme,
                             const AttuneChartGeometry *geometry,
                             guint                      index,
                             cairo_t                   *cr);

char             *attune_trend_format_value   (const AttuneTrendChart *self,
                                               double                  value);
char             *attune_trend_format_date    (const AttuneTrendChart *self,
                                               gint64                  time);
const char       *attune_trend_get_level_name (AttuneTrendLevel level);
/* In the words that lists of evaluations have for it; "" for none. */
const char       *attune_trend_get_outcome_name (AttuneTrendLevel level);
const char       *attune_trend_get_mean_name  (const AttuneTrendChart *self);
char             *attune_trend_say_few        (const AttuneTrendChart *self);
char             *attune_trend_describe_item  (AttuneChart *chart,
                                               guint        index);
char             *attune_trend_describe       (AttuneChart *chart);
AttuneChartTable *attune_trend_tabulate       (AttuneChart *chart);

G_END_DECLS
