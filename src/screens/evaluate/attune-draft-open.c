/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-draft-private.h"

/* What opening goes through: the store's thread, then one that reads the documents, which may be long. */
typedef struct
{
  gint64 actor;
  AttuneEvaluation *evaluation;
  AttuneAnswers *answers;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_clear_pointer (&opening->evaluation, attune_evaluation_free);
  g_clear_pointer (&opening->answers, attune_answers_unref);
  g_free (opening);
}

static void
read_documents (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  g_autoptr (AttuneForm)
    form = attune_form_from_json (opening->evaluation->form_document, -1, &error);

  if (form != NULL)
    opening->answers = attune_answers_from_json (form, opening->evaluation->answers, -1, &error);
  if (opening->answers != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
open_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  opening->evaluation = attune_store_load_evaluation_finish (ATTUNE_STORE (source), result, &error);
  if (opening->evaluation != NULL)
    g_task_run_in_thread (task, read_documents);
  else
    g_task_return_error (task, error);
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
                           g_steal_pointer (&opening->evaluation),
                           g_steal_pointer (&opening->answers));
}
