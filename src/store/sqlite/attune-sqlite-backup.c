/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sqlite-private.h"
#include "attune-sync.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Pages of a slice: as many as take about the time below, beginning with 1 MiB of them. */
#define FIRST_PAGES 256
#define MIN_PAGES   64
#define MAX_PAGES   2048
#define AIM_US      (8 * 1000)

/* What the name of a copy on its way ends with, and letters of chance. */
#define PARTIAL        ".partial-"
#define RANDOM_LETTERS 6

/* How often another process's writes may make the copy begin anew before it takes all pages at once. */
#define MAX_RESTARTS 8

typedef struct
{
  AttuneDbBackup parent;
  char *path;
  char *partial_path;
  int hold;             /* on the partial file: locked as long as somebody works on it */
  AttuneSqlite *source; /* borrowed */
  sqlite3 *target;
  sqlite3_backup *backup; /* NULL once all pages are copied */
  int n_pages;
  int n_copied;
  int n_source; /* pages of the source, as of the last step */
  guint n_restarts;
  gboolean is_finished;
} SqliteBackup;

static void
set_name_error (SqliteBackup *self, GError **error)
{
  g_set_error (error, ATTUNE_STORE_ERROR,
               errno == ENOSPC   ? ATTUNE_STORE_ERROR_FULL
               : errno == EEXIST ? ATTUNE_STORE_ERROR_EXISTS
                                 : ATTUNE_STORE_ERROR_IO,
               _ ("“%s” could not be written: %s. Choose another place."), self->path,
               g_strerror (errno));
}

/* A file of this call alone: another one, of this process or not, may be on its way to the same name. */
static gboolean
make_partial (SqliteBackup *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, PARTIAL "XXXXXX", NULL);
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      set_name_error (self, error);
      return FALSE;
    }

  /* Where there are no locks, nobody can take it for left either. */
  (void) flock (fd, LOCK_EX | LOCK_NB);
  self->hold = fd;
  self->partial_path = g_steal_pointer (&path);
  return TRUE;
}

/* Takes away what a process that was killed has left on its way to the same name: nobody holds that. One that has nothing in
 * it may have been made this moment. */
static void
clear_leavings (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (base, PARTIAL, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *leaving = g_build_filename (folder, name, NULL);
      struct stat status;
      int fd;

      if (!g_str_has_prefix (name, prefix) || strlen (name) != strlen (prefix) + RANDOM_LETTERS)
        continue;
      fd = g_open (leaving, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
      if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_size > 0 &&
          flock (fd, LOCK_EX | LOCK_NB) == 0)
        (void) g_unlink (leaving);
      if (fd >= 0)
        close (fd);
    }
}

/* The copy is given up when anything fails and synced as a whole at the end, so that it needs neither journal nor syncs
 * on the way; and nobody else opens it, so that it needs no locks and may lie on a network drive. */
static gboolean
open_target (SqliteBackup *self, GError **error)
{
  int code = sqlite3_open_v2 (self->partial_path, &self->target,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                              "unix-none");

  if (code == SQLITE_OK)
    code = sqlite3_exec (self->target, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", NULL,
                         NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;

  attune_sqlite_set_path_error (self->path, self->target, code, error);
  return FALSE;
}

AttuneDbBackup *
attune_sqlite_backup_begin (AttuneDb *db, const char *path, GError **error)
{
  g_autoptr (AttuneDbBackup) backup = NULL;
  SqliteBackup *self;

  if (!attune_sqlite_check_place (path, ATTUNE_DB_CREATE, error))
    return NULL;

  self = g_new0 (SqliteBackup, 1);
  self->parent.provider = db->provider;
  self->source = (AttuneSqlite *) db;
  self->path = g_strdup (path);
  self->n_pages = FIRST_PAGES;
  self->hold = -1;
  backup = &self->parent;

  clear_leavings (path);
  if (!make_partial (self, error) || !open_target (self, error))
    return NULL;

  self->backup = sqlite3_backup_init (self->target, "main", self->source->handle, "main");
  if (self->backup == NULL)
    {
      attune_sqlite_set_path_error (self->path, self->target,
                                    sqlite3_extended_errcode (self->target), error);
      return NULL;
    }
  return g_steal_pointer (&backup);
}

/* Which of the two files a failure is about. */
static void
set_step_error (SqliteBackup *self, int code, GError **error)
{
  int kind = code & 0xff;
  gboolean is_source = kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_BUSY ||
                       kind == SQLITE_LOCKED || code == SQLITE_IOERR_READ;

  attune_sqlite_set_path_error (is_source ? self->source->path : self->path,
                                is_source ? self->source->handle : self->target, code, error);
}

/* A step that began anew has copied its own pages and none of those before. */
static void
follow_progress (SqliteBackup *self, gint64 took_us)
{
  int n_copied;

  self->n_source = sqlite3_backup_pagecount (self->backup);
  n_copied = self->n_source - sqlite3_backup_remaining (self->backup);
  if (n_copied < self->n_copied + self->n_pages)
    self->n_restarts++;
  self->n_copied = n_copied;

  if (took_us > AIM_US)
    self->n_pages = MAX (self->n_pages / 2, MIN_PAGES);
  else if (took_us < AIM_US / 2)
    self->n_pages = MIN (self->n_pages * 2, MAX_PAGES);
}

gboolean
attune_sqlite_backup_step (AttuneDbBackup *backup, double *out_fraction, GError **error)
{
  SqliteBackup *self = (SqliteBackup *) backup;
  gint64 start = g_get_monotonic_time ();
  int code = sqlite3_backup_step (self->backup,
                                  self->n_restarts > MAX_RESTARTS ? -1 : self->n_pages);

  if (code == SQLITE_DONE)
    {
      code = sqlite3_backup_finish (g_steal_pointer (&self->backup));
      if (code == SQLITE_OK)
        {
          *out_fraction = 1.0;
          return TRUE;
        }
    }
  if (code != SQLITE_OK)
    {
      set_step_error (self, code, error);
      return FALSE;
    }

  follow_progress (self, g_get_monotonic_time () - start);
  *out_fraction = MIN ((double) self->n_copied / self->n_source, 0.999);
  return TRUE;
}

/* The name comes last: what bears it is whole and on the disk. */
static gboolean
give_name (SqliteBackup *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (!attune_sync_file (self->partial_path) ||
      !attune_sync_rename (self->partial_path, self->path))
    return FALSE;

  self->is_finished = attune_sync_folder (folder);
  if (!self->is_finished)
    (void) g_unlink (self->path);
  return self->is_finished;
}

gboolean
attune_sqlite_backup_finish (AttuneDbBackup *backup, GError **error)
{
  SqliteBackup *self = (SqliteBackup *) backup;

  g_assert (self->backup == NULL);

  sqlite3_close (g_steal_pointer (&self->target));
  if (give_name (self))
    return TRUE;

  set_name_error (self, error);
  return FALSE;
}

void
attune_sqlite_backup_free (AttuneDbBackup *backup)
{
  SqliteBackup *self = (SqliteBackup *) backup;

  if (self->backup != NULL)
    sqlite3_backup_finish (self->backup);
  sqlite3_close (self->target);
  if (!self->is_finished && self->partial_path != NULL)
    (void) g_unlink (self->partial_path);
  if (self->hold >= 0)
    close (self->hold);
  g_free (self->partial_path);
  g_free (self->path);
  g_free (self);
}
