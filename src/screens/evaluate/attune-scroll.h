/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Both go by where things stand as they were laid out last, so they are for a size_allocate () that has just placed
 * `scroller`, or is about to. A `widget` that is higher than the view is in view with its top at the view's. */

/* Whether the whole of `widget`, which is somewhere inside, is in view; FALSE while it has no place. */
gboolean attune_scroll_shows (GtkScrolledWindow *scroller,
                              GtkWidget         *widget);
/* Whether any of it is. */
gboolean attune_scroll_touches (GtkScrolledWindow *scroller,
                                GtkWidget         *widget);
/* Moves the view no further than it must to show all of `widget`; FALSE while it has no place. */
gboolean attune_scroll_to    (GtkScrolledWindow *scroller,
                              GtkWidget         *widget);
