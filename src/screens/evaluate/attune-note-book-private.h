/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-note-book.h"

#include "attune-id-source.h"
#include "attune-unsaved.h"

struct _AttuneNoteBook
{
  GObject parent_instance;

  AttuneContext *context;
  AttuneStore *store;
  AttuneIdSource *ids; /* of new notes: one that is sent again is the same */
  gint64 actor;
  gint64 evaluation;
  GPtrArray *notes;   /* AttuneNote, as the store has them */
  GPtrArray *shown;   /* AttuneNote, with what could not be saved in its place */
  GPtrArray *unsaved; /* AttuneUnsavedNote */
  GPtrArray *removed; /* AttuneNote, as they were */
  GHashTable *going;  /* ids of those that are being taken away or brought back */
  GQueue waiting;     /* GTask: to be told when nothing is under way any more */
  GError *error;      /* what the last of them that failed said */
  gint64 last_unsaved;
  guint retry;
  gboolean is_loaded;
  gboolean is_loading;
  gboolean loads_again; /* they have changed since that began */
};

/* A note that is not in the store as it is here. Until it is there, a new one goes by a negative id. */
typedef struct
{
  AttuneNote *note;
  gboolean is_under_way;
  gboolean is_newer;   /* than what is under way */
  gboolean is_removed; /* taken away, or to be as soon as it is not under way any more */
  gboolean has_failed;
  gboolean is_refused; /* trying again by itself would not help */
  guint due;           /* when it is sent, 0 where it has been */
} AttuneUnsavedNote;

/* A change on its way. */
typedef struct
{
  AttuneNoteBook *book;
  AttuneNote *note;
} AttuneNoteErrand;

AttuneNoteErrand  *attune_note_errand_start      (AttuneNoteBook   *book,
                                                  const AttuneNote *note);
void               attune_note_errand_end        (AttuneNoteErrand *self);

/* The note as the store has it, and what is to be saved of it; NULL where there is none. Borrowed. */
AttuneNote        *attune_note_book_find_stored  (AttuneNoteBook *self,
                                                  gint64          id);
AttuneUnsavedNote *attune_note_book_find_unsaved (AttuneNoteBook *self,
                                                  gint64          id);

/* Lists them anew, and tells. */
void               attune_note_book_show         (AttuneNoteBook *self);
/* The store has `note`, taken over, in the place of the one with `id`; NULL only takes that away. */
void               attune_note_book_replace      (AttuneNoteBook *self,
                                                  gint64          id,
                                                  AttuneNote     *note);
/* Takes a new note away that the store does not have. */
void               attune_note_book_forget       (AttuneNoteBook    *self,
                                                  AttuneUnsavedNote *unsaved);
/* Whatever it waited for. */
void               attune_note_book_send_now     (AttuneNoteBook    *self,
                                                  AttuneUnsavedNote *unsaved);

/* In attune-note-book-settle.c: tells those who wait, as soon as nothing is under way. */
void               attune_note_book_settle       (AttuneNoteBook *self);
gboolean           attune_note_book_is_waited_for (AttuneNoteBook *self);
void               attune_note_book_init_unsaved (AttuneUnsavedInterface *interface);
