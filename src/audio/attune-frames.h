/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The audio layer counts in frames (one sample of every channel), so that every place is exact; the store and people
 * count in microseconds. Both ways round to nearest, and for rates up to 1 MHz frames -> microseconds -> frames gives
 * the same frame again. Good for more than 100 days at any rate. */
static inline gint64
attune_frames_to_us (gint64 frames, guint rate)
{
  return (frames * G_USEC_PER_SEC + rate / 2) / rate;
}

static inline gint64
attune_us_to_frames (gint64 us, guint rate)
{
  return (us * rate + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC;
}
