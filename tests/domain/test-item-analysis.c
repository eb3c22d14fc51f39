/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-item-analysis.h"

#include <math.h>
#include <string.h>

/* Three scales of 0 to 100 in fives, weighing 1, 2 and 1, and a checklist. */
static AttuneForm *
make_form (void)
{
  g_autoptr (GString) options = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  AttuneForm *form;

  for (guint i = 0; i <= 20; i++)
    g_string_append_printf (options, "%s{\"id\": \"%u\", \"label\": \"L%u\", \"score\": %u}",
                            i > 0 ? "," : "", i, i, i * 5);
  text = g_strdup_printf (
    "{\"id\": \"f\", \"title\": \"F\", \"sections\": [{\"id\": \"s\", \"title\": \"S\", \"questions\": ["
    " {\"id\": \"a\", \"type\": \"scale\", \"title\": \"A\", \"options\": [%s]},"
    " {\"id\": \"b\", \"type\": \"scale\", \"title\": \"B\", \"weight\": 2, \"options\": [%s]},"
    " {\"id\": \"c\", \"type\": \"scale\", \"title\": \"C\", \"options\": [%s]},"
    " {\"id\": \"d\", \"type\": \"checklist\", \"title\": \"D\", \"scored\": false, \"options\": ["
    "  {\"id\": \"x\", \"score\": 50}, {\"id\": \"y\", \"score\": 50}]}]}]}",
    options->str, options->str, options->str);
  form = attune_form_from_json (text, -1, &error);
  g_assert_no_error (error);
  return form;
}

/* Options by their number; -1 is N/A, -2 no answer. */
static void
add (AttuneItemAnalysis *analysis, AttuneForm *form, const int values[3], gint64 evaluator)
{
  AttuneAnswers *answers = attune_answers_new (form);

  for (guint i = 0; i < 3; i++)
    {
      AttuneAnswers *next;

      if (values[i] == -2)
        continue;
      next = values[i] < 0 ? attune_answers_with_na (answers, i, TRUE)
                           : attune_answers_with_option (answers, i, (guint) values[i]);
      attune_answers_unref (answers);
      answers = next;
    }
  attune_item_analysis_add (analysis, answers, evaluator);
  attune_answers_unref (answers);
}

static void
test_nothing (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneItemAnalysis) analysis = attune_item_analysis_new (form);
  AttuneItemFigures figures = attune_item_analysis_get_figures (analysis, 0);
  g_autoptr (GArray) remarks = attune_item_analysis_get_remarks (analysis);

  g_assert_cmpuint (figures.n, ==, 0);
  g_assert_cmpuint (figures.top, ==, ATTUNE_FORM_NONE);
  g_assert_true (isnan (figures.na.value) && isnan (figures.most.value));
  g_assert_true (isnan (figures.item_total.value) && isnan (figures.spread));
  g_assert_cmpuint (remarks->len, ==, 0);
}

static void
test_counts (void)
{
  static const int rows[][3] = { { 20, 3, -1 }, { 20, -1, -1 }, { 4, 3, -2 }, { 20, 7, 1 } };
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneItemAnalysis) analysis = attune_item_analysis_new (form);
  AttuneItemFigures figures;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add (analysis, form, rows[i], 1);
  figures = attune_item_analysis_get_figures (analysis, 0);
  g_assert_cmpuint (figures.n, ==, 4);
  g_assert_cmpuint (figures.top, ==, 20);
  g_assert_cmpfloat (figures.most.value, ==, 0.75);
  g_assert_cmpfloat (figures.na.value, ==, 0.0);
  figures = attune_item_analysis_get_figures (analysis, 2);
  g_assert_cmpuint (figures.n, ==, 1);
  g_assert_cmpfloat_with_epsilon (figures.na.value, 2.0 / 3.0, 1e-12);
  g_assert_cmpuint (figures.na.n, ==, 3);
  /* Not scored: no answer counts, and none was given. */
  figures = attune_item_analysis_get_figures (analysis, 3);
  g_assert_cmpuint (figures.n, ==, 0);
  g_assert_cmpuint (figures.na.n, ==, 0);
}

/* Of a checklist the steps that are ticked together are one answer. */
static void
test_checklist (void)
{
  static const struct
  {
    guint n_all, n_none, n_one, n_two; /* how often each was answered */
    const char *top;
    gboolean is_same;
  } cases[] = {
    { 0, 0, 0, 0, NULL, FALSE },       { 60, 0, 0, 0, "All", TRUE },
    { 0, 60, 1, 0, "None", TRUE },     { 10, 10, 40, 10, "X", FALSE },
    { 10, 10, 10, 40, "X, Z", FALSE }, { 60, 0, 1, 0, "All", TRUE },
    { 30, 0, 30, 0, "X", FALSE },
  };
  static const guint steps[] = { 0, 1, 2 };
  static const guint two[] = { 0, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneForm)
        form = attune_form_from_json ("{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\","
                                      "\"title\":\"S\",\"questions\":[{\"id\":\"d\",\"type\":"
                                      "\"checklist\",\"title\":\"D\",\"options\":["
                                      "{\"id\":\"x\",\"label\":\"X\",\"score\":40},"
                                      "{\"id\":\"y\",\"label\":\"Y\",\"score\":30},"
                                      "{\"id\":\"z\",\"label\":\"Z\",\"score\":30}]}]}]}",
                                      -1, NULL);
      g_autoptr (AttuneItemAnalysis) analysis = attune_item_analysis_new (form);
      g_autoptr (AttuneAnswers) empty = attune_answers_new (form);
      g_autoptr (AttuneAnswers) all = attune_answers_with_options (empty, 0, steps, 3);
      g_autoptr (AttuneAnswers) none = attune_answers_with_options (empty, 0, NULL, 0);
      g_autoptr (AttuneAnswers) one = attune_answers_with_options (empty, 0, steps, 1);
      g_autoptr (AttuneAnswers) pair = attune_answers_with_options (empty, 0, two, 2);
      g_autofree char *top = NULL;
      g_autoptr (GArray) remarks = NULL;

      for (guint j = 0; j < cases[i].n_all; j++)
        attune_item_analysis_add (analysis, all, 1);
      for (guint j = 0; j < cases[i].n_none; j++)
        attune_item_analysis_add (analysis, none, 1);
      for (guint j = 0; j < cases[i].n_one; j++)
        attune_item_analysis_add (analysis, one, 1);
      for (guint j = 0; j < cases[i].n_two; j++)
        attune_item_analysis_add (analysis, pair, 1);
      top = attune_item_analysis_describe_top (analysis, 0);
      remarks = attune_item_analysis_get_remarks (analysis);
      g_assert_cmpstr (top, ==, cases[i].top);
      g_assert_cmpuint (remarks->len, ==, cases[i].is_same);
      if (cases[i].is_same)
        {
          g_autofree char *words = attune_item_analysis_describe (
            analysis, &g_array_index (remarks, AttuneItemRemark, 0));

          g_assert_nonnull (strstr (words, cases[i].top));
        }
    }
}

/* What is not scored is answered all the same: a share of N/A is of all answers. */
static void
test_unscored (void)
{
  static const guint steps[] = { 0 };
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneItemAnalysis) analysis = attune_item_analysis_new (form);
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  g_autoptr (AttuneAnswers) one = attune_answers_with_options (none, 3, steps, 1);
  g_autoptr (AttuneAnswers) na = attune_answers_with_na (none, 3, TRUE);
  AttuneItemFigures figures;

  attune_item_analysis_add (analysis, none, 1);
  attune_item_analysis_add (analysis, one, 1);
  attune_item_analysis_add (analysis, one, 1);
  attune_item_analysis_add (analysis, na, 1);
  figures = attune_item_analysis_get_figures (analysis, 3);
  g_assert_cmpuint (figures.n, ==, 0);
  g_assert_cmpuint (figures.na.n, ==, 3);
  g_assert_cmpfloat_with_epsilon (figures.na.value, 1.0 / 3.0, 1e-12);
}

/* Pearson's r by its definition, in two passes. */
static double
correlate (const double *x, const double *y, guint n)
{
  double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;

  for (guint i = 0; i < n; i++)
    {
      mx += x[i] / n;
      my += y[i] / n;
    }
  for (guint i = 0; i < n; i++)
    {
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
      xy += (x[i] - mx) * (y[i] - my);
    }
  return xy / sqrt (xx * yy);
}

static void
test_item_total (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneItemAnalysis) analysis = attune_item_analysis_new (form);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  double x[50], rest[50];
  AttuneInterval figure;
  double expected, z;

  for (guint i = 0; i < 50; i++)
    {
      int shared = g_rand_int_range (random, 0, 11);
      int values[3] = { shared + g_rand_int_range (random, 0, 11),
                        shared + g_rand_int_range (random, 0, 11),
                        g_rand_int_range (random, 0, 21) };

      /* Weights 1, 2, 1: without A, B counts twice as much as C. */
      x[i] = values[0] * 5.0;
      rest[i] = (2.0 * values[1] + values[2]) * 5.0 / 3.0;
      add (analysis, form, values, 1);
    }
  figure = attune_item_analysis_get_figures (analysis, 0).item_total;
  expected = correlate (x, rest, 50);
  z = atanh (expected);
  g_assert_cmpuint (figure.n, ==, 50);
  g_assert_cmpfloat_with_epsilon (figure.value, expected, 1e-9);
  g_assert_cmpfloat_with_epsilon (figure.low, tanh (z - 1.959964 / sqrt (47)), 1e-6);
  g_assert_cmpfloat_with_epsilon (figure.high, tanh (z + 1.959964 / sqrt (47)), 1e-6);
}

/* The same on either side, or never another answer: 1, -1 and nothing. */
static void
test_item_total_extremes (void)
{
  static const struct
  {
    int other;
    double value;
  } rows[] = { { 1, 1.0 }, { -1, -1.0 }, { 0, NAN } };
  g_autoptr (AttuneForm) form = make_form ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AttuneItemAnalysis) analysis = attune_item_analysis_new (form);
      AttuneInterval figure;

      for (int j = 0; j < 10; j++)
        add (analysis, form, (const int[]){ j, 10 + rows[i].other * j, -1 }, 1);
      figure = attune_item_analysis_get_figures (analysis, 0).item_total;
      if (isnan (rows[i].value))
        g_assert_true (isnan (figure.value));
      else
        g_assert_cmpfloat_with_epsilon (figure.value, rows[i].value, 1e-6);
    }
}

/* One-way analysis of variance, three groups of five: means 75, 70 and 80, in each -10, -10, 0, 10 and 10 about them. By
 * hand: between 5 · (0 + 25 + 25) = 250 on 2 degrees of freedom, within 3 · 400 = 1200 on 12, F = 125 / 100 = 1.25; with 2
 * degrees above, p = (1 + 2F/12)^-6 = 0.3213. */
static void
test_evaluators (void)
{
  static const int about[] = { -2, -2, 0, 2, 2 };
  static const int means[] = { 15, 14, 16 };
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneItemAnalysis) analysis = attune_item_analysis_new (form);
  AttuneItemFigures figures;

  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 5; j++)
      add (analysis, form, (const int[]){ means[i] + about[j], -1, -1 }, (gint64) i + 1);
  /* An evaluator with too few to be looked at. */
  add (analysis, form, (const int[]){ 0, -1, -1 }, 99);
  figures = attune_item_analysis_get_figures (analysis, 0);
  g_assert_cmpuint (figures.n_evaluators, ==, 3);
  g_assert_cmpfloat_with_epsilon (figures.spread, 10.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (figures.spread_p, 0.321277, 1e-6);
}

static void
test_remarks (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneItemAnalysis) analysis = attune_item_analysis_new (form);
  g_autoptr (GArray) remarks = NULL;
  static const struct
  {
    AttuneItemRemarkKind kind;
    guint question;
    const char *words;
  } rows[] = {
    { ATTUNE_ITEM_ALWAYS_SAME, 0,
      "“A” is answered “L20” in 100 % of 200 evaluations, so it tells them hardly apart." },
    { ATTUNE_ITEM_EVALUATORS, 1,
      "Evaluators judge “B” differently: their means lie up to 50 points apart (2 evaluators, p < "
      "0.001)." },
    { ATTUNE_ITEM_OFTEN_NA, 2,
      "“C” is N/A in 90 % of 200 evaluations. A condition could show it only where it applies." },
  };

  /* A always full, B high with one evaluator and low with the other, C mostly N/A. */
  for (int i = 0; i < 200; i++)
    add (analysis, form, (const int[]){ 20, (i % 2 ? 15 : 5) + i % 5, i % 10 == 0 ? i % 3 : -1 },
         i % 2);
  remarks = attune_item_analysis_get_remarks (analysis);
  g_assert_cmpuint (remarks->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < remarks->len; i++)
    {
      const AttuneItemRemark *remark = &g_array_index (remarks, AttuneItemRemark, i);
      g_autofree char *words = attune_item_analysis_describe (analysis, remark);

      g_assert_cmpint (remark->kind, ==, rows[i].kind);
      g_assert_cmpuint (remark->question, ==, rows[i].question);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* A range without a label goes by its ends. */
static void
test_range (void)
{
  g_autoptr (AttuneForm) form = attune_form_from_json (
    "{\"id\": \"f\", \"title\": \"F\", \"sections\": [{\"id\": \"s\", \"title\": \"S\","
    " \"questions\": [{\"id\": \"a\", \"type\": \"number\", \"title\": \"A\", \"ranges\": ["
    "  {\"from\": 0, \"to\": 2, \"score\": 100}, {\"from\": 3, \"to\": null}]}]}]}",
    -1, NULL);
  g_autoptr (AttuneItemAnalysis) analysis = attune_item_analysis_new (form);
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  g_autoptr (AttuneAnswers) one = attune_answers_with_number (none, 0, ATTUNE_DECIMAL_ONE, NULL);
  g_autoptr (GArray) remarks = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < 100; i++)
    attune_item_analysis_add (analysis, one, 1);
  remarks = attune_item_analysis_get_remarks (analysis);
  g_assert_cmpuint (remarks->len, ==, 1);
  words = attune_item_analysis_describe (analysis, &g_array_index (remarks, AttuneItemRemark, 0));
  g_assert_cmpstr (words, ==,
                   "“A” is answered “0–2” in 100 % of 100 evaluations, so it tells them hardly "
                   "apart.");
}

/* Too few to say anything, however odd they look; and a question that runs against the others. */
static void
test_contrary (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneItemAnalysis) analysis = attune_item_analysis_new (form);

  for (int i = 0; i < 100; i++)
    {
      g_autoptr (GArray) remarks = attune_item_analysis_get_remarks (analysis);

      if (i < ATTUNE_ITEM_MIN_ANSWERS)
        g_assert_cmpuint (remarks->len, ==, 0);
      add (analysis, form, (const int[]){ i % 20, 20 - i % 20, -2 }, 1);
    }
  {
    g_autoptr (GArray) remarks = attune_item_analysis_get_remarks (analysis);

    g_assert_cmpuint (remarks->len, ==, 2);
    g_assert_cmpint (g_array_index (remarks, AttuneItemRemark, 0).kind, ==, ATTUNE_ITEM_CONTRARY);
  }
}

/* What is found comes with what to do, each its own. */
static void
test_advice (void)
{
  for (guint i = 0; i <= ATTUNE_ITEM_EVALUATORS; i++)
    {
      const char *advice = attune_item_remark_advise ((AttuneItemRemarkKind) i);

      g_assert_true (g_str_has_suffix (advice, "."));
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (advice, !=, attune_item_remark_advise ((AttuneItemRemarkKind) j));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/item-analysis/nothing", test_nothing);
  g_test_add_func ("/item-analysis/counts", test_counts);
  g_test_add_func ("/item-analysis/checklist", test_checklist);
  g_test_add_func ("/item-analysis/unscored", test_unscored);
  g_test_add_func ("/item-analysis/item-total", test_item_total);
  g_test_add_func ("/item-analysis/item-total-extremes", test_item_total_extremes);
  g_test_add_func ("/item-analysis/evaluators", test_evaluators);
  g_test_add_func ("/item-analysis/remarks", test_remarks);
  g_test_add_func ("/item-analysis/range", test_range);
  g_test_add_func ("/item-analysis/contrary", test_contrary);
  g_test_add_func ("/item-analysis/advice", test_advice);
  return g_test_run ();
}
