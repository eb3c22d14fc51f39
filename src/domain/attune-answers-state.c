/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answers-private.h"

static gboolean
has_option (const AttuneAnswer *answer, const AttuneFormCondition *condition)
{
  for (guint i = 0; i < answer->n_options; i++)
    {
      for (guint j = 0; j < condition->n_options; j++)
        {
          if (answer->options[i] == condition->options[j])
            return TRUE;
        }
    }
  return FALSE;
}

/* Rests only on the states of earlier questions, which are settled by then. */
static gboolean
condition_holds (AttuneAnswers *self, const AttuneFormCondition *condition)
{
  switch (condition->kind)
    {
    case ATTUNE_CONDITION_ALL:
      for (guint i = 0; i < condition->n_children; i++)
        {
          if (!condition_holds (self, &condition->children[i]))
            return FALSE;
        }
      return TRUE;
    case ATTUNE_CONDITION_ANY:
      for (guint i = 0; i < condition->n_children; i++)
        {
          if (condition_holds (self, &condition->children[i]))
            return TRUE;
        }
      return FALSE;
    case ATTUNE_CONDITION_NOT:
      return !condition_holds (self, condition->children);
    case ATTUNE_CONDITION_IS:
      return (self->states[condition->question] & ATTUNE_STATE_ANSWERED) != 0 &&
             has_option (&self->entries[condition->question]->answer, condition);
    case ATTUNE_CONDITION_ANSWERED:
      return (self->states[condition->question] & ATTUNE_STATE_ANSWERED) != 0;
    case ATTUNE_CONDITION_NA:
      return (self->states[condition->question] & ATTUNE_STATE_NA) != 0;
    }
  g_assert_not_reached ();
}

static gboolean
lacks_comment (AttuneAnswers *self, const AttuneFormQuestion *question, guint8 state)
{
  const AttuneAnswerEntry *entry = self->entries[question->index];
  AttuneScoringMode mode = attune_form_get_scoring (self->form)->mode;

  if (entry != NULL && *entry->answer.comment != '\0')
    return FALSE;

  switch (question->comment)
    {
    case ATTUNE_COMMENT_NONE:
    case ATTUNE_COMMENT_OPTIONAL:
      return FALSE;
    case ATTUNE_COMMENT_REQUIRED:
      return (state & (ATTUNE_STATE_ANSWERED | ATTUNE_STATE_NA)) != 0;
    case ATTUNE_COMMENT_REQUIRED_BELOW_FULL:
      return (state & ATTUNE_STATE_ANSWERED) != 0 && question->n_options > 0 &&
             attune_answer_get_worth (&entry->answer, question, mode) <
               attune_form_question_get_best (question, mode);
    }
  g_assert_not_reached ();
}

static guint8
judge (AttuneAnswers *self, const AttuneFormQuestion *question, gboolean section_na)
{
  const AttuneAnswerEntry *entry = self->entries[question->index];
  guint8 state = ATTUNE_STATE_SHOWN;

  if (question->show_if != NULL && !condition_holds (self, question->show_if))
    return 0;

  if (section_na || (entry != NULL && entry->answer.na))
    state |= ATTUNE_STATE_NA;
  else if (entry != NULL && entry->answer.has_value)
    state |= question->can_score ? ATTUNE_STATE_ANSWERED | ATTUNE_STATE_APPLICABLE
                                 : ATTUNE_STATE_ANSWERED;
  else if (question->required)
    state |= ATTUNE_STATE_MISSING;

  if (lacks_comment (self, question, state))
    state |= ATTUNE_STATE_COMMENT_MISSING;
  return state;
}

void
attune_answers_settle (AttuneAnswers *self)
{
  guint8 covered[ATTUNE_FORM_MAX_SECTIONS + 1] = { 0 };

  for (guint i = 0; i < self->n_sections; i++)
    {
      const AttuneFormSection *section = attune_form_get_section (self->form, i);
      gboolean has_parent = section->parent != ATTUNE_FORM_NONE;
      gboolean is_shown = !has_parent || self->section_shown[section->parent];

      is_shown = is_shown && (section->show_if == NULL || condition_holds (self, section->show_if));
      self->section_shown[i] = is_shown;
      covered[i] = self->section_na[i] || (has_parent && covered[section->parent]);

      for (guint j = section->first_question; j < section->first_question + section->n_questions;
           j++)
        self->states[j] = is_shown
                            ? judge (self, attune_form_get_question (self->form, j), covered[i])
                            : 0;
    }
}
