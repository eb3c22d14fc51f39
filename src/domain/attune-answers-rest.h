/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answers.h"

/* Whether somebody has to judge `question` themself: it bears an error type, or an answer to it fails something. */
gboolean attune_form_question_is_critical (const AttuneFormQuestion *question);

/* The answers with the best option of every question that is shown, scored and open, marked as of ATTUNE_ORIGIN_DEFAULT; of a
 * checklist, all options that give something. Left open is what is critical, a bonus, has no options, or whose best option
 * counts as an error; a question that is shown by what is filled in is filled in too. `out_n` says how many were. */
AttuneAnswers *attune_answers_with_rest_highest (AttuneAnswers *self,
                                                 guint         *out_n);
