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
  gint64 from, to;

  assert_at (sample, 12 * SECOND);
  g_assert_true (attune_wave_view_get_part (get_view (sample), &from, &to));
  g_assert_cmpint (from, ==, 12 * SECOND);
  g_assert_cmpint (to, ==, 30 * SECOND);
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
  assert_at (sample, 0);
  g_assert_false (attune_wave_view_get_part (get_view (sample), NULL, NULL));
  g_assert_null (strstr (attune_page_get_subtitle (ATTUNE_PAGE (sample->page)), "part"));
}

#define PART  "UPDATE interaction_agent SET from_us = 12000000, to_us = 30000000"
#define WHOLE "UPDATE interaction_agent SET from_us = NULL, to_us = NULL"

#define ADD(path, sql, function) \
  g_test_add (path, AttuneEvaluateSample, sql, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();
  ADD ("/evaluate/part/part", PART, test_part);
  ADD ("/evaluate/part/edges", PART, test_edges);
  ADD ("/evaluate/part/asked", PART, test_asked);
  ADD ("/evaluate/part/whole", WHOLE, test_whole);
  return g_test_run ();
}
