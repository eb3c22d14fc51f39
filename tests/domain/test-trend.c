/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-trend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST 60

static gboolean
is_near (double value, double expected)
{
  if (isnan (expected))
    return isnan (value);
  return fabs (value - expected) <= 1e-7;
}

/* What is published, what can be reckoned in the head, and what cannot be told. */
static void
test_table (void)
{
  static const struct
  {
    const char *name;
    guint n;
    double confidence;
    double x[10], y[10];
    double slope, low, high;
    gint64 s;
    double tau;
  } rows[] = {
    { "Sen 1968, JASA 63:1379",
      7,
      0.93,
      { 1, 2, 3, 4, 10, 12, 18 },
      { 9, 15, 19, 20, 45, 55, 78 },
      4.0,
      26.0 / 7.0,
      4.375,
      21,
      1.0 },
    { "Hollander and Wolfe 1973, p. 187: tuna",
      9,
      0.95,
      { 44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1 },
      { 2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8 },
      INFINITY,
      INFINITY,
      INFINITY,
      16,
      0.4444444444 },
    { "ties in both, as in SciPy's manual of kendalltau",
      5,
      0.95,
      { 12, 2, 1, 12, 2 },
      { 1, 4, 7, 1, 0 },
      INFINITY,
      INFINITY,
      INFINITY,
      -4,
      -0.47140452079 },
    { "empty", 0, 0.95, { 0 }, { 0 }, NAN, NAN, NAN, 0, NAN },
    { "one", 1, 0.95, { 3 }, { 80 }, NAN, NAN, NAN, 0, NAN },
    { "two", 2, 0.95, { 3, 5 }, { 80, 70 }, -5, NAN, NAN, -1, -1 },
    { "four cannot have an interval", 4, 0.95, { 1, 2, 3, 4 }, { 1, 2, 3, 4 }, 1, NAN, NAN, 6, 1 },
    { "five can", 5, 0.95, { 1, 2, 3, 4, 5 }, { 1, 2, 4, 4.5, 5 }, 1.0, 0.5, 2, 10, 1 },
    { "equal values", 6, 0.95, { 1, 2, 3, 4, 5, 6 }, { 9, 9, 9, 9, 9, 9 }, 0, 0, 0, 0, NAN },
    { "all at one time", 3, 0.95, { 2, 2, 2 }, { 1, 2, 3 }, NAN, NAN, NAN, 0, NAN },
    { "nothing differs", 2, 0.95, { 2, 2 }, { 1, 1 }, NAN, NAN, NAN, 0, NAN },
    { "one odd value decides nothing",
      6,
      0.95,
      { 1, 2, 3, 4, 5, 6 },
      { 1, 2, 3, 4, 5, -1e300 },
      1,
      INFINITY,
      INFINITY,
      5,
      1.0 / 3.0 },
    { "in any order", 5, 0.95, { 5, 1, 4, 2, 3 }, { 5, 1, 4.5, 2, 4 }, 1.0, 0.5, 2, 10, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AttuneTrend trend = attune_trend_compute (rows[i].x, rows[i].y, rows[i].n,
                                                rows[i].confidence);

      g_test_message ("%s: %.10g (%.10g to %.10g), tau %.10g", rows[i].name, trend.slope.value,
                      trend.slope.low, trend.slope.high, trend.tau);
      g_assert_cmpuint (trend.n, ==, rows[i].n);
      g_assert_cmpint (trend.s, ==, rows[i].s);
      g_assert_true (is_near (trend.tau, rows[i].tau));
      /* Infinite: not in the source. */
      g_assert_true (isinf (rows[i].slope) || is_near (trend.slope.value, rows[i].slope));
      g_assert_true (isinf (rows[i].low) || is_near (trend.slope.low, rows[i].low));
      g_assert_true (isinf (rows[i].high) || is_near (trend.slope.high, rows[i].high));
      g_assert_cmpuint (trend.slope.n, ==, isnan (trend.slope.value) ? 0 : rows[i].n);
    }
}

static gint64
count_s (const double *x, const double *y, guint n)
{
  gint64 s = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      {
        double turn = (x[i] - x[j]) * (y[i] - y[j]);

        s += (turn > 0) - (turn < 0);
      }
  return s;
}

static void
swap (double *one, double *other)
{
  double value = *one;

  *one = *other;
  *other = value;
}

/* Σ S² over all orders of y from `k` on. */
static double
sum_squares (const double *x, double *y, guint n, guint k, guint *count)
{
  double sum = 0;

  if (k == n)
    {
      gint64 s = count_s (x, y, n);

      (*count)++;
      return (double) (s * s);
    }
  for (guint i = k; i < n; i++)
    {
      swap (&y[k], &y[i]);
      sum += sum_squares (x, y, n, k + 1, count);
      swap (&y[k], &y[i]);
    }
  return sum;
}

/* The variance by its definition: over every order that chance could have made of the same values. */
static void
test_variance (void)
{
  static const struct
  {
    double x[7], y[7];
  } rows[] = {
    { { 1, 2, 3, 4, 5, 6, 7 }, { 3, 1, 4, 2, 6, 5, 7 } },
    { { 1, 2, 3, 4, 5, 6, 7 }, { 1, 1, 2, 2, 2, 5, 5 } },
    { { 1, 1, 1, 2, 3, 3, 9 }, { 3, 1, 4, 2, 6, 5, 7 } },
    { { 1, 1, 2, 2, 2, 3, 3 }, { 1, 4, 4, 4, 2, 2, 9 } },
    { { 1, 1, 1, 1, 1, 1, 2 }, { 5, 5, 5, 5, 5, 5, 6 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AttuneTrend trend = attune_trend_compute (rows[i].x, rows[i].y, 7, 0.95);
      gint64 s = count_s (rows[i].x, rows[i].y, 7);
      double values[7];
      guint count = 0;
      double variance;

      memcpy (values, rows[i].y, sizeof values);
      variance = sum_squares (rows[i].x, values, 7, 0, &count) / 5040;
      g_assert_cmpuint (count, ==, 5040);
      g_assert_cmpint (trend.s, ==, s);
      g_assert_true (is_near (trend.z, (s - (s > 0) + (s < 0)) / sqrt (variance)));
    }
}

static gboolean
is_same (double one, double other)
{
  return one == other || (isnan (one) && isnan (other));
}

static gboolean
is_same_trend (const AttuneTrend *one, const AttuneTrend *other)
{
  return one->n == other->n && one->n_groups == other->n_groups && one->s == other->s &&
         is_same (one->slope.value, other->slope.value) &&
         is_same (one->slope.low, other->slope.low) &&
         is_same (one->slope.high, other->slope.high) && one->slope.n == other->slope.n &&
         is_same (one->z, other->z) && is_same (one->p, other->p) && is_same (one->tau, other->tau);
}

/* What can only be compared within groups: values in any order of groups. */
static void
test_within (void)
{
  static const struct
  {
    const char *name;
    guint n;
    double x[10], y[10];
    gint64 groups[10];
    guint n_groups;
    double slope, low, high;
    gint64 s;
    double variance, tau;
  } rows[] = {
    { "empty", 0, { 0 }, { 0 }, { 0 }, 0, NAN, NAN, NAN, 0, NAN, NAN },
    { "one", 1, { 1 }, { 80 }, { 7 }, 0, NAN, NAN, NAN, 0, NAN, NAN },
    { "one each: nothing to compare",
      3,
      { 1, 2, 3 },
      { 1, 2, 3 },
      { 1, 2, 3 },
      0,
      NAN,
      NAN,
      NAN,
      0,
      NAN,
      NAN },
    { "equal values", 4, { 1, 2, 1, 2 }, { 5, 5, 9, 9 }, { 1, 1, 2, 2 }, 2, 0, 0, 0, 0, NAN, NAN },
    { "a jump between two groups and nothing within them is no change",
      10,
      { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 },
      { 60, 61, 60, 61, 60, 90, 91, 90, 91, 90 },
      { 1, 1, 1, 1, 1, 2, 2, 2, 2, 2 },
      2,
      0,
      0,
      0,
      0,
      /* 5 · 4 · 15 / 18 less 3 · 2 · 11 / 18 and 2 · 1 · 9 / 18, of each */
      2 * (300.0 - 66 - 18) / 18,
      0 },
    { "falls within each, though the steps between rise",
      6,
      { 1, 2, 3, 4, 5, 6 },
      { 50, 48, 46, 90, 88, 86 },
      { -9, -9, -9, G_MAXINT64, G_MAXINT64, G_MAXINT64 },
      2,
      -2,
      -2,
      -2,
      -6,
      2 * 3 * 2 * 11 / 18.0,
      -1 },
    { "groups among each other, and one alone",
      7,
      { 6, 5, 4, 3, 2, 1, 9 },
      { 86, 46, 88, 48, 90, 50, -1e9 },
      { 2, 1, 2, 1, 2, 1, 3 },
      2,
      -1,
      -1,
      -1,
      -6,
      2 * 3 * 2 * 11 / 18.0,
      -1 },
    { "a group at one time adds nothing",
      5,
      { 1, 2, 3, 4, 4 },
      { 1, 3, 5, 0, 100 },
      { 1, 1, 1, 2, 2 },
      1,
      2,
      2,
      2,
      3,
      3 * 2 * 11 / 18.0,
      1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AttuneTrend trend = attune_trend_compute_within (rows[i].x, rows[i].y, rows[i].groups,
                                                       rows[i].n, 0.5);
      double sign = (trend.s > 0) - (trend.s < 0);

      g_test_message ("%s: %.10g (%.10g to %.10g), S %d, z %.10g, tau %.10g", rows[i].name,
                      trend.slope.value, trend.slope.low, trend.slope.high, (int) trend.s, trend.z,
                      trend.tau);
      g_assert_cmpuint (trend.n, ==, rows[i].n);
      g_assert_cmpuint (trend.n_groups, ==, rows[i].n_groups);
      g_assert_cmpint (trend.s, ==, rows[i].s);
      g_assert_true (is_near (trend.slope.value, rows[i].slope));
      g_assert_true (is_near (trend.slope.low, rows[i].low));
      g_assert_true (is_near (trend.slope.high, rows[i].high));
      g_assert_true (is_near (trend.z, (trend.s - sign) / sqrt (rows[i].variance)));
      g_assert_true (is_near (trend.tau, rows[i].tau));
      g_assert_true (isnan (trend.p) == isnan (trend.z));
    }
}

/* All in one group is what it is without groups, to the last bit; two groups have the sums of both. */
static void
test_groups (void)
{
  for (guint round = 0; round < 300; round++)
    {
      guint n = (guint) g_test_rand_int_range (0, MOST);
      guint first = n > 0 ? (guint) g_test_rand_int_range (0, (int) n + 1) : 0;
      gint64 groups[MOST], one[MOST] = { 0 };
      double x[MOST], y[MOST];
      AttuneTrend plain, same, both, parts[2];

      for (guint i = 0; i < n; i++)
        {
          x[i] = g_test_rand_int_range (0, 50);
          y[i] = g_test_rand_int_range (0, 20);
          groups[i] = i < first ? 5 : -5;
        }
      plain = attune_trend_compute (x, y, n, 0.95);
      same = attune_trend_compute_within (x, y, one, n, 0.95);
      g_assert_true (is_same_trend (&plain, &same));

      both = attune_trend_compute_within (x, y, groups, n, 0.95);
      parts[0] = attune_trend_compute (x, y, first, 0.95);
      parts[1] = attune_trend_compute (x + first, y + first, n - first, 0.95);
      g_assert_cmpint (both.s, ==, parts[0].s + parts[1].s);
      g_assert_cmpuint (both.n_groups, ==, parts[0].n_groups + parts[1].n_groups);
    }
}

/* The printed table of the normal distribution: 1.96 leaves 5 % on both sides together. */
static void
test_chance (void)
{
  static const double x[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  static const double flat[] = { 5, 6, 5, 6, 5, 6, 5, 6, 5, 6 };
  static const double down[] = { 20, 19, 18, 17, 16, 15, 14, 13, 12, 11 };
  AttuneTrend none = attune_trend_compute (x, flat, 10, 0.95);
  AttuneTrend falls = attune_trend_compute (x, down, 10, 0.95);

  g_assert_cmpint (none.s, ==, 5);
  g_assert_cmpfloat (none.p, >, 0.5);
  g_assert_cmpfloat (none.slope.low, <=, 0);
  g_assert_cmpfloat (none.slope.high, >=, 0);
  /* S is -45, its variance 10 · 9 · 25 / 18 = 125: z = -44 / √125 = -3.9355, p = 0.0000830. */
  g_assert_true (is_near (falls.z, -44 / sqrt (125)));
  g_assert_cmpfloat_with_epsilon (falls.p, 0.0000830, 5e-8);
  g_assert_cmpfloat (falls.slope.high, <, 0);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

/* Against a sorted list of all slopes: coarse values make many ties of them. */
static void
test_random (void)
{
  static double slopes[MOST * MOST];

  for (guint round = 0; round < 500; round++)
    {
      guint n = (guint) g_test_rand_int_range (2, MOST);
      int steps = g_test_rand_int_range (1, 40);
      double x[MOST], y[MOST], middle;
      guint count = 0;
      AttuneTrend trend;

      for (guint i = 0; i < n; i++)
        {
          x[i] = g_test_rand_int_range (0, 50);
          y[i] = g_test_rand_int_range (0, steps);
        }
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < i; j++)
          if (x[i] != x[j])
            slopes[count++] = (y[i] - y[j]) / (x[i] - x[j]);
      qsort (slopes, count, sizeof (double), compare);
      trend = attune_trend_compute (x, y, n, 0.9);
      middle = count == 0 ? NAN : (slopes[count / 2] + slopes[(count - 1) / 2]) / 2;
      g_assert_true (is_near (trend.slope.value, middle));
      g_assert_false (trend.slope.low > trend.slope.value);
      g_assert_false (trend.slope.high < trend.slope.value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/trend/table", test_table);
  g_test_add_func ("/domain/trend/variance", test_variance);
  g_test_add_func ("/domain/trend/within", test_within);
  g_test_add_func ("/domain/trend/groups", test_groups);
  g_test_add_func ("/domain/trend/chance", test_chance);
  g_test_add_func ("/domain/trend/random", test_random);
  return g_test_run ();
}
