/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Makes the first columns of `view` sort by a click on their headers: by the properties `keys` (ended
 * by a NULL) of its items of `type`, texts as people sort them. Columns without a key do not sort. */
void attune_column_sort (GtkColumnView     *view,
                         GType              type,
                         const char *const *keys);
