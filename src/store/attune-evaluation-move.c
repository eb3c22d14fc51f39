/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-assignments-private.h"
#include "attune-disputes-private.h"
#include "attune-evaluation-change.h"
#include "attune-notes-private.h"
#include "attune-self-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An evaluation of the wrong agent or the wrong contact goes to the part of the contact that it is about. Its figures go with
 * it, and the trail seals all of its revisions as they are then; its notes stay, but not on seconds and words of another
 * contact. */

typedef struct
{
  gint64 interaction;
  gint64 agent;
} Target;

#define TARGET                                                                    \
  " FROM interaction AS i JOIN interaction_agent AS a ON a.interaction_id = i.id" \
  " WHERE i.id = $interaction AND a.agent_id = $agent AND i.removed_at IS NULL"   \
  " AND " ATTUNE_ACCESS_ASSESSING " ORDER BY a.id LIMIT 1"

static void
bind_target (AttuneBatch *batch, gint64 actor, const Target *target)
{
  attune_batch_bind_int (batch, "interaction", target->interaction);
  attune_batch_bind_int (batch, "agent", target->agent);
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_DENIED,
                       _ ("That agent has no part of that contact, or none that you may evaluate. "
                          "Add the part to the contact first."));
}

/* Whether both contacts have other media of that kind: what is said of a second, or of a word, of the one is said of nothing
 * in the other. One recording, or text, that came in twice is the same. */
#define LACKS_TWIN(of, in, kind)                                                                    \
  "EXISTS (SELECT 1 FROM media AS o WHERE o.interaction_id = " of " AND o.kind = " kind             \
  " AND o.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM media AS t WHERE t.interaction_id = " in \
  " AND t.kind = o.kind AND t.removed_at IS NULL AND t.sha256 = o.sha256))"
#define DIFFERS(kind)                                                                   \
  "CASE WHEN i.id <> $from AND (" LACKS_TWIN ("$from", "i.id",                          \
                                              kind) " OR " LACKS_TWIN ("i.id", "$from", \
                                                                       kind) ") THEN 1 ELSE 0 END"

/* What the evaluation is about once it is there: `record` as it becomes; and what its notes lose. */
static gboolean
read_target (AttuneStore *self,
             gint64 actor,
             const Target *target,
             AttuneEvaluationRecord *record,
             AttuneNoteLifting *out_lifting,
             GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT a.team_id, i.started_at, i.day / 100, " DIFFERS ("0") ", " DIFFERS ("1")
                      TARGET,
                    "iiiii");
  attune_batch_bind_int (batch, "from", record->interaction);
  bind_target (batch, actor, target);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  record->interaction = target->interaction;
  record->key.agent = target->agent;
  record->key.team = attune_rows_get_int (rows, 0, 0);
  record->contact_at = attune_rows_get_int (rows, 0, 1);
  record->key.month = (int) attune_rows_get_int (rows, 0, 2);
  out_lifting->of_recording = attune_rows_get_int (rows, 0, 3) != 0;
  out_lifting->of_text = attune_rows_get_int (rows, 0, 4) != 0;
  return TRUE;
}

static gboolean
check_movable (const AttuneEvaluationRecord *record,
               const Target *target,
               const char *reason,
               GError **error)
{
  const char *fault = NULL;

  if (record->kind != ATTUNE_EVALUATION_ASSESSMENT ||
      (record->state != ATTUNE_EVALUATION_STATE_SUBMITTED &&
       record->state != ATTUNE_EVALUATION_STATE_RELEASED))
    fault = _ ("Only a submitted evaluation that is not void can be moved.");
  else if (record->interaction == target->interaction && record->key.agent == target->agent)
    fault = _ ("The evaluation is about this agent and contact already.");
  else if (reason[strspn (reason, " \t\n")] == '\0')
    fault = _ ("Say why the evaluation is moved.");
  return fault == NULL || attune_evaluation_refuse (error, ATTUNE_STORE_ERROR_INVALID, fault);
}

static void
require_free (AttuneWrite *write, const AttuneEvaluationRecord *record, const Target *target)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch, "SELECT a.id" TARGET, "i");
  bind_target (batch, attune_write_get_actor (write), target);
  attune_batch_add (batch,
                    "SELECT e.id FROM evaluation AS e WHERE e.interaction_id = $interaction"
                    " AND e.agent_id = $agent AND e.form_id = $form AND e.kind = 0"
                    " AND e.state <> 3 LIMIT 1",
                    "i");
  attune_batch_bind_int (batch, "interaction", target->interaction);
  attune_batch_bind_int (batch, "agent", target->agent);
  attune_batch_bind_int (batch, "form", record->key.form);
  attune_batch_expect (batch, 0, ATTUNE_STORE_ERROR_EXISTS,
                       _ (
                         "That part of that contact is evaluated on this form already. Void one of "
                         "the two."));
}

/* Whoever it is about now sees it from now on, and has the whole time to answer; what they have acknowledged, as it was
 * about them before, they need not again. */
static void
add_move (AttuneWrite *write, const AttuneEvaluationRecord *record)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (
    batch,
    "UPDATE evaluation SET released_at = CASE WHEN agent_id <> $agent"
    " AND released_at IS NOT NULL THEN $now ELSE released_at END,"
    " acknowledged_at = (SELECT k.at FROM acknowledgement AS k"
    " WHERE k.revision_id = $revision AND k.agent_id = $agent), interaction_id = $interaction, agent_id = $agent,"
    " team_id = $team, contact_at = $contact, month = $month WHERE id = $id",
    "");
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_int (batch, "revision", record->revision_id);
  attune_batch_bind_int (batch, "interaction", record->interaction);
  attune_batch_bind_int (batch, "agent", record->key.agent);
  attune_batch_bind_id (batch, "team", record->key.team);
  attune_batch_bind_int (batch, "contact", record->contact_at);
  attune_batch_bind_int (batch, "month", record->key.month);
  attune_batch_bind_int (batch, "id", record->id);
  attune_batch_add (batch,
                    "UPDATE evaluation_revision SET agent_id = $agent, team_id = $team,"
                    " contact_at = $contact WHERE evaluation_id = $id",
                    "");
  attune_batch_bind_int (batch, "agent", record->key.agent);
  attune_batch_bind_id (batch, "team", record->key.team);
  attune_batch_bind_int (batch, "contact", record->contact_at);
  attune_batch_bind_int (batch, "id", record->id);
}

/* Words of a text that both contacts have are those of the one that the evaluation is about now. */
static void
take_text (AttuneWrite *write, const AttuneEvaluationRecord *record)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE note SET text_id = (SELECT t.id FROM media AS o JOIN media AS t"
                    " ON t.sha256 = o.sha256 AND t.kind = o.kind WHERE o.id = note.text_id"
                    " AND t.interaction_id = $interaction AND t.removed_at IS NULL"
                    " AND note.passage_from IS NOT NULL ORDER BY t.id DESC LIMIT 1)"
                    " WHERE evaluation_id = $id AND text_id IS NOT NULL",
                    "");
  attune_batch_bind_int (batch, "interaction", record->interaction);
  attune_batch_bind_int (batch, "id", record->id);
}

/* `from` is what it was about before. */
static gboolean
audit (AttuneWrite *write,
       const AttuneEvaluationRecord *record,
       const Target *from,
       const AttuneNoteLifting *lifting,
       const char *reason,
       GError **error)
{
  g_autoptr (GString) seals = attune_seals_new ();
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT " ATTUNE_REVISION_SEAL_COLUMNS " FROM evaluation_revision AS r"
                    " JOIN evaluation AS e ON e.id = r.evaluation_id WHERE e.id = $id"
                    " AND r.submitted_at IS NOT NULL ORDER BY r.id",
                    ATTUNE_REVISION_SEAL_TYPES);
  attune_batch_bind_int (batch, "id", record->id);
  result = attune_store_read (attune_write_get_store (write), batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      AttuneSealedRevision sealed = attune_revision_read_seal (rows, i);

      sealed.interaction = record->interaction;
      sealed.agent = record->key.agent;
      sealed.team = record->key.team;
      sealed.contact_at = record->contact_at;
      attune_seals_add_revision (seals, &sealed);
    }
  if (!attune_notes_lift (write, record->id, lifting, seals, error))
    return FALSE;
  take_text (write, record);
  attune_seals_add_mark (seals, ATTUNE_MARK_FROM, from->interaction, from->agent);
  attune_seals_add_text (seals, reason);
  attune_write_audit (write, "move-evaluation", record->id, seals->str);
  return TRUE;
}

/* What the agent's own evaluation of the contact it comes to has waited for. */
static gboolean
add_reveal (AttuneWrite *write, const AttuneEvaluationRecord *record, GError **error)
{
  g_auto (AttuneCompanion) companion = { 0 };

  if (!attune_companion_find (&companion, attune_write_get_store (write), record, error))
    return FALSE;
  attune_companion_require (&companion, write, record);
  return companion.id == 0 || attune_companion_reveal (&companion, write, error);
}

static gboolean
add_statements (AttuneWrite *write,
                AttuneEvaluationRecord *record,
                const Target *target,
                const char *reason,
                GError **error)
{
  gint64 actor = attune_write_get_actor (write);
  AttuneNoteLifting lifting = { FALSE };
  Target from = { record->interaction, record->key.agent };

  attune_evaluation_record_require (
    record, write, ATTUNE_EVALUATION_RIGHT (ATTUNE_BY_OWNER),
    _ ("Only the evaluator can do this, or a manager whom it is not about."));
  attune_disputes_require_other (write, record->id);
  require_free (write, record, target);
  attune_evaluation_record_set_state (record, write, record->state);
  attune_disputes_drop (write, record->id);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, record->interaction);
  if (record->is_counted &&
      !attune_evaluation_record_count (record, write, record->revision_id, NULL, -1, error))
    return FALSE;
  if (!read_target (attune_write_get_store (write), actor, target, record, &lifting, error))
    return FALSE;

  add_move (write, record);
  attune_assignment_finish (write, record->id);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, record->interaction);
  if (record->is_counted &&
      !attune_evaluation_record_count (record, write, record->revision_id, NULL, 1, error))
    return FALSE;
  return add_reveal (write, record, error) && audit (write, record, &from, &lifting, reason, error);
}

static gint64
move (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = attune_evaluation_read_seen (self, arguments, error);
  g_autoptr (AttuneWrite) write = NULL;
  const Target *target = arguments->value;

  if (record == NULL || !check_movable (record, target, arguments->text, error))
    return 0;

  write = attune_write_new (self, arguments->actor);
  if (!add_statements (write, record, target, arguments->text, error))
    return 0;
  return attune_write_commit (write, error) ? record->rev + 1 : 0;
}

static const AttuneVerb move_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = move,
  .free_value = g_free,
};

void
attune_store_move_evaluation_async (AttuneStore *self,
                                    gint64 actor,
                                    gint64 evaluation,
                                    gint64 rev,
                                    gint64 interaction,
                                    gint64 agent,
                                    const char *reason,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  Target target = { interaction, agent };

  attune_verb_start (&move_verb, self,
                     &(AttuneArguments){ .actor = actor,
                                         .subject = evaluation,
                                         .rev = rev,
                                         .text = reason != NULL ? reason : "",
                                         .value = g_memdup2 (&target, sizeof target) },
                     cancellable, callback, data);
}

gint64
attune_store_move_evaluation_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&move_verb, self, result, error);
}
