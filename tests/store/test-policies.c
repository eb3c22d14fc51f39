/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-policies.h"
#include "attune-store-fixture.h"

static void
test_default (AttuneStoreFixture *self, gconstpointer data)
{
  gint64 agent = attune_store_fixture_add_person (self, "agent", ATTUNE_ROLE_AGENT, 0);

  g_assert_cmpint (ATTUNE_CALL_OK (load_policies, self->store, self->manager), ==, 0);
  g_assert_cmpint (ATTUNE_CALL_OK (load_policies, self->store, agent), ==, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, load_policies, self->store, 404);
}

static void
note_change_cb (AttuneStore *store, int kind, gint64 id, gpointer data)
{
  if (kind == ATTUNE_CHANGE_POLICY)
    *(guint *) data += 1;
}

static void
test_set (AttuneStoreFixture *self, gconstpointer data)
{
  static const struct
  {
    gboolean is_allowed;
    gint64 now;
  } steps[] = { { FALSE, 0 }, { TRUE, 1 }, { TRUE, 1 }, { FALSE, 0 }, { TRUE, 1 } };
  guint n_heard = 0;

  g_signal_connect (self->store, "changed", G_CALLBACK (note_change_cb), &n_heard);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_cmpint (ATTUNE_CALL_OK (set_policies, self->store, self->manager,
                                       ATTUNE_POLICY_SPOKEN_NOTES, steps[i].is_allowed),
                       ==, steps[i].now);
      g_assert_cmpint (ATTUNE_CALL_OK (load_policies, self->store, self->manager), ==,
                       steps[i].now);
    }
  g_assert_cmpuint (n_heard, ==, G_N_ELEMENTS (steps));
  g_assert_cmpint (
    attune_store_fixture_get_int (self, "SELECT count (*) FROM event WHERE verb = 'set-policies'"),
    ==, G_N_ELEMENTS (steps));
}

static void
test_denied (AttuneStoreFixture *self, gconstpointer data)
{
  static const AttuneRoles others[] = {
    ATTUNE_ROLE_AGENT,
    ATTUNE_ROLE_COACH,
    ATTUNE_ROLE_ANALYST,
    ATTUNE_ROLE_AUDITOR,
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);
      gint64 person = attune_store_fixture_add_person (self, name, others[i], 0);

      ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, set_policies, self->store, person,
                         ATTUNE_POLICY_SPOKEN_NOTES, TRUE);
    }
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, set_policies, self->store, self->manager,
                     (AttunePolicies) 2, TRUE);
  g_assert_cmpint (ATTUNE_CALL_OK (load_policies, self->store, self->manager), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/policies/default", AttuneStoreFixture, NULL, attune_store_fixture_set_up,
              test_default, attune_store_fixture_tear_down);
  g_test_add ("/store/policies/set", AttuneStoreFixture, NULL, attune_store_fixture_set_up,
              test_set, attune_store_fixture_tear_down);
  g_test_add ("/store/policies/denied", AttuneStoreFixture, NULL, attune_store_fixture_set_up,
              test_denied, attune_store_fixture_tear_down);
  return g_test_run ();
}
