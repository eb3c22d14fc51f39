/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-peaks.h"

#include "attune-audio-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Levels of the pyramid; two to this power blocks are more than any recording has. */
#define MAX_LEVELS 48
/* A stretch of fewer blocks than this is read from the samples, so that its ends are never off by more than an eighth. */
#define FINE_BLOCKS 4

struct _AttunePeaks
{
  gatomicrefcount ref_count;
  guint rate;
  guint channels;
  guint frames_per_block;
  gint64 n_frames;

  /* levels[0] is the blocks; each value of the next merges two. An odd one at the end stands alone. */
  guint n_levels;
  gsize level_blocks[MAX_LEVELS];
  GArray *levels[MAX_LEVELS];
};

G_DEFINE_BOXED_TYPE (AttunePeaks, attune_peaks, attune_peaks_ref, attune_peaks_unref)

static const AttunePeak *
get_peaks (const AttunePeaks *self, guint level, gsize block)
{
  return &g_array_index (self->levels[level], AttunePeak, block * self->channels);
}

static void
build_level (AttunePeaks *self, guint level)
{
  gsize n_below = self->level_blocks[level - 1];
  gsize n = (n_below + 1) / 2;
  GArray *values = g_array_sized_new (FALSE, FALSE, sizeof (AttunePeak),
                                      (guint) (n * self->channels));

  g_array_set_size (values, (guint) (n * self->channels));
  for (gsize i = 0; i < n; i++)
    {
      const AttunePeak *left = get_peaks (self, level - 1, 2 * i);
      const AttunePeak *right = 2 * i + 1 < n_below ? left + self->channels : left;

      for (guint c = 0; c < self->channels; c++)
        g_array_index (values, AttunePeak, i * self->channels + c) = attune_peak_merge (left[c],
                                                                                        right[c]);
    }
  self->level_blocks[level] = n;
  self->levels[level] = values;
}

AttunePeaks *
attune_peaks_new (guint rate,
                  guint channels,
                  guint frames_per_block,
                  gint64 n_frames,
                  GArray *blocks)
{
  AttunePeaks *self;

  g_return_val_if_fail (rate > 0 && channels > 0 && frames_per_block > 0 && n_frames >= 0, NULL);
  g_return_val_if_fail (blocks != NULL, NULL);

  self = g_new0 (AttunePeaks, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->rate = rate;
  self->channels = channels;
  self->frames_per_block = frames_per_block;
  self->n_frames = n_frames;
  self->level_blocks[0] = blocks->len / channels;
  self->levels[0] = blocks;
  for (self->n_levels = 1; self->level_blocks[self->n_levels - 1] > 1; self->n_levels++)
    build_level (self, self->n_levels);
  return self;
}

AttunePeaks *
attune_peaks_ref (AttunePeaks *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
attune_peaks_unref (AttunePeaks *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->n_levels; i++)
    g_array_unref (self->levels[i]);
  g_free (self);
}

guint
attune_peaks_get_rate (const AttunePeaks *self)
{
  return self->rate;
}

guint
attune_peaks_get_channels (const AttunePeaks *self)
{
  return self->channels;
}

guint
attune_peaks_get_frames_per_block (const AttunePeaks *self)
{
  return self->frames_per_block;
}

gint64
attune_peaks_get_n_frames (const AttunePeaks *self)
{
  return self->n_frames;
}

gsize
attune_peaks_get_n_blocks (const AttunePeaks *self)
{
  return self->level_blocks[0];
}

AttunePeak
attune_peaks_get_block (const AttunePeaks *self, gsize block, guint channel)
{
  g_return_val_if_fail (block < self->level_blocks[0], ATTUNE_PEAK_NONE);
  g_return_val_if_fail (channel < self->channels, ATTUNE_PEAK_NONE);

  return get_peaks (self, 0, block)[channel];
}

/* Merges blocks [from, to), taking at each level only what the next cannot: at most two values a level. */
static AttunePeak
merge_blocks (const AttunePeaks *self, guint channel, gsize from, gsize to)
{
  AttunePeak peak = ATTUNE_PEAK_NONE;

  for (guint level = 0; from < to; level++, from /= 2, to /= 2)
    {
      if (from % 2 == 1)
        peak = attune_peak_merge (peak, get_peaks (self, level, from++)[channel]);
      if (to % 2 == 1)
        peak = attune_peak_merge (peak, get_peaks (self, level, --to)[channel]);
    }
  return peak;
}

/* The whole frames that the stretch [first, last) shows, at least one, within [0, limit); FALSE when there are none. */
static gboolean
find_frames (double first, double last, gint64 limit, gint64 *out_from, gint64 *out_to)
{
  gint64 from, to;

  if (limit == 0 || !(last > 0.0) || first >= (double) limit)
    return FALSE;

  from = (gint64) floor (MAX (first, 0.0));
  to = last >= (double) limit ? limit : (gint64) ceil (last);
  *out_from = from;
  *out_to = MAX (to, from + 1);
  return TRUE;
}

static void
query_blocks (const AttunePeaks *self,
              guint channel,
              double first,
              double step,
              gsize n,
              AttunePeak *out)
{
  for (gsize i = 0; i < n; i++)
    {
      gint64 from, to;

      if (!find_frames (first + step * (double) i, first + step * (double) (i + 1), self->n_frames,
                        &from, &to))
        {
          out[i] = ATTUNE_PEAK_NONE;
          continue;
        }
      out[i] = merge_blocks (self, channel, (gsize) (from / self->frames_per_block),
                             (gsize) ((to + self->frames_per_block - 1) / self->frames_per_block));
    }
}

static void
query_samples (const AttunePeaks *self,
               const gint16 *samples,
               gint64 base,
               guint channel,
               double first,
               double step,
               gsize n,
               AttunePeak *out)
{
  for (gsize i = 0; i < n; i++)
    {
      gint64 from, to;

      out[i] = ATTUNE_PEAK_NONE;
      if (!find_frames (first + step * (double) i, first + step * (double) (i + 1), self->n_frames,
                        &from, &to))
        continue;
      for (const gint16 *sample = samples + (from - base) * self->channels + channel; from < to;
           from++, sample += self->channels)
        out[i] = attune_peak_merge (out[i], (AttunePeak){ *sample, *sample });
    }
}

void
attune_peaks_query (const AttunePeaks *self,
                    AttunePcm *pcm,
                    guint channel,
                    double first,
                    double last,
                    gsize n,
                    AttunePeak *out)
{
  double step = (last - first) / (double) MAX (n, 1);
  gint64 from, to;

  g_return_if_fail (self != NULL && out != NULL);
  g_return_if_fail (channel < self->channels);
  g_return_if_fail (last >= first);

  if (pcm != NULL && step < FINE_BLOCKS * (double) self->frames_per_block &&
      find_frames (first, last, self->n_frames, &from, &to))
    {
      g_autofree gint16 *samples = g_new (gint16, (gsize) (to - from) * self->channels);

      if (attune_pcm_read (pcm, from, (gsize) (to - from), samples, NULL))
        {
          query_samples (self, samples, from, channel, first, step, n, out);
          return;
        }
    }
  query_blocks (self, channel, first, step, n, out);
}
