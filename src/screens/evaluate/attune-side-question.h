/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-player.h"
#include "attune-wave-view.h"

#include <gtk/gtk.h>

/* Asks which side of a recording the agent is on; each side can be heard by itself for a moment, from where somebody speaks
 * there, which leaves the position and the balance as they were. "answered" (gboolean is_left). */
#define ATTUNE_TYPE_SIDE_QUESTION (attune_side_question_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSideQuestion, attune_side_question, ATTUNE, SIDE_QUESTION, GtkWidget)

void attune_side_question_connect   (AttuneSideQuestion *self,
                                     AttunePlayer       *player,
                                     AttuneWaveView     *view);
void attune_side_question_set_asked (AttuneSideQuestion *self,
                                     gboolean            is_asked);
/* `channel` is 0 or 1. */
void attune_side_question_hear      (AttuneSideQuestion *self,
                                     guint               channel);
