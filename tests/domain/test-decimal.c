/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-decimal.h"

#include <math.h>

#define BAD G_MININT64

static void
test_from_double (void)
{
  static const struct
  {
    double value;
    AttuneDecimal expected;
  } cases[] = {
    { 0, 0 },
    { -0.0, 0 },
    { 1, 10000 },
    { 0.1, 1000 },
    { 33.3333, 333333 },
    { -12.5, -125000 },
    { 0.0001, 1 },
    { 1e9, ATTUNE_DECIMAL_MAX },
    { -1e9, -ATTUNE_DECIMAL_MAX },
    { 999999999.9999, 9999999999999 },
    { 0.00001, BAD },
    { 33.33333, BAD },
    { 1.0 / 3, BAD },
    { 1000000000.0001, BAD },
    { 1e300, BAD },
    { NAN, BAD },
    { INFINITY, BAD },
    { -INFINITY, BAD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneDecimal decimal = BAD;

      g_assert_cmpint (attune_decimal_from_double (cases[i].value, &decimal), ==,
                       cases[i].expected != BAD);
      g_assert_cmpint (decimal, ==, cases[i].expected);
    }
}

static void
test_strings (void)
{
  static const struct
  {
    const char *text;
    char point;
    AttuneDecimal expected;
    const char *written;
  } cases[] = {
    { "0", '.', 0, "0" },
    { "12", '.', 120000, "12" },
    { "-3", '.', -30000, "-3" },
    { "+3", '.', 30000, "3" },
    { " 12.5 ", '.', 125000, "12.5" },
    { "0,5", ',', 5000, "0.5" },
    { ".25", '.', 2500, "0.25" },
    { "7.", '.', 70000, "7" },
    { "-0.0001", '.', -1, "-0.0001" },
    { "1000000000", '.', ATTUNE_DECIMAL_MAX, "1000000000" },
    { "33.3333", '.', 333333, "33.3333" },
    { "100.10", '.', 1001000, "100.1" },
    { "", '.', BAD, NULL },
    { "-", '.', BAD, NULL },
    { ".", '.', BAD, NULL },
    { "1.2.3", '.', BAD, NULL },
    { "1,5", '.', BAD, NULL },
    { "1.00001", '.', BAD, NULL },
    { "1e3", '.', BAD, NULL },
    { "12 3", '.', BAD, NULL },
    { "nan", '.', BAD, NULL },
    { "1000000000.0001", '.', BAD, NULL },
    { "99999999999999999999999", '.', BAD, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneDecimal decimal = BAD;
      g_autofree char *written = NULL;

      g_assert_cmpint (attune_decimal_from_string (cases[i].text, cases[i].point, &decimal), ==,
                       cases[i].expected != BAD);
      g_assert_cmpint (decimal, ==, cases[i].expected);
      if (cases[i].written == NULL)
        continue;
      written = attune_decimal_to_string (decimal);
      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

static void
test_places (void)
{
  g_assert_cmpuint (attune_decimal_count_places (0), ==, 0);
  g_assert_cmpuint (attune_decimal_count_places (10000), ==, 0);
  g_assert_cmpuint (attune_decimal_count_places (-5000), ==, 1);
  g_assert_cmpuint (attune_decimal_count_places (100), ==, 2);
  g_assert_cmpuint (attune_decimal_count_places (1), ==, 4);
}

/* Whatever can be written is read again as the same. */
static void
test_always (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 20000; i++)
    {
      gint64 high = g_rand_int_range (random, -100000000, 100000000);
      AttuneDecimal decimal = high * g_rand_int_range (random, 1, 100000);
      AttuneDecimal again = BAD;
      g_autofree char *text = attune_decimal_to_string (decimal);

      g_assert_true (attune_decimal_from_string (text, '.', &again));
      g_assert_cmpint (again, ==, decimal);
      g_assert_true (attune_decimal_from_double (attune_decimal_to_double (decimal), &again));
      g_assert_cmpint (again, ==, decimal);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/from-double", test_from_double);
  g_test_add_func ("/decimal/strings", test_strings);
  g_test_add_func ("/decimal/places", test_places);
  g_test_add_func ("/decimal/always", test_always);
  return g_test_run ();
}
