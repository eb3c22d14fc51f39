/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-error.h"
#include "attune-audio-test.h"
#include "attune-player-private.h"
#include "attune-test-support.h"

#include <math.h>
#include <unistd.h>

#define RATE 8000

/* Stretches of time that may be spoilt by whatever else the machine does. */
#define MAX_TRIES 20

/* What reaches the ear: a sink that keeps the left channel of all it is given, as fast as it comes. */
typedef struct
{
  GMutex mutex;
  GArray *samples;
  int is_gone;
} Ear;

static void
handoff_cb (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer user_data)
{
  Ear *ear = user_data;
  GstMapInfo map;

  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  g_mutex_lock (&ear->mutex);
  for (gsize i = 0; i + 4 <= map.size; i += 4)
    g_array_append_vals (ear->samples, map.data + i, 1);
  g_mutex_unlock (&ear->mutex);
  gst_buffer_unmap (buffer, &map);
}

static void
gone_cb (gpointer ear, GObject *sink)
{
  g_atomic_int_set (&((Ear *) ear)->is_gone, TRUE);
}

static void
ear_init (Ear *ear)
{
  ear->is_gone = FALSE;
  g_mutex_init (&ear->mutex);
  ear->samples = g_array_new (FALSE, FALSE, sizeof (gint16));
}

static void
ear_clear (Ear *ear)
{
  g_array_unref (ear->samples);
  g_mutex_clear (&ear->mutex);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ear, ear_clear)

static AttunePlayer *
make_heard_player (Ear *ear, gboolean is_in_time)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  ear_init (ear);
  g_object_set (sink, "sync", is_in_time, "signal-handoffs", TRUE, NULL);
  g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), ear);
  g_object_weak_ref (G_OBJECT (sink), gone_cb, ear);
  return attune_player_new_for_sink (sink);
}

static void
end_player (AttunePlayer *player)
{
  g_assert_finalize_object (player);
}

/* The engine's thread lets go of its sink a moment after the player is gone. */
static void
end_heard_player (AttunePlayer *player, Ear *ear)
{
  g_assert_finalize_object (player);
  for (guint i = 0; i < 5000 && !g_atomic_int_get (&ear->is_gone); i++)
    g_usleep (1000);
  g_assert_true (g_atomic_int_get (&ear->is_gone));
}

static AttunePlayer *
make_silent_player (AttunePcm *pcm)
{
  AttunePlayer *player = g_object_new (ATTUNE_TYPE_PLAYER, "silent", TRUE, NULL);

  attune_player_set_pcm (player, pcm);
  return player;
}

/* A sound whose sample is its frame's number, modulo what a sample holds. */
static AttunePcm *
make_counter (gint64 n)
{
  g_autofree gint16 *samples = g_new (gint16, n);

  for (gint64 i = 0; i < n; i++)
    samples[i] = (gint16) (i % 30000);
  return attune_audio_test_pcm (samples, n, RATE, 1);
}

static void
count_cb (AttunePlayer *player, guint *count)
{
  (*count)++;
}

static void
count_notify_cb (AttunePlayer *player, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static gboolean
has_stopped (gpointer player)
{
  return !attune_player_is_playing (player);
}

static void
wait_ms (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* The position is asked for, not told. */
static void
wait_until_it_moves (AttunePlayer *player)
{
  gint64 from = attune_player_get_position (player);

  for (guint i = 0; i < 5000 && attune_player_get_position (player) <= from; i++)
    wait_ms (1);
  g_assert_cmpint (attune_player_get_position (player), >, from);
}

static void
test_nothing_to_play (void)
{
  g_autoptr (AttunePcm) pcm = make_counter (100);
  AttunePlayer *player = make_silent_player (NULL);

  attune_player_play (player);
  attune_player_seek (player, 100);
  attune_player_pause (player);
  attune_player_set_loop (player, 5, 10);
  g_assert_false (attune_player_is_playing (player));
  g_assert_cmpint (attune_player_get_position (player), ==, 0);
  g_assert_cmpint (attune_player_get_position_us (player), ==, 0);

  attune_player_set_pcm (player, pcm);
  attune_player_seek (player, 1000);
  g_assert_cmpint (attune_player_get_position (player), ==, 100);
  attune_player_seek (player, -5);
  g_assert_cmpint (attune_player_get_position (player), ==, 0);
  end_player (player);
}

static void
test_seek_is_exact (void)
{
  const gint64 places[] = { 0, 1, 7, 12345, 79999 };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_auto (Ear) ear;
      g_autoptr (AttunePcm) pcm = make_counter (10 * RATE);
      AttunePlayer *player = make_heard_player (&ear, FALSE);

      attune_player_set_pcm (player, pcm);
      attune_player_seek (player, places[i]);
      g_assert_cmpint (attune_player_get_position (player), ==, places[i]);
      attune_player_play (player);
      g_assert_true (attune_test_wait_until (has_stopped, player, 10));
      g_assert_cmpint (attune_player_get_position (player), ==, 10 * RATE);
      end_heard_player (player, &ear);

      g_assert_cmpint (ear.samples->len, ==, 10 * RATE - places[i]);
      for (guint k = 0; k < ear.samples->len; k++)
        g_assert_cmpint (g_array_index (ear.samples, gint16, k), ==, (places[i] + k) % 30000);
    }
}

/* How fast the position goes, beside the clock. */
static double
measure_speed (AttunePlayer *player)
{
  gint64 position = attune_player_get_position_us (player);
  gint64 since = g_get_monotonic_time ();

  wait_ms (400);
  position = attune_player_get_position_us (player) - position;
  since = g_get_monotonic_time () - since;
  return (double) position / (double) since;
}

/* Where others take the processor, the sound itself falls behind and catches up, and the position goes with it: what is
 * waited for is a stretch with none of that. */
static void
wait_for_speed (AttunePlayer *player, double speed)
{
  guint n_tries = 0;
  double measured;

  do
    measured = measure_speed (player);
  while (fabs (measured / speed - 1) > 0.03 && ++n_tries < MAX_TRIES);
  g_assert_cmpfloat_with_epsilon (measured, speed, 0.03 * speed);
}

static void
test_position_keeps_time (void)
{
  const guint speeds[] = { 5, 10, 13, 20, 30 };
  g_autoptr (AttunePcm) pcm = make_counter (120 * RATE);
  AttunePlayer *player = make_silent_player (pcm);

  attune_player_play (player);
  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      gint64 since = g_get_monotonic_time ();
      gint64 moved = -attune_player_get_position_us (player);

      attune_player_set_speed (player, speeds[i]);
      /* A change of speed does not move the place by more than what goes by meanwhile, thrice as fast as time at most. */
      moved += attune_player_get_position_us (player);
      since = g_get_monotonic_time () - since;
      g_assert_cmpint (ABS (moved), <, 60 * 1000 + 3 * since);
      wait_until_it_moves (player);
      wait_for_speed (player, speeds[i] / 10.0);
    }
  g_assert_false (attune_player_has_device (player));
  end_player (player);
}

/* Bursts of 200 ms every second: each is heard at its place, and as high as it was. */
static void
test_bursts_at_every_speed (void)
{
  const guint speeds[] = { 5, 10, 13, 20, 30 };
  g_autofree gint16 *samples = g_new0 (gint16, 8 * RATE);
  g_autoptr (AttunePcm) pcm = NULL;

  for (guint i = 0; i < 8; i++)
    attune_audio_test_tone (samples, RATE, 1, 0, i + 0.4, i + 0.6, 500, 0.5);
  pcm = attune_audio_test_pcm (samples, 8 * RATE, RATE, 1);

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      double speed = speeds[i] / 10.0;
      g_auto (Ear) ear;
      AttunePlayer *player = make_heard_player (&ear, FALSE);

      attune_player_set_pcm (player, pcm);
      attune_player_set_speed (player, speeds[i]);
      attune_player_play (player);
      g_assert_true (attune_test_wait_until (has_stopped, player, 10));
      end_heard_player (player, &ear);

      g_assert_cmpfloat_with_epsilon (ear.samples->len / (double) RATE, 8 / speed, 0.15);
      for (guint k = 0; k < 7; k++)
        {
          guint from = (guint) ((k + 0.1) / speed * RATE), to = (guint) ((k + 0.9) / speed * RATE);
          guint first = 0, last = 0, crossings = 0;

          for (guint n = from; n < to && n < ear.samples->len; n++)
            {
              gint16 value = g_array_index (ear.samples, gint16, n);

              if (ABS (value) < 4000)
                continue;
              first = first == 0 ? n : first;
              last = n;
            }
          g_assert_cmpuint (first, >, 0);
          for (guint n = first + 1; n < last; n++)
            crossings += (g_array_index (ear.samples, gint16, n) < 0) !=
                         (g_array_index (ear.samples, gint16, n - 1) < 0);
          /* In the recording's time. */
          g_assert_cmpfloat_with_epsilon (first * speed / RATE, k + 0.4, 0.08);
          g_assert_cmpfloat_with_epsilon (last * speed / RATE, k + 0.6, 0.08);
          g_assert_cmpfloat_with_epsilon (crossings / 2.0 / ((last - first) / (double) RATE), 500,
                                          40);
        }
    }
}

static void
test_end_and_again (void)
{
  g_autoptr (AttunePcm) pcm = make_counter (RATE / 4);
  AttunePlayer *player = make_silent_player (pcm);
  guint n_ended = 0, n_notified = 0;

  g_signal_connect (player, "ended", G_CALLBACK (count_cb), &n_ended);
  g_signal_connect (player, "notify::playing", G_CALLBACK (count_notify_cb), &n_notified);
  for (guint i = 1; i <= 2; i++)
    {
      attune_player_play (player);
      g_assert_true (attune_player_is_playing (player));
      g_assert_cmpint (attune_player_get_position (player), <, RATE / 8);
      g_assert_true (attune_test_wait_until (has_stopped, player, 5));
      g_assert_cmpuint (n_ended, ==, i);
      g_assert_cmpint (attune_player_get_position (player), ==, RATE / 4);
    }
  g_assert_cmpuint (n_notified, ==, 4);
  end_player (player);
}

static void
test_pause_rewinds (void)
{
  g_autoptr (AttunePcm) pcm = make_counter (60 * RATE);
  AttunePlayer *player = make_silent_player (pcm);
  gint64 position;

  attune_player_seek (player, 30 * RATE);
  attune_player_play (player);
  wait_until_it_moves (player);
  attune_player_pause (player);
  position = attune_player_get_position (player);
  g_assert_cmpint (position, >=, 28 * RATE);
  g_assert_cmpint (position, <, 29 * RATE);
  wait_ms (50);
  g_assert_cmpint (attune_player_get_position (player), ==, position);

  /* Not before the beginning, nor out of the loop. */
  attune_player_seek (player, 10);
  attune_player_play (player);
  wait_until_it_moves (player);
  attune_player_pause (player);
  g_assert_cmpint (attune_player_get_position (player), ==, 0);
  attune_player_set_loop (player, 20 * RATE, 25 * RATE);
  g_assert_cmpint (attune_player_get_position (player), ==, 20 * RATE);
  attune_player_play (player);
  wait_until_it_moves (player);
  attune_player_pause (player);
  g_assert_cmpint (attune_player_get_position (player), ==, 20 * RATE);
  end_player (player);
}

static void
test_loop (void)
{
  g_auto (Ear) ear;
  g_autoptr (AttunePcm) pcm = make_counter (2 * RATE);
  AttunePlayer *player = make_heard_player (&ear, TRUE);
  gint64 start, end;

  attune_player_set_pcm (player, pcm);
  attune_player_set_loop (player, 1000, 1777);
  g_assert_true (attune_player_get_loop (player, &start, &end));
  g_assert_cmpint (end, ==, 1777);
  attune_player_play (player);
  wait_ms (500);
  g_assert_true (attune_player_is_playing (player));
  g_assert_cmpint (attune_player_get_position (player), >=, 1000);
  g_assert_cmpint (attune_player_get_position (player), <, 1777);
  end_heard_player (player, &ear);

  g_assert_cmpuint (ear.samples->len, >, 2000);
  for (guint i = 0; i < ear.samples->len; i++)
    g_assert_cmpint (g_array_index (ear.samples, gint16, i), ==, 1000 + i % 777);
}

static void
test_range (void)
{
  g_autoptr (AttunePcm) pcm = make_counter (60 * RATE);
  AttunePlayer *player = make_silent_player (pcm);
  guint n_ended = 0;

  g_signal_connect (player, "ended", G_CALLBACK (count_cb), &n_ended);
  attune_player_play_range (player, 5 * RATE, 5 * RATE + 1234);
  g_assert_true (attune_player_is_playing (player));
  g_assert_true (attune_test_wait_until (has_stopped, player, 5));
  g_assert_cmpint (attune_player_get_position (player), ==, 5 * RATE + 1234);
  g_assert_cmpuint (n_ended, ==, 1);

  /* Seeking away makes it ordinary playing. */
  attune_player_play_range (player, 5 * RATE, 5 * RATE + 4000);
  attune_player_seek (player, 0);
  wait_ms (700);
  g_assert_true (attune_player_is_playing (player));
  end_player (player);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static void
test_scrubbing (void)
{
  g_autoptr (AttunePcm) pcm = make_counter (60 * RATE);
  AttunePlayer *player = make_silent_player (pcm);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  attune_player_play (player);
  for (guint i = 0; i < 200; i++)
    {
      gint64 before = g_get_monotonic_time ();
      gint64 taken;

      attune_player_seek (player, i * 2000);
      taken = g_get_monotonic_time () - before;
      g_array_append_val (times, taken);
      g_assert_cmpint (attune_player_get_position (player), >=, i * 2000);
      g_assert_cmpint (attune_player_get_position (player), <, i * 2000 + RATE);
      wait_ms (i % 5);
    }
  /* Nothing waits for the pipeline; a busy machine may hold some of them. */
  g_array_sort (times, compare_times);
  g_assert_cmpint (g_array_index (times, gint64, times->len / 2), <, 5 * 1000);
  wait_until_it_moves (player);
  g_assert_cmpint (attune_player_get_position (player), <, 199 * 2000 + 5 * RATE);
  end_player (player);
}

static gboolean
is_near_end (gpointer player)
{
  return attune_player_get_position (player) > RATE * 4 / 10;
}

static void
test_while_it_grows (void)
{
  g_autofree gint16 *samples = g_new0 (gint16, 2 * RATE);
  g_autoptr (AttunePcm)
    pcm = attune_pcm_new_growing (attune_audio_test_file (samples, 2 * RATE * sizeof *samples),
                                  RATE, 1, "call.mp3");
  AttunePlayer *player = make_silent_player (pcm);

  attune_player_play (player);
  wait_ms (50);
  g_assert_true (attune_player_is_playing (player));
  g_assert_cmpint (attune_player_get_position (player), ==, 0);
  attune_pcm_grow (pcm, RATE * 6 / 10);
  g_assert_true (attune_test_wait_until (is_near_end, player, 20));
  wait_ms (600);
  /* It stands where the sound ended, and goes on when there is more. */
  g_assert_true (attune_player_is_playing (player));
  g_assert_cmpint (attune_player_get_position (player), <=, RATE * 6 / 10);
  attune_pcm_grow (pcm, 2 * RATE);
  attune_pcm_complete (pcm);
  g_assert_true (attune_test_wait_until (has_stopped, player, 10));
  g_assert_cmpint (attune_player_get_position (player), ==, 2 * RATE);
  end_player (player);
}

static void
failed_cb (AttunePlayer *player, const GError *error, GError **out_error)
{
  *out_error = g_error_copy (error);
}

static void
test_failing_file (void)
{
  g_autofree gint16 *samples = g_new0 (gint16, 20 * RATE);
  int fd = attune_audio_test_file (samples, 20 * RATE * sizeof *samples);
  AttuneWavLayout layout = {
    .sample = ATTUNE_SAMPLE_S16, .rate = RATE, .channels = 1, .n_frames = 20 * RATE
  };
  g_autoptr (AttunePcm) pcm = attune_pcm_new_linear (fd, &layout, "call.wav");
  AttunePlayer *player = make_silent_player (pcm);
  g_autoptr (GError) error = NULL;

  g_signal_connect (player, "failed", G_CALLBACK (failed_cb), &error);
  attune_player_play (player);
  wait_until_it_moves (player);
  g_assert_cmpint (ftruncate (fd, 0), ==, 0);
  g_assert_true (attune_test_wait_until (has_stopped, player, 5));
  g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CHANGED);
  g_assert_cmpint (attune_player_get_position (player), >, 0);
  end_player (player);
}

/* A device that fails before anything is heard: asked where it is, the player stays where it was. */
static void
test_failing_sink (void)
{
  const char *const states[] = { "null-to-ready", "ready-to-paused", "paused-to-playing" };
  g_autoptr (AttunePcm) pcm = make_counter (10 * RATE);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      GstElement *sink = gst_element_factory_make ("fakesink", NULL);
      AttunePlayer *player;
      g_autoptr (GError) error = NULL;

      gst_util_set_object_arg (G_OBJECT (sink), "state-error", states[i]);
      player = attune_player_new_for_sink (sink);
      attune_player_set_pcm (player, pcm);
      attune_player_seek (player, 3 * RATE);
      g_signal_connect (player, "failed", G_CALLBACK (failed_cb), &error);
      attune_player_play (player);
      while (error == NULL)
        {
          g_assert_cmpint (attune_player_get_position (player), >=, 3 * RATE);
          g_main_context_iteration (NULL, FALSE);
        }
      g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_DEVICE);
      g_assert_false (attune_player_is_playing (player));
      g_assert_cmpint (ABS (attune_player_get_position (player) - 3 * RATE), <=, RATE / 2);
      end_player (player);
    }
}

static void
test_skip_silence (void)
{
  g_autofree gint16 *samples = g_new0 (gint16, 6 * RATE);
  g_autoptr (AttuneLevels) levels = attune_levels_new (RATE, 1);
  g_autoptr (AttuneTalkMap) map = NULL;
  g_autoptr (AttunePcm) pcm = NULL;
  g_auto (Ear) ear;
  AttunePlayer *player;

  attune_audio_test_tone (samples, RATE, 1, 0, 0, 1, 500, 0.5);
  attune_audio_test_tone (samples, RATE, 1, 0, 5, 6, 500, 0.5);
  attune_levels_feed (levels, samples, 6 * RATE);
  attune_levels_finish (levels);
  map = attune_talk_map_new (levels);
  pcm = attune_audio_test_pcm (samples, 6 * RATE, RATE, 1);
  player = make_heard_player (&ear, FALSE);
  attune_player_set_pcm (player, pcm);
  g_assert_cmpint (attune_player_get_saved_us (player), ==, 0);
  attune_player_set_talk_map (player, map);
  attune_player_set_skip_silence (player, 5 * G_USEC_PER_SEC);
  g_assert_cmpint (attune_player_get_saved_us (player), ==, 0);
  attune_player_set_skip_silence (player, 2 * G_USEC_PER_SEC);
  g_assert_cmpint (ABS (attune_player_get_saved_us (player) - 3500000), <, 100000);

  attune_player_play (player);
  g_assert_true (attune_test_wait_until (has_stopped, player, 5));
  g_assert_cmpint (attune_player_get_position (player), ==, 6 * RATE);
  end_heard_player (player, &ear);
  g_assert_cmpint (ABS ((gint64) ear.samples->len - 5 * RATE / 2), <, RATE / 10);
}

static void
test_balance (void)
{
  const double balances[] = { -1.0, 0.0, 1.0 };
  const gint16 heard[] = { 1000, 1000, 3000 };
  g_autofree gint16 *samples = g_new (gint16, 2 * RATE);
  g_autoptr (AttunePcm) pcm = NULL;

  for (guint i = 0; i < RATE; i++)
    {
      samples[2 * i] = 1000;
      samples[2 * i + 1] = 3000;
    }
  pcm = attune_audio_test_pcm (samples, RATE, RATE, 2);
  for (guint i = 0; i < G_N_ELEMENTS (balances); i++)
    {
      g_auto (Ear) ear;
      AttunePlayer *player = make_heard_player (&ear, FALSE);

      attune_player_set_pcm (player, pcm);
      attune_player_set_balance (player, balances[i]);
      g_assert_cmpfloat (attune_player_get_balance (player), ==, balances[i]);
      attune_player_play (player);
      g_assert_true (attune_test_wait_until (has_stopped, player, 5));
      end_heard_player (player, &ear);
      g_assert_cmpuint (ear.samples->len, ==, RATE);
      g_assert_cmpint (g_array_index (ear.samples, gint16, 4000), ==, heard[i]);
    }
}

static void
test_settings (void)
{
  AttunePlayer *player = make_silent_player (NULL);
  guint n_notified = 0;

  g_signal_connect (player, "notify::speed-tenths", G_CALLBACK (count_notify_cb), &n_notified);
  attune_player_set_speed (player, 1);
  g_assert_cmpuint (attune_player_get_speed (player), ==, 5);
  attune_player_set_speed (player, 99);
  g_assert_cmpuint (attune_player_get_speed (player), ==, 30);
  attune_player_set_speed (player, 30);
  g_assert_cmpuint (n_notified, ==, 2);
  g_object_set (player, "speed-tenths", 13, "balance", 0.25, "skip-silence",
                G_GINT64_CONSTANT (1500000), "rewind", G_GINT64_CONSTANT (0), NULL);
  g_assert_cmpuint (attune_player_get_speed (player), ==, 13);
  g_assert_cmpfloat (attune_player_get_balance (player), ==, 0.25);
  g_assert_cmpint (attune_player_get_skip_silence (player), ==, 1500000);
  g_assert_cmpint (attune_player_get_rewind (player), ==, 0);
  attune_player_set_rewind (player, -5);
  g_assert_cmpint (attune_player_get_rewind (player), ==, 0);
  g_assert_cmpuint (n_notified, ==, 3);
  end_player (player);
}

/* Gone in the middle of everything. */
static void
test_sudden_end (void)
{
  g_autoptr (AttunePcm) pcm = make_counter (60 * RATE);

  for (guint i = 0; i < 20; i++)
    {
      AttunePlayer *player = make_silent_player (pcm);

      attune_player_play (player);
      if (i % 2 == 1)
        wait_ms (i);
      attune_player_seek (player, i * 100);
      g_assert_finalize_object (player);
    }
  wait_ms (100);
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);
  gst_init (NULL, NULL);
  g_test_add_func ("/player/nothing-to-play", test_nothing_to_play);
  g_test_add_func ("/player/seek-is-exact", test_seek_is_exact);
  g_test_add_func ("/player/position-keeps-time", test_position_keeps_time);
  g_test_add_func ("/player/bursts-at-every-speed", test_bursts_at_every_speed);
  g_test_add_func ("/player/end-and-again", test_end_and_again);
  g_test_add_func ("/player/pause-rewinds", test_pause_rewinds);
  g_test_add_func ("/player/loop", test_loop);
  g_test_add_func ("/player/range", test_range);
  g_test_add_func ("/player/scrubbing", test_scrubbing);
  g_test_add_func ("/player/while-it-grows", test_while_it_grows);
  g_test_add_func ("/player/failing-file", test_failing_file);
  g_test_add_func ("/player/failing-sink", test_failing_sink);
  g_test_add_func ("/player/skip-silence", test_skip_silence);
  g_test_add_func ("/player/balance", test_balance);
  g_test_add_func ("/player/settings", test_settings);
  g_test_add_func ("/player/sudden-end", test_sudden_end);
  return g_test_run ();
}
