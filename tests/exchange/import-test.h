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

/* A text, and the places of all that is wrong in it or stays behind of it. */
typedef struct
{
  const char *name;
  const char *text;
  const char *places;
} ImportTestPlaces;

/* Hold the places of all faults of texts that cannot be read. */
void import_test_refuse (const char      *name,
                         const char      *text,
                         AttuneFormSource source,
                         const char      *places);
void import_test_refusals (const ImportTestPlaces *rows,
                           guint                   n_rows,
                           AttuneFormSource        source);

/* Holds the places of all that stays behind of texts that can be read. */
void import_test_remarks (const ImportTestPlaces *rows,
                          guint                   n_rows,
                          AttuneFormSource        source);

/* Holds the score of answers, in basis points, to a form; and "pass" or "fail". */
void import_test_score (const char *name,
                        AttuneForm *form,
                        const char *answers,
                        gint64      score,
                        gboolean    fails);

/* The same of forms that are read first. */
typedef struct
{
  const char *name;
  const char *form;
  const char *answers;
  gint64 score;
  gboolean fails;
} ImportTestScore;

void import_test_scores (const ImportTestScore *rows,
                         guint                  n_rows,
                         AttuneFormSource       source);

/* What holds of every form that was read in: it is written and read again as the same document, it can be linted, and no
 * remark has an empty message. */
void import_test_check (AttuneFormImport *import);
