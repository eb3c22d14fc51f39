/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-test-support.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#define MEMORY        "/dev/shm"
#define MEMORY_NEEDED (G_GUINT64_CONSTANT (1) << 30)

AttuneTestTier
attune_test_tier (void)
{
  const char *tier = g_getenv ("ATTUNE_TEST_TIER");

  if (tier == NULL || *tier == '\0' || g_str_equal (tier, "quick"))
    return ATTUNE_TEST_TIER_QUICK;
  if (g_str_equal (tier, "ci"))
    return ATTUNE_TEST_TIER_CI;
  if (g_str_equal (tier, "soak"))
    return ATTUNE_TEST_TIER_SOAK;

  g_error ("ATTUNE_TEST_TIER is “%s”; it may be quick, ci or soak", tier);
}

guint
attune_test_count (guint quick, guint ci, guint soak)
{
  const guint counts[] = {
    [ATTUNE_TEST_TIER_QUICK] = quick,
    [ATTUNE_TEST_TIER_CI] = ci,
    [ATTUNE_TEST_TIER_SOAK] = soak,
  };

  return counts[attune_test_tier ()];
}

/* A folder in memory where there is room for one: tests make thousands of small commits, and what they hold is not the
 * disk. What is about syncing has a file system of its own. */
static const char *
choose_place (void)
{
  struct statvfs status;

  if (statvfs (MEMORY, &status) == 0 && access (MEMORY, W_OK) == 0 &&
      (guint64) status.f_bavail * status.f_frsize > MEMORY_NEEDED)
    return MEMORY;
  return g_get_tmp_dir ();
}

char *
attune_test_folder_new (void)
{
  char *folder = g_build_filename (choose_place (), "attune-test-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (folder));
  return folder;
}

static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = NULL;
      const char *name;

      (void) g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  (void) g_remove (path);
}

void
attune_test_folder_remove (char *folder)
{
  remove_tree (folder);
  g_free (folder);
}

gboolean
attune_test_enter_locale (const char *folder, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.UTF-8", folder, name);
  const char *command[] = { "localedef", "-i", name, "-f", "UTF-8", path, NULL };
  g_autofree char *full_name = g_strdup_printf ("%s.UTF-8", name);

  g_setenv ("LOCPATH", folder, TRUE);
  return g_spawn_sync (NULL, (char **) command, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                         G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, NULL, NULL) &&
         setlocale (LC_ALL, full_name) != NULL;
}

void
attune_test_leave_locale (void)
{
  setlocale (LC_ALL, "C.UTF-8");
}

static gboolean
time_is_up_cb (gpointer is_up)
{
  *(gboolean *) is_up = TRUE;
  return G_SOURCE_REMOVE;
}

/* How long the program's threads that there are have waited for a processor, in milliseconds; 0 where the system does not say. */
static gint64
get_delay (void)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *name;
  gint64 delay = 0;

  while (threads != NULL && (name = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/schedstat", name);
      g_autofree char *words = NULL;
      const char *second;

      if (g_file_get_contents (path, &words, NULL, NULL) && (second = strchr (words, ' ')) != NULL)
        delay += g_ascii_strtoll (second, NULL, 10);
    }
  return delay / (1000 * 1000);
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

static gboolean
run_until (gboolean (*is_reached) (gpointer data), gpointer data, gint64 milliseconds)
{
  gboolean is_up = FALSE;
  guint timer = g_timeout_add ((guint) MAX (milliseconds, 0), time_is_up_cb, &is_up);
  gboolean reached;

  while (!(reached = is_reached (data)) && !is_up)
    g_main_context_iteration (NULL, TRUE);

  if (!is_up)
    g_source_remove (timer);
  return reached;
}

/* Longer by as much as was waited for a processor, but not for ever. */
static gboolean
run_patiently (gboolean (*is_reached) (gpointer data), gpointer data, gint64 milliseconds)
{
  gint64 before = get_delay ();
  gint64 most = 10 * milliseconds;
  gint64 added = 0;

  if (run_until (is_reached, data, milliseconds))
    return TRUE;
  while (added < most)
    {
      gint64 more = MIN (get_delay () - before, most) - added;

      if (more <= 0)
        return FALSE;
      if (run_until (is_reached, data, more))
        return TRUE;
      added += more;
    }
  return FALSE;
}

void
attune_test_settle (guint milliseconds)
{
  run_patiently (never, NULL, (gint64) milliseconds * ATTUNE_TEST_SLOWNESS);
}

gboolean
attune_test_wait_until (gboolean (*is_reached) (gpointer data), gpointer data, double seconds)
{
  return run_patiently (is_reached, data, (gint64) (seconds * 1000 * ATTUNE_TEST_SLOWNESS));
}

gint64
attune_test_get_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}
