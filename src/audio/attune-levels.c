/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-levels.h"

#include "attune-kernels.h"

#include <math.h>

AttuneLevels *
attune_levels_new (guint rate, guint channels)
{
  AttuneLevels *self;

  g_return_val_if_fail (rate > 0 && channels > 0, NULL);

  self = g_new0 (AttuneLevels, 1);
  self->rate = rate;
  self->channels = channels;
  self->values = g_array_new (FALSE, FALSE, sizeof (gint16));
  self->sums = g_new0 (double, channels);
  self->squares = g_new0 (double, channels);
  return self;
}

void
attune_levels_free (AttuneLevels *self)
{
  g_array_unref (self->values);
  g_free (self->sums);
  g_free (self->squares);
  g_free (self);
}

static gint16
find_level (double sum, double square, double n)
{
  double mean = sum / n;
  double power = (square / n - mean * mean) / (32768.0 * 32768.0);

  return power > 1e-12 ? (gint16) lrint (1000.0 * log10 (power)) : ATTUNE_LEVEL_SILENT;
}

static void
close_step (AttuneLevels *self)
{
  for (guint c = 0; c < self->channels; c++)
    {
      gint16 level = find_level (self->sums[c], self->squares[c], (double) self->n_open);

      g_array_append_val (self->values, level);
      self->sums[c] = 0.0;
      self->squares[c] = 0.0;
    }
  self->n_open = 0;
}

void
attune_levels_feed (AttuneLevels *self, const gint16 *samples, gsize n_frames)
{
  while (n_frames > 0)
    {
      gint64 step = self->values->len / self->channels + 1;
      gint64 end = MAX (step * self->rate / ATTUNE_LEVELS_PER_SECOND, self->n_frames + 1);
      gsize n = MIN (n_frames, (gsize) (end - self->n_frames));

      attune_kernel_energy (samples, n, self->channels, self->sums, self->squares);
      self->n_open += (gint64) n;
      self->n_frames += (gint64) n;
      if (self->n_frames == end)
        close_step (self);
      samples += n * self->channels;
      n_frames -= n;
    }
}

void
attune_levels_finish (AttuneLevels *self)
{
  if (self->n_open > 0)
    close_step (self);
}
