/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-db-provider.h"
#include "attune-sqlite.h"
#include "attune-store-fixture.h"

/* Somebody that only another process knows of. */
#define THEIRS 4711

/* Looks that are waited for, where there must be nothing to be seen. */
#define N_LOOKS 3

#define TELL_OF_THEIRS \
  "INSERT INTO change (kind, subject_id, at) VALUES (0, 4711, 9000000000000000)"

/* The engine, which counts looks and readings of the feed, and lets another process tell of a change just before the next
 * verb's write. On the store's thread. */
static int n_looks;
static int n_readings;
static AttuneStoreFixture *intruder; /* NULL when done */
static const AttuneDbProvider *engine;

static AttuneResult *
run_counted (AttuneDb *self, const AttuneBatch *batch, GError **error)
{
  const char *sql = attune_batch_get_statement (batch, 0)->sql;
  AttuneStoreFixture *other = intruder;

  if (g_str_has_prefix (sql, "INSERT INTO command") && other != NULL)
    {
      intruder = NULL;
      attune_store_fixture_execute (other, TELL_OF_THEIRS);
    }
  if (g_str_has_prefix (sql, "SELECT coalesce (min (seq)"))
    g_atomic_int_inc (&n_readings);
  return engine->run (self, batch, error);
}

static gint64
look_counted (AttuneDb *self)
{
  g_atomic_int_inc (&n_looks);
  return engine->get_data_version (self);
}

static AttuneDb *
open_counted_db (const char *location, gboolean is_new, GError **error)
{
  static AttuneDbProvider provider;
  AttuneDb *db = attune_sqlite_open (location, ATTUNE_DB_OPEN, NULL, error);

  g_assert_nonnull (db);
  engine = db->provider;
  provider = *engine;
  provider.run = run_counted;
  provider.get_data_version = look_counted;
  db->provider = &provider;
  return db;
}

typedef struct
{
  AttuneStoreFixture parent;
  AttuneStore *store; /* the one that listens */
  guint n_theirs;     /* how often it has told of THEIRS */
  guint n_others;
} Fixture;

static void
changed_cb (AttuneStore *store, AttuneChangeKind kind, gint64 id, gpointer data)
{
  Fixture *self = data;

  if (id == THEIRS)
    self->n_theirs++;
  else
    self->n_others++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->parent, data);
  self->store = attune_store_fixture_open (self->parent.path,
                                           &(AttuneStoreOptions){ .writer = 8,
                                                                  .open_db = open_counted_db });
  g_signal_connect (self->store, "changed", G_CALLBACK (changed_cb), self);
  self->n_theirs = self->n_others = 0;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_close (self->store);
  attune_store_fixture_tear_down (&self->parent, data);
}

static gboolean
has_heard (gpointer data)
{
  const Fixture *self = data;

  return self->n_theirs > 0;
}

static gboolean
has_looked (gpointer before)
{
  return g_atomic_int_get (&n_looks) >= *(int *) before + N_LOOKS;
}

static void
wait_for_looks (void)
{
  int before = g_atomic_int_get (&n_looks);

  g_assert_true (attune_test_wait_until (has_looked, &before, 30 * ATTUNE_TEST_SLOWNESS));
}

/* What another process did just before an own change is told all the same. */
static void
test_before_own (Fixture *self, gconstpointer data)
{
  intruder = &self->parent;
  ATTUNE_CALL_OK (add_person, self->store, self->parent.manager,
                  &(AttunePersonSpec){ "own", "Own", ATTUNE_ROLE_AGENT, 0 });
  g_assert_null (intruder);
  g_assert_cmpuint (self->n_others, >=, 1);
  g_assert_true (attune_test_wait_until (has_heard, self, 30 * ATTUNE_TEST_SLOWNESS));
  g_assert_cmpuint (self->n_theirs, ==, 1);
}

/* An own change is told at once, and not again by what comes after it. */
static void
test_own (Fixture *self, gconstpointer data)
{
  ATTUNE_CALL_OK (add_person, self->store, self->parent.manager,
                  &(AttunePersonSpec){ "own", "Own", ATTUNE_ROLE_AGENT, 0 });
  g_assert_cmpuint (self->n_others, ==, 1);
  attune_store_fixture_execute (&self->parent, TELL_OF_THEIRS);
  g_assert_true (attune_test_wait_until (has_heard, self, 30 * ATTUNE_TEST_SLOWNESS));
  g_assert_cmpuint (self->n_others, ==, 1);
}

/* The feed is read once for each time that another process has written, and not by every look. */
static void
test_quiet (Fixture *self, gconstpointer data)
{
  int before;

  attune_store_fixture_execute (&self->parent, TELL_OF_THEIRS);
  g_assert_true (attune_test_wait_until (has_heard, self, 30 * ATTUNE_TEST_SLOWNESS));
  before = g_atomic_int_get (&n_readings);
  wait_for_looks ();
  g_assert_cmpint (g_atomic_int_get (&n_readings), ==, before);
  g_assert_cmpuint (self->n_theirs, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/feed/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("before-own", test_before_own);
  ADD ("own", test_own);
  ADD ("quiet", test_quiet);
#undef ADD

  return g_test_run ();
}
