/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-chart-label.h"

typedef struct
{
  AttuneChartTheme *theme;
  AttuneChartLabels labels;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  AttuneChartThemeOptions options = { .scheme = ATTUNE_CHART_SCHEME_LIGHT };

  fixture->theme = attune_chart_theme_new (&options);
  attune_chart_labels_init (&fixture->labels, 200, 100, 5);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  attune_chart_labels_clear (&fixture->labels);
  attune_chart_theme_unref (fixture->theme);
}

static gboolean
add (Fixture *fixture, const char *text, double x, double y)
{
  return attune_chart_labels_add (&fixture->labels,
                                  attune_chart_theme_create_layout (fixture->theme,
                                                                    ATTUNE_CHART_TEXT_SMALL, text),
                                  x, y, ATTUNE_CHART_INK_TEXT);
}

static void
test_overlap (Fixture *fixture, gconstpointer data)
{
  cairo_rectangle_t first;

  g_assert_true (add (fixture, "Pass 80", 10, 10));
  first = attune_chart_labels_get (&fixture->labels, 0)->area;
  g_assert_false (add (fixture, "Pass 80", 10, 10));
  g_assert_false (add (fixture, "Mean", first.x + first.width + 4, 10));
  g_assert_true (add (fixture, "Mean", first.x + first.width + 5, 10));
  g_assert_false (add (fixture, "Low", 10, first.y + first.height - 1));
  g_assert_true (add (fixture, "Low", 10, first.y + first.height));
  g_assert_cmpuint (fixture->labels.items->len, ==, 3);
}

static void
test_edges (Fixture *fixture, gconstpointer data)
{
  g_assert_false (add (fixture, "A", -1, 0));
  g_assert_false (add (fixture, "A", 0, -1));
  g_assert_false (add (fixture, "A", 199, 0));
  g_assert_false (add (fixture, "A", 0, 99));
  g_assert_false (
    add (fixture, "Much too long for a chart of this width, in every language", 0, 0));
  g_assert_true (add (fixture, "A", 0, 0));
}

static void
test_reserved (Fixture *fixture, gconstpointer data)
{
  cairo_rectangle_t mark = { 50, 50, 10, 10 };

  attune_chart_labels_reserve (&fixture->labels, &mark);
  g_assert_false (add (fixture, "A", 52, 48));
  g_assert_true (add (fixture, "A", 66, 48));
}

static void
test_mirror (Fixture *fixture, gconstpointer data)
{
  const AttuneChartLabel *label;

  g_assert_true (add (fixture, "A", 30, 20));
  attune_chart_labels_mirror (&fixture->labels);
  label = attune_chart_labels_get (&fixture->labels, 0);
  g_assert_cmpfloat_with_epsilon (label->area.x + label->area.width, 170, 1e-9);
  g_assert_cmpfloat (label->area.y, ==, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/charts/label/overlap", Fixture, NULL, set_up, test_overlap, tear_down);
  g_test_add ("/charts/label/edges", Fixture, NULL, set_up, test_edges, tear_down);
  g_test_add ("/charts/label/reserved", Fixture, NULL, set_up, test_reserved, tear_down);
  g_test_add ("/charts/label/mirror", Fixture, NULL, set_up, test_mirror, tear_down);
  return g_test_run ();
}
