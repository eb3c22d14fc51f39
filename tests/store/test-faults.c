/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-test-support.h"
#include "fault-vfs.h"
#include "workload.h"

#include <string.h>

#define N_SAVES 3

static const AttuneSqliteOptions options = { .vfs = FAULT_VFS };

typedef struct
{
  Fault fault;
  gboolean is_lasting;
} Case;

/* What a caller may be told when the disk fails. */
static void
assert_told (const GError *error, const char *path, Fault fault)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == ATTUNE_STORE_ERROR);
  g_assert_nonnull (strstr (error->message, path));
  if (error->code != (fault == FAULT_ENOSPC ? ATTUNE_STORE_ERROR_FULL : ATTUNE_STORE_ERROR_IO))
    g_error ("told as %d: %s", error->code, error->message);
}

/* Opens the store, whatever fails on the way: then once more, on the disk that has got well. */
static AttuneStore *
open_anyhow (const char *path, const Case *test_case)
{
  g_autoptr (GError) error = NULL;
  AttuneStore *store = workload_open (path, FALSE, &options, &error);

  if (store != NULL)
    return store;

  assert_told (error, path, test_case->fault);
  g_clear_error (&error);
  fault_vfs_disarm ();
  store = workload_open (path, FALSE, &options, &error);
  g_assert_no_error (error);
  return store;
}

/* Runs a session whose `nth` call fails. Returns FALSE when it had no such call. */
static gboolean
run_session (const char *path, const Case *test_case, guint nth, gint64 manager)
{
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  AttuneStore *store;
  gboolean has_failed;

  fault_vfs_arm (test_case->fault, nth, test_case->is_lasting);
  store = open_anyhow (path, test_case);
  for (guint i = 0; i < N_SAVES; i++)
    {
      char *external_id = g_strdup_printf ("agent-%u-%u", nth, i);

      if (workload_add (store, manager, external_id, &error))
        {
          g_ptr_array_add (acknowledged, external_id);
          continue;
        }
      assert_told (error, path, test_case->fault);
      g_clear_error (&error);
      g_free (external_id);
    }

  /* The trouble over, the same open store goes on. */
  has_failed = fault_vfs_disarm ();
  workload_add (store, manager, "after", &error);
  g_assert_no_error (error);
  g_ptr_array_add (acknowledged, g_strdup ("after"));
  workload_close (store);
  if (workload_judge (path, acknowledged, &reason) != VERDICT_SOUND)
    g_error ("call %u: %s", nth, reason);
  return has_failed;
}

static void
test_session (gconstpointer data)
{
  char *folder = attune_test_folder_new ();
  g_autofree char *template = g_build_filename (folder, "template.attune", NULL);
  g_autofree char *path = g_build_filename (folder, "fault.attune", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStore *store = workload_open (template, TRUE, NULL, &error);
  gint64 manager = workload_get_manager (store);
  gboolean has_failed = TRUE;
  guint stride = attune_test_count (2, 1, 1);
  guint n = (guint) g_test_rand_int_range (0, (gint32) stride);
  gsize size;

  workload_close (store);
  g_assert_true (g_file_get_contents (template, &contents, &size, &error));
  for (; has_failed; n += stride)
    {
      g_assert_true (g_file_set_contents (path, contents, (gssize) size, &error));
      has_failed = run_session (path, data, n, manager);
    }
  g_assert_cmpuint (n, >, 20);
  attune_test_folder_remove (folder);
}

/* A workspace that cannot be made is told, and leaves nothing behind. */
static void
test_create (gconstpointer data)
{
  const Case *test_case = data;
  gboolean has_failed = TRUE;

  for (guint n = 0; has_failed; n++)
    {
      char *folder = attune_test_folder_new ();
      g_autofree char *path = g_build_filename (folder, "new.attune", NULL);
      g_autoptr (GError) error = NULL;
      AttuneStore *store;

      fault_vfs_arm (test_case->fault, n, test_case->is_lasting);
      store = workload_open (path, TRUE, &options, &error);
      has_failed = fault_vfs_disarm ();
      if (store != NULL)
        workload_close (store);
      else
        {
          g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

          assert_told (error, path, test_case->fault);
          g_assert_null (g_dir_read_name (dir));
        }
      attune_test_folder_remove (folder);
    }
}

int
main (int argc, char **argv)
{
  static const Case once_eio = { FAULT_EIO, FALSE };
  static const Case lasting_eio = { FAULT_EIO, TRUE };
  static const Case once_full = { FAULT_ENOSPC, FALSE };
  static const Case lasting_full = { FAULT_ENOSPC, TRUE };

  workload_init (&argc, &argv);
  fault_vfs_register ();

  g_test_add_data_func ("/store/faults/eio-once", &once_eio, test_session);
  g_test_add_data_func ("/store/faults/eio-lasting", &lasting_eio, test_session);
  g_test_add_data_func ("/store/faults/full-once", &once_full, test_session);
  g_test_add_data_func ("/store/faults/full-lasting", &lasting_full, test_session);
  g_test_add_data_func ("/store/faults/create-eio", &lasting_eio, test_create);
  g_test_add_data_func ("/store/faults/create-full", &lasting_full, test_create);

  return g_test_run ();
}
