/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sheets-builder.h"
#include "attune-xlsx-styles.h"

/* What all sheets of a workbook share. */
typedef struct
{
  AttuneXlsxPackage *package;
  AttuneSheetsBuilder *builder;
  AttuneXlsxStyles *styles;
  GPtrArray *strings; /* kept by the builder */
  gboolean from_1904;
} AttuneXlsxBook;

/* Reads the shared texts into `strings`. */
gboolean attune_xlsx_read_strings (AttuneXlsxBook *book,
                                   const char     *part,
                                   GError        **error);

/* Reads the cells of a sheet that the builder has begun. */
gboolean attune_xlsx_read_cells (AttuneXlsxBook *book,
                                 const char     *part,
                                 GError        **error);
