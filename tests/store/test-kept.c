/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-kept.h"
#include "attune-store-fixture.h"

static void
expect (AttuneStoreFixture *self,
        gint64 actor,
        const char *key,
        gint64 subject,
        const char *expected)
{
  g_autofree char *text = ATTUNE_CALL_OK (load_kept, self->store, actor, key, subject);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_keep (AttuneStoreFixture *self, gconstpointer data)
{
  gint64 other = attune_store_fixture_add_person (self, "coach-1", ATTUNE_ROLE_COACH, 0);

  expect (self, self->manager, "agent", 0, "");
  ATTUNE_CALL_OK (save_kept, self->store, self->manager, "agent", 0, "weeks");
  ATTUNE_CALL_OK (save_kept, self->store, self->manager, "agent", 7, "Ω \n'");
  expect (self, self->manager, "agent", 0, "weeks");
  expect (self, self->manager, "agent", 7, "Ω \n'");
  expect (self, self->manager, "agents", 0, "");
  expect (self, other, "agent", 0, "");

  ATTUNE_CALL_OK (save_kept, self->store, self->manager, "agent", 0, "");
  expect (self, self->manager, "agent", 0, "");
}

/* A draft's place is a place too, but never a screen's. */
static void
test_apart (AttuneStoreFixture *self, gconstpointer data)
{
  attune_store_fixture_execute (self, "INSERT INTO place (person_id, key, subject_id, value, at)"
                                      " SELECT id, 'agent', 0, 'x', 0 FROM person");
  expect (self, self->manager, "agent", 0, "");
}

static void
test_wrong (AttuneStoreFixture *self, gconstpointer data)
{
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, save_kept, self->store, self->manager, "agent", 0,
                     "\xff");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                               \
  g_test_add ("/store/kept/" name, AttuneStoreFixture, NULL, attune_store_fixture_set_up, \
              function, attune_store_fixture_tear_down)
  ADD ("keep", test_keep);
  ADD ("apart", test_apart);
  ADD ("wrong", test_wrong);
  return g_test_run ();
}
