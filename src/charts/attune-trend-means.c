/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-trend-means.h"

#include <math.h>

/* A running mean by Welford, so that a hundred thousand values lose nothing to a growing sum. */
static void
add_value (AttuneTrendMean *mean, double value)
{
  double before = value - mean->mean;

  mean->n++;
  mean->mean += before / mean->n;
  mean->squares += before * (value - mean->mean);
}

/**
 * attune_trend_means_compute:
 * @points: rising in time
 * @step: what to take together
 * @zone: whose calendar
 *
 * Targeted points and points without a score are left out; a stretch without any other has no mean.
 *
 * Returns: (transfer full): an AttuneTrendMean per stretch that has one, rising in time
 */
GArray *
attune_trend_means_compute (const AttuneTrendPoint *points,
                            gsize n_points,
                            AttuneCalendarStep step,
                            GTimeZone *zone)
{
  GArray *means = g_array_new (FALSE, FALSE, sizeof (AttuneTrendMean));
  AttuneTrendMean *open = NULL;

  for (gsize i = 0; i < n_points; i++)
    {
      if (!isfinite (points[i].value) || points[i].flags & ATTUNE_TREND_TARGETED)
        continue;
      if (!open || points[i].time >= open->to)
        {
          AttuneTrendMean next = { attune_calendar_floor (points[i].time, step, zone),
                                   attune_calendar_next (points[i].time, step, zone), 0, 0, 0 };

          g_array_append_val (means, next);
          open = &g_array_index (means, AttuneTrendMean, means->len - 1);
        }
      add_value (open, points[i].value);
    }
  return means;
}

double
attune_trend_mean_deviation (const AttuneTrendMean *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->n > 1 ? sqrt (self->squares / (self->n - 1)) : 0;
}
