/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-trend-means.h"

static gint64
parse (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static const AttuneTrendMean *
get (const GArray *means, guint index)
{
  return &g_array_index (means, AttuneTrendMean, index);
}

static void
test_months (void)
{
  AttuneTrendPoint points[] = {
    { 1, parse ("2026-01-31T22:30:00Z"), 60 },
    { 2, parse ("2026-01-31T23:30:00Z"), 80 }, /* February in Berlin */
    { 3, parse ("2026-02-10T10:00:00Z"), 100, ATTUNE_TREND_FAILED },
    { 4, parse ("2026-02-11T10:00:00Z"), 0, ATTUNE_TREND_TARGETED },
    { 5, parse ("2026-02-12T10:00:00Z"), NAN },
    { 6, parse ("2026-05-01T10:00:00Z"), 50 },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GArray) means = NULL;

  if (!zone)
    {
      g_test_skip ("the time zone data (tzdata) is not installed");
      return;
    }
  means = attune_trend_means_compute (points, G_N_ELEMENTS (points),
                                      (AttuneCalendarStep){ ATTUNE_CALENDAR_MONTH, 1 }, zone);
  g_assert_cmpuint (means->len, ==, 3);
  g_assert_cmpfloat (get (means, 0)->mean, ==, 60);
  g_assert_cmpuint (get (means, 1)->n, ==, 2);
  g_assert_cmpfloat (get (means, 1)->mean, ==, 90);
  g_assert_cmpfloat (attune_trend_mean_deviation (get (means, 0)), ==, 0);
  g_assert_cmpfloat_with_epsilon (attune_trend_mean_deviation (get (means, 1)), 10 * G_SQRT2,
                                  1e-12);
  g_assert_cmpint (get (means, 1)->from, ==, parse ("2026-01-31T23:00:00Z"));
  g_assert_cmpint (get (means, 1)->to, ==, parse ("2026-02-28T23:00:00Z"));
  g_assert_cmpint (get (means, 2)->from, ==, parse ("2026-04-30T22:00:00Z"));
}

static void
test_none (void)
{
  AttuneTrendPoint unusable[] = { { 1, 0, NAN }, { 2, 1, 50, ATTUNE_TREND_TARGETED } };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  AttuneCalendarStep week = { ATTUNE_CALENDAR_WEEK, 1 };
  g_autoptr (GArray) none = attune_trend_means_compute (NULL, 0, week, zone);
  g_autoptr (GArray) still_none = attune_trend_means_compute (unusable, 2, week, zone);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (still_none->len, ==, 0);
}

/* A hundred thousand equal values have that mean, to the last digit. */
static void
test_many_equal (void)
{
  guint n = 100000;
  g_autofree AttuneTrendPoint *points = g_new0 (AttuneTrendPoint, n);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GArray) means = NULL;

  for (guint i = 0; i < n; i++)
    points[i].value = 78.43;
  means = attune_trend_means_compute (points, n, (AttuneCalendarStep){ ATTUNE_CALENDAR_WEEK, 1 },
                                      zone);
  g_assert_cmpuint (means->len, ==, 1);
  g_assert_cmpfloat (get (means, 0)->mean, ==, 78.43);
  g_assert_cmpfloat (attune_trend_mean_deviation (get (means, 0)), ==, 0);
  g_assert_cmpuint (get (means, 0)->n, ==, n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/trend-means/months", test_months);
  g_test_add_func ("/charts/trend-means/none", test_none);
  g_test_add_func ("/charts/trend-means/many-equal", test_many_equal);
  return g_test_run ();
}
