/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-disputes-private.h"
#include "attune-entries-private.h"
#include "attune-evaluation-change.h"
#include "attune-notes-private.h"
#include "attune-self-private.h"

#include <glib/gi18n-lib.h>

/* What changes an evaluation's state. Each reads the record and works out what follows; whether it may be done, and the
 * record is still the same, is a condition in the write itself, so that nobody comes in between. */

/* The statements of a release and their commit; `write` may hold what has to be true of the actor. That the evaluation still
 * is as `record` has it is a condition of theirs. A self-evaluation is revealed by it, to the trail as well. */
static gint64
commit_release (const AttuneEvaluationRecord *record, AttuneWrite *write, GError **error)
{
  gboolean is_self = record->kind == ATTUNE_EVALUATION_SELF;

  if (record->state != ATTUNE_EVALUATION_STATE_SUBMITTED)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                     _ ("Only a submitted evaluation can be released."));

  attune_evaluation_record_set_state (record, write, ATTUNE_EVALUATION_STATE_RELEASED);
  if (attune_evaluation_record_counts (record, ATTUNE_EVALUATION_STATE_RELEASED) &&
      !attune_evaluation_record_count (record, write, record->revision_id, NULL, 1, error))
    return FALSE;
  if (is_self && !attune_entries_reveal (write, record->id, error))
    return FALSE;
  attune_write_audit (write, "release-evaluation", record->id, is_self ? record->answers : NULL);
  return attune_write_commit (write, error) ? record->rev + 1 : 0;
}

static gint64
release (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = attune_evaluation_read_seen (self, arguments, error);
  g_autoptr (AttuneWrite) write = NULL;

  if (record == NULL)
    return FALSE;
  if (record->kind == ATTUNE_EVALUATION_SELF)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                     _ ("A self-evaluation is revealed when the assessment is in "
                                        "as well, or its time is over."));

  write = attune_write_new (self, arguments->actor);
  attune_evaluation_record_require (
    record, write, ATTUNE_EVALUATION_RIGHT (ATTUNE_BY_RELEASER),
    _ (
      "Only the evaluator can do this, or a coach of the team or a manager whom it is not about."));
  return commit_release (record, write, error);
}

/* FALSE with the error set. */
static gboolean
check_release (const AttuneEvaluationRecord *record, gint64 release_at, gint64 now, GError **error)
{
  if (record->kind != ATTUNE_EVALUATION_ASSESSMENT ||
      record->state != ATTUNE_EVALUATION_STATE_SUBMITTED)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                     _ ("Only a submitted evaluation that is not released has a "
                                        "day of release."));
  if (release_at <= now)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                     _ ("This day is past. Choose a later one, or release the "
                                        "evaluation now."));
  if (release_at == record->release_due)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                     _ ("That is its day of release already."));
  return attune_evaluation_check_release (release_at, now, error);
}

static gint64
set_release (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = attune_evaluation_read_seen (self, arguments, error);
  gint64 release_at = *(const gint64 *) arguments->value;
  g_autoptr (AttuneWrite) write = NULL;
  g_autoptr (GString) seals = attune_seals_new ();
  AttuneBatch *batch;

  if (record == NULL)
    return 0;
  write = attune_write_new (self, arguments->actor);
  if (!check_release (record, release_at, attune_write_get_now (write), error))
    return 0;

  batch = attune_write_get_batch (write);
  attune_evaluation_record_require (
    record, write, ATTUNE_EVALUATION_RIGHT (ATTUNE_BY_RELEASER),
    _ ("Only the evaluator, a coach of the team or a manager can do this."));
  attune_evaluation_record_set_state (record, write, record->state);
  attune_batch_add (batch, "UPDATE evaluation SET release_due = $due WHERE id = $id", "");
  attune_batch_bind_int (batch, "due", release_at);
  attune_batch_bind_int (batch, "id", record->id);
  attune_seals_add_mark (seals, ATTUNE_MARK_RELEASE, release_at, 0);
  attune_write_audit (write, "set-release", record->id, seals->str);
  return attune_write_commit (write, error) ? record->rev + 1 : 0;
}

static gint64
void_evaluation (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = attune_evaluation_read_seen (self, arguments, error);
  g_autoptr (AttuneWrite) write = NULL;
  AttuneBatch *batch;

  if (record == NULL)
    return FALSE;
  if (record->state == ATTUNE_EVALUATION_STATE_VOID)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                     _ ("This evaluation is void already."));
  if (record->kind == ATTUNE_EVALUATION_SELF && record->evaluator == arguments->actor &&
      record->state != ATTUNE_EVALUATION_STATE_DRAFT)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                     _ ("Your self-evaluation is handed in; it stays as it is."));

  write = attune_write_new (self, arguments->actor);
  batch = attune_write_get_batch (write);
  attune_evaluation_record_require (
    record, write, ATTUNE_EVALUATION_RIGHT (ATTUNE_BY_OWNER),
    _ ("Only the evaluator can do this, or a manager whom it is not about."));
  attune_disputes_require_other (write, record->id);
  attune_evaluation_record_set_state (record, write, ATTUNE_EVALUATION_STATE_VOID);
  attune_disputes_drop (write, record->id);
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

/* A walk over what is due, by time and id: one that cannot be released does not stand in the way of the others. */
typedef struct
{
  gint64 due;
  gint64 id;
  AttuneLapsing lapsing;
  guint n_released;
  GError *failure; /* the first, NULL for none */
} Releasing;

static void
free_releasing (gpointer data)
{
  Releasing *self = data;

  g_clear_error (&self->failure);
  g_free (self);
}

/* Takes `failure` over. What somebody else did meanwhile is none. */
static void
note_outcome (Releasing *self, GError *failure)
{
  g_autoptr (GError) local = failure;

  if (local == NULL)
    self->n_released++;
  else if (self->failure == NULL &&
           !g_error_matches (local, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
    self->failure = g_steal_pointer (&local);
}

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

static void
release_due (AttuneStore *self, const AttuneArguments *arguments, Releasing *releasing)
{
  GError *failure = NULL;
  g_autoptr (AttuneEvaluationRecord)
    record = attune_evaluation_record_read (self, 0, releasing->id, &failure);
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);

  /* Somebody else may have come first. */
  if (record != NULL && record->state != ATTUNE_EVALUATION_STATE_SUBMITTED)
    return;
  if (record != NULL)
    commit_release (record, write, &failure);
  note_outcome (releasing, failure);
}

/* One slice: what is due, and then the self-evaluations whose time is over. What fails does not stand in the way of the
 * others; it is told at the end, and met again at the next time. */
static gboolean
release_next_due (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  Releasing *releasing = arguments->value;
  GError *local_error = NULL;
  GError *failure = NULL;

  if (!attune_store_check_writable (self, NULL))
    return FALSE;
  if (find_next_due (self, releasing, &local_error))
    {
      release_due (self, arguments, releasing);
      return TRUE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (!attune_self_lapse_next (self, arguments->actor, &releasing->lapsing, &failure, error))
    return FALSE;
  note_outcome (releasing, failure);
  return TRUE;
}

static gint64
count_released (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  Releasing *releasing = arguments->value;

  if (releasing->failure == NULL)
    return releasing->n_released;
  g_propagate_error (error, g_steal_pointer (&releasing->failure));
  return 0;
}

static const AttuneVerb release_verb = { .priority = ATTUNE_PRIORITY_WRITE, .finish_int = release };
static const AttuneVerb set_release_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = set_release,
  .free_value = g_free,
};
static const AttuneVerb void_verb = { .priority = ATTUNE_PRIORITY_WRITE,
                                      .finish_int = void_evaluation };

static const AttuneVerb release_due_verb = {
  .priority = ATTUNE_PRIORITY_BACKGROUND,
  .slice = release_next_due,
  .finish_int = count_released,
  .free_value = free_releasing,
};

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
attune_store_set_release_async (AttuneStore *self,
                                gint64 actor,
                                gint64 evaluation,
                                gint64 rev,
                                gint64 release_at,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  attune_verb_start (&set_release_verb, self,
                     &(AttuneArguments){ .actor = actor,
                                         .subject = evaluation,
                                         .rev = rev,
                                         .value = g_memdup2 (&release_at, sizeof release_at) },
                     cancellable, callback, data);
}

gint64
attune_store_set_release_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&set_release_verb, self, result, error);
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
