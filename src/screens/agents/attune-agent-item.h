/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-figures.h"

/* An agent in the list of agents. Properties for its columns: "name", "team", "count" (guint), "mean" ("84 ± 3 (n 64)"),
 * "last-contact". */
#define ATTUNE_TYPE_AGENT_ITEM (attune_agent_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneAgentItem, attune_agent_item, ATTUNE, AGENT_ITEM, GObject)

AttuneAgentItem *attune_agent_item_new    (const AttuneAgentSummary *summary,
                                           GTimeZone                *zone);
gint64           attune_agent_item_get_id (AttuneAgentItem *self);
/* Name, team and id, folded for attune_match_test(). */
const char      *attune_agent_item_get_search_text (AttuneAgentItem *self);

/* Makes `store` hold an item for each of `summaries` (AttuneAgentSummary, by id), as attune_list_splice() does. */
void attune_agent_items_update (GListStore *store,
                                GPtrArray  *summaries,
                                GTimeZone  *zone);
