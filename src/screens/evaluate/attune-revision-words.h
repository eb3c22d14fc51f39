/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"
#include "attune-sheet-state.h"

/* What the Evaluate page says of revisions and corrections, in the reader's language. Owned by the caller. */

/* "12 May 14:03: submitted by Ann Koski, 72 of 100". */
char *attune_revision_to_words (const AttuneRevisionInfo *revision,
                                GTimeZone                *zone);
/* A line of an evaluation's history: the same, with its remark, and whether it is the current one of several. */
char *attune_revision_to_line (const AttuneRevisionInfo *revision,
                               GTimeZone                *zone);
/* What stands over a current revision that is not the first: "Corrected on 12 May 14:03 by Ann Koski: “…”". NULL for what
 * was submitted first. */
char *attune_revision_to_sentence (const AttuneRevisionInfo *revision,
                                   GTimeZone                *zone);

/* Of a correction that was begun before, and gives `n` other answers than what is submitted. */
char *attune_begun_correction_to_words (guint n);
/* Of one whose evaluation has got the revision `current` meanwhile, and which gives `n` other answers than that. */
char *attune_revised_meanwhile_to_words (const AttuneRevisionInfo *current,
                                         guint                     n);
/* What submitting one does: `submitted` becomes `corrected` in `n` answers. */
char *attune_correction_to_words (AttuneSheetState *submitted,
                                  AttuneSheetState *corrected,
                                  guint             n);
/* What one that is submitted has come to. */
char *attune_corrected_to_words (AttuneSheetState *corrected);
