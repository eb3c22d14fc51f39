/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sync.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

/* <stdio.h> has it for GNU programs only, <linux/fs.h> for everybody. */
#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE 1
#endif

/* The one place that waits for the disk, but for what SQLite does of its own. */
gboolean
attune_sync_descriptor (int fd)
{
  return fsync (fd) == 0;
}

static gboolean
sync_path (const char *path, int flags)
{
  int fd = open (path, flags | O_CLOEXEC);
  gboolean is_synced = fd >= 0 && attune_sync_descriptor (fd);
  int number = errno;

  if (fd >= 0)
    close (fd);
  errno = number;
  return is_synced;
}

gboolean
attune_sync_file (const char *path)
{
  return sync_path (path, O_RDWR);
}

gboolean
attune_sync_folder (const char *path)
{
  return sync_path (path, O_RDONLY | O_DIRECTORY);
}

/* For file systems that cannot rename without replacing. Those that have no links either (FAT) are looked at first, which
 * leaves a moment between. */
static gboolean
rename_by_link (const char *from, const char *to)
{
  if (link (from, to) == 0)
    return g_unlink (from) == 0;
  if (errno == EEXIST)
    return FALSE;
  if (g_access (to, F_OK) == 0)
    {
      errno = EEXIST;
      return FALSE;
    }
  return g_rename (from, to) == 0;
}

gboolean
attune_sync_rename (const char *from, const char *to)
{
  if (syscall (SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  return (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP) && rename_by_link (from, to);
}

char *
attune_sync_make_folder (const char *path)
{
  g_autofree char *folder = g_strconcat (path, ".partial-XXXXXX", NULL);

  return g_mkdtemp (folder) != NULL ? g_steal_pointer (&folder) : NULL;
}
