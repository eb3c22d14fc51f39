/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-passage-item.h"

/* The passages of a transcript as a GListModel of AttunePassageItems, which are made as they are asked for. */
#define ATTUNE_TYPE_PASSAGE_LIST (attune_passage_list_get_type ())
G_DECLARE_FINAL_TYPE (AttunePassageList, attune_passage_list, ATTUNE, PASSAGE_LIST, GObject)

/* A note on words of the transcript. */
typedef struct
{
  gint64 note;
  AttuneNoteKind kind;
  AttuneStretch stretch;
} AttuneTextMark;

AttunePassageList *attune_passage_list_new (AttuneTranscript *transcript);
/* The item at `index`; the list's own. */
AttunePassageItem *attune_passage_list_get (AttunePassageList *self,
                                            guint              index);
/* Marks the words of all of `marks`, and no others. */
void               attune_passage_list_set_marks (AttunePassageList    *self,
                                                  const AttuneTextMark *marks,
                                                  guint                 n_marks);
