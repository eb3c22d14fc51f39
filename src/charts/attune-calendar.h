/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days, weeks, months as people count them in a time zone. Times are microseconds UTC, held within the years 1 to
 * 9998, which is what GDateTime can say. */
typedef enum
{
  ATTUNE_CALENDAR_MINUTE,
  ATTUNE_CALENDAR_HOUR,
  ATTUNE_CALENDAR_DAY,
  ATTUNE_CALENDAR_WEEK, /* from Monday */
  ATTUNE_CALENDAR_MONTH,
  ATTUNE_CALENDAR_YEAR,
} AttuneCalendarUnit;

typedef struct
{
  AttuneCalendarUnit unit;
  int count; /* in a divisor of the unit above: 3 months, 6 hours */
} AttuneCalendarStep;

gint64     attune_calendar_clamp       (gint64 time);
GDateTime *attune_calendar_to_local    (gint64     time,
                                        GTimeZone *zone);
char      *attune_calendar_format      (gint64      time,
                                        GTimeZone  *zone,
                                        const char *format);
gint64     attune_calendar_floor       (gint64              time,
                                        AttuneCalendarStep  step,
                                        GTimeZone          *zone);
gint64     attune_calendar_next        (gint64              time,
                                        AttuneCalendarStep  step,
                                        GTimeZone          *zone);
double     attune_calendar_step_length (AttuneCalendarStep step);

G_END_DECLS
