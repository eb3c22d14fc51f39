/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sheet-state.h"

/* A form being filled in: the one place where its state changes. What is here is the truth; a store is told by whoever
 * listens.
 *
 * "changed" (AttuneSheetState *old, AttuneSheetState *new) says what to apply.
 * "edited" () says that somebody changed the answers here: what is to be saved. */
#define ATTUNE_TYPE_SHEET (attune_sheet_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSheet, attune_sheet, ATTUNE, SHEET, GObject)

AttuneSheet *attune_sheet_new (AttuneAnswers *answers,
                               gboolean       can_edit);

AttuneSheetState *attune_sheet_get_state (AttuneSheet *self);
AttuneForm       *attune_sheet_get_form (AttuneSheet *self);
AttuneAnswers    *attune_sheet_get_answers (AttuneSheet *self);

/* Answers as a person gives them, in place of what was refused to the questions they answer; nothing while the sheet is only to be read. */
void attune_sheet_edit (AttuneSheet   *self,
                        AttuneAnswers *answers);
/* What a person typed as the answer to `question` and could not be taken, with the reason why: the question is left without
 * an answer, and the text stays until there is one, or it is given up with NULL. */
void attune_sheet_refuse (AttuneSheet *self,
                          guint        question,
                          const char  *text,
                          const char  *reason);
/* Takes the last edit back, or makes again what was taken back. Gives the first question that is answered or stands otherwise
 * now, or ATTUNE_FORM_NONE; FALSE where there is nothing to take back, or the sheet is only read. */
gboolean attune_sheet_undo (AttuneSheet *self,
                            guint       *out_question);
gboolean attune_sheet_redo (AttuneSheet *self,
                            guint       *out_question);
/* Answers from elsewhere that were chosen instead of those here: they need no saving, and undoing brings back what was
 * here. */
void attune_sheet_replace (AttuneSheet   *self,
                           AttuneAnswers *answers);
/* Answers from elsewhere, which need no saving and cannot be undone. */
void attune_sheet_show (AttuneSheet   *self,
                        AttuneAnswers *answers);
/* Goes over to another revision of the form, with the answers that fit there; what was done before cannot be undone any
 * more. "changed" then tells of two states of different forms. */
void attune_sheet_set_form (AttuneSheet *self,
                            AttuneForm  *form);
void attune_sheet_focus (AttuneSheet *self,
                         guint        question);
void attune_sheet_flag_missing (AttuneSheet *self,
                                gboolean     flags_missing);
void attune_sheet_set_can_edit (AttuneSheet *self,
                                gboolean     can_edit);
