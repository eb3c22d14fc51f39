/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-older.h"
#include "attune-schema.h"
#include "attune-upkeep.h"
#include "upkeep-sample.h"
#include "workload.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

/* Bytes, more than the workspace has. */
#define LONG_CALL (16 << 20)

static gboolean
back_up (UpkeepSample *self, GStrv *out_missing, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_store_backup_async (self->parent.store, self->backup, NULL, NULL, NULL, attune_await_cb,
                             &result);
  return attune_store_backup_finish (self->parent.store, attune_await (&result), out_missing,
                                     error);
}

static gboolean
restore (const char *backup, const char *location, GStrv *out_missing, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_store_restore_async (backup, location, NULL, attune_await_cb, &result);
  return attune_store_restore_finish (attune_await (&result), out_missing, error);
}

static void
assert_file (const char *path, const char *contents)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, contents);
}

static void
test_round_trip (UpkeepSample *self, gconstpointer data)
{
  g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
  g_autofree char *recording = g_build_filename (self->parent.folder, "restored.media", "inner",
                                                 "call.wav", NULL);
  g_auto (GStrv) missing = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStore *store;

  g_assert_true (back_up (self, &missing, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (missing), ==, 0);
  g_clear_pointer (&missing, g_strfreev);

  g_assert_true (restore (self->backup, location, &missing, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (missing), ==, 0);
  assert_file (recording, "RIFF");
  store = workload_open (location, FALSE, NULL, &error);
  g_assert_no_error (error);
  upkeep_sample_assert_sound (store);
  workload_add (store, self->parent.manager, "later", &error);
  g_assert_no_error (error);
  workload_close (store);
}

/* Backups outlive the Attune that wrote them. */
static void
test_older_backups (UpkeepSample *self, gconstpointer data)
{
  for (int i = 1; i < ATTUNE_SCHEMA_VERSION; i++)
    {
      g_autofree char *location = g_strdup_printf ("%s/restored-%d.attune", self->parent.folder, i);
      g_autofree char *recording = g_strdup_printf ("%s/restored-%d.media/inner/call.wav",
                                                    self->parent.folder, i);
      g_autofree char *media = g_build_filename (self->parent.folder, "backup.media", NULL);
      g_autoptr (GError) error = NULL;
      AttuneStore *store;

      g_assert_true (back_up (self, NULL, &error));
      attune_older_make (self->backup, ATTUNE_SCHEMA_VERSION, i);
      g_assert_true (restore (self->backup, location, NULL, &error));
      g_assert_no_error (error);
      assert_file (recording, "RIFF");
      upkeep_sample_assert_no_leavings (self);

      store = workload_open (location, FALSE, NULL, &error);
      g_assert_no_error (error);
      upkeep_sample_assert_sound (store);
      workload_close (store);
      upkeep_sample_assert_no_leavings (self);
      g_unlink (self->backup);
      attune_test_folder_remove (g_steal_pointer (&media));
    }
}

/* What is wrong with an older one shows all the same: in its pages, its references, or on the way. */
static void
test_older_damages (UpkeepSample *self, gconstpointer data)
{
  static const char *const faults[] = {
    "DELETE FROM person WHERE external_id = 'agent'",
    "DROP TABLE media",
    "CREATE VIEW v AS SELECT 1",
    "DROP INDEX evaluation_1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
      g_autofree char *media = g_build_filename (self->parent.folder, "backup.media", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (back_up (self, NULL, &error));
      attune_older_make (self->backup, ATTUNE_SCHEMA_VERSION, 1);
      upkeep_sample_run_behind (self->backup, faults[i]);
      g_assert_false (restore (self->backup, location, NULL, &error));
      g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT);
      g_assert_nonnull (strstr (error->message, self->backup));
      g_assert_false (g_file_test (location, G_FILE_TEST_EXISTS));
      upkeep_sample_assert_no_leavings (self);
      g_unlink (self->backup);
      attune_test_folder_remove (g_steal_pointer (&media));
    }
}

/* Two at once, to one name: one of them gets it, with the recordings; the other takes nothing of it away. */
static void
test_two_backups (UpkeepSample *self, gconstpointer data)
{
  g_autofree char *copied = g_build_filename (self->parent.folder, "backup.media", "inner",
                                              "call.wav", NULL);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStore *store;
  guint n_done;

  attune_store_backup_async (self->parent.store, self->backup, NULL, NULL, NULL, attune_await_cb,
                             &first);
  attune_store_backup_async (self->parent.store, self->backup, NULL, NULL, NULL, attune_await_cb,
                             &second);
  n_done = attune_store_backup_finish (self->parent.store, attune_await (&first), NULL, &error);
  n_done += attune_store_backup_finish (self->parent.store, attune_await (&second), NULL,
                                        n_done == 1 ? &error : NULL);
  g_assert_cmpuint (n_done, ==, 1);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  upkeep_sample_assert_no_leavings (self);
  assert_file (copied, "RIFF");

  store = workload_open (self->backup, FALSE, NULL, &error);
  g_assert_no_error (error);
  upkeep_sample_assert_sound (store);
  workload_close (store);
}

static void
test_two_restores (UpkeepSample *self, gconstpointer data)
{
  g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
  g_autofree char *copied = g_build_filename (self->parent.folder, "restored.media", "inner",
                                              "call.wav", NULL);
  GAsyncResult *results[4] = { NULL };
  g_autoptr (GError) error = NULL;
  AttuneStore *store;
  guint n_done = 0;

  g_assert_true (back_up (self, NULL, &error));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    attune_store_restore_async (self->backup, location, NULL, attune_await_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) refusal = NULL;

      if (attune_store_restore_finish (attune_await (&results[i]), NULL, &refusal))
        n_done++;
      else
        g_assert_error (refusal, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (n_done, ==, 1);
  upkeep_sample_assert_no_leavings (self);
  assert_file (copied, "RIFF");

  store = workload_open (location, FALSE, NULL, &error);
  g_assert_no_error (error);
  upkeep_sample_assert_sound (store);
  workload_close (store);
}

static void
test_missing_recording (UpkeepSample *self, gconstpointer data)
{
  g_auto (GStrv) missing = NULL;
  g_autoptr (GError) error = NULL;

  g_unlink (self->recording);
  g_assert_true (back_up (self, &missing, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (missing[0], ==, "inner/call.wav");
  g_assert_cmpstr (missing[1], ==, NULL);
}

/* A disk that gets full while recordings are copied: what, where and what to do are said, and nothing is left. */
static void
test_full_disk (UpkeepSample *self, gconstpointer data)
{
  g_autofree char *media = g_build_filename (self->parent.folder, "backup.media", NULL);
  g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
  g_autofree char *restored = g_build_filename (self->parent.folder, "restored.media", NULL);
  g_autofree char *long_call = g_malloc0 (LONG_CALL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) restore_error = NULL;
  struct rlimit before, full;

  g_assert_true (g_file_set_contents (self->recording, long_call, LONG_CALL, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  full = (struct rlimit){ LONG_CALL / 2, before.rlim_max };
  signal (SIGXFSZ, SIG_IGN);

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (back_up (self, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "backup.media/inner/call.wav"));
  g_assert_nonnull (strstr (error->message, "Make room"));
  g_assert_false (g_file_test (self->backup, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (media, G_FILE_TEST_EXISTS));

  g_assert_true (back_up (self, NULL, NULL));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (restore (self->backup, location, NULL, &restore_error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (restore_error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (restore_error->message, "restored.media/inner/call.wav"));
  g_assert_false (g_file_test (location, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (restored, G_FILE_TEST_EXISTS));
}

#define MARK_TEXT "A copy of an Attune workspace's recordings that is not finished.\n"

/* What a backup that was killed has left does not keep the next from its place: it bears a mark that nobody holds. */
static void
test_interrupted (UpkeepSample *self, gconstpointer data)
{
  g_autofree char *media = g_build_filename (self->parent.folder, "backup.media", NULL);
  g_autofree char *inner = g_build_filename (media, "inner", NULL);
  g_autofree char *mark = g_build_filename (media, ".attune-unfinished", NULL);
  g_autofree char *half = g_build_filename (inner, "half.wav", NULL);
  g_autofree char *copied = g_build_filename (inner, "call.wav", NULL);
  g_autofree char *left = g_strconcat (self->backup, ".partial-ABC123", NULL);
  g_autofree char *own = g_strconcat (self->backup, ".partial-of-mine", NULL);
  g_autoptr (GError) error = NULL;
  int held;

  g_assert_true (g_file_set_contents (left, "SQL", 3, NULL));
  g_assert_true (g_file_set_contents (own, "mine", 4, NULL));

  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  g_assert_true (g_file_set_contents (half, "RI", 2, NULL));
  g_assert_false (back_up (self, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (mark, "somebody else's", -1, NULL));
  g_assert_false (back_up (self, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  assert_file (half, "RI");

  g_assert_true (g_file_set_contents (mark, MARK_TEXT, -1, NULL));
  held = g_open (mark, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (flock (held, LOCK_EX), ==, 0);
  g_assert_false (back_up (self, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  assert_file (half, "RI");

  close (held);
  g_assert_true (back_up (self, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  assert_file (copied, "RIFF");
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  assert_file (own, "mine");
}

/* Nothing is written over, by backup or restore. */
static void
test_in_the_way (UpkeepSample *self, gconstpointer data)
{
  g_autofree char *media = g_build_filename (self->parent.folder, "backup.media", NULL);
  g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
  g_autofree char *own = g_strdup (self->backup);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (media, "mine", 4, NULL));
  g_assert_false (back_up (self, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (g_file_test (self->backup, G_FILE_TEST_EXISTS));
  g_unlink (media);

  g_assert_true (g_file_set_contents (self->backup, "mine", 4, NULL));
  g_assert_false (back_up (self, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  assert_file (self->backup, "mine");
  g_assert_false (restore (self->backup, location, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE);
  g_clear_error (&error);

  g_assert_false (restore (own, self->parent.path, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  upkeep_sample_assert_sound (self->parent.store);
}

static void
test_bad_backups (UpkeepSample *self, gconstpointer data)
{
  g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (restore (self->backup, location, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (back_up (self, NULL, &error));
  upkeep_sample_run_behind (self->backup, "DROP INDEX evaluation_1");
  g_assert_false (restore (self->backup, location, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  upkeep_sample_run_behind (self->backup, "PRAGMA user_version = 1000");
  g_assert_false (restore (self->backup, location, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NEWER);
  g_assert_false (g_file_test (location, G_FILE_TEST_EXISTS));
}

/* Saves go through while a large workspace is copied, and what had been saved before it began is in the copy. */
static void
test_busy_backup (UpkeepSample *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  UpkeepProgress seen = { 0 };
  guint n_saves = 0;

  upkeep_sample_make_large (self);
  attune_store_backup_async (self->parent.store, self->backup, upkeep_sample_progress_cb, &seen,
                             NULL, attune_await_cb, &result);
  while (result == NULL)
    {
      g_autofree char *external_id = g_strdup_printf ("meanwhile-%u", n_saves++);

      workload_add (self->parent.store, self->parent.manager, external_id, &error);
      g_assert_no_error (error);
    }
  g_assert_true (attune_store_backup_finish (self->parent.store, result, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_saves, >, 2);
  g_assert_cmpuint (seen.n, >, 2);
  g_assert_cmpfloat (seen.last, ==, 1.0);
  {
    AttuneStore *store = workload_open (self->backup, FALSE, NULL, &error);

    g_assert_no_error (error);
    upkeep_sample_assert_sound (store);
    workload_close (store);
  }
}

static void
assert_no_copy (UpkeepSample *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->parent.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "backup"));
}

static void
cancel_soon_cb (double fraction, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancelled_backup (UpkeepSample *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) closed_result = NULL;
  g_autoptr (GError) error = NULL;

  upkeep_sample_make_large (self);
  attune_store_backup_async (self->parent.store, self->backup, cancel_soon_cb, cancellable,
                             cancellable, attune_await_cb, &result);
  g_assert_false (
    attune_store_backup_finish (self->parent.store, attune_await (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_no_copy (self);

  attune_store_backup_async (self->parent.store, self->backup, NULL, NULL, NULL, attune_await_cb,
                             &closed_result);
  attune_store_close (self->parent.store);
  g_assert_false (
    attune_store_backup_finish (self->parent.store, attune_await (&closed_result), NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED);
  assert_no_copy (self);
}

int
main (int argc, char **argv)
{
  workload_init (&argc, &argv);

#define ADD(name, function)                                                              \
  g_test_add ("/store/backup/" name, UpkeepSample, NULL, upkeep_sample_set_up, function, \
              upkeep_sample_tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("older-backups", test_older_backups);
  ADD ("older-damages", test_older_damages);
  ADD ("two-backups", test_two_backups);
  ADD ("two-restores", test_two_restores);
  ADD ("missing-recording", test_missing_recording);
  ADD ("interrupted", test_interrupted);
  ADD ("in-the-way", test_in_the_way);
  ADD ("bad-backups", test_bad_backups);
  ADD ("full-disk", test_full_disk);
  ADD ("busy-backup", test_busy_backup);
  ADD ("cancelled-backup", test_cancelled_backup);
#undef ADD

  return g_test_run ();
}
