/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

/* Pages of one slice: about 1 MiB, some milliseconds. */
#define PAGES_PER_SLICE 256

/* Steps until all pages are copied. Returns SQLITE_DONE, SQLITE_INTERRUPT when `progress` says stop, or what failed. */
static int
copy_pages (sqlite3_backup *backup, AttuneDbProgress progress, gpointer data)
{
  for (;;)
    {
      int code = sqlite3_backup_step (backup, PAGES_PER_SLICE);
      int total = sqlite3_backup_pagecount (backup);

      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        g_usleep (10 * 1000);
      else if (code != SQLITE_OK)
        return code;
      if (progress != NULL &&
          !progress (total > 0 ? 1.0 - (double) sqlite3_backup_remaining (backup) / total : 0.0,
                     data))
        return SQLITE_INTERRUPT;
    }
}

static gboolean
copy_into (AttuneSqlite *self,
           sqlite3 *target,
           AttuneDbProgress progress,
           gpointer data,
           GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (target, "main", self->handle, "main");
  int code = backup != NULL ? copy_pages (backup, progress, data) : sqlite3_errcode (target);

  if (backup != NULL)
    sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;

  if (code == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The backup was cancelled."));
  else
    attune_sqlite_set_error (self, code, error);
  return FALSE;
}

gboolean
attune_sqlite_backup (AttuneDb *db,
                      const char *path,
                      AttuneDbProgress progress,
                      gpointer data,
                      GError **error)
{
  AttuneSqlite *self = (AttuneSqlite *) db;
  sqlite3 *target = NULL;
  gboolean is_done = FALSE;
  int code;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS,
                   _ ("“%s” is there already. Choose another name for the backup."), path);
      return FALSE;
    }

  code = sqlite3_open_v2 (path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (code == SQLITE_OK)
    is_done = copy_into (self, target, progress, data, error);
  else
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY,
                 _ ("“%s” cannot be written. Check the folder and its permissions."), path);

  sqlite3_close (target);
  if (!is_done)
    g_unlink (path);
  return is_done;
}
