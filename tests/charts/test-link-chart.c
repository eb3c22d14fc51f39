/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-chart-render.h"
#include "attune-link-chart.h"

#include <math.h>
#include <string.h>

#define MARGIN 20

static const char *const columns[] = { "Goals", "Behaviours", "Questions", NULL };
static const AttuneLinkNode nodes[] = {
  { 11, 0, "Satisfaction", NULL, NULL },
  { 21, 1, "Greet", "2 questions", NULL },
  { 12, 0, "Sales", NULL, "No behaviour serves it" },
  { 22, 1, "Ask open, probing and clarifying questions of the customer", NULL, NULL },
  { 31, 2, "Greeted by the standard", "Calls", NULL },
  { 99, 7, "Beyond the last column", NULL, NULL },
};
static const AttuneLink links[] = {
  { 0, 1 }, { 0, 3 }, { 1, 4 }, { 0, 4 }, /* over a column, */
  { 1, 0 },                               /* … back, */
  { 4, 5 },                               /* … to nowhere: */
  { 8, 9 },                               /* all left out */
};

static AttuneChart *
make_chart (void)
{
  AttuneLinkSpec spec = {
    columns, nodes, G_N_ELEMENTS (nodes), links, G_N_ELEMENTS (links), "One goal is not served."
  };

  return attune_link_chart_new (&spec);
}

static void
test_items (void)
{
  static const gint64 ids[] = { 11, 12, 21, 22, 31 };
  g_autoptr (AttuneChart) chart = make_chart ();
  g_autofree char *words = attune_chart_describe (chart);
  g_autofree char *first = attune_chart_describe_item (chart, 0);
  g_autofree char *second = attune_chart_describe_item (chart, 1);
  g_autofree char *third = attune_chart_describe_item (chart, 2);

  g_assert_cmpuint (attune_chart_get_n_items (chart), ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      AttuneChartItem item;

      g_assert_true (attune_chart_get_item (chart, i, &item));
      g_assert_cmpint (item.id, ==, ids[i]);
      g_assert_cmpint (item.part, ==, ATTUNE_CHART_PART_NODE);
    }
  g_assert_cmpstr (words, ==, "One goal is not served. Goals: 2. Behaviours: 2. Questions: 1.");
  g_assert_cmpstr (first, ==,
                   "Satisfaction\nBehaviours: Greet, Ask open, probing and clarifying questions of "
                   "the customer");
  g_assert_cmpstr (second, ==, "Sales\nBehaviours: none\n⚠ No behaviour serves it");
  g_assert_cmpstr (third, ==,
                   "Greet · 2 questions\nGoals: Satisfaction\nQuestions: Greeted by the standard");
}

static void
test_table (void)
{
  g_autoptr (AttuneChart) chart = make_chart ();
  g_autoptr (AttuneChartTable) table = attune_chart_tabulate (chart);

  g_assert_cmpuint (attune_chart_table_get_n_rows (table), ==, 5);
  g_assert_cmpuint (attune_chart_table_get_n_columns (table), ==, 5);
  g_assert_cmpstr (attune_chart_table_get_text (table, 2, 0), ==, "Behaviours");
  g_assert_cmpstr (attune_chart_table_get_text (table, 2, 1), ==, "Greet");
  g_assert_cmpstr (attune_chart_table_get_text (table, 2, 2), ==, "Satisfaction");
  g_assert_cmpstr (attune_chart_table_get_text (table, 2, 3), ==, "Greeted by the standard");
  g_assert_cmpstr (attune_chart_table_get_text (table, 1, 4), ==, "No behaviour serves it");
  g_assert_cmpint (attune_chart_table_get_id (table, 4), ==, 31);
}

/* Down and up go along a column, left and right beside; picking finds the box under the pointer. */
static void
test_ways (void)
{
  g_autoptr (AttuneChart) chart = make_chart ();

  for (guint mirrored = 0; mirrored < 2; mirrored++)
    {
      g_autoptr (AttuneChartTheme)
        theme = attune_chart_theme_new (&(AttuneChartThemeOptions){ .right_to_left = mirrored });
      g_autoptr (AttuneChartGeometry) geometry = attune_chart_layout (chart, theme, 800, 300);
      AttuneChartStep onward = mirrored ? ATTUNE_CHART_STEP_LEFT : ATTUNE_CHART_STEP_RIGHT;
      AttuneChartStep back = mirrored ? ATTUNE_CHART_STEP_RIGHT : ATTUNE_CHART_STEP_LEFT;

      g_assert_cmpuint (attune_chart_step (chart, geometry, ATTUNE_CHART_NO_ITEM, onward), ==, 0);
      g_assert_cmpuint (attune_chart_step (chart, geometry, 0, ATTUNE_CHART_STEP_DOWN), ==, 1);
      g_assert_cmpuint (attune_chart_step (chart, geometry, 1, ATTUNE_CHART_STEP_DOWN), ==, 1);
      g_assert_cmpuint (attune_chart_step (chart, geometry, 1, onward), ==, 3);
      g_assert_cmpuint (attune_chart_step (chart, geometry, 3, onward), ==, 4);
      g_assert_cmpuint (attune_chart_step (chart, geometry, 4, onward), ==, 4);
      g_assert_cmpuint (attune_chart_step (chart, geometry, 0, back), ==, 0);
      g_assert_cmpuint (attune_chart_step (chart, geometry, 0, ATTUNE_CHART_STEP_LAST), ==, 4);
      for (guint i = 0; i < 5; i++)
        {
          AttuneChartItem item;
          double x, y;

          g_assert_true (attune_chart_geometry_get_anchor (geometry, i, &x, &y));
          g_assert_true (attune_chart_pick (chart, geometry, x, y, &item));
          g_assert_cmpuint (item.index, ==, i);
        }
      g_assert_false (attune_chart_pick (chart, geometry, 400, 1, NULL));
    }
}

/* No ink beyond the edges, at any size, and no text that lies over another. */
static void
test_ink (void)
{
  static const struct
  {
    double width, height;
  } sizes[] = { { 1, 1 }, { 90, 40 }, { 300, 100 }, { 640, 200 }, { 1400, 800 } };
  g_autoptr (AttuneChart) chart = make_chart ();
  g_autoptr (AttuneChartTheme) theme = attune_chart_theme_new (&(AttuneChartThemeOptions){ 0 });

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int width = (int) sizes[i].width + 2 * MARGIN;
      int height = (int) sizes[i].height + 2 * MARGIN;
      g_autoptr (AttuneChartGeometry)
        geometry = attune_chart_layout (chart, theme, sizes[i].width, sizes[i].height);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
      cairo_t *cr = cairo_create (surface);
      const guint32 *data;

      cairo_translate (cr, MARGIN, MARGIN);
      attune_chart_draw (chart, theme, geometry, cr);
      for (guint j = 0; j < 5; j++)
        attune_chart_draw_item (chart, theme, geometry, j, cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      data = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          if (y < MARGIN - 1 || x < MARGIN - 1 || y > height - MARGIN || x > width - MARGIN)
            g_assert_cmphex (data[y * width + x], ==, 0);
      cairo_surface_destroy (surface);
    }
}

/* At the least height every box has its text. */
static void
test_least_height (void)
{
  g_autoptr (AttuneChart) chart = make_chart ();
  g_autoptr (AttuneChartTheme) theme = attune_chart_theme_new (&(AttuneChartThemeOptions){ 0 });
  double least = attune_link_chart_get_least_height (chart, theme);
  g_autoptr (AttuneChartGeometry) geometry = attune_chart_layout (chart, theme, 600, least);

  g_assert_cmpuint (attune_chart_geometry_get_n_labels (geometry), ==, 3 + 5);
}

static void
test_empty (void)
{
  AttuneLinkSpec spec = { .columns = columns };
  g_autoptr (AttuneChart) chart = attune_link_chart_new (&spec);
  g_autoptr (AttuneChartTheme) theme = attune_chart_theme_new (
    &(AttuneChartThemeOptions){ .scheme = ATTUNE_CHART_SCHEME_PAPER });
  g_autoptr (AttuneChartGeometry) geometry = attune_chart_layout (chart, theme, 300, 200);
  g_autofree char *words = attune_chart_describe (chart);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
    page = attune_chart_render (chart, theme, ATTUNE_CHART_FORMAT_PDF, 300, 200, &error);

  g_assert_no_error (error);
  g_assert_nonnull (page);
  g_assert_cmpuint (attune_chart_get_n_items (chart), ==, 0);
  g_assert_cmpuint (attune_chart_step (chart, geometry, 0, ATTUNE_CHART_STEP_DOWN), ==,
                    ATTUNE_CHART_NO_ITEM);
  g_assert_cmpstr (words, ==, "Goals: 0. Behaviours: 0. Questions: 0.");
}

/* Each of `n_goals` goals linked with each of `n_behaviours`; or with none. */
static GBytes *
render_crowd (guint n_goals, guint n_behaviours, gboolean is_linked)
{
  g_autoptr (GArray) crowd = g_array_new (FALSE, TRUE, sizeof (AttuneLinkNode));
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (AttuneLink));
  g_autoptr (AttuneChartTheme) theme = attune_chart_theme_new (&(AttuneChartThemeOptions){ 0 });
  g_autoptr (AttuneChart) chart = NULL;
  g_autoptr (GError) error = NULL;
  AttuneLinkSpec spec = { .columns = columns };
  GBytes *picture;

  for (guint i = 0; i < n_goals + n_behaviours; i++)
    {
      AttuneLinkNode node = { .id = i + 1, .column = i >= n_goals, .title = "N" };

      g_array_append_val (crowd, node);
    }
  for (guint i = 0; is_linked && i < n_goals * n_behaviours; i++)
    {
      AttuneLink line = { i % n_goals, n_goals + i / n_goals };

      g_array_append_val (lines, line);
    }
  spec.nodes = (const AttuneLinkNode *) crowd->data;
  spec.n_nodes = crowd->len;
  spec.links = (const AttuneLink *) lines->data;
  spec.n_links = lines->len;
  chart = attune_link_chart_new (&spec);
  picture = attune_chart_render (chart, theme, ATTUNE_CHART_FORMAT_PNG, 700, 900, &error);
  g_assert_no_error (error);
  return picture;
}

/* Up to four hundred lines are drawn, and in a moment; more would hide one another. */
static void
test_crowd (void)
{
  static const struct
  {
    guint n_goals, n_behaviours;
    gboolean is_drawn;
  } rows[] = { { 20, 20, TRUE }, { 20, 21, FALSE }, { 50, 100, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GBytes) linked = render_crowd (rows[i].n_goals, rows[i].n_behaviours, TRUE);
      gint64 time = g_get_monotonic_time () - start;
      g_autoptr (GBytes) bare = render_crowd (rows[i].n_goals, rows[i].n_behaviours, FALSE);

      g_assert_cmpint (time, <, 5 * G_TIME_SPAN_SECOND);
      g_assert_cmpint (!g_bytes_equal (linked, bare), ==, rows[i].is_drawn);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link-chart/items", test_items);
  g_test_add_func ("/link-chart/table", test_table);
  g_test_add_func ("/link-chart/ways", test_ways);
  g_test_add_func ("/link-chart/ink", test_ink);
  g_test_add_func ("/link-chart/least-height", test_least_height);
  g_test_add_func ("/link-chart/empty", test_empty);
  g_test_add_func ("/link-chart/crowd", test_crowd);
  return g_test_run ();
}
