/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sheet.h"

#include <adwaita.h>

/* What a question is answered with: options, items, a number, a text or a date. It shows the view it is given and edits
 * the sheet. */
#define ATTUNE_TYPE_ANSWER_FIELD (attune_answer_field_get_type ())
G_DECLARE_DERIVABLE_TYPE (AttuneAnswerField, attune_answer_field, ATTUNE, ANSWER_FIELD, AdwBin)

struct _AttuneAnswerFieldClass
{
  AdwBinClass parent_class;

  /* Makes the widgets for the question, once. */
  void (*build) (AttuneAnswerField *self);
  void (*apply) (AttuneAnswerField        *self,
                 const AttuneQuestionView *view);
};

/* The field that fits the question's type. */
GtkWidget *attune_answer_field_new (AttuneSheet *sheet,
                                    guint        question);
/* The question has come to another place in the form of the sheet. */
void       attune_answer_field_move (AttuneAnswerField *self,
                                     guint              question);
void       attune_answer_field_apply (AttuneAnswerField        *self,
                                      const AttuneQuestionView *view);

/* For the kinds of fields. */
const AttuneFormQuestion *attune_answer_field_get_question (AttuneAnswerField *self);
AttuneAnswers            *attune_answer_field_get_answers (AttuneAnswerField *self);
/* Takes over `answers`; NULL is nothing. */
void                      attune_answer_field_edit (AttuneAnswerField *self,
                                                    AttuneAnswers     *answers);
/* FALSE while the view is being applied: what widgets signal then is nobody's edit. */
gboolean                  attune_answer_field_is_live (AttuneAnswerField *self);
/* What was typed is no answer, for this reason: the question is left without one. NULL for both gives it up. */
void                      attune_answer_field_refuse (AttuneAnswerField *self,
                                                      const char        *text,
                                                      const char        *reason);
/* Marks `entry` where what stands in it was not taken. */
void                      attune_answer_field_mark (AttuneAnswerField        *self,
                                                    GtkWidget                *entry,
                                                    const AttuneQuestionView *view);
/* Gives up what was not taken; FALSE where there is nothing of that kind. */
gboolean                  attune_answer_field_escape (AttuneAnswerField *self);
/* Lets Escape in `entry` do so. */
void                      attune_answer_field_let_escape (AttuneAnswerField *self,
                                                          GtkWidget         *entry);

#define ATTUNE_TYPE_OPTION_FIELD (attune_option_field_get_type ())
G_DECLARE_FINAL_TYPE (AttuneOptionField, attune_option_field, ATTUNE, OPTION_FIELD, AttuneAnswerField)
#define ATTUNE_TYPE_NUMBER_FIELD (attune_number_field_get_type ())
G_DECLARE_FINAL_TYPE (AttuneNumberField, attune_number_field, ATTUNE, NUMBER_FIELD, AttuneAnswerField)
#define ATTUNE_TYPE_TEXT_FIELD (attune_text_field_get_type ())
G_DECLARE_FINAL_TYPE (AttuneTextField, attune_text_field, ATTUNE, TEXT_FIELD, AttuneAnswerField)
#define ATTUNE_TYPE_DATE_FIELD (attune_date_field_get_type ())
G_DECLARE_FINAL_TYPE (AttuneDateField, attune_date_field, ATTUNE, DATE_FIELD, AttuneAnswerField)
