/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-search.h"

/* A row of what was found, in words. */
#define ATTUNE_TYPE_SEARCH_ITEM (attune_search_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSearchItem, attune_search_item, ATTUNE, SEARCH_ITEM, GObject)

/* For whoever works in `context`. */
AttuneSearchItem *attune_search_item_new             (const AttuneHit *hit,
                                                      AttuneContext   *context);
const char       *attune_search_item_get_name        (AttuneSearchItem *self);
/* Pango markup. */
const char       *attune_search_item_get_excerpt     (AttuneSearchItem *self);
const char       *attune_search_item_get_detail      (AttuneSearchItem *self);
const char       *attune_search_item_get_icon        (AttuneSearchItem *self);
/* A kind of ATTUNE_N_PAGES where it leads nowhere. */
const AttuneDestination *attune_search_item_get_destination (AttuneSearchItem *self);
