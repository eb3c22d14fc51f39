/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-store-fixture.h"
#include "attune-store-private.h"

#include <sqlite3.h>

/* Seconds of which a reading without end, or one behind another process, may take no more than a small part. */
#define PATIENCE 3.0

static void
start_adding (AttuneStoreFixture *fixture, const char *external_id, GAsyncResult **result)
{
  AttunePersonSpec spec = { external_id, external_id, ATTUNE_ROLE_AGENT, 0 };

  attune_store_add_person_async (fixture->store, fixture->manager, &spec, NULL, attune_await_cb,
                                 result);
}

/* A reading that would go on for hours. */
static gboolean
read_without_end (AttuneStore *store, GTask *task, gpointer n_begun)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  GError *error = NULL;

  attune_batch_add (batch,
                    "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number"
                    " WHERE n < 1000000000000) SELECT count(*) FROM number",
                    "i");
  g_atomic_int_inc ((int *) n_begun);
  result = attune_store_read (store, batch, &error);
  g_assert_null (result);
  g_task_return_error (task, error);
  return FALSE;
}

static gboolean
has_begun (gpointer n_begun)
{
  g_main_context_wakeup (NULL);
  return g_atomic_int_get ((int *) n_begun) > 0;
}

static void
start_reading (AttuneStoreFixture *fixture, int *n_begun, GAsyncResult **result)
{
  GTask *task = g_task_new (fixture->store, NULL, attune_await_cb, result);

  g_task_set_task_data (task, n_begun, NULL);
  attune_store_run (fixture->store, ATTUNE_PRIORITY_READ, task, read_without_end);
}

static void
assert_closed (GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (attune_await (result)), &error);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED);
  g_clear_object (result);
}

static void
finish_closing (AttuneStoreFixture *fixture, GAsyncResult **result)
{
  attune_store_close_finish (fixture->store, attune_await (result));
  g_clear_object (result);
}

/* What is to be written is, what is read is given up, whoever was first. */
static void
test_mixed (AttuneStoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *added[10] = { NULL };
  GAsyncResult *closed = NULL;
  GAsyncResult *again = NULL;
  GAsyncResult *read = NULL;
  GAsyncResult *late = NULL;
  g_autoptr (GError) error = NULL;
  int n_begun = 0;

  start_reading (fixture, &n_begun, &read);
  g_assert_true (attune_test_wait_until (has_begun, &n_begun, 10));
  for (guint i = 0; i < G_N_ELEMENTS (added); i++)
    {
      g_autofree char *external_id = g_strdup_printf ("agent-%u", i);

      start_adding (fixture, external_id, &added[i]);
    }
  g_test_timer_start ();
  attune_store_close_async (fixture->store, attune_await_cb, &closed);
  attune_store_close_async (fixture->store, attune_await_cb, &again);
  start_adding (fixture, "late", &late);

  assert_closed (&read);
  assert_closed (&late);
  for (guint i = 0; i < G_N_ELEMENTS (added); i++)
    {
      g_assert_cmpint (attune_store_add_person_finish (fixture->store, attune_await (&added[i]),
                                                       &error),
                       !=, 0);
      g_clear_object (&added[i]);
    }
  finish_closing (fixture, &closed);
  finish_closing (fixture, &again);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, PATIENCE);
  attune_store_close_async (fixture->store, attune_await_cb, &again);
  finish_closing (fixture, &again);
  g_assert_cmpint (attune_store_fixture_get_int (fixture, "SELECT count(*) FROM person"), ==, 11);
}

static sqlite3 *
hold (AttuneStoreFixture *fixture)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  return handle;
}

/* While another process holds the file: the main loop does not wait, and what is to be written is written after. */
static void
test_held (AttuneStoreFixture *fixture, gconstpointer data)
{
  sqlite3 *other = hold (fixture);
  GAsyncResult *listed = NULL;
  GAsyncResult *added = NULL;
  GAsyncResult *closed = NULL;
  g_autoptr (GError) error = NULL;

  /* In this order: a reading that is quick enough has nobody to wait for. */
  start_adding (fixture, "agent", &added);
  attune_store_list_people_async (fixture->store, 0, NULL, attune_await_cb, &listed);
  g_test_timer_start ();
  attune_store_close_async (fixture->store, attune_await_cb, &closed);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, PATIENCE);
  g_assert_null (closed);

  sqlite3_close (other);
  finish_closing (fixture, &closed);
  g_assert_cmpint (attune_store_add_person_finish (fixture->store, attune_await (&added), &error),
                   !=, 0);
  g_assert_no_error (error);
  g_clear_object (&added);
  assert_closed (&listed);
}

/* A reading behind another process does not make closing wait either, of whichever kind. */
static void
test_held_reading (AttuneStoreFixture *fixture, gconstpointer data)
{
  sqlite3 *other = hold (fixture);
  GAsyncResult *listed = NULL;

  attune_store_list_people_async (fixture->store, 0, NULL, attune_await_cb, &listed);
  g_usleep (20000);
  g_test_timer_start ();
  attune_store_close (fixture->store);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, PATIENCE);
  assert_closed (&listed);
  sqlite3_close (other);
}

/* A backup that is in the middle of a slice. */
typedef struct
{
  char *path;
  AttuneDbBackup *backup;
  int n_begun;
  int may_end; /* the slice */
} Copying;

static gboolean
copy_some (AttuneStore *store, GTask *task, gpointer data)
{
  Copying *copying = data;
  g_autoptr (GError) error = NULL;

  copying->backup = attune_db_backup_begin (attune_store_get_db (store), copying->path, &error);
  g_assert_no_error (error);
  g_atomic_int_inc (&copying->n_begun);
  while (!g_atomic_int_get (&copying->may_end))
    g_usleep (1000);
  return TRUE;
}

static void
abandon_copying (gpointer data)
{
  Copying *copying = data;

  g_clear_pointer (&copying->backup, attune_db_backup_free);
}

/* The handle is closed behind the backup that reads from it, which is given up. */
static void
test_copying (AttuneStoreFixture *fixture, gconstpointer data)
{
  Copying copying = { .path = g_build_filename (fixture->folder, "copy.attune", NULL) };
  GAsyncResult *copied = NULL;
  GAsyncResult *closed = NULL;
  GAsyncResult *again = NULL;
  GTask *task = g_task_new (fixture->store, NULL, attune_await_cb, &copied);

  g_task_set_task_data (task, &copying, NULL);
  attune_store_run_in_slices (fixture->store, ATTUNE_PRIORITY_BACKGROUND, task, copy_some,
                              abandon_copying);
  g_assert_true (attune_test_wait_until (has_begun, &copying.n_begun, 10));
  attune_store_close_async (fixture->store, attune_await_cb, &closed);
  attune_store_close_async (fixture->store, attune_await_cb, &again);
  g_atomic_int_set (&copying.may_end, TRUE);

  assert_closed (&copied);
  finish_closing (fixture, &closed);
  finish_closing (fixture, &again);
  g_assert_null (copying.backup);
  g_assert_cmpint (copying.n_begun, ==, 1);
  g_assert_false (g_file_test (copying.path, G_FILE_TEST_EXISTS));
  g_free (copying.path);
}

/* The waiting kind, when the other is under way already. */
static void
test_both (AttuneStoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *added = NULL;
  GAsyncResult *closed = NULL;

  start_adding (fixture, "agent", &added);
  attune_store_close_async (fixture->store, attune_await_cb, &closed);
  attune_store_close (fixture->store);
  finish_closing (fixture, &closed);
  g_assert_cmpint (attune_store_add_person_finish (fixture->store, attune_await (&added), NULL), !=,
                   0);
  g_clear_object (&added);
}

/* Nobody runs the main context while the thread asks: the function runs in it all the same. */
static gboolean
take_thread (gpointer out_thread)
{
  *(GThread **) out_thread = g_thread_self ();
  return G_SOURCE_REMOVE;
}

static gpointer
invoke_from_thread (gpointer out_thread)
{
  attune_store_invoke (g_main_context_default (), take_thread, out_thread, NULL);
  return NULL;
}

static gboolean
is_taken (gpointer thread)
{
  return *(GThread **) thread != NULL;
}

static void
test_invoke (void)
{
  GThread *seen = NULL;

  g_thread_join (g_thread_new ("other", invoke_from_thread, &seen));
  g_assert_null (seen);
  g_assert_true (attune_test_wait_until (is_taken, &seen, 10));
  g_assert_true (seen == g_thread_self ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                \
  g_test_add ("/store/close/" name, AttuneStoreFixture, NULL, attune_store_fixture_set_up, \
              function, attune_store_fixture_tear_down)
  ADD ("mixed", test_mixed);
  ADD ("held", test_held);
  ADD ("held-reading", test_held_reading);
  ADD ("both", test_both);
  ADD ("copying", test_copying);
#undef ADD
  g_test_add_func ("/store/close/invoke", test_invoke);

  return g_test_run ();
}
