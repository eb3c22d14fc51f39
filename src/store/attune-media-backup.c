/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-media-backup.h"

#include "attune-media-hold.h"
#include "attune-sync.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE (256 * 1024)

/* Since when notes may be spoken: a backup may be older. */
#define SOUNDS_VERSION 5

GPtrArray *
attune_media_backup_list (AttuneDb *db, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  int version = attune_db_get_version (db, error);
  GPtrArray *paths;

  if (version < 0)
    return NULL;

  attune_batch_add (batch,
                    version < SOUNDS_VERSION
                      ? "SELECT DISTINCT path FROM media WHERE is_copied = 1 ORDER BY path"
                      : "SELECT path FROM media WHERE is_copied = 1"
                        " UNION SELECT sound FROM note WHERE sound IS NOT NULL ORDER BY 1",
                    "t");
  result = attune_db_run (db, batch, error);
  if (result == NULL)
    return NULL;

  paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < attune_rows_get_n (attune_result_rows (result, 0)); i++)
    g_ptr_array_add (paths, attune_rows_dup_text (attune_result_rows (result, 0), i, 0));
  return paths;
}

gboolean
attune_media_backup_is_inside (const char *path)
{
  g_autofree char *canonical = g_canonicalize_filename (path, "/inside");

  return !g_path_is_absolute (path) && g_str_has_prefix (canonical, "/inside/");
}

static gboolean
set_write_error (const char *path, GError **error)
{
  if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_FULL,
                 _ (
                   "There is no room left for “%s”; nothing was copied. Make room on that disk, or "
                   "choose another place."),
                 path);
  else
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_IO,
                 /* Translators: a path, and what the system says. */
                 _ ("“%s” could not be written (%s). Choose another place."), path,
                 g_strerror (errno));
  return FALSE;
}

static gboolean
set_read_error (const char *path, GError **error)
{
  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_IO,
               /* Translators: a path, and what the system says. */
               _ ("“%s” could not be read (%s). Check the file and its permissions."), path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *bytes, gssize n)
{
  while (n > 0)
    {
      gssize some = write (fd, bytes, (gsize) n);

      if (some < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (some, 0);
      n -= MAX (some, 0);
    }
  return TRUE;
}

static gboolean
copy_bytes (int source,
            const char *from,
            int target,
            const char *to,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree guint8 *bytes = g_malloc (BUFFER_SIZE);
  gssize n;

  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = read (source, bytes, BUFFER_SIZE);
      if (n < 0 && errno != EINTR)
        return set_read_error (from, error);
      if (!write_all (target, bytes, n))
        return set_write_error (to, error);
    }
  while (n != 0);
  return attune_sync_descriptor (target) || set_write_error (to, error);
}

/* The copy has to be on the disk before the backup bears its name. */
static gboolean
copy_file (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  int source = -1;
  int target = -1;
  gboolean is_copied = FALSE;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return set_write_error (folder, error);
  source = g_open (from, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (source < 0)
    return set_read_error (from, error);

  target = g_open (to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (target < 0)
    set_write_error (to, error);
  else
    is_copied = copy_bytes (source, from, target, to, cancellable, error);
  if (target >= 0 && close (target) != 0 && is_copied)
    is_copied = set_write_error (to, error);
  close (source);
  return is_copied;
}

/* Adds the folder of `path`, which is in `top`, and all those between, to be synced once. */
static void
add_folders (GHashTable *folders, const char *top, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  while (strlen (folder) > strlen (top))
    {
      char *parent = g_path_get_dirname (folder);

      g_hash_table_add (folders, folder);
      folder = parent;
    }
}

static gboolean
copy_each (GPtrArray *paths,
           const char *from,
           const char *to,
           GPtrArray *missing,
           GHashTable *folders,
           GCancellable *cancellable,
           GError **error)
{
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *source = g_build_filename (from, path, NULL);
      g_autofree char *target = g_build_filename (to, path, NULL);

      if (!attune_media_backup_is_inside (path) || !g_file_test (source, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (missing, g_strdup (path));
      else if (!copy_file (source, target, cancellable, error))
        return FALSE;
      else
        add_folders (folders, to, target);
    }
  return TRUE;
}

/* The names of the copies have to be on the disk too, and that of their folder. */
static gboolean
sync_folders (GHashTable *folders, const char *top, GError **error)
{
  g_autofree char *above = g_path_get_dirname (top);
  GHashTableIter iter;
  gpointer folder;

  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, &folder, NULL))
    {
      if (!attune_sync_folder (folder))
        return set_write_error (folder, error);
    }
  return (attune_sync_folder (top) && attune_sync_folder (above)) || set_write_error (top, error);
}

gboolean
attune_media_backup_all (GPtrArray *paths,
                         const char *from,
                         const char *to,
                         GPtrArray *missing,
                         int *out_hold,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int hold = attune_media_hold_take (to, error);

  if (hold < 0)
    return FALSE;
  if (copy_each (paths, from, to, missing, folders, cancellable, error) &&
      sync_folders (folders, to, error))
    {
      *out_hold = hold;
      return TRUE;
    }

  attune_media_hold_abandon (hold, to);
  return FALSE;
}
