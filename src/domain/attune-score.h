/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answers.h"

/* The version of the scorer: it changes when the same answers could get another score. */
#define ATTUNE_SCORER_VERSION 1

/* Percent are in basis points: 7238 is 72.38 %. This one means "there is none". */
#define ATTUNE_SCORE_NONE G_MININT64

typedef enum
{
  ATTUNE_OUTCOME_NONE, /* there is no score */
  ATTUNE_OUTCOME_PASS,
  ATTUNE_OUTCOME_FAIL,
} AttuneOutcome;

/* The numbers of design.md, section 4.3. */
typedef struct
{
  gint64 score;          /* basis points, or ATTUNE_SCORE_NONE */
  gint64 raw;            /* as if no option failed anything */
  gint64 critical_score; /* over the questions with an error type */
  AttuneOutcome outcome;
  gboolean form_failed;
  gboolean complete;
  guint n_missing;
  int band;                             /* index among the form's bands, or -1 */
  guint errors[ATTUNE_N_ERROR_TYPES];   /* chosen options that are errors, by type; [0] is always 0 */
  guint applied[ATTUNE_N_ERROR_TYPES];  /* answered questions of the type: accuracy rests on those above 0 */
} AttuneScoreFigures;

/* Percent of a question or section, in basis points as well. */
typedef struct
{
  gboolean applicable;
  gint64 effective_weight; /* of the form's whole weight, after N/A; 0 where it is out */
  gint64 score;            /* of a question in points mode: hundredths of a point; or ATTUNE_SCORE_NONE */
  gint64 contribution;     /* percentage points of the score, after section fails */
  gboolean failed;         /* of a question: its answer fails something; of a section: it is failed */
  gboolean fails_form;     /* by what it is worth: below its `fail_below` */
} AttuneScorePart;

/* Scores many answers to one form. Not for several threads at a time. */
typedef struct _AttuneScorer AttuneScorer;

AttuneScorer *attune_scorer_new (AttuneForm *form);
void          attune_scorer_free (AttuneScorer *self);
void          attune_scorer_run (AttuneScorer       *self,
                                 AttuneAnswers      *answers,
                                 AttuneScoreFigures *out_figures);

/* One score with all its parts and its trace: an immutable, reference-counted value. */
typedef struct _AttuneScore AttuneScore;

#define ATTUNE_TYPE_SCORE (attune_score_get_type ())

GType        attune_score_get_type (void) G_GNUC_CONST;
AttuneScore *attune_score_new (AttuneAnswers *answers);
AttuneScore *attune_score_ref (AttuneScore *self);
void         attune_score_unref (AttuneScore *self);

const AttuneScoreFigures *attune_score_get_figures (AttuneScore *self);
const AttuneScorePart    *attune_score_get_question (AttuneScore *self,
                                                     guint        question);
const AttuneScorePart    *attune_score_get_section (AttuneScore *self,
                                                    guint        section);

/* The label of the band the score falls in, or NULL. */
const char *attune_score_get_band (AttuneScore *self);

/* Sentences that walk from the answers to the number, in the reader's language. Owned by the caller. */
GStrv attune_score_trace (AttuneScore *self);

/* The JSON of `attune-cli score`, with `trace`. Owned by the caller. */
char *attune_score_to_json (AttuneScore *self);

/* Whether `score`, which does not pass, is close below the mark: by five points at the most, and no option failed it. In basis
 * points; with ATTUNE_SCORE_NONE nothing is. */
gboolean attune_score_is_borderline (gint64   score,
                                     gint64   pass,
                                     gboolean is_failed);

/* "72.38", whatever the locale; "–" where there is none. Owned by the caller. */
char *attune_basis_points_to_string (gint64 basis_points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneScorer, attune_scorer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneScore, attune_score_unref)
