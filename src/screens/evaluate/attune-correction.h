/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"
#include "attune-saver.h"
#include "attune-sheet.h"
#include "attune-working-copy.h"

/* A correction of a submitted evaluation that is being written: a sheet of its own, and why. It is kept for its writer as
 * it is edited, as a draft is, and no part of the evaluation: nobody else sees it, and it counts nowhere before
 * attune_draft_correct_async() makes a revision of it. What is submitted stays readable meanwhile. */
#define ATTUNE_TYPE_CORRECTION (attune_correction_get_type ())
G_DECLARE_FINAL_TYPE (AttuneCorrection, attune_correction, ATTUNE, CORRECTION, GObject)

/* What a correction is kept as, for its writer (attune-kept.h). */
#define ATTUNE_CORRECTION_KEPT_AS "correction"

/* Of `copy`, which has answers, and which the store has where it `is_kept`. */
AttuneCorrection *attune_correction_new (AttuneStore       *store,
                                         gint64             actor,
                                         gint64             evaluation,
                                         AttuneWorkingCopy *copy,
                                         gboolean           is_kept);

AttuneSheet *attune_correction_get_sheet (AttuneCorrection *self);
/* What keeps it in the store: it may still have to when the correction is gone. */
AttuneSaver *attune_correction_get_saver (AttuneCorrection *self);
/* The revision that it was begun on. */
gint64       attune_correction_get_revision (AttuneCorrection *self);
const char  *attune_correction_get_remark (AttuneCorrection *self);
void         attune_correction_set_remark (AttuneCorrection *self,
                                           const char       *remark);

/* It was submitted, or is no longer wanted: the store forgets it. Keeping it once more puts it back. */
void attune_correction_forget (AttuneCorrection *self);
void attune_correction_keep (AttuneCorrection *self);
