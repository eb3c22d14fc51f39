/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model-geometry.h"
#include "attune-model-marks.h"

/* An interaction model in words for people. Texts are owned by the caller unless they are const. */

/* Outcomes that have a name of their own, by their keys ("csat"); ended by a NULL. */
const char *const *attune_model_list_outcomes (void);
/* "CSAT" for "csat"; an outcome of the organisation's own as it is written. */
const char *attune_model_name_outcome  (const char *outcome);
/* The key of what a person typed, by its name or key; other words stay as they are. NULL for nothing. */
char       *attune_model_read_outcome  (const char *text);

/* A target in the locale's digits; "" where there is none. */
char       *attune_model_format_target (const AttuneModelGoal *goal);
/* Reads one, with a point or a comma. FALSE where `text` is neither a number nor empty; `out_has` is FALSE for empty. */
gboolean    attune_model_read_target   (const char            *text,
                                        gboolean              *out_has,
                                        AttuneDecimal         *out_target);

/* "CSAT: 4.5", "CSAT", "Target 4.5" or "". */
char       *attune_model_say_outcome   (const AttuneModelGoal *goal);
/* "3 questions". */
char       *attune_model_say_questions (guint n);
/* All there is to a place of the grid, a line for each thing. */
char       *attune_model_say_spot      (AttuneModel            *model,
                                        const AttuneModelMarks *marks,
                                        AttuneModelSpot         spot);
