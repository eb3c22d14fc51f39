/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluation-record.h"

#include "attune-access.h"

#include <glib/gi18n-lib.h>

#define COLUMNS                                                                                         \
  "SELECT e.id, e.rev, e.kind, e.state, e.evaluator_id, e.release_due, e.agent_id, e.team_id,"          \
  " e.form_id, e.month, e.basis, e.contact_at, r.id, r.number, r.is_counted,"                           \
  " r.form_revision_id, r.answers, e.interaction_id FROM evaluation AS e JOIN evaluation_revision AS r" \
  " ON r.evaluation_id = e.id AND r.is_current = 1 WHERE e.id = $id"

#define TYPES "iiiiiiiiiiiiiiiiti"

static AttuneEvaluationRecord *
read_row (AttuneStore *store, const AttuneRows *rows, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) self = g_new0 (AttuneEvaluationRecord, 1);

  self->id = attune_rows_get_int (rows, 0, 0);
  self->rev = attune_rows_get_int (rows, 0, 1);
  self->kind = (AttuneEvaluationKind) attune_rows_get_int (rows, 0, 2);
  self->state = (AttuneEvaluationState) attune_rows_get_int (rows, 0, 3);
  self->evaluator = attune_rows_get_int (rows, 0, 4);
  self->release_due = attune_rows_get_int (rows, 0, 5);
  self->key.agent = attune_rows_get_int (rows, 0, 6);
  self->key.team = attune_rows_get_int (rows, 0, 7);
  self->key.form = attune_rows_get_int (rows, 0, 8);
  self->key.month = (int) attune_rows_get_int (rows, 0, 9);
  self->key.basis = (int) attune_rows_get_int (rows, 0, 10);
  self->contact_at = attune_rows_get_int (rows, 0, 11);
  self->revision_id = attune_rows_get_int (rows, 0, 12);
  self->revision_number = (guint) attune_rows_get_int (rows, 0, 13);
  self->is_counted = attune_rows_get_int (rows, 0, 14) != 0;
  self->answers = attune_rows_dup_text (rows, 0, 16);
  self->interaction = attune_rows_get_int (rows, 0, 17);
  self->form_revision = attune_store_get_revision (store, attune_rows_get_int (rows, 0, 15), error);
  return self->form_revision != NULL ? g_steal_pointer (&self) : NULL;
}

AttuneEvaluationRecord *
attune_evaluation_record_read (AttuneStore *store, gint64 actor, gint64 evaluation, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch, actor != 0 ? COLUMNS " AND " ATTUNE_ACCESS_EVALUATION : COLUMNS, TYPES);
  attune_batch_bind_int (batch, "id", evaluation);
  if (actor != 0)
    attune_batch_bind_int (batch, "actor", actor);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This evaluation is not there, or not for you to see."));
  result = attune_store_read (store, batch, error);
  return result != NULL ? read_row (store, attune_result_rows (result, 0), error) : NULL;
}

void
attune_evaluation_record_free (AttuneEvaluationRecord *self)
{
  g_free (self->answers);
  g_free (self);
}

AttuneAnswers *
attune_evaluation_record_parse (const AttuneEvaluationRecord *self,
                                const char *answers,
                                GError **error)
{
  g_autoptr (GError) local_error = NULL;
  AttuneAnswers *parsed = attune_answers_from_json (self->form_revision->form, answers, -1,
                                                    &local_error);

  if (parsed == NULL)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                 _ ("The answers do not fit the form; nothing was saved. %s"),
                 local_error->message);
  return parsed;
}

gboolean
attune_evaluation_record_counts (const AttuneEvaluationRecord *self, AttuneEvaluationState state)
{
  return self->kind == ATTUNE_EVALUATION_ASSESSMENT && state == ATTUNE_EVALUATION_STATE_RELEASED;
}

void
attune_evaluation_record_require (const AttuneEvaluationRecord *self,
                                  AttuneWrite *write,
                                  const char *right,
                                  const char *message)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch, right, "i");
  attune_batch_bind_int (batch, "id", self->id);
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_DENIED, message);
}

void
attune_evaluation_record_set_state (const AttuneEvaluationRecord *self,
                                    AttuneWrite *write,
                                    AttuneEvaluationState state)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE evaluation SET rev = rev + 1, state = $state,"
                    " released_at = CASE WHEN $state = 2 THEN coalesce (released_at, $now)"
                    " ELSE released_at END WHERE id = $id AND rev = $rev AND state = $seen",
                    "");
  attune_batch_bind_int (batch, "state", state);
  attune_batch_bind_int (batch, "seen", self->state);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_int (batch, "id", self->id);
  attune_batch_bind_int (batch, "rev", self->rev);
  attune_batch_expect (
    batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
    _ ("Somebody changed this evaluation meanwhile. Look at it again, then repeat "
       "what you did."));
  attune_write_changed (write, ATTUNE_CHANGE_EVALUATION, self->id);
}

gboolean
attune_evaluation_record_count (const AttuneEvaluationRecord *self,
                                AttuneWrite *write,
                                gint64 revision_id,
                                const char *answers,
                                int sign,
                                GError **error)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  g_autoptr (AttuneAnswers)
    parsed = attune_evaluation_record_parse (self, answers != NULL ? answers : self->answers,
                                             error);
  g_autoptr (AttuneRollup) rollup = attune_rollup_new ();

  if (parsed == NULL)
    return FALSE;

  attune_rollup_add (rollup, &self->key, self->form_revision, parsed, sign);
  attune_rollup_write (rollup, batch);
  attune_batch_add (batch,
                    "UPDATE evaluation_revision SET is_counted = $counted WHERE id = $id"
                    " AND is_counted <> $counted",
                    "");
  attune_batch_bind_int (batch, "counted", sign > 0);
  attune_batch_bind_int (batch, "id", revision_id);
  attune_batch_expect (
    batch, 1, ATTUNE_STORE_ERROR_CORRUPT,
    _ ("A revision of this evaluation is missing, or was counted before. Check the "
       "workspace."));
  return TRUE;
}

static void
bind_score (AttuneBatch *batch, const char *name, gint64 score)
{
  if (score == ATTUNE_SCORE_NONE)
    attune_batch_bind_null (batch, name);
  else
    attune_batch_bind_int (batch, name, score);
}

static guint
get_error_types (const AttuneScoreFigures *figures)
{
  guint error_types = 0;

  for (guint i = 1; i < ATTUNE_N_ERROR_TYPES; i++)
    error_types |= figures->errors[i] > 0 ? 1u << i : 0;
  return error_types;
}

AttuneSealedRevision
attune_evaluation_record_seal (const AttuneEvaluationRecord *self,
                               const char *answers,
                               gint64 at,
                               const AttuneScoreFigures *figures)
{
  return (AttuneSealedRevision){
    .evaluation = self->id,
    .interaction = self->interaction,
    .agent = self->key.agent,
    .team = self->key.team,
    .form = self->key.form,
    .evaluator = self->evaluator,
    .kind = self->kind,
    .basis = self->key.basis,
    .contact_at = self->contact_at,
    .id = self->revision_id,
    .number = 1,
    .form_revision = self->form_revision->id,
    .reason = ATTUNE_REVISION_FIRST,
    .author = self->evaluator,
    .submitted_at = at,
    .scorer_version = ATTUNE_SCORER_VERSION,
    .score = figures->score,
    .raw = figures->raw,
    .critical = figures->critical_score,
    .outcome = figures->outcome,
    .is_failed = figures->form_failed,
    .error_types = get_error_types (figures),
    .answers = answers,
    .remark = "",
  };
}

static gint64
get_kept_score (const AttuneRows *rows, guint row, guint column)
{
  return attune_rows_is_null (rows, row, column) ? ATTUNE_SCORE_NONE
                                                 : attune_rows_get_int (rows, row, column);
}

AttuneSealedRevision
attune_revision_read_seal (const AttuneRows *rows, guint row)
{
  return (AttuneSealedRevision){
    .id = attune_rows_get_int (rows, row, 0),
    .evaluation = attune_rows_get_int (rows, row, 1),
    .interaction = attune_rows_get_int (rows, row, 2),
    .agent = attune_rows_get_int (rows, row, 3),
    .team = attune_rows_get_int (rows, row, 4),
    .form = attune_rows_get_int (rows, row, 5),
    .evaluator = attune_rows_get_int (rows, row, 6),
    .kind = attune_rows_get_int (rows, row, 7),
    .basis = attune_rows_get_int (rows, row, 8),
    .contact_at = attune_rows_get_int (rows, row, 9),
    .number = attune_rows_get_int (rows, row, 10),
    .form_revision = attune_rows_get_int (rows, row, 11),
    .reason = attune_rows_get_int (rows, row, 12),
    .author = attune_rows_get_int (rows, row, 13),
    .submitted_at = attune_rows_get_int (rows, row, 14),
    .scorer_version = attune_rows_get_int (rows, row, 15),
    .score = get_kept_score (rows, row, 16),
    .raw = get_kept_score (rows, row, 17),
    .critical = get_kept_score (rows, row, 18),
    .outcome = attune_rows_get_int (rows, row, 19),
    .is_failed = attune_rows_get_int (rows, row, 20),
    .error_types = attune_rows_get_int (rows, row, 21),
    .answers = attune_rows_get_text (rows, row, 22),
    .remark = attune_rows_get_text (rows, row, 23),
  };
}

void
attune_evaluation_record_bind_figures (AttuneBatch *batch, const AttuneScoreFigures *figures)
{
  static const AttuneScoreFigures none = { .score = ATTUNE_SCORE_NONE,
                                           .raw = ATTUNE_SCORE_NONE,
                                           .critical_score = ATTUNE_SCORE_NONE };
  const AttuneScoreFigures *bound = figures != NULL ? figures : &none;

  attune_batch_bind_id (batch, "version", figures != NULL ? ATTUNE_SCORER_VERSION : 0);
  bind_score (batch, "score", bound->score);
  bind_score (batch, "raw", bound->raw);
  bind_score (batch, "critical", bound->critical_score);
  attune_batch_bind_id (batch, "outcome", figures != NULL ? (gint64) bound->outcome : 0);
  attune_batch_bind_int (batch, "failed", bound->form_failed);
  attune_batch_bind_int (batch, "errors", get_error_types (bound));
}
