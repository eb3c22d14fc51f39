/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-edit.h"
#include "attune-form-trial.h"
#include "random-form.h"

#include <math.h>

#define QUESTION(id) ((AttuneFormPlace){ id, NULL, NULL })

/* Two questions of weight 1, pass at 80. */
static AttuneForm *
make_form (void)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (
    "{\"id\": \"f\", \"title\": \"F\", \"scoring\": {\"pass\": 80}, \"sections\": ["
    " {\"id\": \"s\", \"title\": \"S\", \"questions\": ["
    "  {\"id\": \"a\", \"type\": \"yes_no\", \"title\": \"A\"},"
    "  {\"id\": \"b\", \"type\": \"yes_no\", \"title\": \"B\"}]}]}",
    -1, &error);

  g_assert_no_error (error);
  return form;
}

static AttuneAnswers *
make_answers (AttuneForm *form, const char *a, const char *b)
{
  g_autofree char *text = g_strdup_printf ("{\"format\": \"attune-answers\", \"version\": 1,"
                                           " \"form\": \"f\", \"answers\": {\"a\": %s, \"b\": %s}}",
                                           a, b);
  g_autoptr (GError) error = NULL;
  AttuneAnswers *answers = attune_answers_from_json (form, text, -1, &error);

  g_assert_no_error (error);
  return answers;
}

#define YES "{\"option\": \"yes\"}"
#define NO  "{\"option\": \"no\"}"
#define NA  "{\"na\": true}"

/* The changed form that trials of this test are on. */
static AttuneForm *changed;

static AttuneFormTrial *
begin (AttuneForm *form)
{
  changed = form;
  return attune_form_trial_new (form);
}

static void
add_answers (AttuneFormTrial *trial, AttuneAnswers *answers, gint64 score, AttuneOutcome outcome)
{
  static gint64 last_id;
  AttuneFormTrialCase tried = { ++last_id, .score = score, .outcome = outcome };
  g_autoptr (AttuneAnswers) carried = attune_answers_rebase (answers, changed, &tried.n_lost);

  tried.carried = carried;
  attune_form_trial_add (trial, &tried);
}

static void
add (AttuneFormTrial *trial, AttuneForm *form, const char *a, const char *b)
{
  g_autoptr (AttuneAnswers) answers = make_answers (form, a, b);
  g_autoptr (AttuneScore) score = attune_score_new (answers);
  const AttuneScoreFigures *figures = attune_score_get_figures (score);

  add_answers (trial, answers, figures->score, figures->outcome);
}

static void
test_nothing (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneFormTrial) trial = begin (form);
  AttuneFormTrialResult result = attune_form_trial_get_result (trial);
  g_autofree char *words = attune_form_trial_describe (&result);

  g_assert_cmpuint (result.n, ==, 0);
  g_assert_true (isnan (result.difference.value));
  g_assert_cmpstr (words, ==, "There are no evaluations to try this on yet.");
}

static void
test_same (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneFormTrial) trial = begin (form);
  AttuneFormTrialResult result;
  g_autofree char *words = NULL;

  add (trial, form, YES, YES);
  add (trial, form, YES, NO);
  add (trial, form, NA, NA);
  result = attune_form_trial_get_result (trial);
  words = attune_form_trial_describe (&result);
  g_assert_cmpuint (result.n, ==, 3);
  g_assert_cmpuint (result.n_same, ==, 3);
  g_assert_cmpuint (result.n_before, ==, 2);
  g_assert_cmpuint (result.n_after, ==, 2);
  g_assert_cmpuint (result.before[19], ==, 1);
  g_assert_cmpuint (result.before[10], ==, 1);
  g_assert_cmpuint (result.outcomes[ATTUNE_OUTCOME_NONE][ATTUNE_OUTCOME_NONE], ==, 1);
  g_assert_cmpfloat (result.difference.value, ==, 0.0);
  g_assert_cmpuint (attune_form_trial_count_changed (&result), ==, 0);
  g_assert_cmpstr (words, ==, "All 3 evaluations would score just as they did.");
}

/* A weighs four times as much: yes and no gives 80 and passes, no and yes gives 20. */
static void
test_weight (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneForm)
    heavy = attune_form_set_decimal (form, QUESTION ("a"), "weight", 4 * ATTUNE_DECIMAL_ONE, NULL);
  g_autoptr (AttuneFormTrial) trial = begin (heavy);
  AttuneFormTrialResult result;
  g_autofree char *words = NULL;

  add (trial, form, YES, NO);
  add (trial, form, NO, YES);
  add (trial, form, YES, YES);
  result = attune_form_trial_get_result (trial);
  words = attune_form_trial_describe (&result);
  g_assert_cmpuint (result.before[10], ==, 2);
  g_assert_cmpuint (result.after[16], ==, 1);
  g_assert_cmpuint (result.after[4], ==, 1);
  g_assert_cmpuint (result.after[19], ==, 1);
  g_assert_cmpuint (result.outcomes[ATTUNE_OUTCOME_FAIL][ATTUNE_OUTCOME_PASS], ==, 1);
  g_assert_cmpuint (result.outcomes[ATTUNE_OUTCOME_FAIL][ATTUNE_OUTCOME_FAIL], ==, 1);
  g_assert_cmpuint (attune_form_trial_count_changed (&result), ==, 1);
  g_assert_cmpuint (result.n_same, ==, 1);
  /* +30, -30 and 0: mean 0, standard deviation 30, t (2) = 4.3027. */
  g_assert_cmpfloat_with_epsilon (result.difference.value, 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (result.difference.high, 4.3027 * 30.0 / sqrt (3.0), 0.01);
  g_assert_cmpstr (words, ==,
                   "1 of 3 evaluations would change outcome: 0 from pass to fail, 1 from fail to "
                   "pass, 0 that gain or lose a score.");
}

/* Another pass mark alone: the scores stay, the outcomes do not. */
static void
test_pass_mark (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneForm)
    easier = attune_form_set_decimal (form, (AttuneFormPlace){ NULL, NULL, NULL }, "scoring/pass",
                                      50 * ATTUNE_DECIMAL_ONE, NULL);
  g_autoptr (AttuneFormTrial) trial = begin (easier);
  AttuneFormTrialResult result;
  g_autofree char *words = NULL;

  add (trial, form, YES, NO);
  result = attune_form_trial_get_result (trial);
  words = attune_form_trial_describe (&result);
  g_assert_cmpuint (result.n_same, ==, 1);
  g_assert_cmpuint (attune_form_trial_count_changed (&result), ==, 1);
  g_assert_cmpstr (words, ==,
                   "1 of 1 evaluations would change outcome: 0 from pass to fail, 1 from fail to "
                   "pass, 0 that gain or lose a score.");
}

/* Without B, its answers are lost, and the evaluation that had only B has no score any more. */
static void
test_lost (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneForm) short_one = attune_form_remove (form, QUESTION ("b"), NULL);
  g_autoptr (AttuneFormTrial) trial = begin (short_one);
  AttuneFormTrialResult result;

  add (trial, form, YES, NO);
  add (trial, form, NA, YES);
  result = attune_form_trial_get_result (trial);
  g_assert_cmpuint (result.n_lost, ==, 2);
  g_assert_cmpuint (result.n_before, ==, 2);
  g_assert_cmpuint (result.n_after, ==, 1);
  g_assert_cmpuint (result.difference.n, ==, 1);
  g_assert_cmpuint (result.outcomes[ATTUNE_OUTCOME_PASS][ATTUNE_OUTCOME_NONE], ==, 1);
  g_assert_cmpuint (result.outcomes[ATTUNE_OUTCOME_FAIL][ATTUNE_OUTCOME_PASS], ==, 1);
  g_assert_cmpuint (attune_form_trial_count_changed (&result), ==, 2);
}

/* The means are of those with both scores. */
static void
test_means (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneForm)
    heavy = attune_form_set_decimal (form, QUESTION ("a"), "weight", 4 * ATTUNE_DECIMAL_ONE, NULL);
  g_autoptr (AttuneFormTrial) trial = begin (heavy);
  AttuneFormTrialResult result = attune_form_trial_get_result (trial);
  AttuneInterval share = attune_form_trial_get_changed_share (&result);

  g_assert_true (isnan (result.mean_before) && isnan (result.mean_after));
  g_assert_true (isnan (share.value));
  add (trial, form, YES, NO);
  add (trial, form, YES, YES);
  add (trial, form, NA, NA);
  result = attune_form_trial_get_result (trial);
  share = attune_form_trial_get_changed_share (&result);
  g_assert_cmpfloat_with_epsilon (result.mean_before, 75.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (result.mean_after, 90.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (share.value, 1.0 / 3.0, 1e-9);
  g_assert_cmpuint (share.n, ==, 3);
  g_assert_true (share.low > 0.0 && share.low < 1.0 / 3.0 && share.high > 1.0 / 3.0);
}

/* What changes most comes first; what stays does not come at all. */
static void
test_changes (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneFormTrial) trial = begin (form);
  g_autoptr (AttuneAnswers) full = make_answers (form, YES, YES);
  static const struct
  {
    gint64 id;
    gint64 score; /* it comes out at 10000 */
    AttuneOutcome outcome;
  } tried[] = {
    { 1, 10000, ATTUNE_OUTCOME_PASS }, { 2, 9000, ATTUNE_OUTCOME_PASS },
    { 3, 2000, ATTUNE_OUTCOME_FAIL },  { 4, ATTUNE_SCORE_NONE, ATTUNE_OUTCOME_NONE },
    { 5, 9000, ATTUNE_OUTCOME_PASS },  { 6, 10000, ATTUNE_OUTCOME_FAIL },
  };
  static const gint64 order[] = { 4, 3, 5, 2, 6 };
  g_autoptr (GArray) changes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tried); i++)
    {
      AttuneFormTrialCase one = { tried[i].id, full, i == 1, tried[i].score, tried[i].outcome };

      attune_form_trial_add (trial, &one);
    }
  changes = attune_form_trial_list_changes (trial);
  g_assert_cmpuint (changes->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < changes->len; i++)
    {
      const AttuneFormTrialChange *change = &g_array_index (changes, AttuneFormTrialChange, i);

      g_assert_cmpint (change->id, ==, order[i]);
      g_assert_cmpint (change->before, ==, tried[order[i] - 1].score);
      g_assert_cmpint (change->after, ==, 10000);
      g_assert_cmpint (change->outcome_before, ==, tried[order[i] - 1].outcome);
      g_assert_cmpint (change->outcome_after, ==, ATTUNE_OUTCOME_PASS);
      g_assert_cmpint (change->has_lost, ==, change->id == 2);
    }
}

/* Of more than are kept, the greatest. */
static void
test_many_changes (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneFormTrial) trial = begin (form);
  g_autoptr (AttuneAnswers) full = make_answers (form, YES, YES);
  g_autoptr (GArray) changes = NULL;

  for (gint64 i = 1; i <= 3000; i++)
    {
      AttuneFormTrialCase one = { i, full, 0, (i * 37) % 3001, ATTUNE_OUTCOME_FAIL };

      attune_form_trial_add (trial, &one);
    }
  changes = attune_form_trial_list_changes (trial);
  g_assert_cmpuint (changes->len, ==, ATTUNE_FORM_TRIAL_MOST_CHANGES);
  for (guint i = 0; i < changes->len; i++)
    g_assert_cmpint (g_array_index (changes, AttuneFormTrialChange, i).before, ==, i + 1);
}

/* Points below 0 and above 100 stand in the outermost bins. */
static void
test_extremes (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneFormTrial) trial = begin (form);
  g_autoptr (AttuneAnswers) answers = make_answers (form, YES, YES);
  AttuneFormTrialResult result;

  add_answers (trial, answers, -50000, ATTUNE_OUTCOME_FAIL);
  add_answers (trial, answers, 30000, ATTUNE_OUTCOME_PASS);
  result = attune_form_trial_get_result (trial);
  g_assert_cmpuint (result.before[0], ==, 1);
  g_assert_cmpuint (result.before[ATTUNE_FORM_TRIAL_BINS - 1], ==, 1);
  g_assert_cmpuint (result.n_over_before, ==, 1);
  g_assert_cmpuint (result.n_over_after, ==, 0);
  g_assert_cmpuint (result.after[ATTUNE_FORM_TRIAL_BINS - 1], ==, 2); /* 100 is not above it */
}

/* Random forms and answers: tried on their own form, nothing changes. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1122);

  for (guint round = 0; round < 200; round++)
    {
      json_t *document = random_form_new (random);
      json_t *given = random_answers_new (random, document);
      g_autofree char *text = json_dumps (document, 0);
      g_autofree char *answers_text = json_dumps (given, 0);
      g_autoptr (AttuneForm) form = attune_form_from_json (text, -1, NULL);
      g_autoptr (AttuneAnswers) answers = attune_answers_from_json (form, answers_text, -1, NULL);
      g_autoptr (AttuneScore) score = attune_score_new (answers);
      g_autoptr (AttuneFormTrial) trial = begin (form);
      const AttuneScoreFigures *figures = attune_score_get_figures (score);
      AttuneFormTrialResult result;

      json_decref (document);
      json_decref (given);
      add_answers (trial, answers, figures->score, figures->outcome);
      result = attune_form_trial_get_result (trial);
      g_assert_cmpuint (result.n_same, ==, 1);
      g_assert_cmpuint (result.n_lost, ==, 0);
      g_assert_cmpuint (attune_form_trial_count_changed (&result), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-trial/nothing", test_nothing);
  g_test_add_func ("/form-trial/same", test_same);
  g_test_add_func ("/form-trial/weight", test_weight);
  g_test_add_func ("/form-trial/pass-mark", test_pass_mark);
  g_test_add_func ("/form-trial/lost", test_lost);
  g_test_add_func ("/form-trial/means", test_means);
  g_test_add_func ("/form-trial/changes", test_changes);
  g_test_add_func ("/form-trial/many-changes", test_many_changes);
  g_test_add_func ("/form-trial/extremes", test_extremes);
  g_test_add_func ("/form-trial/random", test_random);
  return g_test_run ();
}
