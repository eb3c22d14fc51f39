/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "attune-lab-grid.h"

/* Shows an AttuneLabGrid: sorted by any column, its rows made a few at a time. In .ui files it is <object
 * class="AttuneLabTable">.
 *
 * Properties: "detail" (what is said of the selected row at length, "" for nothing) and "title", its accessible name.
 * Signal: "activated" (const char *id): a row that leads somewhere was chosen. */
#define ATTUNE_TYPE_LAB_TABLE (attune_lab_table_get_type ())
G_DECLARE_FINAL_TYPE (AttuneLabTable, attune_lab_table, ATTUNE, LAB_TABLE, AdwBin)

/* `grid` (nullable) takes the place of what is shown, in the order that it has; how one sorted stays where the columns stay. */
void           attune_lab_table_set_grid   (AttuneLabTable *self,
                                            AttuneLabGrid  *grid);
AttuneLabGrid *attune_lab_table_get_grid   (AttuneLabTable *self);
void           attune_lab_table_sort       (AttuneLabTable *self,
                                            guint           column,
                                            GtkSortType     order);
/* The row shown at a place, once it is; G_MAXUINT before that and behind the last. */
guint          attune_lab_table_get_row    (AttuneLabTable *self,
                                            guint           position);
const char    *attune_lab_table_get_detail (AttuneLabTable *self);
/* Opens what is selected. */
void           attune_lab_table_open       (AttuneLabTable *self);
