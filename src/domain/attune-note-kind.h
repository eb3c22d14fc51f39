/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What a note is. */
typedef enum
{
  ATTUNE_NOTE_PRAISE,
  ATTUNE_NOTE_IMPROVE,
  ATTUNE_NOTE_QUESTION,
  ATTUNE_NOTE_PLAIN,
} AttuneNoteKind;

/* The numbers are in every workspace and in the seals of its trail: kinds are added at the end, and none ever changes. */
G_STATIC_ASSERT (ATTUNE_NOTE_PRAISE == 0 && ATTUNE_NOTE_IMPROVE == 1 && ATTUNE_NOTE_QUESTION == 2 &&
                 ATTUNE_NOTE_PLAIN == 3);

/* The word for it in files, "praise". */
const char *attune_note_kind_to_id   (AttuneNoteKind kind);
/* The sign that a note of it may begin with: "+", "-", "?", "!". */
char        attune_note_kind_to_sign (AttuneNoteKind kind);
/* FALSE for what is no such sign. */
gboolean    attune_note_kind_from_sign (char            sign,
                                        AttuneNoteKind *out_kind);
