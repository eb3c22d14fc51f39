/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-note-book.h"
#include "attune-recorder.h"

/* What is spoken of notes: taking it down, and hearing it again.
 *
 * It is an AttuneUnsaved: a window waits until what is being spoken has become a note.
 *
 * "changed" (): one began or ceased to speak, or to hear; many times a second while one speaks, as the level does. */
#define ATTUNE_TYPE_SPEECH (attune_speech_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSpeech, attune_speech, ATTUNE, SPEECH, GObject)

AttuneSpeech       *attune_speech_new         (AttuneContext *context);

/* What is listened to instead of the microphone, a GStreamer element, for tests. Before anything is spoken. */
void                attune_speech_set_source  (AttuneSpeech *self,
                                               const char   *element);

/* Takes down what is spoken of `note`, which is added to `book` when it ends, also when nobody holds this any more. */
void                attune_speech_begin       (AttuneSpeech     *self,
                                               AttuneNoteBook   *book,
                                               const AttuneNote *note);
void                attune_speech_end         (AttuneSpeech *self);
/* Forgets what was spoken. */
void                attune_speech_give_up     (AttuneSpeech *self);

AttuneRecorderState attune_speech_get_state   (AttuneSpeech *self);
double              attune_speech_get_level   (AttuneSpeech *self);
gint64              attune_speech_get_duration (AttuneSpeech *self);

/* Plays what is spoken of `note`, or stops where that is what plays. */
void                attune_speech_hear        (AttuneSpeech     *self,
                                               const AttuneNote *note);
void                attune_speech_stop_hearing (AttuneSpeech *self);
/* The note that is heard, 0 for none. */
gint64              attune_speech_get_heard   (AttuneSpeech *self);
