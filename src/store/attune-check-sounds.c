/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-upkeep-private.h"

#include "attune-interactions-private.h"
#include "attune-media-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE 65536

/* A file that nothing names may be on its way in; not for so long. */
#define STRAY_AGE_SECONDS (24 * 60 * 60)

/* The SHA-256 of a file in hex, the caller's; NULL where it cannot be read, or is no file. */
static char *
digest (const char *path)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *bytes = g_malloc (BUFFER_SIZE);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gssize n;

  if (fd < 0)
    return NULL;
  while ((n = read (fd, bytes, BUFFER_SIZE)) > 0 || (n < 0 && errno == EINTR))
    g_checksum_update (sum, bytes, MAX (n, 0));
  close (fd);
  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

/* The trail has its name, and the name is what the file must be. */
static gboolean
has_true_name (const char *name, const char *sha256)
{
  gsize length = strlen (sha256);

  return strncmp (name, sha256, length) == 0 && (name[length] == '.' || name[length] == '\0');
}

static void
check_sound (AttuneCheck *self, gint64 note, const char *name)
{
  g_autofree char *path = g_build_filename (self->media_folder, name, NULL);
  g_autofree char *sha256 = NULL;
  g_autofree char *message = NULL;

  if (!attune_media_backup_is_inside (name))
    message = g_strdup_printf (_ ("“%s” is not in the media folder."), name);
  else if ((sha256 = digest (path)) == NULL)
    message = g_strdup_printf (_ ("What was spoken, “%s”, is missing. Put it back, from a backup."),
                               path);
  else if (!has_true_name (name, sha256))
    message = g_strdup_printf (_ ("What was spoken, “%s”, is not what it was. Put it back, from a "
                                  "backup."),
                               path);
  if (message != NULL)
    attune_check_add (self, g_strdup_printf ("note %" G_GINT64_FORMAT, note), message);
}

gboolean
attune_check_sounds (AttuneCheck *self, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch, "SELECT id, sound FROM note WHERE sound IS NOT NULL ORDER BY id", "it");
  result = attune_store_read (self->store, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      if (attune_check_is_cancelled (self, error))
        return FALSE;
      check_sound (self, attune_rows_get_int (rows, i, 0), attune_rows_get_text (rows, i, 1));
    }
  return TRUE;
}

/* --- What was left behind --- */

/* The names of all files that a row has, be it a removed one. */
static GHashTable *
list_known (AttuneCheck *self, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;
  GHashTable *known;

  attune_batch_add (batch,
                    "SELECT sound FROM note WHERE sound IS NOT NULL"
                    " UNION SELECT path FROM media WHERE is_copied = 1",
                    "t");
  result = attune_store_read (self->store, batch, error);
  if (result == NULL)
    return NULL;

  rows = attune_result_rows (result, 0);
  known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    g_hash_table_add (known, g_path_get_basename (attune_rows_get_text (rows, i, 0)));
  return known;
}

/* Named as the workspace names its own. */
static gboolean
is_own_name (const char *name)
{
  gsize n = strspn (name, "0123456789abcdef");

  return n == 2 * ATTUNE_SHA256_SIZE && (name[n] == '.' || name[n] == '\0');
}

static void
check_stray (AttuneCheck *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->media_folder, name, NULL);
  g_autofree char *message = NULL;
  GStatBuf status;

  if (g_lstat (path, &status) != 0 || !S_ISREG (status.st_mode) ||
      g_get_real_time () / G_USEC_PER_SEC - status.st_mtime < STRAY_AGE_SECONDS)
    return;
  message = g_strdup_printf (_ ("“%s” belongs to nothing in the workspace: it was left behind by "
                                "something that was not kept. Delete it."),
                             path);
  attune_check_add (self, g_strdup ("media folder"), message);
}

gboolean
attune_check_strays (AttuneCheck *self, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (self->media_folder, 0, NULL);
  g_autoptr (GHashTable) known = NULL;
  const char *name;

  if (folder == NULL)
    return TRUE;
  known = list_known (self, error);
  if (known == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      if (attune_check_is_cancelled (self, error))
        return FALSE;
      if (is_own_name (name) && !g_hash_table_contains (known, name))
        check_stray (self, name);
    }
  return TRUE;
}
