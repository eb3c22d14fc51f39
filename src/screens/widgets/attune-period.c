/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-period.h"

#include <glib/gi18n.h>

gint64
attune_period_get_start (AttunePeriod period, gint64 now, GTimeZone *zone)
{
  static const int days[] = { 0, 7, 30, 91, 365 };
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) earlier = NULL;
  g_autoptr (GDateTime) midnight = NULL;

  if (period == ATTUNE_PERIOD_ANY)
    return 0;

  earlier = g_date_time_add_days (local, -days[period]);
  midnight = g_date_time_new (zone, g_date_time_get_year (earlier), g_date_time_get_month (earlier),
                              g_date_time_get_day_of_month (earlier), 0, 0, 0);
  return g_date_time_to_unix (midnight) * G_USEC_PER_SEC;
}

const char *
attune_period_get_name (AttunePeriod period)
{
  switch (period)
    {
    case ATTUNE_PERIOD_ANY:
      return _ ("Any time");
    case ATTUNE_PERIOD_WEEK:
      return _ ("Last 7 days");
    case ATTUNE_PERIOD_MONTH:
      return _ ("Last 30 days");
    case ATTUNE_PERIOD_QUARTER:
      return _ ("Last 3 months");
    case ATTUNE_PERIOD_YEAR:
      return _ ("Last 12 months");
    case ATTUNE_N_PERIODS:
      break;
    }
  return "";
}
