/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-evaluations.h"
#include "attune-installation.h"
#include "attune-kept.h"
#include "attune-schema.h"
#include "attune-sqlite-private.h"
#include "attune-store-fixture.h"
#include "attune-test-support.h"
#include "workload.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
  char *contents; /* of a good workspace */
  gsize size;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AttuneStore *store;

  fixture->folder = attune_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "bad.attune", NULL);
  store = workload_open (fixture->path, TRUE, NULL, &error);
  g_assert_no_error (error);
  workload_close (store);
  g_assert_true (g_file_get_contents (fixture->path, &fixture->contents, &fixture->size, &error));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  attune_test_folder_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->contents);
}

static void
put (Fixture *fixture, const char *contents, gsize size)
{
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size, NULL));
}

/* Opens what must not open: the error has the code (one of two), names the path, and the file is as it was. */
static void
assert_refused (Fixture *fixture, AttuneStoreError code, AttuneStoreError or_code)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize size_before = 0;
  gsize size_after = 0;

  g_file_get_contents (fixture->path, &before, &size_before, NULL);
  g_assert_null (workload_open (fixture->path, FALSE, NULL, &error));
  if (!g_error_matches (error, ATTUNE_STORE_ERROR, (int) code) &&
      !g_error_matches (error, ATTUNE_STORE_ERROR, (int) or_code))
    g_error ("%" G_GSIZE_FORMAT " bytes: %s", size_before, error->message);
  g_assert_nonnull (strstr (error->message, fixture->path));
  /* What, where, and what to do. */
  g_assert_cmpuint (strlen (error->message), >, strlen (fixture->path) + 30);

  g_file_get_contents (fixture->path, &after, &size_after, NULL);
  g_assert_cmpmem (before, size_before, after, size_after);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  assert_refused (fixture, ATTUNE_STORE_ERROR_NOT_FOUND, ATTUNE_STORE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_free (fixture->path);
  fixture->path = g_strdup ("/nowhere/at/all.attune");
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (workload_open (fixture->path, FALSE, NULL, &error));
    g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_null (workload_open (fixture->path, TRUE, NULL, &error));
    g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND);
  }
}

/* What is no path is not looked for as one. */
static void
test_address (void)
{
  static const char *const addresses[] = { "http://example.com/x.attune", "file:///x.attune",
                                           "sftp://ann@host/x.attune" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (workload_open (addresses[i], FALSE, NULL, &error));
      g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE);
      g_assert_nonnull (strstr (error->message, addresses[i]));
      g_assert_nonnull (strstr (error->message, "address"));
    }
}

/* A workspace that has lost its version is no empty one, which would be made anew. */
static void
test_lost_version (Fixture *fixture, gconstpointer data)
{
  static const char *const versions[] = { "0", "-1" };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %s", versions[i]);
      g_autoptr (GError) error = NULL;
      sqlite3 *handle = NULL;

      put (fixture, fixture->contents, fixture->size);
      g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (handle);
      assert_refused (fixture, ATTUNE_STORE_ERROR_CORRUPT, ATTUNE_STORE_ERROR_CORRUPT);
      g_assert_null (workload_open (fixture->path, FALSE, NULL, &error));
      g_assert_null (strstr (error->message, "Delete"));
      g_assert_nonnull (strstr (error->message, "backup"));
    }
}

static void
test_not_files (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  assert_refused (fixture, ATTUNE_STORE_ERROR_NOT_STORE, ATTUNE_STORE_ERROR_NOT_STORE);

  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  g_assert_cmpint (symlink ("nowhere", fixture->path), ==, 0);
  assert_refused (fixture, ATTUNE_STORE_ERROR_NOT_FOUND, ATTUNE_STORE_ERROR_NOT_FOUND);
}

static void
test_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_unlink (fixture->path);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (workload_open (fixture->path, FALSE, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put (fixture, "", 0);
  assert_refused (fixture, ATTUNE_STORE_ERROR_NOT_STORE, ATTUNE_STORE_ERROR_NOT_STORE);
  g_assert_null (workload_open (fixture->path, TRUE, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *zeros = g_malloc0 (100000);
  g_autofree char *long_text = g_strnfill (100000, 'x');

  put (fixture, "Dear diary,\n", 12);
  assert_refused (fixture, ATTUNE_STORE_ERROR_NOT_STORE, ATTUNE_STORE_ERROR_NOT_STORE);
  put (fixture, long_text, 100000);
  assert_refused (fixture, ATTUNE_STORE_ERROR_NOT_STORE, ATTUNE_STORE_ERROR_NOT_STORE);
  put (fixture, zeros, 100000);
  assert_refused (fixture, ATTUNE_STORE_ERROR_NOT_STORE, ATTUNE_STORE_ERROR_CORRUPT);
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static void
test_other_application (Fixture *fixture, gconstpointer data)
{
  static const char *const settings[] = {
    "CREATE TABLE recipes (name TEXT)",
    "PRAGMA application_id=252006673; CREATE TABLE recipes (name TEXT)",
    "PRAGMA user_version=1; CREATE TABLE person (id BIGINT)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_unlink (fixture->path);
      run_sql (fixture->path, settings[i]);
      assert_refused (fixture, ATTUNE_STORE_ERROR_NOT_STORE, ATTUNE_STORE_ERROR_NOT_STORE);
    }
}

/* One that is open elsewhere with a write-ahead log: neither it nor the log is touched. */
static void
test_other_wal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before;
  gsize size_after;
  sqlite3 *handle = NULL;

  g_unlink (fixture->path);
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "PRAGMA journal_mode=WAL; CREATE TABLE recipes (name TEXT);"
                                 "INSERT INTO recipes VALUES ('soup')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);

  g_assert_true (g_file_get_contents (log_path, &before, &size_before, NULL));
  assert_refused (fixture, ATTUNE_STORE_ERROR_NOT_STORE, ATTUNE_STORE_ERROR_NOT_STORE);
  g_assert_true (g_file_get_contents (log_path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version=%d", ATTUNE_SCHEMA_VERSION + 1);

  run_sql (fixture->path, sql);
  assert_refused (fixture, ATTUNE_STORE_ERROR_NEWER, ATTUNE_STORE_ERROR_NEWER);
}

static void
test_unfinished (Fixture *fixture, gconstpointer data)
{
  run_sql (fixture->path, "DELETE FROM workspace");
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (workload_open (fixture->path, FALSE, NULL, &error));
    g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT);
    g_assert_nonnull (strstr (error->message, fixture->path));
  }

  run_sql (fixture->path, "PRAGMA user_version=0");
  assert_refused (fixture, ATTUNE_STORE_ERROR_CORRUPT, ATTUNE_STORE_ERROR_CORRUPT);
}

/* Cut off at many lengths: never a crash, never a part taken for the whole. */
static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 1, 15, 16, 17, 60, 99, 100, 101, 511, 512, 513, 4095 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      put (fixture, fixture->contents, lengths[i]);
      assert_refused (fixture, ATTUNE_STORE_ERROR_NOT_STORE, ATTUNE_STORE_ERROR_CORRUPT);
    }
  for (gsize length = 4096; length < fixture->size; length += 4096)
    {
      put (fixture, fixture->contents, length);
      assert_refused (fixture, ATTUNE_STORE_ERROR_CORRUPT, ATTUNE_STORE_ERROR_CORRUPT);
      put (fixture, fixture->contents, length - 1000);
      assert_refused (fixture, ATTUNE_STORE_ERROR_CORRUPT, ATTUNE_STORE_ERROR_CORRUPT);
    }
}

/* The end of the last page alone is missing. */
static void
test_cut_in_last_page (Fixture *fixture, gconstpointer data)
{
  static const gsize missing[] = { 1, 100, 4095 };

  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      put (fixture, fixture->contents, fixture->size - missing[i]);
      assert_refused (fixture, ATTUNE_STORE_ERROR_CORRUPT, ATTUNE_STORE_ERROR_CORRUPT);
    }
}

/* What somebody has put into it, which would act or pretend where Attune reads and writes. */
static void
test_strangers (Fixture *fixture, gconstpointer data)
{
  static const char *const statements[] = {
    "CREATE TRIGGER spy AFTER INSERT ON event BEGIN DELETE FROM event; END",
    "CREATE VIEW spy AS SELECT 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (GError) error = NULL;
      sqlite3 *handle = NULL;

      put (fixture, fixture->contents, fixture->size);
      g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (handle, statements[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (handle);
      assert_refused (fixture, ATTUNE_STORE_ERROR_CORRUPT, ATTUNE_STORE_ERROR_CORRUPT);
      g_assert_null (workload_open (fixture->path, FALSE, NULL, &error));
      g_assert_nonnull (strstr (error->message, "“spy”"));
    }
}

/* Under two names it would have two journals. */
static void
test_second_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_strconcat (fixture->path, ".other", NULL);
  g_autoptr (GError) error = NULL;
  AttuneStore *store;

  g_assert_cmpint (link (fixture->path, other), ==, 0);
  assert_refused (fixture, ATTUNE_STORE_ERROR_INVALID, ATTUNE_STORE_ERROR_INVALID);
  g_assert_cmpint (g_unlink (other), ==, 0);
  store = workload_open (fixture->path, FALSE, NULL, &error);
  g_assert_no_error (error);
  workload_close (store);
}

/* Bytes overwritten at random: it opens or is refused, and a check says what is wrong or nothing is; never a crash. */
static void
test_scribbled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  guint n = attune_test_count (60, 300, 3000);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *contents = g_memdup2 (fixture->contents, fixture->size);
      g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
      g_autofree char *reason = NULL;

      for (guint j = 0; j < 40; j++)
        contents[g_test_rand_int_range (0, (gint32) fixture->size)] = (char)
          g_test_rand_int_range (0, 256);
      g_unlink (journal);
      put (fixture, contents, fixture->size);
      workload_judge (fixture->path, nobody, &reason);
    }
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (
    workload_open (fixture->path, FALSE, &(AttuneSqliteOptions){ .busy_timeout_ms = 50 }, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, fixture->path));
  sqlite3_close (handle);
}

/* Without root's powers ------------------------------------------------------------------------------------------------ */

/* In a process of its own, which gives root's powers up where it has them. */
static void
become_ordinary (Fixture *fixture)
{
  if (geteuid () != 0)
    return;

  g_assert_cmpint (chown (fixture->folder, 65534, 65534), ==, 0);
  g_assert_cmpint (chown (fixture->path, 65534, 65534), ==, 0);
  g_assert_cmpint (setgid (65534), ==, 0);
  g_assert_cmpint (setuid (65534), ==, 0);
}

static void
run_apart (const char *test)
{
  g_test_trap_subprocess (test, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* Opens what can only be read: why is said in words with `word` in them, and again where something is to be written;
 * reading goes on, and the file stays as it was. */
static void
assert_read_only (Fixture *fixture, const char *word)
{
  AttunePersonSpec spec = { "new", "New", ATTUNE_ROLE_AGENT, 0 };
  g_autoptr (GError) error = NULL;
  AttuneStore *store = workload_open (fixture->path, FALSE, NULL, &error);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before = 0;
  gsize size_after = 0;
  gint64 manager;

  g_assert_no_error (error);
  g_file_get_contents (fixture->path, &before, &size_before, NULL);
  g_assert_nonnull (attune_store_get_read_only_reason (store));
  g_assert_nonnull (strstr (attune_store_get_read_only_reason (store), word));
  manager = workload_get_manager (store);
  g_assert_cmpint (ATTUNE_CALL (add_person, store, &error, manager, &spec), ==, 0);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_cmpint (ATTUNE_CALL_OK (release_due, store, manager), ==, 0);

  /* What is left where is not worth a word. */
  g_assert_true (ATTUNE_CALL_OK (save_kept, store, manager, "filters", 0, "{}"));
  workload_close (store);
  g_file_get_contents (fixture->path, &after, &size_after, NULL);
  g_assert_cmpmem (before, size_before, after, size_after);
}

/* Moved away while it is open, and a copy in its place: neither is a matter of permissions. Put back, it goes on. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_build_filename (fixture->folder, "away.attune", NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;
  AttuneStore *store = workload_open (fixture->path, FALSE, NULL, NULL);
  gint64 manager = workload_get_manager (store);

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  for (guint i = 0; i < 2; i++)
    {
      AttunePersonSpec spec = { i == 0 ? "one" : "two", "New", ATTUNE_ROLE_AGENT, 0 };
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (g_rename (fixture->path, away), ==, 0);
      if (i == 1)
        g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) size, NULL));
      g_assert_cmpint (ATTUNE_CALL (add_person, store, &error, manager, &spec), ==, 0);
      g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY);
      g_assert_nonnull (strstr (error->message, fixture->path));
      g_assert_nonnull (strstr (error->message, "Put it back"));

      g_assert_cmpint (g_rename (away, fixture->path), ==, 0);
      g_assert_cmpint (ATTUNE_CALL_OK (add_person, store, manager, &spec), !=, 0);
    }
  workload_close (store);
}

static void
test_time_zone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "mars.attune", NULL);
  AttuneWorkspaceSpec spec = { "Mars", "Mars/Olympus_Mons", NULL, FALSE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  run_sql (fixture->path, "UPDATE workspace SET time_zone = 'Mars/Olympus_Mons'");
  assert_read_only (fixture, "Mars/Olympus_Mons");

  attune_store_create_async (other, &spec, NULL, NULL, attune_await_cb, &result);
  g_assert_null (attune_store_open_finish (attune_await (&result), &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Mars/Olympus_Mons"));
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
test_read_only_file_apart (Fixture *fixture, gconstpointer data)
{
  become_ordinary (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  assert_read_only (fixture, fixture->path);
  g_assert_cmpint (g_chmod (fixture->path, 0000), ==, 0);
  assert_refused (fixture, ATTUNE_STORE_ERROR_READ_ONLY, ATTUNE_STORE_ERROR_READ_ONLY);
}

static void
test_read_only_folder_apart (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "new.attune", NULL);
  g_autoptr (GError) error = NULL;

  become_ordinary (fixture);
  g_assert_cmpint (g_chmod (fixture->folder, 0500), ==, 0);
  assert_read_only (fixture, fixture->path);
  g_assert_null (workload_open (other, TRUE, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, other));
}

static void
test_read_only_file (void)
{
  run_apart ("/store/bad-stores/subprocess/read-only-file");
}

static void
test_read_only_folder (void)
{
  run_apart ("/store/bad-stores/subprocess/read-only-folder");
}

static void
test_network (void)
{
  static const struct
  {
    gint64 type;
    const char *name;
    AttuneDrive drive;
  } cases[] = {
    { 0x6969, "nfs4", ATTUNE_DRIVE_NETWORK },
    { 0xff534d42, "cifs", ATTUNE_DRIVE_NETWORK },
    { -11317950, NULL, ATTUNE_DRIVE_NETWORK }, /* CIFS, as a signed 32-bit number */
    { 0xfe534d42, NULL, ATTUNE_DRIVE_NETWORK },
    { 0x01021997, "9p", ATTUNE_DRIVE_NETWORK },
    { 0x65735546, "fuse.sshfs", ATTUNE_DRIVE_FUSE },
    { 0x65735546, "fuse.portal", ATTUNE_DRIVE_FUSE },
    { 0x65735546, NULL, ATTUNE_DRIVE_FUSE },
    { 0x65735546, "fuseblk", ATTUNE_DRIVE_LOCAL }, /* an NTFS stick */
    { 0xef53, "ext4", ATTUNE_DRIVE_LOCAL },
    { 0x58465342, "xfs", ATTUNE_DRIVE_LOCAL },
    { 0x9123683e, "btrfs", ATTUNE_DRIVE_LOCAL },
    { 0x01021994, NULL, ATTUNE_DRIVE_LOCAL },
    { 0x794c7630, "overlay", ATTUNE_DRIVE_LOCAL },
    { 0, NULL, ATTUNE_DRIVE_LOCAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (attune_sqlite_judge_file_system (cases[i].type, cases[i].name), ==,
                     cases[i].drive);
}

static void
test_mounts (void)
{
  static const char mounts[] = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
                               "31 22 0:45 / /mnt/a\\040b rw - fuse.sshfs host:/ rw,user_id=0\n"
                               "32 22 8:17 / /media/stick rw shared:9 master:2 - fuseblk /dev/sdb1"
                               " rw\n"
                               "broken 8:18\n";
  static const struct
  {
    guint major_number;
    guint minor_number;
    const char *type;
  } cases[] = {
    { 8, 1, "ext4" }, { 0, 45, "fuse.sshfs" }, { 8, 17, "fuseblk" }, { 8, 18, NULL }, { 0, 4, NULL }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *type = attune_sqlite_find_mount_type (mounts, cases[i].major_number,
                                                             cases[i].minor_number);

      g_assert_cmpstr (type, ==, cases[i].type);
    }
  g_assert_null (attune_sqlite_find_mount_type ("", 8, 1));
}

/* A link leads to the workspace, its recordings and its folder; where it ends nowhere, nothing is made. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *link = g_build_filename (folder, "link.attune", NULL);
  g_autofree char *dangling = g_build_filename (folder, "dangling.attune", NULL);
  g_autofree char *real = realpath (fixture->path, NULL);
  g_autofree char *media = g_strndup (real, strlen (real) - strlen (".attune"));
  g_autoptr (GError) error = NULL;
  AttuneStore *store;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  g_assert_cmpint (symlink ("/nowhere/at/all.attune", dangling), ==, 0);

  store = workload_open (link, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (attune_store_get_location (store), ==, real);
  g_assert_true (g_str_has_prefix (attune_store_get_media_folder (store), media));
  workload_close (store);

  g_assert_null (workload_open (dangling, TRUE, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_assert_true (g_file_test (dangling, G_FILE_TEST_IS_SYMLINK));
}

/* An installation's number is the same at every start, also where it cannot be kept. */
static void
test_installation (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = g_build_filename (fixture->folder, "data", "installation", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "data", "other", NULL);
  g_autofree char *barred = g_build_filename (fixture->path, "installation", NULL);
  gint64 id = attune_installation_find_id (kept);

  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (attune_installation_find_id (kept), ==, id);
  g_assert_cmpint (attune_installation_find_id (other), !=, id);

  id = attune_installation_find_id (barred);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (attune_installation_find_id (barred), ==, id);
  g_assert_cmpint (attune_installation_find_id ("/proc/nowhere/installation"), !=, id);
}

int
main (int argc, char **argv)
{
  workload_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/store/bad-stores/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("missing", test_missing);
  ADD ("not-files", test_not_files);
  ADD ("lost-version", test_lost_version);
  ADD ("device", test_device);
  ADD ("empty", test_empty);
  ADD ("text", test_text);
  ADD ("other-application", test_other_application);
  ADD ("other-wal", test_other_wal);
  ADD ("newer", test_newer);
  ADD ("unfinished", test_unfinished);
  ADD ("cut-off", test_cut_off);
  ADD ("cut-in-last-page", test_cut_in_last_page);
  ADD ("strangers", test_strangers);
  ADD ("second-name", test_second_name);
  ADD ("scribbled", test_scribbled);
  ADD ("locked", test_locked);
  ADD ("moved", test_moved);
  ADD ("time-zone", test_time_zone);
  ADD ("link", test_link);
  ADD ("installation", test_installation);
  ADD ("subprocess/read-only-file", test_read_only_file_apart);
  ADD ("subprocess/read-only-folder", test_read_only_folder_apart);
#undef ADD
  g_test_add_func ("/store/bad-stores/address", test_address);
  g_test_add_func ("/store/bad-stores/read-only-file", test_read_only_file);
  g_test_add_func ("/store/bad-stores/read-only-folder", test_read_only_folder);
  g_test_add_func ("/store/bad-stores/network", test_network);
  g_test_add_func ("/store/bad-stores/mounts", test_mounts);

  return g_test_run ();
}
