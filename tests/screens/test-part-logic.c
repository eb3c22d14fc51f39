/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-words.h"
#include "attune-wave-view.h"

#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)
#define LENGTH (60 * SECOND)

static AttuneWaveView *
make_view (gint64 duration_us)
{
  AttuneWaveView *view = attune_wave_view_new ();

  attune_wave_view_set_axis (view, attune_time_axis_new (duration_us, 600));
  return view;
}

static void
test_part (void)
{
  static const struct
  {
    gint64 duration, from, to;
    gboolean is_part;
    gint64 seen_from, seen_to;
  } cases[] = {
    { LENGTH, -1, -1, FALSE, 0, LENGTH },
    { LENGTH, 0, LENGTH, FALSE, 0, LENGTH },
    { LENGTH, 20 * SECOND, 40 * SECOND, TRUE, 20 * SECOND, 40 * SECOND },
    { LENGTH, 20 * SECOND, -1, TRUE, 20 * SECOND, LENGTH },
    { LENGTH, -1, 40 * SECOND, TRUE, 0, 40 * SECOND },
    { LENGTH, 20 * SECOND, G_MAXINT64, TRUE, 20 * SECOND, LENGTH },
    { LENGTH, 20 * SECOND, 20 * SECOND, FALSE, 0, LENGTH },
    { LENGTH, 40 * SECOND, 20 * SECOND, FALSE, 0, LENGTH },
    { LENGTH, LENGTH, -1, FALSE, 0, LENGTH },
    { LENGTH, G_MAXINT64, G_MAXINT64, FALSE, 0, LENGTH },
    { 0, 20 * SECOND, 40 * SECOND, FALSE, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneWaveView) view = make_view (cases[i].duration);
      gint64 from, to;

      attune_wave_view_set_part (view, cases[i].from, cases[i].to);
      g_assert_cmpint (attune_wave_view_get_part (view, &from, &to), ==, cases[i].is_part);
      g_assert_cmpint (attune_wave_view_get_part (view, NULL, NULL), ==, cases[i].is_part);
      g_assert_cmpint (from, ==, cases[i].seen_from);
      g_assert_cmpint (to, ==, cases[i].seen_to);
    }
}

/* To the part's edges first, and from there on to the recording's. */
static void
test_edges (void)
{
  static const struct
  {
    gint64 position, start, end;
  } cases[] = {
    { 0, 0, 40 * SECOND },
    { 10 * SECOND, 0, 40 * SECOND },
    { 20 * SECOND, 0, 40 * SECOND },
    { 20 * SECOND + 10, 0, 40 * SECOND },
    { 30 * SECOND, 20 * SECOND, 40 * SECOND },
    { 40 * SECOND - 10, 20 * SECOND, LENGTH },
    { 40 * SECOND, 20 * SECOND, LENGTH },
    { 50 * SECOND, 20 * SECOND, LENGTH },
    { LENGTH, 20 * SECOND, LENGTH },
  };
  g_autoptr (AttuneWaveView) view = make_view (LENGTH);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      attune_wave_view_set_part (view, 20 * SECOND, 40 * SECOND);
      attune_wave_view_set_position (view, cases[i].position, FALSE);
      g_assert_cmpint (attune_wave_view_find_edge (view, FALSE), ==, cases[i].start);
      g_assert_cmpint (attune_wave_view_find_edge (view, TRUE), ==, cases[i].end);
      attune_wave_view_set_part (view, -1, -1);
      g_assert_cmpint (attune_wave_view_find_edge (view, FALSE), ==, 0);
      g_assert_cmpint (attune_wave_view_find_edge (view, TRUE), ==, LENGTH);
    }
}

static void
count_cb (guint *n, guint change)
{
  *n += (change & ATTUNE_WAVE_CHANGE_PART) != 0;
}

static void
test_changes (void)
{
  g_autoptr (AttuneWaveView) view = make_view (LENGTH);
  guint n = 0;

  g_signal_connect_swapped (view, "changed", G_CALLBACK (count_cb), &n);
  attune_wave_view_set_part (view, -1, -1);
  g_assert_cmpuint (n, ==, 0);
  attune_wave_view_set_part (view, 1, 2);
  attune_wave_view_set_part (view, 1, 2);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_words (void)
{
  g_autofree char *both = attune_part_to_words ("Mika Aho", 80 * SECOND, 185 * SECOND);
  g_autofree char *open = attune_part_to_words ("Mika Aho", 80 * SECOND, -1);
  g_autofree char *first = attune_part_to_words ("Mika Aho", -1, 80 * SECOND);
  g_autofree char *long_one = attune_part_to_words ("Mika Aho", 0, 3661 * SECOND);

  g_assert_cmpstr (both, ==, "Mika Aho’s part, 1:20–3:05");
  g_assert_cmpstr (open, ==, "Mika Aho’s part, from 1:20");
  g_assert_cmpstr (first, ==, "Mika Aho’s part, 0:00–1:20");
  g_assert_cmpstr (long_one, ==, "Mika Aho’s part, 0:00–1:01:01");
  g_assert_null (attune_part_to_words ("Mika Aho", -1, -1));
  g_assert_null (attune_part_to_words ("Mika Aho", 0, -1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/part/part", test_part);
  g_test_add_func ("/part/edges", test_edges);
  g_test_add_func ("/part/changes", test_changes);
  g_test_add_func ("/part/words", test_words);
  return g_test_run ();
}
