/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-feed.h"

#include <gst/gst.h>

/* The pipeline of a player and the thread that drives it, so that nothing of GStreamer ever holds the player's own thread.
 * The player says what should be heard; the engine gets there, skipping what was overtaken by a newer wish. */
typedef struct _AttunePlayerEngine AttunePlayerEngine;

typedef enum
{
  ATTUNE_ENGINE_ENDED,  /* the take was heard to its end */
  ATTUNE_ENGINE_FAILED, /* it stopped with `error` */
  ATTUNE_ENGINE_DEVICE, /* it is known whether there is a sound device */
} AttuneEngineEventKind;

typedef struct
{
  AttuneEngineEventKind kind;
  guint                 serial;
  gint64                position;
  gboolean              has_device;
  GError               *error;
} AttuneEngineEvent;

/* Called in the main context that was the thread's default when the engine was made. */
typedef void (*AttuneEngineEventFunc) (const AttuneEngineEvent *event,
                                       gpointer                 user_data);

/* `sink` stands in for the sound device (taken over); NULL: the device, or with `is_silent` a clock. After
 * attune_player_engine_shut_down() `func` is called no more. */
AttunePlayerEngine *attune_player_engine_new (gboolean              is_silent,
                                              GstElement           *sink,
                                              AttuneEngineEventFunc func,
                                              gpointer              user_data);
/* Returns at once; the engine's thread ends by itself. */
void                attune_player_engine_shut_down (AttunePlayerEngine *self);

/* Makes `take` be heard at `speed` tenths from now on; returns its serial. */
guint attune_player_engine_play (AttunePlayerEngine *self,
                                 const AttuneTake   *take,
                                 guint               speed);
void  attune_player_engine_stop (AttunePlayerEngine *self);

/* The frame of the recording heard now; before the take with `serial` is heard, where it will begin. Any thread. */
gint64 attune_player_engine_get_position (AttunePlayerEngine *self,
                                          guint               serial);
