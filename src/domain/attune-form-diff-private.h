/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-diff.h"

/* Two forms being compared. */
typedef struct
{
  AttuneForm *before;
  AttuneForm *after;
  GPtrArray *changes;
} AttuneFormDiff;

/* Adds a change; takes over `words`. Gives it, borrowed. */
AttuneFormChange *attune_form_diff_add (AttuneFormDiff      *self,
                                        AttuneFormChangeKind kind,
                                        const char          *element,
                                        char                *words);

/* Adds "NAME: SETTING was BEFORE, is now AFTER." where the two texts differ; takes over both. `name` is the part's title,
 * or NULL for the form. */
void attune_form_diff_value (AttuneFormDiff *self,
                             const char     *element,
                             const char     *name,
                             const char     *setting,
                             char           *before,
                             char           *after);

/* A limit in words, "none" where it is not there. Owned by the caller. */
char *attune_form_diff_describe_limit (gboolean      is_there,
                                       AttuneDecimal limit);

/* The title of a question, or what stands for one. */
const char *attune_form_diff_name (const AttuneFormQuestion *question);

/* When a part is shown; `condition` may be NULL: always. Owned by the caller. */
char *attune_form_diff_describe_condition (AttuneForm                *form,
                                           const AttuneFormCondition *condition);

/* What differs in the settings of the form, and in those of one question that both have. */
void attune_form_diff_settings (AttuneFormDiff *self);
void attune_form_diff_question (AttuneFormDiff           *self,
                                const AttuneFormQuestion *before,
                                const AttuneFormQuestion *after);
