/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-ticks.h"

#include <float.h>
#include <math.h>
#include <string.h>

static GTimeZone *
get_zone (const char *identifier)
{
  return g_time_zone_new_identifier (identifier);
}

static gint64
parse (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static char *
join (const AttuneTicks *ticks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ticks->n_items; i++)
    {
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ticks->items[i].label);
      if (ticks->items[i].context)
        g_string_append_printf (text, "(%s)", ticks->items[i].context);
    }
  return g_string_free (text, FALSE);
}

static void
test_linear (void)
{
  static const struct
  {
    double minimum, maximum;
    guint most;
    const char *labels;
  } cases[] = {
    { 0, 100, 10, "0 10 20 30 40 50 60 70 80 90 100" },
    { 0, 100, 5, "0 20 40 60 80 100" },
    { 0, 100, 4, "0 50 100" },
    { 0, 100, 2, "0 50 100" },
    { 0, 100, 1, "0 100" },
    { 0, 100, 0, "0 100" },
    { 48, 96, 6, "50 60 70 80 90" },
    { 0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0" },
    { 0, 0.3, 3, "0.0 0.1 0.2 0.3" },
    { 0, 0.03, 3, "0.00 0.01 0.02 0.03" },
    { -10, 10, 4, "\u221210 \u22125 0 5 10" },
    { -0.2, 0.2, 4, "\u22120.2 \u22120.1 0.0 0.1 0.2" },
    { 79.9, 80.1, 2, "79.9 80.0 80.1" },
    { 0, 7, 7, "0 1 2 3 4 5 6 7" },
    { 0, 700, 7, "0 100 200 300 400 500 600 700" },
    { 0, 2e15, 2, "0 1e+15 2e+15" },
    { 5, 5, 5, "" },
    { 5, 4, 5, "" },
    { NAN, 4, 5, "" },
    { 0, INFINITY, 5, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneTicks)
        ticks = attune_ticks_new_linear (cases[i].minimum, cases[i].maximum, cases[i].most);
      g_autofree char *labels = join (ticks);

      g_assert_cmpstr (labels, ==, cases[i].labels);
    }
}

static void
test_step (void)
{
  static const struct
  {
    double span;
    guint most;
    double step;
  } cases[] = {
    { 100, 10, 10 }, { 100, 9, 20 },    { 100, 3, 50 },  { 1, 3, 0.5 },       { 1e-9, 1, 1e-9 },
    { 7, 1, 10 },    { 1e12, 4, 5e11 }, { 100, 0, 100 }, { 1e300, 1, 1e300 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (attune_ticks_linear_step (cases[i].span, cases[i].most) /
                                      cases[i].step,
                                    1, 1e-9);
}

/* Whatever is asked: 1, 2 or 5, no more steps than allowed, rising, within the ends. */
static void
test_linear_always (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 2000; i++)
    {
      double low = g_rand_double_range (random, -1, 1) *
                   pow (10, g_rand_int_range (random, -6, 12));
      double high = low + pow (10, g_rand_double_range (random, -3, 12));
      guint most = g_rand_int_range (random, 1, 12);
      g_autoptr (AttuneTicks) ticks = attune_ticks_new_linear (low, high, most);
      double step = attune_ticks_linear_step (high - low, most);
      int digit = (int) round (step / pow (10, floor (log10 (step) + 1e-9)));

      g_assert_true (digit == 1 || digit == 2 || digit == 5);
      g_assert_cmpuint (ticks->n_items, <=, most + 1);
      for (guint k = 0; k < ticks->n_items; k++)
        {
          g_assert_cmpfloat (ticks->items[k].value, >=, low - step * 1e-5);
          g_assert_cmpfloat (ticks->items[k].value, <=, high + step * 1e-5);
          g_assert_true (k == 0 || ticks->items[k].value > ticks->items[k - 1].value);
          g_assert_false (g_str_has_prefix (ticks->items[k].label, "-"));
        }
    }
}

static void
test_number (void)
{
  static const struct
  {
    double value;
    int decimals;
    const char *text;
  } cases[] = {
    { 72, 0, "72" },           { 72.38, 0, "72" },     { -0.2, 0, "0" },
    { -0.0, 2, "0.00" },       { 79.96, 1, "80.0" },   { -5, 0, "\u22125" },
    { 1234567, 0, "1234567" }, { 1e300, 0, "1e+300" }, { 0.005, 3, "0.005" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = attune_ticks_format_number (cases[i].value, cases[i].decimals);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_calendar (void)
{
  static const struct
  {
    const char *zone, *from, *to;
    AttuneCalendarStep step;
    const char *labels;
  } cases[] = {
    { "UTC",
      "2026-01-05T00:00:00Z",
      "2026-02-01T00:00:00Z",
      { ATTUNE_CALENDAR_WEEK, 1 },
      "5(Jan 2026) 12 19 26" },
    { "UTC",
      "2026-01-06T00:00:00Z",
      "2026-02-10T00:00:00Z",
      { ATTUNE_CALENDAR_WEEK, 1 },
      "12(Jan 2026) 19 26 2(Feb 2026) 9" },
    /* Every second week is the same one wherever the axis begins. */
    { "UTC",
      "2026-01-06T00:00:00Z",
      "2026-02-10T00:00:00Z",
      { ATTUNE_CALENDAR_WEEK, 2 },
      "19(Jan 2026) 2(Feb 2026)" },
    { "UTC",
      "2026-01-13T00:00:00Z",
      "2026-02-10T00:00:00Z",
      { ATTUNE_CALENDAR_WEEK, 2 },
      "19(Jan 2026) 2(Feb 2026)" },
    /* 29 February. */
    { "UTC",
      "2028-02-27T12:00:00Z",
      "2028-03-02T00:00:00Z",
      { ATTUNE_CALENDAR_DAY, 1 },
      "28(Feb 2028) 29 1(Mar 2028) 2" },
    { "UTC",
      "2027-02-27T12:00:00Z",
      "2027-03-02T00:00:00Z",
      { ATTUNE_CALENDAR_DAY, 1 },
      "28(Feb 2027) 1(Mar 2027) 2" },
    { "UTC",
      "2025-11-20T00:00:00Z",
      "2026-02-20T00:00:00Z",
      { ATTUNE_CALENDAR_MONTH, 1 },
      "Dec(2025) Jan(2026) Feb" },
    { "UTC",
      "2025-02-20T00:00:00Z",
      "2026-04-20T00:00:00Z",
      { ATTUNE_CALENDAR_MONTH, 3 },
      "Apr(2025) Jul Oct Jan(2026) Apr" },
    { "UTC",
      "2025-02-20T00:00:00Z",
      "2026-07-20T00:00:00Z",
      { ATTUNE_CALENDAR_MONTH, 6 },
      "Jul(2025) Jan(2026) Jul" },
    { "UTC",
      "2006-06-01T00:00:00Z",
      "2026-06-01T00:00:00Z",
      { ATTUNE_CALENDAR_YEAR, 5 },
      "2010 2015 2020 2025" },
    { "UTC",
      "1969-12-31T12:00:00Z",
      "1970-01-01T12:00:00Z",
      { ATTUNE_CALENDAR_HOUR, 6 },
      "12:00(31 Dec 1969) 18:00 00:00(1 Jan 1970) 06:00 12:00" },
    { "UTC",
      "2026-01-05T09:07:00Z",
      "2026-01-05T10:05:00Z",
      { ATTUNE_CALENDAR_MINUTE, 15 },
      "09:15(5 Jan 2026) 09:30 09:45 10:00" },
    /* The clocks go forward from 2 to 3: there is no 2 o'clock; six hours are five then, and six marks stay six apart
     * by the clock. */
    { "Europe/Berlin",
      "2026-03-28T23:00:00Z",
      "2026-03-29T03:00:00Z",
      { ATTUNE_CALENDAR_HOUR, 1 },
      "00:00(29 Mar 2026) 01:00 03:00 04:00 05:00" },
    { "Europe/Berlin",
      "2026-03-28T23:00:00Z",
      "2026-03-29T22:00:00Z",
      { ATTUNE_CALENDAR_HOUR, 6 },
      "00:00(29 Mar 2026) 06:00 12:00 18:00 00:00(30 Mar 2026)" },
    { "Europe/Berlin",
      "2026-10-24T22:00:00Z",
      "2026-10-25T23:00:00Z",
      { ATTUNE_CALENDAR_HOUR, 6 },
      "00:00(25 Oct 2026) 06:00 12:00 18:00 00:00(26 Oct 2026)" },
    { "Europe/Berlin",
      "2026-03-27T23:00:00Z",
      "2026-03-30T22:00:00Z",
      { ATTUNE_CALENDAR_DAY, 1 },
      "28(Mar 2026) 29 30 31" },
    { "Europe/Berlin",
      "2026-10-23T22:00:00Z",
      "2026-10-26T23:00:00Z",
      { ATTUNE_CALENDAR_DAY, 1 },
      "24(Oct 2026) 25 26 27" },
    /* Midnight itself was left out in São Paulo. */
    { "America/Sao_Paulo",
      "2018-11-02T03:00:00Z",
      "2018-11-06T02:00:00Z",
      { ATTUNE_CALENDAR_DAY, 1 },
      "2(Nov 2018) 3 4 5 6" },
    /* A day that never was: Samoa went from 29 to 31 December. */
    { "Pacific/Apia",
      "2011-12-28T10:00:00Z",
      "2012-01-01T00:00:00Z",
      { ATTUNE_CALENDAR_DAY, 1 },
      "28(Dec 2011) 29 31 1(Jan 2012)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = get_zone (cases[i].zone);
      g_autoptr (AttuneTicks) ticks = NULL;
      g_autofree char *labels = NULL;

      if (!zone)
        {
          g_test_skip ("the time zone data (tzdata) is not installed");
          return;
        }
      ticks = attune_ticks_new_time (parse (cases[i].from), parse (cases[i].to), cases[i].step,
                                     zone);
      labels = join (ticks);
      g_assert_cmpstr (labels, ==, cases[i].labels);
    }
}

/* Every hour of two years with all their clock changes: what begins is not after, what follows is. */
static void
test_calendar_always (void)
{
  static const char *zones[] = {
    "UTC",         "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Pacific/Apia"
  };
  static const AttuneCalendarStep all[] = {
    { ATTUNE_CALENDAR_MINUTE, 30 }, { ATTUNE_CALENDAR_HOUR, 1 },  { ATTUNE_CALENDAR_HOUR, 6 },
    { ATTUNE_CALENDAR_DAY, 1 },     { ATTUNE_CALENDAR_WEEK, 1 },  { ATTUNE_CALENDAR_WEEK, 2 },
    { ATTUNE_CALENDAR_MONTH, 1 },   { ATTUNE_CALENDAR_MONTH, 3 }, { ATTUNE_CALENDAR_YEAR, 1 },
  };

  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    {
      g_autoptr (GTimeZone) zone = get_zone (zones[z]);
      gint64 time = parse ("2011-01-01T00:00:00Z");

      for (guint i = 0; zone && i < 2 * 366 * 8; i++, time += G_GINT64_CONSTANT (10801000000))
        {
          AttuneCalendarStep step = all[i % G_N_ELEMENTS (all)];
          gint64 from = attune_calendar_floor (time, step, zone);
          gint64 to = attune_calendar_next (time, step, zone);

          g_assert_cmpint (from, <=, time);
          g_assert_cmpint (to, >, time);
          g_assert_cmpint (attune_calendar_floor (from, step, zone), ==, from);
          g_assert_cmpint ((to - from) / G_USEC_PER_SEC, <=,
                           (gint64) (attune_calendar_step_length (step) * 1.2) + 86400);
        }
    }
}

/* The clocks go back from 3 to 2: half past two comes twice, and no hour begins after what is in it. */
static void
test_calendar_twice (void)
{
  static const char *moments[] = { "2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z",
                                   "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z" };
  static const AttuneCalendarStep both[] = { { ATTUNE_CALENDAR_HOUR, 1 },
                                             { ATTUNE_CALENDAR_MINUTE, 15 } };
  g_autoptr (GTimeZone) zone = get_zone ("Europe/Berlin");

  for (guint i = 0; zone && i < G_N_ELEMENTS (moments); i++)
    for (guint k = 0; k < G_N_ELEMENTS (both); k++)
      {
        gint64 time = parse (moments[i]);

        g_assert_cmpint (attune_calendar_floor (time, both[k], zone), <=, time);
        g_assert_cmpint (attune_calendar_next (time, both[k], zone), >, time);
      }
}

static void
test_calendar_extreme (void)
{
  static const gint64 times[] = { G_MININT64, -1, 0, 1, G_MAXINT64 };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 held = attune_calendar_clamp (times[i]);
      AttuneCalendarStep step = { ATTUNE_CALENDAR_YEAR, 500 };
      g_autofree char *text = attune_calendar_format (times[i], zone, "%Y");

      g_assert_cmpuint (strlen (text), >, 0);
      g_assert_cmpint (attune_calendar_floor (held, step, zone), <=, held);
      g_assert_cmpint (attune_calendar_next (held, step, zone), >, held);
    }
}

static double
measure_letters (const char *label, gpointer data)
{
  return g_utf8_strlen (label, -1) * 7.0;
}

static void
test_fit (void)
{
  static const struct
  {
    const char *from, *to;
    double length;
    const char *labels;
  } cases[] = {
    { "2026-05-12T00:00:00Z", "2026-05-13T00:00:00Z", 600,
      "00:00(12 May 2026) 03:00 06:00 09:00 12:00 15:00 18:00 21:00 00:00(13 May 2026)" },
    { "2026-05-12T00:00:00Z", "2026-05-20T00:00:00Z", 600, "12(May 2026) 13 14 15 16 17 18 19 20" },
    { "2026-05-01T00:00:00Z", "2026-06-15T00:00:00Z", 600,
      "4(May 2026) 11 18 25 1(Jun 2026) 8 15" },
    { "2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z", 600, "Jan(2026) Feb Mar Apr May Jun Jul" },
    { "2025-01-01T00:00:00Z", "2026-07-01T00:00:00Z", 600,
      "Jan(2025) Apr Jul Oct Jan(2026) Apr Jul" },
    { "2006-05-01T00:00:00Z", "2026-07-01T00:00:00Z", 600,
      "2008 2010 2012 2014 2016 2018 2020 2022 2024 2026" },
    { "2006-05-01T00:00:00Z", "2026-07-01T00:00:00Z", 60, "2020" },
    { "2026-05-12T00:00:00Z", "2026-05-20T00:00:00Z", 0, "" },
    { "2026-05-12T00:00:00Z", "2026-05-12T00:00:00Z", 600, "" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneTicks)
        ticks = attune_ticks_fit_time (parse (cases[i].from), parse (cases[i].to), zone,
                                       cases[i].length, 60, measure_letters, NULL);
      g_autofree char *labels = join (ticks);

      g_assert_cmpstr (labels, ==, cases[i].labels);
    }
}

/* From an hour to a hundred years, on every length: labels never touch. */
static void
test_fit_always (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < 500; i++)
    {
      gint64 from = parse ("1990-01-01T00:00:00Z") +
                    (gint64) (g_rand_double (random) * 1e9) * G_USEC_PER_SEC;
      gint64 span = (gint64) (pow (10, g_rand_double_range (random, 3.6, 9.5)) * G_USEC_PER_SEC);
      double length = g_rand_double_range (random, 1, 2000);
      g_autoptr (AttuneTicks)
        ticks = attune_ticks_fit_time (from, from + span, zone, length, 60, measure_letters, NULL);

      g_assert_cmpuint (ticks->n_items, <=, length / 30 + 2);
      for (guint k = 1; k < ticks->n_items; k++)
        {
          double gap = (ticks->items[k].value - ticks->items[k - 1].value) / span * length;

          g_assert_cmpfloat (gap, >=, measure_letters (ticks->items[k].label, NULL));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/ticks/linear", test_linear);
  g_test_add_func ("/charts/ticks/linear/step", test_step);
  g_test_add_func ("/charts/ticks/linear/always", test_linear_always);
  g_test_add_func ("/charts/ticks/number", test_number);
  g_test_add_func ("/charts/ticks/calendar", test_calendar);
  g_test_add_func ("/charts/ticks/calendar/always", test_calendar_always);
  g_test_add_func ("/charts/ticks/calendar/twice", test_calendar_twice);
  g_test_add_func ("/charts/ticks/calendar/extreme", test_calendar_extreme);
  g_test_add_func ("/charts/ticks/fit", test_fit);
  g_test_add_func ("/charts/ticks/fit/always", test_fit_always);
  return g_test_run ();
}
