/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-notes.h"

#include <gio/gio.h>

/* The notes on one evaluation and the conversation with the store about them.
 *
 * "changed" () whenever attune_note_book_get_notes() would answer differently; "added" (const AttuneNote *) after one was;
 * "removed" (gint64 id) after one was taken away, which attune_note_book_restore() undoes; "failed" (const AttuneNote *,
 * const GError *) when a note could not be saved: what was written is in the note. */
#define ATTUNE_TYPE_NOTE_BOOK (attune_note_book_get_type ())
G_DECLARE_FINAL_TYPE (AttuneNoteBook, attune_note_book, ATTUNE, NOTE_BOOK, GObject)

AttuneNoteBook *attune_note_book_new (AttuneStore *store,
                                      gint64       actor,
                                      gint64       evaluation);

/* Reads them (again); only "changed" where they are others than before. */
void attune_note_book_load (AttuneNoteBook *self);

/* In order of time, those on the whole first; a new array with every change. Array of AttuneNote. */
GPtrArray  *attune_note_book_get_notes (AttuneNoteBook *self);
AttuneNote *attune_note_book_find (AttuneNoteBook *self,
                                   gint64          id);
gboolean    attune_note_book_may_edit (AttuneNoteBook   *self,
                                       const AttuneNote *note);

/* Adds the note (id 0) or replaces the one with its id. */
void attune_note_book_save (AttuneNoteBook   *self,
                            const AttuneNote *note);
void attune_note_book_remove (AttuneNoteBook *self,
                              gint64          id);
void attune_note_book_restore (AttuneNoteBook *self,
                               gint64          id);
