/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model-geometry.h"
#include "attune-model-marks.h"

#include <gtk/gtk.h>

/* An interaction model as a grid: goals across, behaviours down in their order, a tick where a behaviour serves a goal, and
 * how many questions measure each at the far edges. However many there are only what is seen is drawn, so that it scrolls
 * and changes at once; titles and counts stay while the rest is scrolled. It goes into a GtkScrolledWindow.
 *
 * The arrow keys, Home, End, Page Up and Page Down move a cursor, which a click sets too. Its accessible label is its own,
 * its description says all there is to the place of the cursor.
 *
 * Popovers may be its children: attune_model_grid_get_rectangle() says what they point to.
 *
 * Signals:
 *   "moved"        the cursor is somewhere else
 *   "activated"    Return, Space, a click on the field or a count, a double click on a title: at the cursor
 *   "menu-wanted"  the menu key or the secondary button: at the cursor */
#define ATTUNE_TYPE_MODEL_GRID (attune_model_grid_get_type ())
G_DECLARE_FINAL_TYPE (AttuneModelGrid, attune_model_grid, ATTUNE, MODEL_GRID, GtkWidget)

/* What is shown. `check` (nullable) is of this very model; without one, what the last said of the parts that are still
 * there stands. The cursor stays on its place as far as there is one. */
void            attune_model_grid_show          (AttuneModelGrid        *self,
                                                 AttuneModel            *model,
                                                 const AttuneModelCheck *check);
/* Whether places without a tick look as if they took one. */
void            attune_model_grid_set_editable  (AttuneModelGrid *self,
                                                 gboolean         is_editable);

AttuneModelSpot attune_model_grid_get_cursor    (AttuneModelGrid *self);
/* The nearest place to `spot`, scrolled to. */
void            attune_model_grid_set_cursor    (AttuneModelGrid *self,
                                                 AttuneModelSpot  spot);
GdkRectangle    attune_model_grid_get_rectangle (AttuneModelGrid *self,
                                                 AttuneModelSpot  spot);
