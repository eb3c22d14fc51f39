/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-player-engine-private.h"
#include "attune-player.h"

#include <gst/gst.h>

/* A player that is heard by `sink` (taken over) instead of a device: how tests listen. */
AttunePlayer *attune_player_new_for_sink (GstElement *sink);

struct _AttunePlayer
{
  GObject parent_instance;

  /* Settings. */
  gboolean is_silent;
  guint speed;
  double balance;
  gint64 skip_silence;
  gint64 rewind;
  guint agent;
  guint customer;

  /* Owned. */
  AttunePlayerEngine *engine;
  AttunePcm *pcm;
  AttuneTalkMap *talk_map;

  /* `held` is the position while nothing plays; `serial` the take that does, or 0. */
  gint64 held;
  guint serial;
  gint64 range_end;
  gint64 loop_start;
  gint64 loop_end;
  gboolean has_device;
};

enum
{
  ATTUNE_PLAYER_PROP_0,
  ATTUNE_PLAYER_PROP_PLAYING,
  ATTUNE_PLAYER_PROP_SPEED_TENTHS,
  ATTUNE_PLAYER_PROP_BALANCE,
  ATTUNE_PLAYER_PROP_SKIP_SILENCE,
  ATTUNE_PLAYER_PROP_REWIND,
  ATTUNE_PLAYER_PROP_LOOP_START,
  ATTUNE_PLAYER_PROP_LOOP_END,
  ATTUNE_PLAYER_PROP_HAS_DEVICE,
  ATTUNE_PLAYER_PROP_SILENT,
  ATTUNE_PLAYER_N_PROPS
};

/* attune-player.c, for the settings' file */

/* Plays from `held` on, as the settings say. */
void    attune_player_start        (AttunePlayer *self);
/* Goes on as the settings say now, where it plays. */
void    attune_player_restart      (AttunePlayer *self);
/* Tells that a property has changed. */
void    attune_player_notify       (AttunePlayer *self,
                                    guint         property);
gint64  attune_player_clamp_frame  (AttunePlayer *self,
                                    gint64        frame);
/* The silences of at least `least_us` that would be skipped, owned; NULL when nothing would. */
GArray *attune_player_find_skipped (AttunePlayer *self,
                                    gint64        least_us);
