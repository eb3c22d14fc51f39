/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-note-edges.h"
#include "attune-notes.h"

#include <gtk/gtk.h>

/* A note in the list. "removed" (), "question-chosen" (), "retry-asked" (); "play-asked" (): its clip; "speech-asked" (): what is
 * spoken of it; "change-asked" (): all that there is of it; "link-asked" (): to the question one is at, or to none;
 * "changed" (const AttuneNote *): what it is to be; "edge-moved" (AttuneNoteEdge, gint64 by_us).
 *
 * Keys: Space plays, Return goes there, F2 writes, T changes the times and all else, + - ? ! are its kind, L its question, P
 * whether it is private; Ctrl and the arrows move its beginning, with Shift its end. */
#define ATTUNE_TYPE_NOTE_ROW (attune_note_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneNoteRow, attune_note_row, ATTUNE, NOTE_ROW, GtkListBoxRow)

/* `question_number` is 0 for a note without a question. */
GtkWidget        *attune_note_row_new (const AttuneNote *note,
                                       guint             question_number,
                                       gboolean          may_edit);
const AttuneNote *attune_note_row_get_note (AttuneNoteRow *self);
/* Shows another state of the note. */
void              attune_note_row_set_note (AttuneNoteRow    *self,
                                            const AttuneNote *note,
                                            guint             question_number);
/* Whether there is a recording to hear its clip of. */
void              attune_note_row_set_can_play (AttuneNoteRow *self,
                                                gboolean       can_play);
/* What is spoken of it is being heard. */
void              attune_note_row_set_is_speaking (AttuneNoteRow *self,
                                                   gboolean       is_speaking);
/* Opens a popover on the row, which belongs to it from now on. */
void              attune_note_row_open (AttuneNoteRow *self,
                                        GtkWidget     *popover);
/* Whether its text, or anything of it, is being changed. */
gboolean          attune_note_row_is_editing (AttuneNoteRow *self);
void              attune_note_row_set_is_current (AttuneNoteRow *self,
                                                  gboolean       is_current);
/* One that is not says so, and offers to try again. */
void              attune_note_row_set_is_saved (AttuneNoteRow *self,
                                                gboolean       is_saved);
/* The words that the note is on, above its own; NULL for none. */
void              attune_note_row_set_quote (AttuneNoteRow *self,
                                             const char    *quote);
void              attune_note_row_set_may_edit (AttuneNoteRow *self,
                                                gboolean       may_edit);
