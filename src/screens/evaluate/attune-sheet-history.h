/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answers.h"

/* What was answered before, step by step. Letters typed into one answer or comment, with no longer pause than a second,
 * are one step. */
typedef struct _AttuneSheetHistory AttuneSheetHistory;

AttuneSheetHistory *attune_sheet_history_new (void);
void                attune_sheet_history_free (AttuneSheetHistory *self);
/* `old` became `now` at `time`, microseconds. What was undone before can no longer be redone. */
void                attune_sheet_history_push (AttuneSheetHistory *self,
                                               AttuneAnswers      *old,
                                               AttuneAnswers      *now,
                                               gint64              time);
/* Forgets all: what there is now came from elsewhere. */
void                attune_sheet_history_clear (AttuneSheetHistory *self);
/* What was before `now`, or after what was undone; NULL where there is nothing. Owned by the caller. */
AttuneAnswers      *attune_sheet_history_undo (AttuneSheetHistory *self,
                                               AttuneAnswers      *now);
AttuneAnswers      *attune_sheet_history_redo (AttuneSheetHistory *self,
                                               AttuneAnswers      *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneSheetHistory, attune_sheet_history_free)
