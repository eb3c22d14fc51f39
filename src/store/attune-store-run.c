/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-store-object.h"

#include <glib/gi18n-lib.h>

/* A verb on its way to the worker. */
typedef struct
{
  AttuneStore *store;
  AttunePriority priority;
  GTask *task;
  AttuneStoreWork work;
  GDestroyNotify abandon;
  gboolean has_begun;
} Call;

void
attune_store_invoke (GMainContext *context,
                     GSourceFunc function,
                     gpointer data,
                     GDestroyNotify free_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, data, free_data);
  g_source_attach (source, context);
}

static gboolean
unref_task (gpointer data)
{
  g_object_unref (data);
  return G_SOURCE_REMOVE;
}

void
attune_store_release_task (GTask *task)
{
  attune_store_invoke (g_task_get_context (task), unref_task, task, NULL);
}

static void
return_closed (GTask *task)
{
  g_task_return_new_error (task, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED, "%s",
                           _ ("The workspace has been closed."));
}

/* Whether the call need not go on. It has let go of what it held, and returned through its task, then. */
static gboolean
is_given_up (Call *call)
{
  gboolean is_closing = call->priority != ATTUNE_PRIORITY_WRITE &&
                        g_atomic_int_get (&call->store->is_closing);

  if (!is_closing && !g_cancellable_is_cancelled (g_task_get_cancellable (call->task)))
    return FALSE;

  if (call->has_begun && call->abandon != NULL)
    call->abandon (g_task_get_task_data (call->task));
  if (is_closing || !g_task_return_error_if_cancelled (call->task))
    return_closed (call->task);
  return TRUE;
}

static gboolean
run_call (gpointer data)
{
  Call *call = data;

  if (!is_given_up (call))
    {
      call->has_begun = TRUE;
      call->store->running = call->priority;
      if (call->work (call->store, call->task, g_task_get_task_data (call->task)))
        return G_SOURCE_CONTINUE;
    }

  attune_store_release_task (call->task);
  g_free (call);
  return G_SOURCE_REMOVE;
}

void
attune_store_run_in_slices (AttuneStore *self,
                            AttunePriority priority,
                            GTask *task,
                            AttuneStoreWork work,
                            GDestroyNotify abandon)
{
  Call *call;

  if (g_atomic_int_get (&self->is_closing))
    {
      return_closed (task);
      g_object_unref (task);
      return;
    }

  call = g_new0 (Call, 1);
  *call = (Call){ self, priority, task, work, abandon, FALSE };
  attune_worker_push (self->worker, priority, run_call, call);
}

void
attune_store_run (AttuneStore *self, AttunePriority priority, GTask *task, AttuneStoreWork work)
{
  attune_store_run_in_slices (self, priority, task, work, NULL);
}

gboolean
attune_store_is_to_stop (gpointer store)
{
  AttuneStore *self = store;

  return self->running != ATTUNE_PRIORITY_WRITE && g_atomic_int_get (&self->is_closing);
}

static void
begin_closing (AttuneStore *self)
{
  attune_store_stop_watch (self);
  g_atomic_int_set (&self->is_closing, TRUE);
}

void
attune_store_close (AttuneStore *self)
{
  g_return_if_fail (ATTUNE_IS_STORE (self));

  begin_closing (self);
  g_clear_pointer (&self->worker, attune_worker_free);
  g_clear_pointer (&self->db, attune_db_close);
}

/* In the main context: the worker has nothing left to do, so that its end is not waited for. */
static gboolean
complete_closing (gpointer data)
{
  g_autoptr (GTask) task = data;
  AttuneStore *self = g_task_get_source_object (task);

  g_clear_pointer (&self->worker, attune_worker_free);
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

/* The worker's last job: whatever has been pushed before it is more urgent, or before it in the queue; but for what was
 * in the middle of a slice, which stands behind it by now and may hold on to the handle. That is given up on its next
 * turn, so that this one lets it go first, once. */
static gboolean
close_on_worker (gpointer data)
{
  GTask *task = data;
  AttuneStore *self = g_task_get_source_object (task);

  if (g_task_get_task_data (task) == NULL)
    {
      g_task_set_task_data (task, GINT_TO_POINTER (TRUE), NULL);
      return G_SOURCE_CONTINUE;
    }

  g_clear_pointer (&self->db, attune_db_close);
  attune_store_invoke (g_task_get_context (task), complete_closing, task, NULL);
  return G_SOURCE_REMOVE;
}

void
attune_store_close_async (AttuneStore *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (ATTUNE_IS_STORE (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, attune_store_close_async);
  begin_closing (self);
  if (self->worker != NULL)
    attune_worker_push (self->worker, ATTUNE_PRIORITY_BACKGROUND, close_on_worker, task);
  else
    complete_closing (task);
}

void
attune_store_close_finish (AttuneStore *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  (void) g_task_propagate_boolean (G_TASK (result), NULL);
}
