/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-player-private.h"

#include "attune-frames.h"

/* How it is played, which may change while it is. */

void
attune_player_set_speed (AttunePlayer *self, guint tenths)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  tenths = CLAMP (tenths, ATTUNE_PLAYER_SPEED_MIN, ATTUNE_PLAYER_SPEED_MAX);
  if (tenths == self->speed)
    return;

  self->speed = tenths;
  attune_player_restart (self);
  attune_player_notify (self, ATTUNE_PLAYER_PROP_SPEED_TENTHS);
}

guint
attune_player_get_speed (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0);

  return self->speed;
}

void
attune_player_set_loop (AttunePlayer *self, gint64 start_frame, gint64 end_frame)
{
  gint64 position;

  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (self->pcm == NULL || start_frame >= end_frame)
    start_frame = end_frame = 0;
  if (start_frame == self->loop_start && end_frame == self->loop_end)
    return;

  position = attune_player_get_position (self);
  self->loop_start = MAX (start_frame, 0);
  self->loop_end = end_frame;
  if (self->loop_end > self->loop_start &&
      (position < self->loop_start || position >= self->loop_end))
    position = attune_player_clamp_frame (self, self->loop_start);
  self->held = position;
  self->range_end = -1;
  if (self->serial != 0)
    attune_player_start (self);
  attune_player_notify (self, ATTUNE_PLAYER_PROP_LOOP_START);
  attune_player_notify (self, ATTUNE_PLAYER_PROP_LOOP_END);
}

gboolean
attune_player_get_loop (AttunePlayer *self, gint64 *out_start, gint64 *out_end)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), FALSE);

  if (self->loop_end <= self->loop_start)
    return FALSE;

  *out_start = self->loop_start;
  *out_end = self->loop_end;
  return TRUE;
}

void
attune_player_set_balance (AttunePlayer *self, double balance)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  balance = CLAMP (balance, -1.0, 1.0);
  if (G_APPROX_VALUE (balance, self->balance, 1e-9))
    return;

  self->balance = balance;
  attune_player_restart (self);
  attune_player_notify (self, ATTUNE_PLAYER_PROP_BALANCE);
}

double
attune_player_get_balance (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0.0);

  return self->balance;
}

void
attune_player_set_skip_silence (AttunePlayer *self, gint64 least_us)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  least_us = MAX (least_us, 0);
  if (least_us == self->skip_silence)
    return;

  self->skip_silence = least_us;
  attune_player_restart (self);
  attune_player_notify (self, ATTUNE_PLAYER_PROP_SKIP_SILENCE);
}

gint64
attune_player_get_skip_silence (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0);

  return self->skip_silence;
}

gint64
attune_player_get_saved_us (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0);

  return attune_player_find_saved_us (self, self->skip_silence);
}

gint64
attune_player_find_saved_us (AttunePlayer *self, gint64 least_us)
{
  g_autoptr (GArray) skipped = NULL;
  gint64 saved = 0;

  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0);

  skipped = attune_player_find_skipped (self, MAX (least_us, 0));
  if (skipped == NULL)
    return 0;

  for (guint i = 0; i < skipped->len; i++)
    saved += g_array_index (skipped, AttuneSpan, i).end -
             g_array_index (skipped, AttuneSpan, i).start;
  return attune_frames_to_us (saved, attune_talk_map_get_rate (self->talk_map));
}

void
attune_player_set_rewind (AttunePlayer *self, gint64 us)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  us = MAX (us, 0);
  if (us == self->rewind)
    return;

  self->rewind = us;
  attune_player_notify (self, ATTUNE_PLAYER_PROP_REWIND);
}

gint64
attune_player_get_rewind (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0);

  return self->rewind;
}
