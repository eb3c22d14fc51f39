/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-sqlite.h"
#include "attune-store-fixture.h"

#include <sqlite3.h>

/* Enough for SQLite to see that it has to wait. */
#define PATIENCE_MS 20

static gint64
get_int (AttuneDb *db, const char *sql)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  g_autoptr (GError) error = NULL;

  attune_batch_add (batch, sql, "i");
  result = attune_db_run (db, batch, &error);
  g_assert_no_error (error);
  return attune_rows_get_int (attune_result_rows (result, 0), 0, 0);
}

static AttuneDb *
open_engine (AttuneStoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  AttuneDb *db = attune_sqlite_open (self->path, ATTUNE_DB_OPEN,
                                     &(AttuneSqliteOptions){ .busy_timeout_ms = PATIENCE_MS },
                                     &error);

  g_assert_no_error (error);
  return db;
}

/* What design.md says of SQLite, and what a file that somebody else made up may not do. */
static void
test_settings (AttuneStoreFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    gint64 value;
  } settings[] = {
    { "SELECT trusted_schema FROM pragma_trusted_schema", 0 },
    { "SELECT cell_size_check FROM pragma_cell_size_check", 1 },
    { "SELECT foreign_keys FROM pragma_foreign_keys", 1 },
    { "SELECT journal_mode = 'truncate' FROM pragma_journal_mode", 1 },
    { "SELECT synchronous FROM pragma_synchronous", 2 },
  };
  g_autoptr (AttuneDb) db = open_engine (self);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    g_assert_cmpint (get_int (db, settings[i].sql), ==, settings[i].value);
}

/* A function of the program's that a file has no business with. */
static int n_pokes;

static void
poke (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  n_pokes++;
  sqlite3_result_int (context, 1);
}

static int
add_poke (sqlite3 *handle, char **message, const struct sqlite3_api_routines *api)
{
  return sqlite3_create_function (handle, "poke", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, poke,
                                  NULL, NULL);
}

static void
test_poking_file (AttuneStoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sqlite3_auto_extension ((void (*) (void)) add_poke);
  attune_store_fixture_execute (self, "CREATE INDEX sly ON person (poke (name))");
  g_assert_cmpint (n_pokes, ==, 1);
  g_assert_null (attune_sqlite_open (self->path, ATTUNE_DB_OPEN, NULL, &error));
  sqlite3_reset_auto_extension ();
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT);
  g_assert_cmpint (n_pokes, ==, 1);
}

/* Whoever brings a workspace up to date has it alone from the first look on: beside somebody who is writing it neither takes
 * the step nor makes the copy of before. */
static void
test_migrating_beside_writer (AttuneStoreFixture *self, gconstpointer data)
{
  static const char *const statements[] = { NULL };
  g_autofree char *copy = g_strconcat (self->path, ".before", NULL);
  g_autoptr (AttuneDb) db = open_engine (self);
  int version = attune_db_get_version (db, NULL);
  const AttuneDbStep steps[] = { { version, version + 1, statements, copy },
                                 { version - 1, version, statements, NULL } };
  sqlite3 *writer = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &writer), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (writer, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (attune_db_migrate (db, &steps[i], &error));
      g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_BUSY);
      g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
    }
  sqlite3_close (writer);
  g_assert_cmpint (attune_db_get_version (db, NULL), ==, version);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                 \
  g_test_add ("/store/engine/" name, AttuneStoreFixture, NULL, attune_store_fixture_set_up, \
              function, attune_store_fixture_tear_down)
  ADD ("settings", test_settings);
  ADD ("poking-file", test_poking_file);
  ADD ("migrating-beside-writer", test_migrating_beside_writer);
#undef ADD

  return g_test_run ();
}
