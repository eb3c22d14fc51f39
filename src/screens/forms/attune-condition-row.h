/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-condition-edit.h"

#include <adwaita.h>

/* A test of a condition, picked: which question, what it is asked for, and for which answers. Emits "changed" when
 * the part is another, and "removed" when somebody wants it to go. */
#define ATTUNE_TYPE_CONDITION_ROW (attune_condition_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneConditionRow, attune_condition_row, ATTUNE, CONDITION_ROW, AdwBin)

/* Of `part`, which has to outlive it. */
GtkWidget           *attune_condition_row_new        (AttuneConditionPart *part);
AttuneConditionPart *attune_condition_row_get_part   (AttuneConditionRow  *self);
/* Shows the part as it is in the condition of `element`. */
void                 attune_condition_row_show       (AttuneConditionRow  *self,
                                                      AttuneForm          *form,
                                                      const char          *element);
/* Makes some of the answers that are still to be shown, as they may be many; FALSE where all are. */
gboolean             attune_condition_row_build_next (AttuneConditionRow  *self);
/* Opens the questions to pick from where none is picked, else goes to the one that is. */
void                 attune_condition_row_enter      (AttuneConditionRow  *self);
