/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-scope.h"
#include "attune-model.h"

/* What can be set about a question, its answers included. */
#define ATTUNE_TYPE_QUESTION_SCOPE (attune_question_scope_get_type ())
G_DECLARE_FINAL_TYPE (AttuneQuestionScope, attune_question_scope, ATTUNE, QUESTION_SCOPE, AttuneFormScope)

GtkWidget *attune_question_scope_new               (void);
/* Puts the cursor into the label of the last answer, all of it selected. */
void       attune_question_scope_enter_last_option (AttuneQuestionScope *self);
/* Opens the list of what it can take its answers from. */
void       attune_question_scope_choose_answers    (AttuneQuestionScope *self);
/* The interaction model that it names what the question measures by, from when it is shown next; NULL for none. */
void       attune_question_scope_set_model         (AttuneQuestionScope *self,
                                                    AttuneModel         *model);
