/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* What people call the parts and settings of a form, in their language. */

const char *attune_question_type_get_name (AttuneQuestionType type);
const char *attune_error_type_get_name    (AttuneErrorType type);
const char *attune_fail_scope_get_name    (AttuneFailScope scope);
const char *attune_cause_get_name         (AttuneCause cause);
const char *attune_comment_rule_get_name  (AttuneCommentRule rule);
const char *attune_scoring_mode_get_name  (AttuneScoringMode mode);
const char *attune_weigh_by_get_name      (AttuneWeighBy weigh_by);
const char *attune_na_policy_get_name     (AttuneNaPolicy policy);
const char *attune_on_fail_get_name       (AttuneOnFail on_fail);

/* The title, or what stands for one: "Untitled question". */
const char *attune_form_question_get_name (const AttuneFormQuestion *question);
const char *attune_form_section_get_name  (const AttuneFormSection *section);
/* The same of a form by its title: "Untitled form". */
const char *attune_form_name_title        (const char *title);

/* An option by its label; a range without one by its ends: "0–2", "3–…". Owned by the caller. */
char *attune_form_option_describe (const AttuneFormOption *option);

/* A condition as people say it: "“Verified” is No or Partly, and “Holds” is answered". Owned by the caller. */
char *attune_form_condition_describe (AttuneForm                *form,
                                      const AttuneFormCondition *condition);

/* What a question or section weighs of the whole form, in basis points, as people are told: "4.9 %", "13 %"; halves are
 * rounded up, and from ten on there are no decimals. Owned by the caller. */
char *attune_form_weight_describe (gint64 basis_points);
