/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-disputes-private.h"

#include "attune-access.h"
#include "attune-revision-cache.h"
#include "attune-verb.h"

#include <glib/gi18n-lib.h>

#define CAN_DECIDE "CASE WHEN d.state = 0 AND " ATTUNE_ACCESS_DECIDING " THEN 1 ELSE 0 END"

/* --- One ------------------------------------------------------------------------------------------------------------ */

static void
add_reading (AttuneBatch *batch, gint64 actor, gint64 dispute)
{
  attune_batch_add (
    batch,
    "SELECT d.id, d.rev, d.evaluation_id, d.revision_id, d.agent_id, a.name, d.state, d.reason,"
    " d.opened_at, p.name, d.decided_at, d.remark, d.decided_revision_id, r.answers,"
    " r.form_revision_id, " CAN_DECIDE ", CASE WHEN d.state = 0 AND " ATTUNE_ACCESS_SELF (
      "d.agent_id") " THEN 1 ELSE 0 END FROM dispute AS d"
                    " JOIN evaluation AS e ON e.id = d.evaluation_id"
                    " JOIN evaluation_revision AS r ON r.id = d.revision_id"
                    " JOIN person AS a ON a.id = d.agent_id"
                    " LEFT JOIN person AS p ON p.id = d.decided_by"
                    " WHERE d.id = $id AND " ATTUNE_ACCESS_DISPUTE,
    "iiiiitititititiii");
  attune_batch_bind_int (batch, "id", dispute);
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This dispute is not there, or not for you to see."));
  attune_batch_add (batch,
                    "SELECT question, proposed, reason, decision, decided, remark"
                    " FROM dispute_answer WHERE dispute_id = $id ORDER BY question",
                    "tttitt");
  attune_batch_bind_int (batch, "id", dispute);
}

static gpointer
read_answer (const AttuneRows *rows, guint row)
{
  AttuneDisputeAnswer *answer = attune_dispute_answer_new (attune_rows_get_text (rows, row, 0),
                                                           attune_rows_get_text (rows, row, 1),
                                                           attune_rows_get_text (rows, row, 2));

  if (!attune_rows_is_null (rows, row, 3))
    attune_dispute_answer_decide (answer, (AttuneDecision) attune_rows_get_int (rows, row, 3),
                                  attune_rows_get_text (rows, row, 4),
                                  attune_rows_get_text (rows, row, 5));
  return answer;
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer form)
{
  const AttuneDisputeAnswer *const *one = a;
  const AttuneDisputeAnswer *const *other = b;
  guint left = attune_form_find_question (form, (*one)->question);
  guint right = attune_form_find_question (form, (*other)->question);

  return (left > right) - (left < right);
}

static AttuneDispute *
read_dispute (const AttuneRows *rows)
{
  AttuneDispute *self = g_new0 (AttuneDispute, 1);

  self->id = attune_rows_get_int (rows, 0, 0);
  self->rev = attune_rows_get_int (rows, 0, 1);
  self->evaluation = attune_rows_get_int (rows, 0, 2);
  self->revision = attune_rows_get_int (rows, 0, 3);
  self->agent = attune_rows_get_int (rows, 0, 4);
  self->agent_name = attune_rows_dup_text (rows, 0, 5);
  self->state = (AttuneDisputeState) attune_rows_get_int (rows, 0, 6);
  self->reason = attune_rows_dup_text (rows, 0, 7);
  self->opened_at = attune_rows_get_int (rows, 0, 8);
  self->decider_name = attune_rows_dup_text (rows, 0, 9);
  self->decided_at = attune_rows_get_int (rows, 0, 10);
  self->remark = attune_rows_dup_text (rows, 0, 11);
  self->decided_revision = attune_rows_get_int (rows, 0, 12);
  self->given = attune_rows_dup_text (rows, 0, 13);
  self->can_decide = attune_rows_get_int (rows, 0, 15) != 0;
  self->can_withdraw = attune_rows_get_int (rows, 0, 16) != 0;
  return self;
}

AttuneDispute *
attune_dispute_read (AttuneStore *store, gint64 actor, gint64 dispute, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRevision *revision;
  const AttuneRows *rows;
  AttuneDispute *self;

  add_reading (batch, actor, dispute);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return NULL;
  rows = attune_result_rows (result, 0);
  revision = attune_store_get_revision (store, attune_rows_get_int (rows, 0, 14), error);
  if (revision == NULL)
    return NULL;

  self = read_dispute (rows);
  self->answers = attune_verb_collect (result, 1, read_answer,
                                       (GDestroyNotify) attune_dispute_answer_free);
  g_ptr_array_sort_with_data (self->answers, compare_places, revision->form);
  return self;
}

static gpointer
load_dispute (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  AttuneDispute *dispute = attune_dispute_read (self, arguments->actor, arguments->subject, error);
  gboolean is_writable = attune_store_check_writable (self, NULL);

  if (dispute == NULL)
    return NULL;
  dispute->can_decide = dispute->can_decide && is_writable;
  dispute->can_withdraw = dispute->can_withdraw && is_writable;
  return dispute;
}

/* --- Many ----------------------------------------------------------------------------------------------------------- */

static gpointer
read_row (const AttuneRows *rows, guint row)
{
  AttuneDisputeRow *self = g_new0 (AttuneDisputeRow, 1);

  self->id = attune_rows_get_int (rows, row, 0);
  self->evaluation = attune_rows_get_int (rows, row, 1);
  self->agent_name = attune_rows_dup_text (rows, row, 2);
  self->evaluator_name = attune_rows_dup_text (rows, row, 3);
  self->form_title = attune_rows_dup_text (rows, row, 4);
  self->contact_at = attune_rows_get_int (rows, row, 5);
  self->state = (AttuneDisputeState) attune_rows_get_int (rows, row, 6);
  self->opened_at = attune_rows_get_int (rows, row, 7);
  self->decided_at = attune_rows_get_int (rows, row, 8);
  self->n_questions = (guint) attune_rows_get_int (rows, row, 9);
  self->n_changed = (guint) attune_rows_get_int (rows, row, 10);
  self->can_decide = attune_rows_get_int (rows, row, 11) != 0;
  return self;
}

static gpointer
list_disputes (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (
    batch,
    "SELECT d.id, d.evaluation_id, a.name, v.name, f.title, e.contact_at, d.state, d.opened_at,"
    " d.decided_at, (SELECT count (*) FROM dispute_answer AS q WHERE q.dispute_id = d.id),"
    " (SELECT count (*) FROM dispute_answer AS q WHERE q.dispute_id = d.id AND q.decision <> 0),"
    " " CAN_DECIDE " FROM dispute AS d JOIN evaluation AS e ON e.id = d.evaluation_id"
    " JOIN form AS f ON f.id = e.form_id JOIN person AS a ON a.id = d.agent_id"
    " JOIN person AS v ON v.id = e.evaluator_id WHERE ($states = 0 OR"
    " (($states >> d.state) & 1) = 1) AND " ATTUNE_ACCESS_DISPUTE " ORDER BY d.opened_at, d.id",
    "iitttiiiiiii");
  attune_batch_bind_int (batch, "states", arguments->subject);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  result = attune_store_read (self, batch, error);
  return result != NULL
           ? attune_verb_collect (result, 0, read_row, (GDestroyNotify) attune_dispute_row_free)
           : NULL;
}

static gpointer
count_disputes (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;
  GArray *counts;

  attune_batch_add (batch,
                    "SELECT d.state, CAST (count (*) AS BIGINT) FROM dispute AS d"
                    " JOIN evaluation AS e ON e.id = d.evaluation_id"
                    " WHERE " ATTUNE_ACCESS_HAS_ROLE ("16") " OR " ATTUNE_ACCESS_DISPUTE
                                                            " GROUP BY d.state",
                    "ii");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  rows = attune_result_rows (result, 0);
  counts = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (counts, ATTUNE_N_DISPUTE_STATES);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      gint64 state = attune_rows_get_int (rows, i, 0);

      if (state >= 0 && state < ATTUNE_N_DISPUTE_STATES)
        g_array_index (counts, guint, state) = (guint) attune_rows_get_int (rows, i, 1);
    }
  return counts;
}

static const AttuneVerb load_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = load_dispute,
  .free_result = (GDestroyNotify) attune_dispute_free,
};

static const AttuneVerb list_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = list_disputes,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

static const AttuneVerb count_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = count_disputes,
  .free_result = (GDestroyNotify) g_array_unref,
};

void
attune_store_load_dispute_async (AttuneStore *self,
                                 gint64 actor,
                                 gint64 dispute,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  attune_verb_start (&load_verb, self, &(AttuneArguments){ .actor = actor, .subject = dispute },
                     cancellable, callback, data);
}

AttuneDispute *
attune_store_load_dispute_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&load_verb, self, result, error);
}

void
attune_store_list_disputes_async (AttuneStore *self,
                                  gint64 actor,
                                  guint states,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  attune_verb_start (&list_verb, self, &(AttuneArguments){ .actor = actor, .subject = states },
                     cancellable, callback, data);
}

GPtrArray *
attune_store_list_disputes_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&list_verb, self, result, error);
}

void
attune_store_count_disputes_async (AttuneStore *self,
                                   gint64 actor,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  attune_verb_start (&count_verb, self, &(AttuneArguments){ .actor = actor }, cancellable, callback,
                     data);
}

GArray *
attune_store_count_disputes_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&count_verb, self, result, error);
}
