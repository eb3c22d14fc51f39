/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-error.h"
#include "attune-audio-test.h"
#include "attune-frames.h"

#include <string.h>
#include <unistd.h>

/* The same five samples in every kind: zero, the ends, and one each way. */
static const gint16 expected[] = { 0, 32767, -32768, 256, -256 };

static const guint8 u8[] = { 0x80, 0xFF, 0x00, 0x81, 0x7F };
static const guint8 s16[] = { 0, 0, 0xFF, 0x7F, 0, 0x80, 0, 1, 0, 0xFF };
static const guint8 s24[] = { 9, 0, 0, 9, 0xFF, 0x7F, 9, 0, 0x80, 9, 0, 1, 9, 0, 0xFF };
static const guint8 s32[] = {
  7, 9, 0, 0, 7, 9, 0xFF, 0x7F, 7, 9, 0, 0x80, 7, 9, 0, 1, 7, 9, 0, 0xFF
};

typedef struct
{
  AttuneSampleKind kind;
  const guint8 *bytes;
  gsize size;
  gint16 tolerance;
} Kind;

static const Kind kinds[] = {
  { ATTUNE_SAMPLE_U8, u8, sizeof u8, 255 },
  { ATTUNE_SAMPLE_S16, s16, sizeof s16, 0 },
  { ATTUNE_SAMPLE_S24, s24, sizeof s24, 0 },
  { ATTUNE_SAMPLE_S32, s32, sizeof s32, 0 },
};

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      AttuneWavLayout layout = {
        .sample = kinds[i].kind, .rate = 8000, .channels = 1, .n_frames = 5
      };
      g_autoptr (AttunePcm)
        pcm = attune_pcm_new_linear (attune_audio_test_file (kinds[i].bytes, kinds[i].size),
                                     &layout, "call.wav");
      gint16 samples[5];

      g_assert_true (attune_pcm_read (pcm, 0, 5, samples, NULL));
      for (guint k = 0; k < 5; k++)
        g_assert_cmpint (ABS (samples[k] - expected[k]), <=, kinds[i].tolerance);
      g_assert_true (attune_pcm_read (pcm, 3, 1, samples, NULL));
      g_assert_cmpint (ABS (samples[0] - expected[3]), <=, kinds[i].tolerance);
      g_assert_true (attune_pcm_read (pcm, 5, 0, samples, NULL));
    }
}

/* More samples than are converted at a time. */
static void
test_long_conversion (void)
{
  const gsize n = 10001;
  g_autofree guint8 *bytes = g_malloc0 (n * 3);
  g_autofree gint16 *samples = g_new (gint16, n);
  AttuneWavLayout layout = {
    .sample = ATTUNE_SAMPLE_S24, .rate = 8000, .channels = 1, .n_frames = (gint64) n
  };
  g_autoptr (AttunePcm) pcm = NULL;

  for (gsize i = 0; i < n; i++)
    {
      bytes[i * 3 + 1] = (guint8) i;
      bytes[i * 3 + 2] = (guint8) (i >> 8);
    }
  pcm = attune_pcm_new_linear (attune_audio_test_file (bytes, n * 3), &layout, "call.wav");
  g_assert_true (attune_pcm_read (pcm, 0, n, samples, NULL));
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint (samples[i], ==, (gint16) i);
}

static void
test_growing (void)
{
  const gint16 frames[] = { 1, 2, 3, 4, 5, 6 };
  g_autoptr (AttunePcm)
    pcm = attune_pcm_new_growing (attune_audio_test_file (frames, sizeof frames), 8000, 2,
                                  "call.mp3");
  gint16 samples[6];

  g_assert_cmpint (attune_pcm_get_n_frames (pcm), ==, 0);
  attune_pcm_grow (pcm, 2);
  attune_pcm_grow (pcm, 1);
  g_assert_cmpint (attune_pcm_get_n_frames (pcm), ==, 2);
  g_assert_false (attune_pcm_is_complete (pcm));
  g_assert_true (attune_pcm_read (pcm, 1, 1, samples, NULL));
  g_assert_cmpint (samples[0], ==, 3);
  attune_pcm_grow (pcm, 3);
  attune_pcm_complete (pcm);
  g_assert_true (attune_pcm_is_complete (pcm));
  g_assert_true (attune_pcm_read (pcm, 0, 3, samples, NULL));
  g_assert_cmpmem (samples, sizeof samples, frames, sizeof frames);
}

/* What a mapping would die of. */
static void
test_cut_while_open (void)
{
  const gint16 frames[1000] = { 0 };
  int fd = attune_audio_test_file (frames, sizeof frames);
  AttuneWavLayout layout = {
    .sample = ATTUNE_SAMPLE_S16, .rate = 8000, .channels = 1, .n_frames = 1000
  };
  g_autoptr (AttunePcm) pcm = attune_pcm_new_linear (fd, &layout, "call.wav");
  g_autoptr (GError) error = NULL;
  gint16 samples[1000];

  g_assert_true (attune_pcm_read (pcm, 0, 1000, samples, NULL));
  g_assert_cmpint (ftruncate (fd, 100), ==, 0);
  g_assert_true (attune_pcm_read (pcm, 0, 50, samples, NULL));
  g_assert_false (attune_pcm_read (pcm, 0, 1000, samples, &error));
  g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, "call.wav"));
}

static void
test_frames_and_microseconds (void)
{
  const guint rates[] = { 1, 8000, 11025, 44100, 48000, 768000, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (gint64 frame = 0; frame < (gint64) rates[i] * 86400; frame += 1 + frame / 3)
      g_assert_cmpint (attune_us_to_frames (attune_frames_to_us (frame, rates[i]), rates[i]), ==,
                       frame);
  g_assert_cmpint (attune_frames_to_us (8000, 8000), ==, 1000000);
  g_assert_cmpint (attune_us_to_frames (500000, 8000), ==, 4000);
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);
  g_test_add_func ("/pcm/kinds", test_kinds);
  g_test_add_func ("/pcm/long-conversion", test_long_conversion);
  g_test_add_func ("/pcm/growing", test_growing);
  g_test_add_func ("/pcm/cut-while-open", test_cut_while_open);
  g_test_add_func ("/pcm/frames-and-microseconds", test_frames_and_microseconds);
  return g_test_run ();
}
