/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-notes.h"

/* A note with what it hangs on, for files. */
typedef struct
{
  AttuneNote *note;
  gint64 interaction;
  char *external_id; /* the contact's, "" for none */
  char *agent_name;
} AttuneNoteRecord;

void attune_note_record_free (AttuneNoteRecord *self);

/* The notes that the actor may see on `evaluation`, or (0) on all that they may see, in order of the contacts and of time;
 * AttuneNoteRecord. Private ones only where `with_private`, and the actor's own alone. */
void       attune_store_export_notes_async  (AttuneStore        *self,
                                             gint64              actor,
                                             gint64              evaluation,
                                             gboolean            with_private,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            data);
GPtrArray *attune_store_export_notes_finish (AttuneStore  *self,
                                             GAsyncResult *result,
                                             GError      **error);
