/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Finds by typing: ties a search entry, a list or column view and the stack that the view is in together. What matches is
 * shown a few rows at a time, the first selected. Return in the entry opens the selected item; the arrows move along a
 * list while one types on, and lead into a table.
 *
 * Properties, set in XML: "entry", "view", "stack" with the pages "found" (the view) and "nothing-found"; while there is
 * nothing to look among the stack is left alone. Signals: "activated" (GObject *item), and "changed" when other items are
 * found. */
#define ATTUNE_TYPE_FINDER (attune_finder_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFinder, attune_finder, ATTUNE, FINDER, GObject)

/* How well `item` matches the folded `query` (see attune_match_rank()): the least first; below 0 not at all. */
typedef int (*AttuneFinderRank) (gpointer    item,
                                 const char *query);

/* Begins to look among `items`. With `is_ranked` the best come first; otherwise the order is that of `items`, or of the
 * columns of the view. */
void  attune_finder_start       (AttuneFinder    *self,
                                 GListModel      *items,
                                 AttuneFinderRank rank,
                                 gboolean         is_ranked);
/* Forgets what was typed, and waits for more. */
void  attune_finder_clear       (AttuneFinder    *self);
/* Escape in the entry: forgets what was typed; FALSE where nothing was. */
gboolean attune_finder_stop     (AttuneFinder    *self);
/* Selects `item`, one of what was found, and scrolls to it as soon as it is shown. NULL selects nothing: until one types or
 * moves, Return then opens nothing. */
void  attune_finder_select      (AttuneFinder    *self,
                                 gpointer         item);
/* Puts the cursor into the entry, all of it selected. */
gboolean attune_finder_search   (AttuneFinder    *self);
guint attune_finder_get_n_found (AttuneFinder    *self);
