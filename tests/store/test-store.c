/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-await.h"
#include "attune-changes.h"
#include "attune-people.h"
#include "attune-store-fixture.h"
#include "attune-test-support.h"
#include "attune-write.h"

/* Verbs, and pieces of them, as the tests need them --------------------------------------------------------------- */

static void
start_adding (AttuneStoreFixture *fixture,
              const char *external_id,
              GCancellable *cancellable,
              GAsyncResult **result)
{
  attune_store_add_person_async (fixture->store, fixture->manager,
                                 &(AttunePersonSpec){ external_id, external_id, ATTUNE_ROLE_AGENT,
                                                      0 },
                                 cancellable, attune_await_cb, result);
}

static gint64
add_person (AttuneStore *store, gint64 actor, const char *external_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_store_add_person_async (store, actor,
                                 &(AttunePersonSpec){ external_id, external_id, ATTUNE_ROLE_AGENT,
                                                      0 },
                                 NULL, attune_await_cb, &result);
  return attune_store_add_person_finish (store, attune_await (&result), error);
}

static guint
count_people (AttuneStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) people = NULL;

  attune_store_list_people_async (store, 0, NULL, attune_await_cb, &result);
  people = attune_store_list_people_finish (store, attune_await (&result), NULL);
  return people->len;
}

/* Runs `work` on the store's thread and waits for the boolean it returns through the task. */
static gboolean
run_work (AttuneStore *store,
          AttunePriority priority,
          AttuneStoreWork work,
          gpointer arguments,
          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GTask *task = g_task_new (store, NULL, attune_await_cb, &result);

  g_task_set_task_data (task, arguments, NULL);
  attune_store_run (store, priority, task, work);
  return g_task_propagate_boolean (G_TASK (attune_await (&result)), error);
}

static AttuneStore *
open_store (const char *path, gint64 writer, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  AttuneStoreOptions options = { NULL, writer, NULL };

  attune_store_open_async (path, &options, NULL, attune_await_cb, &result);
  return attune_store_open_finish (attune_await (&result), error);
}

/* Writes ----------------------------------------------------------------------------------------------------------- */

static gboolean
run_command_17 (AttuneStore *store, GTask *task, gpointer arguments)
{
  g_autoptr (AttuneWrite) write = attune_write_new_for_command (store, 0, 17);
  GError *error = NULL;

  attune_batch_add (attune_write_get_batch (write),
                    "UPDATE person SET roles = roles + 256 WHERE external_id = '1'", "");
  attune_write_audit (write, "test", 1, "content");
  if (attune_write_commit (write, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return FALSE;
}

static gboolean
run_twice (AttuneStore *store, GTask *task, gpointer arguments)
{
  g_autoptr (AttuneWrite) write = attune_write_new (store, 0);
  GError *error = NULL;

  attune_batch_add (attune_write_get_batch (write),
                    "UPDATE person SET roles = roles + 256 WHERE external_id = '1'", "");
  if (attune_write_commit (write, &error) && attune_write_commit (write, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return FALSE;
}

static gint64
get_roles (AttuneStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) people = NULL;

  attune_store_list_people_async (store, 0, NULL, attune_await_cb, &result);
  people = attune_store_list_people_finish (store, attune_await (&result), NULL);
  return ((AttunePerson *) g_ptr_array_index (people, 0))->roles;
}

static void
test_repeated (AttuneStoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 roles = get_roles (fixture->store);

  g_assert_true (run_work (fixture->store, ATTUNE_PRIORITY_WRITE, run_command_17, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_false (
        run_work (fixture->store, ATTUNE_PRIORITY_WRITE, run_command_17, NULL, &error));
      g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_REPEATED);
      g_clear_error (&error);
    }
  g_assert_cmpint (get_roles (fixture->store), ==, roles + 256);

  g_assert_false (run_work (fixture->store, ATTUNE_PRIORITY_WRITE, run_twice, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_REPEATED);
  g_assert_cmpint (get_roles (fixture->store), ==, roles + 512);
}

/* Closing ---------------------------------------------------------------------------------------------------------- */

/* What has been asked for is done before the file is closed; what is asked for later is refused. */
static void
test_close (AttuneStoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *results[20] = { NULL };
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *external_id = g_strdup_printf ("agent-%u", i);

      start_adding (fixture, external_id, NULL, &results[i]);
    }
  attune_store_close (fixture->store);
  attune_store_close (fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      attune_store_add_person_finish (fixture->store, attune_await (&results[i]), &error);
      g_assert_no_error (error);
      g_clear_object (&results[i]);
    }

  start_adding (fixture, "late", NULL, &late);
  attune_store_add_person_finish (fixture->store, attune_await (&late), &error);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED);
  g_clear_object (&late);

  attune_store_fixture_close (fixture->store);
  g_clear_error (&error);
  fixture->store = open_store (fixture->path, 7, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_people (fixture->store), ==, 21);
}

/* Background work without end: closing and cancelling stop it, and it lets go of what it holds. */
typedef struct
{
  int n_slices;
  int n_abandoned;
} Endless;

static gboolean
run_endless (AttuneStore *store, GTask *task, gpointer arguments)
{
  g_atomic_int_inc (&((Endless *) arguments)->n_slices);
  return TRUE;
}

static void
abandon_endless (gpointer arguments)
{
  g_atomic_int_inc (&((Endless *) arguments)->n_abandoned);
}

static void
start_endless (AttuneStore *store,
               Endless *endless,
               GCancellable *cancellable,
               GAsyncResult **result)
{
  GTask *task = g_task_new (store, cancellable, attune_await_cb, result);

  g_task_set_task_data (task, endless, NULL);
  attune_store_run_in_slices (store, ATTUNE_PRIORITY_BACKGROUND, task, run_endless,
                              abandon_endless);
}

static gboolean
has_begun (gpointer data)
{
  /* A timer of the waiting function alone would not turn the loop often enough. */
  g_main_context_wakeup (NULL);
  return g_atomic_int_get (&((Endless *) data)->n_slices) > 0;
}

static void
test_close_in_background (AttuneStoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Endless endless = { 0 };

  start_endless (fixture->store, &endless, NULL, &result);
  g_assert_true (attune_test_wait_until (has_begun, &endless, 10));

  /* It goes on behind the back of every save. */
  g_assert_cmpint (add_person (fixture->store, fixture->manager, "agent-1", &error), >, 0);
  g_assert_null (result);
  attune_store_close (fixture->store);
  g_assert_false (g_task_propagate_boolean (G_TASK (attune_await (&result)), &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED);
  g_assert_cmpint (endless.n_abandoned, ==, 1);
}

static void
test_cancel (AttuneStoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) endless_result = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Endless endless = { 0 };

  start_endless (fixture->store, &endless, cancellable, &endless_result);
  g_assert_true (attune_test_wait_until (has_begun, &endless, 10));
  g_cancellable_cancel (cancellable);
  g_assert_false (g_task_propagate_boolean (G_TASK (attune_await (&endless_result)), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (endless.n_abandoned, ==, 1);
  g_clear_error (&error);

  /* A verb that is cancelled before its turn does nothing. */
  start_adding (fixture, "agent-1", cancellable, &result);
  attune_store_add_person_finish (fixture->store, attune_await (&result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_people (fixture->store), ==, 1);
}

/* Changes ---------------------------------------------------------------------------------------------------------- */

typedef struct
{
  guint n;
  guint n_several;
  gint64 last;
} Heard;

static void
changed_cb (AttuneStore *store, AttuneChangeKind kind, gint64 id, gpointer data)
{
  Heard *heard = data;

  heard->n++;
  heard->n_several += id == 0;
  heard->last = id;
}

static gboolean
has_heard (gpointer data)
{
  return ((Heard *) data)->n > 0;
}

/* Two stores on one file in one process: both write, and each hears of the other once. */
static void
test_twice_open (AttuneStoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AttuneStore *other = open_store (fixture->path, 8, &error);
  Heard heard = { 0 };
  Heard own = { 0 };
  gint64 id;

  g_assert_no_error (error);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &own);
  g_signal_connect (other, "changed", G_CALLBACK (changed_cb), &heard);
  id = add_person (fixture->store, fixture->manager, "agent-1", &error);
  g_assert_no_error (error);
  g_assert_true (attune_test_wait_until (has_heard, &heard, 10));
  g_assert_cmpuint (heard.n, ==, 1);
  g_assert_cmpint (heard.last, ==, id);

  /* And back: the first hears of this one, and not again of its own. */
  g_assert_true (attune_test_wait_until (has_heard, &own, 10));
  own = (Heard){ 0 };
  g_assert_cmpint (add_person (other, fixture->manager, "agent-2", &error), >, 0);
  g_assert_no_error (error);
  g_assert_true (attune_test_wait_until (has_heard, &own, 10));
  g_assert_cmpuint (own.n, ==, 1);

  g_assert_cmpuint (count_people (fixture->store), ==, 3);
  g_assert_cmpuint (count_people (other), ==, 3);
  attune_store_fixture_close (other);
  g_assert_cmpint (add_person (fixture->store, fixture->manager, "agent-3", &error), >, 0);
  g_assert_no_error (error);
  /* What is still to be told is told after this function, whose variables are gone then. */
  g_signal_handlers_disconnect_by_data (fixture->store, &own);
}

/* Fills the feed with `GPOINTER_TO_INT (arguments)` changes as of a year ago. */
static gboolean
run_fill_feed (AttuneStore *store, GTask *task, gpointer arguments)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;
  gint64 then = attune_id_source_now (attune_store_get_ids (store)) - 365 * G_TIME_SPAN_DAY;

  for (int i = 0; i < GPOINTER_TO_INT (arguments); i++)
    {
      attune_batch_add (batch, "INSERT INTO change (kind, subject_id, at) VALUES (2, $id, $at)",
                        "");
      attune_batch_bind_int (batch, "id", i + 1);
      attune_batch_bind_int (batch, "at", then);
      attune_batch_add (batch, "INSERT INTO command (id, at, is_lasting) VALUES ($id, $at, $last)",
                        "");
      attune_batch_bind_int (batch, "id", i + 1);
      attune_batch_bind_int (batch, "at", then);
      attune_batch_bind_int (batch, "last", i % 2);
    }
  result = attune_db_run (attune_store_get_db (store), batch, NULL);
  g_task_return_boolean (task, result != NULL);
  return FALSE;
}

static void
test_several (AttuneStoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AttuneStore *other = open_store (fixture->path, 8, &error);
  Heard heard = { 0 };

  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &heard);
  g_assert_true (
    run_work (other, ATTUNE_PRIORITY_WRITE, run_fill_feed, GINT_TO_POINTER (2000), &error));
  g_assert_true (attune_test_wait_until (has_heard, &heard, 10));
  g_assert_cmpuint (heard.n, <=, ATTUNE_N_CHANGE_KINDS);
  g_assert_cmpuint (heard.n_several, ==, heard.n);
  g_signal_handlers_disconnect_by_data (fixture->store, &heard);
  attune_store_fixture_close (other);
}

static gboolean
run_count (AttuneStore *store, GTask *task, gpointer arguments)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch, "SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM command)",
                    "ii");
  result = attune_db_run (attune_store_get_db (store), batch, NULL);
  for (guint i = 0; i < 2; i++)
    ((gint64 *) arguments)[i] = attune_rows_get_int (attune_result_rows (result, 0), 0, i);
  g_task_return_boolean (task, TRUE);
  return FALSE;
}

/* The first write clears what is old out of the feed and the commands, the lasting ones excepted. */
static void
test_prune (AttuneStoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 counts[2];
  AttuneStore *other;

  g_assert_true (run_work (fixture->store, ATTUNE_PRIORITY_WRITE, run_fill_feed,
                           GINT_TO_POINTER (2500), &error));
  add_person (fixture->store, fixture->manager, "agent-1", &error);
  other = open_store (fixture->path, 8, &error);
  g_assert_no_error (error);

  /* Whoever only looks writes nothing. */
  run_work (other, ATTUNE_PRIORITY_BACKGROUND, run_count, counts, &error);
  g_assert_cmpint (counts[0], >=, 2500);
  add_person (other, fixture->manager, "agent-2", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 20; i++)
    {
      run_work (other, ATTUNE_PRIORITY_BACKGROUND, run_count, counts, &error);
      if (counts[0] < 10 && counts[1] < 1260)
        break;
    }
  /* The other's clock is the real one, for which the fixture's own rows are old as well: they go at most. */
  g_assert_cmpint (counts[0], <=, 2);
  g_assert_cmpint (counts[1], >=, 1250);
  g_assert_cmpint (counts[1], <=, 1253);
  attune_store_fixture_close (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                \
  g_test_add ("/store/store/" name, AttuneStoreFixture, NULL, attune_store_fixture_set_up, \
              function, attune_store_fixture_tear_down)
  ADD ("repeated", test_repeated);
  ADD ("close", test_close);
  ADD ("close-in-background", test_close_in_background);
  ADD ("cancel", test_cancel);
  ADD ("twice-open", test_twice_open);
  ADD ("several", test_several);
  ADD ("prune", test_prune);
#undef ADD

  return g_test_run ();
}
