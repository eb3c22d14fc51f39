/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-levels.h"

#include <glib-object.h>

/* Frames [start, end). */
typedef struct
{
  gint64 start;
  gint64 end;
} AttuneSpan;

/* Who speaks when: speech per channel found by energy, and what follows from it. Pointers for the ear, never a score. An
 * immutable value, reference counted. Spans are in order, apart from each other and never empty. */
typedef struct _AttuneTalkMap AttuneTalkMap;

#define ATTUNE_TYPE_TALK_MAP (attune_talk_map_get_type ())

GType          attune_talk_map_get_type (void);
/* Speech begins where a channel rises above a threshold between its own floor and its loudest, and lasts as long as it
 * stays within 6 dB below it; pauses shorter than 0.3 s are bridged, sounds shorter than 0.05 s are none. Steady sound well
 * above silence counts as speech. The ends are within 0.02 s of the sound's. */
AttuneTalkMap *attune_talk_map_new (const AttuneLevels *levels);
AttuneTalkMap *attune_talk_map_ref (AttuneTalkMap *self);
void           attune_talk_map_unref (AttuneTalkMap *self);

guint  attune_talk_map_get_rate (const AttuneTalkMap *self);
guint  attune_talk_map_get_channels (const AttuneTalkMap *self);
gint64 attune_talk_map_get_n_frames (const AttuneTalkMap *self);

/* Borrowed arrays of `out_n` spans: where a channel speaks, where none does, where two or more do. */
const AttuneSpan *attune_talk_map_get_speech (const AttuneTalkMap *self,
                                              guint                channel,
                                              gsize               *out_n);
const AttuneSpan *attune_talk_map_get_silence (const AttuneTalkMap *self,
                                               gsize               *out_n);
const AttuneSpan *attune_talk_map_get_overtalk (const AttuneTalkMap *self,
                                                gsize               *out_n);

double attune_talk_map_get_seconds (const AttuneTalkMap *self);
double attune_talk_map_get_speech_seconds (const AttuneTalkMap *self,
                                           guint                channel);
/* Of the recording's length; 0 when it has none. */
double attune_talk_map_get_share (const AttuneTalkMap *self,
                                  guint                channel);
double attune_talk_map_get_silence_seconds (const AttuneTalkMap *self);
double attune_talk_map_get_overtalk_seconds (const AttuneTalkMap *self);
double attune_talk_map_get_longest_silence_seconds (const AttuneTalkMap *self);

/* The parts of silences that a player skips when it skips those longer than `least` frames: each loses all but `margin`
 * frames at both ends. Owned array of AttuneSpan. */
GArray *attune_talk_map_get_skipped (const AttuneTalkMap *self,
                                     gint64               least,
                                     gint64               margin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneTalkMap, attune_talk_map_unref)
