/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Rounds `n` parts so that they come to `whole` exactly, as figures in a table should: each gets its share of `whole`
 * rounded down, and what is left over goes to the largest remainders, of equal ones to the first (Hamilton's method).
 * Parts below 0 count as 0; where all are, all shares are 0. `out_shares` has room for `n`; parts and whole are below
 * 2^31. */
void attune_apportion (const gint64 *parts,
                       guint         n,
                       gint64        whole,
                       gint64       *out_shares);
