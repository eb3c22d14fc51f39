/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-notes.h"

#include <gtk/gtk.h>

/* Everything there is of a note, to be changed at once: its exact times, kind, question, and who may read it.
 *
 * "done" (const AttuneNote *): what it is to be; not where it is closed by Esc. */
#define ATTUNE_TYPE_NOTE_EDITOR (attune_note_editor_get_type ())
G_DECLARE_FINAL_TYPE (AttuneNoteEditor, attune_note_editor, ATTUNE, NOTE_EDITOR, GtkPopover)

/* Of `note` on an evaluation with `form`. `duration_us` is the recording's, 0 where it is not known, and -1 where there is none:
 * then no times are asked for. `agent` (nullable) is whom it is about. */
GtkWidget *attune_note_editor_new (const AttuneNote *note,
                                   AttuneForm       *form,
                                   gint64            duration_us,
                                   const char       *agent);
