/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-trend-chart.h"

#define DAY   (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define START (G_GINT64_CONSTANT (1767571200) * G_USEC_PER_SEC) /* 2026-01-05 */

static const AttuneTrendPoint three[] = {
  { 30, START + 20 * DAY, 96.4, 0, "Chats" },
  { 10, START, 79.6, 0, "Billing calls" },
  { 20, START + 10 * DAY, 48.2, ATTUNE_TREND_FAILED, NULL },
};

static const AttuneTrendMarker markers[] = {
  { 200, START + 15 * DAY, ATTUNE_TREND_MARKER_FORM, "Revision 4" },
  { 100, START + 4 * DAY, ATTUNE_TREND_MARKER_COACHING, NULL },
};

static AttuneChart *
create (const AttuneTrendPoint *points, guint n_points, double pass)
{
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;

  spec.points = points;
  spec.n_points = n_points;
  spec.pass = pass;
  return attune_trend_chart_new (&spec);
}

static AttuneChart *
create_with_markers (void)
{
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;

  spec.points = three;
  spec.n_points = G_N_ELEMENTS (three);
  spec.markers = markers;
  spec.n_markers = G_N_ELEMENTS (markers);
  spec.pass = 80;
  return attune_trend_chart_new (&spec);
}

static AttuneChartTheme *
create_theme (gboolean right_to_left)
{
  AttuneChartThemeOptions options = { .right_to_left = right_to_left };

  return attune_chart_theme_new (&options);
}

static void
assert_sentence (AttuneChart *chart, const char *expected)
{
  g_autofree char *sentence = attune_chart_describe (chart);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
assert_reading (AttuneChart *chart, guint index, const char *expected)
{
  g_autofree char *reading = attune_chart_describe_item (chart, index);

  g_assert_cmpstr (reading, ==, expected);
}

static void
assert_item (AttuneChart *chart, guint index, AttuneChartPart part, gint64 id)
{
  AttuneChartItem item;

  g_assert_true (attune_chart_get_item (chart, index, &item));
  g_assert_cmpuint (item.index, ==, index);
  g_assert_cmpint (item.part, ==, part);
  g_assert_cmpint (item.id, ==, id);
}

static void
test_sentence (void)
{
  static const AttuneTrendPoint scoreless[] = { { 1, START, NAN }, { 2, START, INFINITY } };
  AttuneTrendPoint mixed[] = { three[0], three[1], scoreless[0] };
  g_autoptr (AttuneChart) some = create (three, 3, 80);
  g_autoptr (AttuneChart) without_pass = create (three, 3, NAN);
  g_autoptr (AttuneChart) one = create (three, 1, 80);
  g_autoptr (AttuneChart) none = create (NULL, 0, 80);
  g_autoptr (AttuneChart) unscored = create (scoreless, 2, 80);
  g_autoptr (AttuneChart) partly = create (mixed, 3, 80);

  assert_sentence (some,
                   "3 evaluations drawn at random from 2026-01-05 to 2026-01-25, scores 48 to 96. "
                   "1 of 3 passed (33 %), the pass mark is 80.");
  assert_sentence (without_pass,
                   "3 evaluations drawn at random from 2026-01-05 to 2026-01-25, scores 48 to 96.");
  assert_sentence (one, "One evaluation: 96 on 2026-01-25. Two or more make a trend.");
  assert_sentence (none, "No evaluations in this period.");
  assert_sentence (unscored, "2 evaluations have no score.");
  assert_sentence (partly,
                   "2 evaluations drawn at random from 2026-01-05 to 2026-01-25, scores 79.6 to "
                   "96. 1 of 2 passed (50 %), the pass mark is 80. 1 evaluation has no "
                   "score.");
}

static void
test_finding (void)
{
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
  g_autofree char *finding = g_strdup ("No detectable change.");
  g_autoptr (AttuneChart) chart = NULL;

  spec.points = three;
  spec.n_points = 2;
  spec.finding = finding;
  chart = attune_trend_chart_new (&spec);
  finding[0] = 'X';
  assert_sentence (
    chart, "No detectable change. 2 evaluations drawn at random from 2026-01-05 to 2026-01-25, "
           "scores 80 to 96.");
}

/* By time, whatever the order given; 79.6 is not said to be 80 when 80 passes. */
static void
test_readings (void)
{
  g_autoptr (AttuneChart) chart = create_with_markers ();

  g_assert_cmpuint (attune_chart_get_n_items (chart), ==, 5);
  assert_item (chart, 0, ATTUNE_CHART_PART_VALUE, 10);
  assert_item (chart, 1, ATTUNE_CHART_PART_VALUE, 20);
  assert_item (chart, 2, ATTUNE_CHART_PART_VALUE, 30);
  assert_item (chart, 3, ATTUNE_CHART_PART_MARKER, 100);
  assert_item (chart, 4, ATTUNE_CHART_PART_MARKER, 200);
  assert_reading (chart, 0, "79.6 · not passed, close\n2026-01-05 00:00\nBilling calls");
  assert_reading (chart, 1, "48 · not passed, failed\n2026-01-15 00:00");
  assert_reading (chart, 2, "96 · passed\n2026-01-25 00:00\nChats");
  assert_reading (chart, 3, "Coaching\n2026-01-09");
  assert_reading (chart, 4, "Revision 4\nForm revision\n2026-01-20");
  assert_reading (chart, 5, NULL);
  assert_reading (chart, ATTUNE_CHART_NO_ITEM, NULL);
}

/* Of forms that pass at different marks there is no line, but each has its own outcome, in the words of the lists. */
static void
test_outcomes (void)
{
  static const AttuneTrendPoint points[] = {
    { 1, START, 78, ATTUNE_TREND_PASSED, NULL },
    { 2, START + DAY, 82, ATTUNE_TREND_NOT_PASSED, NULL },
    { 3, START + 2 * DAY, 90, ATTUNE_TREND_NOT_PASSED | ATTUNE_TREND_FAILED, NULL },
    { 4, START + 3 * DAY, 95, ATTUNE_TREND_PASSED, NULL },
  };
  static const char *const words[] = { "Passed", "Not Passed", "Not Passed, failed", "Passed" };
  g_autoptr (AttuneChart) chart = create (points, G_N_ELEMENTS (points), NAN);
  g_autoptr (AttuneChartTable) table = attune_chart_tabulate (chart);

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    g_assert_cmpstr (attune_chart_table_get_text (table, 3 - i, 2), ==, words[i]);
  assert_sentence (chart,
                   "4 evaluations drawn at random from 2026-01-05 to 2026-01-08, scores 78 to 95. "
                   "2 of 4 passed (50 %).");
}

static void
test_levels (void)
{
  static const struct
  {
    double value, pass;
    AttuneTrendFlags flags;
    const char *beginning;
  } cases[] = {
    { 80, 80, 0, "80 · passed\n" },
    { 79.995, 80, 0, "79.995" },
    { 79.99, 80, 0, "79.99 · not passed, close\n" },
    { 75, 80, 0, "75 · not passed, close\n" },
    { 74.99, 80, 0, "75 · not passed\n" },
    { 95, 80, ATTUNE_TREND_FAILED, "95 · not passed, failed\n" },
    { 95, NAN, ATTUNE_TREND_FAILED, "95 · not passed, failed\n" },
    { 12.34, NAN, 0, "12\n" },
    { 12.34, NAN, ATTUNE_TREND_PASSED, "12 · passed\n" },
    { 95, NAN, ATTUNE_TREND_NOT_PASSED, "95 · not passed\n" },
    { 95, NAN, ATTUNE_TREND_NOT_PASSED | ATTUNE_TREND_FAILED, "95 · not passed, failed\n" },
    { 85, 80, ATTUNE_TREND_NOT_PASSED, "85 · not passed\n" },
    { 78, 80, ATTUNE_TREND_NOT_PASSED, "78 · not passed, close\n" },
    { 78, 80, ATTUNE_TREND_PASSED, "78 · passed\n" },
    { 78, NAN, ATTUNE_TREND_NOT_PASSED | ATTUNE_TREND_BORDERLINE, "78 · not passed, close\n" },
    { 70, 80, ATTUNE_TREND_NOT_PASSED | ATTUNE_TREND_BORDERLINE, "70 · not passed, close\n" },
    { 78, 80, ATTUNE_TREND_BORDERLINE | ATTUNE_TREND_FAILED, "78 · not passed, failed\n" },
    { -3, 80, 0, "\u22123 · not passed\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneTrendPoint points[] = { { 1, START, cases[i].value, cases[i].flags } };
      g_autoptr (AttuneChart) chart = create (points, 1, cases[i].pass);
      g_autofree char *reading = attune_chart_describe_item (chart, 0);

      if (i == 1)
        g_assert_false (g_str_has_prefix (reading, "80.00 · passed"));
      else
        g_assert_true (g_str_has_prefix (reading, cases[i].beginning));
    }
}

static void
test_flags (void)
{
  static const AttuneTrendPoint points[] = {
    { 1, START, 90, ATTUNE_TREND_TARGETED },
    { 2, START + DAY, 20, ATTUNE_TREND_SIGNAL },
  };
  g_autoptr (AttuneChart) chart = create (points, 2, NAN);

  assert_reading (chart, 0, "90\n2026-01-05 00:00\nPicked for a reason, left out of means");
  assert_reading (chart, 1, "20\n2026-01-06 00:00\nOut of the ordinary");
}

/* What was picked for a reason is shown and told of, and in no figure; a trend of the others alone is the headline's. */
static void
test_targeted (void)
{
  static const AttuneTrendPoint points[] = {
    { 1, START, 10, ATTUNE_TREND_TARGETED | ATTUNE_TREND_NOT_PASSED },
    { 2, START + DAY, 90, ATTUNE_TREND_PASSED },
    { 3, START + 2 * DAY, 70, ATTUNE_TREND_NOT_PASSED },
    { 4, START + 3 * DAY, NAN, ATTUNE_TREND_TARGETED },
    { 5, START + 4 * DAY, 100, ATTUNE_TREND_TARGETED | ATTUNE_TREND_PASSED },
  };
  AttuneTrendPoint both[] = { points[0], points[4] };
  g_autoptr (AttuneChart) chart = create (points, G_N_ELEMENTS (points), 80);
  g_autoptr (AttuneChart) only = create (both, 2, 80);
  g_autoptr (AttuneChartTable) table = attune_chart_tabulate (chart);

  assert_sentence (chart,
                   "2 evaluations drawn at random from 2026-01-06 to 2026-01-07, scores 70 to "
                   "90. 1 of 2 passed (50 %), the pass mark is 80. 2 more were picked for a "
                   "reason and count in none of this.");
  assert_sentence (only, "2 evaluations, picked for a reason: no figure counts them.");
  g_assert_cmpuint (attune_chart_table_get_n_columns (table), ==, 4);
  g_assert_cmpstr (attune_chart_table_get_title (table, 3), ==, "Basis");
  g_assert_cmpstr (attune_chart_table_get_text (table, 0, 3), ==, "Targeted");
  g_assert_cmpstr (attune_chart_table_get_text (table, 1, 3), ==, "Random");
}

static char *
say_time (gint64 time, GTimeZone *zone, AttuneTrendTimeKind kind)
{
  return g_strdup_printf ("%s %d", kind == ATTUNE_TREND_TIME_DAY ? "day" : "moment",
                          (int) ((time - START) / DAY));
}

static void
test_table (void)
{
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
  g_autoptr (AttuneChart) plain = create_with_markers ();
  g_autoptr (AttuneChartTable) without_notes = attune_chart_tabulate (plain);
  g_autoptr (AttuneChart) chart = NULL;
  g_autoptr (AttuneChartTable) table = NULL;

  g_assert_cmpuint (attune_chart_table_get_n_columns (without_notes), ==, 3);
  g_assert_cmpstr (attune_chart_table_get_text (without_notes, 2, 0), ==, "2026-01-05 00:00");

  spec.points = three;
  spec.n_points = G_N_ELEMENTS (three);
  spec.pass = 80;
  spec.note_title = "Form";
  spec.format_time = say_time;
  chart = attune_trend_chart_new (&spec);
  table = attune_chart_tabulate (chart);
  g_assert_cmpuint (attune_chart_table_get_n_rows (table), ==, 3);
  g_assert_cmpuint (attune_chart_table_get_n_columns (table), ==, 4);
  g_assert_cmpstr (attune_chart_table_get_title (table, 1), ==, "Score");
  g_assert_cmpstr (attune_chart_table_get_title (table, 3), ==, "Form");
  /* The newest first. */
  g_assert_cmpstr (attune_chart_table_get_text (table, 2, 0), ==, "moment 0");
  g_assert_cmpstr (attune_chart_table_get_text (table, 2, 1), ==, "79.6");
  g_assert_cmpstr (attune_chart_table_get_text (table, 1, 2), ==, "Not Passed, failed");
  g_assert_cmpstr (attune_chart_table_get_text (table, 0, 3), ==, "Chats");
  g_assert_cmpfloat (attune_chart_table_get_number (table, 2, 0), ==, (double) START);
  g_assert_cmpfloat (attune_chart_table_get_number (table, 0, 1), ==, 96.4);
  g_assert_cmpint (attune_chart_table_get_id (table, 0), ==, 30);
  assert_sentence (chart,
                   "3 evaluations drawn at random from day 0 to day 20, scores 48 to 96. 1 of "
                   "3 passed (33 %), the pass mark is 80.");
}

static void
test_months (void)
{
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
  AttuneTrendPoint points[] = { three[0], three[1], { 40, START + 40 * DAY, 60 } };
  g_autoptr (AttuneChart) chart = NULL;
  g_autoptr (AttuneChartTable) table = NULL;

  spec.points = points;
  spec.n_points = G_N_ELEMENTS (points);
  spec.view = ATTUNE_TREND_MONTHS;
  chart = attune_trend_chart_new (&spec);
  g_assert_cmpuint (attune_chart_get_n_items (chart), ==, 2);
  assert_item (chart, 0, ATTUNE_CHART_PART_SUMMARY, 0);
  assert_reading (chart, 0, "Mean 88 (n 2)\n2026-01-01 – 2026-01-31");
  table = attune_chart_tabulate (chart);
  g_assert_cmpuint (attune_chart_table_get_n_rows (table), ==, 2);
  g_assert_cmpfloat (attune_chart_table_get_number (table, 1, 1), ==, 88);
  g_assert_cmpstr (attune_chart_table_get_text (table, 0, 2), ==, "1");
}

static double
find_margin (guint n, double deviation)
{
  return n > 1 ? deviation / n : NAN;
}

/* A mean says how far it may be off, where somebody can tell. */
static void
test_margins (void)
{
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
  AttuneTrendPoint points[] = {
    { 1, START, 70 },
    { 2, START + DAY, 90 },
    { 3, START + 40 * DAY, 60 },
    { 4, START + 70 * DAY, 80 },
    { 5, START + 71 * DAY, 80 },
  };
  g_autoptr (AttuneChart) chart = NULL;
  g_autoptr (AttuneChartTable) table = NULL;

  spec.points = points;
  spec.n_points = G_N_ELEMENTS (points);
  spec.view = ATTUNE_TREND_MONTHS;
  spec.find_margin = find_margin;
  chart = attune_trend_chart_new (&spec);
  assert_reading (chart, 0, "Mean 80 ± 7 (n 2)\n2026-01-01 – 2026-01-31");
  assert_reading (chart, 1, "Mean 60 (n 1, too few to tell)\n2026-02-01 – 2026-02-28");
  assert_reading (chart, 2, "Mean 80 ± 0.1 (n 2)\n2026-03-01 – 2026-03-31");
  table = attune_chart_tabulate (chart);
  g_assert_cmpuint (attune_chart_table_get_n_columns (table), ==, 4);
  g_assert_cmpstr (attune_chart_table_get_title (table, 2), ==, "±");
  g_assert_cmpstr (attune_chart_table_get_text (table, 2, 2), ==, "7");
  g_assert_cmpstr (attune_chart_table_get_text (table, 1, 2), ==, "");
  g_assert_cmpstr (attune_chart_table_get_text (table, 1, 3), ==, "1");
}

/* Only what lies in the period is shown, told and counted. */
static void
test_period (void)
{
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
  g_autoptr (AttuneChart) chart = NULL;

  spec.points = three;
  spec.n_points = G_N_ELEMENTS (three);
  spec.markers = markers;
  spec.n_markers = G_N_ELEMENTS (markers);
  spec.from = START + 8 * DAY;
  spec.to = START + 60 * DAY;
  chart = attune_trend_chart_new (&spec);
  g_assert_cmpuint (attune_chart_get_n_items (chart), ==, 3);
  assert_item (chart, 0, ATTUNE_CHART_PART_VALUE, 20);
  assert_item (chart, 2, ATTUNE_CHART_PART_MARKER, 200);
}

static void
test_pick (void)
{
  for (guint right_to_left = 0; right_to_left < 2; right_to_left++)
    {
      g_autoptr (AttuneChart) chart = create_with_markers ();
      g_autoptr (AttuneChartTheme) theme = create_theme (right_to_left);
      g_autoptr (AttuneChartGeometry) geometry = attune_chart_layout (chart, theme, 700, 300);
      AttuneChartItem item;
      double x, y;

      for (guint i = 0; i < attune_chart_get_n_items (chart); i++)
        {
          g_assert_true (attune_chart_geometry_get_anchor (geometry, i, &x, &y));
          g_assert_true (attune_chart_pick (chart, geometry, x, y, &item));
          g_assert_cmpuint (item.index, ==, i);
          g_assert_true (attune_chart_pick (chart, geometry, x + 6, y - 6, &item));
          g_assert_cmpuint (item.index, ==, i);
        }
      item.index = 77;
      g_assert_false (attune_chart_pick (chart, geometry, -100, -100, &item));
      g_assert_false (attune_chart_pick (chart, geometry, NAN, 0, &item));
      g_assert_cmpuint (item.index, ==, 77);
      g_assert_false (attune_chart_geometry_get_anchor (geometry, 5, &x, &y));
    }
}

static void
test_step (void)
{
  static const struct
  {
    guint from;
    AttuneChartStep step;
    guint to, mirrored_to;
  } cases[] = {
    { ATTUNE_CHART_NO_ITEM, ATTUNE_CHART_STEP_RIGHT, 0, 2 },
    { ATTUNE_CHART_NO_ITEM, ATTUNE_CHART_STEP_LEFT, 2, 0 },
    { ATTUNE_CHART_NO_ITEM, ATTUNE_CHART_STEP_LAST, 2, 2 },
    { 0, ATTUNE_CHART_STEP_RIGHT, 1, 0 },
    { 0, ATTUNE_CHART_STEP_LEFT, 0, 1 },
    { 2, ATTUNE_CHART_STEP_RIGHT, 2, 1 },
    { 1, ATTUNE_CHART_STEP_FIRST, 0, 0 },
    { 1, ATTUNE_CHART_STEP_LAST, 2, 2 },
    { 1, ATTUNE_CHART_STEP_UP, 1, 1 },
    { 0, ATTUNE_CHART_STEP_DOWN, 3, 3 },
    { 2, ATTUNE_CHART_STEP_DOWN, 4, 4 },
    { 3, ATTUNE_CHART_STEP_RIGHT, 4, 3 },
    { 4, ATTUNE_CHART_STEP_RIGHT, 4, 3 },
    { 3, ATTUNE_CHART_STEP_LEFT, 3, 4 },
    { 4, ATTUNE_CHART_STEP_FIRST, 3, 3 },
    { 4, ATTUNE_CHART_STEP_DOWN, 4, 4 },
    { 3, ATTUNE_CHART_STEP_UP, 0, 0 },
  };

  for (guint right_to_left = 0; right_to_left < 2; right_to_left++)
    {
      g_autoptr (AttuneChart) chart = create_with_markers ();
      g_autoptr (AttuneChartTheme) theme = create_theme (right_to_left);
      g_autoptr (AttuneChartGeometry) geometry = attune_chart_layout (chart, theme, 700, 300);

      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        g_assert_cmpuint (attune_chart_step (chart, geometry, cases[i].from, cases[i].step), ==,
                          (right_to_left ? cases[i].mirrored_to : cases[i].to));
    }
}

/* Words stand in the place of a picture; the single value can be picked and opened, nothing else is there. */
static void
test_words (void)
{
  g_autoptr (AttuneChartTheme) theme = create_theme (FALSE);
  g_autoptr (AttuneChart) none = create (NULL, 0, 80);
  g_autoptr (AttuneChart) one = create (three, 1, 80);
  g_autoptr (AttuneChartGeometry) empty = attune_chart_layout (none, theme, 500, 200);
  g_autoptr (AttuneChartGeometry) single = attune_chart_layout (one, theme, 500, 200);
  AttuneChartItem item;
  double x, y;

  g_assert_cmpuint (attune_chart_geometry_get_n_labels (empty), ==, 1);
  g_assert_cmpstr (attune_chart_geometry_get_label (empty, 0, NULL), ==,
                   "No evaluations in this period.");
  g_assert_false (attune_chart_pick (none, empty, 250, 100, NULL));
  g_assert_cmpuint (attune_chart_step (none, empty, ATTUNE_CHART_NO_ITEM, ATTUNE_CHART_STEP_RIGHT),
                    ==, ATTUNE_CHART_NO_ITEM);

  g_assert_cmpuint (attune_chart_geometry_get_n_labels (single), ==, 1);
  g_assert_true (attune_chart_geometry_get_anchor (single, 0, &x, &y));
  g_assert_true (attune_chart_pick (one, single, x, y, &item));
  g_assert_cmpint (item.id, ==, 30);
}

/* What it was made of may go. */
static void
test_copies (void)
{
  AttuneTrendPoint *points = g_memdup2 (three, sizeof three);
  char *note = g_strdup ("Chats");
  GTimeZone *zone = g_time_zone_new_offset (7200);
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
  g_autoptr (AttuneChart) chart = NULL;
  g_autoptr (AttuneChart) again = NULL;

  points[0].note = note;
  spec.points = points;
  spec.n_points = G_N_ELEMENTS (three);
  spec.time_zone = zone;
  chart = attune_trend_chart_new (&spec);
  g_time_zone_unref (zone);
  g_free (points);
  g_free (note);
  again = attune_chart_ref (chart);
  assert_reading (again, 2, "96\n2026-01-25 02:00\nChats");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/trend/sentence", test_sentence);
  g_test_add_func ("/charts/trend/finding", test_finding);
  g_test_add_func ("/charts/trend/readings", test_readings);
  g_test_add_func ("/charts/trend/outcomes", test_outcomes);
  g_test_add_func ("/charts/trend/levels", test_levels);
  g_test_add_func ("/charts/trend/flags", test_flags);
  g_test_add_func ("/charts/trend/targeted", test_targeted);
  g_test_add_func ("/charts/trend/table", test_table);
  g_test_add_func ("/charts/trend/months", test_months);
  g_test_add_func ("/charts/trend/margins", test_margins);
  g_test_add_func ("/charts/trend/period", test_period);
  g_test_add_func ("/charts/trend/pick", test_pick);
  g_test_add_func ("/charts/trend/step", test_step);
  g_test_add_func ("/charts/trend/words", test_words);
  g_test_add_func ("/charts/trend/copies", test_copies);
  return g_test_run ();
}
