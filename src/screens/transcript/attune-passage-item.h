/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-notes.h"
#include "attune-text-needle.h"
#include "attune-transcript.h"

#include <gio/gio.h>

/* A passage of a transcript as it is shown: what it is, and what is marked in it. "changed" () when that is another. */
#define ATTUNE_TYPE_PASSAGE_ITEM (attune_passage_item_get_type ())
G_DECLARE_FINAL_TYPE (AttunePassageItem, attune_passage_item, ATTUNE, PASSAGE_ITEM, GObject)

/* A note on words of it, in characters. */
typedef struct
{
  gint64 note;
  AttuneNoteKind kind;
  AttuneTextSpan span;
} AttunePassageMark;

AttunePassageItem   *attune_passage_item_new (AttuneTranscript *transcript,
                                              guint             index);
guint                attune_passage_item_get_index (AttunePassageItem *self);
const AttunePassage *attune_passage_item_get_passage (AttunePassageItem *self);
/* Whether somebody else, or a while before, said what is before it: it then begins with the name. */
gboolean             attune_passage_item_begins_turn (AttunePassageItem *self);

/* Whether it is what is being heard. */
gboolean attune_passage_item_is_current (AttunePassageItem *self);
void     attune_passage_item_set_is_current (AttunePassageItem *self,
                                             gboolean           is_current);

/* What was found in it (AttuneTextSpan; NULL for nothing), and which of that one is at, -1 for none. */
GArray  *attune_passage_item_get_matches (AttunePassageItem *self);
int      attune_passage_item_get_match (AttunePassageItem *self);
void     attune_passage_item_set_matches (AttunePassageItem *self,
                                          GArray            *matches);
void     attune_passage_item_set_match (AttunePassageItem *self,
                                        int                match);

/* AttunePassageMark; NULL for none. */
GArray  *attune_passage_item_get_marks (AttunePassageItem *self);
void     attune_passage_item_set_marks (AttunePassageItem *self,
                                        GArray            *marks);
