/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"
#include "attune-notes.h"
#include "attune-sheet-state.h"

/* What the Evaluate page says, in the reader's language. Strings are owned by the caller unless they are const. */

/* "customer", "business", "compliance": what kind of error a question guards against. */
const char *attune_error_type_to_words (AttuneErrorType type);

/* What an answer fails, as said of it before it is given: "Fails the form". NULL for nothing. */
const char *attune_fail_scope_to_words (AttuneFailScope scope);

/* What an answer can fail, where the answers themselves do not say it: the ranges of a number, "⚠ 5–… fails the form", and the
 * line that a checklist must not stay below. NULL where there is nothing of the kind. */
char *attune_question_risk_to_words (const AttuneFormQuestion *question);
/* The line that the section's score must not stay below: "⚠ Below 60 % fails the form". NULL where it has none. */
char *attune_section_risk_to_words (const AttuneFormSection *section);

/* What the answer brings about or lacks, NULL for nothing to say. */
char *attune_question_verdict_to_words (const AttuneFormQuestion *question,
                                        const AttuneQuestionView *view);
/* Where it came from, if nobody gave it by itself; "" for nothing to say. */
char *attune_answer_origin_to_words (const AttuneQuestionView *view);
/* An answer where it is only read: "No", "Not applicable", "Not answered". */
char *attune_answer_to_words (const AttuneFormQuestion *question,
                              const AttuneQuestionView *view);
/* The reasons picked, joined; NULL for none. */
char *attune_reasons_to_words (const AttuneFormQuestion *question,
                               const AttuneQuestionView *view);

/* A score without false digits: "72"; two more where the rounded one would stand on the other side of `pass`
 * (ATTUNE_SCORE_NONE for no pass line). "–" for none. */
char *attune_score_to_words (gint64 score,
                             gint64 pass);
/* "72 of 100 so far · pass 80 · 9 of 14". */
char *attune_sheet_to_words (AttuneSheetState *state);
/* The pass line of a form in basis points, or ATTUNE_SCORE_NONE. */
gint64 attune_form_get_pass (AttuneForm *form);
/* "2 of 3", and "67" with it where there is a score. */
char *attune_section_to_words (const AttuneSectionView *view);
/* "● Passed", "○ Not Passed", "⚠ Failed by question 3", while questions are open "Passes so far"; "" without an outcome. */
char  *attune_outcome_to_words (AttuneSheetState *state);

/* What keeps it from being submitted, with the first questions named: "3 answers are missing: 2, 5 and 9." */
char *attune_missing_to_words (AttuneSheetState *state);

/* Who reads a note about `agent` (nullable): what sharing it, or not, means. */
char *attune_note_sharing_to_words (gboolean    is_shared,
                                    const char *agent);
const char *attune_note_kind_to_words (AttuneNoteKind kind);
const char *attune_note_kind_to_symbol (AttuneNoteKind kind);
const char *attune_note_kind_to_class (AttuneNoteKind kind);
/* A leading +, −, ? or ! says a note's kind. Gives where the text itself begins. */
const char *attune_note_kind_from_text (const char     *text,
                                        AttuneNoteKind *io_kind);

/* Whose part of the recording is judged, where others had the rest: "Mika Aho’s part, 1:20–3:05"; NULL where it is the whole.
 * -1 as in AttunePart. */
char *attune_part_to_words (const char *agent,
                            gint64      from_us,
                            gint64      to_us);
/* The same of all their parts (AttunePart), "Mika Aho’s parts, 0:00–1:20, from 3:05"; NULL where there is none. */
char *attune_parts_to_words (const char *agent,
                             GPtrArray  *parts);
/* "Call · 12 May 2026, 14:03 · 6:42". */
char *attune_contact_to_words (const AttuneInteraction *interaction,
                               GTimeZone               *zone);
