/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-audio-cache.h"

#include "attune-audio-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include <utime.h>

#define PART_PREFIX "part-"
#define KEY_LENGTH  64

struct _AttuneAudioCache
{
  char *directory;
  guint64 limit;
};

/* All files of one key, as trimming sees them. */
typedef struct
{
  char *key;
  guint64 bytes;
  gint64 used_at;
} Entry;

AttuneAudioCache *
attune_audio_cache_new (const char *directory, guint64 limit)
{
  AttuneAudioCache *self = g_new0 (AttuneAudioCache, 1);

  self->directory = g_strdup (directory);
  self->limit = limit;
  return self;
}

void
attune_audio_cache_free (AttuneAudioCache *self)
{
  g_free (self->directory);
  g_free (self);
}

static char *
build_path (AttuneAudioCache *self, const char *key, const char *suffix)
{
  return g_strdup_printf ("%s/%s.%s", self->directory, key, suffix);
}

static gboolean
is_key (const char *text)
{
  return strspn (text, "0123456789abcdef") == KEY_LENGTH;
}

char *
attune_audio_cache_get_identity (const char *path, const struct stat *status)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld %s",
                                           (gint64) status->st_size,
                                           (gint64) status->st_mtim.tv_sec,
                                           (long) status->st_mtim.tv_nsec, canonical);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

char *
attune_audio_cache_find_key (AttuneAudioCache *self, const char *identity)
{
  g_autofree char *path = build_path (self, identity, "key");
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL) || length != KEY_LENGTH || !is_key (text))
    return NULL;

  g_utime (path, NULL);
  return g_steal_pointer (&text);
}

void
attune_audio_cache_remember (AttuneAudioCache *self, const char *identity, const char *key)
{
  g_autofree char *path = build_path (self, identity, "key");

  g_file_set_contents_full (path, key, KEY_LENGTH, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

int
attune_audio_cache_open (AttuneAudioCache *self, const char *key, const char *suffix)
{
  g_autofree char *path = build_path (self, key, suffix);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd >= 0)
    g_utime (path, NULL);
  return fd;
}

GBytes *
attune_audio_cache_read (AttuneAudioCache *self, const char *key, const char *suffix)
{
  g_autofree char *path = build_path (self, key, suffix);
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return NULL;

  g_utime (path, NULL);
  return g_bytes_new_take (data, size);
}

gboolean
attune_audio_cache_begin (AttuneAudioCache *self, AttuneCachePart *out_part, GError **error)
{
  g_autofree char *path = g_build_filename (self->directory, PART_PREFIX "XXXXXX", NULL);
  int fd = -1;

  if (g_mkdir_with_parents (self->directory, 0700) == 0)
    fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CACHE,
                   _ (
                     "Decoded sound cannot be kept in “%s”: %s. Make room there or allow writing."),
                   self->directory, g_strerror (errno));
      return FALSE;
    }

  /* Whoever sweeps up knows by the lock that somebody is still writing. */
  flock (fd, LOCK_EX | LOCK_NB);
  *out_part = (AttuneCachePart){ .path = g_steal_pointer (&path), .fd = fd };
  return TRUE;
}

gboolean
attune_audio_cache_commit (AttuneAudioCache *self,
                           AttuneCachePart *part,
                           const char *key,
                           const char *suffix)
{
  g_autofree char *path = build_path (self, key, suffix);

  if (fdatasync (part->fd) != 0 || g_rename (part->path, path) != 0)
    return FALSE;

  g_clear_pointer (&part->path, g_free);
  return TRUE;
}

void
attune_cache_part_clear (AttuneCachePart *part)
{
  if (part->path != NULL)
    g_unlink (part->path);
  g_clear_pointer (&part->path, g_free);
  if (part->fd >= 0)
    g_close (g_steal_fd (&part->fd), NULL);
}

static void
entry_free (Entry *entry)
{
  g_free (entry->key);
  g_free (entry);
}

static int
compare_use (gconstpointer a, gconstpointer b)
{
  const Entry *left = *(const Entry *const *) a, *right = *(const Entry *const *) b;

  return (left->used_at > right->used_at) - (left->used_at < right->used_at);
}

static void
sweep_part (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    g_unlink (path);
  g_close (fd, NULL);
}

/* Adds what lies at `path` to the entry it belongs to. */
static void
count_file (GHashTable *entries, const char *name, const struct stat *status)
{
  g_autofree char *key = g_strndup (name, KEY_LENGTH);
  Entry *entry = g_hash_table_lookup (entries, key);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->key = g_steal_pointer (&key);
      g_hash_table_insert (entries, entry->key, entry);
    }
  entry->bytes += (guint64) status->st_size;
  entry->used_at = MAX (entry->used_at, status->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) +
                                          status->st_mtim.tv_nsec);
}

static void
remove_entry (AttuneAudioCache *self, const char *key)
{
  const char *const suffixes[] = { "map", "pcm", "key" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = build_path (self, key, suffixes[i]);

      g_unlink (path);
    }
}

static guint64
survey (AttuneAudioCache *self, GHashTable *entries)
{
  g_autoptr (GDir) directory = g_dir_open (self->directory, 0, NULL);
  const char *name;
  guint64 total = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, name, NULL);
      struct stat status;

      if (g_str_has_prefix (name, PART_PREFIX))
        sweep_part (path);
      else if (is_key (name) && name[KEY_LENGTH] == '.' && g_lstat (path, &status) == 0)
        {
          count_file (entries, name, &status);
          total += (guint64) status.st_size;
        }
    }
  return total;
}

void
attune_audio_cache_trim (AttuneAudioCache *self, const char *keep)
{
  g_autoptr (GHashTable)
    entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_free);
  guint64 total = survey (self, entries);
  g_autoptr (GPtrArray) by_use = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (by_use, value);
  g_ptr_array_sort (by_use, compare_use);
  for (guint i = 0; i < by_use->len && total > self->limit; i++)
    {
      Entry *entry = g_ptr_array_index (by_use, i);

      if (g_strcmp0 (entry->key, keep) == 0)
        continue;
      remove_entry (self, entry->key);
      total -= entry->bytes;
    }
}
