/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-ticks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_TICKS    1000
#define LEAST_SPACING 1.5 /* times the widest label */
#define CLOSER \
  0.6 /* how much closer months and years may stand than days, which name their month below */

/* From fine to coarse; the finest whose labels have room is taken. */
static const AttuneCalendarStep steps[] = {
  { ATTUNE_CALENDAR_MINUTE, 1 },  { ATTUNE_CALENDAR_MINUTE, 5 }, { ATTUNE_CALENDAR_MINUTE, 15 },
  { ATTUNE_CALENDAR_MINUTE, 30 }, { ATTUNE_CALENDAR_HOUR, 1 },   { ATTUNE_CALENDAR_HOUR, 3 },
  { ATTUNE_CALENDAR_HOUR, 6 },    { ATTUNE_CALENDAR_HOUR, 12 },  { ATTUNE_CALENDAR_DAY, 1 },
  { ATTUNE_CALENDAR_WEEK, 1 },    { ATTUNE_CALENDAR_WEEK, 2 },   { ATTUNE_CALENDAR_MONTH, 1 },
  { ATTUNE_CALENDAR_MONTH, 3 },   { ATTUNE_CALENDAR_MONTH, 6 },  { ATTUNE_CALENDAR_YEAR, 1 },
  { ATTUNE_CALENDAR_YEAR, 2 },    { ATTUNE_CALENDAR_YEAR, 5 },   { ATTUNE_CALENDAR_YEAR, 10 },
  { ATTUNE_CALENDAR_YEAR, 20 },   { ATTUNE_CALENDAR_YEAR, 50 },  { ATTUNE_CALENDAR_YEAR, 100 },
  { ATTUNE_CALENDAR_YEAR, 200 },  { ATTUNE_CALENDAR_YEAR, 500 },
};

static AttuneTicks *
ticks_from_array (GArray *array)
{
  AttuneTicks *self = g_new0 (AttuneTicks, 1);

  self->n_items = array->len;
  self->items = (AttuneTick *) (gpointer) g_array_free (array, FALSE);
  return self;
}

/**
 * attune_ticks_linear_step:
 * @span: what is to be marked, greater than 0
 * @most: how many steps at most; 0 is taken as 1
 *
 * Returns: the least of 1, 2 and 5 times a power of ten that needs no more than @most steps
 */
double
attune_ticks_linear_step (double span, guint most)
{
  double rough = span / MAX (most, 1);
  double power, factor;

  g_return_val_if_fail (span > 0 && isfinite (span), 1);

  power = pow (10, floor (log10 (rough)));
  factor = rough / power;
  if (factor <= 1 + 1e-9)
    return power;
  if (factor <= 2 + 1e-9)
    return 2 * power;
  return factor <= 5 + 1e-9 ? 5 * power : 10 * power;
}

/**
 * attune_ticks_format_number:
 * @decimals: how many decimals, 0 to 15
 *
 * Returns: (transfer full): the number as the locale writes it, with a true minus and never "-0"
 */
char *
attune_ticks_format_number (double value, int decimals)
{
  g_autofree char *text = NULL;
  double unit = pow (10, -decimals);

  if (fabs (value) < unit / 2)
    value = 0;
  if (fabs (value) >= 1e15)
    text = g_strdup_printf ("%.3g", fabs (value));
  else
    text = g_strdup_printf ("%'.*f", decimals, fabs (value));
  return g_strconcat (value < 0 ? "\u2212" : "", text, NULL);
}

/**
 * attune_ticks_new_linear:
 * @minimum: where the axis begins
 * @maximum: where it ends
 * @most: how many steps at most between the first tick and the last
 *
 * Returns: (transfer full): ticks at multiples of 1, 2 or 5 times a power of ten within the ends
 */
AttuneTicks *
attune_ticks_new_linear (double minimum, double maximum, guint most)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (AttuneTick));

  if (isfinite (minimum) && isfinite (maximum) && maximum > minimum)
    {
      double step = attune_ticks_linear_step (maximum - minimum, MIN (most, MOST_TICKS));
      double slack = step * 1e-6;
      double first = ceil ((minimum - slack) / step);
      int decimals = CLAMP ((int) -floor (log10 (step) + 1e-9), 0, 15);

      for (guint i = 0; i <= MOST_TICKS && (first + i) * step <= maximum + slack; i++)
        {
          AttuneTick tick = { .value = (first + i) * step };

          if (array->len > 0 &&
              tick.value <= g_array_index (array, AttuneTick, array->len - 1).value)
            break;
          tick.label = attune_ticks_format_number (tick.value, decimals);
          g_array_append_val (array, tick);
        }
    }
  return ticks_from_array (array);
}

/* The words of a tick; *out_context is a format of what the second line says, or NULL. */
static const char *
choose_formats (AttuneCalendarUnit unit, const char **out_context)
{
  switch (unit)
    {
    case ATTUNE_CALENDAR_MINUTE:
    case ATTUNE_CALENDAR_HOUR:
      /* Translators: a day under the hours of a chart's axis, for g_date_time_format(): 12 May 2026 */
      *out_context = C_ ("chart axis", "%-d %b %Y");
      /* Translators: an hour on a chart's axis, for g_date_time_format(): 14:00 */
      return C_ ("chart axis", "%H:%M");
    case ATTUNE_CALENDAR_DAY:
    case ATTUNE_CALENDAR_WEEK:
      /* Translators: a month under the days of a chart's axis, for g_date_time_format(): May 2026 */
      *out_context = C_ ("chart axis", "%b %Y");
      /* Translators: a day of the month on a chart's axis, for g_date_time_format(): 12 */
      return C_ ("chart axis", "%-d");
    case ATTUNE_CALENDAR_MONTH:
      *out_context = "%Y";
      /* Translators: a month on a chart's axis, for g_date_time_format(): May */
      return C_ ("chart axis", "%b");
    case ATTUNE_CALENDAR_YEAR:
      *out_context = NULL;
      return "%Y";
    }
  g_assert_not_reached ();
}

/**
 * attune_ticks_new_time:
 * @from: where the axis begins, microseconds UTC
 * @to: where it ends
 * @step: how far apart
 * @zone: whose midnights and months
 *
 * Returns: (transfer full): ticks at the beginnings of days, weeks, months … within the ends, at most 1,000
 */
AttuneTicks *
attune_ticks_new_time (gint64 from, gint64 to, AttuneCalendarStep step, GTimeZone *zone)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (AttuneTick));
  const char *context_format = NULL;
  const char *format = choose_formats (step.unit, &context_format);
  const char *last_context = "";
  gint64 time = attune_calendar_floor (from, step, zone);

  while (time < from)
    time = attune_calendar_next (time, step, zone);
  for (; time <= to && array->len < MOST_TICKS; time = attune_calendar_next (time, step, zone))
    {
      AttuneTick tick = { (double) time, attune_calendar_format (time, zone, format), NULL };
      g_autofree char *context = context_format
                                   ? attune_calendar_format (time, zone, context_format)
                                   : NULL;

      if (context && !g_str_equal (context, last_context))
        last_context = tick.context = g_steal_pointer (&context);
      g_array_append_val (array, tick);
    }
  return ticks_from_array (array);
}

static gboolean
has_room (const AttuneTicks *ticks,
          double unit,
          double spacing,
          AttuneTickMeasure measure,
          gpointer data)
{
  double least = spacing;

  for (guint i = 0; i < ticks->n_items; i++)
    least = MAX (least, LEAST_SPACING * measure (ticks->items[i].label, data));
  for (guint i = 1; i < ticks->n_items; i++)
    if ((ticks->items[i].value - ticks->items[i - 1].value) * unit < least)
      return FALSE;
  return TRUE;
}

/**
 * attune_ticks_fit_time:
 * @from: where the axis begins, microseconds UTC
 * @to: where it ends, after @from
 * @zone: whose calendar
 * @length: how long the axis is
 * @spacing: how far apart ticks of days or hours stand at least
 * @measure: how wide a label is
 *
 * Returns: (transfer full): ticks of the finest calendar step whose labels stand apart; none where nothing fits
 */
AttuneTicks *
attune_ticks_fit_time (gint64 from,
                       gint64 to,
                       GTimeZone *zone,
                       double length,
                       double spacing,
                       AttuneTickMeasure measure,
                       gpointer data)
{
  double unit = length / ((double) to - (double) from);

  for (guint i = 0; i < G_N_ELEMENTS (steps) && to > from; i++)
    {
      double least = steps[i].unit < ATTUNE_CALENDAR_MONTH ? spacing : spacing * CLOSER;
      double between = attune_calendar_step_length (steps[i]) * G_USEC_PER_SEC * unit;
      g_autoptr (AttuneTicks) ticks = NULL;

      if (between < least * 0.9)
        continue;
      ticks = attune_ticks_new_time (from, to, steps[i], zone);
      if (has_room (ticks, unit, least * 0.85, measure, data))
        return g_steal_pointer (&ticks);
    }
  return g_new0 (AttuneTicks, 1);
}

void
attune_ticks_free (AttuneTicks *self)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      g_free (self->items[i].label);
      g_free (self->items[i].context);
    }
  g_free (self->items);
  g_free (self);
}
