/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answers-private.h"

#include "attune-form-names.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define FULL_SCORE (100 * ATTUNE_DECIMAL_ONE)

static const char *const no_reasons[] = { NULL };

AttuneAnswerEntry *
attune_answer_entry_new (void)
{
  AttuneAnswerEntry *self = g_new0 (AttuneAnswerEntry, 1);

  g_atomic_ref_count_init (&self->references);
  self->answer.comment = "";
  self->answer.reasons = no_reasons;
  return self;
}

AttuneAnswerEntry *
attune_answer_entry_copy (const AttuneAnswerEntry *self)
{
  AttuneAnswerEntry *copy = attune_answer_entry_new ();

  if (self == NULL)
    return copy;

  copy->answer = self->answer;
  copy->answer.options = NULL;
  if (self->answer.n_options > 0)
    attune_answer_entry_set_options (copy, self->answer.options, self->answer.n_options);
  /* Options are set for good: a number's range is one. */
  copy->answer.number = self->answer.number;
  copy->answer.text = copy->text = g_strdup (self->text);
  copy->answer.date = copy->date = g_strdup (self->date);
  attune_answer_entry_set_comment (copy, self->answer.comment);
  copy->answer.reasons = no_reasons;
  if (self->reasons != NULL)
    {
      copy->reasons = g_strdupv (self->reasons);
      copy->answer.reasons = (const char *const *) copy->reasons;
    }
  copy->extra = json_incref (self->extra);
  return copy;
}

AttuneAnswerEntry *
attune_answer_entry_ref (AttuneAnswerEntry *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
attune_answer_entry_unref (AttuneAnswerEntry *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_free (self->more_options);
  g_free (self->text);
  g_free (self->date);
  g_free (self->comment);
  g_strfreev (self->reasons);
  json_decref (self->extra);
  g_free (self);
}

gboolean
attune_answer_entry_is_empty (const AttuneAnswerEntry *self)
{
  return !self->answer.has_value && !self->answer.na && *self->answer.comment == '\0' &&
         self->extra == NULL && self->answer.origin == ATTUNE_ORIGIN_PERSON;
}

static void
clear_reasons (AttuneAnswerEntry *self)
{
  g_clear_pointer (&self->reasons, g_strfreev);
  self->answer.reasons = no_reasons;
}

void
attune_answer_entry_clear_value (AttuneAnswerEntry *self)
{
  g_clear_pointer (&self->more_options, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->date, g_free);
  self->answer.has_value = FALSE;
  self->answer.options = NULL;
  self->answer.n_options = 0;
  self->answer.number = 0;
  self->answer.text = NULL;
  self->answer.date = NULL;
}

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return (left > right) - (left < right);
}

void
attune_answer_entry_set_options (AttuneAnswerEntry *self, const guint *options, guint n_options)
{
  g_autofree guint *more = NULL;
  guint first = n_options > 0 ? options[0] : 0;

  if (n_options > 1)
    {
      more = g_memdup2 (options, n_options * sizeof *options);
      qsort (more, n_options, sizeof *more, compare_indices);
    }

  attune_answer_entry_clear_value (self);
  self->answer.has_value = TRUE;
  self->answer.n_options = n_options;
  self->first_option = first;
  self->more_options = g_steal_pointer (&more);
  self->answer.options = n_options > 1 ? self->more_options : &self->first_option;
}

void
attune_answer_entry_set_number (AttuneAnswerEntry *self, AttuneDecimal number, guint range)
{
  attune_answer_entry_set_options (self, &range, range != ATTUNE_FORM_NONE ? 1 : 0);
  self->answer.number = number;
}

void
attune_answer_entry_set_text (AttuneAnswerEntry *self, const char *text)
{
  g_autofree char *copy = g_strdup (text);

  attune_answer_entry_clear_value (self);
  if (copy[strspn (copy, " \t\r\n")] == '\0')
    return;
  self->answer.has_value = TRUE;
  self->answer.text = self->text = g_steal_pointer (&copy);
}

void
attune_answer_entry_set_date (AttuneAnswerEntry *self, const char *date)
{
  g_autofree char *copy = g_strdup (date);

  attune_answer_entry_clear_value (self);
  self->answer.has_value = TRUE;
  self->answer.date = self->date = g_steal_pointer (&copy);
}

void
attune_answer_entry_set_comment (AttuneAnswerEntry *self, const char *comment)
{
  g_autofree char *old = self->comment;

  self->comment = comment != NULL && *comment != '\0' ? g_strdup (comment) : NULL;
  self->answer.comment = self->comment != NULL ? self->comment : "";
}

const AttuneFormReason *
attune_answer_find_reason (const AttuneAnswer *answer,
                           const AttuneFormQuestion *question,
                           const char *id)
{
  for (guint i = 0; i < answer->n_options; i++)
    {
      const AttuneFormOption *option = &question->options[answer->options[i]];

      for (guint j = 0; j < option->n_reasons; j++)
        {
          if (g_str_equal (option->reasons[j].id, id))
            return &option->reasons[j];
        }
    }
  return NULL;
}

static gboolean
stands_before (const char *const *words, guint index)
{
  for (guint i = 0; i < index; i++)
    {
      if (g_str_equal (words[i], words[index]))
        return TRUE;
    }
  return FALSE;
}

void
attune_answer_entry_set_reasons (AttuneAnswerEntry *self,
                                 const AttuneFormQuestion *question,
                                 const char *const *reasons)
{
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  gboolean has_any = FALSE;

  for (guint i = 0; reasons[i] != NULL; i++)
    {
      if (stands_before (reasons, i) ||
          attune_answer_find_reason (&self->answer, question, reasons[i]) == NULL)
        continue;
      g_strv_builder_add (kept, reasons[i]);
      has_any = TRUE;
    }

  clear_reasons (self);
  if (!has_any)
    return;
  self->reasons = g_strv_builder_end (kept);
  self->answer.reasons = (const char *const *) self->reasons;
}

gboolean
attune_form_question_takes_number (const AttuneFormQuestion *question,
                                   AttuneDecimal number,
                                   guint *out_range,
                                   GError **error)
{
  g_autofree char *digits = attune_decimal_format (number);
  guint range = attune_form_question_find_range (question, number);

  if (attune_decimal_count_places (number) > question->decimals)
    {
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                   ngettext ("“%s” takes %u decimal place at most, not %s",
                             "“%s” takes %u decimal places at most, not %s", question->decimals),
                   attune_form_question_get_name (question), question->decimals, digits);
      return FALSE;
    }
  if (range == ATTUNE_FORM_NONE && question->n_options > 0)
    {
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                   _ ("%s is in none of the ranges of “%s”"), digits,
                   attune_form_question_get_name (question));
      return FALSE;
    }
  *out_range = range;
  return TRUE;
}

gboolean
attune_is_date (const char *text)
{
  guint year, month, day;

  if (strlen (text) != 10 || strspn (text, "0123456789") != 4 || text[4] != '-' ||
      strspn (text + 5, "0123456789") != 2 || text[7] != '-' ||
      strspn (text + 8, "0123456789") != 2)
    return FALSE;

  year = (guint) atoi (text);
  month = (guint) atoi (text + 5);
  day = (guint) atoi (text + 8);
  return g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

AttuneDecimal
attune_answer_get_worth (const AttuneAnswer *answer,
                         const AttuneFormQuestion *question,
                         AttuneScoringMode mode)
{
  AttuneDecimal worth = 0;

  for (guint i = 0; i < answer->n_options; i++)
    worth += question->options[answer->options[i]].score;

  return mode == ATTUNE_SCORING_SHARE ? CLAMP (worth, 0, FULL_SCORE) : worth;
}
