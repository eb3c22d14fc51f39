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

/* What keeps the corrections of one evaluation by one person, one after the other, in the store, which was read to have `kept`
 * (NULL: none). There is one as long as anybody holds it or it has something to save: where an earlier page's goes on, that
 * is it, and what it could not save yet is the newer. Its contents are AttuneWorkingCopy. Owned by the caller. */
AttuneSaver      *attune_correction_open_saver (AttuneStore       *store,
                                                gint64             actor,
                                                gint64             evaluation,
                                                AttuneWorkingCopy *kept);
/* Of `copy`, which has answers. */
AttuneCorrection *attune_correction_new (AttuneSaver       *saver,
                                         AttuneWorkingCopy *copy);

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
