/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-interactions.h"
#include "attune-mpris.h"
#include "attune-player.h"
#include "attune-transport.h"
#include "attune-waveform.h"

/* The recording of an interaction: loading it, saying what is wrong with it, showing and playing it.
 *
 * "moved" (gint64 us): the playhead is somewhere else, or more is known of the file it is in; many times a second while it
 * plays. */
#define ATTUNE_TYPE_LISTEN_PANE (attune_listen_pane_get_type ())
G_DECLARE_FINAL_TYPE (AttuneListenPane, attune_listen_pane, ATTUNE, LISTEN_PANE, GtkWidget)

/* Opens the first recording of `interaction` and goes to `position_us` as soon as that much of it is there. FALSE where there
 * is no recording. */
gboolean         attune_listen_pane_open (AttuneListenPane        *self,
                                          AttuneContext           *context,
                                          const AttuneInteraction *interaction,
                                          gint64                   position_us);
/* Stops the sound and what is still loading. */
void             attune_listen_pane_close (AttuneListenPane *self);
/* Takes the first of `files` (GFile) for the recording that is missing, as "Choose the File…" does. */
void             attune_listen_pane_take (AttuneListenPane *self,
                                          GListModel       *files);

AttuneTransport *attune_listen_pane_get_transport (AttuneListenPane *self);
AttuneWaveform  *attune_listen_pane_get_waveform (AttuneListenPane *self);
AttunePlayer    *attune_listen_pane_get_player (AttuneListenPane *self);
/* NULL before anything was opened. */
AttuneMpris     *attune_listen_pane_get_mpris (AttuneListenPane *self);
gint64           attune_listen_pane_get_position (AttuneListenPane *self);
/* The position to come back to: as long as the file is missing or another one, what it was opened at, not where one is in that. */
gint64           attune_listen_pane_get_place (AttuneListenPane *self);
/* There is nothing to be heard, and that is known. */
gboolean         attune_listen_pane_has_failed (AttuneListenPane *self);
void             attune_listen_pane_seek (AttuneListenPane *self,
                                          gint64            us);
/* What is wrong or to be known, NULL for nothing. */
const char      *attune_listen_pane_get_message (AttuneListenPane *self);
