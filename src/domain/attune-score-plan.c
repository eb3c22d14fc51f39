/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-score-plan.h"

#include "attune-form-private.h"

/* Base weights while they are still fractions. */
typedef struct
{
  AttuneForm *form;
  mpq_t *weights; /* one a question */
  mpq_t unit;
} Draft;

static gboolean
carries_weight (const AttuneFormQuestion *question)
{
  return question->can_score && !question->bonus;
}

static void
set_decimal (mpq_t fraction, AttuneDecimal decimal)
{
  mpq_set_si (fraction, decimal, ATTUNE_DECIMAL_ONE);
  mpq_canonicalize (fraction);
}

static gboolean
section_carries_weight (AttuneForm *form, const AttuneFormSection *section)
{
  for (guint i = section->first_question; i < section->end_question; i++)
    {
      if (carries_weight (attune_form_get_question (form, i)))
        return TRUE;
    }
  return FALSE;
}

/* The weight of everything that shares the section's weight: its own questions, and each sub-section as one. */
static AttuneDecimal
sum_items (AttuneForm *form, const AttuneFormSection *section)
{
  AttuneDecimal sum = 0;

  for (guint i = section->first_question; i < section->first_question + section->n_questions; i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);

      if (carries_weight (question))
        sum += question->weight;
    }
  for (guint i = section->index + 1; i < section->end_section; i++)
    {
      const AttuneFormSection *child = attune_form_get_section (form, i);

      if (child->parent == section->index && section_carries_weight (form, child))
        sum += child->weight;
    }
  return sum;
}

/* Hands the weight `whole` of a section on to its questions and sub-sections, in proportion. */
static void
share_weight (Draft *draft, const AttuneFormSection *section, const mpq_t whole)
{
  AttuneDecimal sum = sum_items (draft->form, section);
  mpq_t per_unit, part;

  if (sum == 0)
    return;

  mpq_inits (per_unit, part, NULL);
  set_decimal (per_unit, sum);
  mpq_div (per_unit, whole, per_unit);

  for (guint i = section->first_question; i < section->first_question + section->n_questions; i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (draft->form, i);

      if (!carries_weight (question))
        continue;
      set_decimal (part, question->weight);
      mpq_mul (draft->weights[i], per_unit, part);
    }
  for (guint i = section->index + 1; i < section->end_section; i++)
    {
      const AttuneFormSection *child = attune_form_get_section (draft->form, i);

      if (child->parent != section->index)
        continue;
      set_decimal (part, child->weight);
      mpq_mul (part, per_unit, part);
      share_weight (draft, child, part);
    }
  mpq_clears (per_unit, part, NULL);
}

static void
weigh_by_section (Draft *draft)
{
  mpq_t whole;

  mpq_init (whole);
  for (guint i = 0; i < attune_form_get_n_sections (draft->form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (draft->form, i);

      if (section->parent != ATTUNE_FORM_NONE)
        continue;
      set_decimal (whole, section->weight);
      share_weight (draft, section, whole);
    }
  mpq_clear (whole);
}

static void
weigh_by_question (Draft *draft)
{
  for (guint i = 0; i < attune_form_get_n_questions (draft->form); i++)
    set_decimal (draft->weights[i], attune_form_get_question (draft->form, i)->weight);
}

/* Points mode: each question counts by the product of the sections above it. */
static void
multiply_sections (Draft *draft)
{
  mpq_t factor;

  mpq_init (factor);
  for (guint i = 0; i < attune_form_get_n_questions (draft->form); i++)
    {
      guint above = attune_form_get_question (draft->form, i)->section;

      mpq_set_ui (draft->weights[i], 1, 1);
      while (above != ATTUNE_FORM_NONE)
        {
          const AttuneFormSection *section = attune_form_get_section (draft->form, above);

          set_decimal (factor, section->weight);
          mpq_mul (draft->weights[i], draft->weights[i], factor);
          above = section->parent;
        }
    }
  mpq_clear (factor);
}

/* A share-mode bonus is worth percentage points, beside the weights of the others. */
static gboolean
stands_apart (AttuneForm *form, const AttuneFormQuestion *question)
{
  return question->bonus && attune_form_get_scoring (form)->mode == ATTUNE_SCORING_SHARE;
}

/* What brings every weight to a whole number: the least common multiple of the denominators over the greatest common
 * divisor of the numerators. */
static void
find_scale (Draft *draft, mpq_t scale)
{
  guint n_questions = attune_form_get_n_questions (draft->form);

  mpz_set (mpq_numref (scale), mpq_denref (draft->unit));
  mpz_set (mpq_denref (scale), mpq_numref (draft->unit));
  for (guint i = 0; i < n_questions; i++)
    {
      if (stands_apart (draft->form, attune_form_get_question (draft->form, i)))
        continue;
      mpz_lcm (mpq_numref (scale), mpq_numref (scale), mpq_denref (draft->weights[i]));
      mpz_gcd (mpq_denref (scale), mpq_denref (scale), mpq_numref (draft->weights[i]));
    }
  if (mpz_sgn (mpq_denref (scale)) == 0)
    mpz_set_ui (mpq_denref (scale), 1);
  mpq_canonicalize (scale);
}

static void
set_whole (mpz_t whole, mpq_t weight, mpq_t scale)
{
  mpq_mul (weight, weight, scale);
  g_assert (mpz_cmp_ui (mpq_denref (weight), 1) == 0);
  mpz_set (whole, mpq_numref (weight));
}

static void
round_up_draft (AttuneScorePlan *self, Draft *draft)
{
  AttuneScoringMode mode = attune_form_get_scoring (draft->form)->mode;
  mpq_t scale;

  mpq_init (scale);
  find_scale (draft, scale);
  mpz_init (self->unit);
  set_whole (self->unit, draft->unit, scale);

  for (guint i = 0; i < self->n_questions; i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (draft->form, i);
      AttuneDecimal full = mode == ATTUNE_SCORING_SHARE
                             ? 100 * ATTUNE_DECIMAL_ONE
                             : attune_form_question_get_best (question, mode);

      mpz_inits (self->weights[i], self->fulls[i], NULL);
      if (stands_apart (draft->form, question))
        mpz_set_si (self->weights[i], question->weight);
      else
        set_whole (self->weights[i], draft->weights[i], scale);
      mpz_mul_si (self->fulls[i], self->weights[i], full);
    }
  mpq_clear (scale);
}

static AttuneScorePlan *
make_plan (AttuneForm *form)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);
  AttuneScorePlan *self = g_new0 (AttuneScorePlan, 1);
  Draft draft = { form, NULL, { { { 0 } } } };

  self->n_questions = attune_form_get_n_questions (form);
  self->weights = g_new0 (mpz_t, self->n_questions);
  self->fulls = g_new0 (mpz_t, self->n_questions);

  draft.weights = g_new0 (mpq_t, self->n_questions);
  mpq_init (draft.unit);
  for (guint i = 0; i < self->n_questions; i++)
    mpq_init (draft.weights[i]);

  if (scoring->mode == ATTUNE_SCORING_POINTS)
    {
      mpq_set_ui (draft.unit, 1, 1);
      multiply_sections (&draft);
    }
  else if (scoring->weigh_by == ATTUNE_WEIGH_BY_SECTION)
    weigh_by_section (&draft);
  else
    weigh_by_question (&draft);
  round_up_draft (self, &draft);

  for (guint i = 0; i < self->n_questions; i++)
    mpq_clear (draft.weights[i]);
  mpq_clear (draft.unit);
  g_free (draft.weights);
  return self;
}

const AttuneScorePlan *
attune_form_get_score_plan (AttuneForm *form)
{
  if (g_once_init_enter (&form->plan_once))
    {
      form->plan = make_plan (form);
      g_once_init_leave (&form->plan_once, 1);
    }
  return form->plan;
}

void
attune_score_plan_free (AttuneScorePlan *self)
{
  for (guint i = 0; i < self->n_questions; i++)
    mpz_clears (self->weights[i], self->fulls[i], NULL);
  mpz_clear (self->unit);
  g_free (self->weights);
  g_free (self->fulls);
  g_free (self);
}
