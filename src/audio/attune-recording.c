/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-recording.h"

#include "attune-ingest-private.h"
#include "attune-load-private.h"

struct _AttuneRecording
{
  GObject parent_instance;

  AttuneIngest *ingest;
  char *path;
  char *name; /* nullable */
  AttuneLoadState state;
  gboolean is_loading;
};

G_DEFINE_FINAL_TYPE (AttuneRecording, attune_recording, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What goes from the loading thread to the main context: the state, for as long as the task is not done. */
typedef struct
{
  GTask *task;
  AttuneLoadState state;
} Update;

static void
update_free (gpointer data)
{
  Update *update = data;

  attune_load_state_clear (&update->state);
  g_object_unref (update->task);
  g_free (update);
}

static gboolean
apply_update_cb (gpointer data)
{
  Update *update = data;
  AttuneRecording *self = g_task_get_source_object (update->task);
  AttuneLoadState old = self->state;

  self->state = update->state;
  update->state = old;
  /* A state without peaks keeps those there are. */
  if (self->state.peaks == NULL)
    self->state.peaks = g_steal_pointer (&update->state.peaks);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
publish_cb (AttuneLoadState state, gpointer user_data)
{
  GTask *task = user_data;
  Update *update = g_new0 (Update, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  update->task = g_object_ref (task);
  update->state = state;
  /* Not after the task's own return, which comes at the task's priority, in the order they were sent. */
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, apply_update_cb, update, update_free);
  g_source_set_static_name (source, "attune: recording");
  g_source_attach (source, g_task_get_context (task));
}

static gboolean
release_cb (gpointer task)
{
  return G_SOURCE_REMOVE;
}

/* Hands this thread's reference back: with the task the last one to the recording may go, which belongs to its context. */
static void
release_task (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, release_cb, task, g_object_unref);
  g_source_set_static_name (source, "attune: recording done");
  g_source_attach (source, g_task_get_context (task));
}

static gpointer
load_thread (gpointer data)
{
  GTask *task = data;
  AttuneRecording *self = g_task_get_source_object (task);
  g_autoptr (AttuneIngest) ingest = g_object_ref (self->ingest);
  g_autoptr (AttuneLoad) load = attune_load_new (ingest, self->path, self->name,
                                                 g_task_get_cancellable (task), publish_cb, task);
  g_autoptr (GError) error = NULL;
  gboolean is_loaded = attune_load_run (load, &error);

  if (is_loaded)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  release_task (task);

  if (is_loaded)
    attune_load_settle (load);
  g_clear_pointer (&load, attune_load_free);
  attune_ingest_leave (ingest);
  return NULL;
}

static void
attune_recording_finalize (GObject *object)
{
  AttuneRecording *self = ATTUNE_RECORDING (object);

  attune_load_state_clear (&self->state);
  g_clear_object (&self->ingest);
  g_free (self->path);
  g_free (self->name);

  G_OBJECT_CLASS (attune_recording_parent_class)->finalize (object);
}

static void
attune_recording_class_init (AttuneRecordingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = attune_recording_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
attune_recording_init (AttuneRecording *self)
{
}

AttuneRecording *
attune_recording_new (AttuneIngest *ingest, const char *path)
{
  AttuneRecording *self;

  g_return_val_if_fail (ATTUNE_IS_INGEST (ingest), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (ATTUNE_TYPE_RECORDING, NULL);
  self->ingest = g_object_ref (ingest);
  self->path = g_strdup (path);
  return self;
}

void
attune_recording_set_name (AttuneRecording *self, const char *name)
{
  g_return_if_fail (ATTUNE_IS_RECORDING (self));
  g_return_if_fail (!self->is_loading);

  g_free (self->name);
  self->name = g_strdup (name);
}

void
attune_recording_load_async (AttuneRecording *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (ATTUNE_IS_RECORDING (self));
  g_return_if_fail (!self->is_loading);

  self->is_loading = TRUE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, attune_recording_load_async);
  attune_ingest_enter (self->ingest);
  g_thread_unref (g_thread_new ("attune-load", load_thread, task));
}

gboolean
attune_recording_load_finish (AttuneRecording *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
attune_recording_get_path (AttuneRecording *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDING (self), NULL);

  return self->path;
}

gboolean
attune_recording_is_complete (AttuneRecording *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDING (self), FALSE);

  return self->state.talk_map != NULL;
}

double
attune_recording_get_progress (AttuneRecording *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDING (self), 0.0);

  return self->state.progress;
}

guint
attune_recording_get_rate (AttuneRecording *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDING (self), 0);

  return self->state.pcm != NULL ? attune_pcm_get_rate (self->state.pcm) : 0;
}

guint
attune_recording_get_channels (AttuneRecording *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDING (self), 0);

  return self->state.pcm != NULL ? attune_pcm_get_channels (self->state.pcm) : 0;
}

gint64
attune_recording_get_n_frames (AttuneRecording *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDING (self), 0);

  return self->state.n_frames;
}

AttunePcm *
attune_recording_get_pcm (AttuneRecording *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDING (self), NULL);

  return self->state.pcm;
}

AttunePeaks *
attune_recording_get_peaks (AttuneRecording *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDING (self), NULL);

  return self->state.peaks;
}

AttuneTalkMap *
attune_recording_get_talk_map (AttuneRecording *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDING (self), NULL);

  return self->state.talk_map;
}

const char *
attune_recording_get_warning (AttuneRecording *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDING (self), NULL);

  return self->state.warning;
}
