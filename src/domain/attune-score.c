/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-score-private.h"

/* So far below the pass mark a score is close to it, in basis points. */
#define BORDERLINE 500

G_DEFINE_BOXED_TYPE (AttuneScore, attune_score, attune_score_ref, attune_score_unref)

/* --- Parts --------------------------------------------------------------------------------------------------- */

/* `part` of the whole denominator, which stands in self->possible, in basis points. */
static gint64
get_share (AttuneScorer *self, const mpq_t part)
{
  gint64 share;
  mpq_t fraction;

  mpq_init (fraction);
  mpq_div (fraction, part, self->possible);
  mpz_mul_ui (mpq_numref (fraction), mpq_numref (fraction), 100);
  mpq_canonicalize (fraction);
  share = attune_round_to_hundredths (fraction);
  mpq_clear (fraction);
  return share;
}

/* A decimal in hundredths, half away from zero. */
static gint64
round_decimal (AttuneDecimal decimal)
{
  const gint64 hundredth = ATTUNE_DECIMAL_ONE / 100;

  return (decimal + (decimal < 0 ? -hundredth / 2 : hundredth / 2)) / hundredth;
}

static gboolean
earns_nothing (AttuneScorer *self, guint section)
{
  for (; section != ATTUNE_FORM_NONE;
       section = attune_form_get_section (self->form, section)->parent)
    {
      if (self->failed[section] && mpq_sgn (self->nets[section]) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Percentage points that a bonus question adds. */
static gint64
get_bonus_points (AttuneScorer *self, const AttuneFormQuestion *question, AttuneDecimal worth)
{
  gint64 points;
  mpq_t fraction;

  mpq_init (fraction);
  mpz_mul_si (mpq_numref (fraction), self->plan->weights[question->index], worth);
  if (self->scoring->mode == ATTUNE_SCORING_POINTS)
    points = get_share (self, fraction);
  else
    {
      mpz_set_ui (mpq_denref (fraction), ATTUNE_DECIMAL_ONE * ATTUNE_DECIMAL_ONE * 100);
      mpq_canonicalize (fraction);
      points = attune_round_to_hundredths (fraction);
    }
  mpq_clear (fraction);
  return points;
}

static void
explain_weight (AttuneScorer *self,
                const AttuneFormQuestion *question,
                AttuneDecimal worth,
                gboolean is_na,
                AttuneScorePart *part)
{
  gboolean is_stretched = attune_scorer_get_factor (self, question->section);
  mpq_t weight, earned;

  mpq_inits (weight, earned, NULL);
  mpq_set_z (weight, self->plan->fulls[question->index]);
  mpz_mul_si (mpq_numref (earned), self->plan->weights[question->index], worth);
  if (is_na)
    mpq_set (earned, weight);
  else if (is_stretched)
    {
      mpq_mul (weight, weight, self->factor);
      mpq_mul (earned, earned, self->factor);
    }

  part->effective_weight = get_share (self, weight);
  if (!earns_nothing (self, question->section))
    part->contribution = get_share (self, earned);
  mpq_clears (weight, earned, NULL);
}

static gboolean
fails_something (AttuneScorer *self,
                 const AttuneAnswer *answer,
                 const AttuneFormQuestion *question,
                 AttuneState state)
{
  if ((state & ATTUNE_STATE_ANSWERED) == 0)
    return FALSE;
  if ((state & ATTUNE_STATE_APPLICABLE) != 0 && attune_scorer_falls_below (self, question, answer))
    return TRUE;

  for (guint i = 0; i < answer->n_options; i++)
    {
      if (question->options[answer->options[i]].fail != ATTUNE_FAIL_NONE)
        return TRUE;
    }
  return FALSE;
}

static void
explain_question (AttuneScorer *self, AttuneScore *score, const AttuneFormQuestion *question)
{
  const AttuneAnswer *answer = attune_answers_get (score->answers, question->index);
  AttuneState state = attune_answers_get_state (score->answers, question->index);
  AttuneScorePart *part = &score->questions[question->index];
  gboolean is_counted_na = (state & ATTUNE_STATE_NA) != 0 && question->can_score &&
                           !question->bonus && self->scoring->na == ATTUNE_NA_FULL;
  AttuneDecimal worth = 0;

  part->score = ATTUNE_SCORE_NONE;
  part->applicable = (state & ATTUNE_STATE_APPLICABLE) != 0;
  part->failed = fails_something (self, answer, question, state);
  part->fails_form = part->applicable && attune_scorer_falls_below (self, question, answer);
  if (part->applicable)
    {
      worth = attune_answer_get_worth (answer, question, self->scoring->mode);
      part->score = round_decimal (worth);
    }
  if (score->figures.score == ATTUNE_SCORE_NONE || (!part->applicable && !is_counted_na))
    return;

  if (question->bonus)
    part->contribution = get_bonus_points (self, question, worth);
  else
    explain_weight (self, question, worth, is_counted_na, part);
}

/* --- Sections ------------------------------------------------------------------------------------------------ */

static gint64
sum_bonus_points (AttuneScore *score, const AttuneFormSection *section)
{
  AttuneForm *form = attune_answers_get_form (score->answers);
  gint64 sum = 0;

  for (guint i = section->first_question; i < section->end_question; i++)
    {
      if (attune_form_get_question (form, i)->bonus)
        sum += score->questions[i].contribution;
    }
  return sum;
}

static gboolean
has_applicable (AttuneScore *score, const AttuneFormSection *section)
{
  for (guint i = section->first_question; i < section->end_question; i++)
    {
      if (score->questions[i].applicable)
        return TRUE;
    }
  return FALSE;
}

static void
explain_section (AttuneScorer *self, AttuneScore *score, const AttuneFormSection *section)
{
  AttuneScorePart *part = &score->sections[section->index];
  mpq_t possible, percent;

  part->score = ATTUNE_SCORE_NONE;
  part->applicable = has_applicable (score, section);
  part->failed = attune_scorer_is_failed (self, section->index);
  if (score->figures.score == ATTUNE_SCORE_NONE)
    return;

  part->fails_form = attune_scorer_section_falls_below (self, section);
  mpq_inits (possible, percent, NULL);
  attune_scorer_sum_possible (self, section, possible);
  part->effective_weight = get_share (self, possible);
  part->contribution = sum_bonus_points (score, section);
  if (!earns_nothing (self, section->index))
    part->contribution += get_share (self, self->nets[section->index]);

  if (part->applicable && mpq_sgn (possible) > 0)
    {
      mpq_div (percent, self->nets[section->index], possible);
      mpz_mul_ui (mpq_numref (percent), mpq_numref (percent), 100);
      mpq_canonicalize (percent);
      part->score = earns_nothing (self, section->index) ? 0 : attune_round_to_hundredths (percent);
    }
  mpq_clears (possible, percent, NULL);
}

/* --- Steps --------------------------------------------------------------------------------------------------- */

/* A sum in the plan's measure, as hundredths of a point. */
static gint64
get_points (AttuneScorer *self, const mpq_t sum)
{
  gint64 points;
  mpq_t fraction;

  if (mpz_sgn (self->plan->unit) == 0)
    return ATTUNE_SCORE_NONE;

  mpq_init (fraction);
  mpq_set_z (fraction, self->plan->unit);
  mpz_mul_ui (mpq_numref (fraction), mpq_numref (fraction), ATTUNE_DECIMAL_ONE);
  mpq_div (fraction, sum, fraction);
  points = attune_round_to_hundredths (fraction);
  mpq_clear (fraction);
  return points;
}

static gint64
get_bonus (AttuneScorer *self)
{
  gint64 bonus;
  mpq_t fraction;

  mpq_init (fraction);
  mpq_set_z (fraction, self->bonus);
  if (self->scoring->mode == ATTUNE_SCORING_POINTS)
    bonus = get_points (self, fraction);
  else
    {
      mpz_set_ui (mpq_denref (fraction), ATTUNE_DECIMAL_ONE * ATTUNE_DECIMAL_ONE * 100);
      mpq_canonicalize (fraction);
      bonus = attune_round_to_hundredths (fraction);
    }
  mpq_clear (fraction);
  return bonus;
}

/* Leaves the denominator in self->possible and what sections earn in self->nets, for the parts. */
static void
explain_steps (AttuneScorer *self, AttuneScoreSteps *steps)
{
  attune_scorer_sum (self, &self->whole, FALSE);
  attune_scorer_divide (self, &self->whole, TRUE);
  steps->base = attune_round_to_hundredths (self->percent);

  attune_scorer_sum (self, &self->whole, FALSE);
  attune_scorer_sum_nets (self, &self->whole);
  steps->earned = get_points (self, self->earned);
  steps->possible = get_points (self, self->possible);
  attune_scorer_divide (self, &self->whole, TRUE);
  steps->after_fails = attune_round_to_hundredths (self->percent);

  steps->bonus = get_bonus (self);
  attune_scorer_add_bonus (self);
  steps->after_bonus = attune_round_to_hundredths (self->percent);
  attune_scorer_bound (self);
  steps->after_bounds = attune_round_to_hundredths (self->percent);
}

static void
explain (AttuneScorer *self, AttuneScore *score)
{
  attune_scorer_run (self, score->answers, &score->figures);
  if (score->figures.score != ATTUNE_SCORE_NONE)
    explain_steps (self, &score->steps);

  for (guint i = 0; i < score->answers->n_questions; i++)
    explain_question (self, score, attune_form_get_question (self->form, i));
  for (guint i = 0; i < self->n_sections; i++)
    explain_section (self, score, attune_form_get_section (self->form, i));
}

/* --- The value ----------------------------------------------------------------------------------------------- */

AttuneScore *
attune_score_new (AttuneAnswers *answers)
{
  g_autoptr (AttuneScorer) scorer = NULL;
  AttuneScore *self;

  g_return_val_if_fail (answers != NULL, NULL);

  self = g_new0 (AttuneScore, 1);
  g_atomic_ref_count_init (&self->references);
  self->answers = attune_answers_ref (answers);
  self->questions = g_new0 (AttuneScorePart, answers->n_questions);
  self->sections = g_new0 (AttuneScorePart, answers->n_sections);

  scorer = attune_scorer_new (answers->form);
  explain (scorer, self);
  return self;
}

AttuneScore *
attune_score_ref (AttuneScore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
attune_score_unref (AttuneScore *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  attune_answers_unref (self->answers);
  g_free (self->questions);
  g_free (self->sections);
  g_free (self);
}

const AttuneScoreFigures *
attune_score_get_figures (AttuneScore *self)
{
  return &self->figures;
}

const AttuneScorePart *
attune_score_get_question (AttuneScore *self, guint question)
{
  g_return_val_if_fail (question < self->answers->n_questions, NULL);

  return &self->questions[question];
}

const AttuneScorePart *
attune_score_get_section (AttuneScore *self, guint section)
{
  g_return_val_if_fail (section < self->answers->n_sections, NULL);

  return &self->sections[section];
}

const char *
attune_score_get_band (AttuneScore *self)
{
  if (self->figures.band < 0)
    return NULL;
  return attune_form_get_scoring (self->answers->form)->bands[self->figures.band].label;
}

gboolean
attune_score_is_borderline (gint64 score, gint64 pass, gboolean is_failed)
{
  if (score == ATTUNE_SCORE_NONE || pass == ATTUNE_SCORE_NONE || is_failed)
    return FALSE;
  return score < pass && score >= pass - BORDERLINE;
}

char *
attune_basis_points_to_string (gint64 basis_points)
{
  guint64 magnitude;

  if (basis_points == ATTUNE_SCORE_NONE)
    return g_strdup ("–");

  magnitude = (guint64) ABS (basis_points);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", basis_points < 0 ? "-" : "",
                          magnitude / 100, (guint) (magnitude % 100));
}
