/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-notes.h"
#include "attune-recording.h"
#include "attune-time-axis.h"

/* What the layers of a waveform share: the sound, the stretch that is shown, the playhead, the selection, the notes. The
 * layers listen to "changed" (AttuneWaveChange) and draw; gestures and keys change it.
 *
 * "seek" (gint64 us) asks for another position, "mark-activated" (gint64 id) says that a note was chosen, "mark-played" (gint64
 * id) asks to hear its clip. "mark-moved" (gint64 id, gint64 from_us, gint64 to_us, gboolean is_final): a note's edge is where it
 * was dragged to, or has been let go of there. */
#define ATTUNE_TYPE_WAVE_VIEW (attune_wave_view_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWaveView, attune_wave_view, ATTUNE, WAVE_VIEW, GObject)

typedef enum
{
  ATTUNE_WAVE_CHANGE_AXIS = 1 << 0,
  ATTUNE_WAVE_CHANGE_SOUND = 1 << 1,
  ATTUNE_WAVE_CHANGE_POSITION = 1 << 2,
  ATTUNE_WAVE_CHANGE_SELECTION = 1 << 3,
  ATTUNE_WAVE_CHANGE_MARKS = 1 << 4,
  ATTUNE_WAVE_CHANGE_PART = 1 << 5,
} AttuneWaveChange;

/* From -1 is from the beginning, to -1 to the end. */
typedef struct
{
  gint64 from_us;
  gint64 to_us;
} AttuneWaveStretch;

/* A note as it stands on the waveform. */
typedef struct
{
  gint64 id;
  gint64 from_us;
  gint64 to_us;
  AttuneNoteKind kind;
  gboolean is_own; /* whoever looks at it may move it */
} AttuneWaveMark;

AttuneWaveView *attune_wave_view_new (void);

/* Takes the sound as it is now; to be called again whenever the recording changed. NULL: no sound. */
void           attune_wave_view_set_recording (AttuneWaveView  *self,
                                               AttuneRecording *recording);
AttunePeaks   *attune_wave_view_get_peaks (AttuneWaveView *self);
AttunePcm     *attune_wave_view_get_pcm (AttuneWaveView *self);
AttuneTalkMap *attune_wave_view_get_talk_map (AttuneWaveView *self);
guint          attune_wave_view_get_rate (AttuneWaveView *self);
guint          attune_wave_view_get_channels (AttuneWaveView *self);
double         attune_wave_view_get_gain (AttuneWaveView *self);
gint64         attune_wave_view_get_duration_us (AttuneWaveView *self);

AttuneTimeAxis attune_wave_view_get_axis (AttuneWaveView *self);
void           attune_wave_view_set_axis (AttuneWaveView *self,
                                          AttuneTimeAxis  axis);

gint64 attune_wave_view_get_position (AttuneWaveView *self);
/* The page turns when the position leaves what is shown, unless `is_playing` and somebody looks elsewhere. */
void   attune_wave_view_set_position (AttuneWaveView *self,
                                      gint64          us,
                                      gboolean        is_playing);
/* Asks for another position. */
void   attune_wave_view_seek (AttuneWaveView *self,
                              gint64          us);

/* The parts of one agent, where others had the rest. */
void     attune_wave_view_set_parts (AttuneWaveView          *self,
                                     const AttuneWaveStretch *parts,
                                     gsize                    n);
/* They (AttuneWaveStretch) held within the recording, in order and apart from each other; empty where they are the whole of
 * it. Owned by the caller. */
GArray  *attune_wave_view_dup_parts (AttuneWaveView *self);
/* Where going to the beginning or, with `is_end`, to the end leads: to that of the part one is in, from there on to those
 * before or after it, and at last to the recording's. */
gint64   attune_wave_view_find_edge (AttuneWaveView *self,
                                     gboolean        is_end);

/* Nothing is selected when both are equal. */
void     attune_wave_view_set_selection (AttuneWaveView *self,
                                         gint64          from_us,
                                         gint64          to_us);
gboolean attune_wave_view_get_selection (AttuneWaveView *self,
                                         gint64         *out_from_us,
                                         gint64         *out_to_us);
/* The turn of speech around `us`: what a loop without a selection repeats. */
void     attune_wave_view_find_turn (AttuneWaveView *self,
                                     gint64          us,
                                     gint64         *out_from_us,
                                     gint64         *out_to_us);

void                  attune_wave_view_set_marks (AttuneWaveView       *self,
                                                  const AttuneWaveMark *marks,
                                                  gsize                 n);
const AttuneWaveMark *attune_wave_view_get_marks (AttuneWaveView *self,
                                                  gsize          *out_n);
void                  attune_wave_view_choose_mark (AttuneWaveView *self,
                                                    gint64          id);
gint64                attune_wave_view_get_chosen_mark (AttuneWaveView *self);
void                  attune_wave_view_activate_mark (AttuneWaveView *self,
                                                      gint64          id);
void                  attune_wave_view_play_mark (AttuneWaveView *self,
                                                  gint64          id);
/* NULL where there is none with that id. */
const AttuneWaveMark *attune_wave_view_find_mark (AttuneWaveView *self,
                                                  gint64          id);
/* Shows a mark at another place. */
void                  attune_wave_view_move_mark (AttuneWaveView *self,
                                                  gint64          id,
                                                  gint64          from_us,
                                                  gint64          to_us,
                                                  gboolean        is_final);
/* The mark after the playhead (1) or the chosen one, or before (-1); 0 where there is none. */
gint64                attune_wave_view_find_next_mark (AttuneWaveView *self,
                                                       int             direction);
