/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wave-paint.h"

#include <math.h>
#include <string.h>

#define FULL_SCALE 32768.0
#define LOUDEST    0.95
#define MOST_GAIN  12.0

/* `ink`, of which `share` (0 to 1) covers the pixel. */
static guint32
dilute (guint32 ink, double share)
{
  guint part = (guint) (CLAMP (share, 0.0, 1.0) * 256.0);
  guint32 odd = (ink & 0x00ff00ff) * part >> 8 & 0x00ff00ff;
  guint32 even = (ink >> 8 & 0x00ff00ff) * part & 0xff00ff00;

  return odd | even;
}

static double
to_row (double sample, int height, double gain)
{
  double level = CLAMP (sample / FULL_SCALE * gain, -1.0, 1.0);

  return (1.0 - level) * 0.5 * height;
}

/* Paints from `top` to `bottom`, both fractions of rows, with soft ends. */
static void
paint_column (guint32 *column, gsize stride, int height, double top, double bottom, guint32 ink)
{
  int first = CLAMP ((int) floor (top), 0, height - 1);
  int last = CLAMP ((int) ceil (bottom) - 1, first, height - 1);

  if (first == last)
    {
      column[first * stride] = dilute (ink, bottom - top);
      return;
    }
  column[first * stride] = dilute (ink, first + 1 - top);
  for (int row = first + 1; row < last; row++)
    column[row * stride] = ink;
  column[last * stride] = dilute (ink, bottom - last);
}

void
attune_wave_paint (const AttunePeak *columns,
                   const guint8 *is_speech,
                   gsize n,
                   int height,
                   const AttuneWaveInk *ink,
                   guint32 *pixels)
{
  AttunePeak before = ATTUNE_PEAK_NONE;

  memset (pixels, 0, n * height * sizeof *pixels);
  for (gsize i = 0; i < n; i++)
    {
      AttunePeak peak = columns[i];
      double top, bottom;

      if (peak.low > peak.high)
        {
          before = peak;
          continue;
        }
      if (before.low <= before.high)
        {
          peak.low = MIN (peak.low, before.high);
          peak.high = MAX (peak.high, before.low);
        }
      top = to_row (peak.high, height, ink->gain);
      bottom = to_row (peak.low, height, ink->gain);
      if (bottom - top < 1.0)
        {
          top = CLAMP ((top + bottom) * 0.5 - 0.5, 0.0, height - 1.0);
          bottom = top + 1.0;
        }
      paint_column (pixels + i, n, height, top, bottom,
                    is_speech == NULL || is_speech[i] ? ink->speech : ink->rest);
      before = columns[i];
    }
}

/* The first span that ends behind `frame`. */
static gsize
find_span (const AttuneSpan *spans, gsize n_spans, double frame)
{
  gsize low = 0, high = n_spans;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (spans[middle].end > frame)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

void
attune_wave_mark_spans (const AttuneSpan *spans,
                        gsize n_spans,
                        double first,
                        double last,
                        gsize n,
                        guint8 *out_marks)
{
  double per_column = (last - first) / n;

  memset (out_marks, 0, n);
  if (n == 0 || per_column <= 0.0)
    return;

  for (gsize i = find_span (spans, n_spans, first); i < n_spans && spans[i].start < last; i++)
    {
      gsize from = MIN ((gsize) MAX ((spans[i].start - first) / per_column, 0.0), n - 1);
      gsize to = (gsize) ceil (MIN ((spans[i].end - first) / per_column, (double) n));

      memset (out_marks + from, 1, MAX (MIN (to, n), from + 1) - from);
    }
}

double
attune_wave_choose_gain (const AttunePeaks *peaks)
{
  int loudest = 1;

  if (attune_peaks_get_n_frames (peaks) == 0)
    return 1.0;
  for (guint channel = 0; channel < attune_peaks_get_channels (peaks); channel++)
    {
      AttunePeak peak;

      attune_peaks_query (peaks, NULL, channel, 0.0, attune_peaks_get_n_frames (peaks), 1, &peak);
      if (peak.low <= peak.high)
        loudest = MAX (loudest, MAX (-peak.low, peak.high));
    }
  return CLAMP (FULL_SCALE * LOUDEST / loudest, 1.0, MOST_GAIN);
}
