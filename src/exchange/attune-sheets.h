/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-exchange-error.h"

#include <glib-object.h>

/* What a spreadsheet file holds, as text: an immutable, reference-counted value that any thread may read. All that its
 * accessors return belongs to it and lives as long as it does. Rows and columns count from 0. */
typedef struct _AttuneSheets AttuneSheets;
typedef struct _AttuneSheet AttuneSheet;

#define ATTUNE_TYPE_SHEETS (attune_sheets_get_type ())

/* What is larger is refused: far beyond every form, and little enough to be looked through at once. */
#define ATTUNE_SHEETS_MAX_FILE_BYTES (20 * 1024 * 1024)
#define ATTUNE_SHEETS_MAX_SHEETS 64
#define ATTUNE_SHEETS_MAX_ROWS 100000
#define ATTUNE_SHEETS_MAX_COLUMNS 1000
#define ATTUNE_SHEETS_MAX_CELLS 1000000
#define ATTUNE_SHEETS_MAX_TEXT_BYTES (32 * 1024 * 1024)
#define ATTUNE_SHEETS_MAX_CELL_BYTES (256 * 1024)

GType attune_sheets_get_type (void) G_GNUC_CONST;

/* Reads an .xlsx workbook, or else comma-separated values (attune-csv-reader.h): the contents say which. The one
 * sheet of comma-separated values is called `name`. NULL with ATTUNE_EXCHANGE_ERROR that says where in the file. */
AttuneSheets *attune_sheets_read (GBytes     *bytes,
                                  const char *name,
                                  GError    **error);

/* Whether the contents are an archive, as every .xlsx is, or a document of the older kind that .xls is. */
gboolean attune_sheets_is_workbook (GBytes *bytes);

AttuneSheets *attune_sheets_ref (AttuneSheets *self);
void          attune_sheets_unref (AttuneSheets *self);

guint              attune_sheets_get_n_sheets (AttuneSheets *self);
const AttuneSheet *attune_sheets_get_sheet (AttuneSheets *self,
                                            guint         sheet);
/* The sheet of that name, whatever its case, or NULL. */
const AttuneSheet *attune_sheets_find_sheet (AttuneSheets *self,
                                             const char   *name);

const char *attune_sheet_get_name (const AttuneSheet *self);

/* Up to the last row, and the last column, that holds something. */
guint attune_sheet_get_n_rows (const AttuneSheet *self);
guint attune_sheet_get_n_columns (const AttuneSheet *self);

/* "" where nothing is, and beyond the last row and column. Valid UTF-8. Numbers are as a person would write them with a
 * point ("0.1", "40%"), dates as "2026-11-21", booleans as "TRUE" and "FALSE". */
const char *attune_sheet_get_text (const AttuneSheet *self,
                                   guint              row,
                                   guint              column);

/* The number of the row for people, from 1: of comma-separated values the line it begins on. */
guint attune_sheet_get_line (const AttuneSheet *self,
                             guint              row);

/* The letters of a column: "A", …, "Z", "AA". Owned by the caller. */
char *attune_sheet_column_to_string (guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneSheets, attune_sheets_unref)
