/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* What the scorer works out of a form once. */
typedef struct _AttuneScorePlan AttuneScorePlan;

void attune_score_plan_free (AttuneScorePlan *self);
