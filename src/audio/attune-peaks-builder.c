/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-peaks-builder.h"

/* Samples read at a time: what stays in the processor's cache between reading and looking at them. */
#define READ_SAMPLES (64 * 1024)
#define MIX_FRAMES   1024

struct _AttunePeaksBuilder
{
  guint rate;
  guint channels_in;
  guint channels;
  guint frames_per_block;
  gint64 n_frames;

  /* `open` is the peaks of the block that the last `n_open` frames begin. */
  GArray *blocks;
  AttunePeak *open;
  guint n_open;
};

static void
empty_open (AttunePeaksBuilder *self)
{
  for (guint c = 0; c < self->channels; c++)
    self->open[c] = ATTUNE_PEAK_NONE;
  self->n_open = 0;
}

AttunePeaksBuilder *
attune_peaks_builder_new (guint rate, guint channels, guint frames_per_block, gboolean is_mixed)
{
  AttunePeaksBuilder *self;

  g_return_val_if_fail (rate > 0 && channels > 0 && frames_per_block > 0, NULL);

  self = g_new0 (AttunePeaksBuilder, 1);
  self->rate = rate;
  self->channels_in = channels;
  self->channels = is_mixed ? 1 : channels;
  self->frames_per_block = frames_per_block;
  self->blocks = g_array_new (FALSE, FALSE, sizeof (AttunePeak));
  self->open = g_new (AttunePeak, self->channels);
  empty_open (self);
  return self;
}

void
attune_peaks_builder_free (AttunePeaksBuilder *self)
{
  g_array_unref (self->blocks);
  g_free (self->open);
  g_free (self);
}

static void
feed (AttunePeaksBuilder *self, const gint16 *samples, gsize n_frames)
{
  self->n_frames += (gint64) n_frames;
  while (n_frames > 0)
    {
      gsize n = MIN (n_frames, self->frames_per_block - self->n_open);

      attune_kernel_peaks (samples, n, self->channels, self->open);
      self->n_open += (guint) n;
      if (self->n_open == self->frames_per_block)
        {
          g_array_append_vals (self->blocks, self->open, self->channels);
          empty_open (self);
        }
      samples += n * self->channels;
      n_frames -= n;
    }
}

void
attune_peaks_builder_feed (AttunePeaksBuilder *self, const gint16 *samples, gsize n_frames)
{
  g_return_if_fail (self != NULL);

  if (self->channels == self->channels_in)
    {
      feed (self, samples, n_frames);
      return;
    }

  for (gsize done = 0; done < n_frames;)
    {
      gint16 mixed[MIX_FRAMES];
      gsize n = MIN (n_frames - done, MIX_FRAMES);

      attune_kernel_mix (samples + done * self->channels_in, n, self->channels_in, mixed);
      feed (self, mixed, n);
      done += n;
    }
}

AttunePeaks *
attune_peaks_builder_get_peaks (AttunePeaksBuilder *self)
{
  GArray *blocks;

  g_return_val_if_fail (self != NULL, NULL);

  blocks = g_array_copy (self->blocks);
  if (self->n_open > 0)
    g_array_append_vals (blocks, self->open, self->channels);
  return attune_peaks_new (self->rate, self->channels, self->frames_per_block, self->n_frames,
                           blocks);
}

AttunePeaks *
attune_peaks_new_from_pcm (AttunePcm *pcm,
                           guint frames_per_block,
                           gboolean is_mixed,
                           GCancellable *cancellable,
                           GError **error)
{
  guint channels = attune_pcm_get_channels (pcm);
  gint64 n_frames = attune_pcm_get_n_frames (pcm);
  gsize step = READ_SAMPLES / channels;
  g_autofree gint16 *samples = g_new (gint16, step * channels);
  g_autoptr (AttunePeaksBuilder)
    builder = attune_peaks_builder_new (attune_pcm_get_rate (pcm), channels, frames_per_block,
                                        is_mixed);

  for (gint64 done = 0; done < n_frames; done += (gint64) step)
    {
      gsize n = (gsize) MIN (n_frames - done, (gint64) step);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !attune_pcm_read (pcm, done, n, samples, error))
        return NULL;
      attune_peaks_builder_feed (builder, samples, n);
    }
  return attune_peaks_builder_get_peaks (builder);
}
