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
set_part (AttuneWaveView *view, gint64 from_us, gint64 to_us)
{
  AttuneWaveStretch part = { from_us, to_us };

  attune_wave_view_set_parts (view, &part, 1);
}

/* Where it was cut to; FALSE where it is the whole, which is given then. */
static gboolean
get_part (AttuneWaveView *view, gint64 *out_from, gint64 *out_to)
{
  g_autoptr (GArray) parts = attune_wave_view_dup_parts (view);
  AttuneWaveStretch part = { 0, attune_wave_view_get_duration_us (view) };

  g_assert_cmpuint (parts->len, <=, 1);
  if (parts->len == 1)
    part = g_array_index (parts, AttuneWaveStretch, 0);
  *out_from = part.from_us;
  *out_to = part.to_us;
  return parts->len == 1;
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

      set_part (view, cases[i].from, cases[i].to);
      g_assert_cmpint (get_part (view, &from, &to), ==, cases[i].is_part);
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
      set_part (view, 20 * SECOND, 40 * SECOND);
      attune_wave_view_set_position (view, cases[i].position, FALSE);
      g_assert_cmpint (attune_wave_view_find_edge (view, FALSE), ==, cases[i].start);
      g_assert_cmpint (attune_wave_view_find_edge (view, TRUE), ==, cases[i].end);
      set_part (view, -1, -1);
      g_assert_cmpint (attune_wave_view_find_edge (view, FALSE), ==, 0);
      g_assert_cmpint (attune_wave_view_find_edge (view, TRUE), ==, LENGTH);
    }
}

/* Somebody had the contact twice: all of their parts, in order, cut to the recording and put together where they touch. */
static void
test_parts (void)
{
  static const struct
  {
    AttuneWaveStretch given[3];
    guint n;
    AttuneWaveStretch seen[3];
  } cases[] = {
    { { { 30, 40 }, { 10, 20 }, { 50, -1 } }, 3, { { 10, 20 }, { 30, 40 }, { 50, 60 } } },
    { { { -1, 20 }, { 40, 90 }, { 30, 30 } }, 2, { { 0, 20 }, { 40, 60 } } },
    { { { 10, 30 }, { 20, 25 }, { 30, 40 } }, 1, { { 10, 40 } } },
    { { { -1, 20 }, { 20, 40 }, { 40, -1 } }, 0, { { 0, 0 } } },
    { { { -1, -1 }, { 20, 40 }, { 90, 99 } }, 0, { { 0, 0 } } },
    { { { 60, -1 }, { 40, 20 }, { 90, 99 } }, 0, { { 0, 0 } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneWaveView) view = make_view (60);
      g_autoptr (GArray) parts = NULL;

      attune_wave_view_set_parts (view, cases[i].given, 3);
      parts = attune_wave_view_dup_parts (view);
      g_assert_cmpuint (parts->len, ==, cases[i].n);
      for (guint j = 0; j < cases[i].n; j++)
        {
          AttuneWaveStretch part = g_array_index (parts, AttuneWaveStretch, j);

          g_assert_cmpint (part.from_us, ==, cases[i].seen[j].from_us);
          g_assert_cmpint (part.to_us, ==, cases[i].seen[j].to_us);
        }
    }
}

/* From part to part, and then to the recording's edge. */
static void
test_edges_of_parts (void)
{
  static const AttuneWaveStretch parts[] = { { 10 * SECOND, 20 * SECOND },
                                             { 40 * SECOND, 50 * SECOND } };
  static const gint64 ends[] = { 20 * SECOND, 50 * SECOND, LENGTH, LENGTH };
  static const gint64 beginnings[] = { 40 * SECOND, 10 * SECOND, 0, 0 };
  g_autoptr (AttuneWaveView) view = make_view (LENGTH);

  attune_wave_view_set_parts (view, parts, G_N_ELEMENTS (parts));
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_assert_cmpint (attune_wave_view_find_edge (view, TRUE), ==, ends[i]);
      attune_wave_view_set_position (view, ends[i], FALSE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_assert_cmpint (attune_wave_view_find_edge (view, FALSE), ==, beginnings[i]);
      attune_wave_view_set_position (view, beginnings[i], FALSE);
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
  attune_wave_view_set_parts (view, NULL, 0);
  g_assert_cmpuint (n, ==, 0);
  set_part (view, 1, 2);
  set_part (view, 1, 2);
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

static void
test_words_of_parts (void)
{
  AttunePart first = { .from_us = -1, .to_us = 80 * SECOND };
  AttunePart second = { .from_us = 185 * SECOND, .to_us = -1 };
  AttunePart whole = { .from_us = -1, .to_us = -1 };
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *one = NULL;
  g_autofree char *both = NULL;

  g_assert_null (attune_parts_to_words ("Mika Aho", parts));
  g_ptr_array_add (parts, &first);
  one = attune_parts_to_words ("Mika Aho", parts);
  g_assert_cmpstr (one, ==, "Mika Aho’s part, 0:00–1:20");
  g_ptr_array_add (parts, &second);
  both = attune_parts_to_words ("Mika Aho", parts);
  g_assert_cmpstr (both, ==, "Mika Aho’s parts, 0:00–1:20, from 3:05");
  g_ptr_array_add (parts, &whole);
  g_assert_null (attune_parts_to_words ("Mika Aho", parts));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/part/part", test_part);
  g_test_add_func ("/part/edges", test_edges);
  g_test_add_func ("/part/parts", test_parts);
  g_test_add_func ("/part/edges-of-parts", test_edges_of_parts);
  g_test_add_func ("/part/words-of-parts", test_words_of_parts);
  g_test_add_func ("/part/changes", test_changes);
  g_test_add_func ("/part/words", test_words);
  return g_test_run ();
}
