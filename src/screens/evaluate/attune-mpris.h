/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-player.h"

#include <gio/gio.h>

/* Lets media keys, headsets and the desktop's own controls work on what is listened to: MPRIS 2, on the session bus for as
 * long as it is offered. What others can read there, lock screens too, never says whose call it is. Without a bus it does
 * nothing.
 *
 * "skip" (int direction): forward (1, Next) or back (-1, Previous) is asked for. "seek" (gint64 us): another position is.
 * "raise" (): the window is asked for. Playing, pausing and the speed it does itself. */
#define ATTUNE_TYPE_MPRIS (attune_mpris_get_type ())
G_DECLARE_FINAL_TYPE (AttuneMpris, attune_mpris, ATTUNE, MPRIS, GObject)

AttuneMpris *attune_mpris_new          (AttunePlayer *player);
/* Whether it is on the bus, as soon as there is one. */
void         attune_mpris_set_offered  (AttuneMpris *self,
                                        gboolean     is_offered);
/* The name there, NULL before it is. */
const char  *attune_mpris_get_name     (AttuneMpris *self);
void         attune_mpris_set_duration (AttuneMpris *self,
                                        gint64       us);
/* The position is another, but not by playing. */
void         attune_mpris_tell_seek    (AttuneMpris *self,
                                        gint64       us);
