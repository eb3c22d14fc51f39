/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-access.h"
#include "attune-evaluation-record.h"
#include "attune-notes-private.h"
#include "attune-verb.h"

#include <glib/gi18n-lib.h>

/* What changes an evaluation's state. Each reads the record and works out what follows; whether it may be done, and the
 * record is still the same, is a condition in the write itself, so that nobody comes in between. */

#define DAY_US (24 * G_TIME_SPAN_HOUR)
/* Questions named when something is missing. */
#define MAX_NAMED 3

#define SUBMIT_MESSAGE N_ ("Only the evaluator can submit, and only a draft.")

/* Who may do what, beside seeing the evaluation. */
#define BY_EVALUATOR "e.evaluator_id = $actor"
#define BY_OWNER     "(" BY_EVALUATOR " OR " ATTUNE_ACCESS_HAS_ROLE ("8") ")"
#define BY_RELEASER  "(" BY_OWNER " OR " ATTUNE_ACCESS_OWN_TEAM ("e.team_id") ")"
#define BY_DECIDER   "(e.evaluator_id <> $actor AND " ATTUNE_ACCESS_QUALITY_TEAM ")"

/* Why and with what words a revision is made; its answers are the verb's text. */
typedef struct
{
  AttuneRevisionReason reason;
  char *remark;
} Revising;

static void
free_revising (gpointer data)
{
  Revising *revising = data;

  g_free (revising->remark);
  g_free (revising);
}

static gboolean
refuse (GError **error, AttuneStoreError code, const char *message)
{
  g_set_error_literal (error, ATTUNE_STORE_ERROR, code, message);
  return FALSE;
}

/* The record, provided that it still is as the caller saw it. */
static AttuneEvaluationRecord *
read_seen (AttuneStore *self, const AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord)
    record = attune_evaluation_record_read (self, arguments->actor, arguments->subject, error);

  if (record == NULL)
    return NULL;
  if (record->rev == arguments->rev)
    return g_steal_pointer (&record);

  refuse (error, ATTUNE_STORE_ERROR_CONFLICT,
          _ ("Somebody changed this evaluation meanwhile. Look at it again, then repeat what you "
             "did."));
  return NULL;
}

static gboolean
check_complete (AttuneAnswers *answers, GError **error)
{
  AttuneForm *form = attune_answers_get_form (answers);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      AttuneState state = attune_answers_get_state (answers, i);

      if ((state & (ATTUNE_STATE_MISSING | ATTUNE_STATE_COMMENT_MISSING)) == 0)
        continue;
      if (n++ < MAX_NAMED)
        g_string_append_printf (names, "%s“%s”", n > 1 ? ", " : "",
                                attune_form_get_question (form, i)->title);
    }
  if (n == 0)
    return TRUE;

  if (n > MAX_NAMED)
    g_string_append (names, " …");
  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
               /* Translators: how many questions, then the first few of them. */
               ngettext ("%u question still lacks an answer or its comment: %s.",
                         "%u questions still lack an answer or their comment: %s.", n),
               n, names->str);
  return FALSE;
}

/* Tells the trail of a revision, with its answers where they may be read: what is scored blind enters the trail's contents
 * at the reveal only, before that by its seal alone. */
static void
audit_revision (AttuneWrite *write,
                const char *verb,
                const AttuneEvaluationRecord *record,
                const AttuneSealedRevision *sealed,
                GString *seals)
{
  gboolean is_open = record->kind == ATTUNE_EVALUATION_ASSESSMENT;

  attune_seals_add_revision (seals, sealed);
  attune_seals_add_text (seals, is_open ? sealed->answers : NULL);
  if (is_open && *sealed->remark != '\0')
    attune_seals_add_text (seals, sealed->remark);
  attune_write_audit (write, verb, record->id, seals->str);
}

/* Adds the revision's statements and its event. FALSE with the error set where its notes cannot be read. */
static gboolean
add_submission (AttuneWrite *write,
                const AttuneEvaluationRecord *record,
                AttuneAnswers *answers,
                GError **error)
{
  g_autoptr (GString) seals = attune_seals_new ();
  AttuneSealedRevision sealed;
  AttuneBatch *batch = attune_write_get_batch (write);
  AttuneScoreFigures figures;

  attune_scorer_run (record->form_revision->scorer, answers, &figures);
  attune_batch_add (batch,
                    "UPDATE evaluation_revision SET submitted_at = $now, scorer_version = $version,"
                    " score = $score, raw = $raw, critical = $critical, outcome = $outcome,"
                    " is_failed = $failed, error_types = $errors WHERE id = $id"
                    " AND submitted_at IS NULL",
                    "");
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_int (batch, "id", record->revision_id);
  attune_evaluation_record_bind_figures (batch, &figures);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("This evaluation has been submitted before."));
  if (!attune_notes_seal_all (write, record->id, seals, error))
    return FALSE;

  sealed = attune_evaluation_record_seal (record, record->answers, attune_write_get_now (write),
                                          &figures);
  audit_revision (write, "submit-evaluation", record, &sealed, seals);
  return TRUE;
}

static void
add_release_due (AttuneWrite *write, const AttuneEvaluationRecord *record, guint days)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch, "UPDATE evaluation SET release_due = $due WHERE id = $id", "");
  attune_batch_bind_int (batch, "due", attune_write_get_now (write) + days * DAY_US);
  attune_batch_bind_int (batch, "id", record->id);
}

static gint64
submit (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = read_seen (self, arguments, error);
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (AttuneWrite) write = NULL;
  AttuneEvaluationState state;
  guint days;

  if (record == NULL)
    return FALSE;
  if (record->state != ATTUNE_EVALUATION_STATE_DRAFT || record->evaluator != arguments->actor)
    return refuse (error, ATTUNE_STORE_ERROR_DENIED, _ (SUBMIT_MESSAGE));
  answers = attune_evaluation_record_parse (record, record->answers, error);
  if (answers == NULL || !check_complete (answers, error))
    return FALSE;

  days = attune_form_get_release_days (record->form_revision->form);
  state = days == 0 ? ATTUNE_EVALUATION_STATE_RELEASED : ATTUNE_EVALUATION_STATE_SUBMITTED;
  write = attune_write_new (self, arguments->actor);
  attune_evaluation_record_require (record, write, ATTUNE_EVALUATION_RIGHT (BY_EVALUATOR),
                                    _ (SUBMIT_MESSAGE));
  attune_evaluation_record_set_state (record, write, state);
  if (!add_submission (write, record, answers, error))
    return FALSE;
  if (days > 0)
    add_release_due (write, record, days);
  if (attune_evaluation_record_counts (record, state) &&
      !attune_evaluation_record_count (record, write, record->revision_id, NULL, 1, error))
    return FALSE;
  return attune_write_commit (write, error) ? record->rev + 1 : 0;
}

/* The statements of a release and their commit; `write` may hold what has to be true of the actor. That the evaluation still
 * is as `record` has it is a condition of theirs. */
static gint64
commit_release (const AttuneEvaluationRecord *record, AttuneWrite *write, GError **error)
{
  if (record->state != ATTUNE_EVALUATION_STATE_SUBMITTED)
    return refuse (error, ATTUNE_STORE_ERROR_INVALID,
                   _ ("Only a submitted evaluation can be released."));

  attune_evaluation_record_set_state (record, write, ATTUNE_EVALUATION_STATE_RELEASED);
  if (attune_evaluation_record_counts (record, ATTUNE_EVALUATION_STATE_RELEASED) &&
      !attune_evaluation_record_count (record, write, record->revision_id, NULL, 1, error))
    return FALSE;
  attune_write_audit (write, "release-evaluation", record->id, NULL);
  return attune_write_commit (write, error) ? record->rev + 1 : 0;
}

static gint64
release (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = read_seen (self, arguments, error);
  g_autoptr (AttuneWrite) write = NULL;

  if (record == NULL)
    return FALSE;

  write = attune_write_new (self, arguments->actor);
  attune_evaluation_record_require (
    record, write, ATTUNE_EVALUATION_RIGHT (BY_RELEASER),
    _ ("Only the evaluator, a coach of the team or a manager can do this."));
  return commit_release (record, write, error);
}

static gint64
void_evaluation (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = read_seen (self, arguments, error);
  g_autoptr (AttuneWrite) write = NULL;
  AttuneBatch *batch;

  if (record == NULL)
    return FALSE;
  if (record->state == ATTUNE_EVALUATION_STATE_VOID)
    return refuse (error, ATTUNE_STORE_ERROR_INVALID, _ ("This evaluation is void already."));

  write = attune_write_new (self, arguments->actor);
  batch = attune_write_get_batch (write);
  attune_evaluation_record_require (record, write, ATTUNE_EVALUATION_RIGHT (BY_OWNER),
                                    _ ("Only the evaluator or a manager can do this."));
  attune_evaluation_record_set_state (record, write, ATTUNE_EVALUATION_STATE_VOID);
  attune_batch_add (batch,
                    "UPDATE evaluation SET voided_at = $now, void_reason = $reason WHERE id = $id",
                    "");
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_text (batch, "reason", arguments->text);
  attune_batch_bind_int (batch, "id", record->id);
  if (record->is_counted &&
      !attune_evaluation_record_count (record, write, record->revision_id, NULL, -1, error))
    return FALSE;
  attune_write_audit (write, "void-evaluation", record->id, arguments->text);
  return attune_write_commit (write, error) ? record->rev + 1 : 0;
}

static void
expect_revision (AttuneBatch *batch)
{
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("This evaluation has been revised meanwhile. Look at it again."));
}

/* The statements that put a new current revision in the old one's place, and its event. Returns its id. */
static gint64
add_revision (AttuneWrite *write,
              const AttuneEvaluationRecord *record,
              const AttuneArguments *arguments,
              AttuneAnswers *answers)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  const Revising *revising = arguments->value;
  gint64 id = attune_write_next_id (write);
  g_autoptr (GString) seals = attune_seals_new ();
  AttuneSealedRevision sealed;
  AttuneScoreFigures figures;

  attune_scorer_run (record->form_revision->scorer, answers, &figures);
  attune_batch_add (batch,
                    "UPDATE evaluation_revision SET is_current = 0 WHERE id = $old"
                    " AND is_current = 1 AND is_counted = 0",
                    "");
  attune_batch_bind_int (batch, "old", record->revision_id);
  expect_revision (batch);
  attune_batch_add (batch,
                    ATTUNE_REVISION_INSERT
                    " SELECT $id, evaluation_id, number + 1, 1, form_revision_id, $answers,"
                    " $reason, $remark, $actor, $now, $now, $version, $score, $raw, $critical,"
                    " $outcome, $failed, $errors, 0, agent_id, team_id, form_id, basis, contact_at"
                    " FROM evaluation_revision WHERE id = $old",
                    "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "old", record->revision_id);
  attune_batch_bind_text (batch, "answers", arguments->text);
  attune_batch_bind_int (batch, "reason", revising->reason);
  attune_batch_bind_text (batch, "remark", revising->remark);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_evaluation_record_bind_figures (batch, &figures);
  expect_revision (batch);

  sealed = attune_evaluation_record_seal (record, arguments->text, attune_write_get_now (write),
                                          &figures);
  sealed.id = id;
  sealed.number = record->revision_number + 1;
  sealed.reason = revising->reason;
  sealed.remark = revising->remark;
  sealed.author = arguments->actor;
  audit_revision (write, "revise-evaluation", record, &sealed, seals);
  return id;
}

/* Adds the condition that the writer may make a revision for this reason. */
static void
require_reviser (AttuneWrite *write,
                 const AttuneEvaluationRecord *record,
                 AttuneRevisionReason reason)
{
  if (reason == ATTUNE_REVISION_CORRECTION)
    attune_evaluation_record_require (record, write, ATTUNE_EVALUATION_RIGHT (BY_OWNER),
                                      _ ("Only the evaluator or a manager can do this."));
  else
    attune_evaluation_record_require (
      record, write, ATTUNE_EVALUATION_RIGHT (BY_DECIDER),
      _ ("A dispute is decided by an analyst or a manager other than the evaluator."));
}

static gint64
revise (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = read_seen (self, arguments, error);
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (AttuneWrite) write = NULL;
  gint64 revision;

  if (record == NULL)
    return FALSE;
  if (record->state != ATTUNE_EVALUATION_STATE_SUBMITTED &&
      record->state != ATTUNE_EVALUATION_STATE_RELEASED)
    return refuse (error, ATTUNE_STORE_ERROR_INVALID,
                   _ ("Only a submitted evaluation that is not void can be revised."));
  answers = attune_evaluation_record_parse (record, arguments->text, error);
  if (answers == NULL || !check_complete (answers, error))
    return FALSE;

  write = attune_write_new (self, arguments->actor);
  require_reviser (write, record, ((const Revising *) arguments->value)->reason);
  attune_evaluation_record_set_state (record, write, record->state);
  if (record->is_counted &&
      !attune_evaluation_record_count (record, write, record->revision_id, NULL, -1, error))
    return FALSE;
  revision = add_revision (write, record, arguments, answers);
  if (record->is_counted &&
      !attune_evaluation_record_count (record, write, revision, arguments->text, 1, error))
    return FALSE;
  return attune_write_commit (write, error) ? record->rev + 1 : 0;
}

/* A walk over what is due, by time and id: one that cannot be released does not stand in the way of the others. */
typedef struct
{
  gint64 due;
  gint64 id;
  guint n_released;
} Releasing;

/* Goes to the next evaluation that is due; FALSE after the last one. */
static gboolean
find_next_due (AttuneStore *self, Releasing *releasing, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT release_due, id FROM evaluation WHERE state = 1"
                    " AND release_due IS NOT NULL AND release_due <= $now"
                    " AND (release_due > $due OR (release_due = $due AND id > $id))"
                    " ORDER BY release_due, id LIMIT 1",
                    "ii");
  attune_batch_bind_int (batch, "now", attune_id_source_now (attune_store_get_ids (self)));
  attune_batch_bind_int (batch, "due", releasing->due);
  attune_batch_bind_int (batch, "id", releasing->id);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  if (attune_rows_get_n (rows) == 0)
    return FALSE;
  releasing->due = attune_rows_get_int (rows, 0, 0);
  releasing->id = attune_rows_get_int (rows, 0, 1);
  return TRUE;
}

/* One slice. What fails is met again at the next time, by `check` sooner. */
static gboolean
release_next_due (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  Releasing *releasing = arguments->value;
  g_autoptr (AttuneEvaluationRecord) record = NULL;
  g_autoptr (AttuneWrite) write = NULL;

  if (!attune_store_check_writable (self, NULL) || !find_next_due (self, releasing, error))
    return FALSE;

  record = attune_evaluation_record_read (self, 0, releasing->id, NULL);
  write = attune_write_new (self, arguments->actor);
  if (record != NULL && commit_release (record, write, NULL) != 0)
    releasing->n_released++;
  return TRUE;
}

static gint64
count_released (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  return ((Releasing *) arguments->value)->n_released;
}

static const AttuneVerb submit_verb = { .priority = ATTUNE_PRIORITY_WRITE, .finish_int = submit };
static const AttuneVerb release_verb = { .priority = ATTUNE_PRIORITY_WRITE, .finish_int = release };
static const AttuneVerb void_verb = { .priority = ATTUNE_PRIORITY_WRITE,
                                      .finish_int = void_evaluation };

static const AttuneVerb revise_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = revise,
  .free_value = free_revising,
};

static const AttuneVerb release_due_verb = {
  .priority = ATTUNE_PRIORITY_BACKGROUND,
  .slice = release_next_due,
  .finish_int = count_released,
  .free_value = g_free,
};

void
attune_store_submit_async (AttuneStore *self,
                           gint64 actor,
                           gint64 evaluation,
                           gint64 rev,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  attune_verb_start (&submit_verb, self,
                     &(AttuneArguments){ .actor = actor, .subject = evaluation, .rev = rev },
                     cancellable, callback, data);
}

gint64
attune_store_submit_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&submit_verb, self, result, error);
}

void
attune_store_release_async (AttuneStore *self,
                            gint64 actor,
                            gint64 evaluation,
                            gint64 rev,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  attune_verb_start (&release_verb, self,
                     &(AttuneArguments){ .actor = actor, .subject = evaluation, .rev = rev },
                     cancellable, callback, data);
}

gint64
attune_store_release_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&release_verb, self, result, error);
}

void
attune_store_release_due_async (AttuneStore *self,
                                gint64 actor,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  attune_verb_start (&release_due_verb, self,
                     &(AttuneArguments){ .actor = actor, .value = g_new0 (Releasing, 1) },
                     cancellable, callback, data);
}

gint64
attune_store_release_due_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&release_due_verb, self, result, error);
}

void
attune_store_void_async (AttuneStore *self,
                         gint64 actor,
                         gint64 evaluation,
                         gint64 rev,
                         const char *reason,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  attune_verb_start (&void_verb, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = evaluation, .rev = rev, .text = reason },
                     cancellable, callback, data);
}

gint64
attune_store_void_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&void_verb, self, result, error);
}

void
attune_store_revise_async (AttuneStore *self,
                           gint64 actor,
                           gint64 evaluation,
                           gint64 rev,
                           const char *answers,
                           AttuneRevisionReason reason,
                           const char *remark,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  Revising *revising = g_new0 (Revising, 1);

  revising->reason = reason;
  revising->remark = g_strdup (remark != NULL ? remark : "");
  attune_verb_start (
    &revise_verb, self,
    &(AttuneArguments){
      .actor = actor, .subject = evaluation, .rev = rev, .text = answers, .value = revising },
    cancellable, callback, data);
}

gint64
attune_store_revise_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&revise_verb, self, result, error);
}
