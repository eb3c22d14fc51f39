/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-own-file.h"

#include <sys/stat.h>

static gboolean
is_same_file (const char *path, const GStatBuf *status)
{
  GStatBuf other;

  return g_stat (path, &other) == 0 && other.st_dev == status->st_dev &&
         other.st_ino == status->st_ino;
}

gboolean
attune_is_own_file (const char *location, const char *path, const GStatBuf *status)
{
  g_autofree char *journal = location != NULL ? g_strconcat (location, "-journal", NULL) : NULL;

  return g_str_has_suffix (path, ".attune") ||
         (location != NULL && (is_same_file (location, status) || is_same_file (journal, status)));
}
