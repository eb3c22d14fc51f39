/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-older.h"
#include "attune-schema.h"
#include "attune-test-support.h"

#include <glib/gstdio.h>
#include <string.h>

/* Steps that no published version has. */
static const char *const to_2[] = { "CREATE TABLE extra (id BIGINT NOT NULL, PRIMARY KEY (id))",
                                    "INSERT INTO extra (id) VALUES (2)", NULL };
static const char *const to_3[] = { "INSERT INTO extra (id) VALUES (3)", NULL };
static const char *const to_3_wrong[] = { "INSERT INTO extra (id) VALUES (3)",
                                          "INSERT INTO nowhere (id) VALUES (3)", NULL };
static const AttuneMigration steps[] = { { 2, to_2 }, { 3, to_3 }, { 0 } };
static const AttuneMigration wrong_steps[] = { { 2, to_2 }, { 3, to_3_wrong }, { 0 } };

typedef struct
{
  char *folder;
  char *path;
  AttuneDb *db;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = attune_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "schema.attune", NULL);
  fixture->db = attune_db_open (fixture->path, ATTUNE_DB_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->db, attune_db_close);
  attune_test_folder_remove (fixture->folder);
  g_free (fixture->path);
}

static void
apply (Fixture *fixture, int version, const AttuneMigration *migrations)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (attune_schema_apply (fixture->db, fixture->path, version, migrations, &error));
  g_assert_no_error (error);
  g_assert_cmpint (attune_db_get_version (fixture->db, NULL), ==, version);
}

static gint64
count_extra (AttuneDb *db)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch, "SELECT count(*) FROM extra", "i");
  result = attune_db_run (db, batch, NULL);
  return result != NULL ? attune_rows_get_int (attune_result_rows (result, 0), 0, 0) : -1;
}

static void
assert_copy (Fixture *fixture, int version, gint64 n_extra)
{
  g_autofree char *copy = g_strdup_printf ("%s.version-%d", fixture->path, version);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneDb) db = attune_db_open (copy, ATTUNE_DB_READ, &error);

  g_assert_no_error (error);
  g_assert_cmpint (attune_db_get_version (db, NULL), ==, version);
  g_assert_cmpint (count_extra (db), ==, n_extra);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, ".version-") != NULL;
  return n;
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) damage = NULL;

  g_assert_true (attune_schema_upgrade (fixture->db, fixture->path, &error));
  g_assert_no_error (error);
  g_assert_true (attune_schema_upgrade (fixture->db, fixture->path, &error));
  g_assert_cmpint (attune_db_get_version (fixture->db, NULL), ==, ATTUNE_SCHEMA_VERSION);
  g_assert_cmpuint (count_files (fixture), ==, 0);

  damage = attune_db_find_damage (fixture->db, attune_schema_get_tables (), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (damage[0], ==, NULL);
}

static void
run (AttuneDb *db, const char *sql)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;
  g_autoptr (GError) error = NULL;

  attune_batch_add (batch, sql, "");
  result = attune_db_run (db, batch, &error);
  g_assert_no_error (error);
}

/* The indexes of a table, in the order of their names. Owned by the caller. */
static char *
list_indexes (Fixture *fixture)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  g_autoptr (GError) error = NULL;

  attune_batch_add (batch,
                    "SELECT group_concat (sql, ';') FROM (SELECT sql FROM sqlite_master"
                    " WHERE type = 'index' AND sql IS NOT NULL ORDER BY name) AS s",
                    "t");
  result = attune_db_run (fixture->db, batch, &error);
  g_assert_no_error (error);
  return g_strdup (attune_rows_get_text (attune_result_rows (result, 0), 0, 0));
}

/* A workspace of the first version becomes one of this, with what is in it. */
static void
test_from_first (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) back = attune_older_list_steps (1);
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) damage = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *indexes = NULL;

  g_assert_true (attune_schema_upgrade (fixture->db, fixture->path, &error));
  fresh = list_indexes (fixture);
  g_assert_true (attune_db_migrate (fixture->db,
                                    &(AttuneDbStep){ ATTUNE_SCHEMA_VERSION, 1,
                                                     (const char *const *) back, NULL },
                                    &error));
  run (fixture->db, "INSERT INTO person (id, rev, external_id, name, roles)"
                    " VALUES (1, 1, 'a', 'A', 1)");
  run (fixture->db, "INSERT INTO interaction (id, rev, channel, started_at, day, customer, subject,"
                    " search, source, created_by, created_at)"
                    " VALUES (1, 1, 0, 0, 19700101, '', '', '', '', 1, 0)");
  run (fixture->db, "INSERT INTO media (id, rev, interaction_id, kind, path, is_copied)"
                    " VALUES (1, 1, 1, 0, '/a.wav', 0)");

  g_assert_true (attune_schema_upgrade (fixture->db, fixture->path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (attune_db_get_version (fixture->db, NULL), ==, ATTUNE_SCHEMA_VERSION);
  indexes = list_indexes (fixture);
  g_assert_cmpstr (indexes, ==, fresh);
  attune_batch_add (batch, "SELECT count (*) FROM media WHERE name = ''", "i");
  result = attune_db_run (fixture->db, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 0), 0, 0), ==, 1);
  damage = attune_db_find_damage (fixture->db, attune_schema_get_tables (), NULL);
  g_assert_cmpstr (damage[0], ==, NULL);
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  apply (fixture, 1, steps);
  g_assert_cmpint (count_extra (fixture->db), ==, -1);
  apply (fixture, 3, steps);
  g_assert_cmpint (count_extra (fixture->db), ==, 2);
  assert_copy (fixture, 1, -1);
  apply (fixture, 3, steps);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_from_middle (Fixture *fixture, gconstpointer data)
{
  static const AttuneMigration first[] = { { 2, to_2 }, { 0 } };

  apply (fixture, 1, first);
  apply (fixture, 2, first);
  g_assert_cmpint (count_extra (fixture->db), ==, 1);
  apply (fixture, 3, steps);
  g_assert_cmpint (count_extra (fixture->db), ==, 2);
  assert_copy (fixture, 2, 1);
}

/* A step that fails leaves the version before it whole, and the copy; the next attempt's copy is a fresh one. */
static void
test_failing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  apply (fixture, 1, steps);
  g_assert_false (attune_schema_apply (fixture->db, fixture->path, 3, wrong_steps, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (attune_db_get_version (fixture->db, NULL), ==, 2);
  g_assert_cmpint (count_extra (fixture->db), ==, 1);
  assert_copy (fixture, 1, -1);

  apply (fixture, 3, steps);
  g_assert_cmpint (count_extra (fixture->db), ==, 2);
  assert_copy (fixture, 2, 1);
}

/* What another handle, as another process has it, has done in the meantime is not done again; nor is its copy replaced by
 * one of what came after. */
static void
test_done_by_other (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (fixture->path, ".version-1", NULL);
  const AttuneDbStep step = { 1, 2, to_2, copy };
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneDb) other = NULL;

  apply (fixture, 1, steps);
  other = attune_db_open (fixture->path, ATTUNE_DB_OPEN, &error);
  g_assert_no_error (error);
  g_assert_cmpint (attune_db_get_version (other, NULL), ==, 1);
  apply (fixture, 2, steps);

  g_assert_true (attune_db_migrate (other, &step, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_extra (other), ==, 1);
  assert_copy (fixture, 1, -1);
}

static void
test_no_copy_of_copies (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) back = attune_older_list_steps (1);
  g_autoptr (GError) error = NULL;

  g_assert_true (attune_schema_upgrade (fixture->db, fixture->path, &error));
  g_assert_true (attune_db_migrate (fixture->db,
                                    &(AttuneDbStep){ ATTUNE_SCHEMA_VERSION, 1,
                                                     (const char *const *) back, NULL },
                                    &error));
  g_assert_true (attune_schema_upgrade_copy (fixture->db, fixture->path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (attune_db_get_version (fixture->db, NULL), ==, ATTUNE_SCHEMA_VERSION);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

/* Without room for the copy nothing is changed. */
static void
test_no_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *in_the_way = g_strconcat (fixture->path, ".version-1", NULL);
  g_autoptr (GError) error = NULL;

  apply (fixture, 1, steps);
  g_assert_cmpint (g_mkdir (in_the_way, 0700), ==, 0);
  g_assert_false (attune_schema_apply (fixture->db, fixture->path, 3, steps, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_assert_cmpint (attune_db_get_version (fixture->db, NULL), ==, 1);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  static const char *const nothing[] = { NULL };
  g_autoptr (GError) error = NULL;

  apply (fixture, 1, steps);
  g_assert_true (attune_db_migrate (fixture->db,
                                    &(AttuneDbStep){ 1, ATTUNE_SCHEMA_VERSION + 1, nothing, NULL },
                                    &error));
  g_assert_false (attune_schema_upgrade (fixture->db, fixture->path, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_cmpint (attune_db_get_version (fixture->db, NULL), ==, ATTUNE_SCHEMA_VERSION + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/schema/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("new", test_new);
  ADD ("from-first", test_from_first);
  ADD ("steps", test_steps);
  ADD ("from-middle", test_from_middle);
  ADD ("failing", test_failing);
  ADD ("done-by-other", test_done_by_other);
  ADD ("no-copy-of-copies", test_no_copy_of_copies);
  ADD ("no-copy", test_no_copy);
  ADD ("newer", test_newer);
#undef ADD

  return g_test_run ();
}
