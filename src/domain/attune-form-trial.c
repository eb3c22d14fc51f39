/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-trial.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BIN_WIDTH  500 /* basis points */
#define CONFIDENCE 0.95

struct _AttuneFormTrial
{
  AttuneForm *form;
  AttuneScorer *scorer;
  AttuneFormTrialResult result;

  /* Of the differences, by Welford. */
  guint n;
  double mean;
  double squares;
};

AttuneFormTrial *
attune_form_trial_new (AttuneForm *form)
{
  AttuneFormTrial *self = g_new0 (AttuneFormTrial, 1);

  g_return_val_if_fail (form != NULL, NULL);

  self->form = attune_form_ref (form);
  self->scorer = attune_scorer_new (form);
  return self;
}

void
attune_form_trial_free (AttuneFormTrial *self)
{
  g_clear_pointer (&self->scorer, attune_scorer_free);
  g_clear_pointer (&self->form, attune_form_unref);
  g_free (self);
}

static void
count_score (guint *bins, guint *n, gint64 score)
{
  if (score == ATTUNE_SCORE_NONE)
    return;
  bins[CLAMP (score / BIN_WIDTH, 0, ATTUNE_FORM_TRIAL_BINS - 1)]++;
  *n += 1;
}

static void
count_difference (AttuneFormTrial *self, gint64 before, gint64 after)
{
  double difference = (double) (after - before) / 100.0;
  double from_mean = difference - self->mean;

  self->n++;
  self->mean += from_mean / self->n;
  self->squares += from_mean * (difference - self->mean);
}

void
attune_form_trial_add (AttuneFormTrial *self,
                       AttuneAnswers *carried,
                       guint n_lost,
                       gint64 score,
                       AttuneOutcome outcome)
{
  AttuneScoreFigures figures;

  g_return_if_fail (self != NULL && carried != NULL);
  g_return_if_fail (attune_answers_get_form (carried) == self->form);
  g_return_if_fail (outcome <= ATTUNE_OUTCOME_FAIL);

  attune_scorer_run (self->scorer, carried, &figures);

  self->result.n++;
  self->result.n_lost += n_lost > 0;
  self->result.n_same += figures.score == score;
  self->result.outcomes[outcome][figures.outcome]++;
  count_score (self->result.before, &self->result.n_before, score);
  count_score (self->result.after, &self->result.n_after, figures.score);
  if (score != ATTUNE_SCORE_NONE && figures.score != ATTUNE_SCORE_NONE)
    count_difference (self, score, figures.score);
}

AttuneFormTrialResult
attune_form_trial_get_result (AttuneFormTrial *self)
{
  AttuneFormTrialResult result = self->result;
  double deviation = self->n > 1 ? sqrt (self->squares / (self->n - 1)) : 0.0;

  result.difference = attune_interval_of_mean (self->n, self->mean, deviation, CONFIDENCE);
  return result;
}

guint
attune_form_trial_count_changed (const AttuneFormTrialResult *result)
{
  guint n_unchanged = 0;

  g_return_val_if_fail (result != NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (result->outcomes); i++)
    n_unchanged += result->outcomes[i][i];
  return result->n - n_unchanged;
}

char *
attune_form_trial_describe (const AttuneFormTrialResult *result)
{
  guint n_changed;
  guint n_failing;
  guint n_passing;

  g_return_val_if_fail (result != NULL, NULL);

  if (result->n == 0)
    return g_strdup (_ ("There are no evaluations to try this on yet."));
  n_changed = attune_form_trial_count_changed (result);
  if (result->n_same == result->n && n_changed == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "The one evaluation would score just as it did.",
                                         "All %u evaluations would score just as they did.",
                                         result->n),
                            result->n);

  n_failing = result->outcomes[ATTUNE_OUTCOME_PASS][ATTUNE_OUTCOME_FAIL];
  n_passing = result->outcomes[ATTUNE_OUTCOME_FAIL][ATTUNE_OUTCOME_PASS];
  if (n_changed == 0)
    return g_strdup_printf (_ ("%u of %u evaluations would score otherwise, and none would change "
                               "outcome."),
                            result->n - result->n_same, result->n);
  return g_strdup_printf (_ ("%u of %u evaluations would change outcome: %u from pass to fail, %u "
                             "from fail to pass, %u that gain or lose a score."),
                          n_changed, result->n, n_failing, n_passing,
                          n_changed - n_failing - n_passing);
}
