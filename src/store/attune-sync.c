/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sync.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static gboolean
sync_path (const char *path, int flags)
{
  int fd = open (path, flags | O_CLOEXEC);
  gboolean is_synced = fd >= 0 && fsync (fd) == 0;
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
