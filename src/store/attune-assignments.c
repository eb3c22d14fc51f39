/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-assignments-private.h"

#include "attune-access.h"
#include "attune-verb.h"

#include <glib/gi18n-lib.h>

/* Of part `a` of a contact on the form: its assessment, unless the assignee is making it; and what assigns it already. */
#define OF_PART(alias)                                                                      \
  alias ".interaction_id = a.interaction_id AND " alias ".agent_id = a.agent_id AND " alias \
        ".form_id = $form AND " alias ".kind = 0"
#define IS_EVALUATED                                       \
  "EXISTS (SELECT 1 FROM evaluation AS e WHERE " OF_PART ( \
    "e") " AND e.state <> 3"                               \
         " AND (e.state <> 0 OR e.evaluator_id <> $assignee))"
#define IS_ASSIGNED \
  "EXISTS (SELECT 1 FROM assignment AS aw WHERE " OF_PART ("aw") " AND " ATTUNE_ACCESS_OPEN ")"
#define YES_IF(condition) "CASE WHEN " condition " THEN 1 ELSE 0 END"

#define ASSIGNABLE                                                                \
  " FROM interaction AS i JOIN interaction_agent AS a ON a.interaction_id = i.id" \
  " WHERE i.id = $interaction AND ($agent = 0 OR a.agent_id = $agent)"            \
  " AND i.removed_at IS NULL AND " ATTUNE_ACCESS_ASSESSING

/* What is asked, whole; `parts` are its own. */
static AttuneAssigning *
copy_assigning (const AttuneAssigning *assigning)
{
  AttuneAssigning *copy = g_memdup2 (assigning, sizeof *assigning);

  copy->parts = g_memdup2 (assigning->parts, assigning->n_parts * sizeof *assigning->parts);
  copy->remark = g_strdup (assigning->remark != NULL ? assigning->remark : "");
  return copy;
}

static void
free_assigning (gpointer data)
{
  AttuneAssigning *assigning = data;

  g_free ((AttuneAssignedPart *) assigning->parts);
  g_free ((char *) assigning->remark);
  g_free (assigning);
}

void
attune_assigned_free (AttuneAssigned *self)
{
  g_array_unref (self->ids);
  g_free (self);
}

static AttuneAssigned *
create_assigned (void)
{
  AttuneAssigned *self = g_new0 (AttuneAssigned, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

/* --- Assigning ---------------------------------------------------------------------------------------------------- */

static void
bind_part (AttuneBatch *batch,
           gint64 actor,
           const AttuneAssigning *assigning,
           const AttuneAssignedPart *part)
{
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "interaction", part->interaction);
  attune_batch_bind_int (batch, "agent", part->agent);
  attune_batch_bind_int (batch, "form", assigning->form);
  attune_batch_bind_int (batch, "assignee", assigning->assignee);
}

/* How it stands with the parts that are asked for, a statement each. */
static AttuneResult *
read_standing (AttuneStore *self, gint64 actor, const AttuneAssigning *assigning, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);

  for (guint i = 0; i < assigning->n_parts; i++)
    {
      attune_batch_add (batch,
                        "SELECT a.agent_id, " YES_IF (ATTUNE_ACCESS_ASSESSED_BY (
                          "$assignee")) ", " YES_IF (IS_EVALUATED) ", " YES_IF (IS_ASSIGNED)
                          ASSIGNABLE " ORDER BY a.id",
                        "iiii");
      bind_part (batch, actor, assigning, &assigning->parts[i]);
    }
  return attune_store_read (self, batch, error);
}

static gboolean
has_part (GArray *parts, const AttuneAssignedPart *part)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const AttuneAssignedPart *other = &g_array_index (parts, AttuneAssignedPart, i);

      if (other->interaction == part->interaction && other->agent == part->agent)
        return TRUE;
    }
  return FALSE;
}

/* Somebody may have had the contact twice; FALSE where nobody's part of it is the actor's to assess. */
static gboolean
choose_parts (const AttuneRows *rows, gint64 interaction, AttuneAssigned *assigned, GArray *parts)
{
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      AttuneAssignedPart part = { interaction, attune_rows_get_int (rows, i, 0) };

      if (has_part (parts, &part))
        continue;
      if (attune_rows_get_int (rows, i, 1) == 0)
        assigned->n_foreign++;
      else if (attune_rows_get_int (rows, i, 2) != 0)
        assigned->n_evaluated++;
      else if (attune_rows_get_int (rows, i, 3) != 0)
        assigned->n_assigned++;
      else
        g_array_append_val (parts, part);
    }
  return attune_rows_get_n (rows) > 0;
}

static const char *
explain_nothing (const AttuneAssigned *assigned)
{
  if (assigned->n_assigned > 0)
    return _ ("Somebody has been assigned this already. Change that assignment instead.");
  if (assigned->n_evaluated > 0)
    return _ ("This is evaluated on this form already, or somebody else is at it. Choose another "
              "form or contact.");
  return _ ("This is not for that person to evaluate: analysts and managers evaluate all, coaches "
            "their own teams, and nobody themself. Choose somebody else.");
}

static void
require_form (AttuneBatch *batch, gint64 form)
{
  attune_batch_add (batch,
                    "SELECT r.id FROM form_revision AS r JOIN form AS f ON f.id = r.form_id"
                    " WHERE f.id = $form AND r.retired_at IS NULL AND f.removed_at IS NULL LIMIT 1",
                    "i");
  attune_batch_bind_int (batch, "form", form);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This form is not in use: it has not been published, or was retired. "
                          "Choose another one."));
}

static void
add_assignment (AttuneWrite *write,
                gint64 id,
                const AttuneAssigning *assigning,
                const AttuneAssignedPart *part)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (
    batch,
    "INSERT INTO assignment (id, rev, kind, interaction_id, agent_id, form_id, assignee_id, basis,"
    " due_at, remark, assigned_by, assigned_at, evaluation_id) SELECT $id, 1, 0, i.id, a.agent_id,"
    " $form, $assignee, $basis, $due, $remark, $actor, $now, (SELECT e.id FROM evaluation AS e"
    " WHERE " OF_PART ("e") " AND e.state = 0)" ASSIGNABLE " AND " ATTUNE_ACCESS_ASSESSED_BY (
      "$assignee") " AND NOT " IS_EVALUATED " AND NOT " IS_ASSIGNED " ORDER BY a.id LIMIT 1",
    "");
  bind_part (batch, attune_write_get_actor (write), assigning, part);
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "basis", assigning->basis);
  attune_batch_bind_id (batch, "due", assigning->due_at);
  attune_batch_bind_text (batch, "remark", assigning->remark);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("A contact was evaluated, assigned or changed meanwhile. Try again."));
  attune_write_audit (write, "assign-evaluation", id, NULL);
}

static AttuneAssigned *
write_assignments (AttuneStore *self,
                   gint64 actor,
                   const AttuneAssigning *assigning,
                   AttuneAssigned *assigned,
                   GArray *parts,
                   GError **error)
{
  g_autoptr (AttuneWrite) write = attune_write_new (self, actor);

  require_form (attune_write_get_batch (write), assigning->form);
  for (guint i = 0; i < parts->len; i++)
    {
      gint64 id = attune_write_next_id (write);

      add_assignment (write, id, assigning, &g_array_index (parts, AttuneAssignedPart, i));
      g_array_append_val (assigned->ids, id);
    }
  attune_write_changed (write, ATTUNE_CHANGE_ASSIGNMENT, 0);
  return attune_write_commit (write, error) ? assigned : NULL;
}

static AttuneAssigned *
attempt_assign (AttuneStore *self, gint64 actor, const AttuneAssigning *assigning, GError **error)
{
  g_autoptr (AttuneAssigned) assigned = create_assigned ();
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (AttuneAssignedPart));
  g_autoptr (AttuneResult) standing = read_standing (self, actor, assigning, error);

  if (standing == NULL)
    return NULL;
  for (guint i = 0; i < assigning->n_parts; i++)
    if (!choose_parts (attune_result_rows (standing, i), assigning->parts[i].interaction, assigned,
                       parts))
      {
        g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED,
                             _ ("Only somebody who may evaluate an agent’s part of the contact can "
                                "assign it."));
        return NULL;
      }
  if (parts->len == 0)
    {
      g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS,
                           explain_nothing (assigned));
      return NULL;
    }
  if (write_assignments (self, actor, assigning, assigned, parts, error) == NULL)
    return NULL;
  return g_steal_pointer (&assigned);
}

/* Whoever comes in between is met at the next attempt. */
static gpointer
assign (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const AttuneAssigning *assigning = arguments->value;
  guint attempts_left = ATTUNE_WRITE_ATTEMPTS;

  if (assigning->due_at != 0 &&
      assigning->due_at <= attune_id_source_now (attune_store_get_ids (self)))
    {
      g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                           _ ("The evaluation would be due in the past. Choose a later day."));
      return NULL;
    }
  for (;;)
    {
      GError *local_error = NULL;
      AttuneAssigned *assigned = attempt_assign (self, arguments->actor, assigning, &local_error);

      if (assigned != NULL || !attune_write_try_again (&attempts_left, local_error, error))
        return assigned;
    }
}

/* --- Doing it ------------------------------------------------------------------------------------------------------ */

static gint64
begin_assignment (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT aw.kind, aw.interaction_id, aw.agent_id, aw.form_id, aw.basis"
                    " FROM assignment AS aw WHERE aw.id = $id AND " ATTUNE_ACCESS_SELF (
                      "aw.assignee_id") " AND " ATTUNE_ACCESS_OPEN,
                    "iiiii");
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ (
                         "This does not wait for you any more: it was done, taken back or given to "
                         "somebody else."));
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return 0;

  rows = attune_result_rows (result, 0);
  return attune_evaluation_start (self, arguments->actor,
                                  &(AttuneEvaluationSpec){
                                    .interaction = attune_rows_get_int (rows, 0, 1),
                                    .agent = attune_rows_get_int (rows, 0, 2),
                                    .form = attune_rows_get_int (rows, 0, 3),
                                    .kind = attune_rows_get_int (rows, 0, 0) ==
                                                ATTUNE_ASSIGNMENT_SELF
                                              ? ATTUNE_EVALUATION_SELF
                                              : ATTUNE_EVALUATION_ASSESSMENT,
                                    .basis = (AttuneBasis) attune_rows_get_int (rows, 0, 4),
                                  },
                                  error);
}

/* What is open of the part and form of the evaluation. */
#define OF_EVALUATION                                                                       \
  "SELECT aw.id FROM assignment AS aw JOIN evaluation AS e ON e.id = $id WHERE aw.kind = 0" \
  " AND " ATTUNE_ACCESS_OPEN " AND aw.interaction_id = e.interaction_id"                    \
  " AND aw.agent_id = e.agent_id AND aw.form_id = e.form_id"

void
attune_assignment_begin (AttuneWrite *write, gint64 evaluation)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE assignment SET rev = rev + 1, evaluation_id = $id WHERE id IN"
                    " (" OF_EVALUATION " AND aw.assignee_id = e.evaluator_id)",
                    "");
  attune_batch_bind_int (batch, "id", evaluation);
}

void
attune_assignment_finish (AttuneWrite *write, gint64 evaluation)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE assignment SET rev = rev + 1, evaluation_id = $id, done_at = $now"
                    " WHERE id IN (" OF_EVALUATION ")",
                    "");
  attune_batch_bind_int (batch, "id", evaluation);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
}

static const AttuneVerb assign_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_pointer = assign,
  .free_result = (GDestroyNotify) attune_assigned_free,
  .free_value = free_assigning,
};

static const AttuneVerb begin_verb = { .priority = ATTUNE_PRIORITY_WRITE,
                                       .finish_int = begin_assignment };

void
attune_store_assign_async (AttuneStore *self,
                           gint64 actor,
                           const AttuneAssigning *assigning,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_return_if_fail (assigning->n_parts > 0 && assigning->n_parts <= ATTUNE_ASSIGN_MAX);

  attune_verb_start (&assign_verb, self,
                     &(AttuneArguments){ .actor = actor, .value = copy_assigning (assigning) },
                     cancellable, callback, data);
}

AttuneAssigned *
attune_store_assign_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&assign_verb, self, result, error);
}

void
attune_store_begin_assignment_async (AttuneStore *self,
                                     gint64 actor,
                                     gint64 assignment,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  attune_verb_start (&begin_verb, self, &(AttuneArguments){ .actor = actor, .subject = assignment },
                     cancellable, callback, data);
}

gint64
attune_store_begin_assignment_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&begin_verb, self, result, error);
}
