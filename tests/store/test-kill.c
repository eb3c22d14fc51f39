/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-test-support.h"
#include "fault-vfs.h"
#include "workload.h"

#include <gio/gunixinputstream.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* This program again, as the child that saves until it is killed: --child STORE ROUND [careless]. */
static char *own_path;

/* A disk so slow that a kill finds a commit half done, and no journal to undo it. */
static const AttuneSqliteOptions careless = { .vfs = FAULT_VFS, .journal_mode = "OFF" };

static int
save_for_ever (char **arguments)
{
  gboolean is_careless = arguments[2] != NULL;
  g_autoptr (GError) error = NULL;
  AttuneStore *store;
  gint64 manager;

  if (is_careless)
    {
      fault_vfs_register ();
      fault_vfs_set_write_delay (500);
    }
  store = workload_open (arguments[0], FALSE, is_careless ? &careless : NULL, &error);
  g_assert_no_error (error);
  manager = workload_get_manager (store);
  for (guint i = 0;; i++)
    {
      g_autofree char *external_id = g_strdup_printf ("%s-%u", arguments[1], i);
      g_autofree char *line = g_strconcat (external_id, "\n", NULL);

      workload_add (store, manager, external_id, &error);
      g_assert_no_error (error);
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
}

static char *
read_line (GDataInputStream *stream)
{
  return g_data_input_stream_read_line (stream, NULL, NULL, NULL);
}

/* Starts a child, kills it `microseconds` after its first save, and adds what it has acknowledged. */
static void
kill_one (const char *path,
          guint round,
          gboolean is_careless,
          guint microseconds,
          GPtrArray *acknowledged)
{
  g_autofree char *name = g_strdup_printf ("%u", round);
  char *arguments[] = {
    own_path, (char *) "--child", (char *) path, name, is_careless ? (char *) "careless" : NULL,
    NULL
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) pipe = NULL;
  g_autoptr (GDataInputStream) stream = NULL;
  GPid pid;
  int out;
  char *line;

  g_assert_true (g_spawn_async_with_pipes (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                                           NULL, &pid, NULL, &out, NULL, &error));
  g_assert_no_error (error);
  pipe = g_unix_input_stream_new (out, TRUE);
  stream = g_data_input_stream_new (pipe);
  line = read_line (stream);
  g_assert_nonnull (line);
  g_ptr_array_add (acknowledged, line);
  g_usleep (microseconds);
  kill (pid, SIGKILL);
  while ((line = read_line (stream)) != NULL)
    g_ptr_array_add (acknowledged, line);
  waitpid (pid, NULL, 0);
  g_spawn_close_pid (pid);
}

static char *
make_store (const char *folder)
{
  char *path = g_build_filename (folder, "kill.attune", NULL);
  g_autoptr (GError) error = NULL;
  AttuneStore *store = workload_open (path, TRUE, NULL, &error);

  g_assert_no_error (error);
  workload_close (store);
  return path;
}

/* One workspace that goes through `n` kills, keeping what each left. */
static void
kill_often (guint n)
{
  char *folder = attune_test_folder_new ();
  g_autofree char *path = make_store (folder);
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);

  for (guint round = 0; round < n; round++)
    {
      g_autofree char *reason = NULL;
      Verdict verdict;

      kill_one (path, round, FALSE, (guint) g_test_rand_int_range (0, 20000), acknowledged);
      verdict = workload_judge (path, acknowledged, &reason);
      if (verdict != VERDICT_SOUND)
        g_error ("kill %u: verdict %d: %s", round, verdict, reason);
    }
  attune_test_folder_remove (folder);
}

static void
test_kill (void)
{
  guint n_workspaces = attune_test_count (1, 6, 20);

  for (guint i = 0; i < n_workspaces; i++)
    kill_often (50);
}

/* The test can fail: without a journal, a kill in the middle of a commit shows. */
static void
test_without_journal (void)
{
  guint n_bad = 0;

  for (guint i = 0; i < 40 && n_bad == 0; i++)
    {
      char *folder = attune_test_folder_new ();
      g_autofree char *path = make_store (folder);
      g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *reason = NULL;

      kill_one (path, i, TRUE, (guint) g_test_rand_int_range (0, 20000), acknowledged);
      n_bad += workload_judge (path, acknowledged, &reason) != VERDICT_SOUND;
      attune_test_folder_remove (folder);
    }
  g_assert_cmpuint (n_bad, >, 0);
}

int
main (int argc, char **argv)
{
  if (argc >= 4 && g_str_equal (argv[1], "--child"))
    return save_for_ever (argv + 2);

  own_path = argv[0];
  workload_init (&argc, &argv);

  g_test_add_func ("/store/kill/random", test_kill);
  g_test_add_func ("/store/kill/without-journal", test_without_journal);

  return g_test_run ();
}
