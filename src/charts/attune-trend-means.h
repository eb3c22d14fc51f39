/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-calendar.h"
#include "attune-trend-chart.h"

G_BEGIN_DECLS

/* The mean of one week, month … by the clocks of a time zone. */
typedef struct
{
  gint64 from, to; /* microseconds UTC; to is the beginning of the next */
  double mean;
  double squares; /* the sum of the squared distances from the mean */
  guint n;        /* at least 1 */
} AttuneTrendMean;

GArray *attune_trend_means_compute  (const AttuneTrendPoint *points,
                                     gsize                   n_points,
                                     AttuneCalendarStep      step,
                                     GTimeZone              *zone);
/* The standard deviation, n - 1 in its denominator; 0 of one value. */
double  attune_trend_mean_deviation (const AttuneTrendMean *self);

G_END_DECLS
