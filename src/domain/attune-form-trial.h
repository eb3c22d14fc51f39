/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-interval.h"
#include "attune-score.h"

/* What a changed form would have made of evaluations that are done: their answers are scored anew on it, and both scores are
 * counted side by side. For one thread at a time. */
typedef struct _AttuneFormTrial AttuneFormTrial;

/* Scores from 0 to 100 in bins of 5 points; the first also takes what is below, the last 95 and all above. */
#define ATTUNE_FORM_TRIAL_BINS 20

typedef struct
{
  guint n;          /* evaluations tried */
  guint n_lost;     /* of these, with an answer that the changed form does not take */
  guint n_same;     /* with the same score, or none, before and after */
  guint before[ATTUNE_FORM_TRIAL_BINS]; /* those with a score, by bin */
  guint after[ATTUNE_FORM_TRIAL_BINS];
  guint n_over_before; /* those above 100, which the last bin holds as well */
  guint n_over_after;
  guint n_before;   /* how many had a score, */
  guint n_after;    /* … and would have one */
  guint outcomes[3][3];      /* by AttuneOutcome before and after */
  AttuneInterval difference; /* after minus before, percentage points, of those with both: mean and 95 % interval */
  double mean_before;        /* percent, of those with both; NaN without any */
  double mean_after;
} AttuneFormTrialResult;

/* An evaluation to try. */
typedef struct
{
  gint64 id;
  AttuneAnswers *carried; /* its answers as attune_answers_rebase() brought them to the changed form, */
  guint n_lost;           /* … and how many values were lost on the way */
  gint64 score;           /* how it was scored then: basis points, or ATTUNE_SCORE_NONE */
  AttuneOutcome outcome;
} AttuneFormTrialCase;

/* One that comes out otherwise. */
typedef struct
{
  gint64 id;
  gint64 before; /* basis points, or ATTUNE_SCORE_NONE */
  gint64 after;
  AttuneOutcome outcome_before;
  AttuneOutcome outcome_after;
  gboolean has_lost; /* an answer that the changed form does not take */
} AttuneFormTrialChange;

/* So many changes are kept. */
#define ATTUNE_FORM_TRIAL_MOST_CHANGES 100

AttuneFormTrial *attune_form_trial_new (AttuneForm *form);
void             attune_form_trial_free (AttuneFormTrial *self);

void attune_form_trial_add (AttuneFormTrial           *self,
                            const AttuneFormTrialCase *tried);

/* What has been added up to now. */
AttuneFormTrialResult attune_form_trial_get_result (AttuneFormTrial *self);

/* The evaluations that change the most, the greatest change first, of equal ones the newest: a GArray of
 * AttuneFormTrialChange, ATTUNE_FORM_TRIAL_MOST_CHANGES at most. To gain or lose a score is the greatest change of all.
 * Owned by the caller. */
GArray *attune_form_trial_list_changes (AttuneFormTrial *self);

/* How many change from pass to fail or the other way, or come to have or lose a score. */
guint attune_form_trial_count_changed (const AttuneFormTrialResult *result);
/* Their share of all, a fraction, with the interval (Wilson, 95 %) in which that of evaluations like these lies. */
AttuneInterval attune_form_trial_get_changed_share (const AttuneFormTrialResult *result);

/* One plain sentence: "12 of 400 evaluations would change outcome: …". Owned by the caller. */
char *attune_form_trial_describe (const AttuneFormTrialResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormTrial, attune_form_trial_free)
