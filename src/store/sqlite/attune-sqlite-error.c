/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sqlite-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static AttuneStoreError
constraint_to_error (int code)
{
  switch (code)
    {
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return ATTUNE_STORE_ERROR_NOT_FOUND;
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_DATATYPE:
      return ATTUNE_STORE_ERROR_INVALID;
    default:
      return ATTUNE_STORE_ERROR_EXISTS;
    }
}

/* What the system said when SQLite could not open or write a file. */
static AttuneStoreError
errno_to_error (int number)
{
  switch (number)
    {
    case EACCES:
    case EPERM:
    case EROFS:
      return ATTUNE_STORE_ERROR_READ_ONLY;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return ATTUNE_STORE_ERROR_FULL;
    default:
      return ATTUNE_STORE_ERROR_IO;
    }
}

/* SQLite keeps the system's error for most failures; for those of a COMMIT the file system is asked for its last one. */
static AttuneStoreError
system_to_error (sqlite3 *handle)
{
  AttuneStoreError error;
  sqlite3_vfs *vfs = NULL;

  if (handle == NULL)
    return ATTUNE_STORE_ERROR_IO;

  error = errno_to_error (sqlite3_system_errno (handle));
  if (error == ATTUNE_STORE_ERROR_IO &&
      sqlite3_file_control (handle, "main", SQLITE_FCNTL_VFS_POINTER, &vfs) == SQLITE_OK)
    error = errno_to_error (vfs->xGetLastError (vfs, 0, NULL));
  return error;
}

/* SQLite's one code for every statement that it does not take: because of what is not in the file, which shows a damaged
 * one, or because of the statement. */
static AttuneStoreError
statement_to_error (sqlite3 *handle)
{
  const char *message = handle != NULL ? sqlite3_errmsg (handle) : "";

  return g_str_has_prefix (message, "no such table") ||
             g_str_has_prefix (message, "no such column") ||
             strstr (message, " has no column named ") != NULL
           ? ATTUNE_STORE_ERROR_CORRUPT
           : ATTUNE_STORE_ERROR_INTERNAL;
}

static AttuneStoreError
code_to_error (sqlite3 *handle, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_NOTADB:
      return ATTUNE_STORE_ERROR_NOT_STORE;
    case SQLITE_CORRUPT:
      return ATTUNE_STORE_ERROR_CORRUPT;
    case SQLITE_ERROR:
      return statement_to_error (handle);
    case SQLITE_INTERNAL:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
      return ATTUNE_STORE_ERROR_INTERNAL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ATTUNE_STORE_ERROR_READ_ONLY;
    case SQLITE_FULL:
      return ATTUNE_STORE_ERROR_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_SCHEMA: /* another process keeps changing the tables */
      return ATTUNE_STORE_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return constraint_to_error (code);
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      return ATTUNE_STORE_ERROR_INVALID;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      return system_to_error (handle);
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
    case ATTUNE_STORE_ERROR_NOT_FOUND:
      return _ ("Something that this belongs to is not there any more, or is still in use; nothing "
                "was saved. Look at it again.");
    case ATTUNE_STORE_ERROR_INTERNAL:
      return _ ("Attune met an error of its own; nothing was saved, and the file is as it was. "
                "Please report it with what follows.");
    case ATTUNE_STORE_ERROR_INVALID:
      return _ ("A value is missing or too large; nothing was saved.");
    default:
      return _ ("The disk reported an error; nothing was saved. Check the disk and try again.");
    }
}

void
attune_sqlite_set_path_error (const char *path, sqlite3 *handle, int code, GError **error)
{
  AttuneStoreError kind = code_to_error (handle, code);

  g_set_error (error, ATTUNE_STORE_ERROR, kind, "“%s”: %s (%s)", path, error_to_advice (kind),
               sqlite3_errstr (code));
}

/* SQLite notices that another file, or none, bears the name that it opened; it calls that read-only. */
static gboolean
is_moved (AttuneSqlite *self, int code)
{
  int kind = code & 0xff;

  if (kind != SQLITE_READONLY && kind != SQLITE_CANTOPEN && kind != SQLITE_IOERR)
    return FALSE;
  return sqlite3_extended_errcode (self->handle) == SQLITE_READONLY_DBMOVED ||
         (self->was_there && !g_file_test (self->path, G_FILE_TEST_EXISTS));
}

void
attune_sqlite_set_error (AttuneSqlite *self, int code, GError **error)
{
  AttuneStoreError kind = code_to_error (self->handle, code);

  if (attune_sqlite_is_stopped (self))
    g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED,
                         _ ("The workspace has been closed."));
  else if (is_moved (self, code))
    g_set_error (
      error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY,
      _ ("“%s” is not where it was when it was opened; nothing was saved. Put it back, and "
         "try again."),
      self->path);
  else
    g_set_error (error, ATTUNE_STORE_ERROR, kind, "“%s”: %s (%s)", self->path,
                 error_to_advice (kind), sqlite3_errmsg (self->handle));
}
