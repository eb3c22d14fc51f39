/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has to be on the disk before it bears its name: files are synced first, and what the disk says of it is told. The
 * system's fsync() is stood in for here (by the linker, see meson.build), for SQLite does not do these. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-media-backup.h"
#include "attune-media-copy.h"
#include "attune-media-hold.h"
#include "attune-sqlite.h"
#include "attune-store-error.h"
#include "attune-test-support.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The pattern of the fixture's own folder. */
#define FOLDER "*/attune-test-??????"

int __real_fsync (int fd);
int __wrap_fsync (int fd);

typedef struct
{
  char *folder;
  char *source;        /* a recording */
  char *target;        /* what is being made */
  GPtrArray *log;      /* the paths synced, with "+" before them once the target was there */
  const char *failing; /* a pattern of the paths that the disk fails on, or NULL */
} Fixture;

static Fixture *current;

int
__wrap_fsync (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);
  gboolean is_there = g_file_test (current->target, G_FILE_TEST_EXISTS);

  g_ptr_array_add (current->log, g_strconcat (is_there ? "+" : "", path, NULL));
  if (current->failing != NULL && g_pattern_match_simple (current->failing, path))
    {
      errno = EIO;
      return -1;
    }
  return __real_fsync (fd);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = attune_test_folder_new ();
  self->source = g_build_filename (self->folder, "source.wav", NULL);
  self->log = g_ptr_array_new_with_free_func (g_free);
  g_assert_true (g_file_set_contents (self->source, "Sounds", -1, NULL));
  current = self;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->log);
  g_free (self->source);
  g_free (self->target);
  attune_test_folder_remove (self->folder);
}

/* Where in the log the first path with that beginning and `part` in it stands; -1: nowhere. */
static int
find (Fixture *self, const char *begin, const char *part)
{
  for (guint i = 0; i < self->log->len; i++)
    {
      const char *path = g_ptr_array_index (self->log, i);

      if (g_str_has_prefix (path, begin) && strstr (path, part) != NULL)
        return (int) i;
    }
  return -1;
}

static void
assert_told (Fixture *self, const GError *error)
{
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_IO);
  g_assert_nonnull (strstr (error->message, self->folder));
}

/* A copy of a workspace ------------------------------------------------------------------------------------------- */

static gboolean
copy_workspace (Fixture *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "one.attune", NULL);
  g_autoptr (AttuneDb) db = attune_sqlite_open (path, ATTUNE_DB_CREATE, NULL, error);

  g_assert_nonnull (db);
  self->target = g_build_filename (self->folder, "copy.attune", NULL);
  g_ptr_array_set_size (self->log, 0);
  return attune_db_copy (db, self->target, error);
}

static void
test_workspace (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_strconcat ("+", self->folder, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (copy_workspace (self, &error));
  g_assert_no_error (error);
  g_assert_cmpint (find (self, self->target, ".partial-"), ==, 0);
  g_assert_cmpint (find (self, folder, ""), ==, 1);
  g_assert_cmpuint (self->log->len, ==, 2);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Neither the copy nor what there was of it stays. */
static void
test_workspace_failing (Fixture *self, gconstpointer failing)
{
  g_autoptr (GError) error = NULL;

  self->failing = failing;
  g_assert_false (copy_workspace (self, &error));
  assert_told (self, error);
  g_assert_cmpuint (count_files (self->folder), ==, 2);
}

/* A recording that goes into a workspace --------------------------------------------------------------------------- */

static gboolean
copy_recording (Fixture *self, GError **error)
{
  g_autofree char *location = g_build_filename (self->folder, "one.attune", NULL);
  g_autofree char *media = g_build_filename (self->folder, "one.media", NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "Sounds", -1);
  g_autofree char *name = g_strconcat (sum, ".wav", NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AttuneMediaCopy) copy = NULL;

  self->target = g_build_filename (media, name, NULL);
  copy = attune_media_copy_new (self->source, media, location, &local_error);
  while (copy != NULL && attune_media_copy_step (copy, &local_error))
    continue;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
test_recording (Fixture *self, gconstpointer data)
{
  g_autofree char *incoming = g_build_filename (self->folder, "one.media", "incoming", NULL);
  g_autofree char *media = g_strconcat ("+", self->folder, "/one.media", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (copy_recording (self, &error));
  g_assert_no_error (error);
  g_assert_cmpint (find (self, incoming, ""), >=, 0);
  g_assert_cmpint (find (self, incoming, ""), <, find (self, media, ""));
}

static void
test_recording_failing (Fixture *self, gconstpointer failing)
{
  g_autoptr (GError) error = NULL;

  self->failing = failing;
  g_assert_false (copy_recording (self, &error));
  assert_told (self, error);
  g_assert_false (g_file_test (self->target, G_FILE_TEST_EXISTS));
}

/* Recordings that go with a backup --------------------------------------------------------------------------------- */

static gboolean
back_up_recording (Fixture *self, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *deep = g_build_filename (self->folder, "deep", NULL);
  g_autofree char *recording = g_build_filename (deep, "call.wav", NULL);
  int hold = -1;

  g_assert_cmpint (g_mkdir (deep, 0700), ==, 0);
  g_assert_true (g_file_set_contents (recording, "Sounds", -1, NULL));
  g_ptr_array_add (paths, (char *) "deep/call.wav");
  g_ptr_array_add (paths, (char *) "source.wav");
  self->target = g_build_filename (self->folder, "backup.media", NULL);
  g_ptr_array_set_size (self->log, 0);
  if (!attune_media_backup_all (paths, self->folder, self->target, missing, &hold, NULL, error))
    return FALSE;

  g_assert_cmpuint (missing->len, ==, 0);
  attune_media_hold_settle (hold, self->target);
  return TRUE;
}

static void
test_backup (Fixture *self, gconstpointer data)
{
  g_autofree char *target = g_strconcat ("+", self->folder, "/backup.media", NULL);
  g_autofree char *folder = g_strconcat (target, "/deep", NULL);
  g_autofree char *above = g_strconcat ("+", self->folder, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (back_up_recording (self, &error));
  g_assert_no_error (error);
  g_assert_cmpint (find (self, target, "/source.wav"), >=, 0);
  g_assert_cmpint (find (self, target, "/deep/call.wav"), >=, 0);
  g_assert_true (g_ptr_array_find_with_equal_func (self->log, folder, g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (self->log, target, g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (self->log, above, g_str_equal, NULL));
}

static void
test_backup_failing (Fixture *self, gconstpointer failing)
{
  g_autoptr (GError) error = NULL;

  self->failing = failing;
  g_assert_false (back_up_recording (self, &error));
  assert_told (self, error);
  g_assert_false (g_file_test (self->target, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, failing, function) \
  g_test_add ("/store/sync/" name, Fixture, failing, set_up, function, tear_down)
  ADD ("workspace", NULL, test_workspace);
  ADD ("workspace-failing/file", "*.partial-*", test_workspace_failing);
  ADD ("workspace-failing/folder", FOLDER, test_workspace_failing);
  ADD ("recording", NULL, test_recording);
  ADD ("recording-failing/file", "*/incoming/*", test_recording_failing);
  ADD ("recording-failing/above", FOLDER, test_recording_failing);
  ADD ("backup", NULL, test_backup);
  ADD ("backup-failing/file", "*/call.wav", test_backup_failing);
  ADD ("backup-failing/folder", "*/backup.media/deep", test_backup_failing);
#undef ADD

  return g_test_run ();
}
