/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-demo-cast.h"

#include "attune-cli-command.h"
#include "attune-people.h"

static const char *const first_names[] = {
  "Mika",  "Sanna", "Laura",  "Joonas", "Emma",  "Oliver", "Aino",   "Petra",
  "Lukas", "Hanna", "Daniel", "Noora",  "Felix", "Ida",    "Tobias", "Elina",
};

static const char *const last_names[] = {
  "Aho",       "Laine",    "Becker",   "Nieminen", "Koivu",  "Schmidt", "Virtanen",
  "Lindqvist", "Salonen",  "Fischer",  "Heikkilä", "Moreau", "Rossi",   "Järvi",
  "Novak",     "Peltonen", "Andersen", "Weber",    "Mäkelä",
};

static const char *const team_names[ATTUNE_DEMO_TEAMS] = { "Energy Sales and Billing",
                                                           "Broadband Support", "Customer Chat" };
static const char *const coach_names[ATTUNE_DEMO_COACHES] = { "Ann Koski", "Markus Vogel",
                                                              "Riikka Hallonen", "Jonas Berg" };
static const char *const analyst_names[ATTUNE_DEMO_ANALYSTS] = { "Leena Oksanen", "Tomas Kral",
                                                                 "Greta Holm" };

static gboolean
add_numbered (AttuneStore *store,
              gint64 actor,
              const char *kind,
              AttuneRoles roles,
              const char *const *names,
              guint n,
              gint64 *out_ids,
              GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *external_id = g_strdup_printf ("%s-%u", kind, i + 1);
      AttunePersonSpec spec = { external_id, names[i], roles, 0 };

      out_ids[i] = ATTUNE_CLI_CALL (add_person, store, error, actor, &spec);
      if (out_ids[i] == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_staff (AttuneDemoCast *self, AttuneStore *store, GError **error)
{
  static const char *const manager_names[] = { "Karin Sund" };
  static const char *const auditor_names[] = { "Henrik Maas" };
  gint64 auditor;

  return add_numbered (store, 0, "manager", ATTUNE_ROLE_MANAGER, manager_names, 1, &self->manager,
                       error) &&
         add_numbered (store, self->manager, "auditor", ATTUNE_ROLE_AUDITOR, auditor_names, 1,
                       &auditor, error) &&
         add_numbered (store, self->manager, "coach", ATTUNE_ROLE_COACH, coach_names,
                       ATTUNE_DEMO_COACHES, self->coaches, error) &&
         add_numbered (store, self->manager, "analyst", ATTUNE_ROLE_ANALYST, analyst_names,
                       ATTUNE_DEMO_ANALYSTS, self->analysts, error);
}

/* One coach a team; those who are left are the last one's deputies. */
static gboolean
add_teams (AttuneDemoCast *self, AttuneStore *store, GError **error)
{
  gint64 rev = 1;

  for (guint i = 0; i < ATTUNE_DEMO_TEAMS; i++)
    {
      self->teams[i] = ATTUNE_CLI_CALL (add_team, store, error, self->manager, team_names[i],
                                        &self->coaches[i], 1);
      if (self->teams[i] == 0)
        return FALSE;
    }
  for (guint i = ATTUNE_DEMO_TEAMS; i < ATTUNE_DEMO_COACHES; i++)
    {
      rev = ATTUNE_CLI_CALL (appoint, store, error, self->manager,
                             self->teams[ATTUNE_DEMO_TEAMS - 1], rev, self->coaches[i],
                             ATTUNE_COACHING_DEPUTY);
      if (rev == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_agent (AttuneDemoCast *self, AttuneStore *store, guint number, GError **error)
{
  g_autofree char *external_id = g_strdup_printf ("agent-%02u", number + 1);
  g_autofree char *name = g_strconcat (first_names[number % G_N_ELEMENTS (first_names)], " ",
                                       last_names[number % G_N_ELEMENTS (last_names)], NULL);
  AttuneDemoAgent agent = { .team = self->teams[number % ATTUNE_DEMO_TEAMS] };
  AttunePersonSpec spec = { external_id, name, ATTUNE_ROLE_AGENT, agent.team };

  agent.id = ATTUNE_CLI_CALL (add_person, store, error, self->manager, &spec);
  g_array_append_val (self->agents, agent);
  return agent.id != 0;
}

AttuneDemoCast *
attune_demo_cast_create (AttuneStore *store, guint n_agents, GError **error)
{
  g_autoptr (AttuneDemoCast) self = g_new0 (AttuneDemoCast, 1);

  self->agents = g_array_new (FALSE, TRUE, sizeof (AttuneDemoAgent));
  if (!add_staff (self, store, error) || !add_teams (self, store, error))
    return NULL;

  for (guint i = 0; i < n_agents; i++)
    {
      if (!add_agent (self, store, i, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
attune_demo_cast_free (AttuneDemoCast *self)
{
  g_array_unref (self->agents);
  g_free (self);
}
