/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-notes.h"

#include <gtk/gtk.h>

/* A note in the list. "edited" (const char *text), "removed" (), "question-chosen" (), "retry-asked" (). */
#define ATTUNE_TYPE_NOTE_ROW (attune_note_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneNoteRow, attune_note_row, ATTUNE, NOTE_ROW, GtkListBoxRow)

/* `question_number` is 0 for a note without a question. */
GtkWidget        *attune_note_row_new (const AttuneNote *note,
                                       guint             question_number,
                                       gboolean          may_edit);
const AttuneNote *attune_note_row_get_note (AttuneNoteRow *self);
/* Whether its text is being changed. */
gboolean          attune_note_row_is_editing (AttuneNoteRow *self);
void              attune_note_row_set_is_current (AttuneNoteRow *self,
                                                  gboolean       is_current);
/* One that is not says so, and offers to try again. */
void              attune_note_row_set_is_saved (AttuneNoteRow *self,
                                                gboolean       is_saved);
void              attune_note_row_set_may_edit (AttuneNoteRow *self,
                                                gboolean       may_edit);
