/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-disputes-private.h"
#include "attune-evaluation-change.h"

#include <glib/gi18n-lib.h>

/* A new revision in the current one's place. */

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

/* Adds the condition that the writer may make a revision for this reason. */
static void
require_reviser (AttuneWrite *write,
                 const AttuneEvaluationRecord *record,
                 AttuneRevisionReason reason)
{
  if (reason == ATTUNE_REVISION_CORRECTION)
    attune_evaluation_record_require (
      record, write, ATTUNE_EVALUATION_RIGHT (ATTUNE_BY_OWNER),
      _ ("Only the evaluator can do this, or a manager whom it is not about."));
  else
    attune_evaluation_record_require (
      record, write, ATTUNE_EVALUATION_RIGHT (ATTUNE_ACCESS_DECIDING),
      _ ("A dispute is decided by an analyst or a manager other than the evaluator."));
}

static gboolean
check_revisable (const AttuneEvaluationRecord *record, GError **error)
{
  if (record->state != ATTUNE_EVALUATION_STATE_SUBMITTED &&
      record->state != ATTUNE_EVALUATION_STATE_RELEASED)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                     _ ("Only a submitted evaluation that is not void can be "
                                        "revised."));
  if (record->kind == ATTUNE_EVALUATION_SELF)
    return attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                     _ ("A self-evaluation stays as it was handed in."));
  return TRUE;
}

static gint64
revise (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = attune_evaluation_read_seen (self, arguments, error);
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (AttuneWrite) write = NULL;
  const Revising *revising = arguments->value;

  if (record == NULL || !check_revisable (record, error))
    return 0;
  answers = attune_evaluation_record_parse (record, arguments->text, error);
  if (answers == NULL || !attune_evaluation_check_complete (answers, error))
    return 0;

  write = attune_write_new (self, arguments->actor);
  require_reviser (write, record, revising->reason);
  attune_disputes_require_none_open (write, record->id);
  attune_evaluation_record_set_state (record, write, record->state);
  if (attune_evaluation_revise (write, record,
                                &(AttuneNewRevision){ arguments->text, answers, revising->reason,
                                                      revising->remark },
                                error) == 0)
    return 0;
  return attune_write_commit (write, error) ? record->rev + 1 : 0;
}

static const AttuneVerb revise_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = revise,
  .free_value = free_revising,
};

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
