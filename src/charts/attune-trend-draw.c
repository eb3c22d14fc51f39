/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-series.h"
#include "attune-trend-chart-private.h"
#include "attune-trend-means.h"

#define THREAD_FROM 5.0 /* units between values from which a thin line joins them */

typedef struct
{
  const AttuneTrendChart *chart;
  const AttuneTrendGeometry *trend;
  const AttuneChartTheme *theme;
  cairo_t *cr;
  double em, hair;
} Draw;

static void
set_ink (const Draw *draw, AttuneChartInk ink)
{
  attune_chart_theme_set_source (draw->theme, ink, draw->cr);
}

static double
map_value (const Draw *draw, double value)
{
  return attune_scale_map (&draw->trend->values.scale, value);
}

static double
map_time (const Draw *draw, gint64 time)
{
  return attune_scale_map (&draw->trend->times.scale, (double) time);
}

/* The middle of the nearest pixel, so that a hairline is sharp. */
static double
snap (const Draw *draw, double position)
{
  double pixel = 1 / attune_chart_theme_get_scale (draw->theme);

  return (floor (position / pixel) + 0.5) * pixel;
}

static void
add_level_line (const Draw *draw, double value, double from, double to)
{
  double y = snap (draw, map_value (draw, value));

  cairo_move_to (draw->cr, from, y);
  cairo_line_to (draw->cr, to, y);
}

static void
draw_grid (const Draw *draw)
{
  const cairo_rectangle_t *plot = &draw->trend->parent.plot;
  const AttuneTicks *values = draw->trend->values.ticks;
  const AttuneTicks *times = draw->trend->times.ticks;
  double foot = plot->y + plot->height;

  set_ink (draw, ATTUNE_CHART_INK_GRID);
  cairo_set_line_width (draw->cr, MIN (draw->hair, 1));
  for (guint i = 0; i < values->n_items; i++)
    if (values->items[i].value != draw->chart->spec.pass)
      add_level_line (draw, values->items[i].value, plot->x, plot->x + plot->width);
  for (guint i = 0; i < times->n_items; i++)
    {
      double x = snap (draw, attune_scale_map (&draw->trend->times.scale, times->items[i].value));

      cairo_move_to (draw->cr, x, foot);
      cairo_line_to (draw->cr, x, MIN (foot + draw->em * 0.25, draw->trend->parent.height));
    }
  cairo_stroke (draw->cr);
}

/* Where a stretch of limits lies across the plot, within the period shown. */
static gboolean
find_stretch (const Draw *draw,
              const AttuneTrendLimits *limits,
              guint index,
              double *out_from,
              double *out_to)
{
  const cairo_rectangle_t *plot = &draw->trend->parent.plot;
  gboolean is_mirrored = draw->trend->times.scale.start > draw->trend->times.scale.end;
  double near = is_mirrored ? plot->x + plot->width : plot->x;
  double far = is_mirrored ? plot->x : plot->x + plot->width;
  gint64 from = index == 0 ? MAX (limits->from, draw->chart->from) : limits->from;
  gint64 to = limits->to == 0 ? G_MAXINT64 : limits->to;

  if (from > draw->chart->to || to < draw->chart->from)
    return FALSE;
  *out_from = from <= draw->chart->from ? near : map_time (draw, from);
  *out_to = to >= draw->chart->to ? far : map_time (draw, to);
  return TRUE;
}

static void
draw_limits (const Draw *draw)
{
  for (guint i = 0; i < draw->chart->limits->len; i++)
    {
      const AttuneTrendLimits *limits = &g_array_index (draw->chart->limits, AttuneTrendLimits, i);
      double from, to;

      if (!find_stretch (draw, limits, i, &from, &to))
        continue;
      set_ink (draw, ATTUNE_CHART_INK_BAND);
      cairo_rectangle (draw->cr, MIN (from, to), map_value (draw, limits->upper), fabs (to - from),
                       map_value (draw, limits->lower) - map_value (draw, limits->upper));
      cairo_fill (draw->cr);
      set_ink (draw, ATTUNE_CHART_INK_BLUE);
      cairo_set_line_width (draw->cr, draw->hair);
      add_level_line (draw, limits->mean, from, to);
      cairo_stroke (draw->cr);
    }
}

static void
draw_pass_line (const Draw *draw)
{
  const cairo_rectangle_t *plot = &draw->trend->parent.plot;
  double dashes[] = { draw->em * 0.35, draw->em * 0.22 };

  if (isnan (draw->chart->spec.pass))
    return;
  cairo_save (draw->cr);
  set_ink (draw, ATTUNE_CHART_INK_GREEN);
  cairo_set_line_width (draw->cr, draw->hair * 1.5);
  cairo_set_dash (draw->cr, dashes, G_N_ELEMENTS (dashes), 0);
  add_level_line (draw, draw->chart->spec.pass, plot->x, plot->x + plot->width);
  cairo_stroke (draw->cr);
  cairo_restore (draw->cr);
}

/* A thin line shows the order of values that stand apart; among many it would be noise. */
static void
draw_thread (const Draw *draw)
{
  guint n_points = draw->chart->points->len;

  if (attune_trend_shows_means (draw->chart) ||
      draw->trend->parent.plot.width / n_points < THREAD_FROM)
    return;
  cairo_save (draw->cr);
  set_ink (draw, ATTUNE_CHART_INK_THREAD);
  cairo_set_line_width (draw->cr, draw->hair);
  cairo_set_line_join (draw->cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < n_points; i++)
    cairo_line_to (draw->cr, draw->trend->places[i].x, draw->trend->places[i].y);
  cairo_stroke (draw->cr);
  cairo_restore (draw->cr);
}

/* From the least to the greatest value of each pixel's width, and a tick at the foot where one has failed. */
static void
draw_columns (const Draw *draw)
{
  const cairo_rectangle_t *plot = &draw->trend->parent.plot;
  double pixel = 1 / attune_chart_theme_get_scale (draw->theme);
  gint64 last = G_MININT64;

  set_ink (draw, ATTUNE_CHART_INK_THREAD);
  attune_series_add_path (draw->trend->columns, pixel, MAX (1, round (1 / pixel)) * pixel,
                          draw->cr);
  cairo_fill (draw->cr);
  set_ink (draw, attune_trend_get_level_ink (ATTUNE_TREND_LEVEL_FAILED));
  for (guint i = 0; i < draw->chart->points->len; i++)
    {
      gint64 column = (gint64) floor (draw->trend->places[i].x / pixel);

      if (!(attune_trend_get_point (draw->chart, i)->flags & ATTUNE_TREND_FAILED) || column == last)
        continue;
      cairo_rectangle (draw->cr, column * pixel, plot->y + plot->height - draw->em * 0.3, pixel,
                       draw->em * 0.3);
      last = column;
    }
  cairo_fill (draw->cr);
}

static gboolean
is_quiet (const Draw *draw, const AttuneTrendPoint *point)
{
  return attune_trend_shows_means (draw->chart) || point->flags & ATTUNE_TREND_TARGETED;
}

static void
draw_level (const Draw *draw, AttuneTrendLevel level, gboolean quiet)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (AttuneChartPoint));

  for (guint i = 0; i < draw->chart->points->len; i++)
    {
      const AttuneTrendPoint *point = attune_trend_get_point (draw->chart, i);

      if (attune_trend_get_level (draw->chart, point) == level && is_quiet (draw, point) == quiet)
        g_array_append_val (places, draw->trend->places[i]);
    }
  attune_chart_shapes_draw (attune_trend_get_level_shape (level),
                            (const AttuneChartPoint *) (gpointer) places->data, places->len,
                            quiet ? draw->trend->radius * 0.75 : draw->trend->radius, draw->theme,
                            quiet ? ATTUNE_CHART_INK_MUTED : attune_trend_get_level_ink (level),
                            draw->cr);
}

/* A ring around what a rule of the limits flags. */
static void
draw_signals (const Draw *draw)
{
  double radius = MAX (0, MIN (draw->trend->radius * 1.8, draw->trend->reach - draw->hair));

  set_ink (draw, ATTUNE_CHART_INK_TEXT);
  cairo_set_line_width (draw->cr, draw->hair);
  for (guint i = 0; i < draw->chart->points->len; i++)
    {
      if (!(attune_trend_get_point (draw->chart, i)->flags & ATTUNE_TREND_SIGNAL))
        continue;
      cairo_new_sub_path (draw->cr);
      cairo_arc (draw->cr, draw->trend->places[i].x, draw->trend->places[i].y, radius, 0, 2 * G_PI);
    }
  cairo_stroke (draw->cr);
}

static void
draw_points (const Draw *draw)
{
  if (draw->trend->is_dense)
    {
      draw_columns (draw);
      return;
    }
  draw_thread (draw);
  for (guint level = 0; level < ATTUNE_TREND_N_LEVELS; level++)
    draw_level (draw, level, TRUE);
  for (guint level = 0; level < ATTUNE_TREND_N_LEVELS; level++)
    draw_level (draw, level, FALSE);
  if (!attune_trend_shows_means (draw->chart))
    draw_signals (draw);
}

/* Each mean as a level stroke over its stretch, on an edge of the ground. */
static void
draw_means (const Draw *draw)
{
  const AttuneTrendChart *chart = draw->chart;

  if (!attune_trend_shows_means (chart) && !draw->trend->is_dense)
    return;
  for (guint i = 0; i < chart->means->len; i++)
    {
      const AttuneTrendMean *mean = &g_array_index (chart->means, AttuneTrendMean, i);
      double y = map_value (draw, mean->mean);

      cairo_move_to (draw->cr, map_time (draw, MAX (mean->from, chart->from)), y);
      cairo_line_to (draw->cr, map_time (draw, MIN (mean->to, chart->to)), y);
    }
  set_ink (draw, ATTUNE_CHART_INK_BACKGROUND);
  cairo_set_line_width (draw->cr, draw->em * 0.32);
  cairo_stroke_preserve (draw->cr);
  set_ink (draw, ATTUNE_CHART_INK_BLUE);
  cairo_set_line_width (draw->cr, draw->em * 0.2);
  cairo_stroke (draw->cr);
}

/* A form revision is a break in what is measured: its line runs up through the plot. */
static void
draw_markers (const Draw *draw)
{
  const AttuneTrendGeometry *trend = draw->trend;
  guint first = attune_trend_get_n_readings (draw->chart);

  for (guint i = first; i < trend->parent.n_anchors && !isnan (trend->lane); i++)
    {
      const AttuneTrendMarker *marker = &g_array_index (draw->chart->markers, AttuneTrendMarker,
                                                        i - first);

      attune_chart_shapes_draw (attune_trend_get_marker_shape (marker->kind),
                                &trend->parent.anchors[i], 1, trend->mark_radius, draw->theme,
                                attune_trend_get_marker_ink (marker->kind), draw->cr);
    }
}

static void
draw_marker_lines (const Draw *draw)
{
  const AttuneTrendGeometry *trend = draw->trend;
  guint first = attune_trend_get_n_readings (draw->chart);
  double dashes[] = { draw->hair, draw->hair * 4 };

  cairo_save (draw->cr);
  set_ink (draw, ATTUNE_CHART_INK_MUTED);
  cairo_set_line_width (draw->cr, draw->hair);
  cairo_set_dash (draw->cr, dashes, G_N_ELEMENTS (dashes), 0);
  for (guint i = first; i < trend->parent.n_anchors; i++)
    {
      double x = snap (draw, trend->parent.anchors[i].x);

      cairo_move_to (draw->cr, x, trend->parent.plot.y);
      cairo_line_to (draw->cr, x, trend->parent.plot.y + trend->parent.plot.height);
    }
  cairo_stroke (draw->cr);
  cairo_restore (draw->cr);
}

static void
draw_marks (const Draw *draw)
{
  for (guint i = 0; i < draw->trend->marks->len; i++)
    {
      const AttuneTrendMark *mark = &g_array_index (draw->trend->marks, AttuneTrendMark, i);

      attune_chart_shapes_draw (mark->shape, &mark->centre, 1, draw->trend->mark_radius,
                                draw->theme, mark->ink, draw->cr);
    }
}

static Draw
begin (AttuneChart *chart,
       AttuneChartTheme *theme,
       const AttuneChartGeometry *geometry,
       cairo_t *cr)
{
  return (
    Draw){ (AttuneTrendChart *) chart,        (const AttuneTrendGeometry *) geometry,   theme, cr,
           attune_chart_theme_get_em (theme), attune_chart_theme_get_line_width (theme) };
}

void
attune_trend_draw (AttuneChart *chart,
                   AttuneChartTheme *theme,
                   const AttuneChartGeometry *geometry,
                   cairo_t *cr)
{
  Draw draw = begin (chart, theme, geometry, cr);

  draw_marks (&draw);
  if (draw.trend->is_words)
    return;
  draw_grid (&draw);
  draw_limits (&draw);
  draw_marker_lines (&draw);
  draw_pass_line (&draw);
  draw_points (&draw);
  draw_means (&draw);
  draw_markers (&draw);
}

/* A line down to the axis and a ring: where the reader is. */
void
attune_trend_draw_item (AttuneChart *chart,
                        AttuneChartTheme *theme,
                        const AttuneChartGeometry *geometry,
                        guint index,
                        cairo_t *cr)
{
  Draw draw = begin (chart, theme, geometry, cr);
  AttuneChartPoint at = geometry->anchors[index];
  double radius = MIN (MAX (draw.trend->radius, draw.em * 0.2) + draw.em * 0.22,
                       draw.trend->reach - draw.hair);
  double foot = geometry->plot.y + geometry->plot.height;

  set_ink (&draw, ATTUNE_CHART_INK_TEXT);
  cairo_set_line_width (cr, draw.hair);
  if (!draw.trend->is_words)
    {
      cairo_move_to (cr, snap (&draw, at.x), at.y < foot ? at.y + radius : geometry->plot.y);
      cairo_line_to (cr, snap (&draw, at.x), foot);
      cairo_stroke (cr);
    }
  cairo_set_line_width (cr, draw.hair * 2);
  cairo_new_path (cr);
  cairo_arc (cr, at.x, at.y, MAX (radius, 0), 0, 2 * G_PI);
  cairo_stroke (cr);
}

AttuneChartShape
attune_trend_get_level_shape (AttuneTrendLevel level)
{
  static const AttuneChartShape shapes[] = { ATTUNE_CHART_SHAPE_DISC, ATTUNE_CHART_SHAPE_DISC,
                                             ATTUNE_CHART_SHAPE_HALF, ATTUNE_CHART_SHAPE_RING,
                                             ATTUNE_CHART_SHAPE_CROSS };

  return shapes[level];
}

AttuneChartInk
attune_trend_get_level_ink (AttuneTrendLevel level)
{
  static const AttuneChartInk inks[] = { ATTUNE_CHART_INK_BLUE, ATTUNE_CHART_INK_BLUE,
                                         ATTUNE_CHART_INK_BLUE, ATTUNE_CHART_INK_ORANGE,
                                         ATTUNE_CHART_INK_ORANGE };

  return inks[level];
}

AttuneChartShape
attune_trend_get_marker_shape (AttuneTrendMarkerKind kind)
{
  static const AttuneChartShape shapes[] = { ATTUNE_CHART_SHAPE_DIAMOND, ATTUNE_CHART_SHAPE_SQUARE,
                                             ATTUNE_CHART_SHAPE_TRIANGLE };

  return shapes[kind];
}

AttuneChartInk
attune_trend_get_marker_ink (AttuneTrendMarkerKind kind)
{
  static const AttuneChartInk inks[] = { ATTUNE_CHART_INK_PURPLE, ATTUNE_CHART_INK_SKY,
                                         ATTUNE_CHART_INK_AMBER };

  return inks[kind];
}
