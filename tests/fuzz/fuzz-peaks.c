/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as waveform data: what is read can be drawn, written and read again. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "fuzz-target.h"

#include "attune-peaks.h"

#define N_PIXELS 64

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (AttunePeaks) peaks = attune_peaks_new_from_dat (bytes, "peaks", &error);
  g_autoptr (AttunePeaks) again = NULL;
  g_autoptr (GBytes) written = NULL;
  AttunePeak pixels[N_PIXELS];

  if (peaks == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  attune_peaks_query (peaks, NULL, 0, -1.5, (double) attune_peaks_get_n_frames (peaks) + 1,
                      N_PIXELS, pixels);
  written = attune_peaks_to_dat (peaks, 16);
  again = attune_peaks_new_from_dat (written, "peaks", NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (attune_peaks_get_n_blocks (again), ==, attune_peaks_get_n_blocks (peaks));
  return 0;
}
