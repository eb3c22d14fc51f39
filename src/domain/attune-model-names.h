/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model.h"

/* What people call the outcomes by which goals show, in their language. */

/* Outcomes that have a name of their own, by their keys ("csat"); ended by a NULL. */
const char *const *attune_model_list_outcomes (void);
/* "CSAT" for "csat"; an outcome of the organisation's own as it is written. */
const char        *attune_model_name_outcome  (const char *outcome);

/* A target in the locale's digits; "" where there is none. Owned by the caller. */
char              *attune_model_format_target (const AttuneModelGoal *goal);
/* "CSAT: 4.5", "CSAT", "Target 4.5" or "". Owned by the caller. */
char              *attune_model_say_outcome   (const AttuneModelGoal *goal);
