/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answering.h"

#include "attune-access.h"
#include "attune-revision-cache.h"
#include "attune-self-private.h"
#include "attune-verb.h"

/* What each kind is read by: id, evaluation, interaction, agent, form, its title, the person, the remark, contact, since,
 * due, and the form revision where that says what is due. */
#define TYPES "iiiiitttiiii"

static const char *const selects[] = {
  [ATTUNE_WAITING_DISPUTES] =
    "SELECT d.id, e.id, e.interaction_id, e.agent_id, e.form_id, f.title, p.name, d.reason,"
    " e.contact_at, d.opened_at, 0, 0 FROM dispute AS d"
    " JOIN evaluation AS e ON e.id = d.evaluation_id JOIN form AS f ON f.id = e.form_id"
    " JOIN person AS p ON p.id = d.agent_id WHERE d.state = 0 AND " ATTUNE_ACCESS_DECIDING
    " AND " ATTUNE_ACCESS_DISPUTE " ORDER BY d.opened_at, d.id LIMIT $n",
  [ATTUNE_WAITING_SELF_EVALUATIONS] =
    "SELECT aw.id, aw.evaluation_id, aw.interaction_id, aw.agent_id, aw.form_id, f.title, p.name,"
    " aw.remark, i.started_at, aw.assigned_at, aw.due_at, 0 FROM assignment AS aw"
    " JOIN interaction AS i ON i.id = aw.interaction_id JOIN form AS f ON f.id = aw.form_id"
    " JOIN person AS p ON p.id = aw.assigned_by WHERE " ATTUNE_ACCESS_SELF (
      "aw.assignee_id") " AND " ATTUNE_ACCESS_WAITED " ORDER BY aw.due_at, aw.id LIMIT $n",
  [ATTUNE_WAITING_ACKNOWLEDGEMENTS] =
    "SELECT e.id, e.id, e.interaction_id, e.agent_id, e.form_id, f.title, p.name, '',"
    " e.contact_at, e.released_at, 0, r.form_revision_id FROM evaluation AS e"
    " JOIN evaluation_revision AS r ON r.evaluation_id = e.id AND r.is_current = 1"
    " JOIN form AS f ON f.id = e.form_id JOIN person AS p ON p.id = e.evaluator_id"
    " WHERE e.kind = 0 AND e.state = 2 AND e.acknowledged_at IS NULL AND e.agent_id = $actor"
    " AND " ATTUNE_ACCESS_EVALUATION " ORDER BY e.released_at DESC, e.id DESC LIMIT $n",
};

void
attune_waiting_free (AttuneWaiting *self)
{
  g_free (self->form_title);
  g_free (self->person);
  g_free (self->remark);
  g_free (self);
}

static AttuneWaiting *
read_waiting (const AttuneRows *rows, guint row)
{
  AttuneWaiting *self = g_new0 (AttuneWaiting, 1);

  self->id = attune_rows_get_int (rows, row, 0);
  self->evaluation = attune_rows_get_int (rows, row, 1);
  self->interaction = attune_rows_get_int (rows, row, 2);
  self->agent = attune_rows_get_int (rows, row, 3);
  self->form = attune_rows_get_int (rows, row, 4);
  self->form_title = attune_rows_dup_text (rows, row, 5);
  self->person = attune_rows_dup_text (rows, row, 6);
  self->remark = attune_rows_dup_text (rows, row, 7);
  self->contact_at = attune_rows_get_int (rows, row, 8);
  self->since = attune_rows_get_int (rows, row, 9);
  self->due_at = attune_rows_get_int (rows, row, 10);
  return self;
}

/* When an evaluation can no longer be disputed; 0 where it cannot already. */
static gint64
find_deadline (AttuneStore *self, gint64 form_revision, gint64 evaluation)
{
  const AttuneRevision *revision = attune_store_get_revision (self, form_revision, NULL);
  gint64 shown_at;
  gint64 deadline;

  if (revision == NULL || !attune_self_find_shown (self, evaluation, &shown_at, NULL))
    return 0;
  deadline = attune_dispute_deadline (attune_store_get_time_zone (self), shown_at,
                                      attune_form_get_dispute_days (revision->form));
  return deadline > attune_id_source_now (attune_store_get_ids (self)) ? deadline : 0;
}

static gpointer
list_waiting (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  AttuneWaitingKind kind = (AttuneWaitingKind) arguments->subject;
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;
  GPtrArray *all;

  attune_batch_add (batch, selects[kind], TYPES);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "n", arguments->rev);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  rows = attune_result_rows (result, 0);
  all = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_waiting_free);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      AttuneWaiting *waiting = read_waiting (rows, i);

      waiting->kind = kind;
      if (kind == ATTUNE_WAITING_ACKNOWLEDGEMENTS)
        waiting->due_at = find_deadline (self, attune_rows_get_int (rows, i, 11),
                                         waiting->evaluation);
      g_ptr_array_add (all, waiting);
    }
  return all;
}

static const AttuneVerb waiting_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = list_waiting,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

void
attune_store_list_waiting_async (AttuneStore *self,
                                 gint64 actor,
                                 AttuneWaitingKind kind,
                                 guint n,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_return_if_fail ((guint) kind < G_N_ELEMENTS (selects));

  attune_verb_start (&waiting_verb, self,
                     &(AttuneArguments){ .actor = actor, .subject = kind, .rev = n }, cancellable,
                     callback, data);
}

GPtrArray *
attune_store_list_waiting_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&waiting_verb, self, result, error);
}
