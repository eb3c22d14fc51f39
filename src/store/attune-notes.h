/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-note-kind.h"
#include "attune-store.h"
#include "attune-transcript.h"

/* A note on a second or a stretch of the recording, microseconds from its beginning. */
typedef struct
{
  gint64 id;
  gint64 rev;
  gint64 evaluation;
  gint64 author;
  char *author_name;
  gint64 from_us; /* -1 for a note on the whole */
  gint64 to_us;   /* as from_us for a single moment */
  char *question; /* question id, NULL for none */
  AttuneNoteKind kind;
  gboolean is_shared;
  char *text;
  gint64 created_at;
  gboolean is_on_text; /* on a stretch of the contact's text, which stays what it is */
  gint64 text_media;   /* the text that this is in, as attune-transcripts.h has it */
  AttuneStretch stretch;
  char *sound;     /* the file of a spoken note, NULL for none */
  gint64 sound_us; /* how long that is */
  gint64 fresh_id; /* of one to be added: the id it is to get, of an AttuneIdSource; 0: any */
} AttuneNote;

AttuneNote *attune_note_copy (const AttuneNote *self);
void        attune_note_free (AttuneNote *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneNote, attune_note_free)

/* Whoever sees an evaluation may write notes on it, and change and remove their own. Changes are told as
 * ATTUNE_CHANGE_NOTE under the evaluation's id. What is said of a draft leaves no trail; later on notes do, the text of
 * private ones excepted.
 *
 * The notes on an evaluation that the actor may see, in order of time. AttuneNote. */
void       attune_store_list_notes_async  (AttuneStore        *self,
                                           gint64              actor,
                                           gint64              evaluation,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            data);
GPtrArray *attune_store_list_notes_finish (AttuneStore  *self,
                                           GAsyncResult *result,
                                           GError      **error);

/* Adds `note` (id 0) or replaces the actor's own note `note->id`, seen at `note->rev`. Returns it as it is now. A new one's
 * sound is copied into the workspace from where it lies, which only its policy allows (attune-policies.h); later its sound
 * stays what it is. One with a fresh id is added once: again it is only returned as it was added, or is now. */
void        attune_store_save_note_async  (AttuneStore        *self,
                                           gint64              actor,
                                           const AttuneNote   *note,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            data);
AttuneNote *attune_store_save_note_finish (AttuneStore  *self,
                                           GAsyncResult *result,
                                           GError      **error);

/* Adds new notes (AttuneNote, whatever their ids and evaluations, none of them spoken) to `evaluation`, all or none: at most
 * ATTUNE_NOTES_MAX. Returns how many. */
#define ATTUNE_NOTES_MAX 200
void   attune_store_add_notes_async  (AttuneStore        *self,
                                      gint64              actor,
                                      gint64              evaluation,
                                      GPtrArray          *notes,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            data);
gint64 attune_store_add_notes_finish (AttuneStore  *self,
                                      GAsyncResult *result,
                                      GError      **error);

/* Takes the actor's own note away (`is_removed`) or brings it back. Returns the new rev. */
void   attune_store_remove_note_async  (AttuneStore        *self,
                                        gint64              actor,
                                        gint64              note,
                                        gint64              rev,
                                        gboolean            is_removed,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
gint64 attune_store_remove_note_finish (AttuneStore  *self,
                                        GAsyncResult *result,
                                        GError      **error);
