/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-notes.h"

/* A note that a person has begun and not finished: what the entry for notes holds. */
typedef struct
{
  gint64 from_us; /* as of an AttuneNote */
  gint64 to_us;
  AttuneNoteKind kind;
  gboolean is_private;
  gboolean is_linked;
  const char *question; /* "" for none */
  const char *text;
  gboolean is_on_text; /* as of an AttuneNote */
  gint64 text_media;
  AttuneStretch stretch;

  GVariant *kept; /* what the two above lie in, or NULL */
} AttuneBegunNote;

/* As a text that attune_begun_note_from_text() reads; "" where nothing is written. Owned by the caller. */
char            *attune_begun_note_to_text (const AttuneBegunNote *self);
/* NULL where it is no such text. */
AttuneBegunNote *attune_begun_note_from_text (const char *text);
void             attune_begun_note_free (AttuneBegunNote *self);

/* The note that it is, finished as it stands: a leading +, −, ? or ! says its kind, and a question that `form` does not have is
 * none. NULL where there is no word in it. Owned by the caller. */
AttuneNote *attune_begun_note_finish (const AttuneBegunNote *self,
                                      AttuneForm            *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneBegunNote, attune_begun_note_free)
