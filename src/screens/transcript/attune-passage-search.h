/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-passage-list.h"

/* Looks for words in a transcript, a few passages a turn of the main loop, so that a day of talk does not hold it. Marks what it finds
 * in the list's items.
 *
 * "changed" (): there is more, or another one is at. */
#define ATTUNE_TYPE_PASSAGE_SEARCH (attune_passage_search_get_type ())
G_DECLARE_FINAL_TYPE (AttunePassageSearch, attune_passage_search, ATTUNE, PASSAGE_SEARCH, GObject)

AttunePassageSearch *attune_passage_search_new (AttuneTranscript  *transcript,
                                                AttunePassageList *list);
/* Looks for `words` from now on; for nothing with "". */
void     attune_passage_search_set_words (AttunePassageSearch *self,
                                          const char          *words);
gboolean attune_passage_search_is_done (AttunePassageSearch *self);
guint    attune_passage_search_get_n (AttunePassageSearch *self);
/* Which one is at, from 0; -1 for none. */
int      attune_passage_search_get_current (AttunePassageSearch *self);
/* Goes to the next (1) or the one before (-1), around the ends; from nowhere, to the first at or behind passage `from`. Returns the passage it
 * is in, -1 where there is none. */
int      attune_passage_search_step (AttunePassageSearch *self,
                                     int                  direction,
                                     guint                from);
