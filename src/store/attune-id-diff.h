/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One change to a vector: at `position`, `n_removed` go and `n_added` come. */
typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
} AttuneSplice;

/* How `from` becomes `to` (both of gint64): splices to be applied one after the other, each position counting as after
 * those before it. What differs is looked for a little way ahead only, so that the time is that of reading both; more
 * than `most` splices become one. An empty array for equal vectors. */
GArray *attune_id_diff (const GArray *from,
                        const GArray *to,
                        guint         most);
