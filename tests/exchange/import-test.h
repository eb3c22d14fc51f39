/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-import.h"

/* For readability the documents of these tests have ' where JSON has ". */

/* All faults (of a file that is refused) or remarks (of one that is read), as " place" one after the other; "." for the
 * whole document. Owned by the caller. */
char *import_test_list_places (GPtrArray *faults);

/* Reads it, prints what is wrong and fails if it cannot be. */
AttuneFormImport *import_test_read (const char      *text,
                                    AttuneFormSource source);

/* Holds the places of all faults of a text that cannot be read. */
void import_test_refuse (const char      *name,
                         const char      *text,
                         AttuneFormSource source,
                         const char      *places);

/* Holds the score of answers, in basis points, to a form; and "pass" or "fail". */
void import_test_score (const char *name,
                        AttuneForm *form,
                        const char *answers,
                        gint64      score,
                        gboolean    fails);

/* What holds of every form that was read in: it is written and read again as the same document, it can be linted, and no
 * remark has an empty message. */
void import_test_check (AttuneFormImport *import);
