/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-series.h"

#include <math.h>
#include <string.h>

static void
test_decimate (void)
{
  static const AttuneChartPoint points[] = {
    { 0.1, 5.5 }, { 0.9, 9.2 }, { 0.5, 2.7 }, { 2.2, 4 }, { 3.0, 4 }, { 3.9, 4 },
  };
  static const AttuneSeriesColumn expected[] = {
    { 0, 5, 2, 9, 2 },
    { 2, 4, 4, 4, 4 },
    { 3, 4, 4, 4, 4 },
  };
  g_autoptr (GArray) columns = attune_series_columns (points, G_N_ELEMENTS (points), 1);
  g_autoptr (GArray) merged = attune_series_decimate (columns);

  g_assert_cmpuint (columns->len, ==, G_N_ELEMENTS (points));
  g_assert_cmpuint (merged->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < merged->len; i++)
    {
      const AttuneSeriesColumn *column = &g_array_index (merged, AttuneSeriesColumn, i);

      g_assert_cmpint (column->column, ==, expected[i].column);
      g_assert_cmpfloat (column->first, ==, expected[i].first);
      g_assert_cmpfloat (column->minimum, ==, expected[i].minimum);
      g_assert_cmpfloat (column->maximum, ==, expected[i].maximum);
      g_assert_cmpfloat (column->last, ==, expected[i].last);
    }
}

static void
test_none_and_one (void)
{
  static const AttuneChartPoint point = { -0.5, -0.5 };
  g_autoptr (GArray) none = attune_series_columns (NULL, 0, 1);
  g_autoptr (GArray) nothing = attune_series_decimate (none);
  g_autoptr (GArray) one = attune_series_columns (&point, 1, 1);
  g_autoptr (GArray) single = attune_series_decimate (one);

  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (single->len, ==, 1);
  g_assert_cmpint (g_array_index (single, AttuneSeriesColumn, 0).column, ==, -1);
  g_assert_cmpfloat (g_array_index (single, AttuneSeriesColumn, 0).first, ==, -1);
}

static cairo_surface_t *
paint (const GArray *columns, int width, int height, double pixel)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (width / pixel),
                                                         (int) (height / pixel));
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, 1 / pixel, 1 / pixel);
  cr = cairo_create (surface);
  cairo_set_source_rgba (cr, 0, 0.4, 0.7, 0.5);
  attune_series_add_path (columns, pixel, pixel, cr);
  cairo_fill (cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint
count_differences (cairo_surface_t *one, cairo_surface_t *other, guint *out_inked)
{
  const guint32 *a = (const guint32 *) (gpointer) cairo_image_surface_get_data (one);
  const guint32 *b = (const guint32 *) (gpointer) cairo_image_surface_get_data (other);
  guint n = cairo_image_surface_get_stride (one) / 4 * cairo_image_surface_get_height (one);
  guint differences = 0;

  *out_inked = 0;
  for (guint i = 0; i < n; i++)
    {
      differences += a[i] != b[i];
      *out_inked += a[i] != 0;
    }
  return differences;
}

/* Gaps, slopes, noise, both directions, one and two pixels a unit: the same picture to the last pixel. */
static void
test_same_picture (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 40; round++)
    {
      guint n = g_rand_int_range (random, 2, 4000);
      double pixel = round % 2 ? 1 : 0.5;
      gboolean is_mirrored = round % 3 == 0;
      g_autofree AttuneChartPoint *points = g_new (AttuneChartPoint, n);
      g_autoptr (GArray) columns = NULL;
      g_autoptr (GArray) merged = NULL;
      cairo_surface_t *all, *some;
      guint inked;

      for (guint i = 0; i < n; i++)
        {
          double x = 300.0 * i / n + (round % 4 == 0 && i > n / 2 ? 40 : 0);

          points[i].x = is_mirrored ? 400 - x : x;
          points[i].y = 60 + 40 * sin (i / 99.0) + g_rand_double_range (random, -20, 20);
        }
      columns = attune_series_columns (points, n, pixel);
      merged = attune_series_decimate (columns);
      all = paint (columns, 400, 140, pixel);
      some = paint (merged, 400, 140, pixel);
      g_assert_cmpuint (merged->len, <=, 400 / pixel);
      g_assert_cmpuint (count_differences (all, some, &inked), ==, 0);
      g_assert_cmpuint (inked, >, 0);
      cairo_surface_destroy (all);
      cairo_surface_destroy (some);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/series/decimate", test_decimate);
  g_test_add_func ("/charts/series/none-and-one", test_none_and_one);
  g_test_add_func ("/charts/series/same-picture", test_same_picture);
  return g_test_run ();
}
