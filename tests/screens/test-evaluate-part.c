/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-page-private.h"
#include "attune-evaluate-sample.h"
#include "attune-screens.h"

#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

static AttuneWaveView *
get_view (AttuneEvaluateSample *sample)
{
  return attune_waveform_get_view (attune_listen_pane_get_waveform (sample->page->listen));
}

static gboolean
is_loaded (gpointer data)
{
  return attune_wave_view_get_talk_map (get_view (data)) != NULL;
}

static gint64
get_position (AttuneEvaluateSample *sample)
{
  return attune_listen_pane_get_position (sample->page->listen);
}

#define assert_at(sample, us) g_assert_cmpint (ABS (get_position (sample) - (us)), <=, SECOND / 100)

static void
open_page (AttuneEvaluateSample *sample)
{
  attune_evaluate_sample_show (sample, 1100, 700);
  attune_evaluate_sample_wait (is_loaded, sample);
  attune_sample_settle (100);
}

/* The agent took the call over after a fifth of a minute. */
static void
set_up (AttuneEvaluateSample *sample, gconstpointer data)
{
  g_autofree char *recording = g_build_filename (g_getenv ("ATTUNE_DATA"), "demo", "billing.opus",
                                                 NULL);

  attune_evaluate_sample_set_up (sample, recording, "calls");
  attune_store_fixture_execute (&sample->store, data);
  open_page (sample);
}

static void
tear_down (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_evaluate_sample_hide (sample);
  attune_evaluate_sample_tear_down (sample);
}

static void
go (AttuneEvaluateSample *sample, GtkScrollType where)
{
  GtkWidget *scale = GTK_WIDGET (gtk_widget_get_template_child (
    GTK_WIDGET (attune_listen_pane_get_transport (sample->page->listen)), ATTUNE_TYPE_TRANSPORT,
    "scale"));

  g_signal_emit_by_name (scale, "move-slider", where);
}

/* It opens where the part begins, says whose it is, and comes back where one was, also outside. */
static void
test_part (AttuneEvaluateSample *sample, gconstpointer data)
{
  g_autoptr (GArray) parts = attune_wave_view_dup_parts (get_view (sample));

  assert_at (sample, 12 * SECOND);
  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_cmpint (g_array_index (parts, AttuneWaveStretch, 0).from_us, ==, 12 * SECOND);
  g_assert_cmpint (g_array_index (parts, AttuneWaveStretch, 0).to_us, ==, 30 * SECOND);
  g_assert_nonnull (
    strstr (attune_page_get_subtitle (ATTUNE_PAGE (sample->page)), "’s part, 0:12–0:30 · "));

  attune_listen_pane_seek (sample->page->listen, 5 * SECOND);
  assert_at (sample, 5 * SECOND);
  attune_evaluate_sample_hide (sample);
  open_page (sample);
  assert_at (sample, 5 * SECOND);
}

static void
test_edges (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_listen_pane_seek (sample->page->listen, 20 * SECOND);
  go (sample, GTK_SCROLL_START);
  assert_at (sample, 12 * SECOND);
  go (sample, GTK_SCROLL_START);
  assert_at (sample, 0);
  go (sample, GTK_SCROLL_END);
  assert_at (sample, 30 * SECOND);
  go (sample, GTK_SCROLL_END);
  assert_at (sample, attune_wave_view_get_duration_us (get_view (sample)));
}

/* Somebody who had the contact twice: both of their parts are theirs. */
static void
test_twice (AttuneEvaluateSample *sample, gconstpointer data)
{
  g_autoptr (GArray) parts = attune_wave_view_dup_parts (get_view (sample));

  g_assert_cmpuint (parts->len, ==, 2);
  assert_at (sample, 12 * SECOND);
  g_assert_nonnull (strstr (attune_page_get_subtitle (ATTUNE_PAGE (sample->page)),
                            "’s parts, 0:12–0:20, from 0:30 · "));
  go (sample, GTK_SCROLL_END);
  assert_at (sample, 20 * SECOND);
  go (sample, GTK_SCROLL_END);
  assert_at (sample, attune_wave_view_get_duration_us (get_view (sample)));
  go (sample, GTK_SCROLL_START);
  assert_at (sample, 30 * SECOND);
  go (sample, GTK_SCROLL_START);
  assert_at (sample, 12 * SECOND);
}

/* Where it is asked for a second, it goes there. */
static void
test_asked (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_evaluate_sample_hide (sample);
  sample->start_us = 3 * SECOND;
  open_page (sample);
  assert_at (sample, 3 * SECOND);
}

/* Nothing is said of a part that is the whole. */
static void
test_whole (AttuneEvaluateSample *sample, gconstpointer data)
{
  g_autoptr (GArray) parts = attune_wave_view_dup_parts (get_view (sample));

  assert_at (sample, 0);
  g_assert_cmpuint (parts->len, ==, 0);
  g_assert_null (strstr (attune_page_get_subtitle (ATTUNE_PAGE (sample->page)), "part"));
}

#define PART  "UPDATE interaction_agent SET from_us = 12000000, to_us = 30000000"
#define WHOLE "UPDATE interaction_agent SET from_us = NULL, to_us = NULL"

#define TWICE                                                                                \
  "REPLACE INTO interaction_agent (id, interaction_id, agent_id, team_id, from_us, to_us)"   \
  " SELECT id, interaction_id, agent_id, team_id, 12000000, 20000000 FROM interaction_agent" \
  " UNION ALL SELECT id + 1, interaction_id, agent_id, team_id, 30000000, NULL"              \
  " FROM interaction_agent"

#define ADD(path, sql, function) \
  g_test_add (path, AttuneEvaluateSample, sql, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();
  ADD ("/evaluate/part/part", PART, test_part);
  ADD ("/evaluate/part/edges", PART, test_edges);
  ADD ("/evaluate/part/twice", TWICE, test_twice);
  ADD ("/evaluate/part/asked", PART, test_asked);
  ADD ("/evaluate/part/whole", WHOLE, test_whole);
  return g_test_run ();
}
