/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answers-rest.h"

gboolean
attune_form_question_is_critical (const AttuneFormQuestion *question)
{
  g_return_val_if_fail (question != NULL, FALSE);

  if (question->error_type != ATTUNE_ERROR_TYPE_NONE || question->has_fail_below)
    return TRUE;
  for (guint i = 0; i < question->n_options; i++)
    if (question->options[i].fail != ATTUNE_FAIL_NONE)
      return TRUE;
  return FALSE;
}

static gboolean
is_choice (const AttuneFormQuestion *question)
{
  return question->type == ATTUNE_QUESTION_YES_NO || question->type == ATTUNE_QUESTION_SCALE ||
         question->type == ATTUNE_QUESTION_CHOICE;
}

/* The first of its best options, or ATTUNE_FORM_NONE where that is an error. */
static guint
find_best (const AttuneFormQuestion *question)
{
  guint best = 0;

  for (guint i = 1; i < question->n_options; i++)
    if (question->options[i].score > question->options[best].score)
      best = i;
  return question->n_options > 0 && !question->options[best].is_error ? best : ATTUNE_FORM_NONE;
}

static AttuneAnswers *
tick_all (AttuneAnswers *answers, const AttuneFormQuestion *question)
{
  g_autofree guint *ticked = g_new (guint, question->n_options);
  guint n = 0;

  for (guint i = 0; i < question->n_options; i++)
    if (question->options[i].score > 0 && !question->options[i].is_error)
      ticked[n++] = i;
  return n > 0 ? attune_answers_with_options (answers, question->index, ticked, n) : NULL;
}

/* NULL where it is left open. */
static AttuneAnswers *
fill (AttuneAnswers *answers, const AttuneFormQuestion *question)
{
  AttuneState state = attune_answers_get_state (answers, question->index);
  guint best;

  if ((state & ATTUNE_STATE_SHOWN) == 0 || (state & ATTUNE_STATE_NA) != 0 ||
      attune_answers_get (answers, question->index)->has_value)
    return NULL;
  if (!question->can_score || question->bonus || attune_form_question_is_critical (question))
    return NULL;
  if (question->type == ATTUNE_QUESTION_CHECKLIST)
    return tick_all (answers, question);
  best = is_choice (question) ? find_best (question) : ATTUNE_FORM_NONE;
  return best != ATTUNE_FORM_NONE ? attune_answers_with_option (answers, question->index, best)
                                  : NULL;
}

AttuneAnswers *
attune_answers_with_rest_highest (AttuneAnswers *self, guint *out_n)
{
  AttuneForm *form;
  g_autoptr (AttuneAnswers) answers = NULL;
  guint n = 0;

  g_return_val_if_fail (self != NULL && out_n != NULL, NULL);

  form = attune_answers_get_form (self);
  answers = attune_answers_ref (self);
  /* Conditions rest on earlier questions only. */
  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      g_autoptr (AttuneAnswers) filled = fill (answers, attune_form_get_question (form, i));

      if (filled == NULL)
        continue;
      attune_answers_unref (answers);
      answers = attune_answers_with_origin (filled, i, ATTUNE_ORIGIN_DEFAULT);
      n++;
    }
  *out_n = n;
  return g_steal_pointer (&answers);
}
