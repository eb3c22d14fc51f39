/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-search.h"

/* What a search says for people. Pure; the strings are the caller's. */

/* What it is and where: "Note at 1:12 · Greeting", "Said by the customer at 2:41". */
char *attune_search_name_hit      (const AttuneHit *hit);
/* Of which contact or evaluation: "Mika Aho · C-100 · Billing · 12 May 14:03 · Calls". */
char *attune_search_describe_hit  (const AttuneHit *hit,
                                   GTimeZone       *zone);
/* The excerpt as Pango markup, with what was looked for in bold. */
char *attune_search_mark_excerpt  (const AttuneExcerpt *excerpt);
/* "12 found", or how many are shown of more. */
char *attune_search_describe_hits (const AttuneHits *hits);
const char *attune_search_get_icon (const AttuneHit *hit);

/* Where the hit is opened by somebody with these roles: where it stands in an evaluation, or the contact. A kind of
 * ATTUNE_N_PAGES for nowhere. `out_place` is the destination's place, nullable, and the caller's. */
AttuneDestination attune_search_find_destination (const AttuneHit *hit,
                                                  AttuneRoles      roles,
                                                  char           **out_place);
