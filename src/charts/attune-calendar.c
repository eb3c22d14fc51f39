/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-calendar.h"

#define EARLIEST     (G_GINT64_CONSTANT (-62104060800) * G_USEC_PER_SEC) /* 1 January 2 */
#define LATEST       (G_GINT64_CONSTANT (253339228800) * G_USEC_PER_SEC) /* 1 January 9998 */
#define HOUR_IN_USEC (3600 * (gint64) G_USEC_PER_SEC)

static gint64
to_usec (GDateTime *local)
{
  return g_date_time_to_unix (local) * G_USEC_PER_SEC + g_date_time_get_microsecond (local);
}

/* Rounds down, also below zero. */
static int
round_down (int value, int count)
{
  int rest = value % count;

  return value - (rest < 0 ? rest + count : rest);
}

static int
days_from_epoch (GDateTime *local)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (local), g_date_time_get_month (local),
                  g_date_time_get_year (local));
  return (int) g_date_get_julian (&date) - 719163; /* the Julian day of 1 January 1970 */
}

/* 5 January 1970 was a Monday; weeks are counted from there, so that every second week is the same one always. */
static GDateTime *
floor_to_week (GDateTime *local, int count, GTimeZone *zone)
{
  int days = days_from_epoch (local);
  int first = round_down (days - 4, 7 * count) + 4;
  g_autoptr (GDateTime)
    noon = g_date_time_new (zone, g_date_time_get_year (local), g_date_time_get_month (local),
                            g_date_time_get_day_of_month (local), 12, 0, 0);
  g_autoptr (GDateTime) monday = g_date_time_add_days (noon, first - days);

  return g_date_time_new (zone, g_date_time_get_year (monday), g_date_time_get_month (monday),
                          g_date_time_get_day_of_month (monday), 0, 0, 0);
}

static GDateTime *
floor_local (GDateTime *local, AttuneCalendarStep step, GTimeZone *zone)
{
  int year, month, day;

  g_date_time_get_ymd (local, &year, &month, &day);
  switch (step.unit)
    {
    case ATTUNE_CALENDAR_MINUTE:
      return g_date_time_new (zone, year, month, day, g_date_time_get_hour (local),
                              round_down (g_date_time_get_minute (local), step.count), 0);
    case ATTUNE_CALENDAR_HOUR:
      return g_date_time_new (zone, year, month, day,
                              round_down (g_date_time_get_hour (local), step.count), 0, 0);
    case ATTUNE_CALENDAR_DAY:
      return g_date_time_new (zone, year, month, day, 0, 0, 0);
    case ATTUNE_CALENDAR_WEEK:
      return floor_to_week (local, step.count, zone);
    case ATTUNE_CALENDAR_MONTH:
      return g_date_time_new (zone, year, round_down (month - 1, step.count) + 1, 1, 0, 0, 0);
    case ATTUNE_CALENDAR_YEAR:
      return g_date_time_new (zone, MAX (1, round_down (year, step.count)), 1, 1, 0, 0, 0);
    }
  g_assert_not_reached ();
}

static GDateTime *
add_step (GDateTime *local, AttuneCalendarStep step)
{
  switch (step.unit)
    {
    case ATTUNE_CALENDAR_MINUTE:
      return g_date_time_add_minutes (local, step.count);
    case ATTUNE_CALENDAR_HOUR:
      return g_date_time_add_hours (local, step.count);
    case ATTUNE_CALENDAR_DAY:
      return g_date_time_add_days (local, step.count);
    case ATTUNE_CALENDAR_WEEK:
      return g_date_time_add_weeks (local, step.count);
    case ATTUNE_CALENDAR_MONTH:
      return g_date_time_add_months (local, step.count);
    case ATTUNE_CALENDAR_YEAR:
      return g_date_time_add_years (local, step.count);
    }
  g_assert_not_reached ();
}

gint64
attune_calendar_clamp (gint64 time)
{
  return CLAMP (time, EARLIEST, LATEST);
}

/* Returns: (transfer full): the time as the zone's clocks show it */
GDateTime *
attune_calendar_to_local (gint64 time, GTimeZone *zone)
{
  gint64 held = attune_calendar_clamp (time);
  gint64 seconds = held / G_USEC_PER_SEC;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) exact = NULL;

  if (held % G_USEC_PER_SEC < 0)
    seconds--;
  utc = g_date_time_new_from_unix_utc (seconds);
  exact = g_date_time_add (utc, held - seconds * G_USEC_PER_SEC);
  return g_date_time_to_timezone (exact, zone);
}

/* Returns: (transfer full): the time in words of the locale; never NULL */
char *
attune_calendar_format (gint64 time, GTimeZone *zone, const char *format)
{
  g_autoptr (GDateTime) local = attune_calendar_to_local (time, zone);
  char *text = g_date_time_format (local, format);

  return text ? text : g_strdup ("");
}

/**
 * attune_calendar_floor:
 *
 * The beginning of the step that holds @time by the clocks of @zone. Where a clock change leaves a beginning out
 * (midnight does not exist), the first moment after it; where it comes twice, the one that is not after @time.
 */
gint64
attune_calendar_floor (gint64 time, AttuneCalendarStep step, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = attune_calendar_to_local (time, zone);
  g_autoptr (GDateTime) beginning = floor_local (local, step, zone);
  gint64 result = to_usec (beginning);

  while (result > attune_calendar_clamp (time))
    result -= HOUR_IN_USEC;
  return result;
}

/* The beginning of the step after the one that holds @time: always greater than @time. */
gint64
attune_calendar_next (gint64 time, AttuneCalendarStep step, GTimeZone *zone)
{
  gint64 from = attune_calendar_floor (time, step, zone);
  gint64 result = from;
  g_autoptr (GDateTime) local = attune_calendar_to_local (from, zone);

  while (result <= time)
    {
      g_autoptr (GDateTime) later = add_step (local, step);
      g_autoptr (GDateTime) beginning = NULL;

      if (!later)
        return time + (gint64) (attune_calendar_step_length (step) * G_USEC_PER_SEC);
      beginning = floor_local (later, step, zone);
      result = to_usec (beginning);
      g_date_time_unref (local);
      local = g_steal_pointer (&later);
    }
  return result;
}

/* About how many seconds it lasts. */
double
attune_calendar_step_length (AttuneCalendarStep step)
{
  static const double seconds[] = { 60, 3600, 86400, 604800, 2629746, 31556952 };

  return step.count * seconds[step.unit];
}
