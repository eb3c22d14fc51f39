/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-batch.h"
#include "attune-notes.h"

/* How every INSERT of a note begins, and what a note is made of beside its evaluation and author. */
#define ATTUNE_NOTE_INSERT                                                                            \
  "INSERT INTO note (id, rev, evaluation_id, author_id, from_us, to_us, question, kind, is_shared," \
  " text, created_at)"

/* Binds $from, $to, $question, $kind, $shared and $text. */
void attune_note_bind (AttuneBatch      *batch,
                       const AttuneNote *note);
