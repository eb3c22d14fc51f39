/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-chart-render.h"
#include "attune-trend-chart.h"

#include <string.h>

static AttuneChart *
create_chart (void)
{
  AttuneTrendPoint points[] = { { 1, 0, 72 }, { 2, G_GINT64_CONSTANT (86400000000) * 30, 90 } };
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;

  spec.pass = 80;
  spec.points = points;
  spec.n_points = G_N_ELEMENTS (points);
  return attune_trend_chart_new (&spec);
}

static GBytes *
render (AttuneChartScheme scheme,
        AttuneChartFormat format,
        double width,
        double height,
        GError **error)
{
  AttuneChartThemeOptions options = { .scheme = scheme };
  g_autoptr (AttuneChartTheme) theme = attune_chart_theme_new (&options);
  g_autoptr (AttuneChart) chart = create_chart ();

  return attune_chart_render (chart, theme, format, width, height, error);
}

static void
test_formats (void)
{
  static const struct
  {
    AttuneChartFormat format;
    const char *beginning;
  } cases[] = {
    { ATTUNE_CHART_FORMAT_PNG, "\x89PNG" },
    { ATTUNE_CHART_FORMAT_SVG, "<?xml" },
    { ATTUNE_CHART_FORMAT_PDF, "%PDF" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes)
        bytes = render (ATTUNE_CHART_SCHEME_PAPER, cases[i].format, 400, 200, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 1000);
      g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), cases[i].beginning,
                               strlen (cases[i].beginning)),
                       ==, 0);
    }
}

/* A PNG has the theme's pixels: 4 a point on paper. Width and height stand big-endian at bytes 16 and 20. */
static void
test_png_size (void)
{
  g_autoptr (GBytes)
    bytes = render (ATTUNE_CHART_SCHEME_PAPER, ATTUNE_CHART_FORMAT_PNG, 100, 50, NULL);
  const guint8 *data = g_bytes_get_data (bytes, NULL);

  g_assert_cmpuint (data[18] << 8 | data[19], ==, 400);
  g_assert_cmpuint (data[22] << 8 | data[23], ==, 200);
}

static void
test_wrong_size (void)
{
  static const double sizes[][2] = { { 0, 100 }, { 100, 0 }, { -5, 5 }, { 1e6, 10 }, { 10, 1e9 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (render (ATTUNE_CHART_SCHEME_LIGHT, ATTUNE_CHART_FORMAT_PNG, sizes[i][0],
                             sizes[i][1], &error));
      g_assert_error (error, ATTUNE_CHART_ERROR, ATTUNE_CHART_ERROR_RENDER);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/render/formats", test_formats);
  g_test_add_func ("/charts/render/png-size", test_png_size);
  g_test_add_func ("/charts/render/wrong-size", test_wrong_size);
  return g_test_run ();
}
