/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a chart of very many scores takes to lay out, draw and pick from: each figure beside what it is held to. */
#include "config.h"

#include "attune-trend-chart.h"

#include <math.h>

#define DAY      (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define N_POINTS 100000
#define WIDTH    1400
#define HEIGHT   500
#define ROUNDS   31
#define MOST_MS  8.0

static AttuneChart *
create_chart (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree AttuneTrendPoint *points = g_new0 (AttuneTrendPoint, N_POINTS);
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;

  for (guint i = 0; i < N_POINTS; i++)
    {
      points[i].id = i + 1;
      points[i].time = G_GINT64_CONSTANT (1767571200) * G_USEC_PER_SEC + 365 * DAY / N_POINTS * i;
      points[i].value = 78 + 8 * sin (i * 9.0 / N_POINTS) + g_rand_double_range (random, -14, 14);
      points[i].flags = i % 1009 == 0 ? ATTUNE_TREND_FAILED : 0;
    }
  spec.points = points;
  spec.n_points = N_POINTS;
  spec.pass = 80;
  return attune_trend_chart_new (&spec);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

typedef struct
{
  AttuneChart *chart;
  AttuneChartTheme *theme;
  AttuneChartGeometry *geometry;
  cairo_surface_t *surface;
} Bench;

static void
draw (Bench *bench)
{
  cairo_t *cr = cairo_create (bench->surface);

  attune_chart_draw (bench->chart, bench->theme, bench->geometry, cr);
  cairo_destroy (cr);
  cairo_surface_flush (bench->surface);
}

static void
lay_out (Bench *bench)
{
  attune_chart_geometry_free (attune_chart_layout (bench->chart, bench->theme, WIDTH, HEIGHT));
}

static void
pick (Bench *bench)
{
  attune_chart_pick (bench->chart, bench->geometry, WIDTH / 2, HEIGHT / 2, NULL);
}

/* The median, in milliseconds. */
static double
measure (Bench *bench, void (*work) (Bench *bench))
{
  double times[ROUNDS];

  work (bench);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      work (bench);
      times[i] = (g_get_monotonic_time () - start) / 1000.0;
    }
  qsort (times, ROUNDS, sizeof times[0], compare_times);
  return times[ROUNDS / 2];
}

static gboolean
tell (const char *what, double milliseconds)
{
  g_print ("%-28s %6.2f ms, held to %.0f ms: %.2f\n", what, milliseconds, MOST_MS,
           milliseconds / MOST_MS);
  return milliseconds <= MOST_MS;
}

int
main (int argc, char *argv[])
{
  AttuneChartThemeOptions options = { .scheme = ATTUNE_CHART_SCHEME_LIGHT };
  Bench bench = { create_chart (), attune_chart_theme_new (&options) };
  gboolean is_met = TRUE;

  bench.geometry = attune_chart_layout (bench.chart, bench.theme, WIDTH, HEIGHT);
  bench.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  is_met &= tell ("draw 100,000 scores", measure (&bench, draw));
  is_met &= tell ("lay out 100,000 scores", measure (&bench, lay_out));
  is_met &= tell ("pick among 100,000 scores", measure (&bench, pick));
  cairo_surface_destroy (bench.surface);
  attune_chart_geometry_free (bench.geometry);
  attune_chart_theme_unref (bench.theme);
  attune_chart_unref (bench.chart);
  return is_met ? 0 : 1;
}
