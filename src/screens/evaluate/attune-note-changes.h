/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-notes.h"

/* What was changed of notes, step by step. Changes of one note that go on, with no longer pause than a second, are one step, so
 * that an edge that is moved by a held key goes back at once. */
typedef struct _AttuneNoteChanges AttuneNoteChanges;

AttuneNoteChanges *attune_note_changes_new  (void);
void               attune_note_changes_free (AttuneNoteChanges *self);

/* `old` became `now` at `time`, microseconds, and may go on to become something else. What was undone before can no longer be
 * redone. */
void               attune_note_changes_push (AttuneNoteChanges *self,
                                             const AttuneNote  *old,
                                             const AttuneNote  *now,
                                             gboolean           goes_on,
                                             gint64             time);
/* What a note is to be changed from, and to; the revs are of then. Borrowed until the next call. */
typedef struct
{
  const AttuneNote *from;
  const AttuneNote *to;
} AttuneNoteStep;

/* Back over the last step, or forth over the one undone last. FALSE where there is nothing. */
gboolean           attune_note_changes_undo (AttuneNoteChanges *self,
                                             AttuneNoteStep    *out_step);
gboolean           attune_note_changes_redo (AttuneNoteChanges *self,
                                             AttuneNoteStep    *out_step);

/* Makes of `note` what the step makes of it: what it leaves alone stays as it is in `note`. FALSE, with `note` as it was,
 * where what it changes has been changed otherwise since. */
gboolean           attune_note_step_take    (const AttuneNoteStep *self,
                                             AttuneNote           *note);

/* Whether all that a person can change of a note is the same in both. */
gboolean           attune_note_is_same      (const AttuneNote *a,
                                             const AttuneNote *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneNoteChanges, attune_note_changes_free)
