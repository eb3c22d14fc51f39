/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Workbooks made part by part, sound or not, without holding them in memory twice. */
typedef struct _XlsxMaker XlsxMaker;

/* The archive grows in the file `path`; with a `password`, encrypted. */
XlsxMaker *xlsx_maker_new (const char *path,
                           const char *password);

/* A part with a text, or with `n` times `repeated` between two texts. */
void xlsx_maker_add (XlsxMaker  *self,
                     const char *part,
                     const char *text);
void xlsx_maker_add_repeated (XlsxMaker  *self,
                              const char *part,
                              const char *before,
                              const char *repeated,
                              gsize       n,
                              const char *after);

/* The parts that every workbook has, with one sheet called “Sheet” in xl/sheet.xml, and shared texts and styles where
 * asked for: in xl/strings.xml and xl/styles.xml. */
void xlsx_maker_add_frame (XlsxMaker *self,
                           gboolean   has_strings,
                           gboolean   has_styles);

/* Ends the file. */
void xlsx_maker_end (XlsxMaker *self);

#define XLSX_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define XLSX_SHEET_START "<worksheet xmlns=\"" XLSX_MAIN "\"><sheetData>"
#define XLSX_SHEET_END "</sheetData></worksheet>"
#define XLSX_STRINGS_START "<sst xmlns=\"" XLSX_MAIN "\">"
#define XLSX_STRINGS_END "</sst>"
