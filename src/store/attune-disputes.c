/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-disputes-private.h"

#include "attune-entries-private.h"
#include "attune-evaluation-change.h"
#include "attune-self-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the agent says to an evaluation. Deciding about it is in attune-dispute-decide.c, reading in
 * attune-dispute-reading.c. */

#define BY_AGENT "e.kind = 0 AND e.state = 2 AND " ATTUNE_ACCESS_SELF ("e.agent_id")
#define BY_AGENT_MESSAGE \
  N_ ("Only the agent can answer their evaluation, once it is released to them.")

/* --- What an open one means to others ------------------------------------------------------------------------------ */

#define NONE_OPEN \
  "NOT EXISTS (SELECT 1 FROM dispute AS d WHERE d.evaluation_id = $id AND d.state = 0)"

void
attune_disputes_require_none_open (AttuneWrite *write, gint64 evaluation)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch, "SELECT 1 WHERE " NONE_OPEN, "i");
  attune_batch_bind_int (batch, "id", evaluation);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID,
                       _ ("The agent disputes this evaluation. Whoever decides about that changes "
                          "its answers."));
}

void
attune_disputes_require_other (AttuneWrite *write, gint64 evaluation)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "SELECT e.id FROM evaluation AS e WHERE e.id = $id"
                    " AND (e.evaluator_id <> $actor OR " NONE_OPEN ")",
                    "i");
  attune_batch_bind_int (batch, "id", evaluation);
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_DENIED,
                       _ ("The agent disputes this evaluation: somebody other than its evaluator "
                          "has to decide about it."));
}

void
attune_disputes_drop (AttuneWrite *write, gint64 evaluation)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE dispute SET rev = rev + 1, state = 3 WHERE evaluation_id = $id"
                    " AND state = 0",
                    "");
  attune_batch_bind_int (batch, "id", evaluation);
}

/* --- What the trail has of one ------------------------------------------------------------------------------------- */

static int
compare_questions (gconstpointer a, gconstpointer b)
{
  return strcmp (((const AttuneSealedDisputeAnswer *) a)->question,
                 ((const AttuneSealedDisputeAnswer *) b)->question);
}

void
attune_dispute_add_seal (const AttuneDispute *self,
                         guint n_answers,
                         gint64 decided_by,
                         GString *seals)
{
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (AttuneSealedDisputeAnswer));
  AttuneSealedDispute sealed = { .id = self->id,
                                 .evaluation = self->evaluation,
                                 .revision = self->revision,
                                 .agent = self->agent,
                                 .state = self->state,
                                 .opened_at = self->opened_at,
                                 .decided_by = decided_by,
                                 .decided_at = self->decided_at,
                                 .decided_revision = self->decided_revision,
                                 .reason = self->reason,
                                 .remark = self->remark };

  for (guint i = 0; i < n_answers; i++)
    {
      const AttuneDisputeAnswer *answer = g_ptr_array_index (self->answers, i);
      AttuneSealedDisputeAnswer one = { answer->question, answer->proposed, answer->reason,
                                        answer->decision, answer->decided,  answer->remark };

      g_array_append_val (answers, one);
    }
  g_array_sort (answers, compare_questions);
  sealed.answers = (const AttuneSealedDisputeAnswer *) (gpointer) answers->data;
  sealed.n_answers = answers->len;
  attune_seals_add_dispute (seals, &sealed);
}

/* --- Acknowledging -------------------------------------------------------------------------------------------------- */

static void
require_rev (AttuneBatch *batch, gint64 evaluation, gint64 rev)
{
  attune_batch_add (batch, "SELECT e.id FROM evaluation AS e WHERE e.id = $id AND e.rev = $rev",
                    "i");
  attune_batch_bind_int (batch, "id", evaluation);
  attune_batch_bind_int (batch, "rev", rev);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("Somebody changed this evaluation meanwhile. Look at it again, then "
                          "repeat what you did."));
}

/* Whoever disputes answers has not taken them as they are; after the decision, what counts then can be acknowledged. */
static void
require_undisputed (AttuneBatch *batch, gint64 evaluation)
{
  attune_batch_add (batch, "SELECT 1 WHERE " NONE_OPEN, "i");
  attune_batch_bind_int (batch, "id", evaluation);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID,
                       _ ("You dispute this evaluation. Wait for the decision, or take your "
                          "dispute back."));
}

/* The row, and the event that seals it. */
static void
add_acknowledgement (AttuneWrite *write, const AttuneSealedAcknowledgement *said)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  g_autoptr (GString) seals = attune_seals_new ();

  attune_batch_add (
    batch,
    "INSERT INTO acknowledgement (id, revision_id, evaluation_id, agent_id, comment,"
    " at) VALUES ($id, $revision, $evaluation, $agent, $comment, $at)"
    " ON CONFLICT DO NOTHING",
    "");
  attune_batch_bind_int (batch, "id", said->id);
  attune_batch_bind_int (batch, "revision", said->revision);
  attune_batch_bind_int (batch, "evaluation", said->evaluation);
  attune_batch_bind_int (batch, "agent", said->agent);
  attune_batch_bind_text (batch, "comment", said->comment);
  attune_batch_bind_int (batch, "at", said->at);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_EXISTS,
                       _ ("You have acknowledged this evaluation already."));
  attune_entry_add (batch, &(AttuneEntry){ .kind = ATTUNE_ENTRY_ACKNOWLEDGEMENT,
                                           .evaluation = said->evaluation,
                                           .subject = said->id,
                                           .text = said->comment });
  attune_seals_add_acknowledgement (seals, said);
  attune_seals_add_text (seals, said->comment);
  attune_write_audit (write, "acknowledge-evaluation", said->evaluation, seals->str);
}

static gint64
acknowledge (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = attune_evaluation_read_seen (self, arguments, error);
  g_autoptr (AttuneWrite) write = NULL;
  AttuneBatch *batch;
  gint64 id;

  if (record == NULL)
    return FALSE;

  write = attune_write_new (self, arguments->actor);
  id = attune_write_next_id (write);
  batch = attune_write_get_batch (write);
  attune_evaluation_record_require (record, write, ATTUNE_EVALUATION_RIGHT (BY_AGENT),
                                    _ (BY_AGENT_MESSAGE));
  require_rev (batch, record->id, record->rev);
  require_undisputed (batch, record->id);
  add_acknowledgement (write, &(AttuneSealedAcknowledgement){
                                .id = id,
                                .evaluation = record->id,
                                .revision = record->revision_id,
                                .agent = arguments->actor,
                                .at = attune_write_get_now (write),
                                .comment = arguments->text,
                              });
  attune_batch_add (batch, "UPDATE evaluation SET acknowledged_at = $now WHERE id = $id", "");
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_int (batch, "id", record->id);
  attune_write_changed (write, ATTUNE_CHANGE_EVALUATION, record->id);
  return attune_write_commit (write, error);
}

/* --- Opening -------------------------------------------------------------------------------------------------------- */

/* Its answers are the verb's value; the reason is its text. */
static gboolean
check_answer (const AttuneDisputeAnswer *answer, AttuneAnswers *given, GError **error)
{
  AttuneForm *form = attune_answers_get_form (given);
  guint question = attune_form_find_question (form, answer->question);
  g_autoptr (AttuneAnswers) proposed = NULL;
  g_autoptr (GError) local_error = NULL;
  const AttuneAnswer *proposal;
  const char *title;

  if (question == ATTUNE_FORM_NONE)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                     _ ("The form has no such question. Choose another one."));
  title = attune_form_get_question (form, question)->title;
  proposed = answer->proposed != NULL
               ? attune_answers_from_json (form, answer->proposed, -1, &local_error)
               : NULL;
  proposal = proposed != NULL ? attune_answers_get (proposed, question) : NULL;
  if (proposal == NULL || (!proposal->has_value && !proposal->na))
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                 _ ("“%s” needs the answer that you propose instead. %s"), title,
                 local_error != NULL ? local_error->message : "");
  else if (!attune_dispute_proposes_anew (given, proposed, question))
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                 _ ("What you propose for “%s” is the answer that was given. Propose another one, "
                    "or leave the question out."),
                 title);
  else if (answer->reason[strspn (answer->reason, " \t\n")] == '\0')
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                 _ ("Say why “%s” should be answered otherwise."), title);
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_named_before (GPtrArray *answers, guint i)
{
  const AttuneDisputeAnswer *answer = g_ptr_array_index (answers, i);

  for (guint j = 0; j < i; j++)
    {
      if (g_str_equal (answer->question,
                       ((AttuneDisputeAnswer *) g_ptr_array_index (answers, j))->question))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_answers (GPtrArray *answers, const AttuneEvaluationRecord *record, GError **error)
{
  g_autoptr (AttuneAnswers) given = attune_evaluation_record_parse (record, record->answers, error);

  if (given == NULL)
    return FALSE;
  if (answers->len == 0)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                     _ ("Choose at least one question that you dispute."));
  for (guint i = 0; i < answers->len; i++)
    {
      if (!check_answer (g_ptr_array_index (answers, i), given, error))
        return FALSE;
      if (is_named_before (answers, i))
        return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                         _ ("A question is disputed twice. Name it once."));
    }
  return TRUE;
}

/* From when they could see it first: what is hidden while their own evaluation is pending cannot be disputed. */
static gboolean
check_time (AttuneStore *self, const AttuneEvaluationRecord *record, GError **error)
{
  guint days = attune_form_get_dispute_days (record->form_revision->form);
  gint64 shown_at;
  gint64 deadline;

  if (!attune_self_find_shown (self, record->id, &shown_at, error))
    return FALSE;
  deadline = attune_dispute_deadline (attune_store_get_time_zone (self), shown_at, days);
  if (attune_id_source_now (attune_store_get_ids (self)) < deadline)
    return TRUE;
  return attune_evaluation_refuse (
    error, ATTUNE_STORE_ERROR_INVALID,
    days == 0 ? _ ("Evaluations on this form cannot be disputed. Talk with your coach about it.")
              : _ ("The time to dispute this evaluation is over. Talk with your coach about it."));
}

static void
add_dispute (AttuneWrite *write,
             gint64 id,
             const AttuneEvaluationRecord *record,
             const char *reason)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "INSERT INTO dispute (id, rev, evaluation_id, revision_id, agent_id, state,"
                    " reason, opened_at, remark) VALUES ($id, 1, $evaluation, $revision, $actor,"
                    " 0, $reason, $now, '') ON CONFLICT DO NOTHING",
                    "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "evaluation", record->id);
  attune_batch_bind_int (batch, "revision", record->revision_id);
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_bind_text (batch, "reason", reason);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_EXISTS,
                       _ ("You have disputed this evaluation before; that can be done once."));
  attune_entry_add (batch, &(AttuneEntry){ .kind = ATTUNE_ENTRY_DISPUTE,
                                           .evaluation = record->id,
                                           .subject = id,
                                           .text = reason });
}

/* The row, and what the trail says of it. */
static void
add_answer (AttuneWrite *write,
            gint64 evaluation,
            gint64 dispute,
            const AttuneDisputeAnswer *answer,
            GString *words)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "INSERT INTO dispute_answer (dispute_id, question, proposed, reason, remark)"
                    " VALUES ($dispute, $question, $proposed, $reason, '')",
                    "");
  attune_batch_bind_int (batch, "dispute", dispute);
  attune_batch_bind_text (batch, "question", answer->question);
  attune_batch_bind_text (batch, "proposed", answer->proposed);
  attune_batch_bind_text (batch, "reason", answer->reason);
  attune_entry_add (batch, &(AttuneEntry){ .kind = ATTUNE_ENTRY_DISPUTE,
                                           .evaluation = evaluation,
                                           .subject = dispute,
                                           .question = answer->question,
                                           .text = answer->reason });
  g_string_append_printf (words, "%s\n%s\n%s\n\n", answer->question, answer->proposed,
                          answer->reason);
}

static void
audit_opening (AttuneWrite *write,
               gint64 id,
               const AttuneEvaluationRecord *record,
               GPtrArray *answers,
               const char *reason,
               const char *words)
{
  g_autoptr (GString) seals = attune_seals_new ();
  AttuneDispute dispute = { .id = id,
                            .evaluation = record->id,
                            .revision = record->revision_id,
                            .agent = attune_write_get_actor (write),
                            .state = ATTUNE_DISPUTE_OPEN,
                            .reason = (char *) reason,
                            .opened_at = attune_write_get_now (write),
                            .remark = (char *) "",
                            .answers = answers };

  attune_dispute_add_seal (&dispute, answers->len, 0, seals);
  attune_seals_add_text (seals, words);
  attune_write_audit (write, "open-dispute", record->id, seals->str);
}

static gint64
open_dispute (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = attune_evaluation_read_seen (self, arguments, error);
  GPtrArray *answers = arguments->value;
  g_autoptr (AttuneWrite) write = NULL;
  g_autoptr (GString) words = g_string_new (arguments->text);
  gint64 id;

  if (record == NULL || !check_answers (answers, record, error) ||
      !check_time (self, record, error))
    return 0;

  write = attune_write_new (self, arguments->actor);
  id = attune_write_next_id (write);
  attune_evaluation_record_require (record, write, ATTUNE_EVALUATION_RIGHT (BY_AGENT),
                                    _ (BY_AGENT_MESSAGE));
  require_rev (attune_write_get_batch (write), record->id, record->rev);
  add_dispute (write, id, record, arguments->text);
  g_string_append (words, "\n\n");
  for (guint i = 0; i < answers->len; i++)
    add_answer (write, record->id, id, g_ptr_array_index (answers, i), words);
  audit_opening (write, id, record, answers, arguments->text, words->str);
  attune_write_changed (write, ATTUNE_CHANGE_EVALUATION, record->id);
  return attune_write_commit (write, error) ? id : 0;
}

/* --- Withdrawing ---------------------------------------------------------------------------------------------------- */

static gint64
withdraw_dispute (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneDispute)
    dispute = attune_dispute_read (self, arguments->actor, arguments->subject, error);
  g_autoptr (GString) seals = attune_seals_new ();
  g_autoptr (AttuneWrite) write = NULL;
  AttuneBatch *batch;

  if (dispute == NULL)
    return 0;

  write = attune_write_new (self, arguments->actor);
  batch = attune_write_get_batch (write);
  attune_batch_add (batch, ATTUNE_DISPUTE_RIGHT (ATTUNE_ACCESS_SELF ("d.agent_id")), "i");
  attune_batch_bind_int (batch, "id", dispute->id);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_DENIED,
                       _ ("Only whoever opened a dispute can take it back."));
  attune_batch_add (batch,
                    "UPDATE dispute SET rev = rev + 1, state = 1 WHERE id = $id AND rev = $rev"
                    " AND state = 0",
                    "");
  attune_batch_bind_int (batch, "id", dispute->id);
  attune_batch_bind_int (batch, "rev", arguments->rev);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("This dispute is no longer open. Look at it again."));
  dispute->state = ATTUNE_DISPUTE_WITHDRAWN;
  attune_dispute_add_seal (dispute, dispute->answers->len, 0, seals);
  attune_write_audit (write, "withdraw-dispute", dispute->evaluation, seals->str);
  attune_write_changed (write, ATTUNE_CHANGE_EVALUATION, dispute->evaluation);
  return attune_write_commit (write, error) ? arguments->rev + 1 : 0;
}

static const AttuneVerb acknowledge_verb = { .priority = ATTUNE_PRIORITY_WRITE,
                                             .finish_int = acknowledge };

static const AttuneVerb open_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = open_dispute,
  .free_value = (GDestroyNotify) g_ptr_array_unref,
};

static const AttuneVerb withdraw_verb = { .priority = ATTUNE_PRIORITY_WRITE,
                                          .finish_int = withdraw_dispute };

void
attune_store_acknowledge_async (AttuneStore *self,
                                gint64 actor,
                                gint64 evaluation,
                                gint64 rev,
                                const char *comment,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  attune_verb_start (&acknowledge_verb, self,
                     &(AttuneArguments){ .actor = actor,
                                         .subject = evaluation,
                                         .rev = rev,
                                         .text = comment != NULL ? comment : "" },
                     cancellable, callback, data);
}

gboolean
attune_store_acknowledge_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_boolean (&acknowledge_verb, self, result, error);
}

void
attune_store_open_dispute_async (AttuneStore *self,
                                 gint64 actor,
                                 gint64 evaluation,
                                 gint64 rev,
                                 GPtrArray *answers,
                                 const char *reason,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  attune_verb_start (&open_verb, self,
                     &(AttuneArguments){ .actor = actor,
                                         .subject = evaluation,
                                         .rev = rev,
                                         .text = reason != NULL ? reason : "",
                                         .value = attune_dispute_answers_copy (answers) },
                     cancellable, callback, data);
}

gint64
attune_store_open_dispute_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&open_verb, self, result, error);
}

void
attune_store_withdraw_dispute_async (AttuneStore *self,
                                     gint64 actor,
                                     gint64 dispute,
                                     gint64 rev,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  attune_verb_start (&withdraw_verb, self,
                     &(AttuneArguments){ .actor = actor, .subject = dispute, .rev = rev },
                     cancellable, callback, data);
}

gint64
attune_store_withdraw_dispute_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&withdraw_verb, self, result, error);
}
