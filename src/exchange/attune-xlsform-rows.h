/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decimal.h"
#include "attune-sheets-builder.h"

/* The rows of a sheet being written, by the names of their columns. */
typedef struct
{
  const char *const *columns; /* NULL-terminated */
  guint n_columns;
  GPtrArray *cells;   /* char* each or NULL, row by row */
  GPtrArray *remarks; /* borrowed */
} AttuneXlsformRows;

void attune_xlsform_rows_init (AttuneXlsformRows *self,
                               const char *const *columns,
                               GPtrArray         *remarks);
void attune_xlsform_rows_clear (AttuneXlsformRows *self);

void attune_xlsform_rows_begin (AttuneXlsformRows *self);

/* Sets a cell of the row begun last. A text longer than a cell can be is cut, with a remark at `place`. */
void attune_xlsform_rows_set (AttuneXlsformRows *self,
                              const char        *column,
                              const char        *text,
                              const char        *place);
void attune_xlsform_rows_set_boolean (AttuneXlsformRows *self,
                                      const char        *column,
                                      gboolean           value);
void attune_xlsform_rows_set_decimal (AttuneXlsformRows *self,
                                      const char        *column,
                                      AttuneDecimal      value);

/* Puts the rows into a new sheet: the columns that say something, and the first `n_always`. */
void attune_xlsform_rows_build (AttuneXlsformRows   *self,
                                AttuneSheetsBuilder *builder,
                                const char          *title,
                                guint                n_always);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneXlsformRows, attune_xlsform_rows_clear)
