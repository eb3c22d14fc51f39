/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-decimal-scale.h"
#include "attune-test-support.h"

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

static void
test_scale (void)
{
  static const struct
  {
    AttuneDecimal value, factor, divisor, expected;
  } cases[] = {
    { 0, 5, 3, 0 },
    { 10000, 10000, 10000, 10000 },
    { 1, 1, 2, 1 },
    { -1, 1, 2, -1 },
    { 1, 1, 3, 0 },
    { -ATTUNE_DECIMAL_MAX, 1000000, 1, -ATTUNE_DECIMAL_MAX },
    { ATTUNE_DECIMAL_MAX, ATTUNE_DECIMAL_MAX, 1, ATTUNE_DECIMAL_MAX },
    { ATTUNE_DECIMAL_MAX, ATTUNE_DECIMAL_MAX, ATTUNE_DECIMAL_MAX, ATTUNE_DECIMAL_MAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (attune_decimal_scale (cases[i].value, cases[i].factor, cases[i].divisor), ==,
                     cases[i].expected);
}

static const struct
{
  AttuneDecimal decimal;
  const char *english;
  const char *finnish;
  const char *entry; /* in Finnish */
} words[] = {
  { 0, "0", "0", "0" },
  { 10000, "1", "1", "1" },
  { 25000, "2.5", "2,5", "2,5" },
  { 1, "0.0001", "0,0001", "0,0001" },
  { -5000, "−0.5", "−0,5", "-0,5" },
  { -30000, "−3", "−3", "-3" },
  { ATTUNE_DECIMAL_MAX - 1, "999999999.9999", "999999999,9999", "999999999,9999" },
  { -ATTUNE_DECIMAL_MAX, "−1000000000", "−1000000000", "-1000000000" },
};

/* Words follow the locale; what files get does not. */
static void
assert_words (gboolean is_finnish)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *text = attune_decimal_format (words[i].decimal);
      g_autofree char *entry = attune_decimal_format_entry (words[i].decimal);
      g_autofree char *plain = attune_decimal_to_string (words[i].decimal);
      AttuneDecimal again = BAD;

      g_assert_cmpstr (text, ==, is_finnish ? words[i].finnish : words[i].english);
      g_assert_cmpstr (entry, ==, is_finnish ? words[i].entry : plain);
      g_assert_true (attune_decimal_from_string (entry, is_finnish ? ',' : '.', &again));
      g_assert_cmpint (again, ==, words[i].decimal);
      g_assert_true (attune_decimal_from_string (plain, '.', &again));
      g_assert_cmpint (again, ==, words[i].decimal);
    }
}

static void
test_locale (void)
{
  char *folder = attune_test_folder_new ();

  assert_words (FALSE);
  if (!attune_test_enter_locale (folder, "fi_FI"))
    g_test_skip ("the sources of locales (package locales) are not installed");
  else
    assert_words (TRUE);
  attune_test_leave_locale ();
  attune_test_folder_remove (folder);
}

/* Once asked for, for good: in a process of its own. */
static void
test_plain (void)
{
  g_autofree char *text = NULL;
  g_autofree char *entry = NULL;
  char *folder;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  folder = attune_test_folder_new ();
  if (!attune_test_enter_locale (folder, "fi_FI"))
    attune_test_leave_locale ();
  attune_decimal_format_plainly ();
  text = attune_decimal_format (-25000);
  entry = attune_decimal_format_entry (25000);
  attune_test_folder_remove (folder);
  g_assert_cmpstr (text, ==, "-2.5");
  g_assert_cmpstr (entry, ==, "2.5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/from-double", test_from_double);
  g_test_add_func ("/decimal/strings", test_strings);
  g_test_add_func ("/decimal/places", test_places);
  g_test_add_func ("/decimal/always", test_always);
  g_test_add_func ("/decimal/scale", test_scale);
  g_test_add_func ("/decimal/locale", test_locale);
  g_test_add_func ("/decimal/plain", test_plain);
  return g_test_run ();
}
