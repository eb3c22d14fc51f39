/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-verb.h"

#define MS G_TIME_SPAN_MILLISECOND

static void
test_slice (void)
{
  static const struct
  {
    guint n;
    gint64 took_us;
    guint next;
  } cases[] = {
    { 2048, 0, 4096 },
    { 2048, 3 * MS, 4096 },
    { 2048, 4 * MS, 2048 },
    { 2048, 10 * MS, 2048 },
    { 2048, 11 * MS, 1024 },
    { 2048, 20 * MS, 1024 },
    { 2048, 2000 * MS, 1024 },
    { 65536, 0, 65536 },
    { 65535, 0, 65536 },
    { 64, 20 * MS, 64 },
    { 65, 20 * MS, 64 },
    { 129, G_MAXINT64, 64 },
    { 1, 0, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (attune_verb_choose_slice (cases[i].n, cases[i].took_us), ==, cases[i].next);
}

/* Where a row takes 20 µs, slices of any size end up within what a slice may take, and stay there. */
static void
test_settling (void)
{
  static const guint sizes[] = { 1, 64, ATTUNE_FIRST_SLICE, 65536 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint n = sizes[i];

      for (guint j = 0; j < 30; j++)
        {
          n = attune_verb_choose_slice (n, (gint64) n * 20);
          if (j >= 10)
            g_assert_cmpint (n * 20, <=, 20 * MS);
        }
      g_assert_cmpint (n * 20, >, 2 * MS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/verb/slice", test_slice);
  g_test_add_func ("/store/verb/settling", test_settling);

  return g_test_run ();
}
