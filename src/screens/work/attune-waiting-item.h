/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-waiting.h"

/* Something that waits, as a row of My Work shows it. Properties "icon-name", "title", "detail", "remark", "has-remark", "due",
 * "due-classes". */
#define ATTUNE_TYPE_WAITING_ITEM (attune_waiting_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWaitingItem, attune_waiting_item, ATTUNE, WAITING_ITEM, GObject)

/* The `position`th of `all` (AttuneWaiting), which it keeps. */
AttuneWaitingItem   *attune_waiting_item_new             (GPtrArray *all,
                                                          guint      position,
                                                          gint64     now,
                                                          GTimeZone *zone);
const AttuneWaiting *attune_waiting_item_get_value       (AttuneWaitingItem *self);
/* Folded: see attune_match_fold(). */
const char          *attune_waiting_item_get_search_text (AttuneWaitingItem *self);

/* Makes `store` hold those of `all` that are of `kinds` (bits), touching only what differs. */
void attune_waiting_items_update (GListStore *store,
                                  GPtrArray  *all,
                                  guint       kinds,
                                  gint64      now,
                                  GTimeZone  *zone);
