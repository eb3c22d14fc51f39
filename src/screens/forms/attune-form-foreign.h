/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* What somebody copied elsewhere, such as cells of a spreadsheet, as parts of a form: a table is read as one (section,
 * question, weight, answers in whatever columns they stand), of any other text every line is a question. Scores are those of
 * `form`, which is not changed. Gives what attune_form_paste() takes, and how many of each; NULL where there is nothing.
 * Owned by the caller. */
char *attune_form_foreign_read (AttuneForm *form,
                                const char *text,
                                guint      *out_n_sections,
                                guint      *out_n_questions);
