/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-series.h"
#include "attune-trend-chart-private.h"
#include "attune-trend-means.h"

#include <glib/gi18n-lib.h>

#define GREATEST_RADIUS 0.3 /* ems */
#define LEAST_RADIUS    0.15
#define MARK_RADIUS     0.28
#define REACH           0.6 /* how far the ink of a mark and the rings around it go from its middle */
#define DENSE           3.0 /* values a unit of width from which single marks say nothing */
#define LEAST_SPAN      0.2 /* of the scale: closer values are not blown up beyond it */
#define CAPTION_FROM    13  /* ems of height from which there is a caption */
#define LANE_FROM       12  /* ems of height from which there is a lane of markers */
#define AXIS_FROM       6   /* ems of height from which the axis has labels */
#define VALUES_FROM     8   /* ems of width from which the values' axis has labels */

static double
measure_line (const AttuneTrendLayout *layout)
{
  g_autoptr (PangoLayout)
    text = attune_chart_theme_create_layout (layout->theme, ATTUNE_CHART_TEXT_SMALL, "0");

  return attune_chart_measure (text).height;
}

static void
finalize_geometry (AttuneChartGeometry *geometry)
{
  AttuneTrendGeometry *trend = (AttuneTrendGeometry *) geometry;

  attune_axis_clear (&trend->values);
  attune_axis_clear (&trend->times);
  g_free (trend->places);
  g_clear_pointer (&trend->marks, g_array_unref);
  g_clear_pointer (&trend->columns, g_array_unref);
}

static void
include (double value, double *minimum, double *maximum)
{
  *minimum = MIN (*minimum, value);
  *maximum = MAX (*maximum, value);
}

/* The values, the pass line and the limits, at least a fifth of the scale, and not beyond the scale where they are
 * not. */
static void
find_extent (const AttuneTrendChart *chart, double *out_minimum, double *out_maximum)
{
  const AttuneTrendSpec *spec = &chart->spec;
  double minimum = attune_trend_get_point (chart, 0)->value;
  double maximum = minimum;
  double missing;

  for (guint i = 1; i < chart->points->len; i++)
    include (attune_trend_get_point (chart, i)->value, &minimum, &maximum);
  if (!isnan (spec->pass))
    include (spec->pass, &minimum, &maximum);
  for (guint i = 0; i < chart->limits->len; i++)
    {
      const AttuneTrendLimits *limits = &g_array_index (chart->limits, AttuneTrendLimits, i);

      include (limits->lower, &minimum, &maximum);
      include (limits->upper, &minimum, &maximum);
    }
  missing = (spec->maximum - spec->minimum) * LEAST_SPAN - (maximum - minimum);
  if (missing > 0)
    {
      double low = minimum - missing / 2;
      double high = maximum + missing / 2;

      if (high > spec->maximum && maximum <= spec->maximum)
        low -= high - spec->maximum;
      if (low < spec->minimum && minimum >= spec->minimum)
        high += spec->minimum - low;
      minimum = MAX (low, MIN (minimum, spec->minimum));
      maximum = MIN (high, MAX (maximum, spec->maximum));
    }
  *out_minimum = minimum;
  *out_maximum = maximum;
}

static gboolean
has_caption (const AttuneTrendLayout *layout)
{
  return layout->trend->parent.height >= layout->em * CAPTION_FROM;
}

static gboolean
has_value_labels (const AttuneTrendLayout *layout)
{
  return layout->trend->parent.width >= layout->em * VALUES_FROM;
}

static gboolean
has_time_labels (const AttuneTrendLayout *layout)
{
  return layout->trend->parent.height >= layout->em * AXIS_FROM;
}

static gboolean
has_lane (const AttuneTrendLayout *layout)
{
  return attune_trend_get_n_markers (layout->chart) > 0 &&
         layout->trend->parent.height >= layout->em * LANE_FROM;
}

/* Heights first, since the widths depend on the ticks that fit them. */
static void
divide_height (const AttuneTrendLayout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  cairo_rectangle_t *plot = &trend->parent.plot;
  double em = layout->em;
  double height = trend->parent.height;
  double axis = has_time_labels (layout) ? layout->line * 2 + em * 0.35 : 0;
  double lane = has_lane (layout) ? layout->line + em * 0.3 : 0;

  plot->y = has_caption (layout) ? layout->line + em * 0.7 : MIN (em * 0.2, height * 0.1);
  plot->height = height - plot->y - axis - lane - MIN (em * 0.1, height * 0.1);
  trend->lane = lane > 0 ? plot->y + plot->height + em * 0.15 + lane / 2 : NAN;
}

static double
get_axis_top (const AttuneTrendLayout *layout)
{
  const AttuneTrendGeometry *trend = layout->trend;

  if (!isnan (trend->lane))
    return trend->lane + layout->line / 2 + layout->em * 0.3;
  return trend->parent.plot.y + trend->parent.plot.height + layout->em * 0.3;
}

/* Room between the edges and the scales, so that marks at the ends are whole; less of it where all is small. */
static double
get_reach (const AttuneTrendLayout *layout)
{
  const AttuneTrendGeometry *trend = layout->trend;

  return MIN (layout->em * REACH, MIN (trend->parent.plot.height, trend->parent.width) / 8);
}

static void
lay_values (const AttuneTrendLayout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  cairo_rectangle_t *plot = &trend->parent.plot;
  double minimum, maximum;

  find_extent (layout->chart, &minimum, &maximum);
  attune_axis_init_values (&trend->values, minimum, maximum, plot->height - 2 * trend->reach,
                           layout->theme);
  attune_scale_set_range (&trend->values.scale, plot->y + plot->height - trend->reach,
                          plot->y + trend->reach);
  if (!has_caption (layout))
    /* Translators: the uppermost number of a chart's axis with its unit: 100 % */
    attune_axis_set_unit (&trend->values, C_ ("chart axis", "%s %%"));
  if (has_value_labels (layout))
    plot->x = attune_axis_measure_values (&trend->values, layout->theme) + layout->em * 0.5;
}

static void
lay_times (const AttuneTrendLayout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  const AttuneTrendChart *chart = layout->chart;
  cairo_rectangle_t *plot = &trend->parent.plot;

  trend->side = attune_trend_measure_sides (layout);
  plot->width = MAX (1, trend->parent.width - plot->x - trend->side);
  attune_axis_init_times (&trend->times, chart->from, chart->to, chart->spec.time_zone,
                          plot->width - 2 * trend->reach, layout->theme);
  attune_scale_set_range (&trend->times.scale, plot->x + trend->reach,
                          plot->x + plot->width - trend->reach);
}

static void
lay_axes (const AttuneTrendLayout *layout)
{
  layout->trend->reach = get_reach (layout);
  lay_values (layout);
  lay_times (layout);
}

static double
map_time (const AttuneTrendGeometry *trend, gint64 time)
{
  return attune_scale_map (&trend->times.scale, (double) time);
}

static void
place_points (const AttuneTrendLayout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  const AttuneTrendChart *chart = layout->chart;
  guint n_points = chart->points->len;

  trend->places = g_new (AttuneChartPoint, n_points);
  for (guint i = 0; i < n_points; i++)
    {
      const AttuneTrendPoint *point = attune_trend_get_point (chart, i);

      trend->places[i].x = map_time (trend, point->time);
      trend->places[i].y = attune_scale_map (&trend->values.scale, point->value);
    }
}

static void
choose_marks (const AttuneTrendLayout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  double width = trend->parent.plot.width;
  guint n_points = layout->chart->points->len;
  double room = width / MAX (n_points, 1) * 0.6;

  trend->radius = CLAMP (room, layout->em * LEAST_RADIUS, layout->em * GREATEST_RADIUS);
  trend->radius = MIN (trend->radius, trend->reach / 2);
  trend->mark_radius = MIN (layout->em * MARK_RADIUS, trend->reach / 2);
  trend->is_dense = n_points > width * DENSE;
}

static void
decimate (const AttuneTrendLayout *layout)
{
  double pixel = 1 / attune_chart_theme_get_scale (layout->theme);
  g_autoptr (GArray)
    columns = attune_series_columns (layout->trend->places, layout->chart->points->len, pixel);

  layout->trend->columns = attune_series_decimate (columns);
}

static AttuneChartPoint
place_mean (const AttuneTrendGeometry *trend, const AttuneTrendChart *chart, guint index)
{
  const AttuneTrendMean *mean = &g_array_index (chart->means, AttuneTrendMean, index);
  double from = map_time (trend, MAX (mean->from, chart->from));
  double to = map_time (trend, MIN (mean->to, chart->to));

  return (AttuneChartPoint){ (from + to) / 2, attune_scale_map (&trend->values.scale, mean->mean) };
}

static void
set_anchors (const AttuneTrendLayout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  AttuneTrendChart *chart = layout->chart;
  guint n_readings = attune_trend_get_n_readings (chart);
  guint n_markers = attune_trend_get_n_markers (chart);
  gboolean shows_means = attune_trend_shows_means (chart);
  double foot = trend->parent.plot.y + trend->parent.plot.height;

  trend->parent.n_anchors = n_readings + n_markers;
  trend->parent.anchors = g_new (AttuneChartPoint, trend->parent.n_anchors);
  for (guint i = 0; i < n_readings; i++)
    trend->parent.anchors[i] = shows_means ? place_mean (trend, chart, i) : trend->places[i];
  for (guint i = 0; i < n_markers; i++)
    {
      const AttuneTrendMarker *marker = &g_array_index (chart->markers, AttuneTrendMarker, i);
      AttuneChartPoint place = { map_time (trend, marker->time),
                                 isnan (trend->lane) ? foot - trend->reach : trend->lane };

      trend->parent.anchors[n_readings + i] = place;
    }
}

static void
lay_picture (const AttuneTrendLayout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;

  divide_height (layout);
  lay_axes (layout);
  choose_marks (layout);
  place_points (layout);
  set_anchors (layout);
  if (has_caption (layout))
    attune_trend_place_caption (layout);
  if (has_value_labels (layout))
    attune_axis_place_values (&trend->values, trend->parent.plot.x - layout->em * 0.5,
                              layout->theme, &trend->parent.labels);
  if (trend->side > 0)
    attune_trend_place_sides (layout);
  attune_trend_place_marker_labels (layout);
  if (has_time_labels (layout))
    attune_axis_place_times (&trend->times, get_axis_top (layout), layout->theme,
                             &trend->parent.labels);
}

static void
lay_words (const AttuneTrendLayout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;

  trend->is_words = TRUE;
  trend->values.scale = attune_scale_new (ATTUNE_SCALE_LINEAR, 0, 1);
  trend->times.scale = attune_scale_new (ATTUNE_SCALE_TIME, 0, 1);
  trend->lane = NAN;
  trend->reach = get_reach (layout);
  trend->radius = trend->mark_radius = MIN (layout->em * GREATEST_RADIUS, trend->reach / 2);
  attune_trend_place_words (layout);
}

static void
mirror_scale (AttuneScale *scale, double width)
{
  attune_scale_set_range (scale, width - scale->start, width - scale->end);
}

/* Everything has been laid out from left to right; a reader from right to left gets its mirror image. */
static void
mirror (AttuneTrendGeometry *trend, guint n_places)
{
  double width = trend->parent.width;

  attune_chart_labels_mirror (&trend->parent.labels);
  mirror_scale (&trend->times.scale, width);
  trend->parent.plot.x = width - trend->parent.plot.x - trend->parent.plot.width;
  for (guint i = 0; i < trend->parent.n_anchors; i++)
    trend->parent.anchors[i].x = width - trend->parent.anchors[i].x;
  for (guint i = 0; trend->places && i < n_places; i++)
    trend->places[i].x = width - trend->places[i].x;
  for (guint i = 0; i < trend->marks->len; i++)
    {
      AttuneTrendMark *mark = &g_array_index (trend->marks, AttuneTrendMark, i);

      mark->centre.x = width - mark->centre.x;
    }
}

AttuneChartGeometry *
attune_trend_layout (AttuneChart *chart, AttuneChartTheme *theme, double width, double height)
{
  AttuneTrendGeometry *trend = g_new0 (AttuneTrendGeometry, 1);
  AttuneTrendLayout layout = { (AttuneTrendChart *) chart, trend, theme,
                               attune_chart_theme_get_em (theme) };
  guint n_points = layout.chart->points->len;

  attune_chart_geometry_init (&trend->parent, theme, width, height);
  trend->parent.finalize = finalize_geometry;
  trend->marks = g_array_new (FALSE, FALSE, sizeof (AttuneTrendMark));
  layout.line = measure_line (&layout);
  if (n_points < 2)
    lay_words (&layout);
  else
    lay_picture (&layout);
  if (attune_chart_theme_is_right_to_left (theme))
    mirror (trend, n_points);
  if (trend->is_dense)
    decimate (&layout);
  return &trend->parent;
}
