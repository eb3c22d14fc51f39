/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answers-private.h"
#include "attune-score-plan.h"
#include "attune-score.h"

/* What the questions of one section, without its sub-sections, add up to, in the plan's measure. */
typedef struct
{
  mpz_t earned;
  mpz_t possible;    /* over applicable questions: the denominator */
  mpz_t na_possible; /* over those that are N/A */
} AttuneTally;

/* All sections, over some of the questions. */
typedef struct
{
  AttuneTally *sections;
  guint n_applicable; /* bonus questions left out */
} AttuneTallies;

struct _AttuneScorer
{
  AttuneForm *form;
  const AttuneFormScoring *scoring; /* borrowed */
  const AttuneScorePlan *plan;      /* borrowed */
  guint n_sections;

  AttuneTallies whole;
  AttuneTallies critical;
  mpz_t bonus; /* points mode: in the plan's measure; share mode: weight × score, both as decimals */
  gboolean *failed; /* one a section, by itself */
  gboolean any_failed;
  gboolean has_bounds; /* some section has a `fail_below` */

  /* Scratch */
  mpq_t *nets; /* one a section */
  mpq_t earned;
  mpq_t possible;
  mpq_t percent;
  mpq_t factor;
  mpq_t bound;
  mpz_t whole_part;
};

/* The steps of one reckoning, in basis points: what a trace tells. All are ATTUNE_SCORE_NONE where there is no score. */
typedef struct
{
  gint64 base;         /* earned over possible, before fails */
  gint64 after_fails;  /* … with failed sections */
  gint64 after_bonus;  /* … with bonus */
  gint64 after_bounds; /* … within floor and cap */
  gint64 earned;       /* points mode: hundredths of weighted points, after fails, without baseline and bonus */
  gint64 possible;
  gint64 bonus; /* points mode: hundredths of weighted points; share mode: basis points */
} AttuneScoreSteps;

struct _AttuneScore
{
  gatomicrefcount references;

  AttuneAnswers *answers;
  AttuneScoreFigures figures;
  AttuneScoreSteps steps;
  AttuneScorePart *questions;
  AttuneScorePart *sections;
};

/* Adds up the answers: what every figure and part rests on. */
void attune_scorer_gather (AttuneScorer       *self,
                           AttuneAnswers      *answers,
                           AttuneScoreFigures *out_figures);

/* The earned and possible sums over all sections, into self->earned and self->possible, with N/A dealt with by the
 * policy; `with_fails` lets failed sections earn min (0, what they earned). */
void attune_scorer_sum (AttuneScorer  *self,
                        AttuneTallies *tallies,
                        gboolean       with_fails);

/* What each section earns with its sub-sections, failed ones at most 0, into self->nets; of all into self->earned. */
void attune_scorer_sum_nets (AttuneScorer  *self,
                             AttuneTallies *tallies);

/* How an N/A in `section` stretches the weight of its other questions, into self->factor; FALSE where it is 1. */
gboolean attune_scorer_get_factor (AttuneScorer *self,
                                   guint         section);

/* Whether an applicable answer is worth less than the question's `fail_below` percent of the most it can give. */
gboolean attune_scorer_falls_below (AttuneScorer             *self,
                                    const AttuneFormQuestion *question,
                                    const AttuneAnswer       *answer);

/* The denominator of a section with its sub-sections, into `out_possible`. */
void attune_scorer_sum_possible (AttuneScorer            *self,
                                 const AttuneFormSection *section,
                                 mpq_t                    out_possible);

/* Whether the section's score, with its sub-sections and what fails in it, is less than its `fail_below`. What sections
 * earn must stand in self->nets. */
gboolean attune_scorer_section_falls_below (AttuneScorer            *self,
                                            const AttuneFormSection *section);

/* Whether the section, or the one above it, is failed. */
gboolean attune_scorer_is_failed (AttuneScorer *self,
                                  guint         section);

/* self->earned over self->possible, with baseline, as percent into self->percent; FALSE where there is no score. */
gboolean attune_scorer_divide (AttuneScorer  *self,
                               AttuneTallies *tallies,
                               gboolean       with_baseline);
void     attune_scorer_add_bonus (AttuneScorer *self);
void     attune_scorer_bound (AttuneScorer *self);

/* The fraction times 100, rounded half away from zero. */
gint64 attune_round_to_hundredths (const mpq_t fraction);

/* The value times 100, for people: "60", "42.86"; in the reader's locale. Owned by the caller. */
char *attune_format_hundredths (gint64 hundredths);

/* The answer in words: the labels chosen, the number, the date; "" for a text. Owned by the caller. */
char *attune_answer_describe (const AttuneAnswer       *answer,
                              const AttuneFormQuestion *question);
