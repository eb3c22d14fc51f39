/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-lab.h"

#include "attune-access.h"
#include "attune-forms-private.h"
#include "attune-revision-cache.h"
#include "attune-upkeep-private.h"

/* Evaluations of one slice: some milliseconds' worth of scoring. */
#define SLICE 50

/* A trial under way, on the store's thread. */
typedef struct
{
  gint64 actor;
  gint64 form_id;
  AttuneFormLab *lab;
  AttuneUpkeepProgress progress;
  gint64
    last_at;   /* when the evaluation tried last was submitted: they go from the newest back, … */
  gint64 last; /* … and its id, which parts those of the same time; 0 before the first */
  guint n;
  guint total; /* how many there will be, 0 until that is known */
  guint most;
} Trial;

void
attune_form_lab_free (AttuneFormLab *self)
{
  g_clear_pointer (&self->trial, attune_form_trial_free);
  g_clear_pointer (&self->items, attune_item_analysis_free);
  g_clear_pointer (&self->form, attune_form_unref);
  g_free (self);
}

static void
free_trial (gpointer data)
{
  Trial *trial = data;

  g_clear_pointer (&trial->lab, attune_form_lab_free);
  g_free (trial);
}

/* Whether the actor may, how many there are, and what to try the form needs: looking through a large form takes a while. */
static gboolean
begin (AttuneStore *store, Trial *trial, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_access_require (batch, trial->actor, ATTUNE_FORM_EDITORS);
  attune_forms_require (batch, trial->form_id, FALSE);
  attune_batch_add (batch,
                    "SELECT count (*) FROM (SELECT 1 FROM evaluation WHERE form_id = $form"
                    " AND kind = 0 AND state IN (1, 2) LIMIT $most) AS s",
                    "i");
  attune_batch_bind_int (batch, "form", trial->form_id);
  attune_batch_bind_int (batch, "most", trial->most);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  trial->total = (guint) attune_rows_get_int (attune_result_rows (result, 2), 0, 0);
  trial->last_at = G_MAXINT64;
  trial->last = G_MAXINT64;
  trial->lab->trial = attune_form_trial_new (trial->lab->form);
  trial->lab->items = attune_item_analysis_new (trial->lab->form);
  return TRUE;
}

/* By when they were submitted, along the index of it: ids are no order where stores were merged, or times imported. */
static AttuneResult *
read_slice (AttuneStore *store, const Trial *trial, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);

  attune_batch_add (
    batch,
    "SELECT e.id, e.evaluator_id, r.form_revision_id, r.answers, r.score, r.outcome,"
    " r.submitted_at FROM evaluation_revision AS r JOIN evaluation AS e"
    " ON e.id = r.evaluation_id AND e.kind = 0 AND e.state IN (1, 2)"
    " WHERE r.form_id = $form AND r.is_current = 1 AND r.submitted_at <= $at"
    " AND (r.submitted_at < $at OR r.evaluation_id < $last)"
    " ORDER BY r.submitted_at DESC, r.evaluation_id DESC LIMIT $n",
    "iiitiii");
  attune_batch_bind_int (batch, "at", trial->last_at);
  attune_batch_bind_int (batch, "form", trial->form_id);
  attune_batch_bind_int (batch, "last", trial->last);
  attune_batch_bind_int (batch, "n", MIN (SLICE, trial->most - trial->n));
  return attune_store_read (store, batch, error);
}

/* The answers of a row on the revision they were given on; NULL where either is damaged. */
static AttuneAnswers *
read_answers (AttuneStore *store, const AttuneRows *rows, guint row)
{
  const AttuneRevision *revision = attune_store_get_revision (store,
                                                              attune_rows_get_int (rows, row, 2),
                                                              NULL);

  if (revision == NULL)
    return NULL;
  return attune_answers_from_json (revision->form, attune_rows_get_text (rows, row, 3), -1, NULL);
}

static void
try_row (AttuneStore *store, Trial *trial, const AttuneRows *rows, guint row)
{
  AttuneFormLab *lab = trial->lab;
  gint64 score = attune_rows_is_null (rows, row, 4) ? ATTUNE_SCORE_NONE
                                                    : attune_rows_get_int (rows, row, 4);
  gint64 outcome = attune_rows_get_int (rows, row, 5);
  g_autoptr (AttuneAnswers) answers = read_answers (store, rows, row);
  g_autoptr (AttuneAnswers) carried = NULL;
  AttuneFormTrialCase tried = { attune_rows_get_int (rows, row, 0) };

  if (answers == NULL || outcome < ATTUNE_OUTCOME_NONE || outcome > ATTUNE_OUTCOME_FAIL)
    {
      lab->n_unread++;
      return;
    }
  carried = attune_answers_rebase (answers, lab->form, &tried.n_lost);
  tried.carried = carried;
  tried.score = score;
  tried.outcome = (AttuneOutcome) outcome;
  attune_form_trial_add (lab->trial, &tried);
  attune_item_analysis_add (lab->items, carried, attune_rows_get_int (rows, row, 1));
}

/* TRUE when there is more to come. */
static gboolean
try_slice (AttuneStore *store, Trial *trial, GError **error)
{
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;
  guint n_rows;

  if (trial->last == 0 && !begin (store, trial, error))
    return FALSE;
  result = read_slice (store, trial, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  n_rows = attune_rows_get_n (rows);
  for (guint row = 0; row < n_rows; row++)
    {
      try_row (store, trial, rows, row);
      trial->last = attune_rows_get_int (rows, row, 0);
      trial->last_at = attune_rows_get_int (rows, row, 6);
      trial->n++;
    }
  return n_rows > 0 && trial->n < trial->most;
}

static gboolean
run_trial (AttuneStore *store, GTask *task, gpointer data)
{
  Trial *trial = data;
  GError *error = NULL;
  gboolean is_more = try_slice (store, trial, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return FALSE;
    }
  if (trial->total > 0)
    attune_upkeep_tell (&trial->progress, task, MIN (1.0, (double) trial->n / trial->total));
  if (!is_more)
    g_task_return_pointer (task, g_steal_pointer (&trial->lab),
                           (GDestroyNotify) attune_form_lab_free);
  return is_more;
}

void
attune_store_try_form_async (AttuneStore *self,
                             gint64 actor,
                             gint64 form,
                             AttuneForm *changed,
                             guint most,
                             AttuneProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task;
  Trial *trial;

  g_return_if_fail (ATTUNE_IS_STORE (self) && changed != NULL && most > 0);

  trial = g_new0 (Trial, 1);
  trial->actor = actor;
  trial->form_id = form;
  trial->most = most;
  trial->progress = (AttuneUpkeepProgress){ progress, progress_data };
  trial->lab = g_new0 (AttuneFormLab, 1);
  trial->lab->form = attune_form_ref (changed);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, attune_store_try_form_async);
  g_task_set_task_data (task, trial, free_trial);
  attune_store_run (self, ATTUNE_PRIORITY_BACKGROUND, task, run_trial);
}

AttuneFormLab *
attune_store_try_form_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, attune_store_try_form_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
