/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-digest.h"

#include "attune-audio-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define READ_BYTES (256 * 1024)

char *
attune_digest_compute (int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *bytes = g_malloc (READ_BYTES);
  off_t offset = 0;

  for (;;)
    {
      ssize_t got = pread (fd, bytes, READ_BYTES, offset);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error_literal (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_OPEN,
                               g_strerror (errno));
          return NULL;
        }
      if (got == 0)
        return g_strdup (g_checksum_get_string (checksum));
      g_checksum_update (checksum, bytes, got);
      offset += got;
    }
}

static void
digest_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *path = task_data;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  GError *error = NULL;
  char *digest = NULL;

  if (fd >= 0)
    digest = attune_digest_compute (fd, cancellable, &error);
  else
    g_set_error_literal (&error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_OPEN, g_strerror (errno));
  if (error != NULL && error->domain == ATTUNE_AUDIO_ERROR)
    {
      g_autofree char *reason = g_steal_pointer (&error->message);

      error->message = g_strdup_printf (_ (
                                          "“%s” cannot be read: %s. Check that it is still there."),
                                        path, reason);
    }
  if (fd >= 0)
    g_close (fd, NULL);

  if (digest != NULL)
    g_task_return_pointer (task, digest, g_free);
  else
    g_task_return_error (task, error);
}

void
attune_digest_file_async (const char *path,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, attune_digest_file_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, digest_thread);
}

char *
attune_digest_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
