/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluation-change.h"

#include "attune-entries-private.h"

#include <glib/gi18n-lib.h>

/* Questions named when something is missing. */
#define MAX_NAMED 3
/* A release that is further away was a slip. */
#define MAX_DELAY_US (366 * 24 * G_TIME_SPAN_HOUR)

gboolean
attune_evaluation_refuse (GError **error, AttuneStoreError code, const char *message)
{
  g_set_error_literal (error, ATTUNE_STORE_ERROR, code, message);
  return FALSE;
}

AttuneEvaluationRecord *
attune_evaluation_read_seen (AttuneStore *self, const AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord)
    record = attune_evaluation_record_read (self, arguments->actor, arguments->subject, error);

  if (record == NULL)
    return NULL;
  if (record->rev == arguments->rev)
    return g_steal_pointer (&record);

  attune_evaluation_refuse (
    error, ATTUNE_STORE_ERROR_CONFLICT,
    _ ("Somebody changed this evaluation meanwhile. Look at it again, then repeat what you "
       "did."));
  return NULL;
}

gboolean
attune_evaluation_check_complete (AttuneAnswers *answers, GError **error)
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

gboolean
attune_evaluation_check_release (gint64 release_at, gint64 now, GError **error)
{
  return release_at <= now + MAX_DELAY_US ||
         attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID,
                                   _ ("The day of release is more than a year away. Choose an "
                                      "earlier one."));
}

void
attune_evaluation_audit_revision (AttuneWrite *write,
                                  const char *verb,
                                  gint64 evaluation,
                                  const AttuneSealedRevision *sealed,
                                  GString *seals,
                                  gboolean is_open)
{
  attune_seals_add_revision (seals, sealed);
  attune_seals_add_text (seals, is_open ? sealed->answers : NULL);
  if (is_open && *sealed->remark != '\0')
    attune_seals_add_text (seals, sealed->remark);
  attune_write_audit (write, verb, evaluation, seals->str);
}

static void
expect_revision (AttuneBatch *batch)
{
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("This evaluation has been revised meanwhile. Look at it again."));
}

/* The row and the event. Returns its id. */
static gint64
add_revision (AttuneWrite *write,
              const AttuneEvaluationRecord *record,
              const AttuneNewRevision *revision)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  gint64 id = attune_write_next_id (write);
  g_autoptr (GString) seals = attune_seals_new ();
  AttuneSealedRevision sealed;
  AttuneScoreFigures figures;

  attune_scorer_run (record->form_revision->scorer, revision->parsed, &figures);
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
  attune_batch_bind_text (batch, "answers", revision->answers);
  attune_batch_bind_int (batch, "reason", revision->reason);
  attune_batch_bind_text (batch, "remark", revision->remark);
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_evaluation_record_bind_figures (batch, &figures);
  expect_revision (batch);

  sealed = attune_evaluation_record_seal (record, revision->answers, attune_write_get_now (write),
                                          &figures);
  sealed.id = id;
  sealed.number = record->revision_number + 1;
  sealed.reason = revision->reason;
  sealed.remark = revision->remark;
  sealed.author = attune_write_get_actor (write);
  attune_evaluation_audit_revision (write, "revise-evaluation", record->id, &sealed, seals,
                                    record->kind == ATTUNE_EVALUATION_ASSESSMENT);
  return id;
}

/* What the agent acknowledged was the one before. */
static void
forget_acknowledgement (AttuneBatch *batch, gint64 evaluation)
{
  attune_batch_add (batch, "UPDATE evaluation SET acknowledged_at = NULL WHERE id = $id", "");
  attune_batch_bind_int (batch, "id", evaluation);
}

gint64
attune_evaluation_revise (AttuneWrite *write,
                          const AttuneEvaluationRecord *record,
                          const AttuneNewRevision *revision,
                          GError **error)
{
  gint64 id;

  if (record->is_counted &&
      !attune_evaluation_record_count (record, write, record->revision_id, NULL, -1, error))
    return 0;
  id = add_revision (write, record, revision);
  attune_entries_remove_revision (attune_write_get_batch (write), record->revision_id);
  attune_entries_add_revision (attune_write_get_batch (write), record->id, id, revision->parsed,
                               revision->remark);
  forget_acknowledgement (attune_write_get_batch (write), record->id);
  if (record->is_counted &&
      !attune_evaluation_record_count (record, write, id, revision->answers, 1, error))
    return 0;
  return id;
}
