/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The inner loops of the layer, built with -O3 so that they vectorise. Frames are interleaved S16. */

/* The lowest and highest sample of a stretch, as it is drawn and as it lies in files. */
typedef struct
{
  gint16 low;
  gint16 high;
} AttunePeak;

/* What no sample has been merged into yet: its low is above its high. */
#define ATTUNE_PEAK_NONE ((AttunePeak) { G_MAXINT16, G_MININT16 })

static inline AttunePeak
attune_peak_merge (AttunePeak a, AttunePeak b)
{
  return (AttunePeak) { MIN (a.low, b.low), MAX (a.high, b.high) };
}

/* Merges the frames into the `channels` peaks at `io`. */
void attune_kernel_peaks (const gint16 *samples,
                          gsize         n_frames,
                          guint         channels,
                          AttunePeak   *io);

/* Makes one channel of several: the mean of each frame, rounded towards zero. `out` may be `samples`. */
void attune_kernel_mix (const gint16 *samples,
                        gsize         n_frames,
                        guint         channels,
                        gint16       *out);

/* Adds the frames' sum and sum of squares to the `channels` values at each of `sums` and `squares`. */
void attune_kernel_energy (const gint16 *samples,
                           gsize         n_frames,
                           guint         channels,
                           double       *sums,
                           double       *squares);
