/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-series.h"
#include "attune-trend-chart-private.h"
#include "attune-trend-means.h"

#include <glib/gi18n-lib.h>

#define GREATEST_RADIUS 0.3 /* ems */
#define LEAST_RADIUS    0.12
#define MARK_RADIUS     0.28
#define DENSE           4.0 /* values a unit of width from which single marks say nothing */
#define LEAST_SPAN      0.2 /* of the scale: closer values are not blown up beyond it */
#define CAPTION_FROM    10  /* ems of height from which there is a caption */
#define LANE_FROM       8   /* ems of height from which there is a lane of markers */
#define AXIS_FROM       6   /* ems of height from which the axis has labels */
#define SIDE_FROM       14  /* ems of width from which lines are labelled at the side */

typedef struct
{
  AttuneTrendChart *chart;
  AttuneTrendGeometry *trend;
  AttuneChartTheme *theme;
  double em, line; /* heights of the body text and of a line of small text */
} Layout;

static PangoLayout *
set_text (const Layout *layout, AttuneChartTextSize size, const char *text)
{
  return attune_chart_theme_create_layout (layout->theme, size, text);
}

static double
measure_line (const Layout *layout)
{
  g_autoptr (PangoLayout) text = set_text (layout, ATTUNE_CHART_TEXT_SMALL, "0");

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

/* A line's label at the end of it, with the height it wants. */
typedef struct
{
  PangoLayout *text; /* owned */
  AttuneChartInk ink;
  double y;
  double height;
} SideLabel;

typedef struct
{
  SideLabel items[4]; /* in order of importance */
  guint n_items;
  double width; /* of the widest, and the gap to the plot */
} SideLabels;

static void
add_side_label (const Layout *layout,
                SideLabels *side,
                const char *format,
                double value,
                AttuneChartInk ink)
{
  g_autofree char *number = attune_trend_format_value (layout->chart, value);
  g_autofree char *text = NULL;
  SideLabel *label = &side->items[side->n_items++];
  cairo_rectangle_t size;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (format, number);
#pragma GCC diagnostic pop
  label->text = set_text (layout, ATTUNE_CHART_TEXT_SMALL, text);
  label->ink = ink;
  label->y = value;
  size = attune_chart_measure (label->text);
  label->height = size.height;
  side->width = MAX (side->width, size.width + layout->em * 0.6);
}

static void
collect_side_labels (const Layout *layout, SideLabels *side)
{
  const AttuneTrendChart *chart = layout->chart;
  guint n_limits = chart->limits->len;

  if (layout->trend->parent.width < layout->em * SIDE_FROM)
    return;
  if (!isnan (chart->spec.pass))
    /* Translators: beside the pass line of a chart; %s is a score */
    add_side_label (layout, side, _ ("Pass %s"), chart->spec.pass, ATTUNE_CHART_INK_GREEN);
  if (n_limits > 0)
    {
      const AttuneTrendLimits *last = &g_array_index (chart->limits, AttuneTrendLimits,
                                                      n_limits - 1);

      /* Translators: beside the mean line of a chart; %s is a score */
      add_side_label (layout, side, _ ("Mean %s"), last->mean, ATTUNE_CHART_INK_BLUE);
      /* Translators: beside the lower limit of ordinary variation; %s is a score */
      add_side_label (layout, side, _ ("Lower %s"), last->lower, ATTUNE_CHART_INK_MUTED);
      /* Translators: beside the upper limit of ordinary variation; %s is a score */
      add_side_label (layout, side, _ ("Upper %s"), last->upper, ATTUNE_CHART_INK_MUTED);
    }
}

static gboolean
try_side_label (const Layout *layout, const SideLabel *label, double x, double top)
{
  AttuneChartGeometry *geometry = &layout->trend->parent;

  if (top < 0 || top + label->height > geometry->plot.y + geometry->plot.height + label->height / 2)
    return FALSE;
  return attune_chart_labels_add (&geometry->labels, g_object_ref (label->text), x, top,
                                  label->ink);
}

/* Each at its line, or moved by up to a line's height where another stands, or left out. */
static void
place_side_labels (const Layout *layout, SideLabels *side)
{
  const cairo_rectangle_t *plot = &layout->trend->parent.plot;
  double x = plot->x + plot->width + layout->em * 0.5;

  for (guint i = 0; i < side->n_items; i++)
    {
      SideLabel *label = &side->items[i];
      double top = attune_scale_map (&layout->trend->values.scale, label->y) - label->height / 2;
      gboolean is_placed = FALSE;

      for (double shift = 0; !is_placed && shift <= label->height; shift += 1)
        is_placed = try_side_label (layout, label, x, top - shift) ||
                    (shift > 0 && try_side_label (layout, label, x, top + shift));
      g_clear_object (&label->text);
    }
}

/* Heights first, since the widths depend on the ticks that fit them. */
static void
divide_height (const Layout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  cairo_rectangle_t *plot = &trend->parent.plot;
  double height = trend->parent.height;
  double em = layout->em;
  double top = height >= em * CAPTION_FROM ? layout->line + em * 0.7 : em * 0.2;
  double axis = height >= em * AXIS_FROM ? layout->line * 2 + em * 0.35 : 0;
  double lane = 0;

  if (attune_trend_get_n_markers (layout->chart) > 0 && height >= em * LANE_FROM)
    lane = layout->line + em * 0.3;
  plot->y = top;
  plot->height = MAX (1, height - top - axis - lane - em * 0.1);
  trend->lane = lane > 0 ? plot->y + plot->height + em * 0.15 + lane / 2 : NAN;
}

static double
get_axis_top (const Layout *layout)
{
  const AttuneTrendGeometry *trend = layout->trend;

  if (!isnan (trend->lane))
    return trend->lane + layout->line / 2 + layout->em * 0.3;
  return trend->parent.plot.y + trend->parent.plot.height + layout->em * 0.3;
}

static void
lay_axes (const Layout *layout, SideLabels *side)
{
  AttuneTrendGeometry *trend = layout->trend;
  cairo_rectangle_t *plot = &trend->parent.plot;
  double inset = layout->em * GREATEST_RADIUS * 1.3;
  double minimum, maximum;

  if (plot->height <= inset * 4 || trend->parent.width <= inset * 8)
    inset = MIN (plot->height, trend->parent.width) / 8;
  find_extent (layout->chart, &minimum, &maximum);
  attune_axis_init_values (&trend->values, minimum, maximum, plot->height - 2 * inset,
                           layout->theme);
  attune_scale_set_range (&trend->values.scale, plot->y + plot->height - inset, plot->y + inset);
  if (trend->parent.width >= layout->em * 8)
    plot->x = attune_axis_measure_values (&trend->values, layout->theme) + layout->em * 0.5;
  plot->width = MAX (1, trend->parent.width - plot->x - side->width);
  attune_axis_init_times (&trend->times, layout->chart->from, layout->chart->to,
                          layout->chart->spec.time_zone, plot->width - 2 * inset, layout->theme);
  attune_scale_set_range (&trend->times.scale, plot->x + inset, plot->x + plot->width - inset);
}

static double
map_time (const AttuneTrendGeometry *trend, gint64 time)
{
  return attune_scale_map (&trend->times.scale, (double) time);
}

static void
place_points (const Layout *layout)
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
choose_marks (const Layout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  double width = trend->parent.plot.width;
  guint n_points = layout->chart->points->len;
  double room = width / MAX (n_points, 1) * 0.6;

  trend->radius = CLAMP (room, layout->em * LEAST_RADIUS, layout->em * GREATEST_RADIUS);
  trend->mark_radius = layout->em * MARK_RADIUS;
  trend->is_dense = n_points > width * DENSE;
}

static void
decimate (const Layout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;

  if (trend->is_dense)
    {
      double pixel = 1 / attune_chart_theme_get_scale (layout->theme);
      g_autoptr (GArray)
        columns = attune_series_columns (trend->places, layout->chart->points->len, pixel);

      trend->columns = attune_series_decimate (columns);
    }
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
set_anchors (const Layout *layout)
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
                                 isnan (trend->lane) ? foot : trend->lane };

      trend->parent.anchors[n_readings + i] = place;
    }
}

static gboolean
add_marker_label (const Layout *layout, const char *text, AttuneChartPoint at)
{
  AttuneChartGeometry *geometry = &layout->trend->parent;
  double reach = layout->trend->mark_radius * 1.3 + geometry->labels.gap + 0.5;
  double end = geometry->plot.x + geometry->plot.width;
  g_autoptr (PangoLayout) label = set_text (layout, ATTUNE_CHART_TEXT_SMALL, text);
  cairo_rectangle_t size = attune_chart_measure (label);
  double top = at.y - size.height / 2;

  if (at.x + reach + size.width <= end &&
      attune_chart_labels_add (&geometry->labels, g_object_ref (label), at.x + reach, top,
                               ATTUNE_CHART_INK_MUTED))
    return TRUE;
  return at.x - reach - size.width >= geometry->plot.x &&
         attune_chart_labels_add (&geometry->labels, g_object_ref (label),
                                  at.x - reach - size.width, top, ATTUNE_CHART_INK_MUTED);
}

/* Labels stand beside their marks where they keep clear of all marks; else the mark's readout tells. */
static void
place_marker_labels (const Layout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  guint first = attune_trend_get_n_readings (layout->chart);
  double reach = trend->mark_radius * 1.3;

  if (isnan (trend->lane))
    return;
  for (guint i = first; i < trend->parent.n_anchors; i++)
    {
      AttuneChartPoint at = trend->parent.anchors[i];
      cairo_rectangle_t area = { at.x - reach, at.y - reach, 2 * reach, 2 * reach };

      attune_chart_labels_reserve (&trend->parent.labels, &area);
    }
  for (guint i = first; i < trend->parent.n_anchors; i++)
    {
      const AttuneTrendMarker *marker = &g_array_index (layout->chart->markers, AttuneTrendMarker,
                                                        i - first);

      if (marker->label)
        add_marker_label (layout, marker->label, trend->parent.anchors[i]);
    }
}

static void
add_mark (AttuneTrendGeometry *trend,
          AttuneChartShape shape,
          AttuneChartInk ink,
          double x,
          double y)
{
  AttuneTrendMark mark = { shape, ink, { x, y } };

  g_array_append_val (trend->marks, mark);
}

/* What the marks mean, at the upper end and only of those that are there; all of it or, without room, nothing. */
static void
place_key (const Layout *layout, double left)
{
  AttuneTrendGeometry *trend = layout->trend;
  double em = layout->em;
  double x = trend->parent.plot.x + trend->parent.plot.width;
  gboolean is_there[ATTUNE_TREND_N_LEVELS] = { FALSE };
  PangoLayout *texts[ATTUNE_TREND_N_LEVELS] = { NULL };

  for (guint i = 0; i < layout->chart->points->len; i++)
    is_there[attune_trend_get_level (layout->chart,
                                     attune_trend_get_point (layout->chart, i))] = TRUE;
  is_there[ATTUNE_TREND_LEVEL_PLAIN] = FALSE;
  for (guint i = 0; i < ATTUNE_TREND_N_LEVELS; i++)
    if (is_there[i])
      {
        texts[i] = set_text (layout, ATTUNE_CHART_TEXT_SMALL, attune_trend_get_level_name (i));
        x -= attune_chart_measure (texts[i]).width + em * 1.9;
      }
  x += em;
  for (guint i = 0; i < ATTUNE_TREND_N_LEVELS; i++)
    {
      if (texts[i] && x >= left + em && !trend->is_dense)
        {
          add_mark (trend, attune_trend_get_level_shape (i), attune_trend_get_level_ink (i),
                    x + em * 0.3, layout->line / 2);
          x += em * 0.9;
          attune_chart_labels_add (&trend->parent.labels, g_object_ref (texts[i]), x, 0,
                                   ATTUNE_CHART_INK_MUTED);
          x += attune_chart_measure (texts[i]).width + em;
        }
      g_clear_object (&texts[i]);
    }
}

static void
place_caption (const Layout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  PangoLayout *title;
  double width;

  if (trend->parent.height < layout->em * CAPTION_FROM)
    return;
  /* Translators: over the vertical axis of a chart of scores */
  title = set_text (layout, ATTUNE_CHART_TEXT_SMALL, _ ("Score, %"));
  width = attune_chart_measure (title).width;
  attune_chart_labels_add (&trend->parent.labels, title, 0, 0, ATTUNE_CHART_INK_MUTED);
  place_key (layout, width);
}

static void
lay_picture (const Layout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  SideLabels side = { 0 };

  divide_height (layout);
  collect_side_labels (layout, &side);
  lay_axes (layout, &side);
  choose_marks (layout);
  place_points (layout);
  decimate (layout);
  set_anchors (layout);
  place_caption (layout);
  if (trend->parent.width >= layout->em * 8)
    attune_axis_place_values (&trend->values, trend->parent.plot.x - layout->em * 0.5,
                              layout->theme, &trend->parent.labels);
  place_side_labels (layout, &side);
  place_marker_labels (layout);
  if (trend->parent.height >= layout->em * AXIS_FROM)
    attune_axis_place_times (&trend->times, get_axis_top (layout), layout->theme,
                             &trend->parent.labels);
}

/* A paragraph in the middle; as much of it as there is room for. */
static double
place_paragraph (const Layout *layout,
                 AttuneChartTextSize size,
                 AttuneChartInk ink,
                 const char *text,
                 double top)
{
  AttuneChartGeometry *geometry = &layout->trend->parent;
  PangoLayout *paragraph = set_text (layout, size, text);
  cairo_rectangle_t area;

  pango_layout_set_width (paragraph, (int) (geometry->width * 0.9 * PANGO_SCALE));
  pango_layout_set_wrap (paragraph, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (paragraph, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (paragraph, (int) (MAX (1, geometry->height - top) * PANGO_SCALE));
  pango_layout_set_alignment (paragraph, PANGO_ALIGN_CENTER);
  area = attune_chart_measure (paragraph);
  if (top < 0)
    top = MAX (0, (geometry->height - area.height) / 2);
  attune_chart_labels_add (&geometry->labels, paragraph, geometry->width * 0.05, top, ink);
  return top + area.height;
}

/* Too few values for a picture are said in words, with the mark of the single one, which can be opened. */
static void
lay_words (const Layout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  g_autofree char *text = attune_trend_say_few (layout->chart);

  trend->is_words = TRUE;
  trend->values.scale = attune_scale_new (ATTUNE_SCALE_LINEAR, 0, 1);
  trend->times.scale = attune_scale_new (ATTUNE_SCALE_TIME, 0, 1);
  trend->lane = NAN;
  trend->radius = trend->mark_radius = layout->em * GREATEST_RADIUS;
  place_paragraph (layout, ATTUNE_CHART_TEXT_BODY, ATTUNE_CHART_INK_MUTED, text, -1);
  if (layout->chart->points->len == 1)
    {
      AttuneTrendLevel level = attune_trend_get_level (layout->chart,
                                                       attune_trend_get_point (layout->chart, 0));
      double top = attune_chart_labels_get (&trend->parent.labels, 0)->area.y;

      trend->parent.n_anchors = 1;
      trend->parent.anchors = g_new (AttuneChartPoint, 1);
      trend->parent.anchors[0].x = trend->parent.width / 2;
      trend->parent.anchors[0].y = MAX (trend->radius * 1.5, top - layout->em * 0.7);
      add_mark (trend, attune_trend_get_level_shape (level), attune_trend_get_level_ink (level),
                trend->parent.anchors[0].x, trend->parent.anchors[0].y);
    }
}

static void
mirror_scale (AttuneScale *scale, double width)
{
  attune_scale_set_range (scale, width - scale->start, width - scale->end);
}

/* Everything has been laid out from left to right; a reader from right to left gets its mirror image. */
static void
mirror (AttuneTrendGeometry *trend)
{
  double width = trend->parent.width;

  attune_chart_labels_mirror (&trend->parent.labels);
  mirror_scale (&trend->times.scale, width);
  trend->parent.plot.x = width - trend->parent.plot.x - trend->parent.plot.width;
  for (guint i = 0; i < trend->parent.n_anchors; i++)
    trend->parent.anchors[i].x = width - trend->parent.anchors[i].x;
  for (guint i = 0; i < trend->marks->len; i++)
    {
      AttuneTrendMark *mark = &g_array_index (trend->marks, AttuneTrendMark, i);

      mark->centre.x = width - mark->centre.x;
    }
}

static void
mirror_places (const Layout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;

  for (guint i = 0; trend->places && i < layout->chart->points->len; i++)
    trend->places[i].x = trend->parent.width - trend->places[i].x;
  g_clear_pointer (&trend->columns, g_array_unref);
  decimate (layout);
}

AttuneChartGeometry *
attune_trend_layout (AttuneChart *chart, AttuneChartTheme *theme, double width, double height)
{
  AttuneTrendGeometry *trend = g_new0 (AttuneTrendGeometry, 1);
  Layout layout = { (AttuneTrendChart *) chart, trend, theme, attune_chart_theme_get_em (theme),
                    0 };

  attune_chart_geometry_init (&trend->parent, theme, width, height);
  trend->parent.finalize = finalize_geometry;
  trend->marks = g_array_new (FALSE, FALSE, sizeof (AttuneTrendMark));
  layout.line = measure_line (&layout);
  if (layout.chart->points->len < 2)
    lay_words (&layout);
  else
    lay_picture (&layout);
  if (attune_chart_theme_is_right_to_left (theme))
    {
      mirror (trend);
      mirror_places (&layout);
    }
  return &trend->parent;
}
