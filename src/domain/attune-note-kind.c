/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-kind.h"

static const char *const ids[] = { "praise", "improve", "question", "plain" };
static const char signs[] = { '+', '-', '?', '!' };

const char *
attune_note_kind_to_id (AttuneNoteKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (ids), NULL);

  return ids[kind];
}

char
attune_note_kind_to_sign (AttuneNoteKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (signs), '\0');

  return signs[kind];
}

gboolean
attune_note_kind_from_sign (char sign, AttuneNoteKind *out_kind)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (signs); kind++)
    if (signs[kind] == sign)
      {
        *out_kind = (AttuneNoteKind) kind;
        return TRUE;
      }
  return FALSE;
}
