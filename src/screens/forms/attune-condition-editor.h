/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <adwaita.h>

/* When a section or question is shown: in words, and to be picked once somebody wants to. Sets it by the action
 * "form.set-condition" (element, the condition as JSON, "" for none). */
#define ATTUNE_TYPE_CONDITION_EDITOR (attune_condition_editor_get_type ())
G_DECLARE_FINAL_TYPE (AttuneConditionEditor, attune_condition_editor, ATTUNE, CONDITION_EDITOR, AdwBin)

/* Shows when `element` is shown; closed, where it is another than the one before. */
void     attune_condition_editor_show  (AttuneConditionEditor *self,
                                        AttuneForm            *form,
                                        const char            *element);
/* Opens it with one more condition, and the questions to pick from. FALSE where none comes before. */
gboolean attune_condition_editor_enter (AttuneConditionEditor *self);
