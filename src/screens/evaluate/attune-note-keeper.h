/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-kept.h"

/* What the note that is being written on an evaluation is kept as, for its writer. */
#define ATTUNE_NOTE_KEPT_AS "note"

/* Keeps the note that a person has begun and not finished, every now and then while it changes. */
typedef struct _AttuneNoteKeeper AttuneNoteKeeper;

AttuneNoteKeeper *attune_note_keeper_new (AttuneStore *store, gint64 actor, gint64 evaluation);
/* Flushes. */
void attune_note_keeper_free (AttuneNoteKeeper *self);

/* `text` is what attune_note_panel_dup_unfinished() says, "" for no note. */
void attune_note_keeper_set (AttuneNoteKeeper *self, const char *text);
/* Now. */
void attune_note_keeper_flush (AttuneNoteKeeper *self);
