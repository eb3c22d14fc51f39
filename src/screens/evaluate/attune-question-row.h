/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-notes.h"
#include "attune-sheet.h"

#include <adwaita.h>

/* One question of a sheet: its title and marks, guidance, the answer, N/A, reasons, comment, and the places of its notes.
 * What is seldom needed is made when it is needed.
 *
 * "note-chosen" (gint64 id): one of the notes was pressed. */
#define ATTUNE_TYPE_QUESTION_ROW (attune_question_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneQuestionRow, attune_question_row, ATTUNE, QUESTION_ROW, GtkWidget)

GtkWidget *attune_question_row_new (AttuneSheet *sheet,
                                    guint        question);
guint      attune_question_row_get_question (AttuneQuestionRow *self);
void       attune_question_row_apply (AttuneQuestionRow        *self,
                                      const AttuneQuestionView *view);

/* The notes linked to the question, borrowed, in order of time. */
void attune_question_row_set_notes (AttuneQuestionRow       *self,
                                    const AttuneNote *const *notes,
                                    guint                    n_notes);

void       attune_question_row_set_shows_guidance (AttuneQuestionRow *self,
                                                   gboolean           shows_guidance);

/* Below what is read: how the same question is answered elsewhere, where that differs; NULL takes it away. */
void       attune_question_row_set_other (AttuneQuestionRow *self,
                                          const char        *words);

/* Puts the cursor where the question is answered by typing, else on the row. */
void     attune_question_row_enter (AttuneQuestionRow *self);
/* Puts the cursor on the first reason to pick; FALSE where there is none. */
gboolean attune_question_row_enter_reasons (AttuneQuestionRow *self);
/* Opens the comment and puts the cursor in it; FALSE where none may be given. */
gboolean attune_question_row_enter_comment (AttuneQuestionRow *self);
gboolean attune_question_row_is_commenting (AttuneQuestionRow *self);

/* The form of the sheet is another, in which the question, answered in the same way, is at this place. What it shows is
 * brought in line by renumber, retitle and apply. */
void     attune_question_row_move (AttuneQuestionRow *self,
                                   guint              question);
/* Its place is said anew. */
void     attune_question_row_renumber (AttuneQuestionRow *self);
/* Likewise its title, guidance and error type; FALSE where the row has to be made anew for that. */
gboolean attune_question_row_retitle (AttuneQuestionRow *self);
