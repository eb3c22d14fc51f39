/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Makes `store` hold `items` (GObject), touching only the stretch that differs: what is selected and where one has
 * scrolled to stay. `is_same` says of two items whether they look the same. */
void attune_list_splice (GListStore *store,
                         GPtrArray  *items,
                         GEqualFunc  is_same);
