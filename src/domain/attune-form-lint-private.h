/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-lint.h"
#include "attune-form-reach.h"

/* A form being gone through. */
typedef struct
{
  AttuneForm *form;
  AttuneFormReach *reach;
  const AttuneFormScoring *scoring;
  GPtrArray *warnings;
  const char *place; /* JSON pointer of what is looked at */
} AttuneLinting;

/* Adds a warning at the place, or at `key` (nullable) below it. */
void attune_lint_warn (AttuneLinting *linting,
                       const char    *key,
                       const char    *format,
                       ...) G_GNUC_PRINTF (3, 4);

void attune_lint_check_question (AttuneLinting            *linting,
                                 const AttuneFormQuestion *question);
