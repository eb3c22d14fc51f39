/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-assignments.h"

#include "attune-access.h"
#include "attune-verb.h"

#include <glib/gi18n-lib.h>

/* What becomes of an assignment of an assessment by whoever made it. */

#define THIS "aw.id = $id AND aw.kind = 0"
#define PART_OF_IT                                                                          \
  "EXISTS (SELECT 1 FROM interaction_agent AS a WHERE a.interaction_id = aw.interaction_id" \
  " AND a.agent_id = aw.agent_id AND "
/* Of assignment `aw`: its evaluation. */
#define EVALUATION_OF_IT                                                             \
  "EXISTS (SELECT 1 FROM evaluation AS e WHERE e.interaction_id = aw.interaction_id" \
  " AND e.agent_id = aw.agent_id AND e.form_id = aw.form_id AND e.kind = 0 AND "

static void
free_change (gpointer data)
{
  AttuneAssignmentChange *change = data;

  g_free ((char *) change->remark);
  g_free (change);
}

/* One assignment that was seen at a rev, in a write. */
typedef struct
{
  AttuneWrite *write;
  gint64 id;
  gint64 rev;
} Seen;

/* Of the assignment has to hold what `condition` says of `aw`, or the batch fails. */
static void
require (const Seen *seen, const char *condition, AttuneStoreError code, const char *message)
{
  AttuneBatch *batch = attune_write_get_batch (seen->write);

  attune_batch_add (batch, condition, "i");
  attune_batch_bind_int (batch, "id", seen->id);
  attune_batch_expect (batch, 1, code, message);
}

static void
require_right (const Seen *seen)
{
  require (seen, "SELECT aw.id FROM assignment AS aw WHERE " THIS " AND " ATTUNE_ACCESS_ASSIGNING,
           ATTUNE_STORE_ERROR_DENIED,
           _ ("Only whoever assigned this, or a manager, can change that."));
  attune_batch_bind_int (attune_write_get_batch (seen->write), "actor",
                         attune_write_get_actor (seen->write));
}

/* To the update added last. */
static void
expect_seen (const Seen *seen)
{
  AttuneBatch *batch = attune_write_get_batch (seen->write);

  attune_batch_bind_int (batch, "id", seen->id);
  attune_batch_bind_int (batch, "rev", seen->rev);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("This was begun, done or changed meanwhile. Look at it again."));
}

/* --- Changing ----------------------------------------------------------------------------------------------------- */

static void
require_assignee (const Seen *seen, gint64 assignee)
{
  AttuneBatch *batch = attune_write_get_batch (seen->write);

  require (seen,
           "SELECT aw.id FROM assignment AS aw WHERE " THIS
           " AND " PART_OF_IT ATTUNE_ACCESS_ASSESSED_BY ("$assignee") ")",
           ATTUNE_STORE_ERROR_INVALID,
           _ ("This is not for that person to evaluate: analysts and managers evaluate all, "
              "coaches their own teams, and nobody themself. Choose somebody else."));
  attune_batch_bind_int (batch, "assignee", assignee);
  require (seen,
           "SELECT aw.id FROM assignment AS aw WHERE " THIS " AND NOT " EVALUATION_OF_IT
           "e.state = 0 AND e.evaluator_id <> $assignee)",
           ATTUNE_STORE_ERROR_INVALID,
           _ ("Its evaluation has been begun. Whoever has begun it finishes it, or makes it void "
              "first."));
  attune_batch_bind_int (batch, "assignee", assignee);
}

/* A day that stays may have passed. */
static gboolean
check_day (AttuneStore *self, gint64 id, gint64 due_at, GError **error)
{
  g_autoptr (AttuneBatch) batch = NULL;
  g_autoptr (AttuneResult) result = NULL;

  if (due_at == 0 || due_at > attune_id_source_now (attune_store_get_ids (self)))
    return TRUE;
  batch = attune_batch_new (ATTUNE_BATCH_READ);
  attune_batch_add (batch, "SELECT id FROM assignment WHERE id = $id AND due_at = $due", "i");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "due", due_at);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID,
                       _ ("The evaluation would be due in the past. Choose a later day."));
  result = attune_store_read (self, batch, error);
  return result != NULL;
}

static gint64
change_assignment (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const AttuneAssignmentChange *change = arguments->value;
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  AttuneBatch *batch = attune_write_get_batch (write);
  Seen seen = { write, arguments->subject, arguments->rev };

  if (!check_day (self, arguments->subject, change->due_at, error))
    return 0;
  require_right (&seen);
  require_assignee (&seen, change->assignee);
  attune_batch_add (batch,
                    "UPDATE assignment SET rev = rev + 1, evaluation_id = CASE WHEN"
                    " assignee_id = $assignee THEN evaluation_id ELSE NULL END,"
                    " assignee_id = $assignee, due_at = $due, remark = $remark WHERE id = $id"
                    " AND rev = $rev AND done_at IS NULL AND removed_at IS NULL",
                    "");
  attune_batch_bind_int (batch, "assignee", change->assignee);
  attune_batch_bind_id (batch, "due", change->due_at);
  attune_batch_bind_text (batch, "remark", change->remark);
  expect_seen (&seen);
  attune_write_audit (write, "change-assignment", arguments->subject, NULL);
  attune_write_changed (write, ATTUNE_CHANGE_ASSIGNMENT, arguments->subject);
  return attune_write_commit (write, error) ? arguments->rev + 1 : 0;
}

/* --- Taking back -------------------------------------------------------------------------------------------------- */

static void
add_removal (const Seen *seen)
{
  AttuneBatch *batch = attune_write_get_batch (seen->write);

  require_right (seen);
  attune_batch_add (batch,
                    "UPDATE assignment SET rev = rev + 1, removed_at = $now WHERE id = $id"
                    " AND rev = $rev AND done_at IS NULL AND removed_at IS NULL",
                    "");
  attune_batch_bind_int (batch, "now", attune_write_get_now (seen->write));
  expect_seen (seen);
  attune_write_audit (seen->write, "take-assignment-back", seen->id, NULL);
}

static void
add_return (const Seen *seen)
{
  require_right (seen);
  require (seen,
           "SELECT aw.id FROM assignment AS aw WHERE " THIS " AND NOT " EVALUATION_OF_IT
           "e.state <> 3 AND (e.state <> 0 OR e.evaluator_id <> aw.assignee_id))"
           " AND NOT EXISTS (SELECT 1 FROM assignment AS o WHERE o.kind = 0"
           " AND o.interaction_id = aw.interaction_id AND o.agent_id = aw.agent_id"
           " AND o.form_id = aw.form_id AND o.id <> aw.id AND o.done_at IS NULL"
           " AND o.removed_at IS NULL)",
           ATTUNE_STORE_ERROR_EXISTS,
           _ ("This was evaluated or assigned to somebody else meanwhile."));
  attune_batch_add (attune_write_get_batch (seen->write),
                    "UPDATE assignment SET rev = rev + 1, removed_at = NULL WHERE id = $id"
                    " AND rev = $rev AND done_at IS NULL AND removed_at IS NOT NULL",
                    "");
  expect_seen (seen);
  attune_write_audit (seen->write, "assign-evaluation", seen->id, NULL);
}

static gint64
remove_assignment (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  Seen seen = { write, arguments->subject, arguments->rev };

  if (arguments->flag)
    add_removal (&seen);
  else
    add_return (&seen);
  attune_write_changed (write, ATTUNE_CHANGE_ASSIGNMENT, arguments->subject);
  return attune_write_commit (write, error) ? arguments->rev + 1 : 0;
}

static gint64
take_back (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  GArray *ids = arguments->value;

  for (guint i = 0; i < ids->len; i++)
    add_removal (&(Seen){ write, g_array_index (ids, gint64, i), 1 });
  attune_write_changed (write, ATTUNE_CHANGE_ASSIGNMENT, 0);
  return attune_write_commit (write, error) ? ids->len : 0;
}

static const AttuneVerb change_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = change_assignment,
  .free_value = free_change,
};

static const AttuneVerb remove_verb = { .priority = ATTUNE_PRIORITY_WRITE,
                                        .finish_int = remove_assignment };

static const AttuneVerb take_back_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = take_back,
  .free_value = (GDestroyNotify) g_array_unref,
};

void
attune_store_change_assignment_async (AttuneStore *self,
                                      gint64 actor,
                                      gint64 assignment,
                                      gint64 rev,
                                      const AttuneAssignmentChange *change,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data)
{
  AttuneAssignmentChange *copy = g_memdup2 (change, sizeof *change);

  copy->remark = g_strdup (change->remark != NULL ? change->remark : "");
  attune_verb_start (&change_verb, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = assignment, .rev = rev, .value = copy },
                     cancellable, callback, data);
}

gint64
attune_store_change_assignment_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&change_verb, self, result, error);
}

void
attune_store_remove_assignment_async (AttuneStore *self,
                                      gint64 actor,
                                      gint64 assignment,
                                      gint64 rev,
                                      gboolean is_removed,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data)
{
  attune_verb_start (&remove_verb, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = assignment, .rev = rev, .flag = is_removed },
                     cancellable, callback, data);
}

gint64
attune_store_remove_assignment_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&remove_verb, self, result, error);
}

void
attune_store_take_back_async (AttuneStore *self,
                              gint64 actor,
                              GArray *ids,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (ids->len > 0);

  attune_verb_start (&take_back_verb, self,
                     &(AttuneArguments){ .actor = actor, .value = g_array_copy (ids) }, cancellable,
                     callback, data);
}

gint64
attune_store_take_back_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&take_back_verb, self, result, error);
}
