/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-error.h"
#include "attune-audio-test.h"
#include "attune-peaks-builder.h"

#include <math.h>
#include <string.h>

static gint16 *
make_noise (gsize n, guint32 seed)
{
  gint16 *samples = g_new (gint16, MAX (n, 1));
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (gsize i = 0; i < n; i++)
    samples[i] = (gint16) (g_rand_int (rand) >> (16 + i / 500 % 8));
  return samples;
}

/* The slow way: what the fast ones are held to. */
static AttunePeak
find_peak (const gint16 *samples, guint channels, guint channel, gint64 from, gint64 to)
{
  AttunePeak peak = ATTUNE_PEAK_NONE;

  for (gint64 i = from; i < to; i++)
    {
      peak.low = MIN (peak.low, samples[i * channels + channel]);
      peak.high = MAX (peak.high, samples[i * channels + channel]);
    }
  return peak;
}

static void
assert_peak (AttunePeak found, AttunePeak expected)
{
  g_assert_cmpint (found.low, ==, expected.low);
  g_assert_cmpint (found.high, ==, expected.high);
}

static void
test_blocks (void)
{
  const guint channel_counts[] = { 1, 2, 3, 4, 5, 8 };
  const gint64 lengths[] = { 0, 1, 7, 127, 128, 129, 1000, 4096 };
  const guint blocks[] = { 1, 5, 128, 5000 };

  for (guint c = 0; c < G_N_ELEMENTS (channel_counts); c++)
    for (guint l = 0; l < G_N_ELEMENTS (lengths); l++)
      for (guint b = 0; b < G_N_ELEMENTS (blocks); b++)
        {
          guint channels = channel_counts[c];
          gint64 n = lengths[l];
          g_autofree gint16 *samples = make_noise ((gsize) n * channels, c + l + b);
          g_autoptr (AttunePeaksBuilder)
            builder = attune_peaks_builder_new (8000, channels, blocks[b], FALSE);
          g_autoptr (AttunePeaks) peaks = NULL;

          /* In uneven pieces, as a decoder hands them out. */
          for (gint64 done = 0, some; done < n; done += some)
            {
              some = MIN (n - done, 1 + done % 37);
              attune_peaks_builder_feed (builder, samples + done * channels, (gsize) some);
            }
          peaks = attune_peaks_builder_get_peaks (builder);
          g_assert_cmpint (attune_peaks_get_n_frames (peaks), ==, n);
          g_assert_cmpuint (attune_peaks_get_n_blocks (peaks), ==, (n + blocks[b] - 1) / blocks[b]);
          for (gsize i = 0; i < attune_peaks_get_n_blocks (peaks); i++)
            for (guint k = 0; k < channels; k++)
              assert_peak (attune_peaks_get_block (peaks, i, k),
                           find_peak (samples, channels, k, (gint64) i * blocks[b],
                                      MIN (n, (gint64) (i + 1) * blocks[b])));
        }
}

static void
test_known_signals (void)
{
  gint16 samples[1024] = { 0 };
  g_autoptr (AttunePcm) pcm = NULL;
  g_autoptr (AttunePeaks) peaks = NULL;

  /* A step in the left channel, the two extremes in the right. */
  for (guint i = 256; i < 512; i++)
    samples[2 * i] = 1000;
  samples[1] = G_MININT16;
  samples[2 * 511 + 1] = G_MAXINT16;
  pcm = attune_audio_test_pcm (samples, 512, 8000, 2);
  peaks = attune_peaks_new_from_pcm (pcm, 256, FALSE, NULL, NULL);

  assert_peak (attune_peaks_get_block (peaks, 0, 0), (AttunePeak){ 0, 0 });
  assert_peak (attune_peaks_get_block (peaks, 1, 0), (AttunePeak){ 1000, 1000 });
  assert_peak (attune_peaks_get_block (peaks, 0, 1), (AttunePeak){ G_MININT16, 0 });
  assert_peak (attune_peaks_get_block (peaks, 1, 1), (AttunePeak){ 0, G_MAXINT16 });
}

static void
test_mix (void)
{
  const gint16 samples[] = { 100, 50, -3, 0, 32767, 32767, -32768, -32768, 3, -6 };
  const gint16 mixed[] = { 75, -1, 32767, -32768, -1 };
  const gint16 three[] = { 3, 3, 4, -3, -3, -4 };
  gint16 out[5];

  attune_kernel_mix (samples, 5, 2, out);
  g_assert_cmpmem (out, sizeof out, mixed, sizeof mixed);
  attune_kernel_mix (three, 2, 3, out);
  g_assert_cmpint (out[0], ==, 3);
  g_assert_cmpint (out[1], ==, -3);
}

static void
test_energy (void)
{
  for (guint channels = 1; channels <= 3; channels++)
    {
      const gsize n = 3001;
      g_autofree gint16 *samples = make_noise (n * channels, channels);
      double sums[3] = { 0 }, squares[3] = { 0 }, sum[3] = { 0 }, square[3] = { 0 };

      attune_kernel_energy (samples, n, channels, sums, squares);
      for (gsize i = 0; i < n * channels; i++)
        {
          sum[i % channels] += samples[i];
          square[i % channels] += (double) samples[i] * samples[i];
        }
      for (guint c = 0; c < channels; c++)
        {
          g_assert_cmpfloat (sums[c], ==, sum[c]);
          g_assert_cmpfloat_with_epsilon (squares[c] / square[c], 1.0, 1e-6);
        }
    }
}

typedef struct
{
  double first;
  double last;
  gsize n;
} View;

/* From the whole down to a third of a frame a pixel, and beyond both ends. */
static const View views[] = {
  { 0, 100000, 100 },   { 0, 100000, 1 },       { 12345, 67890, 333 },  { 500, 900, 400 },
  { 500, 900, 1200 },   { 99990, 100000, 10 },  { 40000.25, 40001, 3 }, { 0, 100000, 1000 },
  { -5000, 5000, 100 }, { 95000, 105000, 100 }, { 200000, 300000, 10 }, { -300, -100, 10 },
  { 31000, 31000, 5 },  { 0, 51200, 100 },      { 0, 51100, 100 },      { 0, 1e12, 7 },
};

static void
test_query (void)
{
  const gint64 n = 100000;
  g_autofree gint16 *samples = make_noise ((gsize) n * 2, 7);
  g_autoptr (AttunePcm) pcm = attune_audio_test_pcm (samples, n, 8000, 2);
  g_autoptr (AttunePeaks)
    peaks = attune_peaks_new_from_pcm (pcm, ATTUNE_PEAKS_BLOCK, FALSE, NULL, NULL);

  for (guint v = 0; v < G_N_ELEMENTS (views); v++)
    {
      double step = (views[v].last - views[v].first) / (double) views[v].n;
      g_autofree AttunePeak *out = g_new (AttunePeak, views[v].n);
      gboolean is_fine = step < 4 * ATTUNE_PEAKS_BLOCK;

      attune_peaks_query (peaks, pcm, 1, views[v].first, views[v].last, views[v].n, out);
      for (gsize i = 0; i < views[v].n; i++)
        {
          double first = views[v].first + step * (double) i,
                 last = views[v].first + step * (double) (i + 1);
          gint64 from, to;

          if (last <= 0 || first >= (double) n)
            {
              assert_peak (out[i], ATTUNE_PEAK_NONE);
              continue;
            }
          from = (gint64) floor (MAX (first, 0));
          to = MIN (n, MAX (from + 1, (gint64) ceil (MIN (last, (double) n))));
          if (!is_fine)
            {
              /* As blocks have it: rounded out to them. */
              from -= from % ATTUNE_PEAKS_BLOCK;
              to = MIN (n, (to + ATTUNE_PEAKS_BLOCK - 1) / ATTUNE_PEAKS_BLOCK * ATTUNE_PEAKS_BLOCK);
            }
          assert_peak (out[i], find_peak (samples, 2, 1, from, to));
        }
    }
}

static void
test_dat (void)
{
  const gint64 n = 1000;
  g_autofree gint16 *samples = make_noise ((gsize) n * 2, 3);
  g_autoptr (AttunePcm) pcm = attune_audio_test_pcm (samples, n, 11025, 2);
  g_autoptr (AttunePeaks) peaks = attune_peaks_new_from_pcm (pcm, 64, FALSE, NULL, NULL);

  for (guint bits = 8; bits <= 16; bits += 8)
    {
      g_autoptr (GBytes) dat = attune_peaks_to_dat (peaks, bits);
      gsize size;
      const guint8 *data = g_bytes_get_data (dat, &size);
      const guint8 header[] = { 2,  0, 0, 0, bits == 8, 0, 0, 0, 0x11, 0x2B, 0, 0,
                                64, 0, 0, 0, 16,        0, 0, 0, 2,    0,    0, 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (AttunePeaks) back = attune_peaks_new_from_dat (dat, "call.dat", &error);

      g_assert_no_error (error);
      g_assert_cmpmem (data, 24, header, sizeof header);
      g_assert_cmpuint (size, ==, 24 + 16 * 2 * 2 * bits / 8);
      g_assert_cmpuint (attune_peaks_get_channels (back), ==, 2);
      g_assert_cmpuint (attune_peaks_get_rate (back), ==, 11025);
      for (gsize i = 0; i < 16; i++)
        {
          AttunePeak peak = attune_peaks_get_block (peaks, i, 1);
          AttunePeak coarse = { (gint16) (peak.low / 256 * 256), (gint16) (peak.high / 256 * 256) };

          assert_peak (attune_peaks_get_block (back, i, 1), bits == 8 ? coarse : peak);
        }
    }
}

static void
test_bad_dat (void)
{
  static const struct
  {
    guint32 words[6];
    gsize size;
    gboolean is_good;
  } rows[] = {
    { { 2, 0, 8000, 256, 1, 1 }, 28, TRUE },
    { { 2, 1, 8000, 256, 1, 2 }, 28, TRUE },
    { { 2, 0, 8000, 256, 0, 1 }, 24, TRUE },
    { { 1, 0, 8000, 256, 1, 0 }, 24, TRUE },
    { { 3, 0, 8000, 256, 1, 1 }, 28, FALSE },
    { { 2, 0, 0, 256, 1, 1 }, 28, FALSE },
    { { 2, 0, 8000, 0, 1, 1 }, 28, FALSE },
    { { 2, 0, 8000, 256, 1, 0 }, 28, FALSE },
    { { 2, 0, 8000, 256, 2, 1 }, 28, FALSE },
    { { 2, 0, 8000, 256, 1, 1 }, 27, FALSE },
    { { 2, 0, 8000, 256, 0xFFFFFFFF, 1 }, 28, FALSE },
    { { 2, 0, 8000, 256, 0xFFFFFFFF, 32 }, 28, FALSE },
    { { 2, 0, 8000, 256, 1, 1 }, 20, FALSE },
    { { 2, 0, 8000, 256, 1, 1 }, 3, FALSE },
    { { 2, 0, 8000, 256, 1, 1 }, 0, FALSE },
    { { 2, 0, 0x80000000, 256, 1, 1 }, 28, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint8 data[28] = { 0 };
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (AttunePeaks) peaks = NULL;

      for (guint k = 0; k < 6; k++)
        {
          guint32 word = GUINT32_TO_LE (rows[i].words[k]);

          memcpy (data + 4 * k, &word, 4);
        }
      bytes = g_bytes_new (data, rows[i].size);
      peaks = attune_peaks_new_from_dat (bytes, "call.dat", &error);
      g_assert_cmpint (peaks != NULL, ==, rows[i].is_good);
      if (peaks == NULL)
        g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT);
    }
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);
  g_test_add_func ("/peaks/blocks", test_blocks);
  g_test_add_func ("/peaks/known-signals", test_known_signals);
  g_test_add_func ("/peaks/mix", test_mix);
  g_test_add_func ("/peaks/energy", test_energy);
  g_test_add_func ("/peaks/query", test_query);
  g_test_add_func ("/peaks/dat", test_dat);
  g_test_add_func ("/peaks/bad-dat", test_bad_dat);
  return g_test_run ();
}
