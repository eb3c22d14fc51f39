/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-apportion.h"

#define MOST 5

static const struct
{
  const char *name;
  guint n;
  gint64 parts[MOST];
  gint64 whole;
  gint64 shares[MOST];
} cases[] = {
  { "nothing", 0, { 0 }, 1000, { 0 } },
  { "one", 1, { 7 }, 1000, { 1000 } },
  { "thirds", 3, { 3333, 3333, 3333 }, 1000, { 334, 333, 333 } },
  { "sevenths", 3, { 1, 2, 4 }, 100, { 14, 29, 57 } },
  { "exact", 4, { 4000, 2000, 2000, 2000 }, 1000, { 400, 200, 200, 200 } },
  { "zeroes", 3, { 0, 0, 0 }, 1000, { 0, 0, 0 } },
  { "one of nothing", 3, { 0, 5, 0 }, 1000, { 0, 1000, 0 } },
  { "below zero", 3, { -5, 5, 5 }, 10, { 0, 5, 5 } },
  { "no whole", 2, { 1, 2 }, 0, { 0, 0 } },
  { "more parts than whole", 5, { 1, 1, 1, 1, 2 }, 3, { 1, 1, 0, 0, 1 } },
  { "large", 2, { G_MAXINT32, G_MAXINT32 }, G_MAXINT32, { G_MAXINT32 / 2 + 1, G_MAXINT32 / 2 } },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  gint64 shares[MOST] = { 0 };

  attune_apportion (cases[i].parts, cases[i].n, cases[i].whole, shares);
  for (guint j = 0; j < cases[i].n; j++)
    g_assert_cmpint (shares[j], ==, cases[i].shares[j]);
}

/* Whatever the parts are, the shares come to the whole, and none is further than one from its own. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 500; round++)
    {
      gint64 parts[MOST], shares[MOST], sum = 0, come_to = 0;

      for (guint i = 0; i < MOST; i++)
        {
          parts[i] = g_rand_int_range (random, 0, 10001);
          sum += parts[i];
        }
      attune_apportion (parts, MOST, 1000, shares);
      for (guint i = 0; i < MOST; i++)
        {
          come_to += shares[i];
          g_assert_cmpint (ABS (shares[i] * sum - parts[i] * 1000), <, sum);
        }
      g_assert_cmpint (come_to, ==, sum > 0 ? 1000 : 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/apportion/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/apportion/random", test_random);
  return g_test_run ();
}
