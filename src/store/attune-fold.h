/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* `text` as searching compares it: without case, marks on letters and differences of form ("Ääni" and "ａａｎｉ" are both
 * "aani"), whatever the locale, with single spaces between words. Owned by the caller; "" for NULL and for text that is
 * not valid UTF-8. */
char *attune_fold         (const char *text);

/* `folded` as the inner part of an SQL LIKE pattern, with \ before what would be a wildcard. Owned by the caller. */
char *attune_fold_to_like (const char *folded);
