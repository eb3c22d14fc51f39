/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sheets.h"

/* Reads comma-separated values, or cells pasted from a spreadsheet: UTF-8 (or UTF-16 with its mark, as spreadsheets write
 * “Unicode text”), with comma, semicolon or tab between, whichever the first lines have, and quotes as in RFC 4180. Spaces
 * around unquoted cells go. One sheet called `name`. NULL with ATTUNE_EXCHANGE_ERROR that names the line. */
AttuneSheets *attune_csv_read (GBytes     *bytes,
                               const char *name,
                               GError    **error);
