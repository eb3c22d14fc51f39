/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-lab-grid.h"
#include "attune-lab-history.h"
#include "attune-lab-report.h"
#include "attune-lab-words.h"

#include <math.h>

/* Grids ------------------------------------------------------------------------------------------- */

static void
test_grid (void)
{
  static const AttuneLabColumn columns[] = { { "Name", ATTUNE_LAB_COLUMN_TEXT },
                                             { "N", ATTUNE_LAB_COLUMN_NUMBER } };
  static const struct
  {
    const char *name;
    double value;
  } rows[] = { { "b", 2 }, { "a", 10 }, { "c", NAN }, { "a", NAN } };
  static const struct
  {
    guint column, one, other;
    int sign;
  } cases[] = { { 0, 0, 1, 1 }, { 0, 1, 0, -1 }, { 0, 1, 3, 0 }, { 1, 0, 1, -1 },
                { 1, 0, 0, 0 }, { 1, 2, 0, -1 }, { 1, 0, 2, 1 }, { 1, 2, 3, 0 } };
  g_autoptr (AttuneLabGrid) grid = attune_lab_grid_new (columns, 2);

  g_assert_cmpuint (attune_lab_grid_get_n_rows (grid), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      attune_lab_grid_add_row (grid, i == 0 ? "id" : NULL, NULL);
      attune_lab_grid_take (grid, g_strdup (rows[i].name), NAN);
      attune_lab_grid_take (grid, g_strdup ("n"), rows[i].value);
    }
  g_assert_cmpuint (attune_lab_grid_get_n_rows (grid), ==, G_N_ELEMENTS (rows));
  g_assert_cmpstr (attune_lab_grid_get_id (grid, 0), ==, "id");
  g_assert_null (attune_lab_grid_get_id (grid, 1));
  g_assert_cmpstr (attune_lab_grid_get_text (grid, 2, 0), ==, "c");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int order = attune_lab_grid_compare (grid, cases[i].column, cases[i].one, cases[i].other);

      g_assert_cmpint ((order > 0) - (order < 0), ==, cases[i].sign);
    }
}

/* Words ------------------------------------------------------------------------------------------- */

static void
test_correlations (void)
{
  static const struct
  {
    AttuneInterval correlation;
    const char *words;
  } cases[] = {
    { { NAN, NAN, NAN, 0 }, "– (n 0)" },
    { { 0.5, NAN, NAN, 3 }, "– (n 3)" },
    { { 0.312, 0.19, 0.43, 40 }, "0.31 ± 0.12 (n 40)" },
    { { -0.2, -0.3, -0.1, 400 }, "−0.20 ± 0.10 (n 400)" },
    { { 1, 1, 1, 9 }, "1.00 ± 0.00 (n 9)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = attune_lab_say_correlation_n (cases[i].correlation);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_shares (void)
{
  g_autofree char *none = attune_lab_say_share ((AttuneInterval){ NAN, NAN, NAN, 0 });
  g_autofree char *some = attune_lab_say_share ((AttuneInterval){ 0.124, 0.08, 0.166, 120 });
  g_autofree char *all = attune_lab_say_percent ((AttuneInterval){ 1, 0.9, 1, 30 });
  g_autofree char *few = attune_lab_say_too_few (12);

  g_assert_cmpstr (none, ==, "–");
  g_assert_cmpstr (some, ==, "12 % (8–17, n 120)");
  g_assert_cmpstr (all, ==, "100 %");
  g_assert_cmpstr (few, ==, "Too few to tell (n 12)");
}

/* As many digits as the interval is worth. */
static void
test_differences (void)
{
  static const struct
  {
    AttuneInterval difference;
    const char *words;
  } cases[] = {
    { { NAN, NAN, NAN, 0 }, "–" },
    { { 3.6, NAN, NAN, 1 }, "+4" },
    { { -4.4, -6.4, -2.4, 40 }, "−4 ± 2" },
    { { 0.42, 0.12, 0.72, 400 }, "+0.4 ± 0.3" },
    { { 0.123, 0.093, 0.153, 4000 }, "+0.12 ± 0.03" },
    { { 0, 0, 0, 10 }, "0.00 ± 0.00" },
    { { -0.2, -2.2, 1.8, 10 }, "0 ± 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = attune_lab_say_difference (cases[i].difference);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_outcomes (void)
{
  static const struct
  {
    AttuneOutcome before, after;
    const char *words;
  } cases[] = {
    { ATTUNE_OUTCOME_PASS, ATTUNE_OUTCOME_PASS, "" },
    { ATTUNE_OUTCOME_PASS, ATTUNE_OUTCOME_FAIL, "● Passed → ○ Not Passed" },
    { ATTUNE_OUTCOME_NONE, ATTUNE_OUTCOME_PASS, "none → ● Passed" },
    { ATTUNE_OUTCOME_FAIL, ATTUNE_OUTCOME_NONE, "○ Not Passed → none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = attune_lab_say_outcome (cases[i].before, cases[i].after);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_what_if (void)
{
  const struct
  {
    AttuneFormTrialResult result;
    guint n_unread;
    const char *outcomes;
    const char *details;
  } cases[] = {
    { { .n = 1,
        .n_same = 1,
        .outcomes = { { 1 } },
        .difference = { NAN, NAN, NAN, 0 },
        .mean_before = NAN,
        .mean_after = NAN },
      0,
      "The one evaluation would score just as it did.",
      "" },
    { { .n = 40,
        .n_same = 10,
        .outcomes = { { 0 }, { 0, 40 } },
        .difference = { 2.2, 1.2, 3.2, 40 },
        .mean_before = 70.4,
        .mean_after = 72.6 },
      0,
      "30 of 40 evaluations would score otherwise; none would change outcome.",
      "The mean score would go from 70 to 73 (+2 ± 1, n 40). Of more evaluations like these, 0 to "
      "9 % would change outcome." },
    { { .n = 20,
        .n_same = 0,
        .n_lost = 2,
        .outcomes = { { 0, 1 }, { 0, 10, 5 }, { 0, 4 } },
        .difference = { 0.1, -1, 1.2, 19 },
        .mean_before = 70.1,
        .mean_after = 70.2 },
      1,
      "10 of 20 evaluations would change outcome: 5 from pass to fail, 4 from fail to pass, 1 gains "
      "or loses a score.",
      "The mean score would stay at 70 (0 ± 1, n 19). These are too few to tell what would become "
      "of others. 2 have answers that this form does not take. 1 evaluation could not be read and "
      "was left out." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *outcomes = attune_lab_say_outcomes (&cases[i].result);
      g_autofree char *details = attune_lab_say_details (&cases[i].result, cases[i].n_unread);

      g_assert_cmpstr (outcomes, ==, cases[i].outcomes);
      g_assert_cmpstr (details, ==, cases[i].details);
    }
}

/* Reports ------------------------------------------------------------------------------------------- */

#define FORM(sections)    "{\"id\":\"f\",\"title\":\"F\",\"sections\":[" sections "]}"
#define SECTION(id, rest) "{\"id\":\"" id "\",\"title\":\"" id "\"" rest "}"
#define YES_NO(id, title, rest) \
  "{\"id\":\"" id "\",\"type\":\"yes_no\",\"title\":\"" title "\"" rest "}"

static AttuneForm *
read_form (const char *text)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

/* Equal weights say the same; a bonus, a text and a question without a title have their own words. */
static void
test_report (void)
{
  g_autoptr (AttuneForm) form = read_form (FORM (SECTION (
    "s",
    ",\"questions\":[" YES_NO ("a", "A", "") "," YES_NO (
      "b", "",
      "") "]") "," SECTION ("t",
                            ",\"sections\":[" SECTION (
                              "u",
                              ",\"questions\":[" YES_NO (
                                "c", "C",
                                "") "]") "],\"questions\":["
                                         "{\"id\":\"d\",\"type\":\"text\",\"title\":\"D\"}," YES_NO (
                                           "e", "E", ",\"bonus\":true") "]")));
  g_autoptr (AttuneLabReport) report = attune_lab_report_new (form, NULL);
  AttuneLabGrid *questions = report->questions;
  static const char *const names[] = { "A", "Untitled question", "D", "E", "C" };
  static const char *const weights[] = { "33 %", "33 %", "–", "bonus", "33 %" };

  g_assert_cmpuint (attune_lab_grid_get_n_rows (questions), ==, G_N_ELEMENTS (names));
  g_assert_cmpuint (attune_lab_grid_get_n_columns (questions), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpstr (attune_lab_grid_get_text (questions, i, 0), ==, names[i]);
      g_assert_cmpstr (attune_lab_grid_get_text (questions, i, 2), ==, weights[i]);
    }
  g_assert_cmpstr (attune_lab_grid_get_text (questions, 4, 1), ==, "t › u");
  g_assert_cmpfloat (attune_lab_grid_get_value (questions, 0, 2), ==, 1.0);
  g_assert_cmpstr (attune_lab_grid_get_text (report->sections, 0, 1), ==, "67 %");
  g_assert_cmpuint (attune_lab_grid_get_n_rows (report->findings), ==, 1);
  g_assert_cmpstr (attune_lab_grid_get_id (report->findings, 0), ==, "b");
  g_assert_cmpstr (attune_lab_grid_get_text (report->findings, 0, 1), ==,
                   "The question has no title");
}

/* Nothing to weigh, and a form beside itself. */
static void
test_bare_reports (void)
{
  g_autoptr (AttuneForm) empty = read_form (FORM (""));
  g_autoptr (AttuneForm)
    one = read_form (FORM (SECTION ("s", ",\"questions\":[" YES_NO ("a", "A", "") "]")));
  g_autoptr (AttuneLabReport) of_empty = attune_lab_report_new (empty, NULL);
  g_autoptr (AttuneLabReport) of_new = attune_lab_report_new (one, empty);
  g_autoptr (AttuneLabReport) of_same = attune_lab_report_new (one, one);

  g_assert_cmpstr (of_empty->sentence, ==,
                   "No question counts in a score yet. 0 of 0 questions count.");
  g_assert_cmpuint (attune_lab_grid_get_n_rows (of_empty->questions), ==, 0);
  g_assert_cmpstr (attune_lab_grid_get_id (of_empty->findings, 0), ==, "");
  g_assert_cmpstr (attune_lab_grid_get_text (of_empty->findings, 0, 0), ==, "The form");
  g_assert_cmpstr (attune_lab_grid_get_text (of_new->questions, 0, 3), ==, "new");
  g_assert_cmpuint (attune_lab_grid_get_n_columns (of_same->questions), ==, 3);
  g_assert_cmpstr (of_same->sentence, ==,
                   "Scores from 0 to 100. 1 of 1 question counts. None weighs more than “A” with "
                   "100 %.");
}

/* What is not sure to be reached is not said to be. */
static void
test_ranges (void)
{
  static const struct
  {
    AttuneFormLint lint;
    const char *words;
  } cases[] = {
    { { .minimum = 0, .maximum = 10000, .is_exact = TRUE }, "Scores from 0 to 100" },
    { { .minimum = 0, .maximum = 10000 }, "Scores within 0 to 100" },
    { { .minimum = 0, .maximum = ATTUNE_SCORE_NONE }, "Scores from 0 on" },
    { { .minimum = ATTUNE_SCORE_NONE, .maximum = ATTUNE_SCORE_NONE, .is_exact = TRUE },
      "No question counts in a score yet" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = attune_lab_say_range (&cases[i].lint);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* The evaluations that change, but for those that one may not see. */
static void
test_changes (void)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (AttuneFormTrialChange));
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  AttuneEvaluationRow row = { .id = 7, .agent_name = (char *) "Aino" };
  static const AttuneFormTrialChange all[] = {
    { 7, 7000, 7960, ATTUNE_OUTCOME_FAIL, ATTUNE_OUTCOME_PASS, FALSE },
    { 8, 7000, 6000, ATTUNE_OUTCOME_FAIL, ATTUNE_OUTCOME_FAIL, FALSE },
    { 9, 7000, 6980, ATTUNE_OUTCOME_FAIL, ATTUNE_OUTCOME_FAIL, FALSE },
    { 10, ATTUNE_SCORE_NONE, 6980, ATTUNE_OUTCOME_NONE, ATTUNE_OUTCOME_FAIL, FALSE },
  };
  static const char *const words[] = { "+10", "< 1", "–" };
  g_autoptr (AttuneLabGrid) grid = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_array_append_val (changes, all[i]);
      g_ptr_array_add (rows, i == 1 ? NULL : &row);
    }
  grid = attune_lab_history_list_changes (changes, rows, zone);
  g_assert_cmpuint (attune_lab_grid_get_n_rows (grid), ==, G_N_ELEMENTS (words));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpstr (attune_lab_grid_get_text (grid, i, 4), ==, words[i]);
  /* Rounded, what would change the outcome would hide it. */
  g_assert_cmpstr (attune_lab_grid_get_text (grid, 0, 2), ==, "70");
  g_assert_cmpstr (attune_lab_grid_get_text (grid, 0, 3), ==, "79.6");
  g_assert_cmpstr (attune_lab_grid_get_text (grid, 1, 3), ==, "70");
  g_assert_cmpstr (attune_lab_grid_get_id (grid, 2), ==, "10");
  g_assert_true (isnan (attune_lab_grid_get_value (grid, 2, 2)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lab-logic/grid", test_grid);
  g_test_add_func ("/lab-logic/correlations", test_correlations);
  g_test_add_func ("/lab-logic/shares", test_shares);
  g_test_add_func ("/lab-logic/differences", test_differences);
  g_test_add_func ("/lab-logic/outcomes", test_outcomes);
  g_test_add_func ("/lab-logic/what-if", test_what_if);
  g_test_add_func ("/lab-logic/ranges", test_ranges);
  g_test_add_func ("/lab-logic/report", test_report);
  g_test_add_func ("/lab-logic/bare-reports", test_bare_reports);
  g_test_add_func ("/lab-logic/changes", test_changes);
  return g_test_run ();
}
