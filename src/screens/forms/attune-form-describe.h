/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* Parts of a form as words for people. Texts are owned by the caller; weights are in basis points of
 * the whole form, 0 where there is nothing to say. */

/* The answers, as evaluators see them: "○ Yes   ○ No   ○ N/A". */
char *attune_form_describe_answers  (const AttuneFormQuestion *question);
/* Marks and weight: "⚠ Compliance  10 %". */
char *attune_form_describe_question (const AttuneFormQuestion *question,
                                     gint64                    weight);
char *attune_form_describe_section  (const AttuneFormSection *section,
                                     gint64                   weight);
/* "3 questions", "2 sections", or "3 questions and sections". */
char *attune_form_describe_parts    (AttuneForm        *form,
                                     const char *const *ids);
/* The title, or what fits of it with an ellipsis into so many characters. */
char *attune_form_describe_short    (const char *title,
                                     glong       n_chars);
/* "12 % of the form". */
char *attune_form_describe_share    (gint64 basis_points);
/* "Adds up to 5 to the score". */
char *attune_form_describe_bonus    (AttuneDecimal weight);
/* "Fails the section"; "" where it fails nothing. Not owned. */
const char *attune_form_describe_fail (AttuneFailScope fail);
/* What one form has that another has not, a line each; "⚠" before what ends a question's series, for whoever compares
 * figures, in `out_has_break` (nullable) whether there is one. "" where nothing that a form means differs. */
char *attune_form_describe_changes  (AttuneForm *before,
                                     AttuneForm *after,
                                     gboolean   *out_has_break);
/* How many questions' series begin anew with `after`, and which first; NULL where none does. Owned by the caller. */
char *attune_form_describe_breaks   (AttuneForm *before,
                                     AttuneForm *after);
