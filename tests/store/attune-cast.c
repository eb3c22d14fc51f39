/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-cast.h"

void
attune_cast_add (AttuneStoreFixture *fixture, gint64 *people)
{
  static const struct
  {
    const char *name;
    AttuneRoles roles;
  } cast[] = {
    [AGENT] = { "agent", ATTUNE_ROLE_AGENT },
    [COLLEAGUE] = { "colleague", ATTUNE_ROLE_AGENT },
    [COACH] = { "coach", ATTUNE_ROLE_COACH },
    [OTHER_COACH] = { "other-coach", ATTUNE_ROLE_COACH },
    [EVALUATOR] = { "evaluator", ATTUNE_ROLE_ANALYST },
    [ANALYST] = { "analyst", ATTUNE_ROLE_ANALYST },
    [MANAGER] = { "manager", ATTUNE_ROLE_MANAGER },
    [AUDITOR] = { "auditor", ATTUNE_ROLE_AUDITOR },
  };
  gint64 team;

  people[COACH] = attune_store_fixture_add_person (fixture, cast[COACH].name, cast[COACH].roles, 0);
  team = attune_store_fixture_add_team (fixture, "North", people[COACH]);
  for (guint i = 0; i < N_PEOPLE; i++)
    if (i != COACH)
      people[i] = attune_store_fixture_add_person (fixture, cast[i].name, cast[i].roles,
                                                   cast[i].roles == ATTUNE_ROLE_AGENT ? team : 0);
}
