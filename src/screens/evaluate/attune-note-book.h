/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-notes.h"

#include <gio/gio.h>

/* The notes on one evaluation and the conversation with the store about them.
 *
 * "changed" () whenever attune_note_book_get_notes() would answer differently; "added" (const AttuneNote *) after one was;
 * "removed" (gint64 id) after one was taken away, which attune_note_book_restore() undoes.
 *
 * A note that could not be saved stays among them, with a negative id if it is new, and is tried again by and by, also when
 * nobody holds the book any more, until it is kept or the store is closed; one that was refused for what it is, as one that
 * was edited elsewhere meanwhile, only when it is asked for. The context tells what failed. It is an AttuneUnsaved: a
 * window waits for it. */
#define ATTUNE_TYPE_NOTE_BOOK (attune_note_book_get_type ())
G_DECLARE_FINAL_TYPE (AttuneNoteBook, attune_note_book, ATTUNE, NOTE_BOOK, GObject)

AttuneNoteBook *attune_note_book_new (AttuneContext *context,
                                      gint64         evaluation);

/* Reads them (again); only "changed" where they are others than before. */
void attune_note_book_load (AttuneNoteBook *self);

/* In order of time, those on the whole first; a new array with every change. Array of AttuneNote. */
GPtrArray  *attune_note_book_get_notes (AttuneNoteBook *self);
/* That order, of two elements of such an array. */
int         attune_note_book_compare (gconstpointer a,
                                      gconstpointer b);
AttuneNote *attune_note_book_find (AttuneNoteBook *self,
                                   gint64          id);
gboolean    attune_note_book_may_edit (AttuneNoteBook   *self,
                                       const AttuneNote *note);

/* Adds the note (id 0) or replaces the one with its id. */
void attune_note_book_save (AttuneNoteBook   *self,
                            const AttuneNote *note);
/* The same of one that is there, when nothing more has been changed of it for half a second: an edge that is on the move. */
void attune_note_book_save_soon (AttuneNoteBook   *self,
                                 const AttuneNote *note);
/* Sends off what waits for that half second. */
void attune_note_book_flush (AttuneNoteBook *self);
/* Whether the note is in the store as it is here; retrying saves it over what is there. */
gboolean attune_note_book_is_saved (AttuneNoteBook *self,
                                    gint64          id);
void     attune_note_book_retry (AttuneNoteBook *self,
                                 gint64          id);
void attune_note_book_remove (AttuneNoteBook *self,
                              gint64          id);
void attune_note_book_restore (AttuneNoteBook *self,
                               gint64          id);
