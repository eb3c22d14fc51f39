/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/vfs.h>

/* How long a statement waits for another process to let go of the file, in milliseconds. */
#define BUSY_TIMEOUT_MS 10000

static const AttuneDialect dialect = {
  .type_names = { NULL, "BIGINT", "REAL", "TEXT", "BLOB" },
  .serial = "INTEGER PRIMARY KEY AUTOINCREMENT",
};

static AttuneStoreError
code_to_error (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_NOTADB:
      return ATTUNE_STORE_ERROR_NOT_STORE;
    case SQLITE_CORRUPT:
      return ATTUNE_STORE_ERROR_CORRUPT;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ATTUNE_STORE_ERROR_READ_ONLY;
    case SQLITE_FULL:
      return ATTUNE_STORE_ERROR_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ATTUNE_STORE_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return ATTUNE_STORE_ERROR_EXISTS;
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      return ATTUNE_STORE_ERROR_INVALID;
    default:
      return ATTUNE_STORE_ERROR_IO;
    }
}

static const char *
error_to_advice (AttuneStoreError error)
{
  switch ((int) error)
    {
    case ATTUNE_STORE_ERROR_NOT_STORE:
      return _ ("It is not an Attune workspace. Choose another file.");
    case ATTUNE_STORE_ERROR_CORRUPT:
      return _ ("The file is damaged or cut short. Restore it from a backup.");
    case ATTUNE_STORE_ERROR_READ_ONLY:
      return _ ("It cannot be written. Check the permissions of the file and its folder.");
    case ATTUNE_STORE_ERROR_FULL:
      return _ ("The disk is full; nothing was saved. Make room and try again.");
    case ATTUNE_STORE_ERROR_BUSY:
      return _ ("Another program is using it. Close that program, or try again in a moment.");
    case ATTUNE_STORE_ERROR_EXISTS:
      return _ ("There is one like it already.");
    case ATTUNE_STORE_ERROR_INVALID:
      return _ ("A value is too large; nothing was saved.");
    default:
      return _ ("The disk reported an error; nothing was saved. Check the disk and try again.");
    }
}

void
attune_sqlite_set_error (AttuneSqlite *self, int code, GError **error)
{
  AttuneStoreError kind = code_to_error (code);

  g_set_error (error, ATTUNE_STORE_ERROR, kind, "“%s”: %s (%s)", self->path, error_to_advice (kind),
               sqlite3_errmsg (self->handle));
}

gboolean
attune_sqlite_execute (AttuneSqlite *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;

  attune_sqlite_set_error (self, sqlite3_extended_errcode (self->handle), error);
  return FALSE;
}

gint64
attune_sqlite_get_int (AttuneSqlite *self, const char *sql, gint64 otherwise)
{
  sqlite3_stmt *statement = NULL;
  gint64 value = otherwise;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int64 (statement, 0);

  sqlite3_finalize (statement);
  return value;
}

gboolean
attune_sqlite_is_network_file_system (gint64 type)
{
  /* NFS, SMB, CIFS, SMB2, Coda, AFS, 9P, Ceph, and FUSE, behind which sshfs and its like are. */
  static const guint32 types[] = { 0x6969,     0x517b,     0xff534d42, 0xfe534d42, 0x73757245,
                                   0x5346414f, 0x01021997, 0x00c36400, 0x65735546 };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if ((guint32) type == types[i])
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_file_system (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs status;

  if (statfs (folder, &status) != 0)
    {
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND,
                   _ ("There is no folder “%s”. Choose another place."), folder);
      return FALSE;
    }
  if (attune_sqlite_is_network_file_system (status.f_type))
    {
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_IO,
                   _ ("“%s” is on a network drive, where a workspace file could be damaged by two "
                      "computers writing at once. Copy it to a local disk, or use a server."),
                   path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_presence (const char *path, AttuneDbMode mode, GError **error)
{
  gboolean is_there = g_file_test (path, G_FILE_TEST_EXISTS);

  if (mode == ATTUNE_DB_OPEN && !is_there)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND,
                 _ ("There is no workspace “%s”. Check the name, or create one."), path);
  else if (mode == ATTUNE_DB_CREATE && is_there)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS,
                 _ ("“%s” is there already. Open it, or choose another name."), path);
  else if (is_there && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE,
                 _ ("“%s” is not a file. Choose a workspace file."), path);
  else
    return TRUE;
  return FALSE;
}

/* The first read of the file: everything that is not a sound workspace of this application shows here. */
static gboolean
check_contents (AttuneSqlite *self, AttuneDbMode mode, GError **error)
{
  gint64 application;

  if (!attune_sqlite_execute (self, "SELECT count(*) FROM sqlite_schema", error))
    return FALSE;
  if (sqlite3_db_readonly (self->handle, "main") == 1)
    {
      attune_sqlite_set_error (self, SQLITE_READONLY, error);
      return FALSE;
    }
  if (mode == ATTUNE_DB_CREATE)
    return TRUE;

  application = attune_sqlite_get_int (self, "PRAGMA application_id", 0);
  if (application != ATTUNE_SQLITE_APPLICATION_ID)
    {
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE,
                   _ ("“%s” is a database of another application, not an Attune workspace. Choose "
                      "another file."),
                   self->path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
apply_settings (AttuneSqlite *self, const AttuneSqliteOptions *options, GError **error)
{
  const char *journal_mode = options && options->journal_mode ? options->journal_mode : "TRUNCATE";
  const char *synchronous = options && options->synchronous ? options->synchronous : "FULL";
  g_autofree char *sql = g_strdup_printf (
    "PRAGMA journal_mode=%s; PRAGMA synchronous=%s; PRAGMA foreign_keys=ON;"
    "PRAGMA trusted_schema=OFF; PRAGMA mmap_size=0; PRAGMA cache_size=-16000",
    journal_mode, synchronous);

  return attune_sqlite_execute (self, sql, error);
}

static gboolean
stamp_new_file (AttuneSqlite *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id=%d; VACUUM",
                                          ATTUNE_SQLITE_APPLICATION_ID);

  return attune_sqlite_execute (self, sql, error);
}

static int
attune_sqlite_get_version (AttuneDb *db)
{
  return (int) attune_sqlite_get_int ((AttuneSqlite *) db, "PRAGMA user_version", 0);
}

static gboolean
run_migration (AttuneSqlite *self, int version, const char *const *statements, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version=%d", version);

  for (guint i = 0; statements[i] != NULL; i++)
    {
      if (!attune_sqlite_execute (self, statements[i], error))
        return FALSE;
    }
  return attune_sqlite_execute (self, stamp, error) &&
         attune_sqlite_execute (self, "COMMIT", error);
}

static gboolean
attune_sqlite_migrate (AttuneDb *db, int version, const char *const *statements, GError **error)
{
  AttuneSqlite *self = (AttuneSqlite *) db;

  if (!attune_sqlite_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_migration (self, version, statements, error))
    return TRUE;

  attune_sqlite_execute (self, "ROLLBACK", NULL);
  return FALSE;
}

static GStrv
attune_sqlite_table_to_sql (AttuneDb *db, const AttuneTable *table)
{
  return attune_table_to_sql (table, &dialect);
}

static gint64
attune_sqlite_get_data_version (AttuneDb *db)
{
  return attune_sqlite_get_int ((AttuneSqlite *) db, "PRAGMA data_version", 0);
}

static void
collect_findings (sqlite3_stmt *statement, gboolean is_foreign_key, GPtrArray *findings)
{
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      if (is_foreign_key)
        g_ptr_array_add (findings,
                         g_strdup_printf ("A row of “%s” points at a row of “%s” that is not there",
                                          text, (const char *) sqlite3_column_text (statement, 2)));
      else if (g_strcmp0 (text, "ok") != 0)
        g_ptr_array_add (findings, g_strdup (text));
    }
}

static GStrv
attune_sqlite_find_damage (AttuneDb *db, GError **error)
{
  AttuneSqlite *self = (AttuneSqlite *) db;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  static const char *const checks[] = { "PRAGMA integrity_check", "PRAGMA foreign_key_check" };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      sqlite3_stmt *statement = NULL;
      int code = sqlite3_prepare_v2 (self->handle, checks[i], -1, &statement, NULL);

      if (code == SQLITE_OK)
        collect_findings (statement, i == 1, findings);
      code = sqlite3_finalize (statement);
      if (code != SQLITE_OK)
        {
          attune_sqlite_set_error (self, code, error);
          return NULL;
        }
    }
  g_ptr_array_add (findings, NULL);
  return (GStrv) g_ptr_array_steal (findings, NULL);
}

static void
attune_sqlite_close (AttuneDb *db)
{
  AttuneSqlite *self = (AttuneSqlite *) db;

  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

static const AttuneDbProvider provider = {
  .name = "sqlite",
  .run = attune_sqlite_run,
  .get_version = attune_sqlite_get_version,
  .migrate = attune_sqlite_migrate,
  .table_to_sql = attune_sqlite_table_to_sql,
  .get_data_version = attune_sqlite_get_data_version,
  .backup = attune_sqlite_backup,
  .find_damage = attune_sqlite_find_damage,
  .close = attune_sqlite_close,
};

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

AttuneDb *
attune_sqlite_open (const char *path,
                    AttuneDbMode mode,
                    const AttuneSqliteOptions *options,
                    GError **error)
{
  g_autoptr (AttuneDb) db = NULL;
  AttuneSqlite *self;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  if (!check_file_system (path, error) || !check_presence (path, mode, error))
    return NULL;

  self = g_new0 (AttuneSqlite, 1);
  self->parent.provider = &provider;
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  db = &self->parent;

  code = sqlite3_open_v2 (path, &self->handle,
                          flags | (mode == ATTUNE_DB_CREATE ? SQLITE_OPEN_CREATE : 0),
                          options != NULL ? options->vfs : NULL);
  if (code != SQLITE_OK)
    {
      attune_sqlite_set_error (self, code == SQLITE_CANTOPEN ? SQLITE_READONLY : code, error);
      return NULL;
    }

  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  if (!check_contents (self, mode, error) || !apply_settings (self, options, error) ||
      (mode == ATTUNE_DB_CREATE && !stamp_new_file (self, error)))
    return NULL;

  return g_steal_pointer (&db);
}
