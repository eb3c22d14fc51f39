/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-scale.h"

#include <float.h>
#include <math.h>

static void
test_map (void)
{
  static const struct
  {
    double minimum, maximum, start, end, value, position;
  } cases[] = {
    { 0, 100, 0, 200, 50, 100 },   { 0, 100, 200, 0, 50, 100 },    { 0, 100, 200, 0, 100, 0 },
    { 0, 100, 10, 10, 70, 10 },    { -10, 10, 0, 1, 0, 0.5 },      { 0, 100, 0, 200, 150, 300 },
    { 100, 0, 0, 200, 25, 50 },    { 5, 5, 0, 100, 5, 50 },        { 0, 0, 0, 100, 0, 50 },
    { -1e12, 1e12, 0, 1, 0, 0.5 }, { 1e12, 1e12, 0, 1, 1e12, .5 }, { 0, 1e-6, 0, 1, 5e-7, 0.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneScale scale = attune_scale_new (ATTUNE_SCALE_LINEAR, cases[i].minimum,
                                            cases[i].maximum);

      attune_scale_set_range (&scale, cases[i].start, cases[i].end);
      g_assert_cmpfloat_with_epsilon (attune_scale_map (&scale, cases[i].value), cases[i].position,
                                      1e-9);
    }
}

static void
test_invert (void)
{
  AttuneScale scale = attune_scale_new (ATTUNE_SCALE_LINEAR, 20, 80);

  attune_scale_set_range (&scale, 300, 0);
  for (double value = 20; value <= 80; value += 3.7)
    g_assert_cmpfloat_with_epsilon (attune_scale_invert (&scale, attune_scale_map (&scale, value)),
                                    value, 1e-9);
  attune_scale_set_range (&scale, 7, 7);
  g_assert_cmpfloat (attune_scale_invert (&scale, 7), ==, 20);
}

static void
test_contains (void)
{
  AttuneScale scale = attune_scale_new (ATTUNE_SCALE_LINEAR, 0, 100);

  g_assert_true (attune_scale_contains (&scale, 0));
  g_assert_true (attune_scale_contains (&scale, 100));
  g_assert_false (attune_scale_contains (&scale, -0.001));
  g_assert_false (attune_scale_contains (&scale, NAN));
}

/* A microsecond today is told from the next. */
static void
test_time (void)
{
  gint64 from = G_GINT64_CONSTANT (1767571200) * G_USEC_PER_SEC;
  AttuneScale scale = attune_scale_new_time (from, from + 10);

  attune_scale_set_range (&scale, 0, 10);
  for (int i = 0; i <= 10; i++)
    g_assert_cmpfloat (attune_scale_map (&scale, (double) (from + i)), ==, i);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/scale/map", test_map);
  g_test_add_func ("/charts/scale/invert", test_invert);
  g_test_add_func ("/charts/scale/contains", test_contains);
  g_test_add_func ("/charts/scale/time", test_time);
  return g_test_run ();
}
