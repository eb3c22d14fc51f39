/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-chart-render.h"
#include "attune-distribution-chart.h"

#include <math.h>
#include <string.h>

#define MARGIN 20
#define N_BINS 5

static const guint before[N_BINS] = { 0, 1, 4, 10, 2 };
static const guint after[N_BINS] = { 0, 0, 7, 9, 2 };

static AttuneChart *
make_chart_of (const guint *one, const guint *other, double pass_before, double pass_after)
{
  AttuneDistributionSpec spec = { 0,
                                  100,
                                  N_BINS,
                                  one,
                                  other,
                                  pass_before,
                                  pass_after,
                                  "As scored",
                                  "With the draft",
                                  "3 would change." };

  return attune_distribution_chart_new (&spec);
}

static AttuneChart *
make_chart (void)
{
  return make_chart_of (before, after, 80, 80);
}

static void
test_words (void)
{
  static const guint nothing[N_BINS] = { 0 };
  static const guint one[N_BINS] = { 0, 0, 0, 0, 1 };
  g_autoptr (AttuneChart) chart = make_chart ();
  g_autoptr (AttuneChart) bare = make_chart_of (nothing, one, NAN, NAN);
  g_autofree char *words = attune_chart_describe (chart);
  g_autofree char *bare_words = attune_chart_describe (bare);
  g_autofree char *more = attune_chart_describe_item (chart, 2);
  g_autofree char *fewer = attune_chart_describe_item (chart, 3);
  g_autofree char *same = attune_chart_describe_item (chart, 4);

  g_assert_cmpstr (words, ==,
                   "3 would change. As scored: 17 scores, most of them at 60–80. With the draft: "
                   "18 scores, most of them at 60–80.");
  g_assert_cmpstr (bare_words, ==,
                   "3 would change. As scored: no scores. With the draft: 1 score, at 80–100.");
  g_assert_cmpstr (more, ==, "40–60\nAs scored: 4\nWith the draft: 7 (+3)");
  g_assert_cmpstr (fewer, ==, "60–80\nAs scored: 10\nWith the draft: 9 (−1)");
  g_assert_cmpstr (same, ==, "80–100\nAs scored: 2\nWith the draft: 2 (0)");
}

/* The last bin can have all that is above. */
static void
test_open (void)
{
  AttuneDistributionSpec spec = { .maximum = 125,
                                  .n_bins = N_BINS,
                                  .before = before,
                                  .after = after,
                                  .pass_before = NAN,
                                  .pass_after = NAN,
                                  .before_name = "One",
                                  .after_name = "Other",
                                  .is_open = TRUE };
  g_autoptr (AttuneChart) chart = attune_distribution_chart_new (&spec);
  g_autofree char *last = attune_chart_describe_item (chart, 4);
  g_autofree char *below = attune_chart_describe_item (chart, 3);

  g_assert_cmpstr (last, ==, "over 100\nOne: 2\nOther: 2 (0)");
  g_assert_true (g_str_has_prefix (below, "75–100\n"));
}

static void
test_table (void)
{
  g_autoptr (AttuneChart) chart = make_chart ();
  g_autoptr (AttuneChartTable) table = attune_chart_tabulate (chart);

  g_assert_cmpuint (attune_chart_table_get_n_rows (table), ==, N_BINS);
  g_assert_cmpuint (attune_chart_table_get_n_columns (table), ==, 4);
  g_assert_cmpstr (attune_chart_table_get_title (table, 1), ==, "As scored");
  g_assert_cmpstr (attune_chart_table_get_text (table, 1, 0), ==, "20–40");
  g_assert_cmpstr (attune_chart_table_get_text (table, 1, 3), ==, "−1");
  for (guint i = 0; i < N_BINS; i++)
    {
      g_assert_cmpfloat (attune_chart_table_get_number (table, i, 1), ==, before[i]);
      g_assert_cmpfloat (attune_chart_table_get_number (table, i, 2), ==, after[i]);
      g_assert_cmpfloat (attune_chart_table_get_number (table, i, 3), ==,
                         (double) after[i] - before[i]);
    }
}

/* The keys go from bin to bin as the picture stands; the pointer finds the bin that it is above. */
static void
test_ways (void)
{
  g_autoptr (AttuneChart) chart = make_chart ();

  for (guint mirrored = 0; mirrored < 2; mirrored++)
    {
      g_autoptr (AttuneChartTheme)
        theme = attune_chart_theme_new (&(AttuneChartThemeOptions){ .right_to_left = mirrored });
      g_autoptr (AttuneChartGeometry) geometry = attune_chart_layout (chart, theme, 600, 300);
      AttuneChartStep onward = mirrored ? ATTUNE_CHART_STEP_LEFT : ATTUNE_CHART_STEP_RIGHT;
      AttuneChartStep back = mirrored ? ATTUNE_CHART_STEP_RIGHT : ATTUNE_CHART_STEP_LEFT;
      const struct
      {
        guint from;
        AttuneChartStep step;
        guint to;
      } steps[] = {
        { ATTUNE_CHART_NO_ITEM, onward, 0 },
        { 0, onward, 1 },
        { 0, back, 0 },
        { 3, back, 2 },
        { N_BINS - 1, onward, N_BINS - 1 },
        { 2, ATTUNE_CHART_STEP_UP, 2 },
        { 2, ATTUNE_CHART_STEP_FIRST, 0 },
        { 2, ATTUNE_CHART_STEP_LAST, N_BINS - 1 },
      };

      g_assert_cmpuint (attune_chart_get_n_items (chart), ==, N_BINS);
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        g_assert_cmpuint (attune_chart_step (chart, geometry, steps[i].from, steps[i].step), ==,
                          steps[i].to);
      for (guint i = 0; i < N_BINS; i++)
        {
          AttuneChartItem item;
          double x, y;

          g_assert_true (attune_chart_geometry_get_anchor (geometry, i, &x, &y));
          g_assert_true (attune_chart_pick (chart, geometry, x, y, &item));
          g_assert_cmpuint (item.index, ==, i);
          g_assert_cmpint (item.part, ==, ATTUNE_CHART_PART_SUMMARY);
          g_assert_cmpint (item.id, ==, 0);
        }
      g_assert_false (attune_chart_pick (chart, geometry, 300, 299, NULL));
    }
}

static gboolean
has_label (AttuneChartGeometry *geometry, const char *wanted)
{
  for (guint i = 0; i < attune_chart_geometry_get_n_labels (geometry); i++)
    if (g_strcmp0 (attune_chart_geometry_get_label (geometry, i, NULL), wanted) == 0)
      return TRUE;
  return FALSE;
}

/* The pass mark is named once, and the old one where it was another. */
static void
test_pass (void)
{
  static const struct
  {
    double before, after;
    const char *there;
    const char *not_there;
  } cases[] = {
    { 80, 80, "Pass 80", "Pass 80 before" },
    { 75, 80, "Pass 80 (75 before)", "Pass 80" },
    { 75.25, NAN, "Pass 75.25 before", "Pass 75.25" },
    { NAN, 60, "Pass 60", "Pass 60 before" },
    { NAN, NAN, "As scored", "Pass 80" },
    { 200, 200, "As scored", "Pass 200" },
  };
  g_autoptr (AttuneChartTheme) theme = attune_chart_theme_new (&(AttuneChartThemeOptions){ 0 });

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneChart)
        chart = make_chart_of (before, after, cases[i].before, cases[i].after);
      g_autoptr (AttuneChartGeometry) geometry = attune_chart_layout (chart, theme, 600, 300);

      g_assert_true (has_label (geometry, cases[i].there));
      g_assert_false (has_label (geometry, cases[i].not_there));
    }
}

/* No ink beyond the edges, at any size, whichever way one reads. */
static void
test_ink (void)
{
  static const struct
  {
    double width, height;
  } sizes[] = { { 1, 1 }, { 90, 40 }, { 300, 100 }, { 640, 200 }, { 1400, 800 } };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (AttuneChart) chart = make_chart_of (before, after, 0, 100);
      g_autoptr (AttuneChartTheme)
        theme = attune_chart_theme_new (&(AttuneChartThemeOptions){ .right_to_left = i % 2 });
      int width = (int) sizes[i / 2].width + 2 * MARGIN;
      int height = (int) sizes[i / 2].height + 2 * MARGIN;
      g_autoptr (AttuneChartGeometry)
        geometry = attune_chart_layout (chart, theme, sizes[i / 2].width, sizes[i / 2].height);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
      cairo_t *cr = cairo_create (surface);
      const guint32 *data;
      guint n_inked = 0;

      cairo_translate (cr, MARGIN, MARGIN);
      attune_chart_draw (chart, theme, geometry, cr);
      for (guint j = 0; j < N_BINS; j++)
        attune_chart_draw_item (chart, theme, geometry, j, cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      data = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          {
            if (y < MARGIN - 1 || x < MARGIN - 1 || y > height - MARGIN || x > width - MARGIN)
              g_assert_cmphex (data[y * width + x], ==, 0);
            n_inked += data[y * width + x] != 0;
          }
      g_assert_cmpuint (n_inked, >, 0);
      cairo_surface_destroy (surface);
    }
}

/* Nothing to count, one bin, and numbers as large as they come. */
static void
test_extremes (void)
{
  static const guint counts[][1] = { { 0 }, { 1 }, { G_MAXUINT } };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      AttuneDistributionSpec spec = { -5,  5,   1,           counts[i], counts[0],
                                      NAN, NAN, "As scored", "Draft",   NULL };
      g_autoptr (AttuneChart) chart = attune_distribution_chart_new (&spec);
      g_autoptr (AttuneChartTheme) theme = attune_chart_theme_new (
        &(AttuneChartThemeOptions){ .scheme = ATTUNE_CHART_SCHEME_PAPER });
      g_autoptr (AttuneChartGeometry) geometry = attune_chart_layout (chart, theme, 300, 200);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes)
        page = attune_chart_render (chart, theme, ATTUNE_CHART_FORMAT_PDF, 300, 200, &error);

      g_assert_no_error (error);
      g_assert_nonnull (page);
      g_assert_cmpuint (attune_chart_step (chart, geometry, 0, ATTUNE_CHART_STEP_RIGHT), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/distribution-chart/words", test_words);
  g_test_add_func ("/distribution-chart/open", test_open);
  g_test_add_func ("/distribution-chart/table", test_table);
  g_test_add_func ("/distribution-chart/ways", test_ways);
  g_test_add_func ("/distribution-chart/pass", test_pass);
  g_test_add_func ("/distribution-chart/ink", test_ink);
  g_test_add_func ("/distribution-chart/extremes", test_extremes);
  return g_test_run ();
}
