/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

/* What statfs() says of all that FUSE mounts. */
#define FUSE 0x65735546

AttuneDrive
attune_sqlite_judge_file_system (gint64 type, const char *name)
{
  /* NFS, SMB, CIFS, SMB2, Coda, AFS, 9P, Ceph. */
  static const guint32 types[] = { 0x6969,     0x517b,     0xff534d42, 0xfe534d42,
                                   0x73757245, 0x5346414f, 0x01021997, 0x00c36400 };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if ((guint32) type == types[i])
        return ATTUNE_DRIVE_NETWORK;
    }
  return (guint32) type == FUSE && g_strcmp0 (name, "fuseblk") != 0 ? ATTUNE_DRIVE_FUSE
                                                                    : ATTUNE_DRIVE_LOCAL;
}

/* A line is "36 35 98:0 / /mnt rw,noatime shared:1 - ext4 /dev/sda rw", with any number of fields before the dash. */
char *
attune_sqlite_find_mount_type (const char *mounts, guint major_number, guint minor_number)
{
  g_autofree char *device = g_strdup_printf ("%u:%u", major_number, minor_number);
  g_auto (GStrv) lines = g_strsplit (mounts, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", -1);
      const char *dash = strstr (lines[i], " - ");

      if (dash != NULL && g_strv_length (fields) > 3 && g_str_equal (fields[2], device))
        return g_strndup (dash + 3, strcspn (dash + 3, " "));
    }
  return NULL;
}

/* What the system calls the file system; NULL where it does not say. */
static char *
read_mount_type (const char *folder)
{
  g_autofree char *mounts = NULL;
  GStatBuf status;

  if (g_stat (folder, &status) != 0 ||
      !g_file_get_contents ("/proc/self/mountinfo", &mounts, NULL, NULL))
    return NULL;
  return attune_sqlite_find_mount_type (mounts, major (status.st_dev), minor (status.st_dev));
}

static AttuneDrive
judge_drive (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;
  struct statfs status;

  if (statfs (folder, &status) != 0)
    return ATTUNE_DRIVE_LOCAL;
  /* One number for all of them: a disk that a program reads (NTFS), and what a program makes up. */
  if ((guint32) status.f_type == FUSE)
    name = read_mount_type (folder);
  return attune_sqlite_judge_file_system (status.f_type, name);
}

gboolean
attune_sqlite_has_locks (const char *path)
{
  return judge_drive (path) == ATTUNE_DRIVE_LOCAL;
}

gboolean
attune_sqlite_check_locks (const char *path, GError **error)
{
  switch (judge_drive (path))
    {
    case ATTUNE_DRIVE_LOCAL:
      return TRUE;
    case ATTUNE_DRIVE_NETWORK:
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_IO,
                   _ ("“%s” is on a network drive, where a workspace file could be damaged by two "
                      "computers writing at once. Copy it to a local disk, or use a server."),
                   path);
      return FALSE;
    case ATTUNE_DRIVE_FUSE:
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_IO,
                   _ ("“%s” is in a folder that another program provides (such as a cloud drive, a "
                      "connection to another computer, or a sandbox), where a workspace file could "
                      "be damaged by two programs writing at once. Copy it to a local disk."),
                   path);
      return FALSE;
    }
  g_assert_not_reached ();
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

void
attune_sqlite_set_exists (const char *path, GError **error)
{
  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS,
               _ ("“%s” is there already. Open it, or choose another name."), path);
}

static gboolean
check_presence (const char *path, AttuneDbMode mode, GError **error)
{
  gboolean is_there = g_file_test (path, G_FILE_TEST_EXISTS);

  if (mode != ATTUNE_DB_CREATE && !is_there)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND,
                 _ ("There is no workspace “%s”. Check the name, or create one."), path);
  else if (mode == ATTUNE_DB_CREATE && is_there)
    attune_sqlite_set_exists (path, error);
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
