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
  guint n; /* at least 1 */
} AttuneTrendMean;

GArray *attune_trend_means_compute (const AttuneTrendPoint *points,
                                    gsize                   n_points,
                                    AttuneCalendarStep      step,
                                    GTimeZone              *zone);

G_END_DECLS
