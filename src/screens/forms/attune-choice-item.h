/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Something to be picked from a list that is searched by typing. Properties "title" and "detail" (may be ""), for
 * bindings. */
#define ATTUNE_TYPE_CHOICE_ITEM (attune_choice_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneChoiceItem, attune_choice_item, ATTUNE, CHOICE_ITEM, GObject)

/* `id` is what the choice is known by; "" may stand for none. */
AttuneChoiceItem *attune_choice_item_new    (const char *id,
                                             const char *title,
                                             const char *detail);
const char       *attune_choice_item_get_id (AttuneChoiceItem *self);
/* An AttuneFinderRank: by the title first, then by title and detail. */
int               attune_choice_item_rank   (gpointer    self,
                                             const char *query);
