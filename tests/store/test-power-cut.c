/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-test-support.h"
#include "fault-vfs.h"
#include "workload.h"

/* Saves of one recorded session; each cut falls into one of them, or between two. */
#define N_SAVES 60

static char *
name_save (guint n)
{
  return g_strdup_printf ("agent-%u", n);
}

/* A session on a disk that is written down: creating a workspace is the first thing acknowledged, then every save. */
static FaultLog *
record_session (const AttuneSqliteOptions *options)
{
  char *folder = attune_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "session.attune", NULL);
  g_autoptr (GError) error = NULL;
  AttuneStore *store;
  FaultLog *log;
  gint64 manager;

  fault_vfs_start_log ();
  store = workload_open (path, TRUE, options, &error);
  g_assert_no_error (error);
  fault_vfs_mark ();
  manager = workload_get_manager (store);
  for (guint i = 0; i < N_SAVES; i++)
    {
      g_autofree char *external_id = name_save (i);

      workload_add (store, manager, external_id, &error);
      g_assert_no_error (error);
      fault_vfs_mark ();
    }
  workload_close (store);
  log = fault_vfs_take_log ();
  attune_test_folder_remove (folder);
  return log;
}

/* Cuts the power once, after creation, and judges what is left. */
static Verdict
cut (const FaultLog *log, GRand *random, const char *path, char **out_reason)
{
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  guint at;

  do
    at = (guint) g_rand_int_range (random, 1, (gint32) fault_log_get_length (log) + 1);
  while (fault_log_count_marks (log, at) == 0);

  for (guint i = 0; i + 1 < fault_log_count_marks (log, at); i++)
    g_ptr_array_add (acknowledged, name_save (i));
  fault_log_rebuild (log, at, random, path);
  return workload_judge (path, acknowledged, out_reason);
}

static guint
cut_often (const AttuneSqliteOptions *options, guint n_cuts, gboolean must_hold)
{
  g_autoptr (FaultLog) log = record_session (options);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  char *folder = attune_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "cut.attune", NULL);
  guint n_bad = 0;

  for (guint i = 0; i < n_cuts; i++)
    {
      g_autofree char *reason = NULL;
      Verdict verdict = cut (log, random, path, &reason);

      n_bad += verdict != VERDICT_SOUND;
      if (must_hold && verdict != VERDICT_SOUND)
        g_error ("cut %u: verdict %d: %s", i, verdict, reason);
    }
  attune_test_folder_remove (folder);
  return n_bad;
}

static void
test_cuts (void)
{
  cut_often (&(AttuneSqliteOptions){ .vfs = FAULT_VFS }, attune_test_count (200, 1000, 5000), TRUE);
}

/* The test can fail: without syncs, and without a journal, cuts show. */
static void
test_without_sync (void)
{
  guint n_bad = cut_often (&(AttuneSqliteOptions){ .vfs = FAULT_VFS, .synchronous = "OFF" }, 20,
                           FALSE);

  g_assert_cmpuint (n_bad, >, 0);
}

static void
test_without_journal (void)
{
  guint n_bad = cut_often (&(AttuneSqliteOptions){ .vfs = FAULT_VFS, .journal_mode = "OFF" }, 40,
                           FALSE);

  g_assert_cmpuint (n_bad, >, 0);
}

int
main (int argc, char **argv)
{
  workload_init (&argc, &argv);
  fault_vfs_register ();

  g_test_add_func ("/store/power-cut/cuts", test_cuts);
  g_test_add_func ("/store/power-cut/without-sync", test_without_sync);
  g_test_add_func ("/store/power-cut/without-journal", test_without_journal);

  return g_test_run ();
}
