/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-batch.h"
#include "attune-notes.h"
#include "attune-seal.h"
#include "attune-write.h"

/* How every INSERT of a note begins, and what a note is made of beside its evaluation and author. */
#define ATTUNE_NOTE_INSERT                                                                            \
  "INSERT INTO note (id, rev, evaluation_id, author_id, from_us, to_us, question, kind, is_shared," \
  " text, created_at)"

/* How a note is read as the trail is to tell of it, of note `n`: what attune_note_read_seal() takes a row of. The texts of
 * the result are the rows'. */
#define ATTUNE_NOTE_SEAL_COLUMNS                                                                      \
  "n.id, n.evaluation_id, n.author_id, coalesce (n.from_us, -1), coalesce (n.to_us, -1), n.kind,"    \
  " n.is_shared, n.created_at, CASE WHEN n.removed_at IS NULL THEN 0 ELSE 1 END, n.question, n.text"
#define ATTUNE_NOTE_SEAL_TYPES "iiiiiiiiitt"
AttuneSealedNote attune_note_read_seal (const AttuneRows *rows,
                                        guint             row);

/* The same of a note about to be written, whose texts it borrows. */
AttuneSealedNote attune_note_seal (const AttuneNote *note,
                                   gint64            id,
                                   gint64            evaluation,
                                   gint64            author);

/* Adds the seals of all notes on an evaluation, and to the write the condition that they still are as they were read. */
gboolean attune_notes_seal_all (AttuneWrite *write,
                                gint64       evaluation,
                                GString     *seals,
                                GError     **error);

/* Binds $from, $to, $question, $kind, $shared and $text. */
void attune_note_bind (AttuneBatch      *batch,
                       const AttuneNote *note);
