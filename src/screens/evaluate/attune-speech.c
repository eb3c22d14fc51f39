/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-speech.h"

#include "attune-player.h"
#include "attune-recording.h"
#include "attune-spoken-file.h"
#include "attune-unsaved.h"

#include <glib/gi18n.h>

struct _AttuneSpeech
{
  GObject parent_instance;

  /* owned */
  AttuneContext *context;
  char *source;
  AttuneRecorder *recorder; /* NULL before anything was spoken */
  AttuneNoteBook *book;     /* these while one speaks */
  AttuneNote *note;
  char *path;
  GQueue waiting; /* GTask: to be told when nobody speaks any more */

  AttuneRecording *recording; /* these while one hears */
  AttunePlayer *player;
  GCancellable *loading;
  gint64 heard;
};

static void init_unsaved (AttuneUnsavedInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttuneSpeech,
                               attune_speech,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATTUNE_TYPE_UNSAVED, init_unsaved))

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell_changed (AttuneSpeech *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Those who wait --- */

static AttuneStore *
get_store (AttuneUnsaved *unsaved)
{
  return attune_context_get_store (ATTUNE_SPEECH (unsaved)->context);
}

/* Where nothing has been heard yet there is nothing to lose. */
static gboolean
would_lose (AttuneUnsaved *unsaved)
{
  AttuneSpeech *self = ATTUNE_SPEECH (unsaved);

  return attune_speech_get_state (self) != ATTUNE_RECORDER_IDLE &&
         attune_speech_get_duration (self) > 0;
}

/* What becomes of the note is the book's to say. */
static void
settle (AttuneSpeech *self)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
settle_async (AttuneUnsaved *unsaved,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  AttuneSpeech *self = ATTUNE_SPEECH (unsaved);
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, settle_async);
  g_queue_push_tail (&self->waiting, task);
  attune_speech_end (self);
  if (attune_speech_get_state (self) == ATTUNE_RECORDER_IDLE)
    settle (self);
}

static gboolean
settle_finish (AttuneUnsaved *unsaved, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, unsaved), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
init_unsaved (AttuneUnsavedInterface *interface)
{
  interface->get_store = get_store;
  interface->would_lose = would_lose;
  interface->settle_async = settle_async;
  interface->settle_finish = settle_finish;
}

/* --- Speaking --- */

static void
clear_spoken (AttuneSpeech *self)
{
  g_clear_object (&self->book);
  g_clear_pointer (&self->note, attune_note_free);
  g_clear_pointer (&self->path, g_free);
}

/* Nobody speaks any more. */
static void
leave_spoken (AttuneSpeech *self)
{
  clear_spoken (self);
  tell_changed (self);
  settle (self);
  g_object_unref (self);
}

static void
ended_cb (AttuneSpeech *self)
{
  self->note->sound = g_strdup (self->path);
  self->note->sound_us = attune_recorder_get_duration (self->recorder);
  attune_note_book_save (self->book, self->note);
  leave_spoken (self);
}

static void
failed_cb (AttuneSpeech *self, GError *error)
{
  attune_context_report (self->context, _ ("Nothing was taken down"), error);
  leave_spoken (self);
}

static void
make_recorder (AttuneSpeech *self)
{
  if (self->recorder != NULL)
    return;
  self->recorder = g_object_new (ATTUNE_TYPE_RECORDER, "source", self->source, NULL);
  g_signal_connect_swapped (self->recorder, "ended", G_CALLBACK (ended_cb), self);
  g_signal_connect_swapped (self->recorder, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->recorder, "notify", G_CALLBACK (tell_changed), self);
}

/* Holds itself until it is known what becomes of it. */
void
attune_speech_begin (AttuneSpeech *self, AttuneNoteBook *book, const AttuneNote *note)
{
  g_autoptr (GError) error = NULL;

  if (attune_speech_get_state (self) != ATTUNE_RECORDER_IDLE)
    return;
  attune_speech_stop_hearing (self);
  self->path = attune_spoken_file_make (&error);
  if (self->path == NULL)
    {
      attune_context_report (self->context, _ ("Nothing was taken down"), error);
      return;
    }
  self->book = g_object_ref (book);
  self->note = attune_note_copy (note);
  make_recorder (self);
  g_object_ref (self);
  attune_recorder_start (self->recorder, self->path);
}

void
attune_speech_end (AttuneSpeech *self)
{
  if (self->recorder != NULL)
    attune_recorder_stop (self->recorder);
}

void
attune_speech_give_up (AttuneSpeech *self)
{
  if (attune_speech_get_state (self) == ATTUNE_RECORDER_IDLE)
    return;
  attune_recorder_cancel (self->recorder);
  leave_spoken (self);
}

AttuneRecorderState
attune_speech_get_state (AttuneSpeech *self)
{
  return self->recorder != NULL ? attune_recorder_get_state (self->recorder) : ATTUNE_RECORDER_IDLE;
}

double
attune_speech_get_level (AttuneSpeech *self)
{
  return self->recorder != NULL ? attune_recorder_get_level (self->recorder) : 0.0;
}

gint64
attune_speech_get_duration (AttuneSpeech *self)
{
  return self->recorder != NULL ? attune_recorder_get_duration (self->recorder) : 0;
}

/* --- Hearing --- */

void
attune_speech_stop_hearing (AttuneSpeech *self)
{
  if (self->heard == 0)
    return;
  self->heard = 0;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->player != NULL)
    attune_player_set_pcm (self->player, NULL);
  g_clear_object (&self->recording);
  tell_changed (self);
}

static void
play_failed_cb (AttuneSpeech *self, GError *error)
{
  attune_context_report (self->context, _ ("Playing stopped"), error);
  attune_speech_stop_hearing (self);
}

static void
make_player (AttuneSpeech *self)
{
  if (self->player != NULL)
    return;
  self->player = attune_player_new ();
  g_signal_connect_swapped (self->player, "ended", G_CALLBACK (attune_speech_stop_hearing), self);
  g_signal_connect_swapped (self->player, "failed", G_CALLBACK (play_failed_cb), self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneSpeech) self = data;
  g_autoptr (GError) error = NULL;

  if (!attune_recording_load_finish (ATTUNE_RECORDING (source), result, &error) &&
      ATTUNE_RECORDING (source) == self->recording)
    play_failed_cb (self, error);
  if (ATTUNE_RECORDING (source) != self->recording)
    return;
  attune_player_set_pcm (self->player, attune_recording_get_pcm (self->recording));
  attune_player_play (self->player);
}

void
attune_speech_hear (AttuneSpeech *self, const AttuneNote *note)
{
  gboolean was_heard = self->heard == note->id;

  attune_speech_stop_hearing (self);
  if (was_heard || note->sound == NULL || attune_speech_get_state (self) != ATTUNE_RECORDER_IDLE)
    return;
  make_player (self);
  self->heard = note->id;
  self->loading = g_cancellable_new ();
  self->recording = attune_recording_new (attune_context_get_ingest (self->context), note->sound);
  attune_recording_set_name (self->recording, _ ("What was spoken"));
  attune_recording_load_async (self->recording, self->loading, loaded_cb, g_object_ref (self));
  tell_changed (self);
}

gint64
attune_speech_get_heard (AttuneSpeech *self)
{
  return self->heard;
}

/* --- The object --- */

static void
attune_speech_dispose (GObject *object)
{
  AttuneSpeech *self = ATTUNE_SPEECH (object);

  attune_speech_stop_hearing (self);
  if (self->recorder != NULL)
    g_signal_handlers_disconnect_by_data (self->recorder, self);
  g_clear_object (&self->recorder);
  if (self->player != NULL)
    g_signal_handlers_disconnect_by_data (self->player, self);
  g_clear_object (&self->player);

  G_OBJECT_CLASS (attune_speech_parent_class)->dispose (object);
}

static void
attune_speech_finalize (GObject *object)
{
  AttuneSpeech *self = ATTUNE_SPEECH (object);

  attune_unsaved_remove (self);
  clear_spoken (self);
  g_clear_object (&self->context);
  g_free (self->source);

  G_OBJECT_CLASS (attune_speech_parent_class)->finalize (object);
}

static void
attune_speech_class_init (AttuneSpeechClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = attune_speech_dispose;
  object_class->finalize = attune_speech_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATTUNE_TYPE_SPEECH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
attune_speech_init (AttuneSpeech *self)
{
  g_queue_init (&self->waiting);
  attune_unsaved_add (self);
}

AttuneSpeech *
attune_speech_new (AttuneContext *context)
{
  AttuneSpeech *self = g_object_new (ATTUNE_TYPE_SPEECH, NULL);

  self->context = g_object_ref (context);
  attune_spoken_files_sweep ();
  return self;
}

void
attune_speech_set_source (AttuneSpeech *self, const char *element)
{
  g_free (self->source);
  self->source = g_strdup (element);
}
