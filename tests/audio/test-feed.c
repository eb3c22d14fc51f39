/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-error.h"
#include "attune-audio-test.h"

#include <unistd.h>

#define N 1000

/* A sound whose sample is its frame's number, so that what is fed tells where it comes from. */
static AttunePcm *
make_counter (void)
{
  gint16 samples[N];

  for (gint16 i = 0; i < N; i++)
    samples[i] = i;
  return attune_audio_test_pcm (samples, N, 8000, 1);
}

/* What should be heard, as runs of frames; the last one may be cut by `most`. */
typedef struct
{
  const char *name;
  gint64 start;
  gint64 stop;
  gint64 loop_start;
  gint64 loop_end;
  AttuneSpan skipped[4];
  AttuneSpan heard[6];
  gint64 most;
  gboolean has_end;
} Case;

static const Case cases[] = {
  { "all", 0, -1, 0, 0, { { 0 } }, { { 0, 1000 } }, 2000, TRUE },
  { "from-the-middle", 400, -1, 0, 0, { { 0 } }, { { 400, 1000 } }, 2000, TRUE },
  { "from-the-end", 1000, -1, 0, 0, { { 0 } }, { { 0 } }, 2000, TRUE },
  { "last-frame", 999, -1, 0, 0, { { 0 } }, { { 999, 1000 } }, 2000, TRUE },
  { "range", 100, 250, 0, 0, { { 0 } }, { { 100, 250 } }, 2000, TRUE },
  { "empty-range", 100, 100, 0, 0, { { 0 } }, { { 0 } }, 2000, TRUE },
  { "range-past-the-end", 900, 5000, 0, 0, { { 0 } }, { { 900, 1000 } }, 2000, TRUE },
  { "loop",
    200,
    -1,
    200,
    300,
    { { 0 } },
    { { 200, 300 }, { 200, 300 }, { 200, 300 } },
    300,
    FALSE },
  { "into-loop",
    150,
    -1,
    200,
    300,
    { { 0 } },
    { { 150, 300 }, { 200, 300 }, { 200, 250 } },
    300,
    FALSE },
  { "behind-loop", 300, -1, 200, 300, { { 0 } }, { { 300, 1000 } }, 2000, TRUE },
  { "loop-of-one", 5, -1, 5, 6, { { 0 } }, { { 5, 6 }, { 5, 6 }, { 5, 6 } }, 3, FALSE },
  { "loop-past-the-end",
    950,
    -1,
    900,
    5000,
    { { 0 } },
    { { 950, 1000 }, { 900, 1000 }, { 900, 950 } },
    200,
    FALSE },
  { "range-inside-loop", 250, 280, 200, 300, { { 0 } }, { { 250, 280 } }, 2000, TRUE },
  { "skip",
    0,
    -1,
    0,
    0,
    { { 100, 400 }, { 500, 900 } },
    { { 0, 100 }, { 400, 500 }, { 900, 1000 } },
    2000,
    TRUE },
  { "from-inside-skip", 200, -1, 0, 0, { { 100, 400 } }, { { 400, 1000 } }, 2000, TRUE },
  { "skip-first", 0, -1, 0, 0, { { 0, 400 } }, { { 400, 1000 } }, 2000, TRUE },
  { "skip-last", 0, -1, 0, 0, { { 400, 1000 } }, { { 0, 400 } }, 2000, TRUE },
  { "skip-all", 0, -1, 0, 0, { { 0, 1000 } }, { { 0 } }, 2000, TRUE },
  { "skip-to-stop", 0, 300, 0, 0, { { 200, 600 } }, { { 0, 200 } }, 2000, TRUE },
  { "no-skip-inside-loop",
    100,
    -1,
    200,
    300,
    { { 150, 280 } },
    { { 100, 150 }, { 200, 300 }, { 200, 250 } },
    200,
    FALSE },
  { "skip-over-loop-goes-into-it",
    100,
    -1,
    200,
    300,
    { { 150, 600 } },
    { { 100, 150 }, { 200, 300 }, { 200, 300 } },
    250,
    FALSE },
};

static AttuneFeed *
make_feed (const Case *row, AttunePcm *pcm)
{
  g_autoptr (GArray) skipped = g_array_new (FALSE, FALSE, sizeof (AttuneSpan));
  const AttuneTake take = { .pcm = pcm,
                            .start = row->start,
                            .stop = row->stop,
                            .loop_start = row->loop_start,
                            .loop_end = row->loop_end,
                            .skipped = skipped,
                            .agent = 0,
                            .customer = 1 };

  for (guint i = 0; i < G_N_ELEMENTS (row->skipped) && row->skipped[i].end > 0; i++)
    g_array_append_val (skipped, row->skipped[i]);
  return attune_feed_new (&take);
}

static void
test_order (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (AttunePcm) pcm = make_counter ();
  g_autoptr (AttuneFeed) feed = make_feed (row, pcm);
  AttuneFeedResult result = ATTUNE_FEED_BLOCK;
  gint64 fed = 0, place = row->start;
  guint run = 0;

  while (fed < row->most)
    {
      gint16 out[2 * 17];
      gsize n;

      result = attune_feed_read (feed, (gsize) MIN (17, row->most - fed), out, &n, NULL);
      if (result != ATTUNE_FEED_BLOCK)
        break;
      for (gsize i = 0; i < n; i++, fed++, place++)
        {
          if (fed == 0)
            place = row->heard[0].start;
          else if (place == row->heard[run].end)
            place = row->heard[++run].start;
          g_assert_cmpint (out[2 * i], ==, place);
          g_assert_cmpint (out[2 * i + 1], ==, place);
          g_assert_cmpint (attune_feed_get_source (feed, fed), ==, place);
        }
    }
  g_assert_cmpint (result, ==, row->has_end ? ATTUNE_FEED_END : ATTUNE_FEED_BLOCK);
  if (row->has_end)
    {
      g_assert_cmpint (run + (row->heard[0].end > 0), ==,
                       (row->heard[0].end > 0) + (row->heard[1].end > 0) + (row->heard[2].end > 0));
      /* Past the last frame it stands where it came to. */
      g_assert_cmpint (attune_feed_get_source (feed, fed + 100), >=, place);
    }
}

static void
test_growing (void)
{
  gint16 samples[100] = { 0 }, out[2 * 64];
  g_autoptr (AttunePcm)
    pcm = attune_pcm_new_growing (attune_audio_test_file (samples, sizeof samples), 8000, 1,
                                  "call.mp3");
  const AttuneTake take = { .pcm = pcm, .stop = -1 };
  g_autoptr (AttuneFeed) feed = attune_feed_new (&take);
  gsize n;

  g_assert_cmpint (attune_feed_read (feed, 64, out, &n, NULL), ==, ATTUNE_FEED_STARVED);
  attune_pcm_grow (pcm, 10);
  g_assert_cmpint (attune_feed_read (feed, 64, out, &n, NULL), ==, ATTUNE_FEED_BLOCK);
  g_assert_cmpuint (n, ==, 10);
  g_assert_cmpint (attune_feed_read (feed, 64, out, &n, NULL), ==, ATTUNE_FEED_STARVED);
  attune_pcm_grow (pcm, 100);
  attune_pcm_complete (pcm);
  g_assert_cmpint (attune_feed_read (feed, 64, out, &n, NULL), ==, ATTUNE_FEED_BLOCK);
  g_assert_cmpuint (n, ==, 64);
  g_assert_cmpint (attune_feed_read (feed, 64, out, &n, NULL), ==, ATTUNE_FEED_BLOCK);
  g_assert_cmpuint (n, ==, 26);
  g_assert_cmpint (attune_feed_read (feed, 64, out, &n, NULL), ==, ATTUNE_FEED_END);
}

static void
test_failing (void)
{
  gint16 samples[100] = { 0 }, out[2 * 64];
  int fd = attune_audio_test_file (samples, sizeof samples);
  AttuneWavLayout layout = {
    .sample = ATTUNE_SAMPLE_S16, .rate = 8000, .channels = 1, .n_frames = 100
  };
  g_autoptr (AttunePcm) pcm = attune_pcm_new_linear (fd, &layout, "call.wav");
  const AttuneTake take = { .pcm = pcm, .stop = -1 };
  g_autoptr (AttuneFeed) feed = attune_feed_new (&take);
  g_autoptr (GError) error = NULL;
  gsize n;

  g_assert_cmpint (ftruncate (fd, 0), ==, 0);
  g_assert_cmpint (attune_feed_read (feed, 64, out, &n, &error), ==, ATTUNE_FEED_FAILED);
  g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CHANGED);
}

static void
test_gains (void)
{
  static const struct
  {
    guint channels, agent, customer;
    double balance;
    float gains[6];
  } rows[] = {
    { 1, 0, 1, 0.0, { 1, 1 } },
    { 1, 0, 1, -1.0, { 1, 1 } },
    { 1, 0, 0, 1.0, { 1, 1 } },
    { 2, 0, 1, 0.0, { 1, 0, 0, 1 } },
    { 2, 1, 0, 0.0, { 1, 0, 0, 1 } },
    { 2, 0, 1, -1.0, { 1, 0, 1, 0 } },
    { 2, 0, 1, 1.0, { 0, 1, 0, 1 } },
    { 2, 1, 0, -1.0, { 0, 1, 0, 1 } },
    { 2, 1, 0, 1.0, { 1, 0, 1, 0 } },
    { 2, 0, 1, 0.5, { 0.5F, 0.5F, 0, 1 } },
    { 2, 0, 7, 0.0, { 1, 0, 0, 1 } },
    { 2, 1, 1, 0.0, { 1, 1, 1, 1 } },
    { 3, 0, 1, 0.0, { 1, 0, 1, 0, 1, 1 } },
    { 3, 0, 1, 1.0, { 0, 1, 0, 0, 1, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      float gains[6];

      attune_balance_gains (rows[i].channels, rows[i].agent, rows[i].customer, rows[i].balance,
                            gains);
      for (guint k = 0; k < 2 * rows[i].channels; k++)
        g_assert_cmpfloat_with_epsilon (gains[k], rows[i].gains[k], 1e-6);
    }
}

/* Two loud channels together stay within the samples' range. */
static void
test_no_overflow (void)
{
  const gint16 samples[] = { 32767, 32767, -32768, -32768 };
  g_autoptr (AttunePcm) pcm = attune_audio_test_pcm (samples, 2, 8000, 2);
  const AttuneTake take = { .pcm = pcm, .stop = -1, .customer = 1, .balance = 0.5 };
  g_autoptr (AttuneFeed) feed = attune_feed_new (&take);
  gint16 out[4];
  gsize n;

  g_assert_cmpint (attune_feed_read (feed, 2, out, &n, NULL), ==, ATTUNE_FEED_BLOCK);
  g_assert_cmpint (out[0], ==, 32767);
  g_assert_cmpint (out[2], ==, -32768);
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/feed/order/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_order);
    }
  g_test_add_func ("/feed/growing", test_growing);
  g_test_add_func ("/feed/failing", test_failing);
  g_test_add_func ("/feed/gains", test_gains);
  g_test_add_func ("/feed/no-overflow", test_no_overflow);
  return g_test_run ();
}
