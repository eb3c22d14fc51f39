/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "attune-lab-grid.h"

/* One row of a grid, for lists. */
#define ATTUNE_TYPE_LAB_ROW (attune_lab_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneLabRow, attune_lab_row, ATTUNE, LAB_ROW, GObject)

/* The row `index` of `grid`. */
AttuneLabRow  *attune_lab_row_new       (AttuneLabGrid *grid,
                                         guint          index);
/* Has it say what another row says, and tells so by its signal "changed". */
void           attune_lab_row_take_over (AttuneLabRow  *self,
                                         AttuneLabRow  *other);

AttuneLabGrid *attune_lab_row_get_grid  (AttuneLabRow *self);
guint          attune_lab_row_get_index (AttuneLabRow *self);
