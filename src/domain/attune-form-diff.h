/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

typedef enum
{
  ATTUNE_FORM_CHANGE_ADDED,
  ATTUNE_FORM_CHANGE_REMOVED,
  ATTUNE_FORM_CHANGE_MOVED,
  ATTUNE_FORM_CHANGE_CHANGED,
} AttuneFormChangeKind;

typedef struct
{
  AttuneFormChangeKind kind;
  char *element;     /* id of the section or question; NULL: the form itself */
  char *words;       /* one sentence for people */
  gboolean is_break; /* says that the question's series cannot go on: one such a question, behind what caused it */
} AttuneFormChange;

/* What one form has that another has not: of the form, then of sections and questions in the order of `after`, then what
 * is gone, in the order of `before`. Parts are the same by their ids. An array that owns AttuneFormChanges, empty where
 * nothing that a form means has changed; owned by the caller. Takes milliseconds for the largest forms. */
GPtrArray *attune_form_diff (AttuneForm *before,
                             AttuneForm *after);

/* Whether figures of the question before and after cannot stand in one series: its type is another, or what can be chosen
 * and what that scores is. `before` and `after` are the same question of two revisions. */
gboolean attune_form_question_breaks (const AttuneFormQuestion *before,
                                      const AttuneFormQuestion *after);

/* Whether scores on both can stand in one series: the same answers give the same score, of the same questions. Wording, pass
 * mark, bands, whom it is for and what has to be answered or remarked on may differ. Takes milliseconds for the largest. */
gboolean attune_form_scores_alike (AttuneForm *before,
                                   AttuneForm *after);
