/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-series.h"

#include <math.h>

/**
 * attune_series_columns:
 * @points: places on the surface, in drawing order
 * @pixel: how wide and high a device pixel is
 *
 * Snaps every point to the pixel that holds it.
 *
 * Returns: (transfer full): an AttuneSeriesColumn per point
 */
GArray *
attune_series_columns (const AttuneChartPoint *points, guint n_points, double pixel)
{
  GArray *columns = g_array_sized_new (FALSE, FALSE, sizeof (AttuneSeriesColumn), n_points);

  g_return_val_if_fail (pixel > 0, columns);

  for (guint i = 0; i < n_points; i++)
    {
      double y = floor (points[i].y / pixel) * pixel;
      AttuneSeriesColumn column = { (gint64) floor (points[i].x / pixel), y, y, y, y };

      g_array_append_val (columns, column);
    }
  return columns;
}

/**
 * attune_series_decimate:
 * @columns: (element-type AttuneSeriesColumn): as attune_series_columns() makes them
 *
 * Merges neighbours in one column of pixels into their first, least, greatest and last. What attune_series_add_path()
 * makes of the result covers exactly the same pixels.
 *
 * Returns: (transfer full): at most one entry per column where the columns rise
 */
GArray *
attune_series_decimate (const GArray *columns)
{
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (AttuneSeriesColumn));
  AttuneSeriesColumn *open = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      const AttuneSeriesColumn *next = &g_array_index (columns, AttuneSeriesColumn, i);

      if (!open || open->column != next->column)
        {
          g_array_append_val (merged, *next);
          open = &g_array_index (merged, AttuneSeriesColumn, merged->len - 1);
          continue;
        }
      open->minimum = MIN (open->minimum, next->minimum);
      open->maximum = MAX (open->maximum, next->maximum);
      open->last = next->last;
    }
  return merged;
}

static void
add_box (cairo_t *cr, gint64 column, double top, double bottom, double pixel)
{
  cairo_rectangle (cr, column * pixel, top, pixel, bottom - top);
}

/**
 * attune_series_add_path:
 * @pixel: how wide a column is
 * @thickness: how high a single value stands, in whole pixels
 *
 * Adds to the path of @cr a bar from the least to the greatest of each column, joined to the column before where that
 * is the next one. Every edge lies on a pixel, so filling it is exact and fast.
 */
void
attune_series_add_path (const GArray *columns, double pixel, double thickness, cairo_t *cr)
{
  const AttuneSeriesColumn *before = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      const AttuneSeriesColumn *column = &g_array_index (columns, AttuneSeriesColumn, i);
      double top = column->minimum;
      double bottom = column->maximum;

      if (before && ABS (column->column - before->column) <= 1)
        {
          top = MIN (top, MIN (before->last, column->first));
          bottom = MAX (bottom, MAX (before->last, column->first));
        }
      add_box (cr, column->column, top, bottom + thickness, pixel);
      before = column;
    }
}
