/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-lint.h"
#include "attune-form-trial.h"
#include "attune-item-analysis.h"

/* What the Form Lab says, in words and without false digits. All texts are owned by the caller unless they are const. */

/* "Scores from 0 to 100": what evaluations on the form can come to; "within" where they may not come quite there. */
char *attune_lab_say_range       (const AttuneFormLint *lint);
/* The title, or what stands for it while there is none; of the form's. */
const char *attune_lab_name_question (const AttuneFormQuestion *question);
const char *attune_lab_name_section  (const AttuneFormSection *section);
/* "0.31 ± 0.12"; "–" where it cannot be reckoned. */
char *attune_lab_say_correlation (AttuneInterval correlation);
/* The same with the count that it rests on: "0.31 ± 0.12 (n 40)". */
char *attune_lab_say_correlation_n (AttuneInterval correlation);
/* "12 %", of a fraction. */
char *attune_lab_say_percent     (AttuneInterval share);
/* "12 % (8–17, n 120)" */
char *attune_lab_say_share       (AttuneInterval share);
/* "Too few to tell (n 12)" */
char *attune_lab_say_too_few     (guint n);
/* "Always the same": what stands out about a question, in a word or two. */
const char *attune_lab_name_remark (AttuneItemRemarkKind kind);

/* What would become of the evaluations tried: how many would change outcome, of how many. */
char *attune_lab_say_outcomes    (const AttuneFormTrialResult *result);
/* The rest of it: the mean, how sure one can be, what was left out. */
char *attune_lab_say_details     (const AttuneFormTrialResult *result,
                                  guint                        n_unread);
/* "−4 ± 1": percentage points. */
char *attune_lab_say_difference  (AttuneInterval difference);
/* "● Passed → ○ Not Passed"; "" where the outcome stays. */
char *attune_lab_say_outcome     (AttuneOutcome before,
                                  AttuneOutcome after);
