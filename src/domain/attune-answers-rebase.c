/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answers-private.h"

/* Whether an answer to a question of one type can be one to another: where both choose one option, it can. */
static gboolean
types_agree (AttuneQuestionType one, AttuneQuestionType other)
{
  return one == other || (one < ATTUNE_QUESTION_CHECKLIST && other < ATTUNE_QUESTION_CHECKLIST);
}

/* Takes over the chosen options by their ids; FALSE where one is gone. */
static gboolean
carry_options (AttuneAnswerEntry *entry,
               const AttuneAnswer *answer,
               const AttuneFormQuestion *from,
               const AttuneFormQuestion *to)
{
  g_autofree guint *options = g_new (guint, answer->n_options + 1);

  for (guint i = 0; i < answer->n_options; i++)
    {
      options[i] = attune_form_question_find_option (to, from->options[answer->options[i]].id);
      if (options[i] == ATTUNE_FORM_NONE)
        return FALSE;
    }
  attune_answer_entry_set_options (entry, options, answer->n_options);
  return TRUE;
}

static gboolean
carry_value (AttuneAnswerEntry *entry,
             const AttuneAnswer *answer,
             const AttuneFormQuestion *from,
             const AttuneFormQuestion *to)
{
  guint range;

  if (!answer->has_value)
    return TRUE;
  if (!types_agree (from->type, to->type))
    return FALSE;

  switch (to->type)
    {
    case ATTUNE_QUESTION_YES_NO:
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
    case ATTUNE_QUESTION_CHECKLIST:
      return carry_options (entry, answer, from, to);
    case ATTUNE_QUESTION_NUMBER:
      if (!attune_form_question_takes_number (to, answer->number, &range, NULL))
        return FALSE;
      attune_answer_entry_set_number (entry, answer->number, range);
      return TRUE;
    case ATTUNE_QUESTION_TEXT:
      attune_answer_entry_set_text (entry, answer->text);
      return TRUE;
    case ATTUNE_QUESTION_DATE:
      attune_answer_entry_set_date (entry, answer->date);
      return TRUE;
    }
  g_assert_not_reached ();
}

/* Gives what the entry loses: 0 or 1 value, and 0 or 1 N/A. */
static guint
carry_entry (AttuneAnswers *copy, const AttuneAnswerEntry *old, const AttuneFormQuestion *from)
{
  guint question = attune_form_find_question (copy->form, from->id);
  const AttuneFormQuestion *to;
  AttuneAnswerEntry *entry;
  guint n_dropped = 0;

  if (question == ATTUNE_FORM_NONE)
    return old->answer.has_value || old->answer.na;

  to = attune_form_get_question (copy->form, question);
  entry = attune_answer_entry_new ();
  n_dropped += !carry_value (entry, &old->answer, from, to);
  n_dropped += old->answer.na && !to->na_allowed;
  entry->answer.na = old->answer.na && to->na_allowed;
  entry->answer.origin = old->answer.origin;
  attune_answer_entry_set_reasons (entry, to, old->answer.reasons);
  attune_answer_entry_set_comment (entry, old->answer.comment);
  entry->extra = json_incref (old->extra);
  if (attune_answer_entry_is_empty (entry))
    attune_answer_entry_unref (entry);
  else
    copy->entries[question] = entry;
  return n_dropped;
}

AttuneAnswers *
attune_answers_rebase (AttuneAnswers *self, AttuneForm *form, guint *out_n_dropped)
{
  AttuneAnswers *copy;
  guint n_dropped = 0;

  g_return_val_if_fail (self != NULL && form != NULL, NULL);

  copy = attune_answers_allocate (form);
  for (guint i = 0; i < self->n_questions; i++)
    {
      if (self->entries[i] != NULL)
        n_dropped += carry_entry (copy, self->entries[i], attune_form_get_question (self->form, i));
    }
  for (guint i = 0; i < self->n_sections; i++)
    {
      guint section = attune_form_find_section (form, attune_form_get_section (self->form, i)->id);

      if (!self->section_na[i])
        continue;
      if (section != ATTUNE_FORM_NONE && attune_form_get_section (form, section)->na_allowed)
        copy->section_na[section] = TRUE;
      else
        n_dropped++;
    }
  copy->extra = json_incref (self->extra);

  attune_answers_settle (copy);
  if (out_n_dropped != NULL)
    *out_n_dropped = n_dropped;
  return copy;
}
