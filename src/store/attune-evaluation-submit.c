/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-assignments-private.h"
#include "attune-entries-private.h"
#include "attune-evaluation-change.h"
#include "attune-notes-private.h"
#include "attune-self-private.h"

#include <glib/gi18n-lib.h>

#define DAY_US (24 * G_TIME_SPAN_HOUR)

#define SUBMIT_MESSAGE N_ ("Only the evaluator can submit, and only a draft.")

/* Adds the revision's statements and its event. FALSE with the error set where its notes cannot be read. */
static gboolean
add_submission (AttuneWrite *write,
                const AttuneEvaluationRecord *record,
                AttuneAnswers *answers,
                gint64 release_at,
                gboolean is_open,
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
  if (release_at != 0)
    attune_seals_add_mark (seals, ATTUNE_MARK_RELEASE, release_at, 0);

  sealed = attune_evaluation_record_seal (record, record->answers, attune_write_get_now (write),
                                          &figures);
  attune_evaluation_audit_revision (write, "submit-evaluation", record->id, &sealed, seals,
                                    is_open);
  return TRUE;
}

static void
add_release_due (AttuneWrite *write, gint64 evaluation, gint64 due)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch, "UPDATE evaluation SET release_due = $due WHERE id = $id", "");
  attune_batch_bind_int (batch, "due", due);
  attune_batch_bind_int (batch, "id", evaluation);
}

/* When it is to be released, `wanted` (0: as the form says) or by the form; 0 for at once, -1 with the error set. */
static gint64
choose_release (AttuneForm *form, gint64 wanted, gint64 now, GError **error)
{
  guint days = attune_form_get_release_days (form);

  if (wanted == 0)
    return days == 0 ? 0 : now + days * DAY_US;
  if (!attune_evaluation_check_release (wanted, now, error))
    return -1;
  return wanted > now ? wanted : 0;
}

/* What an assessment has of its own: when it is released, its figures, and that it reveals the agent's, if that is in. */
static gboolean
add_assessment (AttuneWrite *write,
                const AttuneEvaluationRecord *record,
                AttuneAnswers *answers,
                gint64 release_at,
                const AttuneCompanion *companion,
                GError **error)
{
  if (release_at != 0)
    add_release_due (write, record->id, release_at);
  if (record->kind != ATTUNE_EVALUATION_ASSESSMENT)
    return TRUE;

  attune_entries_add_revision (attune_write_get_batch (write), record->id, record->revision_id,
                               answers, NULL);
  attune_assignment_finish (write, record->id);
  attune_companion_require (companion, write, record);
  if (companion->id != 0 && !attune_companion_reveal (companion, write, error))
    return FALSE;
  return release_at != 0 ||
         attune_evaluation_record_count (record, write, record->revision_id, NULL, 1, error);
}

static AttuneEvaluationState
choose_state (const AttuneEvaluationRecord *record,
              gint64 release_at,
              const AttuneCompanion *companion)
{
  gboolean is_released = record->kind == ATTUNE_EVALUATION_SELF ? companion->id != 0
                                                                : release_at == 0;

  return is_released ? ATTUNE_EVALUATION_STATE_RELEASED : ATTUNE_EVALUATION_STATE_SUBMITTED;
}

/* A self-evaluation is open as soon as the assessment is in as well. */
static gint64
commit_submission (const AttuneEvaluationRecord *record,
                   AttuneWrite *write,
                   AttuneAnswers *answers,
                   gint64 release_at,
                   GError **error)
{
  g_auto (AttuneCompanion) companion = { 0 };
  gboolean is_self = record->kind == ATTUNE_EVALUATION_SELF;

  if (!attune_companion_find (&companion, attune_write_get_store (write), record, error))
    return 0;

  attune_evaluation_record_require (record, write, ATTUNE_EVALUATION_RIGHT (ATTUNE_BY_EVALUATOR),
                                    _ (SUBMIT_MESSAGE));
  attune_evaluation_record_set_state (record, write, choose_state (record, release_at, &companion));
  if (!add_submission (write, record, answers, release_at,
                       record->kind == ATTUNE_EVALUATION_ASSESSMENT ||
                         (is_self && companion.id != 0),
                       error))
    return 0;
  if (is_self)
    {
      attune_companion_require (&companion, write, record);
      attune_self_hand_in (write, record->id, companion.id != 0);
      if (companion.id != 0 && !attune_entries_reveal (write, record->id, error))
        return 0;
    }
  else if (!add_assessment (write, record, answers, release_at, &companion, error))
    return 0;
  return attune_write_commit (write, error) ? record->rev + 1 : 0;
}

static gint64
submit (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = attune_evaluation_read_seen (self, arguments, error);
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (AttuneWrite) write = NULL;
  const gint64 *wanted = arguments->value;
  gint64 release_at;

  if (record == NULL)
    return 0;
  if (record->state != ATTUNE_EVALUATION_STATE_DRAFT || record->evaluator != arguments->actor)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_DENIED, _ (SUBMIT_MESSAGE));
  answers = attune_evaluation_record_parse (record, record->answers, error);
  if (answers == NULL || !attune_evaluation_check_complete (answers, error))
    return 0;

  write = attune_write_new (self, arguments->actor);
  release_at = record->kind == ATTUNE_EVALUATION_SELF
                 ? 0
                 : choose_release (record->form_revision->form, *wanted,
                                   attune_write_get_now (write), error);
  return release_at >= 0 ? commit_submission (record, write, answers, release_at, error) : 0;
}

static const AttuneVerb submit_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = submit,
  .free_value = g_free,
};

void
attune_store_submit_on_async (AttuneStore *self,
                              gint64 actor,
                              gint64 evaluation,
                              gint64 rev,
                              gint64 release_at,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  attune_verb_start (&submit_verb, self,
                     &(AttuneArguments){ .actor = actor,
                                         .subject = evaluation,
                                         .rev = rev,
                                         .value = g_memdup2 (&release_at, sizeof release_at) },
                     cancellable, callback, data);
}

gint64
attune_store_submit_on_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&submit_verb, self, result, error);
}

void
attune_store_submit_async (AttuneStore *self,
                           gint64 actor,
                           gint64 evaluation,
                           gint64 rev,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  attune_store_submit_on_async (self, actor, evaluation, rev, 0, cancellable, callback, data);
}

gint64
attune_store_submit_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_store_submit_on_finish (self, result, error);
}
