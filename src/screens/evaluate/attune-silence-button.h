/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-key-map.h"
#include "attune-player.h"

#include <gtk/gtk.h>

/* Skips silence or not, says how much time that saves, and lets one say how long a silence is left out. */
#define ATTUNE_TYPE_SILENCE_BUTTON (attune_silence_button_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSilenceButton, attune_silence_button, ATTUNE, SILENCE_BUTTON, GtkWidget)

/* `settings` may be NULL. */
void attune_silence_button_connect (AttuneSilenceButton *self,
                                    AttunePlayer        *player,
                                    AttuneKeyMap        *keys,
                                    GSettings           *settings);
/* How much there is to skip is known, or another. */
void attune_silence_button_update  (AttuneSilenceButton *self);
void attune_silence_button_toggle  (AttuneSilenceButton *self);
