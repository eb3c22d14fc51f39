/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-recorder.h"

#include <gtk/gtk.h>

/* Below the notes: the key to speak one, how that goes, and the menu of what else can be done with them. What it does is by
 * the actions "evaluate.speak", "evaluate.give-up-speech", "evaluate.export-notes" and "evaluate.import-notes".
 *
 * "allow-asked" (gboolean is_allowed): spoken notes are to be allowed in the workspace, or not any more. */
#define ATTUNE_TYPE_NOTE_TOOLS (attune_note_tools_get_type ())
G_DECLARE_FINAL_TYPE (AttuneNoteTools, attune_note_tools, ATTUNE, NOTE_TOOLS, GtkWidget)

/* Whether notes can be added at all, whether they may be spoken, and whether the one who looks decides that. */
void attune_note_tools_set_rights (AttuneNoteTools *self,
                                   gboolean         may_add,
                                   gboolean         may_speak,
                                   gboolean         decides);
/* How the speaking goes: a level of 0 to 1. */
void attune_note_tools_set_speech (AttuneNoteTools    *self,
                                   AttuneRecorderState state,
                                   double              level,
                                   gint64              duration_us);
