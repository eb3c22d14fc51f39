/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-condition-edit.h"

#include <adwaita.h>

/* A group of a condition: whether all or any of its parts are wanted, its parts, tests and groups alike, and ways to more of
 * them. Emits "changed" when anything in it is another, and "removed" when somebody wants it to go. */
#define ATTUNE_TYPE_CONDITION_GROUP (attune_condition_group_get_type ())
G_DECLARE_FINAL_TYPE (AttuneConditionGroup, attune_condition_group, ATTUNE, CONDITION_GROUP, AdwBin)

/* Of `part`, which has to outlive it. */
GtkWidget *attune_condition_group_new        (AttuneConditionPart  *part);
/* Shows the part as it is in the condition of `element`. */
void       attune_condition_group_show       (AttuneConditionGroup *self,
                                              AttuneForm           *form,
                                              const char           *element);
/* Makes something of what is still to be shown, for there may be much; FALSE where all is there. */
gboolean   attune_condition_group_build_next (AttuneConditionGroup *self);
/* Adds a test and opens the questions to pick from, or where one without a question stands last, those of that. */
void       attune_condition_group_add        (AttuneConditionGroup *self);
