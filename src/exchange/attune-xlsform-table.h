/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-domain-error.h"
#include "attune-sheets.h"

/* A sheet of an XLSForm read by the names of its columns. The first row that holds something is the header; column names are
 * matched whatever their case, with spaces as underscores, and with “::language” behind them for translations. */
typedef struct
{
  const AttuneSheet *sheet; /* nullable: then all cells are empty */
  const char *title;        /* of the sheet, for places */
  guint header;
  GPtrArray *names;     /* char* each column, "" where there is none */
  GPtrArray *languages; /* char* each column, or NULL */
  char *language;       /* the one that is read; NULL for the columns without */
} AttuneXlsformTable;

void attune_xlsform_table_init (AttuneXlsformTable *self,
                                AttuneSheets       *sheets,
                                const char         *title,
                                const char         *language);
void attune_xlsform_table_clear (AttuneXlsformTable *self);

guint attune_xlsform_table_get_n_rows (const AttuneXlsformTable *self);

gboolean attune_xlsform_table_has (const AttuneXlsformTable *self,
                                   const char               *column);

/* The cell as it is; of a translated column that of the language, or else the first that says something. "" where there is
 * none. Belongs to the sheet. */
const char *attune_xlsform_table_get (const AttuneXlsformTable *self,
                                      guint                     row,
                                      const char               *column);

/* The same without spaces around it, owned by the caller. */
char *attune_xlsform_table_dup (const AttuneXlsformTable *self,
                                guint                     row,
                                const char               *column);

/* Adds a remark or a fault whose place is the row, or the sheet with ATTUNE_XLSFORM_NO_ROW. */
#define ATTUNE_XLSFORM_NO_ROW G_MAXUINT
void attune_xlsform_table_say (const AttuneXlsformTable *self,
                               GPtrArray                *faults,
                               guint                     row,
                               const char               *format,
                               ...) G_GNUC_PRINTF (4, 5);

/* Adds a remark for each column that `known` does not list: one a cell, or one a column. Languages that are not read count
 * as such columns. */
void attune_xlsform_table_remark_cells (const AttuneXlsformTable *self,
                                        guint                     row,
                                        const char *const        *known,
                                        GPtrArray                *remarks);
void attune_xlsform_table_remark_columns (const AttuneXlsformTable *self,
                                          const char *const        *known,
                                          GPtrArray                *remarks);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneXlsformTable, attune_xlsform_table_clear)
