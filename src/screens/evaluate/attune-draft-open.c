/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-draft-private.h"

/* What is read of an evaluation. */
typedef struct
{
  gint64 actor;
  AttuneEvaluation *evaluation;
  AttuneAnswers *answers;
  AttuneAnswers *aside; /* or NULL */
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_clear_pointer (&opening->evaluation, attune_evaluation_free);
  g_clear_pointer (&opening->answers, attune_answers_unref);
  g_clear_pointer (&opening->aside, attune_answers_unref);
  g_free (opening);
}

/* The documents may be long: a thread of its own reads them. It is given values alone, and never the store, of which it
 * might drop the last reference. What was put aside and cannot be read does not keep the evaluation from being opened. */
static void
read_documents (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  const AttuneEvaluation *evaluation = opening->evaluation;
  GError *error = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json (evaluation->form_document, -1, &error);

  if (form != NULL)
    opening->answers = attune_answers_from_json (form, evaluation->answers, -1, &error);
  if (opening->answers != NULL && evaluation->aside != NULL)
    opening->aside = attune_answers_from_json (form, evaluation->aside, -1, NULL);
  if (opening->answers != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
documents_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
open_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GTask) reading = NULL;
  GError *error = NULL;

  opening->evaluation = attune_store_load_evaluation_finish (ATTUNE_STORE (source), result, &error);
  if (opening->evaluation == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading = g_task_new (NULL, g_task_get_cancellable (task), documents_read_cb,
                        g_object_ref (task));
  g_task_set_source_tag (reading, open_loaded_cb);
  g_task_set_task_data (reading, opening, NULL);
  g_task_run_in_thread (reading, read_documents);
}

void
attune_draft_open_async (AttuneStore *store,
                         gint64 actor,
                         gint64 evaluation,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (store, cancellable, callback, data);
  Opening *opening = g_new0 (Opening, 1);

  opening->actor = actor;
  g_task_set_source_tag (task, attune_draft_open_async);
  g_task_set_task_data (task, opening, free_opening);
  attune_store_load_evaluation_async (store, actor, evaluation, cancellable, open_loaded_cb, task);
}

AttuneDraft *
attune_draft_open_finish (GAsyncResult *result, GError **error)
{
  GTask *task = G_TASK (result);
  Opening *opening = g_task_get_task_data (task);

  if (!g_task_propagate_boolean (task, error))
    return NULL;

  return attune_draft_new (g_task_get_source_object (task), opening->actor,
                           g_steal_pointer (&opening->evaluation), opening->answers,
                           opening->aside);
}
