/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* A table of the Form Lab: words for people, and numbers to sort them by. Counted by references; filled row by row, in any
 * thread, before anybody else sees it, and immutable from then on. */
typedef struct _AttuneLabGrid AttuneLabGrid;

typedef enum
{
  ATTUNE_LAB_COLUMN_TEXT,
  ATTUNE_LAB_COLUMN_PROSE,  /* sentences, in as many lines as they take; takes the room that is left */
  ATTUNE_LAB_COLUMN_NUMBER, /* sorted by its value */
  ATTUNE_LAB_COLUMN_SHARE,  /* likewise, with a bar: its value is a fraction of the longest */
} AttuneLabColumnKind;

typedef struct
{
  const char *title; /* translated */
  AttuneLabColumnKind kind;
} AttuneLabColumn;

/* The columns are copied. */
AttuneLabGrid *attune_lab_grid_new   (const AttuneLabColumn *columns,
                                      guint                  n_columns);
AttuneLabGrid *attune_lab_grid_ref   (AttuneLabGrid *self);
void           attune_lab_grid_unref (AttuneLabGrid *self);

/* Begins a row. `id` (nullable) is what opening it leads to, `detail` (nullable) what is said of it at length. */
void attune_lab_grid_add_row (AttuneLabGrid *self,
                              const char    *id,
                              const char    *detail);
/* The next cell of the row; `text` is taken over. Without a value a number is NaN. */
void attune_lab_grid_take    (AttuneLabGrid *self,
                              char          *text,
                              double         value);

guint               attune_lab_grid_get_n_columns (AttuneLabGrid *self);
guint               attune_lab_grid_get_n_rows    (AttuneLabGrid *self);
const char         *attune_lab_grid_get_title     (AttuneLabGrid *self,
                                                   guint          column);
AttuneLabColumnKind attune_lab_grid_get_kind      (AttuneLabGrid *self,
                                                   guint          column);
const char         *attune_lab_grid_get_text      (AttuneLabGrid *self,
                                                   guint          row,
                                                   guint          column);
double              attune_lab_grid_get_value     (AttuneLabGrid *self,
                                                   guint          row,
                                                   guint          column);
const char         *attune_lab_grid_get_id        (AttuneLabGrid *self,
                                                   guint          row);
const char         *attune_lab_grid_get_detail    (AttuneLabGrid *self,
                                                   guint          row);
/* Which of two rows comes first by a column: below 0 the one. Rows without a number come before all numbers. */
int                 attune_lab_grid_compare       (AttuneLabGrid *self,
                                                   guint          column,
                                                   guint          one,
                                                   guint          other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneLabGrid, attune_lab_grid_unref)
