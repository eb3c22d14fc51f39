/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Takes down what is spoken into the microphone, as Opus in an Ogg file. No call blocks. Use it from the thread that made it,
 * which must run its main context.
 *
 * Properties:
 *   source    string, construct-only: the GStreamer element that is listened to; NULL: the microphone there is
 *   limit     microseconds, construct-only: how long at most (default five minutes)
 *   level     0.0 to 1.0, read-only, notifies: how loud it is now
 *   duration  microseconds, read-only, notifies: how much there is of it
 *   state     AttuneRecorderState as an int, read-only, notifies
 *
 * "ended" (): all of it is in the file, because that was asked for or the limit was reached. "failed" (GError): it came to
 * nothing, and the file is gone. */
#define ATTUNE_TYPE_RECORDER (attune_recorder_get_type ())
G_DECLARE_FINAL_TYPE (AttuneRecorder, attune_recorder, ATTUNE, RECORDER, GObject)

typedef enum
{
  ATTUNE_RECORDER_IDLE,
  ATTUNE_RECORDER_STARTING, /* the microphone is being opened */
  ATTUNE_RECORDER_SPEAKING,
  ATTUNE_RECORDER_ENDING,   /* the rest is being written */
} AttuneRecorderState;

AttuneRecorder     *attune_recorder_new          (void);

/* Begins a new file, taking the place of what is at `path`; only while idle. Without a microphone it fails, with
 * ATTUNE_AUDIO_ERROR_DEVICE. */
void                attune_recorder_start        (AttuneRecorder *self,
                                                  const char     *path);
/* Ends it: "ended" follows, or "failed" where nothing had been heard yet. */
void                attune_recorder_stop         (AttuneRecorder *self);
/* Gives it up, with the file; neither signal follows. */
void                attune_recorder_cancel       (AttuneRecorder *self);

AttuneRecorderState attune_recorder_get_state    (AttuneRecorder *self);
double              attune_recorder_get_level    (AttuneRecorder *self);
gint64              attune_recorder_get_duration (AttuneRecorder *self);
gint64              attune_recorder_get_limit    (AttuneRecorder *self);
