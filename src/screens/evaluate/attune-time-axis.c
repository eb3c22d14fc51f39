/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-time-axis.h"

#include <math.h>

/* Where a page begins that is turned to: this share of the width is left of it. */
#define PAGE_LEAD 0.06

/* While playing, the page turns when the playhead comes this far. */
#define PAGE_END 0.96

typedef struct
{
  double us;
  guint parts;
} Step;

static const Step steps[] = { { 1e3, 5 },    { 2e3, 4 },    { 5e3, 5 },    { 1e4, 5 },
                              { 2e4, 4 },    { 5e4, 5 },    { 1e5, 5 },    { 2e5, 4 },
                              { 5e5, 5 },    { 1e6, 5 },    { 2e6, 4 },    { 5e6, 5 },
                              { 10e6, 5 },   { 15e6, 3 },   { 30e6, 6 },   { 60e6, 6 },
                              { 120e6, 4 },  { 300e6, 5 },  { 600e6, 5 },  { 900e6, 3 },
                              { 1800e6, 6 }, { 3600e6, 6 }, { 7200e6, 4 }, { 21600e6, 6 },
                              { 43200e6, 6 } };

static double
get_whole (gint64 duration_us)
{
  return MAX ((double) duration_us, ATTUNE_TIME_AXIS_MIN_SPAN_US);
}

static AttuneTimeAxis
hold (AttuneTimeAxis axis)
{
  double whole = get_whole (axis.duration_us);

  axis.width = MAX (axis.width, 1);
  axis.span_us = CLAMP (axis.span_us, ATTUNE_TIME_AXIS_MIN_SPAN_US, whole);
  axis.start_us = CLAMP (axis.start_us, 0.0, whole - axis.span_us);
  return axis;
}

AttuneTimeAxis
attune_time_axis_new (gint64 duration_us, int width)
{
  return hold ((AttuneTimeAxis){ 0.0, get_whole (duration_us), width, MAX (duration_us, 0) });
}

AttuneTimeAxis
attune_time_axis_with_width (AttuneTimeAxis axis, int width)
{
  gboolean is_whole = attune_time_axis_is_whole (axis);

  /* A wider window shows more at the same scale. */
  axis.span_us *= MAX (width, 1) / (double) MAX (axis.width, 1);
  axis.width = width;
  return is_whole ? attune_time_axis_fit (axis) : hold (axis);
}

AttuneTimeAxis
attune_time_axis_with_duration (AttuneTimeAxis axis, gint64 duration_us)
{
  gboolean is_whole = attune_time_axis_is_whole (axis);

  axis.duration_us = MAX (duration_us, 0);
  return is_whole ? attune_time_axis_fit (axis) : hold (axis);
}

AttuneTimeAxis
attune_time_axis_zoom (AttuneTimeAxis axis, double factor, double at_us)
{
  double share = (at_us - axis.start_us) / axis.span_us;

  axis.span_us = CLAMP (axis.span_us / factor, ATTUNE_TIME_AXIS_MIN_SPAN_US,
                        get_whole (axis.duration_us));
  axis.start_us = at_us - share * axis.span_us;
  return hold (axis);
}

AttuneTimeAxis
attune_time_axis_fit (AttuneTimeAxis axis)
{
  axis.start_us = 0.0;
  axis.span_us = get_whole (axis.duration_us);
  return hold (axis);
}

AttuneTimeAxis
attune_time_axis_scroll (AttuneTimeAxis axis, double by_us)
{
  axis.start_us += by_us;
  return hold (axis);
}

AttuneTimeAxis
attune_time_axis_reveal (AttuneTimeAxis axis, gint64 us, gboolean is_playing)
{
  double share = (us - axis.start_us) / axis.span_us;

  if (share >= 0.0 && share <= (is_playing ? PAGE_END : 1.0))
    return axis;

  axis.start_us = us - PAGE_LEAD * axis.span_us;
  return hold (axis);
}

gboolean
attune_time_axis_is_whole (AttuneTimeAxis axis)
{
  return axis.span_us >= get_whole (axis.duration_us) - 0.5;
}

gboolean
attune_time_axis_equal (AttuneTimeAxis a, AttuneTimeAxis b)
{
  return a.start_us == b.start_us && a.span_us == b.span_us && a.width == b.width &&
         a.duration_us == b.duration_us;
}

double
attune_time_axis_to_pixel (AttuneTimeAxis axis, double us)
{
  return (us - axis.start_us) / axis.span_us * axis.width;
}

gint64
attune_time_axis_to_us (AttuneTimeAxis axis, double pixel)
{
  double us = axis.start_us + pixel / axis.width * axis.span_us;

  return (gint64) round (CLAMP (us, 0.0, (double) axis.duration_us));
}

double
attune_time_axis_get_step (AttuneTimeAxis axis, double least, guint *out_parts)
{
  double least_us = least / axis.width * axis.span_us;
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (steps) && steps[i].us < least_us)
    i++;
  *out_parts = steps[i].parts;
  return MAX (steps[i].us, ceil (least_us / steps[i].us) * steps[i].us);
}
