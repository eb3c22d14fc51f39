/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answers.h"

/* What was typed as the answer to a question and could not be taken, and why. */
typedef struct
{
  guint question;
  char *text;
  char *reason;
} AttuneRefusal;

/* Immutable arrays of AttuneRefusal, held by g_ptr_array_ref(); NULL is none. Each function below gives another, or a
 * reference to the same, which the caller owns. */

/* `text` as what is refused to `question`, for `reason`, instead of what was; NULL for nothing. */
GPtrArray *attune_refusals_with (GPtrArray  *self,
                                 guint       question,
                                 const char *text,
                                 const char *reason);
/* Those whose question `answers` neither answer nor make N/A: an answer takes the place of what was refused. */
GPtrArray *attune_refusals_beside (GPtrArray     *self,
                                   AttuneAnswers *answers);

/* Borrowed; NULL where nothing is refused. */
const AttuneRefusal *attune_refusals_find (GPtrArray *self,
                                           guint      question);

/* As a text that attune_refusals_from_text() reads, "" for none; owned by the caller. */
char      *attune_refusals_to_text   (GPtrArray  *self,
                                      AttuneForm *form);
/* What the text says of questions that `form` has; NULL where that is nothing, or it is no such text. */
GPtrArray *attune_refusals_from_text (const char *text,
                                      AttuneForm *form);
