/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-id-source.h"

#include <string.h>

#define START (G_GINT64_CONSTANT (1767225600) * G_TIME_SPAN_SECOND) /* 1 January 2026 */
#define EPOCH (G_GINT64_CONSTANT (1577836800) * G_TIME_SPAN_SECOND) /* 1 January 2020 */

static gint64
milliseconds_of (gint64 id)
{
  return id >> 22;
}

static void
test_order (void)
{
  g_autoptr (AttuneIdSource) ids = attune_id_source_new_seeded (1, START);
  gint64 last = 0;

  for (guint i = 0; i < 100000; i++)
    {
      gint64 id = attune_id_source_next (ids);

      g_assert_cmpint (id, >, last);
      last = id;
      if (i % 100 == 0)
        attune_id_source_set_now (ids, START + i * 10);
    }
}

static void
test_time (void)
{
  static const gint64 milliseconds[] = { 0, 1, 1000, 189388800000,
                                         (G_GINT64_CONSTANT (1) << 41) - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (milliseconds); i++)
    {
      g_autoptr (AttuneIdSource)
        ids = attune_id_source_new_seeded (2, EPOCH + milliseconds[i] * 1000);
      gint64 id = attune_id_source_next (ids);

      g_assert_cmpint (id, >, 0);
      g_assert_cmpint (milliseconds_of (id), ==, milliseconds[i]);
    }
}

/* A clock that goes back, or stands at an absurd time, gives no id twice and none out of order. */
static void
test_wrong_clock (void)
{
  static const gint64 clocks[] = { START, START - G_TIME_SPAN_DAY, 0, G_MININT64, -1, START + 1 };
  g_autoptr (AttuneIdSource) ids = attune_id_source_new_seeded (3, START);
  g_autoptr (AttuneIdSource) late = attune_id_source_new_seeded (3, G_MAXINT64);
  gint64 last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      attune_id_source_set_now (ids, clocks[i]);
      for (guint j = 0; j < 100; j++)
        {
          gint64 id = attune_id_source_next (ids);

          g_assert_cmpint (id, >, last);
          last = id;
        }
    }
  g_assert_cmpint (milliseconds_of (last), ==, (START - EPOCH) / 1000);
  g_assert_cmpint (attune_id_source_next (late), >, 0);
}

/* Ids of two machines merge: no collision, and in order of time to the millisecond. */
static void
test_merge (void)
{
  AttuneIdSource *sources[] = { attune_id_source_new_seeded (4, START),
                                attune_id_source_new_seeded (5, START) };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 newest = 0;

  for (guint i = 0; i < 5000; i++)
    {
      gint64 before = newest;

      for (guint j = 0; j < 2; j++)
        {
          gint64 id;

          attune_id_source_set_now (sources[j], START + (gint64) i * 1000);
          id = attune_id_source_next (sources[j]);
          g_assert_cmpint (id, >, before);
          newest = MAX (newest, id);
          g_assert_true (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)));
        }
    }
  attune_id_source_free (sources[1]);
  attune_id_source_free (sources[0]);
}

static void
test_seeds (void)
{
  g_autoptr (AttuneIdSource) a = attune_id_source_new_seeded (6, START);
  g_autoptr (AttuneIdSource) b = attune_id_source_new_seeded (6, START);
  g_autoptr (AttuneIdSource) c = attune_id_source_new ();
  guint8 salts[3][16];

  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (attune_id_source_next (a), ==, attune_id_source_next (b));
  attune_id_source_fill (a, salts[0], 16);
  attune_id_source_fill (b, salts[1], 16);
  attune_id_source_fill (c, salts[2], 16);
  g_assert_cmpmem (salts[0], 16, salts[1], 16);
  g_assert_cmpint (memcmp (salts[0], salts[2], 16), !=, 0);
  attune_id_source_fill (c, salts[2], 0);

  g_assert_cmpint (attune_id_source_now (a), ==, START);
  g_assert_cmpint (ABS (attune_id_source_now (c) - g_get_real_time ()), <, G_TIME_SPAN_MINUTE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/id-source/order", test_order);
  g_test_add_func ("/store/id-source/time", test_time);
  g_test_add_func ("/store/id-source/wrong-clock", test_wrong_clock);
  g_test_add_func ("/store/id-source/merge", test_merge);
  g_test_add_func ("/store/id-source/seeds", test_seeds);

  return g_test_run ();
}
