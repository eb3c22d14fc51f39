/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-spoken-file.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>
#include <utime.h>

#define PREFIX "note-"
#define SUFFIX ".ogg"

/* How long one is left alone that nobody touches. */
#define STALE_AFTER_SECONDS (24 * 60 * 60)

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "attune", "spoken", NULL);
}

char *
attune_spoken_file_make (GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *path = g_build_filename (folder, PREFIX "XXXXXX" SUFFIX, NULL);
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = g_mkstemp_full (path, O_RDWR, 0600);
  if (fd >= 0)
    {
      close (fd);
      return g_steal_pointer (&path);
    }
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
               _ ("“%s” cannot be written. Check the folder and the disk."), folder);
  return NULL;
}

void
attune_spoken_file_touch (const char *path)
{
  (void) g_utime (path, NULL);
}

static gboolean
is_stale (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0 && S_ISREG (status.st_mode) &&
         g_get_real_time () / G_USEC_PER_SEC - status.st_mtime > STALE_AFTER_SECONDS;
}

static void
sweep_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, SUFFIX) && is_stale (path))
        g_unlink (path);
    }
  g_task_return_boolean (task, TRUE);
}

void
attune_spoken_files_sweep (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, attune_spoken_files_sweep);
  g_task_run_in_thread (task, sweep_in_thread);
}
