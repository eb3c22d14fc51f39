/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-demo-skill.h"

#include "attune-demo.h"

#include <gsl/gsl_randist.h>
#include <math.h>

#define IMPROVER 6  /* agent-07 */
#define DRIFTER  14 /* agent-15 */

#define MEAN_ABILITY         1.9
#define SPREAD_OF_AGENTS     0.35
#define SPREAD_OF_BEHAVIOURS 0.45
#define SPREAD_OF_CONTACTS   0.9

static const double severities[] = { 0.35, 0.0, -0.5 };

/* A number that looks drawn from a standard normal and is always the same for the same two. */
static double
draw_fixed (guint first, guint second)
{
  double sum = 0.0;
  guint32 state = first * 2654435761u + second * 40503u + 12345u;

  for (guint i = 0; i < 12; i++)
    {
      state = state * 1664525u + 1013904223u;
      sum += state / 4294967296.0;
    }
  return sum - 6.0;
}

static gboolean
is_coached (const char *behaviour)
{
  return g_strcmp0 (behaviour, "empathy") == 0 || g_strcmp0 (behaviour, "explore") == 0;
}

static double
get_story (const AttuneDemoContact *contact, const char *behaviour)
{
  double elapsed = (double) (contact->at - ATTUNE_DEMO_START) /
                   (double) (ATTUNE_DEMO_NOW - ATTUNE_DEMO_START);

  if (contact->agent == IMPROVER && is_coached (behaviour))
    return contact->at < ATTUNE_DEMO_COACHING ? -2.0 : 0.6;
  if (contact->agent == DRIFTER)
    return 0.5 - 2.2 * elapsed;
  return 0.0;
}

double
attune_demo_skill (const AttuneDemoContact *contact, const char *behaviour)
{
  guint behaviour_number = behaviour != NULL ? g_str_hash (behaviour) : 0;

  return MEAN_ABILITY + SPREAD_OF_AGENTS * draw_fixed (contact->agent, 0) +
         SPREAD_OF_BEHAVIOURS * draw_fixed (contact->agent, behaviour_number) +
         get_story (contact, behaviour) +
         severities[contact->evaluator % G_N_ELEMENTS (severities)];
}

/* An answer in the making. */
typedef struct
{
  AttuneAnswers *answers; /* owned */
  const AttuneDemoContact *contact;
  gsl_rng *random;
  double mood; /* what this contact has in common over its questions */
} Filling;

static void
replace (Filling *self, AttuneAnswers *answers)
{
  g_assert (answers != NULL);
  attune_answers_unref (self->answers);
  self->answers = answers;
}

static int
compare_scores (gconstpointer a, gconstpointer b, gpointer options)
{
  AttuneDecimal first = ((const AttuneFormOption *) options)[*(const guint *) a].score;
  AttuneDecimal second = ((const AttuneFormOption *) options)[*(const guint *) b].score;

  return first > second ? -1 : first < second;
}

/* Picks an option, the better the higher `quality` (0 to 1): two options are a toss with that chance, of more each takes
 * its part of the way down. */
static guint
pick_by_quality (const AttuneFormQuestion *question, double quality)
{
  g_autofree guint *order = g_new (guint, question->n_options);
  double step = 0.75 / MAX (question->n_options - 1, 1u);

  for (guint i = 0; i < question->n_options; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) question->n_options, sizeof (guint), compare_scores,
                     (gpointer) question->options);

  for (guint i = 0; i + 1 < question->n_options; i++)
    {
      if (quality > 0.75 - (i + 1) * step * 0.8)
        return order[i];
    }
  return order[question->n_options - 1];
}

static double
get_quality (Filling *self, const AttuneFormQuestion *question)
{
  double ability = attune_demo_skill (self->contact, question->behaviour) + self->mood +
                   gsl_ran_gaussian (self->random, SPREAD_OF_CONTACTS);

  return 1.0 / (1.0 + exp (-ability));
}

static void
answer_yes_no (Filling *self, const AttuneFormQuestion *question)
{
  double chance = get_quality (self, question);
  guint best = pick_by_quality (question, 1.0);
  guint worst = pick_by_quality (question, 0.0);

  /* What fails the whole form is rare. */
  if (question->options[worst].fail == ATTUNE_FAIL_FORM)
    chance = 1.0 - (1.0 - chance) * 0.12;
  replace (self,
           attune_answers_with_option (self->answers, question->index,
                                       gsl_rng_uniform (self->random) < chance ? best : worst));
}

static void
answer_choice (Filling *self, const AttuneFormQuestion *question)
{
  guint option = 0;

  if (question->can_score)
    option = pick_by_quality (question, get_quality (self, question));
  else
    {
      /* The first is the common one. */
      while (option + 1 < question->n_options && gsl_rng_uniform (self->random) > 0.75)
        option++;
    }
  replace (self, attune_answers_with_option (self->answers, question->index, option));
}

static void
answer_checklist (Filling *self, const AttuneFormQuestion *question)
{
  g_autofree guint *chosen = g_new (guint, question->n_options);
  double chance = get_quality (self, question);
  guint n_chosen = 0;

  for (guint i = 0; i < question->n_options; i++)
    {
      if (gsl_rng_uniform (self->random) < sqrt (chance))
        chosen[n_chosen++] = i;
    }
  replace (self, attune_answers_with_options (self->answers, question->index, chosen, n_chosen));
}

static void
answer_number (Filling *self, const AttuneFormQuestion *question)
{
  guint range = question->n_options > 0 ? pick_by_quality (question, get_quality (self, question))
                                        : 0;
  AttuneDecimal number = question->n_options > 0 ? question->options[range].from
                                                 : ATTUNE_DECIMAL_ONE;
  AttuneAnswers *answers;

  if (question->n_options > 0 && !question->options[range].has_from)
    number = question->options[range].to;
  answers = attune_answers_with_number (self->answers, question->index, number, NULL);
  if (answers != NULL)
    replace (self, answers);
}

static void
answer_text (Filling *self, const AttuneFormQuestion *question)
{
  static const char *const advice[] = {
    "Keep the calm tone of the opening when the customer is in a hurry.",
    "Say the next step before the customer has to ask for it.",
    "Two open questions before the first proposal would have found the reason sooner.",
    "A very good summary: use it in every call.",
    "Let the customer finish; the pause is not lost time.",
  };

  if (question->required || gsl_rng_uniform (self->random) < 0.3)
    replace (self, attune_answers_with_text (
                     self->answers, question->index,
                     advice[gsl_rng_uniform_int (self->random, G_N_ELEMENTS (advice))]));
}

/* A reason for an option that has some, and a comment where the form asks for one. */
static void
explain (Filling *self, const AttuneFormQuestion *question)
{
  const AttuneAnswer *answer = attune_answers_get (self->answers, question->index);
  const AttuneFormOption *option = answer->n_options == 1 ? &question->options[answer->options[0]]
                                                          : NULL;

  if (option != NULL && option->n_reasons > 0)
    {
      const char *reasons[] = {
        option->reasons[gsl_rng_uniform_int (self->random, option->n_reasons)].id, NULL
      };

      replace (self, attune_answers_with_reasons (self->answers, question->index, reasons));
    }
  if (attune_answers_get_state (self->answers, question->index) & ATTUNE_STATE_COMMENT_MISSING)
    replace (self, attune_answers_with_comment (self->answers, question->index,
                                                option != NULL && option->n_reasons > 0
                                                  ? option->label
                                                  : "As heard in the contact."));
}

static void
answer_question (Filling *self, const AttuneFormQuestion *question)
{
  if (question->na_allowed && gsl_rng_uniform (self->random) < 0.12)
    {
      replace (self, attune_answers_with_na (self->answers, question->index, TRUE));
      return;
    }

  switch (question->type)
    {
    case ATTUNE_QUESTION_YES_NO:
      answer_yes_no (self, question);
      break;
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
      answer_choice (self, question);
      break;
    case ATTUNE_QUESTION_CHECKLIST:
      answer_checklist (self, question);
      break;
    case ATTUNE_QUESTION_NUMBER:
      answer_number (self, question);
      break;
    case ATTUNE_QUESTION_TEXT:
      answer_text (self, question);
      break;
    case ATTUNE_QUESTION_DATE:
      break;
    }
  explain (self, question);
}

AttuneAnswers *
attune_demo_answer (AttuneForm *form, const AttuneDemoContact *contact, gsl_rng *random)
{
  Filling self = { .answers = attune_answers_new (form),
                   .contact = contact,
                   .random = random,
                   .mood = gsl_ran_gaussian (random, 0.35) };

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      if (attune_answers_get_state (self.answers, i) & ATTUNE_STATE_SHOWN)
        answer_question (&self, attune_form_get_question (form, i));
    }
  return self.answers;
}
