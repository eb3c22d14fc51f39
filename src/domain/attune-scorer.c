/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-score-private.h"

#include "attune-form-private.h"

#include <string.h>

/* Scores are rationals until they are rounded, once. A form whose denominator is all but nothing can have a score that
 * no 64 bits hold: it is held at this many basis points. */
#define MOST_BASIS_POINTS G_GINT64_CONSTANT (1000000000000000)

/* --- Making -------------------------------------------------------------------------------------------------- */

static void
init_tallies (AttuneTallies *tallies, guint n_sections)
{
  tallies->sections = g_new0 (AttuneTally, n_sections);
  for (guint i = 0; i < n_sections; i++)
    {
      AttuneTally *tally = &tallies->sections[i];

      mpz_inits (tally->earned, tally->possible, tally->na_possible, NULL);
    }
}

static void
clear_tallies (AttuneTallies *tallies, guint n_sections)
{
  for (guint i = 0; i < n_sections; i++)
    {
      AttuneTally *tally = &tallies->sections[i];

      mpz_clears (tally->earned, tally->possible, tally->na_possible, NULL);
    }
  g_free (tallies->sections);
}

static void
reset_tallies (AttuneTallies *tallies, guint n_sections)
{
  tallies->n_applicable = 0;
  for (guint i = 0; i < n_sections; i++)
    {
      mpz_set_ui (tallies->sections[i].earned, 0);
      mpz_set_ui (tallies->sections[i].possible, 0);
      mpz_set_ui (tallies->sections[i].na_possible, 0);
    }
}

AttuneScorer *
attune_scorer_new (AttuneForm *form)
{
  AttuneScorer *self;

  g_return_val_if_fail (form != NULL, NULL);

  self = g_new0 (AttuneScorer, 1);
  self->form = attune_form_ref (form);
  self->scoring = attune_form_get_scoring (form);
  self->plan = attune_form_get_score_plan (form);
  self->n_sections = attune_form_get_n_sections (form);
  init_tallies (&self->whole, self->n_sections);
  init_tallies (&self->critical, self->n_sections);
  self->failed = g_new0 (gboolean, self->n_sections);
  self->nets = g_new0 (mpq_t, self->n_sections);
  for (guint i = 0; i < self->n_sections; i++)
    {
      mpq_init (self->nets[i]);
      self->has_bounds = self->has_bounds || attune_form_get_section (form, i)->has_fail_below;
    }
  mpz_inits (self->bonus, self->whole_part, NULL);
  mpq_inits (self->earned, self->possible, self->percent, self->factor, self->bound, NULL);
  return self;
}

void
attune_scorer_free (AttuneScorer *self)
{
  g_return_if_fail (self != NULL);

  clear_tallies (&self->whole, self->n_sections);
  clear_tallies (&self->critical, self->n_sections);
  for (guint i = 0; i < self->n_sections; i++)
    mpq_clear (self->nets[i]);
  mpz_clears (self->bonus, self->whole_part, NULL);
  mpq_clears (self->earned, self->possible, self->percent, self->factor, self->bound, NULL);
  g_free (self->nets);
  g_free (self->failed);
  attune_form_unref (self->form);
  g_free (self);
}

/* --- Adding up ----------------------------------------------------------------------------------------------- */

static void
add_product (mpz_t sum, const mpz_t weight, AttuneDecimal value)
{
  if (value >= 0)
    mpz_addmul_ui (sum, weight, (unsigned long) value);
  else
    mpz_submul_ui (sum, weight, (unsigned long) -value);
}

static void
fail_section (AttuneScorer *self, guint section)
{
  self->failed[section] = TRUE;
  self->any_failed = TRUE;
}

static void
apply_fail (AttuneScorer *self, guint section, AttuneFailScope scope, AttuneScoreFigures *figures)
{
  guint parent;

  switch (scope)
    {
    case ATTUNE_FAIL_NONE:
      break;
    case ATTUNE_FAIL_SECTION:
      fail_section (self, section);
      break;
    case ATTUNE_FAIL_PARENT:
      parent = attune_form_get_section (self->form, section)->parent;
      fail_section (self, parent != ATTUNE_FORM_NONE ? parent : section);
      break;
    case ATTUNE_FAIL_FORM:
      figures->form_failed = TRUE;
      break;
    }
}

/* What an answer in force brings beside its score: scored or not, it can fail something or be an error. */
static void
gather_consequences (AttuneScorer *self,
                     const AttuneFormQuestion *question,
                     const AttuneAnswer *answer,
                     AttuneScoreFigures *figures)
{
  gboolean is_typed = question->error_type != ATTUNE_ERROR_TYPE_NONE;

  figures->applied[question->error_type] += is_typed;
  for (guint i = 0; i < answer->n_options; i++)
    {
      const AttuneFormOption *option = &question->options[answer->options[i]];

      apply_fail (self, question->section, option->fail, figures);
      figures->errors[question->error_type] += is_typed && option->is_error;
    }
}

gboolean
attune_scorer_falls_below (AttuneScorer *self,
                           const AttuneFormQuestion *question,
                           const AttuneAnswer *answer)
{
  return question->has_fail_below &&
         attune_form_question_falls_below (question, self->scoring->mode,
                                           attune_answer_get_worth (answer, question,
                                                                    self->scoring->mode));
}

static void
gather_score (AttuneScorer *self, const AttuneFormQuestion *question, const AttuneAnswer *answer)
{
  AttuneDecimal worth = attune_answer_get_worth (answer, question, self->scoring->mode);
  const mpz_t *weight = &self->plan->weights[question->index];
  const mpz_t *full = &self->plan->fulls[question->index];
  AttuneTally *tally = &self->whole.sections[question->section];

  if (question->bonus)
    {
      add_product (self->bonus, *weight, worth);
      return;
    }

  add_product (tally->earned, *weight, worth);
  mpz_add (tally->possible, tally->possible, *full);
  self->whole.n_applicable++;
  if (question->error_type == ATTUNE_ERROR_TYPE_NONE)
    return;

  tally = &self->critical.sections[question->section];
  add_product (tally->earned, *weight, worth);
  mpz_add (tally->possible, tally->possible, *full);
  self->critical.n_applicable++;
}

static void
gather_na (AttuneScorer *self, const AttuneFormQuestion *question)
{
  const mpz_t *full = &self->plan->fulls[question->index];
  AttuneTally *tally = &self->whole.sections[question->section];

  if (!question->can_score || question->bonus)
    return;

  mpz_add (tally->na_possible, tally->na_possible, *full);
  if (question->error_type == ATTUNE_ERROR_TYPE_NONE)
    return;
  tally = &self->critical.sections[question->section];
  mpz_add (tally->na_possible, tally->na_possible, *full);
}

static void
reset (AttuneScorer *self)
{
  reset_tallies (&self->whole, self->n_sections);
  reset_tallies (&self->critical, self->n_sections);
  mpz_set_ui (self->bonus, 0);
  for (guint i = 0; i < self->n_sections; i++)
    self->failed[i] = FALSE;
  self->any_failed = FALSE;
}

void
attune_scorer_gather (AttuneScorer *self, AttuneAnswers *answers, AttuneScoreFigures *out_figures)
{
  reset (self);
  memset (out_figures, 0, sizeof *out_figures);

  for (guint i = 0; i < answers->n_questions; i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (self->form, i);
      AttuneState state = answers->states[i];

      if ((state & ATTUNE_STATE_ANSWERED) != 0)
        gather_consequences (self, question, &answers->entries[i]->answer, out_figures);
      if ((state & ATTUNE_STATE_APPLICABLE) != 0)
        {
          gather_score (self, question, &answers->entries[i]->answer);
          if (attune_scorer_falls_below (self, question, &answers->entries[i]->answer))
            out_figures->form_failed = TRUE;
        }
      else if ((state & ATTUNE_STATE_NA) != 0)
        gather_na (self, question);
      out_figures->n_missing += (state & ATTUNE_STATE_MISSING) != 0;
    }
  out_figures->complete = out_figures->n_missing == 0;
}

/* --- Summing over sections ----------------------------------------------------------------------------------- */

gboolean
attune_scorer_get_factor (AttuneScorer *self, guint section)
{
  AttuneTally *tally = &self->whole.sections[section];

  if (self->scoring->na != ATTUNE_NA_SECTION || self->scoring->mode != ATTUNE_SCORING_SHARE ||
      mpz_sgn (tally->na_possible) == 0 || mpz_sgn (tally->possible) == 0)
    return FALSE;

  mpz_add (mpq_numref (self->factor), tally->possible, tally->na_possible);
  mpz_set (mpq_denref (self->factor), tally->possible);
  mpq_canonicalize (self->factor);
  return TRUE;
}

gboolean
attune_scorer_is_failed (AttuneScorer *self, guint section)
{
  guint parent = attune_form_get_section (self->form, section)->parent;

  return self->failed[section] || (parent != ATTUNE_FORM_NONE && self->failed[parent]);
}

/* The section's own sum of `part` (earned or possible) under the N/A policy, into `out_sum`. */
static void
sum_section (AttuneScorer *self,
             const AttuneTally *tally,
             const mpz_t part,
             guint section,
             mpq_t out_sum)
{
  mpq_set_z (out_sum, part);
  if (self->scoring->na == ATTUNE_NA_FULL)
    mpz_add (mpq_numref (out_sum), mpq_numref (out_sum), tally->na_possible);
  else if (attune_scorer_get_factor (self, section))
    mpq_mul (out_sum, out_sum, self->factor);
}

/* Sub-sections stand behind their parent, so going backwards each is done when its parent takes it in. */
void
attune_scorer_sum_nets (AttuneScorer *self, AttuneTallies *tallies)
{
  for (guint i = 0; i < self->n_sections; i++)
    sum_section (self, &tallies->sections[i], tallies->sections[i].earned, i, self->nets[i]);

  mpq_set_ui (self->earned, 0, 1);
  for (guint i = self->n_sections; i-- > 0;)
    {
      guint parent = attune_form_get_section (self->form, i)->parent;

      if (self->failed[i] && mpq_sgn (self->nets[i]) > 0)
        mpq_set_ui (self->nets[i], 0, 1);
      if (parent != ATTUNE_FORM_NONE)
        mpq_add (self->nets[parent], self->nets[parent], self->nets[i]);
      else
        mpq_add (self->earned, self->earned, self->nets[i]);
    }
}

void
attune_scorer_sum (AttuneScorer *self, AttuneTallies *tallies, gboolean with_fails)
{
  mpq_set_ui (self->earned, 0, 1);
  mpq_set_ui (self->possible, 0, 1);
  for (guint i = 0; i < self->n_sections; i++)
    {
      AttuneTally *tally = &tallies->sections[i];

      if (mpz_sgn (tally->possible) == 0 && mpz_sgn (tally->earned) == 0 &&
          mpz_sgn (tally->na_possible) == 0)
        continue;
      sum_section (self, tally, tally->earned, i, self->percent);
      mpq_add (self->earned, self->earned, self->percent);
      sum_section (self, tally, tally->possible, i, self->percent);
      mpq_add (self->possible, self->possible, self->percent);
    }
  if (with_fails && self->any_failed)
    attune_scorer_sum_nets (self, tallies);
}

void
attune_scorer_sum_possible (AttuneScorer *self,
                            const AttuneFormSection *section,
                            mpq_t out_possible)
{
  mpq_t own;

  mpq_init (own);
  mpq_set_ui (out_possible, 0, 1);
  for (guint i = section->index; i < section->end_section; i++)
    {
      sum_section (self, &self->whole.sections[i], self->whole.sections[i].possible, i, own);
      mpq_add (out_possible, out_possible, own);
    }
  mpq_clear (own);
}

gboolean
attune_scorer_section_falls_below (AttuneScorer *self, const AttuneFormSection *section)
{
  gboolean falls_below;
  mpq_t possible, bound;

  if (!section->has_fail_below)
    return FALSE;

  mpq_inits (possible, bound, NULL);
  attune_scorer_sum_possible (self, section, possible);
  mpq_set_si (bound, section->fail_below, 100 * ATTUNE_DECIMAL_ONE);
  mpq_canonicalize (bound);
  mpq_mul (bound, bound, possible);
  falls_below = mpq_sgn (possible) > 0 && mpq_cmp (self->nets[section->index], bound) < 0;
  mpq_clears (possible, bound, NULL);
  return falls_below;
}

static void
check_bounds (AttuneScorer *self, AttuneScoreFigures *figures)
{
  if (!self->has_bounds)
    return;

  attune_scorer_sum_nets (self, &self->whole);
  for (guint i = 0; i < self->n_sections; i++)
    {
      if (attune_scorer_section_falls_below (self, attune_form_get_section (self->form, i)))
        figures->form_failed = TRUE;
    }
}

/* --- From sums to a score ------------------------------------------------------------------------------------ */

static void
set_decimal (mpq_t fraction, AttuneDecimal decimal)
{
  mpq_set_si (fraction, decimal, ATTUNE_DECIMAL_ONE);
  mpq_canonicalize (fraction);
}

gboolean
attune_scorer_divide (AttuneScorer *self, AttuneTallies *tallies, gboolean with_baseline)
{
  if (tallies->n_applicable == 0)
    return FALSE;

  if (with_baseline && self->scoring->mode == ATTUNE_SCORING_POINTS)
    {
      mpz_mul_si (mpq_numref (self->bound), self->plan->unit, self->scoring->baseline);
      mpz_set_ui (mpq_denref (self->bound), 1);
      mpq_add (self->earned, self->earned, self->bound);
      mpq_add (self->possible, self->possible, self->bound);
    }
  if (mpq_sgn (self->possible) <= 0)
    return FALSE;

  mpq_div (self->percent, self->earned, self->possible);
  mpq_set_ui (self->bound, 100, 1);
  mpq_mul (self->percent, self->percent, self->bound);
  return TRUE;
}

void
attune_scorer_add_bonus (AttuneScorer *self)
{
  if (mpz_sgn (self->bonus) == 0)
    return;

  mpq_set_z (self->bound, self->bonus);
  if (self->scoring->mode == ATTUNE_SCORING_POINTS)
    {
      mpq_div (self->bound, self->bound, self->possible);
      mpz_mul_ui (mpq_numref (self->bound), mpq_numref (self->bound), 100);
    }
  else
    mpz_set_ui (mpq_denref (self->bound), ATTUNE_DECIMAL_ONE * ATTUNE_DECIMAL_ONE * 100);
  mpq_canonicalize (self->bound);
  mpq_add (self->percent, self->percent, self->bound);
}

void
attune_scorer_bound (AttuneScorer *self)
{
  set_decimal (self->bound, self->scoring->floor);
  if (self->scoring->has_floor && mpq_cmp (self->percent, self->bound) < 0)
    mpq_set (self->percent, self->bound);
  set_decimal (self->bound, self->scoring->cap);
  if (self->scoring->has_cap && mpq_cmp (self->percent, self->bound) > 0)
    mpq_set (self->percent, self->bound);
}

gint64
attune_round_to_hundredths (const mpq_t fraction)
{
  gboolean is_negative = mpq_sgn (fraction) < 0;
  gint64 rounded;
  mpz_t value, denominator;

  mpz_inits (value, denominator, NULL);
  mpz_abs (value, mpq_numref (fraction));
  mpz_mul_ui (value, value, 200);
  mpz_add (value, value, mpq_denref (fraction));
  mpz_mul_ui (denominator, mpq_denref (fraction), 2);
  mpz_fdiv_q (value, value, denominator);
  rounded = mpz_cmp_ui (value, MOST_BASIS_POINTS) < 0 ? (gint64) mpz_get_ui (value)
                                                      : MOST_BASIS_POINTS;
  mpz_clears (value, denominator, NULL);
  return is_negative ? -rounded : rounded;
}

static gint64
reckon (AttuneScorer *self, AttuneTallies *tallies, gboolean is_critical, gboolean with_fails)
{
  attune_scorer_sum (self, tallies, with_fails);
  if (!attune_scorer_divide (self, tallies, !is_critical))
    return ATTUNE_SCORE_NONE;
  if (!is_critical)
    attune_scorer_add_bonus (self);
  attune_scorer_bound (self);
  return attune_round_to_hundredths (self->percent);
}

/* --- Verdicts, from the rounded score ------------------------------------------------------------------------ */

static gboolean
reaches (gint64 score, AttuneDecimal percent)
{
  return score * (ATTUNE_DECIMAL_ONE / 100) >= percent;
}

static int
find_band (const AttuneFormScoring *scoring, gint64 score)
{
  int band = -1;

  for (guint i = 0; i < scoring->n_bands; i++)
    {
      if (reaches (score, scoring->bands[i].from))
        band = (int) i;
    }
  return band;
}

static void
judge (const AttuneFormScoring *scoring, AttuneScoreFigures *figures)
{
  figures->band = -1;
  figures->outcome = ATTUNE_OUTCOME_NONE;
  if (figures->score == ATTUNE_SCORE_NONE)
    return;

  if (figures->form_failed && scoring->on_fail == ATTUNE_ON_FAIL_ZERO)
    figures->score = 0;
  figures->band = find_band (scoring, figures->score);
  if (figures->form_failed || (scoring->has_pass && !reaches (figures->score, scoring->pass)))
    figures->outcome = ATTUNE_OUTCOME_FAIL;
  else
    figures->outcome = ATTUNE_OUTCOME_PASS;
}

void
attune_scorer_run (AttuneScorer *self, AttuneAnswers *answers, AttuneScoreFigures *out_figures)
{
  g_return_if_fail (self != NULL && answers != NULL && out_figures != NULL);
  g_return_if_fail (answers->form == self->form);

  attune_scorer_gather (self, answers, out_figures);
  check_bounds (self, out_figures);
  out_figures->raw = reckon (self, &self->whole, FALSE, FALSE);
  out_figures->score = self->any_failed ? reckon (self, &self->whole, FALSE, TRUE)
                                        : out_figures->raw;
  out_figures->critical_score = reckon (self, &self->critical, TRUE, TRUE);
  judge (self->scoring, out_figures);
}
