/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sheets.h"

/* What a cell of a workbook can hold, in characters. */
#define ATTUNE_XLSX_MAX_CELL_LENGTH 32767

/* The sheets as an .xlsx file that attune_xlsx_read() reads the same sheets of: texts as texts, never as formulas; in the
 * columns whose header is among `number_columns` (NULL-terminated) numbers as numbers. The first row of a sheet is made to
 * look like a header. Sheets have names of 1 to 31 characters. NULL with ATTUNE_EXCHANGE_ERROR_WRITE. */
GBytes *attune_xlsx_write (AttuneSheets      *sheets,
                           const char *const *number_columns,
                           GError           **error);
