/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-refusals.h"
#include "attune-score.h"

/* All that the form side shows at one moment: an immutable, reference-counted value. Everything below is pure. */
typedef struct _AttuneSheetState AttuneSheetState;

#define ATTUNE_TYPE_SHEET_STATE (attune_sheet_state_get_type ())

GType             attune_sheet_state_get_type (void) G_GNUC_CONST;
AttuneSheetState *attune_sheet_state_new (AttuneAnswers *answers,
                                          gboolean       can_edit);
AttuneSheetState *attune_sheet_state_ref (AttuneSheetState *self);
void              attune_sheet_state_unref (AttuneSheetState *self);

/* Each gives another state. */
AttuneSheetState *attune_sheet_state_with_answers (AttuneSheetState *self,
                                                   AttuneAnswers    *answers);
/* The same sheet of another revision of the form: answers that fit there, and the question that keys answer. What was refused is
 * given up. */
AttuneSheetState *attune_sheet_state_with_form (AttuneSheetState *self,
                                                AttuneForm       *form);
AttuneSheetState *attune_sheet_state_with_focus (AttuneSheetState *self,
                                                 guint             question);
AttuneSheetState *attune_sheet_state_with_flags (AttuneSheetState *self,
                                                 gboolean          flags_missing);
AttuneSheetState *attune_sheet_state_with_can_edit (AttuneSheetState *self,
                                                    gboolean          can_edit);

/* With `text`, typed as the answer to `question`, as what was not taken for `reason`; NULL for nothing. It holds the form back
 * as a missing answer does, until another answer or N/A takes its place. */
AttuneSheetState *attune_sheet_state_with_refusal (AttuneSheetState *self,
                                                   guint             question,
                                                   const char       *text,
                                                   const char       *reason);

AttuneForm    *attune_sheet_state_get_form (AttuneSheetState *self);
AttuneAnswers *attune_sheet_state_get_answers (AttuneSheetState *self);
AttuneScore   *attune_sheet_state_get_score (AttuneSheetState *self);
/* All that is refused: AttuneRefusal, borrowed; NULL for none. */
GPtrArray     *attune_sheet_state_get_refusals (AttuneSheetState *self);
/* The question that keys answer, or ATTUNE_FORM_NONE. */
guint          attune_sheet_state_get_focus (AttuneSheetState *self);
gboolean       attune_sheet_state_get_can_edit (AttuneSheetState *self);
/* Whether what is missing is marked, as it is once somebody tried to submit. */
gboolean       attune_sheet_state_get_flags_missing (AttuneSheetState *self);

/* How one question is to look. */
typedef struct
{
  AttuneState state;
  const AttuneAnswer *answer; /* borrowed from the answers */
  const AttuneRefusal *refusal; /* what was typed and not taken, borrowed from the state; NULL for nothing */
  gboolean can_edit;
  gboolean is_focused;
  gboolean is_na_by_section;   /* N/A by a section above, not by itself */
  gboolean is_flagged;         /* its answer is missing, and is to be given now */
  gboolean is_comment_flagged; /* likewise its comment */
  gboolean asks_comment;       /* a comment is due by the rule, or there is one */
  guint chosen;                /* the one option or range that was chosen, or ATTUNE_FORM_NONE */
  const AttuneFormOption *reasons_of; /* the chosen option whose reasons are to be picked, NULL for none */
  AttuneFailScope fails;       /* the worst that the answer fails */
} AttuneQuestionView;

void     attune_question_view_init (AttuneQuestionView *self,
                                    AttuneSheetState   *state,
                                    guint               question);
/* Whether both look the same. */
gboolean attune_question_view_equal (const AttuneQuestionView *a,
                                     const AttuneQuestionView *b);

/* How one section is to look; questions of its sub-sections count as its own. */
typedef struct
{
  gboolean is_shown;
  gboolean is_na;           /* by itself */
  gboolean is_na_by_parent;
  gboolean can_edit;
  gboolean is_failed;
  guint n_shown;    /* questions that can be answered now */
  guint n_settled;  /* of these, answered or N/A */
  guint n_flagged;
  gint64 score;     /* basis points, or ATTUNE_SCORE_NONE */
} AttuneSectionView;

void     attune_section_view_init (AttuneSectionView *self,
                                   AttuneSheetState  *state,
                                   guint              section);
gboolean attune_section_view_equal (const AttuneSectionView *a,
                                    const AttuneSectionView *b);

/* What has been settled of what can be answered now. */
void attune_sheet_state_count (AttuneSheetState *self,
                               guint            *out_settled,
                               guint            *out_shown);

/* The shown question `step` (1 or -1) away from the focused one, or the first or last; ATTUNE_FORM_NONE at the ends. */
guint attune_sheet_state_find_next (AttuneSheetState *self,
                                    int               step);
/* The first shown question that is neither answered nor N/A, whether it has to be or not; ATTUNE_FORM_NONE. */
guint attune_sheet_state_find_open (AttuneSheetState *self);
/* The first question whose answer, comment or refused entry keeps the form from being submitted, after `after` (ATTUNE_FORM_NONE: from
 * the beginning), or ATTUNE_FORM_NONE. */
guint attune_sheet_state_find_missing (AttuneSheetState *self,
                                       guint             after);
guint attune_sheet_state_count_missing (AttuneSheetState *self);

/* What pressing digit `digit` (1 to 9; 0 is the tenth) on the focused question makes of the answers: chooses; of a
 * checklist it ticks or unticks. The same digit twice is the same answer: a slip of the finger takes nothing away. NULL
 * where it means nothing there. */
AttuneAnswers *attune_sheet_state_press_digit (AttuneSheetState *self,
                                               guint             digit);
/* Likewise the key that gives the answer back. */
AttuneAnswers *attune_sheet_state_press_clear (AttuneSheetState *self);
/* Likewise the key for N/A. */
AttuneAnswers *attune_sheet_state_press_na (AttuneSheetState *self);

/* The answers with `option` of `question` chosen, or, if it was, given back; of a checklist it is ticked or unticked. */
AttuneAnswers *attune_answers_with_toggled (AttuneAnswers *answers,
                                            guint          question,
                                            guint          option);
AttuneAnswers *attune_answers_with_toggled_reason (AttuneAnswers *answers,
                                                   guint          question,
                                                   const char    *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneSheetState, attune_sheet_state_unref)
