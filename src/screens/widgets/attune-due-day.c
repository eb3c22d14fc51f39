/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-due-day.h"

gint64
attune_due_day_get_end (GtkCalendar *calendar, GTimeZone *zone)
{
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (calendar);
  g_autoptr (GDateTime)
    day = g_date_time_new (zone, g_date_time_get_year (chosen), g_date_time_get_month (chosen),
                           g_date_time_get_day_of_month (chosen), 0, 0, 0);
  g_autoptr (GDateTime) end = g_date_time_add_days (day, 1);

  return g_date_time_to_unix (end) * G_TIME_SPAN_SECOND;
}

void
attune_due_day_set_end (GtkCalendar *calendar, gint64 due_at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (due_at / G_USEC_PER_SEC - 1);
  g_autoptr (GDateTime) day = g_date_time_to_timezone (utc, zone);

  gtk_calendar_select_day (calendar, day);
}

void
attune_due_day_set_ahead (GtkCalendar *calendar, int days, GTimeZone *zone)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);

  gtk_calendar_select_day (calendar, day);
}
