/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-ticks.h"
#include "attune-trend-chart.h"

#include "attune-test-support.h"

#include <math.h>

#define DAY   (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define START (G_GINT64_CONSTANT (1767571200) * G_USEC_PER_SEC) /* 5 January 2026 */

static AttuneChart *
create_chart (void)
{
  static const AttuneTrendPoint points[] = {
    { 1, START, 79.6 },
    { 2, START + 60 * DAY, 91 },
    { 3, START + 150 * DAY, 55 },
  };
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;

  spec.points = points;
  spec.n_points = G_N_ELEMENTS (points);
  spec.pass = 80;
  return attune_trend_chart_new (&spec);
}

static gboolean
has_label (const AttuneChartGeometry *geometry, const char *text)
{
  for (guint i = 0; i < attune_chart_geometry_get_n_labels (geometry); i++)
    if (g_strcmp0 (attune_chart_geometry_get_label (geometry, i, NULL), text) == 0)
      return TRUE;
  return FALSE;
}

static void
test_locale (gconstpointer data)
{
  static const struct
  {
    const char *name, *thousand, *reading, *month;
  } cases[] = {
    { "de_DE", "1.234,5", "79,6 · not passed, close\n2026-01-05 00:00", "Mär" },
    { "tr_TR", "1.234,5", "79,6 · not passed, close\n2026-01-05 00:00", "Mar" },
  };
  guint i = GPOINTER_TO_UINT (data);
  char *folder = attune_test_folder_new ();

  if (!attune_test_enter_locale (folder, cases[i].name))
    g_test_skip ("the sources of locales (package locales) are not installed");
  else
    {
      AttuneChartThemeOptions options = { .scheme = ATTUNE_CHART_SCHEME_LIGHT };
      g_autoptr (AttuneChartTheme) theme = attune_chart_theme_new (&options);
      g_autoptr (AttuneChart) chart = create_chart ();
      g_autoptr (AttuneChartGeometry) geometry = attune_chart_layout (chart, theme, 700, 300);
      g_autofree char *number = attune_ticks_format_number (1234.5, 1);
      g_autofree char *reading = attune_chart_describe_item (chart, 0);

      g_assert_cmpstr (number, ==, cases[i].thousand);
      g_assert_cmpstr (reading, ==, cases[i].reading);
      g_assert_true (has_label (geometry, cases[i].month));
    }
  attune_test_leave_locale ();
  attune_test_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/charts/trend-locale/de", GUINT_TO_POINTER (0), test_locale);
  g_test_add_data_func ("/charts/trend-locale/tr", GUINT_TO_POINTER (1), test_locale);
  return g_test_run ();
}
