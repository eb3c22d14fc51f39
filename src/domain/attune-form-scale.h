/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-edit.h"

/* Answer scales that are used again: the answers of one question, or those of a ready scale, for other questions.
 *
 * An answer that a question has already stays itself, by its id: what has the same label, or else is the only one left that
 * is worth the same. So its series goes on where the scale is the same in other words, and conditions follow. What is new
 * keeps the id it comes with, or gets a fresh one where the question has that for something else. */

typedef enum
{
  ATTUNE_READY_SCALE_YES_NO,
  ATTUNE_READY_SCALE_YES_PARTLY_NO,
  ATTUNE_READY_SCALE_ONE_TO_FOUR,
  ATTUNE_READY_SCALE_ONE_TO_FIVE,
  ATTUNE_READY_SCALE_ZERO_TO_TEN,
} AttuneReadyScale;

#define ATTUNE_N_READY_SCALES 5

/* For people, in their language: "1 to 5". */
const char *attune_ready_scale_get_name  (AttuneReadyScale scale);
/* The word it is known by: "one_to_five"; and back, FALSE where there is none. */
const char *attune_ready_scale_to_string (AttuneReadyScale scale);
gboolean    attune_ready_scale_from_string (const char       *word,
                                            AttuneReadyScale *out_scale);

/* Whether there are answers or ranges that others could use. */
gboolean attune_form_question_has_answers      (const AttuneFormQuestion *question);
/* The first of them, for people: "1, 2, 3, 4, 5, 6, …". Owned by the caller. */
char    *attune_form_question_describe_answers (const AttuneFormQuestion *question);

/* Gives every question the answers of `source`, with all that is set about them, the decimals of ranges, and whether N/A is
 * allowed. Guidance and reasons that an answer has already stay where the source says nothing. The type is that of the
 * source; but where the question's own can have those answers and its series goes on with it, that stays. Among
 * `questions`, NULL-terminated, `source` itself is passed over.
 *
 * Refused where the form has no such question, the source has no answers, or a condition names an answer that would go.
 * The form itself where there is nothing to change. */
AttuneForm *attune_form_use_answers (AttuneForm        *self,
                                     const char *const *questions,
                                     const char        *source,
                                     GError           **error);

/* The same with a ready scale, worth evenly from nothing to 100; in points mode to as much as the question gives at most
 * until then, where that is anything. What else is set about an answer that stays is kept. */
AttuneForm *attune_form_use_scale (AttuneForm        *self,
                                   const char *const *questions,
                                   AttuneReadyScale   scale,
                                   GError           **error);
