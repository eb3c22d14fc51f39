/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"
#define _GNU_SOURCE

#include "config.h"

#include "attune-media-copy.h"

#include "attune-store-error.h"
#include "attune-sync.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_SIZE (128 * 1024)
#define SLICE_US    (10 * G_TIME_SPAN_MILLISECOND)

/* What a crash has left in "incoming" is taken away after a day. */
#define STALE_SECONDS (24 * 60 * 60)

/* Suffixes longer than this say nothing. */
#define MAX_SUFFIX 8

struct _AttuneMediaCopy
{
  char *source;
  char *folder;
  char *part; /* where it grows; NULL once it has its name */
  char *path;
  char *sha256;
  int source_fd;
  int part_fd;
  gint64 size;
  GChecksum *checksum;
  guint8 buffer[BUFFER_SIZE];
};

static void
set_read_error (const char *path, int code, GError **error)
{
  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND,
                 _ ("There is no file “%s” any more. Choose it again."), path);
  else
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_IO,
                 /* Translators: a path, and what the system says. */
                 _ ("“%s” cannot be read (%s). Check the file and its permissions."), path,
                 g_strerror (code));
}

static void
set_write_error (const char *folder, int code, GError **error)
{
  if (code == ENOSPC || code == EDQUOT)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_FULL,
                 _ ("There is no room for the recording in “%s”. Make room and try again."),
                 folder);
  else
    g_set_error (error, ATTUNE_STORE_ERROR,
                 code == EIO ? ATTUNE_STORE_ERROR_IO : ATTUNE_STORE_ERROR_READ_ONLY,
                 _ ("The recording cannot be copied to “%s” (%s). Check the folder and the disk."),
                 folder, g_strerror (code));
}

static gboolean
is_same_file (const struct stat *status, const char *path)
{
  struct stat other;

  return stat (path, &other) == 0 && other.st_dev == status->st_dev &&
         other.st_ino == status->st_ino;
}

/* Looks at the source without opening it. */
static gboolean
check_source (const char *path, const char *location, GError **error)
{
  g_autofree char *journal = g_strconcat (location, "-journal", NULL);
  struct stat status;

  if (stat (path, &status) != 0)
    {
      set_read_error (path, errno, error);
      return FALSE;
    }
  if (S_ISREG (status.st_mode) && !is_same_file (&status, location) &&
      !is_same_file (&status, journal))
    return TRUE;

  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
               _ ("“%s” is not a recording. Choose another file."), path);
  return FALSE;
}

static void
remove_stale_parts (const char *incoming)
{
  g_autoptr (GDir) dir = g_dir_open (incoming, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (incoming, name, NULL);
      struct stat status;

      if (lstat (path, &status) == 0 && S_ISREG (status.st_mode) &&
          now - status.st_mtime > STALE_SECONDS)
        g_unlink (path);
    }
}

static gboolean
open_part (AttuneMediaCopy *self, GError **error)
{
  g_autofree char *incoming = g_build_filename (self->folder, "incoming", NULL);
  g_autofree char *above = g_path_get_dirname (self->folder);

  if (g_mkdir_with_parents (incoming, 0777) != 0 || !attune_sync_folder (above))
    {
      set_write_error (self->folder, errno, error);
      return FALSE;
    }

  remove_stale_parts (incoming);
  self->part = g_build_filename (incoming, "XXXXXX", NULL);
  self->part_fd = g_mkstemp_full (self->part, O_WRONLY | O_CLOEXEC, 0666);
  if (self->part_fd >= 0)
    return TRUE;

  set_write_error (self->folder, errno, error);
  g_clear_pointer (&self->part, g_free);
  return FALSE;
}

AttuneMediaCopy *
attune_media_copy_new (const char *path, const char *folder, const char *location, GError **error)
{
  g_autoptr (AttuneMediaCopy) self = NULL;

  if (!check_source (path, location, error))
    return NULL;

  self = g_new0 (AttuneMediaCopy, 1);
  self->source = g_strdup (path);
  self->folder = g_strdup (folder);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->part_fd = -1;
  self->source_fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (self->source_fd < 0)
    {
      set_read_error (path, errno, error);
      return NULL;
    }
  return open_part (self, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      gssize n = write (fd, bytes, n_bytes);

      if (n < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (n, 0);
      n_bytes -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

/* Copies one buffer. How many bytes there were, 0 at the end, -1 with the error set. */
static gssize
copy_buffer (AttuneMediaCopy *self, GError **error)
{
  gssize n;

  do
    n = read (self->source_fd, self->buffer, sizeof self->buffer);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    set_read_error (self->source, errno, error);
  if (n <= 0)
    return n;

  g_checksum_update (self->checksum, self->buffer, n);
  self->size += n;
  if (write_all (self->part_fd, self->buffer, (gsize) n))
    return n;

  set_write_error (self->folder, errno, error);
  return -1;
}

/* "wav" of "call.WAV"; NULL where the name ends in nothing of that kind. */
static char *
find_suffix (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  const char *dot = strrchr (name, '.');

  if (dot == NULL || dot == name || dot[1] == '\0' || strlen (dot + 1) > MAX_SUFFIX)
    return NULL;
  for (const char *c = dot + 1; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c))
        return NULL;
    }
  return g_ascii_strdown (dot + 1, -1);
}

/* On the disk first, then by its name, then the name on the disk. */
static gboolean
finish (AttuneMediaCopy *self, GError **error)
{
  g_autofree char *suffix = find_suffix (self->source);
  g_autofree char *name = NULL;

  self->sha256 = g_strdup (g_checksum_get_string (self->checksum));
  name = suffix != NULL ? g_strconcat (self->sha256, ".", suffix, NULL) : g_strdup (self->sha256);
  self->path = g_build_filename (self->folder, name, NULL);

  if (!attune_sync_descriptor (self->part_fd) || g_rename (self->part, self->path) != 0 ||
      !attune_sync_folder (self->folder))
    {
      set_write_error (self->folder, errno, error);
      return FALSE;
    }
  g_clear_pointer (&self->part, g_free);
  return TRUE;
}

gboolean
attune_media_copy_step (AttuneMediaCopy *self, GError **error)
{
  gint64 end = g_get_monotonic_time () + SLICE_US;
  gssize n;

  do
    n = copy_buffer (self, error);
  while (n > 0 && g_get_monotonic_time () < end);

  if (n == 0)
    finish (self, error);

  /* The disk begins now, so that the one long wait at the end is short. */
  if (n > 0)
    (void) sync_file_range (self->part_fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  return n > 0;
}

const char *
attune_media_copy_get_path (AttuneMediaCopy *self)
{
  return self->path;
}

const char *
attune_media_copy_get_sha256 (AttuneMediaCopy *self)
{
  return self->sha256;
}

gint64
attune_media_copy_get_size (AttuneMediaCopy *self)
{
  return self->size;
}

void
attune_media_copy_free (AttuneMediaCopy *self)
{
  if (self->source_fd >= 0)
    close (self->source_fd);
  if (self->part_fd >= 0)
    close (self->part_fd);
  if (self->part != NULL)
    g_unlink (self->part);
  g_checksum_free (self->checksum);
  g_free (self->part);
  g_free (self->source);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}
