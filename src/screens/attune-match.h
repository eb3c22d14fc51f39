/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Finding things by typing: case and accents do not matter, and words may come in any order. */

/* `text` without case and accents; both sides of a match are folded once. Owned by the caller. */
char    *attune_match_fold (const char *text);
/* Whether every word of `query` begins a word of `text`, or stands inside one when it has three letters or more. */
gboolean attune_match_test (const char *text,
                            const char *query);
/* How well: 0 `text` begins with the query, 1 a word does, 2 anything else that matches, -1 no match. */
int      attune_match_rank (const char *text,
                            const char *query);
