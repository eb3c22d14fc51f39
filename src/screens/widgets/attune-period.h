/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The stretches of time that lists are filtered by. */
typedef enum
{
  ATTUNE_PERIOD_ANY,
  ATTUNE_PERIOD_WEEK,    /* the last 7 days and today */
  ATTUNE_PERIOD_MONTH,   /* 30 */
  ATTUNE_PERIOD_QUARTER, /* 91 */
  ATTUNE_PERIOD_YEAR,    /* 365 */
  ATTUNE_N_PERIODS
} AttunePeriod;

/* When the period begins, microseconds UTC: at the beginning of a day of `zone`; 0 for any time. */
gint64      attune_period_get_start (AttunePeriod period,
                                     gint64       now,
                                     GTimeZone   *zone);
const char *attune_period_get_name  (AttunePeriod period);
