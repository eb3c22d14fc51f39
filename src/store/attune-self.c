/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-self-private.h"

#include "attune-access.h"
#include "attune-entries-private.h"
#include "attune-self-evaluations.h"

#include <glib/gi18n-lib.h>

/* The other one of assessment and self-evaluation that is in: an assessment may be released, a self-evaluation is not
 * revealed yet. */
#define IS_COMPANION                                                                    \
  "e.interaction_id = $interaction AND e.agent_id = $agent AND e.form_id = $form"       \
  " AND (($kind = 1 AND e.kind = 0 AND e.state IN (1, 2)) OR ($kind = 0 AND e.kind = 1" \
  " AND e.state = 1))"

void
attune_companion_clear (AttuneCompanion *self)
{
  g_clear_pointer (&self->answers, g_free);
}

static void
bind_companion (AttuneBatch *batch, const AttuneEvaluationRecord *record)
{
  attune_batch_bind_int (batch, "interaction", record->interaction);
  attune_batch_bind_int (batch, "agent", record->key.agent);
  attune_batch_bind_int (batch, "form", record->key.form);
  attune_batch_bind_int (batch, "kind", record->kind);
}

gboolean
attune_companion_find (AttuneCompanion *self,
                       AttuneStore *store,
                       const AttuneEvaluationRecord *record,
                       GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT e.id, r.answers FROM evaluation AS e JOIN evaluation_revision AS r"
                    " ON r.evaluation_id = e.id AND r.is_current = 1 WHERE " IS_COMPANION,
                    "it");
  bind_companion (batch, record);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  if (attune_rows_get_n (rows) == 0)
    return TRUE;
  self->id = attune_rows_get_int (rows, 0, 0);
  self->answers = attune_rows_dup_text (rows, 0, 1);
  return TRUE;
}

void
attune_companion_require (const AttuneCompanion *self,
                          AttuneWrite *write,
                          const AttuneEvaluationRecord *record)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch, "SELECT e.id FROM evaluation AS e WHERE " IS_COMPANION, "i");
  bind_companion (batch, record);
  attune_batch_expect (batch, self->id != 0 ? 1 : 0, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The other evaluation of this contact came in meanwhile. Try again."));
}

gboolean
attune_companion_reveal (const AttuneCompanion *self, AttuneWrite *write, GError **error)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE evaluation SET rev = rev + 1, state = 2, released_at = $now"
                    " WHERE id = $id AND kind = 1 AND state = 1",
                    "");
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_int (batch, "id", self->id);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The other evaluation of this contact was changed meanwhile. Try "
                          "again."));
  attune_write_audit (write, "release-evaluation", self->id, self->answers);
  attune_write_changed (write, ATTUNE_CHANGE_EVALUATION, self->id);
  return attune_entries_reveal (write, self->id, error);
}

/* The request that is waited for, of the part and form of the evaluation. */
#define IS_ASKED_FOR                                                                                         \
  "id IN (SELECT aw.id FROM assignment AS aw JOIN evaluation AS e ON e.id = $id WHERE " ATTUNE_ACCESS_WAITED \
  " AND aw.agent_id = e.agent_id AND aw.interaction_id = "                                                   \
  "e.interaction_id AND aw.form_id = e.form_id)"

void
attune_self_begin (AttuneWrite *write, gint64 evaluation)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE assignment SET rev = rev + 1, evaluation_id = $id WHERE " IS_ASKED_FOR,
                    "");
  attune_batch_bind_int (batch, "id", evaluation);
}

void
attune_self_hand_in (AttuneWrite *write, gint64 evaluation, gboolean is_revealed)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  if (!is_revealed)
    {
      attune_batch_add (batch,
                        "UPDATE evaluation SET release_due = (SELECT aw.due_at FROM assignment AS"
                        " aw WHERE " ATTUNE_ACCESS_WAITED " AND aw.agent_id = evaluation.agent_id"
                        " AND aw.interaction_id = evaluation.interaction_id"
                        " AND aw.form_id = evaluation.form_id) WHERE id = $id",
                        "");
      attune_batch_bind_int (batch, "id", evaluation);
    }
  attune_batch_add (batch,
                    "UPDATE assignment SET rev = rev + 1, evaluation_id = $id, done_at = $now"
                    " WHERE " IS_ASKED_FOR,
                    "");
  attune_batch_bind_int (batch, "id", evaluation);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_write_changed (write, ATTUNE_CHANGE_EVALUATION, 0);
}

/* --- Until when ------------------------------------------------------------------------------------------------------ */

gint64
attune_self_get_own_due (gint64 created_at)
{
  return created_at + ATTUNE_SELF_OWN_DAYS * G_TIME_SPAN_DAY;
}

/* Goes on behind each span that hides it at the time that was reached: rows of begin and end, in the order of their
 * beginnings. */
static gint64
pass_hidden (const AttuneRows *rows, gint64 shown_at)
{
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      if (attune_rows_get_int (rows, i, 0) > shown_at)
        break;
      if (attune_rows_is_null (rows, i, 1))
        return 0;
      shown_at = MAX (shown_at, attune_rows_get_int (rows, i, 1));
    }
  return shown_at;
}

gboolean
attune_self_find_shown (AttuneStore *store, gint64 assessment, gint64 *out_shown_at, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch, "SELECT released_at FROM evaluation WHERE id = $id AND state = 2", "i");
  attune_batch_bind_int (batch, "id", assessment);
  attune_batch_add (batch,
                    "SELECT h.begun_at, h.ended_at FROM (SELECT aw.assigned_at AS begun_at,"
                    " coalesce (aw.done_at, aw.lapsed_at, aw.removed_at) AS ended_at"
                    " FROM evaluation AS e JOIN assignment AS aw"
                    " ON aw.interaction_id = e.interaction_id AND aw.agent_id = e.agent_id"
                    " WHERE e.id = $id AND aw.kind = 1 UNION ALL SELECT s.created_at,"
                    " CASE WHEN s.state = 0 THEN NULL ELSE coalesce (r.submitted_at, s.voided_at)"
                    " END FROM evaluation AS e JOIN evaluation AS s"
                    " ON s.interaction_id = e.interaction_id AND s.agent_id = e.agent_id"
                    " JOIN evaluation_revision AS r ON r.evaluation_id = s.id AND r.is_current = 1"
                    " WHERE e.id = $id AND s.kind = 1) AS h ORDER BY h.begun_at",
                    "ii");
  attune_batch_bind_int (batch, "id", assessment);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  *out_shown_at = attune_rows_get_n (rows) == 0 ? 0
                                                : pass_hidden (attune_result_rows (result, 1),
                                                               attune_rows_get_int (rows, 0, 0));
  return TRUE;
}

/* --- What time has ended ---------------------------------------------------------------------------------------------- */

/* Whose time is over: the request, and what was begun for it. */
typedef struct
{
  gint64 request; /* 0 of what nobody asked for */
  gint64 draft;   /* 0 for none */
} Lapsed;

#define LAPSED_REQUEST                                                       \
  "SELECT aw.due_at, aw.id, aw.id, (SELECT e.id FROM evaluation AS e"        \
  " WHERE e.agent_id = aw.agent_id AND e.interaction_id = aw.interaction_id" \
  " AND e.form_id = aw.form_id AND e.kind = 1 AND e.state = 0)"              \
  " FROM assignment AS aw WHERE " ATTUNE_ACCESS_WAITED                       \
  " AND aw.due_at <= $now AND (aw.due_at > $due OR (aw.due_at = $due"        \
  " AND aw.id > $id)) ORDER BY aw.due_at, aw.id LIMIT 1"
#define LAPSED_OWN                                                                     \
  "SELECT e.created_at, e.id, 0, e.id FROM evaluation AS e WHERE e.kind = 1"           \
  " AND e.state = 0 AND e.created_at <= $now AND (e.created_at > $due"                 \
  " OR (e.created_at = $due AND e.id > $id)) AND NOT EXISTS (SELECT 1"                 \
  " FROM assignment AS aw WHERE " ATTUNE_ACCESS_WAITED " AND aw.agent_id = e.agent_id" \
  " AND aw.interaction_id = e.interaction_id AND aw.form_id = e.form_id)"              \
  " ORDER BY e.created_at, e.id LIMIT 1"

/* The next one; FALSE after the last, or with the error set. */
static gboolean
find_lapsed (AttuneStore *store, AttuneLapsing *lapsing, Lapsed *out_lapsed, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  gint64 now = attune_id_source_now (attune_store_get_ids (store));
  const AttuneRows *rows;

  attune_batch_add (batch, lapsing->is_in_own ? LAPSED_OWN : LAPSED_REQUEST, "iiii");
  attune_batch_bind_int (batch, "now",
                         lapsing->is_in_own ? now - attune_self_get_own_due (0) : now);
  attune_batch_bind_int (batch, "due", lapsing->due);
  attune_batch_bind_int (batch, "id", lapsing->id);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;
  rows = attune_result_rows (result, 0);
  if (attune_rows_get_n (rows) == 0 && !lapsing->is_in_own)
    {
      *lapsing = (AttuneLapsing){ .is_in_own = TRUE };
      return find_lapsed (store, lapsing, out_lapsed, error);
    }
  if (attune_rows_get_n (rows) == 0)
    return FALSE;

  lapsing->due = attune_rows_get_int (rows, 0, 0);
  lapsing->id = attune_rows_get_int (rows, 0, 1);
  *out_lapsed = (Lapsed){ attune_rows_get_int (rows, 0, 2), attune_rows_get_int (rows, 0, 3) };
  return TRUE;
}

static void
void_draft (AttuneWrite *write, gint64 draft)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  const char *reason = _ ("Its time was over before it was handed in.");

  attune_batch_add (batch,
                    "UPDATE evaluation SET rev = rev + 1, state = 3, voided_at = $now,"
                    " void_reason = $reason WHERE id = $id AND kind = 1 AND state = 0",
                    "");
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_text (batch, "reason", reason);
  attune_batch_bind_int (batch, "id", draft);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The self-evaluation was handed in meanwhile."));
  attune_write_audit (write, "void-evaluation", draft, reason);
}

static void
end_request (AttuneWrite *write, gint64 request)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE assignment SET rev = rev + 1, lapsed_at = $now WHERE id = $id"
                    " AND done_at IS NULL AND lapsed_at IS NULL AND removed_at IS NULL",
                    "");
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_int (batch, "id", request);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The self-evaluation was handed in meanwhile."));
  attune_write_audit (write, "lapse-assignment", request, NULL);
}

gboolean
attune_self_lapse_next (AttuneStore *store,
                        gint64 actor,
                        AttuneLapsing *lapsing,
                        GError **out_failure,
                        GError **error)
{
  g_autoptr (AttuneWrite) write = NULL;
  Lapsed lapsed;

  if (!find_lapsed (store, lapsing, &lapsed, error))
    return FALSE;

  write = attune_write_new (store, actor);
  if (lapsed.request != 0)
    end_request (write, lapsed.request);
  if (lapsed.draft != 0)
    void_draft (write, lapsed.draft);
  attune_write_changed (write, ATTUNE_CHANGE_EVALUATION, 0);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, 0);
  attune_write_commit (write, out_failure);
  return TRUE;
}
