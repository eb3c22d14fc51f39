/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

/* How long a statement waits for another process to let go of the file, in milliseconds. */
#define BUSY_TIMEOUT_MS 10000

/* INTEGER and no other word makes `id` the row's own number, so that looking up a row is one search instead of two. */
static const AttuneDialect dialect = {
  .type_names = { NULL, "INTEGER", "REAL", "TEXT", "BLOB" },
  .serial = "INTEGER PRIMARY KEY AUTOINCREMENT",
};

gboolean
attune_sqlite_execute (AttuneSqlite *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;

  attune_sqlite_set_error (self, sqlite3_extended_errcode (self->handle), error);
  return FALSE;
}

gboolean
attune_sqlite_get_int (AttuneSqlite *self, const char *sql, gint64 *out_value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *out_value = sqlite3_column_int64 (statement, 0);
  else
    attune_sqlite_set_error (self, code, error);

  sqlite3_finalize (statement);
  return code == SQLITE_ROW;
}

const char *
attune_sqlite_type_name (AttuneValueType type)
{
  return dialect.type_names[type];
}

GStrv
attune_sqlite_table_to_sql (AttuneDb *db, const AttuneTable *table)
{
  return table->is_words ? attune_sqlite_words_to_sql (table)
                         : attune_table_to_sql (table, &dialect);
}

/* The first read of the file: everything that is not a sound workspace of this application shows here, before anything
 * is written. */
static gboolean
check_contents (AttuneSqlite *self, GError **error)
{
  gint64 n_tables;
  gint64 n_pages;
  gint64 application;
  gint64 version;

  if (!attune_sqlite_get_int (self, "SELECT count(*) FROM sqlite_schema", &n_tables, error) ||
      !attune_sqlite_get_int (self, "PRAGMA page_count", &n_pages, error) ||
      !attune_sqlite_get_int (self, "PRAGMA application_id", &application, error) ||
      !attune_sqlite_get_int (self, "PRAGMA user_version", &version, error))
    return FALSE;

  if (n_pages == 0 || (application == ATTUNE_SQLITE_APPLICATION_ID && n_tables == 0))
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE,
                 _ ("“%s” is empty. Delete it and create the workspace anew, or restore it from a "
                    "backup."),
                 self->path);
  else if (application != ATTUNE_SQLITE_APPLICATION_ID)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE,
                 _ ("“%s” is a database of another application, not an Attune workspace. Choose "
                    "another file."),
                 self->path);
  else if (version < 1)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT,
                 _ ("“%s” is damaged: the version of Attune that wrote it is not in it any more. "
                    "Keep it, and restore the workspace from a backup."),
                 self->path);
  else
    return TRUE;
  return FALSE;
}

/* Bytes that are no whole page at the end, counted while nobody can be writing them. -1 where SQLite cannot say. */
static gint64
count_rest (AttuneSqlite *self)
{
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  gint64 page_size = 0;
  gint64 n_pages;
  gboolean is_known;

  is_known = attune_sqlite_execute (self, "BEGIN", NULL) &&
             attune_sqlite_get_int (self, "PRAGMA page_count", &n_pages, NULL) &&
             attune_sqlite_get_int (self, "PRAGMA page_size", &page_size, NULL) && page_size > 0 &&
             sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) ==
               SQLITE_OK &&
             file->pMethods->xFileSize (file, &size) == SQLITE_OK;
  if (!sqlite3_get_autocommit (self->handle))
    attune_sqlite_execute (self, "COMMIT", NULL);
  return is_known ? size % page_size : -1;
}

/* What triggers and views would do to a workspace is not known, and Attune makes none. Owned by the caller; NULL for none. */
static char *
find_stranger (AttuneSqlite *self)
{
  sqlite3_stmt *statement = NULL;
  char *name = NULL;

  if (sqlite3_prepare_v2 (self->handle,
                          "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')", -1,
                          &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    name = g_utf8_make_valid ((const char *) sqlite3_column_text (statement, 0), -1);
  sqlite3_finalize (statement);
  return name;
}

/* A second name would have a journal of its own: whoever opens the file by that after a crash reads what is half written. */
static gboolean
has_second_name (AttuneSqlite *self)
{
  struct stat status;

  return stat (self->path, &status) == 0 && status.st_nlink > 1;
}

static gboolean
attune_sqlite_check_shape (AttuneDb *db, GError **error)
{
  AttuneSqlite *self = (AttuneSqlite *) db;
  g_autofree char *stranger = find_stranger (self);

  if (count_rest (self) > 0)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT,
                 _ ("“%s” is cut off in its last page. Keep it, and restore the workspace from a "
                    "backup."),
                 self->path);
  else if (stranger != NULL)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT,
                 /* Translators: a path, and a name in the database. */
                 _ ("“%s” holds “%s”, a trigger or a view that is not Attune's: somebody has added "
                    "it. Have it taken out, or restore the workspace from a backup."),
                 self->path, stranger);
  else if (has_second_name (self))
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                 _ ("“%s” has a second name (a hard link), and would be damaged if it were written "
                    "under both. Delete the other name, or copy the file and open the copy."),
                 self->path);
  else
    return TRUE;
  return FALSE;
}

static gboolean
apply_settings (AttuneSqlite *self, const AttuneSqliteOptions *options, GError **error)
{
  const char *journal_mode = options && options->journal_mode ? options->journal_mode : "TRUNCATE";
  const char *synchronous = options && options->synchronous ? options->synchronous : "FULL";
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode=%s; PRAGMA synchronous=%s",
                                          journal_mode, synchronous);

  return attune_sqlite_execute (self, sql, error);
}

/* What a file that somebody else made up may not do to us, and what no statement has to undo. */
static gboolean
harden (AttuneSqlite *self, GError **error)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_limit (self->handle, SQLITE_LIMIT_ATTACHED, 0);
  /* Closing a file that turns out not to be ours leaves its write-ahead log as it is. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return attune_sqlite_execute (self,
                                "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
                                "PRAGMA foreign_keys=ON; PRAGMA mmap_size=0;"
                                "PRAGMA cache_size=-16000",
                                error);
}

static int
attune_sqlite_get_version (AttuneDb *db, GError **error)
{
  gint64 version;

  return attune_sqlite_get_int ((AttuneSqlite *) db, "PRAGMA user_version", &version, error)
           ? (int) version
           : -1;
}

/* The application's mark goes in with the first version, so that no file bears it without its tables. */
static gboolean
run_step (AttuneSqlite *self, const AttuneDbStep *step, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%d",
                                            ATTUNE_SQLITE_APPLICATION_ID, step->to);

  for (guint i = 0; step->statements[i] != NULL; i++)
    {
      if (!attune_sqlite_execute (self, step->statements[i], error))
        return FALSE;
    }
  return attune_sqlite_execute (self, stamp, error);
}

/* By another handle, because SQLite copies from none that is writing. What is to be written waits until the copy is whole,
 * and nobody else writes meanwhile. An older copy, of an attempt that failed, lacks what has been written since. */
static gboolean
keep_copy (AttuneSqlite *self, const char *path, GError **error)
{
  g_autoptr (AttuneDb) reader = attune_sqlite_open (self->path, ATTUNE_DB_READ, NULL, error);

  if (reader == NULL)
    return FALSE;
  (void) g_unlink (path);
  return attune_db_copy (reader, path, error);
}

static gboolean
take_step (AttuneSqlite *self, const AttuneDbStep *step, GError **error)
{
  gint64 version;

  if (!attune_sqlite_get_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == step->from && ((step->copy != NULL && !keep_copy (self, step->copy, error)) ||
                                !run_step (self, step, error)))
    return FALSE;
  return attune_sqlite_execute (self, "COMMIT", error);
}

static gboolean
attune_sqlite_migrate (AttuneDb *db, const AttuneDbStep *step, GError **error)
{
  AttuneSqlite *self = (AttuneSqlite *) db;

  if (!attune_sqlite_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (take_step (self, step, error))
    return TRUE;

  if (!sqlite3_get_autocommit (self->handle))
    attune_sqlite_execute (self, "ROLLBACK", NULL);
  return FALSE;
}

static gint64
attune_sqlite_get_data_version (AttuneDb *db)
{
  gint64 version;

  return attune_sqlite_get_int ((AttuneSqlite *) db, "PRAGMA data_version", &version, NULL)
           ? version
           : -1;
}

static void
attune_sqlite_close (AttuneDb *db)
{
  AttuneSqlite *self = (AttuneSqlite *) db;
  int code;

  attune_sqlite_clear_statements (self);
  code = sqlite3_close (self->handle);
  /* Anything else means that somebody still holds a statement or a backup, and that the file stays open for good. */
  g_assert (code == SQLITE_OK);
  g_free (self->path);
  g_free (self);
}

void
attune_sqlite_remove (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  (void) g_unlink (journal);
  (void) g_unlink (path);
}

static const AttuneDbProvider provider = {
  .name = "sqlite",
  .set_stop = attune_sqlite_set_stop,
  .run = attune_sqlite_run,
  .get_version = attune_sqlite_get_version,
  .migrate = attune_sqlite_migrate,
  .table_to_sql = attune_sqlite_table_to_sql,
  .get_words_condition = attune_sqlite_get_words_condition,
  .match_words = attune_sqlite_match_words,
  .get_data_version = attune_sqlite_get_data_version,
  .backup_begin = attune_sqlite_backup_begin,
  .backup_step = attune_sqlite_backup_step,
  .backup_finish = attune_sqlite_backup_finish,
  .backup_free = attune_sqlite_backup_free,
  .find_damage = attune_sqlite_find_damage,
  .check_shape = attune_sqlite_check_shape,
  .close = attune_sqlite_close,
};

/* A backup may be read from a network drive: nobody writes it, so that it needs no locks. */
static const char *
choose_vfs (AttuneSqlite *self, AttuneDbMode mode, const AttuneSqliteOptions *options)
{
  if (options != NULL && options->vfs != NULL)
    return options->vfs;
  return mode == ATTUNE_DB_READ && !attune_sqlite_has_locks (self->path) ? "unix-none" : NULL;
}

static gboolean
open_handle (AttuneSqlite *self,
             AttuneDbMode mode,
             const AttuneSqliteOptions *options,
             GError **error)
{
  static const int flags[] = {
    [ATTUNE_DB_OPEN] = SQLITE_OPEN_READWRITE,
    [ATTUNE_DB_CREATE] = SQLITE_OPEN_READWRITE,
    [ATTUNE_DB_READ] = SQLITE_OPEN_READONLY,
  };
  int code = sqlite3_open_v2 (self->path, &self->handle,
                              flags[mode] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                              choose_vfs (self, mode, options));
  int timeout = options != NULL && options->busy_timeout_ms > 0 ? options->busy_timeout_ms
                                                                : BUSY_TIMEOUT_MS;

  if (code != SQLITE_OK)
    {
      attune_sqlite_set_error (self, code, error);
      return FALSE;
    }

  attune_sqlite_init_patience (self, timeout);
  if (!harden (self, error) || (mode != ATTUNE_DB_CREATE && !check_contents (self, error)) ||
      (mode != ATTUNE_DB_READ && !apply_settings (self, options, error)))
    return FALSE;

  /* Last, because it refuses settings that a test may ask for. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return TRUE;
}

/* Takes the name for a new database, which the system gives to one call alone: SQLite would open what another process has
 * made in the meantime. */
static gboolean
reserve (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

  if (fd >= 0)
    return g_close (fd, NULL);

  if (errno == EEXIST)
    attune_sqlite_set_exists (path, error);
  else
    g_set_error (error, ATTUNE_STORE_ERROR,
                 errno == ENOSPC || errno == EDQUOT ? ATTUNE_STORE_ERROR_FULL
                                                    : ATTUNE_STORE_ERROR_IO,
                 /* Translators: a path, and what the system says. */
                 _ ("“%s” could not be written (%s). Choose another place."), path,
                 g_strerror (errno));
  return FALSE;
}

AttuneDb *
attune_sqlite_open (const char *path,
                    AttuneDbMode mode,
                    const AttuneSqliteOptions *options,
                    GError **error)
{
  AttuneSqlite *self;

  if (!attune_sqlite_check_place (path, mode, error) ||
      (mode != ATTUNE_DB_READ && !attune_sqlite_check_locks (path, error)) ||
      (mode == ATTUNE_DB_CREATE && !reserve (path, error)))
    return NULL;

  self = g_new0 (AttuneSqlite, 1);
  self->parent.provider = &provider;
  self->path = g_strdup (path);
  attune_sqlite_init_statements (self);
  if (open_handle (self, mode, options, error))
    {
      self->was_there = g_file_test (path, G_FILE_TEST_EXISTS);
      return &self->parent;
    }

  attune_sqlite_close (&self->parent);
  if (mode == ATTUNE_DB_CREATE)
    attune_sqlite_remove (path);
  return NULL;
}
