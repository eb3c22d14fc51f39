/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <jansson.h>

/* What `relevant` may say of an earlier question. */
typedef struct
{
  AttuneQuestionType type;
  GHashTable *options; /* a set of ids; borrowed */
} AttuneXlsformQuestion;

/* Reads an expression as a condition of the form document: ${q} = 'x', ${q} != 'x', selected(${q}, 'x'), ${q} = '' and
 * ${q} != '', count-selected(${q}) > 0, joined by and, or, not() and parentheses, with true() and false(). `questions` maps
 * the names of those that come before to AttuneXlsformQuestion. Owned by the caller; NULL where it says anything else, with
 * why as words for people in `out_reason`. */
json_t *attune_xlsform_relevant_read (const char *text,
                                      GHashTable *questions,
                                      char      **out_reason);

/* A condition as an expression, owned by the caller; NULL where XLSForm cannot say it: it is about N/A, or names something
 * with signs that expressions cannot hold. */
char *attune_xlsform_relevant_write (AttuneForm                *form,
                                     const AttuneFormCondition *condition);
