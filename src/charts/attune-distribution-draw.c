/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-distribution-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CAPTION_FROM 9    /* ems of height from which there is a legend, */
#define AXIS_FROM    6    /* … and from which the axes have labels */
#define VALUES_FROM  8    /* ems of width */
#define SCORE_TICKS  5    /* steps of the axis of scores */
#define WIDE         0.86 /* of a bin: the column behind */
#define NARROW       0.42 /* … and the one in front */
#define KEY          0.7  /* ems: a patch of the legend */
#define GAP          0.4
#define DASH         0.35

/* What the parts of a layout share. */
typedef struct
{
  const AttuneDistributionChart *chart;
  AttuneDistributionGeometry *geometry;
  const AttuneChartTheme *theme;
  double em;
  double line; /* height of a line of small text */
} Layout;

/* --- Layout ------------------------------------------------------------------------------------------------------ */

static PangoLayout *
create_text (const Layout *layout, const char *text)
{
  return attune_chart_theme_create_layout (layout->theme, ATTUNE_CHART_TEXT_SMALL, text);
}

static double
measure_line (const Layout *layout)
{
  g_autoptr (PangoLayout) text = create_text (layout, "0");

  return attune_chart_measure (text).height;
}

/* Whether the pass mark was another one, or is none any more. */
static gboolean
has_old_pass (const AttuneDistributionSpec *spec)
{
  return !isnan (spec->pass_before) && spec->pass_before != spec->pass_after;
}

static gboolean
has_labels (const Layout *layout)
{
  return layout->geometry->parent.height >= layout->em * AXIS_FROM &&
         layout->geometry->parent.width >= layout->em * VALUES_FROM;
}

static gboolean
has_caption (const Layout *layout)
{
  return has_labels (layout) && layout->geometry->parent.height >= layout->em * CAPTION_FROM;
}

static void
divide_height (const Layout *layout)
{
  cairo_rectangle_t *plot = &layout->geometry->parent.plot;
  double height = layout->geometry->parent.height;
  double foot = has_labels (layout) ? layout->line + layout->em * GAP : 0;

  plot->y = has_caption (layout) ? 2 * (layout->line + layout->em * GAP)
                                 : MIN (layout->line, height * 0.1);
  plot->height = MAX (1, height - plot->y - foot);
}

static double
find_most (const AttuneDistributionSpec *spec)
{
  guint most = 1;

  for (guint i = 0; i < spec->n_bins; i++)
    most = MAX (most, MAX (spec->before[i], spec->after[i]));
  return most;
}

static void
lay_axes (const Layout *layout)
{
  const AttuneDistributionSpec *spec = &layout->chart->spec;
  AttuneDistributionGeometry *geometry = layout->geometry;
  cairo_rectangle_t *plot = &geometry->parent.plot;
  double side = has_labels (layout) ? layout->em : 0; /* for half of the last label */

  attune_axis_init_values (&geometry->counts, 0, find_most (spec), plot->height, layout->theme);
  attune_scale_set_range (&geometry->counts.scale, plot->y + plot->height, plot->y);
  if (has_labels (layout))
    plot->x = attune_axis_measure_values (&geometry->counts, layout->theme) + layout->em * GAP;
  plot->width = MAX (1, geometry->parent.width - plot->x - side);
  geometry->scores.scale = attune_scale_new (ATTUNE_SCALE_LINEAR, spec->minimum, spec->maximum);
  geometry->scores.ticks = attune_ticks_new_linear (spec->minimum, spec->maximum, SCORE_TICKS);
  attune_scale_set_range (&geometry->scores.scale, plot->x, plot->x + plot->width);
}

/* Below the plot, in the middle under its tick. */
static void
place_scores (const Layout *layout)
{
  AttuneDistributionGeometry *geometry = layout->geometry;
  const cairo_rectangle_t *plot = &geometry->parent.plot;

  for (guint i = 0; i < geometry->scores.ticks->n_items; i++)
    {
      const AttuneTick *tick = &geometry->scores.ticks->items[i];
      PangoLayout *text = create_text (layout, tick->label);
      double width = attune_chart_measure (text).width;
      double x = attune_scale_map (&geometry->scores.scale, tick->value) - width / 2;

      attune_chart_labels_add (&geometry->parent.labels, text,
                               CLAMP (x, 0, MAX (0, geometry->parent.width - width)),
                               plot->y + plot->height + layout->em * GAP / 2,
                               ATTUNE_CHART_INK_MUTED);
    }
}

/* The legend stands in the line above, each name behind its patch, as far as there is room. */
static void
place_keys (const Layout *layout)
{
  const AttuneDistributionSpec *spec = &layout->chart->spec;
  AttuneDistributionGeometry *geometry = layout->geometry;
  double x = geometry->parent.plot.x;

  for (guint i = 0; i < G_N_ELEMENTS (geometry->keys); i++)
    {
      PangoLayout *text = create_text (layout, i == 0 ? spec->before_name : spec->after_name);
      double width = attune_chart_measure (text).width;
      double key = KEY * layout->em;

      if (!attune_chart_labels_add (&geometry->parent.labels, text, x + key + layout->em * GAP, 0,
                                    ATTUNE_CHART_INK_TEXT))
        return;
      geometry->keys[i] = (cairo_rectangle_t){ x, (layout->line - key) / 2, key, key };
      x += key + width + layout->em * (1 + 2 * GAP);
    }
}

static char *
say_mark (double pass)
{
  return attune_ticks_format_number (pass, pass == floor (pass) ? 0 : 2);
}

/* The mark that holds now, with the one before it where it was another. */
static char *
say_pass (const AttuneDistributionSpec *spec)
{
  g_autofree char *now = say_mark (spec->pass_after);
  g_autofree char *then = say_mark (spec->pass_before);

  if (isnan (spec->pass_after))
    /* Translators: a pass mark that is none any more, in a chart: Pass 80 before */
    return g_strdup_printf (C_ ("chart", "Pass %s before"), then);
  if (has_old_pass (spec))
    /* Translators: the pass mark in a chart, and what it was before a change: Pass 80 (75 before) */
    return g_strdup_printf (C_ ("chart", "Pass %1$s (%2$s before)"), now, then);
  /* Translators: the pass mark in a chart: Pass 80 */
  return g_strdup_printf (C_ ("chart", "Pass %s"), now);
}

static void
place_pass (const Layout *layout)
{
  const AttuneDistributionSpec *spec = &layout->chart->spec;
  AttuneDistributionGeometry *geometry = layout->geometry;
  double pass = isnan (spec->pass_after) ? spec->pass_before : spec->pass_after;
  g_autofree char *words = NULL;
  PangoLayout *text;
  double width;
  double x;

  if (isnan (pass) || !attune_scale_contains (&geometry->scores.scale, pass))
    return;
  words = say_pass (spec);
  text = create_text (layout, words);
  width = attune_chart_measure (text).width;
  x = attune_scale_map (&geometry->scores.scale, pass) - width / 2;
  attune_chart_labels_add (&geometry->parent.labels, text,
                           CLAMP (x, 0, MAX (0, geometry->parent.width - width)),
                           layout->line + layout->em * GAP, ATTUNE_CHART_INK_TEXT);
}

static void
place_anchors (const Layout *layout)
{
  const AttuneDistributionChart *chart = layout->chart;
  AttuneDistributionGeometry *geometry = layout->geometry;

  geometry->parent.n_anchors = chart->spec.n_bins;
  geometry->parent.anchors = g_new (AttuneChartPoint, chart->spec.n_bins);
  for (guint i = 0; i < chart->spec.n_bins; i++)
    {
      double middle = (attune_distribution_get_edge (chart, i) +
                       attune_distribution_get_edge (chart, i + 1)) /
                      2;
      double most = MAX (chart->spec.before[i], chart->spec.after[i]);

      geometry->parent.anchors[i].x = attune_scale_map (&geometry->scores.scale, middle);
      geometry->parent.anchors[i].y = attune_scale_map (&geometry->counts.scale, most);
    }
}

/* Everything has been laid out from left to right; a reader from right to left gets its mirror image. */
static void
mirror (AttuneDistributionGeometry *geometry)
{
  double width = geometry->parent.width;
  AttuneScale *scale = &geometry->scores.scale;

  attune_chart_labels_mirror (&geometry->parent.labels);
  attune_scale_set_range (scale, width - scale->start, width - scale->end);
  geometry->parent.plot.x = width - geometry->parent.plot.x - geometry->parent.plot.width;
  for (guint i = 0; i < G_N_ELEMENTS (geometry->keys); i++)
    geometry->keys[i].x = width - geometry->keys[i].x - geometry->keys[i].width;
  for (guint i = 0; i < geometry->parent.n_anchors; i++)
    geometry->parent.anchors[i].x = width - geometry->parent.anchors[i].x;
}

static void
finalize_geometry (AttuneChartGeometry *geometry)
{
  AttuneDistributionGeometry *distribution = (AttuneDistributionGeometry *) geometry;

  attune_axis_clear (&distribution->counts);
  attune_axis_clear (&distribution->scores);
}

AttuneChartGeometry *
attune_distribution_layout (AttuneChart *chart,
                            AttuneChartTheme *theme,
                            double width,
                            double height)
{
  AttuneDistributionGeometry *geometry = g_new0 (AttuneDistributionGeometry, 1);
  Layout layout = { (const AttuneDistributionChart *) chart, geometry, theme,
                    attune_chart_theme_get_em (theme), 0 };

  attune_chart_geometry_init (&geometry->parent, theme, width, height);
  geometry->parent.finalize = finalize_geometry;
  geometry->pixel = 1 / attune_chart_theme_get_scale (theme);
  layout.line = measure_line (&layout);
  divide_height (&layout);
  lay_axes (&layout);
  if (has_caption (&layout))
    {
      place_keys (&layout);
      place_pass (&layout);
    }
  if (has_labels (&layout))
    {
      attune_axis_place_values (&geometry->counts, geometry->parent.plot.x - layout.em * GAP, theme,
                                &geometry->parent.labels);
      place_scores (&layout);
    }
  place_anchors (&layout);
  if (attune_chart_theme_is_right_to_left (theme))
    mirror (geometry);
  return &geometry->parent;
}

/* --- Drawing ------------------------------------------------------------------------------------------------------ */

/* The middle of the nearest pixel, so that a hairline is sharp. */
static double
snap (const AttuneDistributionGeometry *geometry, double position)
{
  return (floor (position / geometry->pixel) + 0.5) * geometry->pixel;
}

static void
draw_grid (const AttuneDistributionGeometry *geometry, const AttuneChartTheme *theme, cairo_t *cr)
{
  const cairo_rectangle_t *plot = &geometry->parent.plot;

  attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_GRID, cr);
  cairo_set_line_width (cr, MIN (attune_chart_theme_get_line_width (theme), 1));
  for (guint i = 0; i < geometry->counts.ticks->n_items; i++)
    {
      double y = snap (geometry, attune_scale_map (&geometry->counts.scale,
                                                   geometry->counts.ticks->items[i].value));

      cairo_move_to (cr, plot->x, MIN (y, geometry->parent.height - geometry->pixel / 2));
      cairo_rel_line_to (cr, plot->width, 0);
    }
  cairo_stroke (cr);
}

/* The column of a bin, `share` of it wide. */
static cairo_rectangle_t
find_column (const AttuneDistributionChart *self,
             const AttuneDistributionGeometry *geometry,
             guint bin,
             double share,
             double count)
{
  double from = attune_scale_map (&geometry->scores.scale,
                                  attune_distribution_get_edge (self, bin));
  double to = attune_scale_map (&geometry->scores.scale,
                                attune_distribution_get_edge (self, bin + 1));
  double foot = attune_scale_map (&geometry->counts.scale, 0);
  double head = attune_scale_map (&geometry->counts.scale, count);
  double width = fabs (to - from) * share;

  return (cairo_rectangle_t){ (from + to) / 2 - width / 2, head, width, foot - head };
}

static void
add_columns (const AttuneDistributionChart *self,
             const AttuneDistributionGeometry *geometry,
             const guint *counts,
             double share,
             cairo_t *cr)
{
  for (guint i = 0; i < self->spec.n_bins; i++)
    {
      cairo_rectangle_t column = find_column (self, geometry, i, share, counts[i]);

      if (counts[i] > 0)
        cairo_rectangle (cr, column.x, column.y, column.width, column.height);
    }
}

/* Pale with an edge: told from the full ones by more than its colour. */
static void
paint_pale (const AttuneChartTheme *theme, cairo_t *cr)
{
  attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_BAND, cr);
  cairo_fill_preserve (cr);
  attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_THREAD, cr);
  cairo_set_line_width (cr, MIN (attune_chart_theme_get_line_width (theme), 1));
  cairo_stroke (cr);
}

static void
draw_pass (const AttuneDistributionGeometry *geometry,
           const AttuneChartTheme *theme,
           double pass,
           AttuneChartInk ink,
           cairo_t *cr)
{
  const cairo_rectangle_t *plot = &geometry->parent.plot;
  double dash = DASH * attune_chart_theme_get_em (theme);
  double x;

  if (isnan (pass) || !attune_scale_contains (&geometry->scores.scale, pass))
    return;
  x = CLAMP (snap (geometry, attune_scale_map (&geometry->scores.scale, pass)), geometry->pixel / 2,
             MAX (geometry->pixel / 2, geometry->parent.width - geometry->pixel / 2));
  attune_chart_theme_set_source (theme, ink, cr);
  cairo_set_line_width (cr, MIN (attune_chart_theme_get_line_width (theme), 1));
  cairo_set_dash (cr, &dash, 1, 0);
  cairo_move_to (cr, x, plot->y);
  cairo_line_to (cr, x, plot->y + plot->height);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_keys (const AttuneDistributionGeometry *geometry, const AttuneChartTheme *theme, cairo_t *cr)
{
  const cairo_rectangle_t *pale = &geometry->keys[0];
  const cairo_rectangle_t *full = &geometry->keys[1];

  if (pale->width > 0)
    {
      cairo_rectangle (cr, pale->x + geometry->pixel / 2, pale->y + geometry->pixel / 2,
                       pale->width - geometry->pixel, pale->height - geometry->pixel);
      paint_pale (theme, cr);
    }
  if (full->width > 0)
    {
      attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_BLUE, cr);
      cairo_rectangle (cr, full->x + full->width / 4, full->y, full->width / 2, full->height);
      cairo_fill (cr);
    }
}

void
attune_distribution_draw (AttuneChart *chart,
                          AttuneChartTheme *theme,
                          const AttuneChartGeometry *geometry,
                          cairo_t *cr)
{
  const AttuneDistributionChart *self = (const AttuneDistributionChart *) chart;
  const AttuneDistributionGeometry *distribution = (const AttuneDistributionGeometry *) geometry;
  const AttuneDistributionSpec *spec = &self->spec;

  draw_grid (distribution, theme, cr);
  add_columns (self, distribution, spec->before, WIDE, cr);
  paint_pale (theme, cr);
  attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_BLUE, cr);
  add_columns (self, distribution, spec->after, NARROW, cr);
  cairo_fill (cr);
  if (has_old_pass (spec))
    draw_pass (distribution, theme, spec->pass_before, ATTUNE_CHART_INK_MUTED, cr);
  draw_pass (distribution, theme, spec->pass_after, ATTUNE_CHART_INK_TEXT, cr);
  draw_keys (distribution, theme, cr);
}

void
attune_distribution_draw_item (AttuneChart *chart,
                               AttuneChartTheme *theme,
                               const AttuneChartGeometry *geometry,
                               guint index,
                               cairo_t *cr)
{
  const AttuneDistributionChart *self = (const AttuneDistributionChart *) chart;
  double line = 2 * attune_chart_theme_get_line_width (theme);
  const cairo_rectangle_t *plot = &geometry->plot;
  cairo_rectangle_t column = find_column (self, (const AttuneDistributionGeometry *) geometry,
                                          index, 1.0, 0);

  if (column.width <= line || plot->height <= line)
    return;
  attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_BLUE, cr);
  cairo_set_line_width (cr, line);
  cairo_rectangle (cr, column.x + line / 2, plot->y + line / 2, column.width - line,
                   plot->height - line);
  cairo_stroke (cr);
}
