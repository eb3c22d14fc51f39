/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-disputes-private.h"

#include "attune-entries-private.h"
#include "attune-evaluation-change.h"

#include <glib/gi18n-lib.h>

/* Deciding a dispute: one transaction that says so, and, where an answer changes, puts a new revision in the place of the
 * one that was disputed. */

/* The dispute's own answer to that question, or NULL. */
static AttuneDisputeAnswer *
find_answer (GPtrArray *answers, const char *question)
{
  for (guint i = 0; i < answers->len; i++)
    {
      AttuneDisputeAnswer *answer = g_ptr_array_index (answers, i);

      if (g_str_equal (answer->question, question))
        return answer;
    }
  return NULL;
}

/* Beside what is disputed, only what was not asked before. */
static gboolean
check_further (const AttuneDisputeAnswer *decision, AttuneAnswers *given, GError **error)
{
  AttuneForm *form = attune_answers_get_form (given);
  guint question = attune_form_find_question (form, decision->question);

  if (question != ATTUNE_FORM_NONE && decision->decision == ATTUNE_DECISION_OTHERWISE &&
      (attune_answers_get_state (given, question) & ATTUNE_STATE_SHOWN) == 0)
    return TRUE;
  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
               _ ("“%s” is not disputed. Decide only what is."),
               question != ATTUNE_FORM_NONE ? attune_form_get_question (form, question)->title
                                            : decision->question);
  return FALSE;
}

/* Puts the decisions into the dispute's answers; what is asked further is added at their end. */
static gboolean
take_decisions (AttuneDispute *dispute, GPtrArray *decisions, AttuneAnswers *given, GError **error)
{
  for (guint i = 0; i < decisions->len; i++)
    {
      const AttuneDisputeAnswer *decision = g_ptr_array_index (decisions, i);
      AttuneDisputeAnswer *answer = find_answer (dispute->answers, decision->question);

      if (answer == NULL)
        {
          if (!check_further (decision, given, error))
            return FALSE;
          g_ptr_array_add (dispute->answers, attune_dispute_answer_copy (decision));
        }
      else
        attune_dispute_answer_decide (answer, (AttuneDecision) decision->decision,
                                      decision->decided, decision->remark);
    }
  return TRUE;
}

static gboolean
check_decided (const AttuneDispute *dispute, AttuneForm *form, GError **error)
{
  for (guint i = 0; i < dispute->answers->len; i++)
    {
      const AttuneDisputeAnswer *answer = g_ptr_array_index (dispute->answers, i);
      guint question = attune_form_find_question (form, answer->question);

      if (answer->decision >= ATTUNE_DECISION_KEEP &&
          answer->decision <= ATTUNE_DECISION_OTHERWISE &&
          (answer->decision != ATTUNE_DECISION_OTHERWISE || answer->decided != NULL))
        continue;
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                   _ ("“%s” is not decided yet. Decide every question that is disputed."),
                   question != ATTUNE_FORM_NONE ? attune_form_get_question (form, question)->title
                                                : answer->question);
      return FALSE;
    }
  return TRUE;
}

/* What the evaluation is to say; NULL with the error set. */
static AttuneAnswers *
resolve (const AttuneEvaluationRecord *record,
         AttuneDispute *dispute,
         GPtrArray *decisions,
         GError **error)
{
  g_autoptr (AttuneAnswers) given = attune_evaluation_record_parse (record, record->answers, error);
  g_autoptr (AttuneAnswers) resolved = NULL;

  if (given == NULL || !take_decisions (dispute, decisions, given, error) ||
      !check_decided (dispute, attune_answers_get_form (given), error))
    return NULL;
  resolved = attune_dispute_resolve (given, dispute->answers, error);
  if (resolved == NULL || !attune_evaluation_check_complete (resolved, error))
    return NULL;
  return g_steal_pointer (&resolved);
}

/* Returns the new revision's id, 0 where nothing changes; -1 with the error set. */
static gint64
add_outcome (AttuneWrite *write,
             const AttuneEvaluationRecord *record,
             AttuneAnswers *resolved,
             const char *remark,
             GError **error)
{
  g_autoptr (AttuneAnswers) given = attune_evaluation_record_parse (record, record->answers, NULL);
  g_autofree char *document = attune_answers_to_json (resolved, NULL);
  gint64 id;

  if (given != NULL && attune_answers_equal (given, resolved))
    return 0;
  attune_evaluation_record_set_state (record, write, record->state);
  id = attune_evaluation_revise (write, record,
                                 &(AttuneNewRevision){ document, resolved, ATTUNE_REVISION_DISPUTE,
                                                       remark },
                                 error);
  return id != 0 ? id : -1;
}

static void
enter_decision (AttuneBatch *batch,
                const AttuneDispute *dispute,
                const char *question,
                const char *remark)
{
  attune_entry_add (batch, &(AttuneEntry){ .kind = ATTUNE_ENTRY_DECISION,
                                           .evaluation = dispute->evaluation,
                                           .subject = dispute->id,
                                           .question = question,
                                           .text = remark });
}

static void
add_decision (AttuneWrite *write, gint64 dispute, const AttuneDisputeAnswer *answer, GString *words)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  /* What was asked further is not disputed: no row. */
  attune_batch_add (batch,
                    "UPDATE dispute_answer SET decision = $decision, decided = $decided,"
                    " remark = $remark WHERE dispute_id = $dispute AND question = $question",
                    "");
  attune_batch_bind_int (batch, "decision", answer->decision);
  attune_batch_bind_text (batch, "decided", answer->decided);
  attune_batch_bind_text (batch, "remark", answer->remark);
  attune_batch_bind_int (batch, "dispute", dispute);
  attune_batch_bind_text (batch, "question", answer->question);
  g_string_append_printf (words, "\n\n%s\n%d %s\n%s", answer->question, answer->decision,
                          answer->decided != NULL ? answer->decided : "", answer->remark);
}

/* As its rows are from now on; the answers behind the first `n_disputed` are what was asked further, and have none. */
static void
audit_decision (AttuneWrite *write,
                const AttuneDispute *dispute,
                guint n_disputed,
                gint64 revision,
                const char *remark,
                const char *words)
{
  g_autoptr (GString) seals = attune_seals_new ();
  AttuneDispute decided = *dispute;

  decided.state = ATTUNE_DISPUTE_DECIDED;
  decided.decided_at = attune_write_get_now (write);
  decided.remark = (char *) remark;
  decided.decided_revision = revision;
  attune_dispute_add_seal (&decided, n_disputed, attune_write_get_actor (write), seals);
  attune_seals_add_text (seals, words);
  attune_write_audit (write, "decide-dispute", dispute->evaluation, seals->str);
}

static void
end_dispute (AttuneWrite *write,
             const AttuneDispute *dispute,
             guint n_disputed,
             gint64 revision,
             const char *remark)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  g_autoptr (GString) words = g_string_new (remark);

  attune_batch_add (batch,
                    "UPDATE dispute SET rev = rev + 1, state = 2, decided_by = $actor,"
                    " decided_at = $now, remark = $remark, decided_revision_id = $revision"
                    " WHERE id = $id AND rev = $rev AND state = 0",
                    "");
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_text (batch, "remark", remark);
  attune_batch_bind_id (batch, "revision", revision);
  attune_batch_bind_int (batch, "id", dispute->id);
  attune_batch_bind_int (batch, "rev", dispute->rev);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("This dispute is no longer open. Look at it again."));
  enter_decision (batch, dispute, NULL, remark);
  for (guint i = 0; i < dispute->answers->len; i++)
    {
      const AttuneDisputeAnswer *answer = g_ptr_array_index (dispute->answers, i);

      add_decision (write, dispute->id, answer, words);
      if (i < n_disputed)
        enter_decision (batch, dispute, answer->question, answer->remark);
    }
  audit_decision (write, dispute, n_disputed, revision, remark, words->str);
  attune_write_changed (write, ATTUNE_CHANGE_EVALUATION, dispute->evaluation);
}

static gboolean
check_open (const AttuneDispute *dispute, gint64 rev, GError **error)
{
  return (dispute->state == ATTUNE_DISPUTE_OPEN && dispute->rev == rev) ||
         attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_CONFLICT,
                                   _ ("This dispute is no longer open, or was changed meanwhile. "
                                      "Look at it again."));
}

static gboolean
check_same (const AttuneDispute *dispute, const AttuneEvaluationRecord *record, GError **error)
{
  return (record->revision_id == dispute->revision &&
          record->state == ATTUNE_EVALUATION_STATE_RELEASED) ||
         attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_CONFLICT,
                                   _ ("The evaluation was changed after it was disputed. Look at "
                                      "it again."));
}

static void
require_right (AttuneWrite *write, gint64 dispute)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch, ATTUNE_DISPUTE_RIGHT (ATTUNE_ACCESS_DECIDING), "i");
  attune_batch_bind_int (batch, "id", dispute);
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_expect (
    batch, 1, ATTUNE_STORE_ERROR_DENIED,
    _ ("A dispute is decided by an analyst or a manager other than the evaluator."));
}

static gint64
decide (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneDispute)
    dispute = attune_dispute_read (self, arguments->actor, arguments->subject, error);
  g_autoptr (AttuneEvaluationRecord) record = NULL;
  g_autoptr (AttuneAnswers) resolved = NULL;
  g_autoptr (AttuneWrite) write = NULL;
  guint n_disputed;
  gint64 revision;

  if (dispute == NULL || !check_open (dispute, arguments->rev, error))
    return 0;
  record = attune_evaluation_record_read (self, arguments->actor, dispute->evaluation, error);
  if (record == NULL || !check_same (dispute, record, error))
    return 0;
  n_disputed = dispute->answers->len;
  resolved = resolve (record, dispute, arguments->value, error);
  if (resolved == NULL)
    return 0;

  write = attune_write_new (self, arguments->actor);
  require_right (write, dispute->id);
  revision = add_outcome (write, record, resolved, arguments->text, error);
  if (revision < 0)
    return 0;
  end_dispute (write, dispute, n_disputed, revision, arguments->text);
  return attune_write_commit (write, error) ? arguments->rev + 1 : 0;
}

static const AttuneVerb decide_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = decide,
  .free_value = (GDestroyNotify) g_ptr_array_unref,
};

void
attune_store_decide_dispute_async (AttuneStore *self,
                                   gint64 actor,
                                   gint64 dispute,
                                   gint64 rev,
                                   GPtrArray *decisions,
                                   const char *remark,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  attune_verb_start (&decide_verb, self,
                     &(AttuneArguments){ .actor = actor,
                                         .subject = dispute,
                                         .rev = rev,
                                         .text = remark != NULL ? remark : "",
                                         .value = attune_dispute_answers_copy (decisions) },
                     cancellable, callback, data);
}

gint64
attune_store_decide_dispute_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&decide_verb, self, result, error);
}
