/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-interactions.h"
#include "attune-player.h"

#include <gtk/gtk.h>

/* Whom one hears: from the agent alone to the customer alone; and which side of the recording the agent is on, which is said
 * anew here when it was said wrongly. "side-chosen" (gboolean is_left). */
#define ATTUNE_TYPE_HEARING (attune_hearing_get_type ())
G_DECLARE_FINAL_TYPE (AttuneHearing, attune_hearing, ATTUNE, HEARING, GtkWidget)

/* `settings` may be NULL. */
void attune_hearing_connect  (AttuneHearing     *self,
                              AttunePlayer      *player,
                              GSettings         *settings);
/* Where `may_choose` is FALSE, it is only shown. */
void attune_hearing_set_side (AttuneHearing     *self,
                              AttuneAgentChannel side,
                              gboolean           may_choose);
