/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-score-plan.h"

struct _AttuneScorePlan
{
  int n;
};

void
attune_score_plan_free (AttuneScorePlan *self)
{
  g_free (self);
}
