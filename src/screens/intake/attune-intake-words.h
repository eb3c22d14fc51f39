/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-import.h"
#include "attune-form-lint.h"

#include <gio/gio.h>

/* What is read in and written out, as words for people. Texts are owned by the caller. */

/* "Amazon Connect"; of ATTUNE_FORM_SOURCE_ANY "Found out". Not owned. */
const char *attune_intake_get_source_name (AttuneFormSource source);

/* "4 sections · 16 questions · Points · from 0 to 100": `lint` may be NULL. */
char *attune_intake_describe_form      (AttuneForm           *form,
                                        const AttuneFormLint *lint);
/* The answers with what each is worth, as the form will have it: "○ Yes 100   ○ No 0, fails the form   ○ N/A". */
char *attune_intake_describe_answers   (const AttuneFormQuestion *question);
/* "Shown if …"; "" for none. */
char *attune_intake_describe_condition (AttuneForm                *form,
                                        const AttuneFormCondition *condition);
/* Where a fault is: its place, or its line and column; "" for the whole. */
char *attune_intake_describe_place     (const AttuneFault *fault);
/* All lines of a model of AttuneIntakeLine, one below the other. */
char *attune_intake_join_lines         (GListModel *lines);
