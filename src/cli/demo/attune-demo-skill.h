/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-score.h"

#include <gsl/gsl_rng.h>

/* How well agents do, and how evaluators see it. On a logit scale: 0 is a coin's toss, 2 about 88 %. */
typedef struct
{
  guint agent;     /* number, from 0 */
  guint evaluator; /* an analyst's number, from 0 */
  gint64 at;       /* contact time, microseconds UTC */
} AttuneDemoContact;

/* An agent's ability in a behaviour (its key in the interaction model, NULL for none) as that evaluator sees it then. */
double attune_demo_skill (const AttuneDemoContact *contact,
                          const char              *behaviour);

/* Answers `form` as that evaluator would for that contact. */
AttuneAnswers *attune_demo_answer (AttuneForm              *form,
                                   const AttuneDemoContact *contact,
                                   gsl_rng                 *random);
