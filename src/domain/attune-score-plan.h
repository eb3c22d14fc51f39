/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <gmp.h>

/* What the scorer works out of a form once. Weights are brought to one common denominator, so that sums over questions
 * are sums of whole numbers. */
typedef struct _AttuneScorePlan AttuneScorePlan;

struct _AttuneScorePlan
{
  guint n_questions;

  /* One a question. Share mode: its base weight, in any measure common to all but bonus questions; of a bonus question
   * its own weight as a decimal. Points mode: the product of the section weights above it. */
  mpz_t *weights;
  mpz_t *fulls; /* weight × what the question can give at most */
  mpz_t unit;   /* points mode: what a weight of 1 is in the same measure */
};

/* The plan of a form, made once and kept with it. */
const AttuneScorePlan *attune_form_get_score_plan (AttuneForm *form);

void attune_score_plan_free (AttuneScorePlan *self);
