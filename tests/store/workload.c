/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "workload.h"

#include "attune-await.h"
#include "attune-people.h"
#include "attune-test-support.h"
#include "attune-upkeep.h"

#include <sqlite3.h>
#include <stdlib.h>

static const AttuneSqliteOptions *engine_options;
static char *home;

static void
remove_home (void)
{
  attune_test_folder_remove (g_steal_pointer (&home));
}

void
workload_init (int *argc, char ***argv)
{
  home = attune_test_folder_new ();
  atexit (remove_home);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (argc, argv, NULL);
}

static AttuneDb *
open_db (const char *location, gboolean is_new, GError **error)
{
  return attune_sqlite_open (location, is_new ? ATTUNE_DB_CREATE : ATTUNE_DB_OPEN, engine_options,
                             error);
}

AttuneStore *
workload_open (const char *path,
               gboolean is_new,
               const AttuneSqliteOptions *options,
               GError **error)
{
  AttuneStoreOptions store_options = { .writer = 7, .open_db = options != NULL ? open_db : NULL };
  g_autoptr (GAsyncResult) result = NULL;

  engine_options = options;
  if (is_new)
    attune_store_create_async (path, &(AttuneWorkspaceSpec){ "Test", "UTC", "Ann Koski", FALSE },
                               &store_options, NULL, attune_await_cb, &result);
  else
    attune_store_open_async (path, &store_options, NULL, attune_await_cb, &result);
  return attune_store_open_finish (attune_await (&result), error);
}

void
workload_close (AttuneStore *store)
{
  attune_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store);
}

static GPtrArray *
list_people (AttuneStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_store_list_people_async (store, 0, NULL, attune_await_cb, &result);
  return attune_store_list_people_finish (store, attune_await (&result), error);
}

gint64
workload_get_manager (AttuneStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = list_people (store, &error);

  g_assert_no_error (error);
  return ((AttunePerson *) g_ptr_array_index (people, 0))->id;
}

gboolean
workload_add (AttuneStore *store, gint64 manager, const char *external_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_store_add_person_async (store, manager,
                                 &(AttunePersonSpec){ external_id, "Somebody with a name",
                                                      ATTUNE_ROLE_AGENT, 0 },
                                 NULL, attune_await_cb, &result);
  return attune_store_add_person_finish (store, attune_await (&result), error) != 0;
}

/* Every save leaves one row in each of these tables; creating the workspace leaves one person and two events. */
static gboolean
is_whole (const char *path, char **out_reason)
{
  static const char
    sql[] = "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM command),"
            " (SELECT count(*) FROM change), (SELECT count(*) FROM event) - 1,"
            " (SELECT count(*) FROM event_content) - 1, (SELECT sum (seq) FROM trail_head) - 1";
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gboolean is_same = TRUE;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  for (int i = 1; i < sqlite3_column_count (statement); i++)
    is_same = is_same && sqlite3_column_int64 (statement, i) == sqlite3_column_int64 (statement, 0);
  if (!is_same)
    *out_reason = g_strdup_printf ("%lld people, %lld commands, %lld changes, %lld events",
                                   sqlite3_column_int64 (statement, 0),
                                   sqlite3_column_int64 (statement, 1),
                                   sqlite3_column_int64 (statement, 2),
                                   sqlite3_column_int64 (statement, 3));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return is_same;
}

static Verdict
judge_people (AttuneStore *store, GPtrArray *acknowledged, char **out_reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = list_people (store, &error);
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);

  if (people == NULL)
    {
      *out_reason = g_strdup (error->message);
      return VERDICT_CORRUPT;
    }

  for (guint i = 0; i < people->len; i++)
    g_hash_table_add (there, ((AttunePerson *) g_ptr_array_index (people, i))->external_id);
  for (guint i = 0; i < acknowledged->len; i++)
    {
      if (g_hash_table_contains (there, g_ptr_array_index (acknowledged, i)))
        continue;
      *out_reason = g_strdup (g_ptr_array_index (acknowledged, i));
      return VERDICT_LOST;
    }
  return VERDICT_SOUND;
}

static Verdict
judge_check (AttuneStore *store, char **out_reason)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneCheckReport) report = NULL;
  const AttuneFinding *finding;

  attune_store_check_async (store, NULL, NULL, NULL, attune_await_cb, &result);
  report = attune_store_check_finish (store, attune_await (&result), &error);
  if (report != NULL && report->n_findings == 0)
    return VERDICT_SOUND;

  finding = report != NULL ? g_ptr_array_index (report->findings, 0) : NULL;
  *out_reason = finding != NULL ? g_strconcat (finding->place, ": ", finding->message, NULL)
                                : g_strdup (error->message);
  return VERDICT_CORRUPT;
}

Verdict
workload_judge (const char *path, GPtrArray *acknowledged, char **out_reason)
{
  g_autoptr (GError) error = NULL;
  AttuneStore *store = workload_open (path, FALSE, NULL, &error);
  Verdict verdict;

  *out_reason = NULL;
  if (store == NULL)
    {
      *out_reason = g_strdup (error->message);
      return VERDICT_CORRUPT;
    }

  verdict = judge_check (store, out_reason);
  if (verdict == VERDICT_SOUND)
    verdict = judge_people (store, acknowledged, out_reason);
  workload_close (store);
  if (verdict == VERDICT_SOUND && !is_whole (path, out_reason))
    verdict = VERDICT_HALF;
  return verdict;
}
