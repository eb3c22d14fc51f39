/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-pcm.h"

#include "attune-audio-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Samples converted at a time when they do not lie as S16. */
#define CONVERT_SAMPLES 4096

struct _AttunePcm
{
  gatomicrefcount ref_count;
  int fd;
  char *name;
  AttuneWavLayout layout;

  /* Atomic: only ever grown, by one thread. */
  gssize n_frames;
  int is_complete;
};

G_DEFINE_BOXED_TYPE (AttunePcm, attune_pcm, attune_pcm_ref, attune_pcm_unref)

static gboolean
read_bytes (AttunePcm *self, gint64 offset, void *bytes, gsize n, GError **error)
{
  gsize done = 0;

  while (done < n)
    {
      ssize_t got = pread (self->fd, (guint8 *) bytes + done, n - done,
                           (off_t) (offset + (gint64) done));

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_OPEN,
                       _ ("“%s” could not be read: %s. Check the disk or share it lies on."),
                       self->name, g_strerror (errno));
          return FALSE;
        }
      if (got == 0)
        {
          g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CHANGED,
                       _ (
                         "“%s” was cut short by another program while it was open. Open it again."),
                       self->name);
          return FALSE;
        }
      done += (gsize) got;
    }
  return TRUE;
}

static void
convert (AttuneSampleKind kind, const guint8 *bytes, gsize n, gint16 *out)
{
  guint size = attune_sample_kind_get_size (kind);

  if (kind == ATTUNE_SAMPLE_U8)
    {
      for (gsize i = 0; i < n; i++)
        out[i] = (gint16) ((bytes[i] - 128) * 256);
      return;
    }

  /* The two high bytes of a little-endian sample are the sample in 16 bits. */
  for (gsize i = 0; i < n; i++)
    out[i] = (gint16) (bytes[i * size + size - 2] | bytes[i * size + size - 1] << 8);
}

AttunePcm *
attune_pcm_new_linear (int fd, const AttuneWavLayout *layout, const char *name)
{
  AttunePcm *self = g_new0 (AttunePcm, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->fd = fd;
  self->name = g_strdup (name);
  self->layout = *layout;
  self->n_frames = (gssize) layout->n_frames;
  self->is_complete = TRUE;
  return self;
}

AttunePcm *
attune_pcm_new_growing (int fd, guint rate, guint channels, const char *name)
{
  AttuneWavLayout layout = { .sample = ATTUNE_SAMPLE_S16, .rate = rate, .channels = channels };
  AttunePcm *self = attune_pcm_new_linear (fd, &layout, name);

  self->is_complete = FALSE;
  return self;
}

AttunePcm *
attune_pcm_ref (AttunePcm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
attune_pcm_unref (AttunePcm *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_close (self->fd, NULL);
  g_free (self->name);
  g_free (self);
}

guint
attune_pcm_get_rate (AttunePcm *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->layout.rate;
}

guint
attune_pcm_get_channels (AttunePcm *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->layout.channels;
}

gint64
attune_pcm_get_n_frames (AttunePcm *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (gint64) g_atomic_pointer_get (&self->n_frames);
}

gboolean
attune_pcm_is_complete (AttunePcm *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_atomic_int_get (&self->is_complete);
}

void
attune_pcm_grow (AttunePcm *self, gint64 n_frames)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (!attune_pcm_is_complete (self));

  if (n_frames > attune_pcm_get_n_frames (self))
    g_atomic_pointer_set (&self->n_frames, (gssize) n_frames);
}

void
attune_pcm_complete (AttunePcm *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_int_set (&self->is_complete, TRUE);
}

gboolean
attune_pcm_read (AttunePcm *self, gint64 first, gsize n, gint16 *out, GError **error)
{
  gsize sample_size;
  gsize n_samples;
  gint64 offset;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (first >= 0 && first + (gint64) n <= attune_pcm_get_n_frames (self), FALSE);

  sample_size = attune_sample_kind_get_size (self->layout.sample);
  n_samples = n * self->layout.channels;
  offset = self->layout.offset + first * (gint64) (sample_size * self->layout.channels);

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  if (self->layout.sample == ATTUNE_SAMPLE_S16)
    return read_bytes (self, offset, out, n_samples * 2, error);
#endif

  for (gsize done = 0; done < n_samples;)
    {
      guint8 bytes[CONVERT_SAMPLES * 4];
      gsize some = MIN (n_samples - done, CONVERT_SAMPLES);

      if (!read_bytes (self, offset + (gint64) (done * sample_size), bytes, some * sample_size,
                       error))
        return FALSE;
      convert (self->layout.sample, bytes, some, out + done);
      done += some;
    }
  return TRUE;
}
