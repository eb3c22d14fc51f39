/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "conformance.h"

#include "attune-test-support.h"

static AttuneDb *
open_again (Conformance *self, AttuneDbMode mode)
{
  g_autoptr (GError) error = NULL;
  AttuneDb *db = self->engine->open (self->location, mode, 50, &error);

  g_assert_no_error (error);
  return db;
}

static void
assert_no_opening (Conformance *self,
                   const char *location,
                   AttuneDbMode mode,
                   AttuneStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (self->engine->open (location, mode, 50, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, (int) code);
}

static void
test_open (Conformance *self, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "nowhere.attune", NULL);

  assert_no_opening (self, nowhere, ATTUNE_DB_OPEN, ATTUNE_STORE_ERROR_NOT_FOUND);
  assert_no_opening (self, nowhere, ATTUNE_DB_READ, ATTUNE_STORE_ERROR_NOT_FOUND);
  assert_no_opening (self, self->location, ATTUNE_DB_CREATE, ATTUNE_STORE_ERROR_EXISTS);
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));

  conformance_execute (self->db, "INSERT INTO thing (id, must) VALUES (1, 42)");
  g_clear_pointer (&self->db, attune_db_close);
  self->db = open_again (self, ATTUNE_DB_OPEN);
  g_assert_cmpint (attune_db_get_version (self->db, NULL), ==, 1);
  g_assert_cmpint (conformance_get_int (self->db, "SELECT must FROM thing"), ==, 42);
}

static void
test_read_only (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneDb) reader = NULL;
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autofree char *message = NULL;

  conformance_execute (self->db, "INSERT INTO thing (id, must) VALUES (1, 42)");
  reader = open_again (self, ATTUNE_DB_READ);
  g_assert_cmpint (conformance_get_int (reader, "SELECT must FROM thing"), ==, 42);
  conformance_add (batch, 2);
  message = conformance_fail (reader, batch, ATTUNE_STORE_ERROR_READ_ONLY);
}

static void
test_migrate (Conformance *self, gconstpointer data)
{
  static const char *const good[] = { "ALTER TABLE counter ADD COLUMN y BIGINT", NULL };
  static const char *const bad[] = { "ALTER TABLE counter ADD COLUMN z BIGINT",
                                     "UPDATE nowhere SET x = 1", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (attune_db_migrate (self->db, &(AttuneDbStep){ 1, 2, good, NULL }, &error));
  g_assert_no_error (error);
  g_assert_cmpint (attune_db_get_version (self->db, NULL), ==, 2);
  conformance_execute (self->db, "INSERT INTO counter (x, y) VALUES (1, 2)");

  g_assert_false (attune_db_migrate (self->db, &(AttuneDbStep){ 2, 3, bad, NULL }, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (attune_db_get_version (self->db, NULL), ==, 2);
  conformance_execute (self->db, "ALTER TABLE counter ADD COLUMN z BIGINT");
}

static void
test_data_version (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneDb) other = open_again (self, ATTUNE_DB_OPEN);
  gint64 version = attune_db_get_data_version (self->db);

  conformance_execute (self->db, "INSERT INTO thing (id, must) VALUES (1, 1)");
  g_assert_cmpint (attune_db_get_data_version (self->db), ==, version);
  conformance_execute (other, "INSERT INTO thing (id, must) VALUES (2, 1)");
  g_assert_cmpint (attune_db_get_data_version (self->db), !=, version);
  g_assert_cmpint (conformance_get_int (self->db, "SELECT count(*) FROM thing"), ==, 2);
}

static void
test_busy (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneBatch) reading = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneBatch) writing = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;
  g_autofree char *message = NULL;
  gpointer held = self->engine->hold (self->location);

  conformance_add (writing, 1);
  message = conformance_fail (self->db, writing, ATTUNE_STORE_ERROR_BUSY);
  self->engine->release (held);
  result = conformance_run (self->db, writing);
  g_assert_cmpint (conformance_get_int (self->db, "SELECT count(*) FROM thing"), ==, 1);
}

static void
test_damage (Conformance *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) none = attune_db_find_damage (self->db, conformance_tables, &error);
  g_auto (GStrv) some = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (none[0], ==, NULL);

  conformance_execute (self->db, "ALTER TABLE counter RENAME COLUMN x TO other");
  some = attune_db_find_damage (self->db, conformance_tables, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (some), ==, 1);
  g_assert_nonnull (g_strrstr (some[0], "counter"));
}

/* More megabytes than one step ever copies. */
static void
fill (Conformance *self)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;
  g_autofree char *text = g_strnfill (4000, 'x');

  for (gint64 i = 1; i <= 3000; i++)
    {
      attune_batch_add (batch, "INSERT INTO thing (id, t, must) VALUES ($id, $t, 1)", "");
      attune_batch_bind_int (batch, "id", i);
      attune_batch_bind_text (batch, "t", text);
    }
  result = conformance_run (self->db, batch);
}

static char *
name_copy (Conformance *self)
{
  return g_build_filename (self->folder, "copy.attune", NULL);
}

/* Steps `backup` to its end, letting `writer` add a thing before each of the first steps. Returns how many it took. */
static guint
copy_under_writes (AttuneDbBackup *backup, AttuneDb *writer, guint n_writes)
{
  g_autoptr (GError) error = NULL;
  double fraction = 0.0;
  guint n_steps = 0;

  for (; fraction < 1.0; n_steps++)
    {
      if (n_steps < n_writes)
        {
          g_autofree char *sql = g_strdup_printf ("INSERT INTO thing (id, must) VALUES (%u, %u); ",
                                                  10000 + n_steps, n_steps);

          conformance_execute (writer, sql);
        }
      attune_db_backup_step (backup, &fraction, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (fraction, >=, 0.0);
    }
  attune_db_backup_finish (backup, &error);
  g_assert_no_error (error);
  return n_steps;
}

static void
assert_copy_holds (Conformance *self, const char *copy, gint64 n_things)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneDb) db = self->engine->open (copy, ATTUNE_DB_READ, 50, &error);
  g_auto (GStrv) damage = NULL;

  g_assert_no_error (error);
  damage = attune_db_find_damage (db, conformance_tables, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (damage[0], ==, NULL);
  g_assert_cmpint (conformance_get_int (db, "SELECT count(*) FROM thing"), ==, n_things);
}

static void
test_backup (Conformance *self, gconstpointer data)
{
  g_autofree char *copy = name_copy (self);
  g_autoptr (GError) error = NULL;

  fill (self);
  g_assert_true (attune_db_copy (self->db, copy, &error));
  g_assert_no_error (error);
  assert_copy_holds (self, copy, 3000);

  g_assert_false (attune_db_copy (self->db, copy, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (attune_db_copy (self->db, "/nowhere/at/all", &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND);
}

static void
test_backup_under_own_writes (Conformance *self, gconstpointer data)
{
  g_autofree char *copy = name_copy (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneDbBackup) backup = NULL;
  guint n_steps;

  fill (self);
  backup = attune_db_backup_begin (self->db, copy, &error);
  g_assert_no_error (error);
  n_steps = copy_under_writes (backup, self->db, 1000);
  g_assert_cmpuint (n_steps, >, 2);
  assert_copy_holds (self, copy, 3000 + n_steps);
}

/* Another process that writes all the time makes the copy begin anew, but only a few times, however fast each step is. */
static void
test_backup_under_other_writes (Conformance *self, gconstpointer data)
{
  g_autofree char *copy = name_copy (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneDb) other = open_again (self, ATTUNE_DB_OPEN);
  g_autoptr (AttuneDbBackup) backup = NULL;
  guint n_steps;

  fill (self);
  backup = attune_db_backup_begin (self->db, copy, &error);
  g_assert_no_error (error);
  n_steps = copy_under_writes (backup, other, 1000);
  g_assert_cmpuint (n_steps, <, 20);
  assert_copy_holds (self, copy, 3000 + n_steps);
}

static void
test_backup_given_up (Conformance *self, gconstpointer data)
{
  g_autofree char *copy = name_copy (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  AttuneDbBackup *backup;
  double fraction = 0.0;

  fill (self);
  backup = attune_db_backup_begin (self->db, copy, &error);
  g_assert_no_error (error);
  g_assert_true (attune_db_backup_step (backup, &fraction, &error));
  g_assert_cmpfloat (fraction, <, 1.0);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  attune_db_backup_free (backup);

  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "copy"));
  conformance_execute (self->db, "DELETE FROM thing");
}

void
conformance_add_db_tests (const Engine *engine)
{
  conformance_add_test (engine, "open", test_open);
  conformance_add_test (engine, "read-only", test_read_only);
  conformance_add_test (engine, "migrate", test_migrate);
  conformance_add_test (engine, "data-version", test_data_version);
  conformance_add_test (engine, "busy", test_busy);
  conformance_add_test (engine, "damage", test_damage);
  conformance_add_test (engine, "backup", test_backup);
  conformance_add_test (engine, "backup-own-writes", test_backup_under_own_writes);
  conformance_add_test (engine, "backup-other-writes", test_backup_under_other_writes);
  conformance_add_test (engine, "backup-given-up", test_backup_given_up);
}
