/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-kernels.h"

#include <string.h>

/* Samples that are looked at side by side: a lane always sees the same channel when the channels divide the lanes. Left to
 * itself the compiler unrolls such loops and keeps their lanes in memory, which is five times slower. */
#define LANES 8

typedef gint16 Shorts __attribute__ ((vector_size (LANES * sizeof (gint16))));
typedef gint32 Ints __attribute__ ((vector_size (LANES * sizeof (gint32))));
typedef float Floats __attribute__ ((vector_size (LANES * sizeof (float))));

/* Samples whose squares a lane's float adds up before it is emptied into a double, so that nothing is rounded away. */
#define ENERGY_RUN (LANES * 64)

static inline Shorts
load (const gint16 *samples)
{
  Shorts lanes;

  memcpy (&lanes, samples, sizeof lanes);
  return lanes;
}

/* Where `mask` is set `a`, elsewhere `b`. */
static inline Shorts
choose (Shorts mask, Shorts a, Shorts b)
{
  return (mask & a) | (~mask & b);
}

static gsize
count_in_lanes (gsize n, guint channels)
{
  return LANES % channels == 0 ? n - n % LANES : 0;
}

void
attune_kernel_peaks (const gint16 *samples, gsize n_frames, guint channels, AttunePeak *io)
{
  gsize n = n_frames * channels;
  gsize n_whole = count_in_lanes (n, channels);

  if (n_whole > 0)
    {
      Shorts low = load (samples), high = low;

      for (gsize i = LANES; i < n_whole; i += LANES)
        {
          Shorts lanes = load (samples + i);

          low = choose (lanes < low, lanes, low);
          high = choose (lanes > high, lanes, high);
        }
      for (guint k = 0; k < LANES; k++)
        io[k % channels] = attune_peak_merge (io[k % channels], (AttunePeak){ low[k], high[k] });
    }

  for (gsize i = n_whole; i < n; i += channels)
    for (guint c = 0; c < channels; c++)
      io[c] = attune_peak_merge (io[c], (AttunePeak){ samples[i + c], samples[i + c] });
}

void
attune_kernel_mix (const gint16 *samples, gsize n_frames, guint channels, gint16 *out)
{
  if (channels == 2)
    {
      for (gsize i = 0; i < n_frames; i++)
        out[i] = (gint16) ((samples[2 * i] + samples[2 * i + 1]) / 2);
      return;
    }

  for (gsize i = 0; i < n_frames; i++)
    {
      gint32 sum = 0;

      for (guint c = 0; c < channels; c++)
        sum += samples[i * channels + c];
      out[i] = (gint16) (sum / (gint32) channels);
    }
}

void
attune_kernel_energy (const gint16 *samples,
                      gsize n_frames,
                      guint channels,
                      double *sums,
                      double *squares)
{
  gsize n = n_frames * channels;
  gsize n_whole = count_in_lanes (n, channels);

  for (gsize run = 0; run < n_whole; run += ENERGY_RUN)
    {
      gsize end = MIN (n_whole, run + ENERGY_RUN);
      Ints sum = { 0 };
      Floats square = { 0 };

      for (gsize i = run; i < end; i += LANES)
        {
          Ints lanes = __builtin_convertvector(load (samples + i), Ints);
          Floats values = __builtin_convertvector(lanes, Floats);

          sum += lanes;
          square += values * values;
        }
      for (guint k = 0; k < LANES; k++)
        {
          sums[k % channels] += sum[k];
          squares[k % channels] += (double) square[k];
        }
    }

  for (gsize i = n_whole; i < n; i += channels)
    for (guint c = 0; c < channels; c++)
      {
        double value = samples[i + c];

        sums[c] += value;
        squares[c] += value * value;
      }
}
