/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-media-check.h"

#define BLOCK (256 * 1024)

typedef struct
{
  char *path;
  char *sha256;
  gint64 size;
} Expectation;

static void
free_expectation (gpointer data)
{
  Expectation *expected = data;

  g_free (expected->path);
  g_free (expected->sha256);
  g_free (expected);
}

void
attune_media_finding_free (AttuneMediaFinding *self)
{
  g_free (self->sha256);
  g_free (self);
}

static char *
hash_stream (GInputStream *stream, gint64 *out_size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (BLOCK);
  gssize n;

  *out_size = 0;
  while ((n = g_input_stream_read (stream, block, BLOCK, cancellable, error)) > 0)
    {
      g_checksum_update (checksum, block, n);
      *out_size += n;
    }
  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static AttuneMediaState
compare (const Expectation *expected, const AttuneMediaFinding *found)
{
  if (found->sha256 == NULL || (expected->sha256 == NULL && expected->size < 0))
    return ATTUNE_MEDIA_UNKNOWN;
  if (expected->size >= 0 && expected->size != found->size)
    return ATTUNE_MEDIA_CHANGED;
  if (expected->sha256 != NULL && g_ascii_strcasecmp (expected->sha256, found->sha256) != 0)
    return ATTUNE_MEDIA_CHANGED;
  return ATTUNE_MEDIA_SAME;
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Expectation *expected = data;
  g_autoptr (GFile) file = g_file_new_for_path (expected->path);
  g_autoptr (GFileInputStream) stream = NULL;
  AttuneMediaFinding *found;
  GError *error = NULL;

  /* A pipe or a device would never end. */
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_REGULAR)
    stream = g_file_read (file, cancellable, NULL);

  found = g_new0 (AttuneMediaFinding, 1);
  found->size = -1;
  if (stream != NULL)
    found->sha256 = hash_stream (G_INPUT_STREAM (stream), &found->size, cancellable, &error);
  if (error != NULL)
    {
      attune_media_finding_free (found);
      g_task_return_error (task, error);
      return;
    }
  found->state = compare (expected, found);
  g_task_return_pointer (task, found, (GDestroyNotify) attune_media_finding_free);
}

void
attune_media_check_async (const AttuneMedia *media,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Expectation *expected = g_new0 (Expectation, 1);

  expected->path = g_strdup (media->path);
  expected->sha256 = g_strdup (media->sha256);
  expected->size = media->size;
  g_task_set_source_tag (task, attune_media_check_async);
  g_task_set_task_data (task, expected, free_expectation);
  g_task_run_in_thread (task, check_thread);
}

AttuneMediaFinding *
attune_media_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
