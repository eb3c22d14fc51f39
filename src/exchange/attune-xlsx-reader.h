/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sheets.h"

/* How far an .xlsx file is unpacked: what goes beyond was made to do harm, or is nothing like a form. */
#define ATTUNE_XLSX_MAX_ENTRIES 4096
#define ATTUNE_XLSX_MAX_UNPACKED_BYTES (64 * 1024 * 1024)
#define ATTUNE_XLSX_MAX_RATIO 200 /* once more than 1 MiB came out of a part */
#define ATTUNE_XLSX_MAX_SHARED_STRINGS 500000
#define ATTUNE_XLSX_MAX_STYLES 70000

/* Reads an Office Open XML workbook: shared and inline text, numbers, booleans, the values of formulas, percentages and
 * dates by their style. Nothing but the bytes is looked at: no entity, document type or outside reference is followed;
 * what has any is refused. NULL with ATTUNE_EXCHANGE_ERROR that says where in the file: INVALID for what is no such workbook
 * (with what to do for .xls, .ods and encrypted ones), REFUSED beyond a limit. */
AttuneSheets *attune_xlsx_read (GBytes  *bytes,
                                GError **error);
