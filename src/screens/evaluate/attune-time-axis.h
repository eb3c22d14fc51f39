/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Which stretch of a recording a waveform shows: a value that maps microseconds to pixels. Every function gives another
 * axis and keeps it within the recording. An axis that shows the whole recording goes on doing so when the recording or
 * the width changes. */
typedef struct
{
  double start_us; /* at the left edge */
  double span_us;  /* across the width; above 0 */
  int width;       /* logical pixels, at least 1 */
  gint64 duration_us;
} AttuneTimeAxis;

/* The least that fits into the width. */
#define ATTUNE_TIME_AXIS_MIN_SPAN_US 10000.0

AttuneTimeAxis attune_time_axis_new (gint64 duration_us,
                                     int    width);
AttuneTimeAxis attune_time_axis_with_width (AttuneTimeAxis axis,
                                            int            width);
AttuneTimeAxis attune_time_axis_with_duration (AttuneTimeAxis axis,
                                               gint64         duration_us);
/* `factor` above 1 shows less; what is at `at_us` stays in its place. */
AttuneTimeAxis attune_time_axis_zoom (AttuneTimeAxis axis,
                                      double         factor,
                                      double         at_us);
AttuneTimeAxis attune_time_axis_fit (AttuneTimeAxis axis);
AttuneTimeAxis attune_time_axis_scroll (AttuneTimeAxis axis,
                                        double         by_us);
/* Pages on when `us` is out of sight, or about to be while playing, so that most of what follows can be seen. */
AttuneTimeAxis attune_time_axis_reveal (AttuneTimeAxis axis,
                                        gint64         us,
                                        gboolean       is_playing);

gboolean attune_time_axis_is_whole (AttuneTimeAxis axis);
gboolean attune_time_axis_equal (AttuneTimeAxis a,
                                 AttuneTimeAxis b);
double   attune_time_axis_to_pixel (AttuneTimeAxis axis,
                                    double         us);
/* Held within the recording. */
gint64   attune_time_axis_to_us (AttuneTimeAxis axis,
                                 double         pixel);

/* The distance of a ruler's labelled marks, at least `least` pixels apart, and how many parts the small marks cut it into. */
double attune_time_axis_get_step (AttuneTimeAxis axis,
                                  double         least,
                                  guint         *out_parts);
