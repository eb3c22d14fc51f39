/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-disputes.h"

#include <glib/gi18n-lib.h>

AttuneDisputeAnswer *
attune_dispute_answer_new (const char *question, const char *proposed, const char *reason)
{
  AttuneDisputeAnswer *self = g_new0 (AttuneDisputeAnswer, 1);

  self->question = g_strdup (question);
  self->proposed = g_strdup (proposed);
  self->reason = g_strdup (reason != NULL ? reason : "");
  self->decision = ATTUNE_DECISION_NONE;
  self->remark = g_strdup ("");
  return self;
}

AttuneDisputeAnswer *
attune_dispute_answer_copy (const AttuneDisputeAnswer *self)
{
  AttuneDisputeAnswer *copy = attune_dispute_answer_new (self->question, self->proposed,
                                                         self->reason);

  copy->decision = self->decision;
  copy->decided = g_strdup (self->decided);
  g_free (copy->remark);
  copy->remark = g_strdup (self->remark);
  return copy;
}

void
attune_dispute_answer_free (AttuneDisputeAnswer *self)
{
  g_free (self->question);
  g_free (self->proposed);
  g_free (self->reason);
  g_free (self->decided);
  g_free (self->remark);
  g_free (self);
}

void
attune_dispute_answer_decide (AttuneDisputeAnswer *self,
                              AttuneDecision decision,
                              const char *decided,
                              const char *remark)
{
  self->decision = decision;
  g_free (self->decided);
  self->decided = decision == ATTUNE_DECISION_OTHERWISE ? g_strdup (decided) : NULL;
  g_free (self->remark);
  self->remark = g_strdup (remark != NULL ? remark : "");
}

AttuneDispute *
attune_dispute_copy (const AttuneDispute *self)
{
  AttuneDispute *copy = g_memdup2 (self, sizeof *self);

  copy->agent_name = g_strdup (self->agent_name);
  copy->reason = g_strdup (self->reason);
  copy->decider_name = g_strdup (self->decider_name);
  copy->remark = g_strdup (self->remark);
  copy->given = g_strdup (self->given);
  copy->answers = attune_dispute_answers_copy (self->answers);
  return copy;
}

void
attune_dispute_free (AttuneDispute *self)
{
  g_free (self->agent_name);
  g_free (self->reason);
  g_free (self->decider_name);
  g_free (self->remark);
  g_free (self->given);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_free (self);
}

void
attune_dispute_row_free (AttuneDisputeRow *self)
{
  g_free (self->agent_name);
  g_free (self->evaluator_name);
  g_free (self->form_title);
  g_free (self);
}

char *
attune_dispute_extract (AttuneAnswers *answers, guint question)
{
  g_autoptr (AttuneAnswers) none = attune_answers_new (attune_answers_get_form (answers));
  g_autoptr (AttuneAnswers) alone = attune_answers_with_taken (none, question, answers);

  return attune_answers_to_json (alone, NULL);
}

GPtrArray *
attune_dispute_answers_copy (GPtrArray *answers)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_dispute_answer_free);

  for (guint i = 0; i < answers->len; i++)
    g_ptr_array_add (copy, attune_dispute_answer_copy (g_ptr_array_index (answers, i)));
  return copy;
}

/* Comments do not count: a dispute is about what is answered. */
gboolean
attune_dispute_proposes_anew (AttuneAnswers *given, AttuneAnswers *proposed, guint question)
{
  const char *comment = attune_answers_get (given, question)->comment;
  g_autoptr (AttuneAnswers) taken = attune_answers_with_taken (given, question, proposed);
  g_autoptr (AttuneAnswers) commented = attune_answers_with_comment (taken, question, comment);
  g_autoptr (AttuneAnswers)
    one = attune_answers_with_origin (commented, question, ATTUNE_ORIGIN_PERSON);
  g_autoptr (AttuneAnswers)
    other = attune_answers_with_origin (given, question, ATTUNE_ORIGIN_PERSON);

  return attune_answers_differ_at (one, other, question);
}

static const char *
get_new_answer (const AttuneDisputeAnswer *answer)
{
  switch (answer->decision)
    {
    case ATTUNE_DECISION_AS_PROPOSED:
      return answer->proposed;
    case ATTUNE_DECISION_OTHERWISE:
      return answer->decided;
    default:
      return NULL;
    }
}

/* Takes `self` over. */
static AttuneAnswers *
take_answer (AttuneAnswers *self, const AttuneDisputeAnswer *answer, GError **error)
{
  g_autoptr (AttuneAnswers) old = self;
  const char *document = get_new_answer (answer);
  AttuneForm *form = attune_answers_get_form (self);
  guint question = attune_form_find_question (form, answer->question);
  g_autoptr (AttuneAnswers) given = NULL;
  g_autoptr (AttuneAnswers) taken = NULL;

  if (document == NULL)
    return g_steal_pointer (&old);
  if (question == ATTUNE_FORM_NONE)
    {
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                   _ ("The form has no question “%s”."), answer->question);
      return NULL;
    }
  given = attune_answers_from_json (form, document, -1, error);
  if (given == NULL)
    return NULL;

  taken = attune_answers_with_taken (old, question, given);
  if (*attune_answers_get (given, question)->comment != '\0')
    return g_steal_pointer (&taken);
  return attune_answers_with_comment (taken, question, attune_answers_get (old, question)->comment);
}

AttuneAnswers *
attune_dispute_resolve (AttuneAnswers *given, GPtrArray *answers, GError **error)
{
  AttuneAnswers *resolved = attune_answers_ref (given);

  for (guint i = 0; resolved != NULL && i < answers->len; i++)
    resolved = take_answer (resolved, g_ptr_array_index (answers, i), error);
  return resolved;
}

gint64
attune_dispute_deadline (GTimeZone *zone, gint64 shown_at, guint days)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (shown_at / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) last = local != NULL ? g_date_time_add_days (local, (int) days + 1) : NULL;
  g_autoptr (GDateTime) end = NULL;

  if (shown_at == 0 || days == 0 || last == NULL)
    return 0;
  end = g_date_time_new (zone, g_date_time_get_year (last), g_date_time_get_month (last),
                         g_date_time_get_day_of_month (last), 0, 0, 0);
  return end != NULL ? g_date_time_to_unix (end) * G_TIME_SPAN_SECOND : 0;
}
