/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-interval.h"

#include <math.h>

/* Student's t for 95 %, two-sided, from the printed tables. */
static void
test_mean (void)
{
  static const struct
  {
    guint n;
    double deviation;
    double margin;
  } rows[] = {
    { 2, sqrt (2.0), 12.7062 },  { 3, sqrt (3.0), 4.3027 },
    { 5, sqrt (5.0), 2.7764 },   { 11, sqrt (11.0), 2.2281 },
    { 31, sqrt (31.0), 2.0423 }, { 121, 11.0, 1.9799 },
    { 1000001, 1000.0, 1.96 },   { 7, 0.0, 0.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AttuneInterval mean = attune_interval_of_mean (rows[i].n, 80.0, rows[i].deviation, 0.95);

      g_assert_cmpuint (mean.n, ==, rows[i].n);
      g_assert_cmpfloat (mean.value, ==, 80.0);
      g_assert_cmpfloat_with_epsilon (mean.high - 80.0, rows[i].margin, 1e-4);
      g_assert_cmpfloat_with_epsilon (80.0 - mean.low, rows[i].margin, 1e-4);
    }
}

static void
test_few (void)
{
  AttuneInterval none = attune_interval_of_mean (0, 0.0, 0.0, 0.95);
  AttuneInterval one = attune_interval_of_mean (1, 80.0, 0.0, 0.95);

  g_assert_true (isnan (none.value) && isnan (none.low) && isnan (none.high));
  g_assert_cmpuint (none.n, ==, 0);
  g_assert_cmpfloat (one.value, ==, 80.0);
  g_assert_true (isnan (one.low) && isnan (one.high));
  g_assert_cmpuint (one.n, ==, 1);
}

/* Moore and McCabe's vitamin C: 26 31 23 22 11 22 14 31, mean 22.50, s 7.19, 16.5 to 28.5. */
static void
test_values (void)
{
  static const double vitamin[] = { 26, 31, 23, 22, 11, 22, 14, 31 };
  static const double same[] = { 1e9 + 80, 1e9 + 80, 1e9 + 80 };
  static const double far[] = { 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16 };
  AttuneInterval mean = attune_interval_of_values (vitamin, G_N_ELEMENTS (vitamin), 0.95);
  AttuneInterval equal = attune_interval_of_values (same, G_N_ELEMENTS (same), 0.95);
  AttuneInterval large = attune_interval_of_values (far, G_N_ELEMENTS (far), 0.95);
  AttuneInterval none = attune_interval_of_values (NULL, 0, 0.95);

  g_assert_cmpfloat (mean.value, ==, 22.5);
  g_assert_cmpfloat_with_epsilon (mean.low, 16.488, 1e-3);
  g_assert_cmpfloat_with_epsilon (mean.high, 28.512, 1e-3);
  g_assert_cmpfloat (equal.low, ==, 1e9 + 80);
  g_assert_cmpfloat (equal.high, ==, 1e9 + 80);
  /* The deviation is √30; a difference of sums of squares would have lost it. */
  g_assert_cmpfloat_with_epsilon (large.high - large.value, 3.182446 * sqrt (30.0) / 2.0, 1e-5);
  g_assert_true (isnan (none.value));
}

/* Newcombe 1998, table I, method 3. */
static void
test_proportion (void)
{
  static const struct
  {
    guint k, n;
    double low, high;
  } rows[] = {
    { 81, 263, 0.2553, 0.3662 }, { 15, 148, 0.0624, 0.1605 }, { 0, 20, 0.0, 0.1611 },
    { 1, 29, 0.0061, 0.1718 },   { 29, 29, 0.8830, 1.0 },     { 1, 1, 0.2065, 1.0 },
  };
  AttuneInterval none = attune_interval_of_proportion (0, 0, 0.95);
  AttuneInterval narrow = attune_interval_of_proportion (81, 263, 0.5);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AttuneInterval share = attune_interval_of_proportion (rows[i].k, rows[i].n, 0.95);

      g_assert_cmpfloat (share.value, ==, (double) rows[i].k / rows[i].n);
      g_assert_cmpfloat_with_epsilon (share.low, rows[i].low, 6e-5);
      g_assert_cmpfloat_with_epsilon (share.high, rows[i].high, 6e-5);
      g_assert_cmpfloat (share.low, >=, 0.0);
      g_assert_cmpfloat (share.high, <=, 1.0);
    }
  g_assert_true (isnan (none.value) && isnan (none.low) && isnan (none.high));
  g_assert_cmpfloat (narrow.high - narrow.low, <, 0.05);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/interval/mean", test_mean);
  g_test_add_func ("/domain/interval/few", test_few);
  g_test_add_func ("/domain/interval/values", test_values);
  g_test_add_func ("/domain/interval/proportion", test_proportion);
  return g_test_run ();
}
