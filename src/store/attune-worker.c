/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-worker.h"

/* What GLib's main context orders by: lower first. */
static const int glib_priorities[] = {
  [ATTUNE_PRIORITY_WRITE] = G_PRIORITY_HIGH,
  [ATTUNE_PRIORITY_READ] = G_PRIORITY_DEFAULT,
  [ATTUNE_PRIORITY_BACKGROUND] = G_PRIORITY_LOW,
};

struct _AttuneWorker
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
};

static gpointer
run_loop (gpointer data)
{
  AttuneWorker *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
quit_loop (gpointer data)
{
  AttuneWorker *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static void
attach (AttuneWorker *self, int priority, GSourceFunc function, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, priority);
  g_source_set_callback (source, function, data, NULL);
  g_source_attach (source, self->context);
}

AttuneWorker *
attune_worker_new (void)
{
  AttuneWorker *self = g_new0 (AttuneWorker, 1);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("attune-store", run_loop, self);
  return self;
}

void
attune_worker_free (AttuneWorker *self)
{
  g_assert (!attune_worker_is_current (self));

  attach (self, glib_priorities[ATTUNE_PRIORITY_BACKGROUND] + 1, quit_loop, self);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}

void
attune_worker_push (AttuneWorker *self, AttunePriority priority, AttuneWork work, gpointer data)
{
  attach (self, glib_priorities[priority], work, data);
}

gboolean
attune_worker_is_current (AttuneWorker *self)
{
  return g_thread_self () == self->thread;
}
