/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-sheets.h"

/* A sheet for each text: rows end with “/”, cells with “|”; the name stands before the first “:”. Owned by the caller. */
AttuneSheets *make_sheets (const char *const *texts);

/* Without the keys that say a default, and with the conditions put as XLSForm brings them back: what two forms that mean the
 * same have in common, as JSON text. Owned by the caller. */
char *normalise_form (const char *json);

/* All the faults, a line each. Owned by the caller. */
char *join_faults (GPtrArray *faults);

/* “'” becomes “"”: JSON that can be read in C. Owned by the caller. */
char *unquote (const char *text);

/* Holds that a form that was read in is the same document when it goes out as an XLSForm and comes in again, but for what
 * the writer says does not fit. */
void check_workbook (AttuneForm *form);
