/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Shows a window that was just made in a turn of its own, before any key is looked at: to make it takes as long as a turn
 * may, and so does to map it. */
void attune_present (GtkWindow *window);
