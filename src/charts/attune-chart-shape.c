/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-chart-shape.h"

#include <math.h>

#define LEAST_HALO_RADIUS 3.0 /* smaller marks stand too close for an edge of their own */
#define MANY              64 /* marks from which one is drawn and then stamped, which is ten times as fast */

static void
add_polygon (cairo_t *cr, AttuneChartPoint centre, double radius, guint corners, double turn)
{
  for (guint i = 0; i < corners; i++)
    {
      double angle = turn + 2 * G_PI * i / corners;

      cairo_line_to (cr, centre.x + radius * cos (angle), centre.y + radius * sin (angle));
    }
  cairo_close_path (cr);
}

static void
add_disc (cairo_t *cr, AttuneChartPoint centre, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, centre.x, centre.y, radius, 0, 2 * G_PI);
  cairo_close_path (cr);
}

static void
add_bar (cairo_t *cr, AttuneChartPoint centre, double half_width, double half_height)
{
  cairo_rectangle (cr, centre.x - half_width, centre.y - half_height, 2 * half_width,
                   2 * half_height);
}

static void
add_cross (cairo_t *cr, AttuneChartPoint centre, double radius)
{
  double arm = radius * 0.85;

  cairo_move_to (cr, centre.x - arm, centre.y - arm);
  cairo_line_to (cr, centre.x + arm, centre.y + arm);
  cairo_move_to (cr, centre.x - arm, centre.y + arm);
  cairo_line_to (cr, centre.x + arm, centre.y - arm);
}

/* The outer edge of a mark; what is inside is filled or left open by the caller. */
static void
add_outline (cairo_t *cr, AttuneChartShape shape, AttuneChartPoint centre, double radius)
{
  cairo_new_sub_path (cr);
  switch (shape)
    {
    case ATTUNE_CHART_SHAPE_DISC:
    case ATTUNE_CHART_SHAPE_HALF:
    case ATTUNE_CHART_SHAPE_RING:
      add_disc (cr, centre, radius);
      break;
    case ATTUNE_CHART_SHAPE_CROSS:
      add_cross (cr, centre, radius);
      break;
    case ATTUNE_CHART_SHAPE_DIAMOND:
      add_polygon (cr, centre, radius * 1.2, 4, 0);
      break;
    case ATTUNE_CHART_SHAPE_SQUARE:
      add_polygon (cr, centre, radius * 1.25, 4, G_PI / 4);
      break;
    case ATTUNE_CHART_SHAPE_TRIANGLE:
      add_polygon (cr, centre, radius * 1.25, 3, -G_PI / 2);
      break;
    case ATTUNE_CHART_SHAPE_DASH:
      add_bar (cr, centre, radius * 1.5, radius * 0.4);
      break;
    case ATTUNE_CHART_SHAPE_TICK:
      add_bar (cr, centre, radius * 0.2, radius);
      break;
    }
}

static void
add_outlines (cairo_t *cr,
              AttuneChartShape shape,
              const AttuneChartPoint *centres,
              guint n_centres,
              double radius)
{
  cairo_new_path (cr);
  for (guint i = 0; i < n_centres; i++)
    add_outline (cr, shape, centres[i], radius);
}

static void
add_halves (cairo_t *cr, const AttuneChartPoint *centres, guint n_centres, double radius)
{
  cairo_new_path (cr);
  for (guint i = 0; i < n_centres; i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, centres[i].x, centres[i].y, radius, G_PI / 2, 3 * G_PI / 2);
      cairo_close_path (cr);
    }
}

/* A ground under the mark, so that it reads over lines and over its neighbours. */
static void
draw_ground (AttuneChartShape shape,
             const AttuneChartPoint *centres,
             guint n_centres,
             double radius,
             const AttuneChartTheme *theme,
             cairo_t *cr)
{
  gboolean is_open = shape == ATTUNE_CHART_SHAPE_RING || shape == ATTUNE_CHART_SHAPE_HALF;

  if (radius < LEAST_HALO_RADIUS && !is_open)
    return;
  add_outlines (cr, shape, centres, n_centres, radius);
  attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_BACKGROUND, cr);
  if (radius >= LEAST_HALO_RADIUS)
    {
      cairo_set_line_width (cr, shape == ATTUNE_CHART_SHAPE_CROSS ? radius : radius * 0.6);
      cairo_stroke_preserve (cr);
    }
  if (shape == ATTUNE_CHART_SHAPE_CROSS)
    cairo_new_path (cr);
  else
    cairo_fill (cr);
}

static void
draw_group (AttuneChartShape shape,
            const AttuneChartPoint *centres,
            guint n_centres,
            double radius,
            const AttuneChartTheme *theme,
            AttuneChartInk ink,
            cairo_t *cr)
{
  double pen = MAX (1.0, radius * 0.42);
  gboolean is_open = shape == ATTUNE_CHART_SHAPE_RING || shape == ATTUNE_CHART_SHAPE_HALF;

  draw_ground (shape, centres, n_centres, radius, theme, cr);
  attune_chart_theme_set_source (theme, ink, cr);
  if (shape == ATTUNE_CHART_SHAPE_HALF)
    {
      add_halves (cr, centres, n_centres, radius);
      cairo_fill (cr);
    }
  add_outlines (cr, shape, centres, n_centres, is_open ? radius - pen / 2 : radius);
  cairo_set_line_width (cr, shape == ATTUNE_CHART_SHAPE_CROSS ? radius * 0.5 : pen);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (is_open || shape == ATTUNE_CHART_SHAPE_CROSS)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
}

/* One mark on a surface like the target's, with its middle in the middle. */
static cairo_surface_t *
create_stamp (AttuneChartShape shape,
              double radius,
              const AttuneChartTheme *theme,
              AttuneChartInk ink,
              cairo_t *cr)
{
  AttuneChartPoint centre = { ceil (radius * 2), ceil (radius * 2) };
  cairo_surface_t *stamp = cairo_surface_create_similar (cairo_get_group_target (cr),
                                                         CAIRO_CONTENT_COLOR_ALPHA,
                                                         (int) centre.x * 2, (int) centre.y * 2);
  cairo_t *stamp_cr = cairo_create (stamp);

  draw_group (shape, &centre, 1, radius, theme, ink, stamp_cr);
  cairo_destroy (stamp_cr);
  return stamp;
}

/* To the nearest whole pixel of the target. */
static void
snap_to_pixel (cairo_t *cr, double *x, double *y)
{
  double scale_x, scale_y;

  cairo_surface_get_device_scale (cairo_get_group_target (cr), &scale_x, &scale_y);
  cairo_user_to_device (cr, x, y);
  *x = round (*x * scale_x) / scale_x;
  *y = round (*y * scale_y) / scale_y;
  cairo_device_to_user (cr, x, y);
}

static void
stamp_all (AttuneChartShape shape,
           const AttuneChartPoint *centres,
           guint n_centres,
           double radius,
           const AttuneChartTheme *theme,
           AttuneChartInk ink,
           cairo_t *cr)
{
  cairo_surface_t *stamp = create_stamp (shape, radius, theme, ink, cr);
  double half = ceil (radius * 2);

  for (guint i = 0; i < n_centres; i++)
    {
      double x = centres[i].x - half;
      double y = centres[i].y - half;

      snap_to_pixel (cr, &x, &y);
      cairo_set_source_surface (cr, stamp, x, y);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_paint (cr);
    }
  cairo_surface_destroy (stamp);
}

/**
 * attune_chart_shapes_draw:
 * @centres: where
 * @n_centres: how many; 0 draws nothing
 * @radius: of a disc; the other shapes are drawn with about the same weight
 *
 * Draws marks of one kind. Large ones get an edge of the background's colour each, in order, so that they stay apart
 * where they crowd; small ones are drawn as one area. On pixels many of them are moved to whole ones; in a PDF or SVG
 * they stay shapes in their exact places.
 */
void
attune_chart_shapes_draw (AttuneChartShape shape,
                          const AttuneChartPoint *centres,
                          guint n_centres,
                          double radius,
                          const AttuneChartTheme *theme,
                          AttuneChartInk ink,
                          cairo_t *cr)
{
  guint group = radius >= LEAST_HALO_RADIUS ? 1 : MAX (n_centres, 1);

  gboolean has_pixels = cairo_surface_get_type (cairo_get_group_target (cr)) ==
                        CAIRO_SURFACE_TYPE_IMAGE;

  cairo_save (cr);
  if (has_pixels && n_centres >= MANY)
    stamp_all (shape, centres, n_centres, radius, theme, ink, cr);
  else
    for (guint i = 0; i < n_centres; i += group)
      draw_group (shape, centres + i, group, radius, theme, ink, cr);
  cairo_restore (cr);
}
