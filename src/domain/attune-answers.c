/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answers-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (AttuneAnswers, attune_answers, attune_answers_ref, attune_answers_unref)

static const char *const no_reasons[] = { NULL };
static const AttuneAnswer no_answer = { .comment = "", .reasons = no_reasons };

AttuneAnswers *
attune_answers_allocate (AttuneForm *form)
{
  AttuneAnswers *self = g_new0 (AttuneAnswers, 1);

  g_atomic_ref_count_init (&self->references);
  self->form = attune_form_ref (form);
  self->n_questions = attune_form_get_n_questions (form);
  self->n_sections = attune_form_get_n_sections (form);
  self->entries = g_new0 (AttuneAnswerEntry *, self->n_questions);
  self->states = g_new0 (guint8, self->n_questions);
  self->section_na = g_new0 (guint8, self->n_sections);
  self->section_shown = g_new0 (guint8, self->n_sections);
  return self;
}

AttuneAnswers *
attune_answers_new (AttuneForm *form)
{
  AttuneAnswers *self;

  g_return_val_if_fail (form != NULL, NULL);

  self = attune_answers_allocate (form);
  attune_answers_settle (self);
  return self;
}

AttuneAnswers *
attune_answers_ref (AttuneAnswers *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
attune_answers_unref (AttuneAnswers *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  for (guint i = 0; i < self->n_questions; i++)
    g_clear_pointer (&self->entries[i], attune_answer_entry_unref);
  g_free (self->entries);
  g_free (self->states);
  g_free (self->section_na);
  g_free (self->section_shown);
  json_decref (self->section_extra);
  json_decref (self->extra);
  attune_form_unref (self->form);
  g_free (self);
}

static gboolean
extras_equal (json_t *a, json_t *b)
{
  return a == b || (a != NULL && b != NULL && json_equal (a, b));
}

static gboolean
given_equal (const AttuneAnswer *a, const AttuneAnswer *b)
{
  return a->has_value == b->has_value && a->na == b->na && a->origin == b->origin &&
         a->number == b->number && a->n_options == b->n_options &&
         (a->n_options == 0 ||
          memcmp (a->options, b->options, a->n_options * sizeof a->options[0]) == 0) &&
         g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->date, b->date) == 0 &&
         g_str_equal (a->comment, b->comment) && g_strv_equal (a->reasons, b->reasons);
}

static gboolean
entries_equal (const AttuneAnswerEntry *a, const AttuneAnswerEntry *b)
{
  return a == b || (a != NULL && b != NULL && given_equal (&a->answer, &b->answer) &&
                    extras_equal (a->extra, b->extra));
}

static gboolean
documents_equal (AttuneAnswers *self, AttuneAnswers *other)
{
  g_autofree char *mine = attune_answers_to_json (self, NULL);
  g_autofree char *theirs = attune_answers_to_json (other, NULL);

  return g_str_equal (mine, theirs);
}

/* Answers that were made from each other share most of their entries, so that this is cheap after every letter. */
gboolean
attune_answers_equal (AttuneAnswers *self, AttuneAnswers *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (self == other)
    return TRUE;
  if (self->form != other->form)
    return documents_equal (self, other);
  if ((self->n_sections > 0 &&
       memcmp (self->section_na, other->section_na, self->n_sections) != 0) ||
      !extras_equal (self->section_extra, other->section_extra) ||
      !extras_equal (self->extra, other->extra))
    return FALSE;

  for (guint i = 0; i < self->n_questions; i++)
    if (!entries_equal (self->entries[i], other->entries[i]))
      return FALSE;
  return TRUE;
}

gboolean
attune_answers_differ_at (AttuneAnswers *self, AttuneAnswers *others, guint question)
{
  const AttuneAnswer *a = attune_answers_get (self, question);
  const AttuneAnswer *b = attune_answers_get (others, question);

  g_return_val_if_fail (question < self->n_questions && question < others->n_questions, FALSE);

  return self->states[question] != others->states[question] || (a != b && !given_equal (a, b));
}

guint
attune_answers_count_differing (AttuneAnswers *self, AttuneAnswers *others)
{
  guint n = 0;

  g_return_val_if_fail (self->n_questions == others->n_questions, 0);

  for (guint i = 0; i < self->n_questions; i++)
    n += attune_answers_differ_at (self, others, i);
  return n;
}

guint
attune_answers_find_differing (AttuneAnswers *self, AttuneAnswers *others)
{
  g_return_val_if_fail (self->n_questions == others->n_questions, ATTUNE_FORM_NONE);

  for (guint i = 0; i < self->n_questions; i++)
    if (attune_answers_differ_at (self, others, i))
      return i;
  return ATTUNE_FORM_NONE;
}

AttuneForm *
attune_answers_get_form (AttuneAnswers *self)
{
  return self->form;
}

const AttuneAnswer *
attune_answers_get (AttuneAnswers *self, guint question)
{
  g_return_val_if_fail (question < self->n_questions, &no_answer);

  return self->entries[question] != NULL ? &self->entries[question]->answer : &no_answer;
}

AttuneState
attune_answers_get_state (AttuneAnswers *self, guint question)
{
  g_return_val_if_fail (question < self->n_questions, 0);

  return self->states[question];
}

gboolean
attune_answers_is_section_shown (AttuneAnswers *self, guint section)
{
  g_return_val_if_fail (section < self->n_sections, FALSE);

  return self->section_shown[section];
}

gboolean
attune_answers_is_section_na (AttuneAnswers *self, guint section)
{
  g_return_val_if_fail (section < self->n_sections, FALSE);

  return self->section_na[section];
}

guint
attune_answers_count (AttuneAnswers *self, AttuneState state)
{
  guint n = 0;

  for (guint i = 0; i < self->n_questions; i++)
    n += (self->states[i] & state) == state;
  return n;
}

gboolean
attune_answers_is_complete (AttuneAnswers *self)
{
  for (guint i = 0; i < self->n_questions; i++)
    {
      if ((self->states[i] & ATTUNE_STATE_MISSING) != 0)
        return FALSE;
    }
  return TRUE;
}

/* --- One thing changed --------------------------------------------------------------------------------------- */

static AttuneAnswers *
copy_answers (AttuneAnswers *self)
{
  AttuneAnswers *copy = attune_answers_allocate (self->form);

  for (guint i = 0; i < self->n_questions; i++)
    {
      if (self->entries[i] != NULL)
        copy->entries[i] = attune_answer_entry_ref (self->entries[i]);
    }
  for (guint i = 0; i < self->n_sections; i++)
    copy->section_na[i] = self->section_na[i];
  copy->section_extra = json_incref (self->section_extra);
  copy->extra = json_incref (self->extra);
  return copy;
}

static AttuneAnswers *
replace_entry (AttuneAnswers *self, guint question, AttuneAnswerEntry *entry)
{
  AttuneAnswers *copy = copy_answers (self);

  g_clear_pointer (&copy->entries[question], attune_answer_entry_unref);
  if (attune_answer_entry_is_empty (entry))
    attune_answer_entry_unref (entry);
  else
    copy->entries[question] = entry;
  attune_answers_settle (copy);
  return copy;
}

/* What every new value brings: it is a person's, no longer N/A, and keeps only the reasons that belong to it. */
static AttuneAnswers *
replace_value (AttuneAnswers *self, guint question, AttuneAnswerEntry *entry)
{
  g_auto (GStrv) reasons = g_strdupv ((GStrv) entry->answer.reasons);

  entry->answer.na = FALSE;
  entry->answer.origin = ATTUNE_ORIGIN_PERSON;
  attune_answer_entry_set_reasons (entry, attune_form_get_question (self->form, question),
                                   (const char *const *) reasons);
  return replace_entry (self, question, entry);
}

AttuneAnswers *
attune_answers_with_option (AttuneAnswers *self, guint question, guint option)
{
  AttuneAnswerEntry *entry;

  g_return_val_if_fail (self != NULL && question < self->n_questions, NULL);
  g_return_val_if_fail (attune_form_get_question (self->form, question)->type <
                          ATTUNE_QUESTION_CHECKLIST,
                        NULL);
  g_return_val_if_fail (option < attune_form_get_question (self->form, question)->n_options, NULL);

  entry = attune_answer_entry_copy (self->entries[question]);
  attune_answer_entry_set_options (entry, &option, 1);
  return replace_value (self, question, entry);
}

AttuneAnswers *
attune_answers_with_options (AttuneAnswers *self,
                             guint question,
                             const guint *options,
                             guint n_options)
{
  AttuneAnswerEntry *entry;

  g_return_val_if_fail (self != NULL && question < self->n_questions, NULL);
  g_return_val_if_fail (attune_form_get_question (self->form, question)->type ==
                          ATTUNE_QUESTION_CHECKLIST,
                        NULL);
  for (guint i = 0; i < n_options; i++)
    {
      g_return_val_if_fail (options[i] < attune_form_get_question (self->form, question)->n_options,
                            NULL);
      for (guint j = 0; j < i; j++)
        g_return_val_if_fail (options[i] != options[j], NULL);
    }

  entry = attune_answer_entry_copy (self->entries[question]);
  attune_answer_entry_set_options (entry, options, n_options);
  return replace_value (self, question, entry);
}

AttuneAnswers *
attune_answers_with_number (AttuneAnswers *self,
                            guint question,
                            AttuneDecimal number,
                            GError **error)
{
  const AttuneFormQuestion *asked;
  AttuneAnswerEntry *entry;
  guint range;

  g_return_val_if_fail (self != NULL && question < self->n_questions, NULL);
  asked = attune_form_get_question (self->form, question);
  g_return_val_if_fail (asked->type == ATTUNE_QUESTION_NUMBER, NULL);

  if (!attune_form_question_takes_number (asked, number, &range, error))
    return NULL;
  entry = attune_answer_entry_copy (self->entries[question]);
  attune_answer_entry_set_number (entry, number, range);
  return replace_value (self, question, entry);
}

AttuneAnswers *
attune_answers_with_text (AttuneAnswers *self, guint question, const char *text)
{
  AttuneAnswerEntry *entry;

  g_return_val_if_fail (self != NULL && question < self->n_questions && text != NULL, NULL);
  g_return_val_if_fail (attune_form_get_question (self->form, question)->type ==
                          ATTUNE_QUESTION_TEXT,
                        NULL);

  entry = attune_answer_entry_copy (self->entries[question]);
  attune_answer_entry_set_text (entry, text);
  return replace_value (self, question, entry);
}

AttuneAnswers *
attune_answers_with_date (AttuneAnswers *self, guint question, const char *date, GError **error)
{
  AttuneAnswerEntry *entry;

  g_return_val_if_fail (self != NULL && question < self->n_questions && date != NULL, NULL);
  g_return_val_if_fail (attune_form_get_question (self->form, question)->type ==
                          ATTUNE_QUESTION_DATE,
                        NULL);

  if (!attune_is_date (date))
    {
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                   _ ("“%s” is not a date; write it as year-month-day, like 2026-11-21"), date);
      return NULL;
    }
  entry = attune_answer_entry_copy (self->entries[question]);
  attune_answer_entry_set_date (entry, date);
  return replace_value (self, question, entry);
}

AttuneAnswers *
attune_answers_with_na (AttuneAnswers *self, guint question, gboolean na)
{
  AttuneAnswerEntry *entry;

  g_return_val_if_fail (self != NULL && question < self->n_questions, NULL);
  g_return_val_if_fail (!na || attune_form_get_question (self->form, question)->na_allowed, NULL);

  entry = attune_answer_entry_copy (self->entries[question]);
  entry->answer.na = na;
  entry->answer.origin = ATTUNE_ORIGIN_PERSON;
  return replace_entry (self, question, entry);
}

AttuneAnswers *
attune_answers_with_comment (AttuneAnswers *self, guint question, const char *comment)
{
  AttuneAnswerEntry *entry;

  g_return_val_if_fail (self != NULL && question < self->n_questions, NULL);

  entry = attune_answer_entry_copy (self->entries[question]);
  attune_answer_entry_set_comment (entry, comment);
  return replace_entry (self, question, entry);
}

AttuneAnswers *
attune_answers_with_reasons (AttuneAnswers *self, guint question, const char *const *reasons)
{
  AttuneAnswerEntry *entry;

  g_return_val_if_fail (self != NULL && question < self->n_questions && reasons != NULL, NULL);

  entry = attune_answer_entry_copy (self->entries[question]);
  attune_answer_entry_set_reasons (entry, attune_form_get_question (self->form, question), reasons);
  return replace_entry (self, question, entry);
}

AttuneAnswers *
attune_answers_with_origin (AttuneAnswers *self, guint question, AttuneOrigin origin)
{
  AttuneAnswerEntry *entry;

  g_return_val_if_fail (self != NULL && question < self->n_questions, NULL);

  entry = attune_answer_entry_copy (self->entries[question]);
  entry->answer.origin = origin;
  return replace_entry (self, question, entry);
}

AttuneAnswers *
attune_answers_with_cleared (AttuneAnswers *self, guint question)
{
  AttuneAnswerEntry *entry;

  g_return_val_if_fail (self != NULL && question < self->n_questions, NULL);

  entry = attune_answer_entry_copy (self->entries[question]);
  attune_answer_entry_clear_value (entry);
  return replace_value (self, question, entry);
}

AttuneAnswers *
attune_answers_with_section_na (AttuneAnswers *self, guint section, gboolean na)
{
  AttuneAnswers *copy;

  g_return_val_if_fail (self != NULL && section < self->n_sections, NULL);
  g_return_val_if_fail (!na || attune_form_get_section (self->form, section)->na_allowed, NULL);

  copy = copy_answers (self);
  copy->section_na[section] = na != FALSE;
  attune_answers_settle (copy);
  return copy;
}

AttuneAnswers *
attune_answers_with_taken (AttuneAnswers *self, guint question, AttuneAnswers *others)
{
  AttuneAnswers *copy;

  g_return_val_if_fail (self != NULL && question < self->n_questions, NULL);
  g_return_val_if_fail (others != NULL && others->n_questions == self->n_questions, NULL);

  copy = copy_answers (self);
  g_clear_pointer (&copy->entries[question], attune_answer_entry_unref);
  if (others->entries[question] != NULL)
    copy->entries[question] = attune_answer_entry_ref (others->entries[question]);
  attune_answers_settle (copy);
  return copy;
}
