/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answers.h"
#include "attune-interval.h"

/* What the evaluations of a form tell of its questions (item analysis). For one thread at a time. */
typedef struct _AttuneItemAnalysis AttuneItemAnalysis;

/* Fewer than these, and nothing is said of the question. */
#define ATTUNE_ITEM_MIN_ANSWERS 30
/* An evaluator's mean is looked at from this many answers on. */
#define ATTUNE_ITEM_MIN_BY_EVALUATOR 5

/* One question. Shares are fractions, with Wilson's interval. */
typedef struct
{
  guint n;             /* answers that count: shown, scored, answered and not N/A */
  AttuneInterval na;   /* share of N/A where the question was shown and answered or N/A */
  guint top;           /* the option (of a number the range) that was chosen most, ATTUNE_FORM_NONE of a checklist */
  AttuneInterval most; /* its share of all answers; of a checklist, that of the steps ticked together most */

  /* Pearson's correlation of the question's score with that of the rest of the form, each weighed as in the form (the
   * corrected item-total correlation; Guilford 1953), with Fisher's z interval. NaN where either never varies, or with
   * fewer than 4. */
  AttuneInterval item_total;

  /* Evaluators with enough answers; the most lenient one's mean minus the strictest one's, in percent of the question,
   * and how likely chance alone parts their means so far (one-way analysis of variance, Fisher's F). NaN with fewer than
   * two evaluators, or where nothing varies. */
  guint n_evaluators;
  double spread;
  double spread_p;
} AttuneItemFigures;

typedef enum
{
  ATTUNE_ITEM_ALWAYS_SAME,  /* nearly all answers are one and the same */
  ATTUNE_ITEM_OFTEN_NA,     /* more often N/A than not */
  ATTUNE_ITEM_UNRELATED,    /* goes its own way: no relation to the rest of the form */
  ATTUNE_ITEM_CONTRARY,     /* goes against the rest of the form */
  ATTUNE_ITEM_EVALUATORS,   /* evaluators judge it differently */
} AttuneItemRemarkKind;

typedef struct
{
  AttuneItemRemarkKind kind;
  guint question;
} AttuneItemRemark;

AttuneItemAnalysis *attune_item_analysis_new (AttuneForm *form);
void                attune_item_analysis_free (AttuneItemAnalysis *self);

/* An evaluation: answers on this form (attune_answers_rebase() brings them there), and whose judgement they are. */
void attune_item_analysis_add (AttuneItemAnalysis *self,
                               AttuneAnswers      *answers,
                               gint64              evaluator);

AttuneItemFigures attune_item_analysis_get_figures (AttuneItemAnalysis *self,
                                                    guint               question);

/* What was answered most, in words: "Yes", of a checklist "All", "None" or "Greeting, Name". NULL where nothing was. Owned
 * by the caller. */
char *attune_item_analysis_describe_top (AttuneItemAnalysis *self,
                                         guint               question);

/* What stands out, by question: a GArray of AttuneItemRemark. Nothing is said that chance makes easily: each rests on the
 * whole interval (95 %), evaluators' differences on p < 0.01 and on 10 points or more. Owned by the caller. */
GArray *attune_item_analysis_get_remarks (AttuneItemAnalysis *self);

/* One sentence for people, with the figure and what it rests on. Owned by the caller. */
char *attune_item_analysis_describe (AttuneItemAnalysis     *self,
                                     const AttuneItemRemark *remark);
/* And one on what to do about it. */
const char *attune_item_remark_advise (AttuneItemRemarkKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneItemAnalysis, attune_item_analysis_free)
