/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Looks for a text in others as people do: without regard to case and diacritics ("maara" finds "Määrä"), any white space
 * being as good as any other. For one thread. */
typedef struct _AttuneTextNeedle AttuneTextNeedle;

/* Characters `from` to before `to` of a text. */
typedef struct
{
  guint from;
  guint to;
} AttuneTextSpan;

/* NULL where nothing is left to look for. */
AttuneTextNeedle *attune_text_needle_new (const char *text);
void              attune_text_needle_free (AttuneTextNeedle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneTextNeedle, attune_text_needle_free)

/* Appends to `spans` (AttuneTextSpan) where it is in `text`, UTF-8, one behind the other. Returns how many there are. */
guint attune_text_needle_find (AttuneTextNeedle *self,
                               const char       *text,
                               GArray           *spans);
