/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-key-lag.h"

static void
test_measure (void)
{
  static const struct
  {
    guint32 pressed_ms;
    gint64 now_us;
    gint64 late_us;
  } rows[] = {
    { 1000, 1000000, 0 },
    { 1000, 1000999, 0 },
    { 1000, 1001000, 1000 },
    { 1000, 1250500, 250000 },
    { 1000, 2000000, 1000000 },
    /* Nobody waits that long: another clock. */
    { 1000, 2001000, 0 },
    { 1000, G_GINT64_CONSTANT (86400000000), 0 },
    /* Nor is a key pressed tomorrow. */
    { 2000, 1000000, 0 },
    /* Events without a time. */
    { GDK_CURRENT_TIME, 500, 0 },
    { GDK_CURRENT_TIME, 300000, 0 },
    /* Its clock begins anew. */
    { G_MAXUINT32 - 9, (G_GINT64_CONSTANT (1) << 32) * 1000 + 20000, 30000 },
    { 5, (G_GINT64_CONSTANT (3) << 32) * 1000 + 7000, 2000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (attune_key_lag_measure (rows[i].pressed_ms, rows[i].now_us), ==,
                     rows[i].late_us);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-lag/measure", test_measure);
  return g_test_run ();
}
