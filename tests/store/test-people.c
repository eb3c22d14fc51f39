/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-rights.h"
#include "attune-store-fixture.h"
#include "attune-upkeep.h"

static gint64
add_person (AttuneStore *store, gint64 actor, const AttunePersonSpec *spec, GError **error)
{
  return ATTUNE_CALL (add_person, store, error, actor, spec);
}

static void
test_first_person (AttuneStoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) people = ATTUNE_CALL_OK (list_people, fixture->store, 0);
  const AttunePerson *person = g_ptr_array_index (people, 0);

  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpstr (person->name, ==, "Ann Koski");
  g_assert_true (person->roles & ATTUNE_ROLE_MANAGER);
  g_assert_cmpint (person->team, ==, 0);
}

static void
test_add_person (AttuneStoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = ATTUNE_CALL_OK (list_people, fixture->store, 0);
  gint64 manager = ((AttunePerson *) g_ptr_array_index (before, 0))->id;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 agent = add_person (fixture->store, manager,
                             &(AttunePersonSpec){ "agent-01", "Mika Aho", ATTUNE_ROLE_AGENT, 0 },
                             &error);

  g_assert_no_error (error);
  g_assert_cmpint (agent, >, manager);
  after = ATTUNE_CALL_OK (list_people, fixture->store, 0);
  g_assert_cmpuint (after->len, ==, 2);

  /* Nobody else has the same external id, and an agent may not add people at all. */
  g_assert_cmpint (add_person (fixture->store, manager,
                               &(AttunePersonSpec){ "agent-01", "Other", ATTUNE_ROLE_AGENT, 0 },
                               &error),
                   ==, 0);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (add_person (fixture->store, agent,
                               &(AttunePersonSpec){ "agent-02", "Other", ATTUNE_ROLE_AGENT, 0 },
                               &error),
                   ==, 0);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED);
}

static guint
count_teams (AttuneStoreFixture *fixture, gint64 actor)
{
  g_autoptr (GPtrArray) teams = ATTUNE_CALL_OK (list_teams, fixture->store, actor);

  return teams->len;
}

static void
test_appoint (AttuneStoreFixture *fixture, gconstpointer data)
{
  AttuneStore *store = fixture->store;
  gint64 manager = fixture->manager;
  gint64 team = attune_store_fixture_add_team (fixture, "North", 0);
  gint64 coach = attune_store_fixture_add_person (fixture, "coach", ATTUNE_ROLE_COACH, 0);
  gint64 agent = attune_store_fixture_add_person (fixture, "agent", ATTUNE_ROLE_AGENT, 0);

  g_assert_cmpuint (count_teams (fixture, coach), ==, 0);
  g_assert_cmpint (ATTUNE_CALL_OK (appoint, store, manager, team, 1, coach, ATTUNE_COACHING_DEPUTY),
                   ==, 2);
  g_assert_cmpuint (count_teams (fixture, coach), ==, 1);
  g_assert_cmpint (attune_store_fixture_get_int (fixture, "SELECT is_deputy FROM team_coach"), ==,
                   1);
  /* Who decided while seeing something else is told, and changes nothing. */
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, appoint, store, manager, team, 1, coach,
                     ATTUNE_COACHING_NONE);
  g_assert_cmpuint (count_teams (fixture, coach), ==, 1);
  ATTUNE_CALL_OK (appoint, store, manager, team, 2, coach, ATTUNE_COACHING_COACH);
  g_assert_cmpint (attune_store_fixture_get_int (fixture, "SELECT is_deputy FROM team_coach"), ==,
                   0);

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, appoint, store, manager, team, 3, agent,
                     ATTUNE_COACHING_DEPUTY);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, appoint, store, manager, 404, 1, coach,
                     ATTUNE_COACHING_COACH);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, appoint, store, coach, team, 3, coach,
                     ATTUNE_COACHING_NONE);

  /* Taking away what is not there is no harm. */
  ATTUNE_CALL_OK (appoint, store, manager, team, 3, coach, ATTUNE_COACHING_NONE);
  ATTUNE_CALL_OK (appoint, store, manager, team, 4, coach, ATTUNE_COACHING_NONE);
  g_assert_cmpuint (count_teams (fixture, coach), ==, 0);
}

static guint
count_findings (AttuneStoreFixture *fixture)
{
  g_autoptr (AttuneCheckReport) report = ATTUNE_CALL_OK (check, fixture->store, NULL, NULL);

  return report->n_findings;
}

/* What a name holds does not end its line; a damaged row has none. */
static void
test_rights (void)
{
  g_autofree char *of_one = attune_rights_describe_person (
    &(AttunePersonSpec){ "a\nroles 31", "Żaneta", ATTUNE_ROLE_AGENT, 7 });
  g_autofree char *of_none = attune_rights_describe_person (&(AttunePersonSpec){ 0 });

  g_assert_cmpstr (
    of_one, ==, "attune-person 1\nexternal a\\nroles 31\nname \\305\\273aneta\nroles 1\nteam 7\n");
  g_assert_cmpstr (of_none, ==, "attune-person 1\nexternal \nname \nroles 0\nteam 0\n");
}

/* The trail says who has a team after every appointment, so that nobody is given one behind it. */
static void
test_trail (AttuneStoreFixture *fixture, gconstpointer data)
{
  gint64 team = attune_store_fixture_add_team (fixture, "North", 0);
  gint64 coaches[] = { attune_store_fixture_add_person (fixture, "one", ATTUNE_ROLE_COACH, 0),
                       attune_store_fixture_add_person (fixture, "two", ATTUNE_ROLE_COACH, 0) };

  ATTUNE_CALL_OK (appoint, fixture->store, fixture->manager, team, 1, coaches[1],
                  ATTUNE_COACHING_COACH);
  ATTUNE_CALL_OK (appoint, fixture->store, fixture->manager, team, 2, coaches[0],
                  ATTUNE_COACHING_DEPUTY);
  g_assert_cmpuint (count_findings (fixture), ==, 0);
  attune_store_fixture_execute (fixture, "UPDATE team_coach SET is_deputy = 0");
  g_assert_cmpuint (count_findings (fixture), ==, 1);
  attune_store_fixture_execute (fixture, "DELETE FROM team_coach");
  g_assert_cmpuint (count_findings (fixture), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/people/first", AttuneStoreFixture, NULL, attune_store_fixture_set_up,
              test_first_person, attune_store_fixture_tear_down);
  g_test_add ("/store/people/add", AttuneStoreFixture, NULL, attune_store_fixture_set_up,
              test_add_person, attune_store_fixture_tear_down);

  g_test_add ("/store/people/appoint", AttuneStoreFixture, NULL, attune_store_fixture_set_up,
              test_appoint, attune_store_fixture_tear_down);
  g_test_add_func ("/store/people/rights", test_rights);
  g_test_add ("/store/people/trail", AttuneStoreFixture, NULL, attune_store_fixture_set_up,
              test_trail, attune_store_fixture_tear_down);

  return g_test_run ();
}
