/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-media-check.h"

#include "attune-digest.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

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

/* -1 for what is no file: a pipe or a device would never end. */
static int
open_file (const char *path, gint64 *out_size)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  struct stat status;

  if (fd < 0 || (fstat (fd, &status) == 0 && S_ISREG (status.st_mode)))
    {
      *out_size = fd < 0 ? -1 : (gint64) status.st_size;
      return fd;
    }
  g_close (fd, NULL);
  *out_size = -1;
  return -1;
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Expectation *expected = data;
  AttuneMediaFinding *found = g_new0 (AttuneMediaFinding, 1);
  GError *error = NULL;
  int fd = open_file (expected->path, &found->size);

  if (fd >= 0)
    {
      found->sha256 = attune_digest_compute (fd, cancellable, &error);
      g_close (fd, NULL);
    }
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
