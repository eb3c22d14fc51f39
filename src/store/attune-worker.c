/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-worker.h"

typedef struct
{
  AttuneWork work;
  gpointer data;
} Job;

struct _AttuneWorker
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;

  GMutex mutex;
  GQueue queues[ATTUNE_N_PRIORITIES]; /* Job; under the mutex */
  gboolean is_ending;                 /* under the mutex */
};

/* The jobs as one source of the context: GLib would dispatch all ready sources of a priority before it looks for a more
 * urgent one, and a save would wait behind every list that is being read. */
typedef struct
{
  GSource parent;
  AttuneWorker *worker;
} JobSource;

static gboolean
is_ready (AttuneWorker *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < ATTUNE_N_PRIORITIES; i++)
    {
      if (!g_queue_is_empty (&self->queues[i]))
        return TRUE;
    }
  return self->is_ending;
}

/* The most urgent job, or NULL. */
static Job *
take_job (AttuneWorker *self, AttunePriority *out_priority)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < ATTUNE_N_PRIORITIES; i++)
    {
      *out_priority = (AttunePriority) i;
      if (!g_queue_is_empty (&self->queues[i]))
        return g_queue_pop_head (&self->queues[i]);
    }
  return NULL;
}

static void
give_job (AttuneWorker *self, AttunePriority priority, Job *job)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_queue_push_tail (&self->queues[priority], job);
}

static gboolean
prepare_cb (GSource *source, int *timeout)
{
  *timeout = -1;
  return is_ready (((JobSource *) source)->worker);
}

static gboolean
check_cb (GSource *source)
{
  return is_ready (((JobSource *) source)->worker);
}

static gboolean
dispatch_cb (GSource *source, GSourceFunc callback, gpointer data)
{
  AttuneWorker *self = ((JobSource *) source)->worker;
  AttunePriority priority;
  Job *job = take_job (self, &priority);

  if (job == NULL)
    g_main_loop_quit (self->loop);
  else if (job->work (job->data))
    give_job (self, priority, job);
  else
    g_free (job);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_functions = { prepare_cb, check_cb, dispatch_cb, NULL, NULL, NULL };

static gpointer
run_loop (gpointer data)
{
  AttuneWorker *self = data;
  g_autoptr (GSource) source = g_source_new (&source_functions, sizeof (JobSource));

  ((JobSource *) source)->worker = self;
  g_source_attach (source, self->context);
  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  g_source_destroy (source);
  return NULL;
}

AttuneWorker *
attune_worker_new (void)
{
  AttuneWorker *self = g_new0 (AttuneWorker, 1);

  g_mutex_init (&self->mutex);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("attune-store", run_loop, self);
  return self;
}

static void
end (AttuneWorker *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->is_ending = TRUE;
  g_main_context_wakeup (self->context);
}

void
attune_worker_free (AttuneWorker *self)
{
  g_assert (!attune_worker_is_current (self));

  end (self);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
attune_worker_push (AttuneWorker *self, AttunePriority priority, AttuneWork work, gpointer data)
{
  Job *job = g_new (Job, 1);

  *job = (Job){ work, data };
  give_job (self, priority, job);
  g_main_context_wakeup (self->context);
}

gboolean
attune_worker_is_current (AttuneWorker *self)
{
  return g_thread_self () == self->thread;
}
