/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model-geometry.h"
#include "attune-model-marks.h"
#include "attune-model-names.h"

/* An interaction model in words for people. Texts are owned by the caller unless they are const. */

/* The key of what a person typed, by its name or key; other words stay as they are. NULL for nothing. */
char       *attune_model_read_outcome  (const char *text);

/* Reads one, with a point or a comma. FALSE where `text` is neither a number nor empty; `out_has` is FALSE for empty. */
gboolean    attune_model_read_target   (const char            *text,
                                        gboolean              *out_has,
                                        AttuneDecimal         *out_target);

/* "3 questions". */
char       *attune_model_say_questions (guint n);
/* All there is to a place of the grid, a line for each thing. */
char       *attune_model_say_spot      (AttuneModel            *model,
                                        const AttuneModelMarks *marks,
                                        AttuneModelSpot         spot);
