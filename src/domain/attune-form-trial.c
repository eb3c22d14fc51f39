/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-trial.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BIN_WIDTH  500 /* basis points */
#define FULL_SCORE 10000
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

  /* Of those with both scores. */
  double sum_before;
  double sum_after;

  GArray *changes; /* AttuneFormTrialChange, the greatest first */
};

AttuneFormTrial *
attune_form_trial_new (AttuneForm *form)
{
  AttuneFormTrial *self = g_new0 (AttuneFormTrial, 1);

  g_return_val_if_fail (form != NULL, NULL);

  self->form = attune_form_ref (form);
  self->scorer = attune_scorer_new (form);
  self->changes = g_array_new (FALSE, FALSE, sizeof (AttuneFormTrialChange));
  return self;
}

void
attune_form_trial_free (AttuneFormTrial *self)
{
  g_clear_pointer (&self->scorer, attune_scorer_free);
  g_clear_pointer (&self->form, attune_form_unref);
  g_array_unref (self->changes);
  g_free (self);
}

static void
count_score (guint *bins, guint *n, guint *n_over, gint64 score)
{
  if (score == ATTUNE_SCORE_NONE)
    return;
  bins[CLAMP (score / BIN_WIDTH, 0, ATTUNE_FORM_TRIAL_BINS - 1)]++;
  *n += 1;
  *n_over += score > FULL_SCORE;
}

static void
count_difference (AttuneFormTrial *self, gint64 before, gint64 after)
{
  double difference = (double) (after - before) / 100.0;
  double from_mean = difference - self->mean;

  self->n++;
  self->mean += from_mean / self->n;
  self->squares += from_mean * (difference - self->mean);
  self->sum_before += (double) before / 100.0;
  self->sum_after += (double) after / 100.0;
}

/* How far the scores lie apart; to gain or lose one is the farthest. */
static gint64
get_size (const AttuneFormTrialChange *change)
{
  if (change->before == ATTUNE_SCORE_NONE && change->after == ATTUNE_SCORE_NONE)
    return 0;
  if (change->before == ATTUNE_SCORE_NONE || change->after == ATTUNE_SCORE_NONE)
    return G_MAXINT64;
  return ABS (change->after - change->before);
}

static gboolean
comes_before (const AttuneFormTrialChange *one, const AttuneFormTrialChange *other)
{
  gint64 size = get_size (one);
  gint64 other_size = get_size (other);

  return size != other_size ? size > other_size : one->id > other->id;
}

static void
keep_change (GArray *changes, const AttuneFormTrialChange *change)
{
  guint place = changes->len;

  if (change->before == change->after && change->outcome_before == change->outcome_after)
    return;
  while (place > 0 &&
         comes_before (change, &g_array_index (changes, AttuneFormTrialChange, place - 1)))
    place--;
  if (place == ATTUNE_FORM_TRIAL_MOST_CHANGES)
    return;
  g_array_insert_val (changes, place, *change);
  g_array_set_size (changes, MIN (changes->len, ATTUNE_FORM_TRIAL_MOST_CHANGES));
}

void
attune_form_trial_add (AttuneFormTrial *self, const AttuneFormTrialCase *tried)
{
  AttuneScoreFigures figures;
  AttuneFormTrialChange change;

  g_return_if_fail (self != NULL && tried != NULL && tried->carried != NULL);
  g_return_if_fail (attune_answers_get_form (tried->carried) == self->form);
  g_return_if_fail (tried->outcome <= ATTUNE_OUTCOME_FAIL);

  attune_scorer_run (self->scorer, tried->carried, &figures);

  self->result.n++;
  self->result.n_lost += tried->n_lost > 0;
  self->result.n_same += figures.score == tried->score;
  self->result.outcomes[tried->outcome][figures.outcome]++;
  count_score (self->result.before, &self->result.n_before, &self->result.n_over_before,
               tried->score);
  count_score (self->result.after, &self->result.n_after, &self->result.n_over_after,
               figures.score);
  if (tried->score != ATTUNE_SCORE_NONE && figures.score != ATTUNE_SCORE_NONE)
    count_difference (self, tried->score, figures.score);

  change = (AttuneFormTrialChange){ tried->id,      tried->score,    figures.score,
                                    tried->outcome, figures.outcome, tried->n_lost > 0 };
  keep_change (self->changes, &change);
}

AttuneFormTrialResult
attune_form_trial_get_result (AttuneFormTrial *self)
{
  AttuneFormTrialResult result = self->result;
  double deviation = self->n > 1 ? sqrt (self->squares / (self->n - 1)) : 0.0;

  result.difference = attune_interval_of_mean (self->n, self->mean, deviation, CONFIDENCE);
  result.mean_before = self->n > 0 ? self->sum_before / self->n : NAN;
  result.mean_after = self->n > 0 ? self->sum_after / self->n : NAN;
  return result;
}

GArray *
attune_form_trial_list_changes (AttuneFormTrial *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_array_copy (self->changes);
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

AttuneInterval
attune_form_trial_get_changed_share (const AttuneFormTrialResult *result)
{
  AttuneInterval none = { NAN, NAN, NAN, 0 };

  g_return_val_if_fail (result != NULL, none);

  return attune_interval_of_proportion (attune_form_trial_count_changed (result), result->n,
                                        CONFIDENCE);
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
