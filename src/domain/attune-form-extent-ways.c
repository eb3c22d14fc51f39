/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-extent-private.h"

#include <math.h>

#define FULL_SCORE (100 * ATTUNE_DECIMAL_ONE)

/* What the questions of a form can bring to the least or the most of it. */

static gboolean
is_share (const AttuneExtent *self)
{
  return self->scoring->mode == ATTUNE_SCORING_SHARE;
}

static gboolean
fails_form (const AttuneFormOption *option)
{
  return attune_form_option_get_fail (option) == ATTUNE_FAIL_FORM;
}

static gboolean
fails_section (const AttuneFormOption *option)
{
  return option->fail == ATTUNE_FAIL_SECTION || option->fail == ATTUNE_FAIL_PARENT;
}

/* Failing the form makes the score 0: that is looked at apart. */
static gboolean
is_out (const AttuneExtent *self, const AttuneFormOption *option, AttuneExtentWish wish)
{
  return wish != ATTUNE_EXTENT_FAIL_FORM && fails_form (option) &&
         self->scoring->on_fail == ATTUNE_ON_FAIL_ZERO;
}

/* How far an option goes along with the wish, from 0: not at all. */
static int
get_reach (const AttuneFormOption *option, AttuneExtentWish wish)
{
  if (wish == ATTUNE_EXTENT_FAIL_FORM)
    return fails_form (option);
  if (wish != ATTUNE_EXTENT_FAIL_SECTION || !fails_section (option))
    return 0;
  return option->fail == ATTUNE_FAIL_PARENT ? 2 : 1;
}

static gboolean
is_wished (const AttuneFormOption *option, AttuneExtentWish wish)
{
  return get_reach (option, wish) > 0;
}

/* How well an option serves the search. In share mode one that fails its section earns nothing there. */
static AttuneDecimal
get_service (const AttuneExtent *self,
             const AttuneFormQuestion *question,
             const AttuneFormOption *option)
{
  AttuneDecimal score = question->can_score ? option->score : 0;

  if (is_share (self) && question->type != ATTUNE_QUESTION_CHECKLIST)
    score = CLAMP (score, 0, FULL_SCORE);
  if (!self->is_least && is_share (self) && !question->bonus && fails_section (option))
    score = MIN (score, 0);
  return self->is_least ? -score : score;
}

static gboolean
choose_one (const AttuneExtent *self,
            const AttuneSceneQuestion *scene,
            guint answer,
            AttuneExtentWish wish,
            GArray *out_options)
{
  const AttuneFormQuestion *question = scene->question;
  guint best = ATTUNE_FORM_NONE;
  AttuneDecimal most = 0;

  for (guint i = 0; i < question->n_options; i++)
    {
      const AttuneFormOption *option = &question->options[i];
      AttuneDecimal service = get_service (self, question, option);
      gboolean is_better = best == ATTUNE_FORM_NONE;

      if (scene->places[i] != answer || is_out (self, option, wish))
        continue;
      if (!is_better && get_reach (option, wish) != get_reach (&question->options[best], wish))
        is_better = get_reach (option, wish) > get_reach (&question->options[best], wish);
      else if (!is_better)
        is_better = service > most ||
                    (service == most && fails_section (&question->options[best]) &&
                     !fails_section (option));
      if (is_better)
        {
          best = i;
          most = service;
        }
    }
  if (best != ATTUNE_FORM_NONE)
    g_array_append_val (out_options, best);
  /* Text, dates and bare numbers have an answer without options. */
  return best != ATTUNE_FORM_NONE ||
         (question->n_options == 0 && question->type >= ATTUNE_QUESTION_CHECKLIST);
}

static gboolean
choose_ticks (const AttuneExtent *self,
              const AttuneSceneQuestion *scene,
              guint answer,
              AttuneExtentWish wish,
              GArray *out_options)
{
  for (guint i = 0; i < scene->question->n_options; i++)
    {
      const AttuneFormOption *option = &scene->question->options[i];
      gboolean is_free = scene->places[i] == ATTUNE_SCENE_FREE_OPTION;
      gboolean is_ticked = is_free ? get_service (self, scene->question, option) > 0
                                   : (answer >> scene->places[i] & 1) != 0;

      if (is_out (self, option, wish))
        {
          if (is_ticked && !is_free)
            return FALSE;
          continue;
        }
      if (is_ticked || (is_free && is_wished (option, wish)))
        g_array_append_val (out_options, i);
    }
  return TRUE;
}

gboolean
attune_extent_choose (const AttuneExtent *self,
                      guint question,
                      guint answer,
                      AttuneExtentWish wish,
                      GArray *out_options)
{
  const AttuneSceneQuestion *scene = &self->scenes->questions[question];

  g_array_set_size (out_options, 0);
  if (scene->question->type == ATTUNE_QUESTION_CHECKLIST)
    return choose_ticks (self, scene, answer, wish, out_options);
  return choose_one (self, scene, answer, wish, out_options);
}

/* --- Weighing ------------------------------------------------------------------------------------------------ */

double
attune_extent_to_double (const AttuneExtent *self, const mpz_t number)
{
  signed long exponent;
  double digits = mpz_get_d_2exp (&exponent, number);

  return ldexp (digits, (int) CLAMP (exponent - self->exponent, -2000, 2000));
}

/* What the options are worth, as the search has it. */
static double
get_worth (const AttuneExtent *self, const AttuneFormQuestion *question, const GArray *options)
{
  AttuneDecimal worth = 0;
  gboolean fails = FALSE;

  for (guint i = 0; i < options->len; i++)
    {
      const AttuneFormOption *option = &question->options[g_array_index (options, guint, i)];

      worth += option->score;
      fails = fails || fails_section (option);
    }
  if (is_share (self))
    worth = fails && !self->is_least && !question->bonus ? 0 : CLAMP (worth, 0, FULL_SCORE);
  return (double) worth;
}

static void
weigh_answer (AttuneExtent *self, guint index, guint answer, GArray *options)
{
  const AttuneFormQuestion *question = attune_form_get_question (self->form, index);
  AttuneExtentQuestion *weighed = &self->questions[index];
  AttuneExtentWay *way = &weighed->ways[answer];
  double sign = self->is_least ? -1.0 : 1.0;
  double worth;

  if (!attune_extent_choose (self, index, answer, ATTUNE_EXTENT_BEST, options))
    return;
  weighed->allowed |= 1u << answer;
  if (!question->can_score)
    return;
  worth = get_worth (self, question, options);
  if (question->bonus && is_share (self))
    {
      way->bonus = mpz_get_d (self->plan->weights[index]) * worth /
                   (ATTUNE_DECIMAL_ONE * ATTUNE_DECIMAL_ONE * 100.0);
      return;
    }
  way->earned = sign * attune_extent_to_double (self, self->plan->weights[index]) * worth;
  way->when_failed = MIN (0.0, sign * way->earned) * sign;
  if (question->bonus)
    {
      way->when_failed = way->earned;
      return;
    }
  way->possible = attune_extent_to_double (self, self->plan->fulls[index]);
  way->applies = TRUE;
}

static gboolean
can_be_wished (AttuneExtent *self,
               guint index,
               guint answer,
               AttuneExtentWish wish,
               GArray *options)
{
  const AttuneFormQuestion *question = attune_form_get_question (self->form, index);

  if (!attune_extent_choose (self, index, answer, wish, options))
    return FALSE;
  for (guint i = 0; i < options->len; i++)
    if (is_wished (&question->options[g_array_index (options, guint, i)], wish))
      return TRUE;
  return FALSE;
}

static void
note_fails (AttuneExtent *self, guint index, guint answer, GArray *options)
{
  const AttuneFormQuestion *question = attune_form_get_question (self->form, index);
  const AttuneFormSection *section = attune_form_get_section (self->form, question->section);
  AttuneExtentQuestion *weighed = &self->questions[index];

  if (can_be_wished (self, index, answer, ATTUNE_EXTENT_FAIL_FORM, options))
    weighed->fails_form |= 1u << answer;
  if (!can_be_wished (self, index, answer, ATTUNE_EXTENT_FAIL_SECTION, options))
    return;
  weighed->fails_section |= 1u << answer;
  for (guint i = 0; i < options->len; i++)
    if (question->options[g_array_index (options, guint, i)].fail == ATTUNE_FAIL_PARENT &&
        section->parent != ATTUNE_FORM_NONE)
      weighed->fails_parent |= 1u << answer;
}

static void
weigh_na (AttuneExtent *self, guint index)
{
  const AttuneFormQuestion *question = attune_form_get_question (self->form, index);
  AttuneExtentQuestion *weighed = &self->questions[index];
  AttuneExtentWay *way = &weighed->ways[self->scenes->questions[index].n_answers];

  weighed->allowed |= ATTUNE_SCENE_NA (&self->scenes->questions[index]) |
                      ATTUNE_SCENE_SILENT (&self->scenes->questions[index]);
  if (self->scoring->na != ATTUNE_NA_FULL || !question->can_score || question->bonus)
    return;
  way->possible = attune_extent_to_double (self, self->plan->fulls[index]);
  way->earned = self->is_least ? -way->possible : way->possible;
}

static void
note_size (AttuneExtent *self, const mpz_t number)
{
  if (mpz_sgn (number) != 0)
    self->exponent = MAX (self->exponent, (long) mpz_sizeinbase (number, 2));
}

static void
find_measure (AttuneExtent *self)
{
  self->exponent = 0;
  note_size (self, self->plan->unit);
  for (guint i = 0; i < attune_form_get_n_questions (self->form); i++)
    {
      note_size (self, self->plan->fulls[i]);
      note_size (self, self->plan->weights[i]);
    }
}

void
attune_extent_weigh (AttuneExtent *self, gboolean is_least)
{
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (guint));

  self->is_least = is_least;
  find_measure (self);
  for (guint i = 0; i < attune_form_get_n_questions (self->form); i++)
    {
      AttuneExtentQuestion *weighed = &self->questions[i];
      guint n_answers = self->scenes->questions[i].n_answers;

      g_free (weighed->ways);
      *weighed = (AttuneExtentQuestion){ g_new0 (AttuneExtentWay, n_answers + 2) };
      for (guint j = 0; j < n_answers; j++)
        {
          weigh_answer (self, i, j, options);
          note_fails (self, i, j, options);
        }
      weigh_na (self, i);
    }
}
