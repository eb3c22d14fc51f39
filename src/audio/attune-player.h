/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-pcm.h"
#include "attune-talk-map.h"

#include <glib-object.h>

/* Plays the sound of a recording at 0.5 to 3.0 times its speed with its pitch kept. Every place is a frame of the recording,
 * exact at any speed. No call blocks: what takes time is done in a thread of the player's own, and position and state
 * answer at once as if it were done. Use it from the thread that made it, which must run its main context.
 *
 * Properties (all notify):
 *   playing        boolean, read-only: FALSE after the end, an error or a pause
 *   speed-tenths   5 to 30, default 10
 *   balance        -1.0 agent only, 0.0 both in their places, +1.0 customer only
 *   skip-silence   microseconds: silences longer than this are skipped; 0 (the default) plays all
 *   rewind         microseconds gone back at every pause (default 2,000,000)
 *   loop-start, loop-end   frames, read-only; equal: no loop
 *   has-device     boolean, read-only: FALSE when there is no sound device and a clock stands in for it; known from the
 *                  first play on, TRUE until then
 *   silent         boolean, construct-only: never looks for a device (tests, previews drawn off screen)
 *
 * Signals:
 *   ended ()               the end of the recording, or of the range being played, was heard; it is paused there
 *   failed (GError)        playing stopped: the device or the file failed; the position stays */
#define ATTUNE_TYPE_PLAYER (attune_player_get_type ())
G_DECLARE_FINAL_TYPE (AttunePlayer, attune_player, ATTUNE, PLAYER, GObject)

#define ATTUNE_PLAYER_SPEED_MIN 5
#define ATTUNE_PLAYER_SPEED_MAX 30

AttunePlayer *attune_player_new (void);

/* Stops and takes another sound (which may still be growing), or none; the position is 0, the loop is gone. */
void attune_player_set_pcm (AttunePlayer *self,
                            AttunePcm    *pcm);
/* What skip-silence goes by; may come later than the sound, or be NULL. */
void attune_player_set_talk_map (AttunePlayer  *self,
                                 AttuneTalkMap *talk_map);
/* Which channel is who, 0-based; by default 0 and 1. A recording of one channel has both on it. */
void attune_player_set_channels (AttunePlayer *self,
                                 guint         agent,
                                 guint         customer);

/* From the end it starts again at the beginning. Without a sound it does nothing. */
void     attune_player_play (AttunePlayer *self);
/* Goes back by `rewind`, not before the beginning or that of the loop it is in. */
void     attune_player_pause (AttunePlayer *self);
gboolean attune_player_is_playing (AttunePlayer *self);
/* Plays [first, last) and pauses at `last`: the clip of a note. A seek or pause makes it ordinary playing again. */
void     attune_player_play_range (AttunePlayer *self,
                                   gint64        first,
                                   gint64        last);

/* Clamped to the sound. Playing goes on from there. */
void   attune_player_seek (AttunePlayer *self,
                           gint64        frame);
void   attune_player_seek_us (AttunePlayer *self,
                              gint64        us);
/* The frame being heard now, cheap enough to be asked at every tick; 0 without a sound. */
gint64 attune_player_get_position (AttunePlayer *self);
gint64 attune_player_get_position_us (AttunePlayer *self);

void  attune_player_set_speed (AttunePlayer *self,
                               guint         tenths);
guint attune_player_get_speed (AttunePlayer *self);

/* Repeats [start, end) whenever playing comes to `end` from before; start >= end: no loop. A position outside moves to
 * `start` when the loop is set; a later seek behind `end` plays on to the end of the recording. */
void     attune_player_set_loop (AttunePlayer *self,
                                 gint64        start,
                                 gint64        end);
gboolean attune_player_get_loop (AttunePlayer *self,
                                 gint64       *out_start,
                                 gint64       *out_end);

void   attune_player_set_balance (AttunePlayer *self,
                                  double        balance);
double attune_player_get_balance (AttunePlayer *self);
void   attune_player_set_skip_silence (AttunePlayer *self,
                                       gint64        least_us);
gint64 attune_player_get_skip_silence (AttunePlayer *self);
/* What skip-silence saves over the whole recording at speed 1; 0 without a talk map. */
gint64 attune_player_get_saved_us (AttunePlayer *self);
/* What it would save if it were `least_us`. */
gint64 attune_player_find_saved_us (AttunePlayer *self,
                                    gint64        least_us);
void   attune_player_set_rewind (AttunePlayer *self,
                                 gint64        us);
gint64 attune_player_get_rewind (AttunePlayer *self);
gboolean attune_player_has_device (AttunePlayer *self);
