/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-exchange-error.h"
#include "attune-note-item.h"

/* Notes of any number of evaluations as a table, with all there is of them: times in seconds, moments as ISO 8601 in UTC, ids
 * as texts; passages and characters of the contact's text counted from 0, to the last passage and behind the last character;
 * what is not there is empty, and null in JSON. */

/* Comma-separated values, and texts that a spreadsheet would take for formulas told from them. Owned by the caller. */
char   *attune_note_table_to_csv  (GPtrArray *items);
/* An array of objects. Owned by the caller. */
char   *attune_note_table_to_json (GPtrArray *items);
/* NULL with ATTUNE_EXCHANGE_ERROR. */
GBytes *attune_note_table_to_xlsx (GPtrArray *items,
                                   GError   **error);
