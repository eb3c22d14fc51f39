/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answers.h"

#include <jansson.h>

/* What is known of one question, and what it owns. Shared between answers once it is in one; until then it is filled
 * by the functions below. */
typedef struct
{
  gatomicrefcount references;
  AttuneAnswer answer;

  guint first_option; /* the place of a single option, the common case */
  guint *more_options;
  char *text;
  char *date;
  char *comment;
  GStrv reasons;
  json_t *extra; /* keys that mean nothing here, nullable */
} AttuneAnswerEntry;

struct _AttuneAnswers
{
  gatomicrefcount references;

  AttuneForm *form;
  guint n_questions;
  guint n_sections;
  AttuneAnswerEntry **entries; /* one a question, NULL where nothing is known */
  guint8 *section_na;
  guint8 *section_shown;
  guint8 *states; /* AttuneState, one a question */
  json_t *section_extra; /* id -> unknown keys, nullable */
  json_t *extra;         /* unknown keys of the document, nullable */
};

AttuneAnswerEntry *attune_answer_entry_new (void);
AttuneAnswerEntry *attune_answer_entry_copy (const AttuneAnswerEntry *self);
AttuneAnswerEntry *attune_answer_entry_ref (AttuneAnswerEntry *self);
void               attune_answer_entry_unref (AttuneAnswerEntry *self);
gboolean           attune_answer_entry_is_empty (const AttuneAnswerEntry *self);

void attune_answer_entry_clear_value (AttuneAnswerEntry *self);
/* `options` need not be in order; none stands there twice. */
void attune_answer_entry_set_options (AttuneAnswerEntry *self,
                                      const guint       *options,
                                      guint              n_options);
void attune_answer_entry_set_number (AttuneAnswerEntry *self,
                                     AttuneDecimal      number,
                                     guint              range);
/* Blank text is no value. */
void attune_answer_entry_set_text (AttuneAnswerEntry *self,
                                   const char        *text);
void attune_answer_entry_set_date (AttuneAnswerEntry *self,
                                   const char        *date);
void attune_answer_entry_set_comment (AttuneAnswerEntry *self,
                                      const char        *comment);
/* Takes those of `reasons` that belong to the options chosen. */
void attune_answer_entry_set_reasons (AttuneAnswerEntry        *self,
                                      const AttuneFormQuestion *question,
                                      const char *const        *reasons);

/* The reason among those of the chosen options, or NULL. */
const AttuneFormReason *attune_answer_find_reason (const AttuneAnswer       *answer,
                                                   const AttuneFormQuestion *question,
                                                   const char               *id);

/* Whether the question takes the number; `out_range` is ATTUNE_FORM_NONE where it has no ranges. */
gboolean attune_form_question_takes_number (const AttuneFormQuestion *question,
                                            AttuneDecimal             number,
                                            guint                    *out_range,
                                            GError                  **error);
gboolean attune_is_date (const char *text);

/* What an answer's value earns, before any weight: in share mode held within 0 and 100. */
AttuneDecimal attune_answer_get_worth (const AttuneAnswer       *answer,
                                       const AttuneFormQuestion *question,
                                       AttuneScoringMode         mode);

/* Answers without entries or states yet, and the last step of making some. */
AttuneAnswers *attune_answers_allocate (AttuneForm *form);
void           attune_answers_settle (AttuneAnswers *self);
