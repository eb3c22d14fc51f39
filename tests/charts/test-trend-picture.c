/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-series.h"
#include "attune-trend-chart-private.h"

#include "attune-test-support.h"

#define DAY    (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define START  (G_GINT64_CONSTANT (1767571200) * G_USEC_PER_SEC) /* 5 January 2026 */
#define MARGIN 40

typedef struct
{
  AttuneChart *chart;
  AttuneChartTheme *theme;
  AttuneChartGeometry *geometry;
  double width, height, scale;
} Picture;

static void
clear_picture (Picture *picture)
{
  attune_chart_geometry_free (picture->geometry);
  attune_chart_theme_unref (picture->theme);
  attune_chart_unref (picture->chart);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, clear_picture)

static Picture
lay_out (const AttuneTrendSpec *spec, AttuneChartThemeOptions options, double width, double height)
{
  Picture picture = { attune_trend_chart_new (spec), attune_chart_theme_new (&options) };

  picture.width = width;
  picture.height = height;
  picture.scale = attune_chart_theme_get_scale (picture.theme);
  picture.geometry = attune_chart_layout (picture.chart, picture.theme, width, height);
  return picture;
}

/* With a margin all around, where no ink belongs. */
static cairo_surface_t *
paint (const Picture *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) ceil ((picture->width + 2 * MARGIN) * picture->scale),
    (int) ceil ((picture->height + 2 * MARGIN) * picture->scale));
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, picture->scale, picture->scale);
  cr = cairo_create (surface);
  cairo_translate (cr, MARGIN, MARGIN);
  attune_chart_draw (picture->chart, picture->theme, picture->geometry, cr);
  for (guint i = 0; i < MIN (10, attune_chart_get_n_items (picture->chart)); i++)
    attune_chart_draw_item (picture->chart, picture->theme, picture->geometry, i, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint
count_ink (cairo_surface_t *surface, double x, double y, double width, double height)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  int right = MIN ((int) ceil (x + width), cairo_image_surface_get_width (surface));
  int foot = MIN ((int) ceil (y + height), cairo_image_surface_get_height (surface));
  guint n = 0;

  for (int row = MAX (0, (int) floor (y)); row < foot; row++)
    for (int column = MAX (0, (int) floor (x)); column < right; column++)
      n += ((const guint32 *) (gpointer) (data + row * stride))[column] != 0;
  return n;
}

static void
assert_ink_inside (const Picture *picture)
{
  cairo_surface_t *surface = paint (picture);
  double margin = MARGIN * picture->scale;
  guint all = count_ink (surface, 0, 0, 1e6, 1e6);
  guint inside = count_ink (surface, margin, margin, picture->width * picture->scale,
                            picture->height * picture->scale);

  if (all != inside)
    {
      g_test_message ("%g by %g: ink beyond the edges", picture->width, picture->height);
      if (g_getenv ("ATTUNE_TEST_PICTURE"))
        cairo_surface_write_to_png (surface, g_getenv ("ATTUNE_TEST_PICTURE"));
    }
  g_assert_cmpuint (inside, >, 0);
  g_assert_cmpuint (all, ==, inside);
  cairo_surface_destroy (surface);
}

static gboolean
is_apart (const cairo_rectangle_t *one, const cairo_rectangle_t *other)
{
  return one->x + one->width <= other->x + 0.01 || other->x + other->width <= one->x + 0.01 ||
         one->y + one->height <= other->y + 0.01 || other->y + other->height <= one->y + 0.01;
}

static void
assert_labels_apart (const Picture *picture)
{
  guint n = attune_chart_geometry_get_n_labels (picture->geometry);

  for (guint i = 0; i < n; i++)
    {
      cairo_rectangle_t area, other;

      if (!attune_chart_geometry_get_label (picture->geometry, i, &area))
        continue;
      g_assert_cmpfloat (area.x, >=, -0.02);
      g_assert_cmpfloat (area.y, >=, -0.02);
      g_assert_cmpfloat (area.x + area.width, <=, picture->width + 0.02);
      g_assert_cmpfloat (area.y + area.height, <=, picture->height + 0.02);
      for (guint k = 0; k < n; k++)
        if (k != i)
          {
            attune_chart_geometry_get_label (picture->geometry, k, &other);
            g_assert_true (is_apart (&area, &other));
          }
    }
}

static void
assert_anchors_inside (const Picture *picture)
{
  double x, y;

  for (guint i = 0; attune_chart_geometry_get_anchor (picture->geometry, i, &x, &y); i++)
    {
      g_assert_true (x >= 0 && x <= picture->width);
      g_assert_true (y >= 0 && y <= picture->height);
    }
}

static void
assert_sound (const Picture *picture)
{
  assert_labels_apart (picture);
  assert_anchors_inside (picture);
  assert_ink_inside (picture);
}

static AttuneTrendPoint *
make_points (GRand *random, guint n, gint64 span)
{
  AttuneTrendPoint *points = g_new0 (AttuneTrendPoint, n);
  double centre = g_rand_double_range (random, 10, 95);
  double spread = g_rand_double_range (random, 0, 30);

  for (guint i = 0; i < n; i++)
    {
      points[i].id = i + 1;
      points[i].time = START + (gint64) (g_rand_double (random) * span);
      points[i].value = CLAMP (centre + g_rand_double_range (random, -spread, spread), 0, 100);
      points[i].flags = g_rand_int_range (random, 0, 20) == 0 ? g_rand_int_range (random, 1, 8) : 0;
    }
  return points;
}

static AttuneTrendMarker *
make_markers (GRand *random, guint n, gint64 span)
{
  static const char *labels[] = { "Empathy", NULL, "Revision 12 of the billing calls form",
                                  "Öppna frågor", "تعاطف" };
  AttuneTrendMarker *markers = g_new0 (AttuneTrendMarker, n);

  for (guint i = 0; i < n; i++)
    {
      markers[i].id = 1000 + i;
      markers[i].time = START + (gint64) (g_rand_double (random) * span);
      markers[i].kind = g_rand_int_range (random, 0, 3);
      markers[i].label = labels[g_rand_int_range (random, 0, G_N_ELEMENTS (labels))];
    }
  return markers;
}

/* 500 sets of data, periods from an hour to thirty years, sizes from a stamp to a poster, all themes, both directions. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint round = 0; round < 500; round++)
    {
      gint64 span = (gint64) (pow (10, g_rand_double_range (random, 3.5, 9)) * G_USEC_PER_SEC);
      guint n = (guint) pow (10, g_rand_double_range (random, 0, 3.3)) - 1;
      guint n_markers = g_rand_int_range (random, 0, 8);
      g_autofree AttuneTrendPoint *points = make_points (random, n, span);
      g_autofree AttuneTrendMarker *markers = make_markers (random, n_markers, span);
      AttuneTrendLimits limits[] = { { 0, START + span / 2, 70, 50, 90 },
                                     { START + span / 2, 0, g_rand_int_range (random, 40, 90), 35,
                                       92 } };
      AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
      AttuneChartThemeOptions options = { .scheme = round % 4, .right_to_left = round % 5 == 0 };
      g_auto (Picture) picture = { NULL };

      spec.points = points;
      spec.n_points = n;
      spec.markers = markers;
      spec.n_markers = n_markers;
      spec.limits = limits;
      spec.n_limits = g_rand_int_range (random, 0, 3);
      spec.view = g_rand_int_range (random, 0, 3);
      spec.pass = round % 3 == 0 ? NAN : g_rand_int_range (random, 30, 100);
      picture = lay_out (&spec, options, g_rand_int_range (random, 30, 1500),
                         g_rand_int_range (random, 20, 700));
      assert_sound (&picture);
    }
}

static gboolean
has_label (const Picture *picture, const char *text)
{
  for (guint i = 0; i < attune_chart_geometry_get_n_labels (picture->geometry); i++)
    if (g_strcmp0 (attune_chart_geometry_get_label (picture->geometry, i, NULL), text) == 0)
      return TRUE;
  g_test_message ("missing: %s", text);
  return FALSE;
}

/* A label that would stand out over the edge is moved inward, not left out. */
static void
test_edge_labels (void)
{
  AttuneTrendPoint points[] = { { 1, START, 70 }, { 2, START + DAY, 90 } };
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
  AttuneChartThemeOptions options = { .scheme = ATTUNE_CHART_SCHEME_LIGHT };
  g_auto (Picture) picture = { NULL };

  spec.points = points;
  spec.n_points = G_N_ELEMENTS (points);
  picture = lay_out (&spec, options, 500, 200);
  assert_sound (&picture);
  g_assert_true (has_label (&picture, "5 Jan 2026"));
  g_assert_true (has_label (&picture, "6 Jan 2026"));
}

/* What is usual is there, not only out of the way. */
static void
test_has_labels (void)
{
  static const char *expected[] = { "Score, %", "100", "Pass 80", "Mean 84", "Lower 66",
                                    "Empathy",  "Feb", "2026",    "passed",  "not passed, close" };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autofree AttuneTrendPoint *points = make_points (random, 60, 180 * DAY);
  AttuneTrendMarker marker = { 1, START + 50 * DAY, ATTUNE_TREND_MARKER_COACHING, "Empathy" };
  AttuneTrendLimits limits = { 0, 0, 84, 66, 98 };
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
  AttuneChartThemeOptions options = { .scheme = ATTUNE_CHART_SCHEME_LIGHT };
  g_auto (Picture) picture = { NULL };

  for (guint i = 0; i < 60; i++)
    {
      points[i].value = 70 + i / 2.0;
      points[i].flags = 0;
    }
  spec.points = points;
  spec.n_points = 60;
  spec.markers = &marker;
  spec.n_markers = 1;
  spec.limits = &limits;
  spec.n_limits = 1;
  spec.pass = 80;
  picture = lay_out (&spec, options, 900, 320);
  assert_sound (&picture);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_true (has_label (&picture, expected[i]));
}

static void
test_extreme (void)
{
  static const AttuneTrendPoint sets[][3] = {
    { { 1, START, 80 }, { 2, START, 80 }, { 3, START, 80 } }, /* one moment, one value */
    { { 1, START, 0 }, { 2, START + DAY, 0 }, { 3, START + 2 * DAY, 0 } }, /* all nothing */
    { { 1, START, 100 }, { 2, START + DAY, 100 }, { 3, START + 2 * DAY, 100 } },
    { { 1, START, -1e12 }, { 2, START + DAY, 1e12 }, { 3, START + 2 * DAY, 1e-12 } },
    { { 1, G_MININT64, 50 }, { 2, 0, 60 }, { 3, G_MAXINT64, 70 } },
    { { 1, START, 79.999999 }, { 2, START + 1, 80.000001 }, { 3, START + 2, 80 } },
    { { 1, START, 130 },
      { 2, START + 7300 * DAY, -20 },
      { 3, START + 3650 * DAY, 50 } }, /* 20 years */
  };
  static const double sizes[][2] = { { 700, 300 }, { 300, 160 }, { 1, 1 },      { 30, 600 },
                                     { 600, 20 },  { 0, -5 },    { 2000, 1000 } };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
      {
        AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
        AttuneChartThemeOptions options = { .scheme = ATTUNE_CHART_SCHEME_DARK };
        g_auto (Picture) picture = { NULL };

        spec.points = sets[i];
        spec.n_points = 3;
        spec.pass = 80;
        picture = lay_out (&spec, options, sizes[k][0], sizes[k][1]);
        picture.width = MAX (1, picture.width);
        picture.height = MAX (1, picture.height);
        assert_labels_apart (&picture);
        assert_anchors_inside (&picture);
        if (picture.width > 1) /* a line has no room in one pixel */
          assert_ink_inside (&picture);
      }
}

static AttuneTrendPoint *
make_many (guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  AttuneTrendPoint *points = g_new0 (AttuneTrendPoint, n);

  for (guint i = 0; i < n; i++)
    {
      points[i].id = i + 1;
      points[i].time = START + 180 * DAY / n * i;
      points[i].value = 75 + 12 * sin (i * 12.0 / n) + g_rand_double_range (random, -12, 12);
      points[i].flags = i % 997 == 0 ? ATTUNE_TREND_FAILED : 0;
    }
  return points;
}

/* A hundred thousand values as their least and greatest make the same picture as all of them. */
static void
test_decimated (void)
{
  guint n = 100000;
  g_autofree AttuneTrendPoint *points = make_many (n);

  for (guint round = 0; round < 4; round++)
    {
      AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
      AttuneChartThemeOptions options = { .scheme = ATTUNE_CHART_SCHEME_LIGHT,
                                          .right_to_left = round % 2,
                                          .scale = 1 + round / 2 };
      g_auto (Picture) picture = { NULL };
      AttuneTrendGeometry *trend;
      cairo_surface_t *decimated, *whole;
      gsize size;

      spec.points = points;
      spec.n_points = n;
      spec.pass = 80;
      picture = lay_out (&spec, options, 640, 260);
      trend = (AttuneTrendGeometry *) picture.geometry;
      g_assert_true (trend->is_dense);
      g_assert_cmpuint (trend->columns->len, <=, 640 * options.scale + 1);
      decimated = paint (&picture);
      g_array_unref (trend->columns);
      trend->columns = attune_series_columns (trend->places, n, 1 / options.scale);
      g_assert_cmpuint (trend->columns->len, ==, n);
      whole = paint (&picture);
      size = (gsize) cairo_image_surface_get_stride (whole) *
             cairo_image_surface_get_height (whole);
      g_assert_cmpmem (cairo_image_surface_get_data (decimated), size,
                       cairo_image_surface_get_data (whole), size);
      cairo_surface_destroy (decimated);
      cairo_surface_destroy (whole);
    }
}

static void
test_dense (void)
{
  g_autofree AttuneTrendPoint *points = make_many (20000);
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;

  spec.points = points;
  spec.n_points = 20000;
  for (AttuneChartScheme scheme = 0; scheme < ATTUNE_CHART_SCHEME_PAPER; scheme++)
    {
      AttuneChartThemeOptions options = { .scheme = scheme, .right_to_left = scheme % 2 };
      g_auto (Picture) picture = lay_out (&spec, options, 640, 260);

      assert_sound (&picture);
    }
}

/* From right to left it is the same picture seen in a mirror. */
static void
test_mirrored (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree AttuneTrendPoint *points = make_points (random, 40, 90 * DAY);
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
  AttuneChartThemeOptions ltr = { .right_to_left = FALSE };
  AttuneChartThemeOptions rtl = { .right_to_left = TRUE };
  g_auto (Picture) one = { NULL };
  g_auto (Picture) other = { NULL };

  spec.points = points;
  spec.n_points = 40;
  spec.pass = 60;
  one = lay_out (&spec, ltr, 700, 300);
  other = lay_out (&spec, rtl, 700, 300);
  for (guint i = 0; i < 40; i++)
    {
      double x, y, mirrored_x, mirrored_y;

      g_assert_true (attune_chart_geometry_get_anchor (one.geometry, i, &x, &y));
      g_assert_true (
        attune_chart_geometry_get_anchor (other.geometry, i, &mirrored_x, &mirrored_y));
      g_assert_cmpfloat_with_epsilon (mirrored_x, 700 - x, 1e-6);
      g_assert_cmpfloat_with_epsilon (mirrored_y, y, 1e-6);
    }
}

/* Paper has its ground up to the edges. */
static void
test_paper (void)
{
  AttuneTrendPoint points[] = { { 1, START, 70 }, { 2, START + DAY, 90 } };
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
  AttuneChartThemeOptions options = { .scheme = ATTUNE_CHART_SCHEME_PAPER, .scale = 1 };
  g_auto (Picture) picture = { NULL };
  cairo_surface_t *surface;

  spec.points = points;
  spec.n_points = 2;
  picture = lay_out (&spec, options, 300, 150);
  surface = paint (&picture);
  g_assert_cmpuint (count_ink (surface, 0, 0, 1e6, 1e6), ==, 300 * 150);
  g_assert_cmpuint (count_ink (surface, MARGIN, MARGIN, 300, 150), ==, 300 * 150);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/trend-picture/random", test_random);
  g_test_add_func ("/charts/trend-picture/has-labels", test_has_labels);
  g_test_add_func ("/charts/trend-picture/edge-labels", test_edge_labels);
  g_test_add_func ("/charts/trend-picture/extreme", test_extreme);
  g_test_add_func ("/charts/trend-picture/decimated", test_decimated);
  g_test_add_func ("/charts/trend-picture/dense", test_dense);
  g_test_add_func ("/charts/trend-picture/mirrored", test_mirrored);
  g_test_add_func ("/charts/trend-picture/paper", test_paper);
  return g_test_run ();
}
