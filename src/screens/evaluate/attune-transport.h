/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-hearing.h"
#include "attune-player.h"
#include "attune-wave-view.h"

#include <gtk/gtk.h>

/* What one plays with: position, play, skips, speed, loop, silence, balance. It drives a player and keeps how somebody
 * listens in the settings. */
#define ATTUNE_TYPE_TRANSPORT (attune_transport_get_type ())
G_DECLARE_FINAL_TYPE (AttuneTransport, attune_transport, ATTUNE, TRANSPORT, GtkWidget)

/* `settings` may be NULL. */
void attune_transport_connect (AttuneTransport *self,
                               AttunePlayer    *player,
                               AttuneWaveView  *view,
                               GSettings       *settings);

/* Whether there is something to play yet. */
gboolean attune_transport_has_sound (AttuneTransport *self);
/* Shows where the player is now. */
void attune_transport_update (AttuneTransport *self);
/* How much Skip Silence leaves out is known, or the length is another. */
void attune_transport_update_sound (AttuneTransport *self);

void attune_transport_toggle_play (AttuneTransport *self);
void attune_transport_set_playing (AttuneTransport *self,
                                   gboolean         is_playing);
/* Plays; while it does, faster at every call, until it pauses: then it is as fast as before. */
void attune_transport_shuttle (AttuneTransport *self);
/* `direction` is 1 or -1. */
void attune_transport_skip (AttuneTransport *self,
                            int              direction);
void attune_transport_change_speed (AttuneTransport *self,
                                    int              tenths);
void attune_transport_toggle_loop (AttuneTransport *self);
void attune_transport_toggle_skip_silence (AttuneTransport *self);
/* Whom one hears, and who is on which side. */
AttuneHearing *attune_transport_get_hearing (AttuneTransport *self);
/* Opens the entry that asks for a time. */
void attune_transport_ask_time (AttuneTransport *self);
