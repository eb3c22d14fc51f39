/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store-fixture.h"

/* Who is in the tests of rights: the agent and a colleague in the coach's team, the rest in none. */
enum
{
  AGENT,
  COLLEAGUE,
  COACH,
  OTHER_COACH,
  EVALUATOR,
  ANALYST,
  MANAGER,
  AUDITOR,
  N_PEOPLE
};

/* Adds them; `people` has room for N_PEOPLE ids. */
void attune_cast_add (AttuneStoreFixture *fixture,
                      gint64             *people);
