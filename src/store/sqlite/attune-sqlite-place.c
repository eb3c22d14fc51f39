/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/vfs.h>
#include <unistd.h>

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

gboolean
attune_sqlite_is_on_network (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs status;

  return statfs (folder, &status) == 0 && attune_sqlite_is_network_file_system (status.f_type);
}

gboolean
attune_sqlite_check_locks (const char *path, GError **error)
{
  if (!attune_sqlite_is_on_network (path))
    return TRUE;

  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_IO,
               _ ("“%s” is on a network drive, where a workspace file could be damaged by two "
                  "computers writing at once. Copy it to a local disk, or use a server."),
               path);
  return FALSE;
}

static gboolean
check_folder (const char *folder, GError **error)
{
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;

  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND,
               _ ("There is no folder “%s”. Choose another place."), folder);
  return FALSE;
}

static gboolean
check_presence (const char *path, AttuneDbMode mode, GError **error)
{
  gboolean is_there = g_file_test (path, G_FILE_TEST_EXISTS);

  if (mode != ATTUNE_DB_CREATE && !is_there)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND,
                 _ ("There is no workspace “%s”. Check the name, or create one."), path);
  else if (mode == ATTUNE_DB_CREATE && is_there)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS,
                 _ ("“%s” is there already. Open it, or choose another name."), path);
  else if (is_there && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE,
                 _ ("“%s” is not a file. Choose a workspace file."), path);
  else if (is_there && g_access (path, R_OK) != 0)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY,
                 _ ("“%s” cannot be read. Ask its owner for permission."), path);
  else
    return TRUE;
  return FALSE;
}

/* SQLite makes its journal beside the file, so that the folder has to be writable too. */
static gboolean
check_permissions (const char *path, const char *folder, GError **error)
{
  if (g_access (folder, W_OK) != 0)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY,
                 _ ("“%s” cannot be used because its folder cannot be written. Check the "
                    "permissions of the folder, or copy the file to another place."),
                 path);
  else if (g_file_test (path, G_FILE_TEST_EXISTS) && g_access (path, W_OK) != 0)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY,
                 _ ("“%s” cannot be written. Check the permissions of the file, or copy it to "
                    "another place."),
                 path);
  else
    return TRUE;
  return FALSE;
}

gboolean
attune_sqlite_check_place (const char *path, AttuneDbMode mode, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return check_folder (folder, error) && check_presence (path, mode, error) &&
         (mode == ATTUNE_DB_READ || check_permissions (path, folder, error));
}

gboolean
attune_sqlite_check_new_place (const char *path, GError **error)
{
  return attune_sqlite_check_place (path, ATTUNE_DB_CREATE, error) &&
         attune_sqlite_check_locks (path, error);
}
