/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-test.h"
#include "attune-test-support.h"

#include <math.h>
#include <string.h>

#define RATE 8000

typedef enum
{
  TONE,  /* a sine of 400 Hz */
  NOISE, /* uniform noise */
  LEVEL, /* a constant */
} SoundKind;

typedef struct
{
  guint channel;
  SoundKind kind;
  double start;
  double end;
  double volume;
} Sound;

typedef struct
{
  guint channel;
  double start;
  double end;
} Turn;

/* Ten seconds of two channels with these sounds in them, and who should be heard when. */
typedef struct
{
  const char *name;
  Sound sounds[6];
  Turn turns[6];
  double silence;
  double overtalk;
  double longest;
} Case;

#define TOLERANCE 0.1

static const Case cases[] = {
  { "silence", { { 0 } }, { { 0 } }, 10, 0, 10 },
  { "one-burst", { { 0, TONE, 2, 3, 0.3 } }, { { 0, 2, 3 } }, 9, 0, 7 },
  { "all-along", { { 0, TONE, 0, 10, 0.3 } }, { { 0, 0, 10 } }, 0, 0, 0 },
  { "short-burst", { { 1, NOISE, 4, 4.2, 0.5 } }, { { 1, 4, 4.2 } }, 9.8, 0, 5.8 },
  { "click", { { 0, TONE, 5, 5.01, 0.9 } }, { { 0 } }, 10, 0, 10 },
  { "short-gap-bridged",
    { { 0, TONE, 1, 2, 0.3 }, { 0, TONE, 2.2, 3, 0.3 } },
    { { 0, 1, 3 } },
    8,
    0,
    7 },
  { "long-gap-kept",
    { { 0, TONE, 1, 2, 0.3 }, { 0, TONE, 2.5, 3, 0.3 } },
    { { 0, 1, 2 }, { 0, 2.5, 3 } },
    8.5,
    0,
    7 },
  { "hangover-cut-back",
    { { 0, TONE, 1, 2, 0.3 }, { 1, TONE, 2.25, 3, 0.3 } },
    { { 0, 1, 2 }, { 1, 2.25, 3 } },
    8.25,
    0,
    7 },
  { "overtalk",
    { { 0, TONE, 1, 4, 0.3 }, { 1, TONE, 3, 6, 0.3 } },
    { { 0, 1, 4 }, { 1, 3, 6 } },
    5,
    1,
    4 },
  { "same-moment",
    { { 0, TONE, 1, 2, 0.3 }, { 1, TONE, 2, 3, 0.3 } },
    { { 0, 1, 2 }, { 1, 2, 3 } },
    8,
    0,
    7 },
  { "faint-speech", { { 0, NOISE, 2, 4, 0.02 } }, { { 0, 2, 4 } }, 8, 0, 6 },
  { "loud-and-soft",
    { { 0, TONE, 1, 2, 0.9 }, { 0, TONE, 4, 5, 0.03 } },
    { { 0, 1, 2 }, { 0, 4, 5 } },
    8,
    0,
    5 },
  { "steady-noise-is-speech", { { 0, NOISE, 0, 10, 0.05 } }, { { 0, 0, 10 } }, 0, 0, 0 },
  { "soft-steady-noise-is-speech", { { 0, NOISE, 0, 10, 0.012 } }, { { 0, 0, 10 } }, 0, 0, 0 },
  { "loud-steady-noise-with-speech",
    { { 0, NOISE, 0, 10, 0.1 }, { 0, TONE, 3, 4, 0.8 } },
    { { 0, 0, 10 } },
    0,
    0,
    0 },
  { "noise-burst-between",
    { { 0, NOISE, 2, 6, 0.1 }, { 1, TONE, 7, 8, 0.5 } },
    { { 0, 2, 6 }, { 1, 7, 8 } },
    5,
    0,
    2 },
  { "hiss-is-not",
    { { 0, NOISE, 0, 10, 0.001 }, { 0, TONE, 5, 6, 0.2 } },
    { { 0, 5, 6 } },
    9,
    0,
    5 },
  { "hiss-alone-is-not",
    { { 0, NOISE, 0, 10, 0.001 }, { 1, NOISE, 0, 10, 0.001 } },
    { { 0 } },
    10,
    0,
    10 },
  { "line-noise-under-speech",
    { { 0, NOISE, 0, 10, 0.004 }, { 0, TONE, 2, 3, 0.3 }, { 0, TONE, 7, 8, 0.3 } },
    { { 0, 2, 3 }, { 0, 7, 8 } },
    8,
    0,
    4 },
  { "constant-is-silence",
    { { 0, LEVEL, 0, 10, 0.5 }, { 0, TONE, 5, 6, 0.2 } },
    { { 0, 5, 6 } },
    9,
    0,
    5 },
  { "to-the-end", { { 0, TONE, 9, 10, 0.3 } }, { { 0, 9, 10 } }, 9, 0, 9 },
  { "full-scale",
    { { 0, TONE, 1, 2, 1.0 }, { 1, NOISE, 1, 2, 1.0 } },
    { { 0, 1, 2 }, { 1, 1, 2 } },
    9,
    1,
    8 },
};

static void
add_sound (gint16 *samples, guint rate, const Sound *sound, GRand *rand)
{
  if (sound->kind == TONE)
    {
      attune_audio_test_tone (samples, rate, 2, sound->channel, sound->start, sound->end, 400,
                              sound->volume);
      return;
    }
  for (gint64 i = llround (sound->start * rate); i < llround (sound->end * rate); i++)
    {
      double value = sound->kind == NOISE ? g_rand_double_range (rand, -1.0, 1.0) : 1.0;

      samples[2 * i + sound->channel] += (gint16) (32767.0 * sound->volume * value);
    }
}

static AttuneTalkMap *
build_map (const gint16 *samples, gint64 n, guint rate, guint channels)
{
  g_autoptr (AttuneLevels) levels = attune_levels_new (rate, channels);

  for (gint64 done = 0, some; done < n; done += some)
    {
      some = MIN (n - done, 1000 + done % 777);
      attune_levels_feed (levels, samples + done * channels, (gsize) some);
    }
  attune_levels_finish (levels);
  return attune_talk_map_new (levels);
}

static void
check (const Case *expected, guint rate)
{
  g_autofree gint16 *samples = g_new0 (gint16, 20 * rate);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (AttuneTalkMap) map = NULL;
  gsize seen[2] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (expected->sounds); i++)
    add_sound (samples, rate, &expected->sounds[i], rand);
  map = build_map (samples, 10 * rate, rate, 2);

  for (guint i = 0; i < G_N_ELEMENTS (expected->turns) && expected->turns[i].end > 0; i++)
    {
      const Turn *turn = &expected->turns[i];
      gsize n;
      const AttuneSpan *spans = attune_talk_map_get_speech (map, turn->channel, &n);

      g_assert_cmpuint (seen[turn->channel], <, n);
      g_assert_cmpfloat_with_epsilon ((double) spans[seen[turn->channel]].start / rate, turn->start,
                                      TOLERANCE);
      g_assert_cmpfloat_with_epsilon ((double) spans[seen[turn->channel]].end / rate, turn->end,
                                      TOLERANCE);
      seen[turn->channel]++;
    }
  for (guint c = 0; c < 2; c++)
    {
      gsize n;

      attune_talk_map_get_speech (map, c, &n);
      g_assert_cmpuint (n, ==, seen[c]);
    }
  g_assert_cmpfloat_with_epsilon (attune_talk_map_get_silence_seconds (map), expected->silence,
                                  0.2);
  g_assert_cmpfloat_with_epsilon (attune_talk_map_get_overtalk_seconds (map), expected->overtalk,
                                  0.1);
  g_assert_cmpfloat_with_epsilon (attune_talk_map_get_longest_silence_seconds (map),
                                  expected->longest, 0.1);
}

static void
test_case (gconstpointer data)
{
  check (data, 8000);
  check (data, 11025);
  check (data, 48000);
}

static void
test_empty_and_tiny (void)
{
  for (gint64 n = 0; n < 200; n += 13)
    {
      gint16 samples[400] = { 0 };
      g_autoptr (AttuneTalkMap) map = build_map (samples, n, RATE, 1);
      gsize n_spans;

      attune_talk_map_get_speech (map, 0, &n_spans);
      g_assert_cmpuint (n_spans, ==, 0);
      g_assert_cmpfloat (attune_talk_map_get_share (map, 0), ==, 0.0);
      g_assert_cmpfloat_with_epsilon (attune_talk_map_get_silence_seconds (map), (double) n / RATE,
                                      1e-9);
      g_assert_cmpfloat_with_epsilon (attune_talk_map_get_seconds (map), (double) n / RATE, 1e-9);
    }
}

static void
test_shares (void)
{
  g_autofree gint16 *samples = g_new0 (gint16, 10 * RATE);
  g_autoptr (AttuneTalkMap) map = NULL;

  attune_audio_test_tone (samples, RATE, 1, 0, 1, 3.5, 300, 0.4);
  map = build_map (samples, 10 * RATE, RATE, 1);
  g_assert_cmpfloat_with_epsilon (attune_talk_map_get_share (map, 0), 0.25, 0.01);
  g_assert_cmpfloat_with_epsilon (attune_talk_map_get_speech_seconds (map, 0), 2.5, 0.1);
}

static void
test_skipped (void)
{
  g_autofree gint16 *samples = g_new0 (gint16, 10 * RATE);
  g_autoptr (AttuneTalkMap) map = NULL;
  g_autoptr (GArray) skipped = NULL;
  g_autoptr (GArray) none = NULL;
  AttuneSpan *span;

  attune_audio_test_tone (samples, RATE, 1, 0, 0, 1, 300, 0.4);
  attune_audio_test_tone (samples, RATE, 1, 0, 2, 3, 300, 0.4);
  attune_audio_test_tone (samples, RATE, 1, 0, 7, 10, 300, 0.4);
  map = build_map (samples, 10 * RATE, RATE, 1);

  skipped = attune_talk_map_get_skipped (map, 2 * RATE, RATE / 4);
  g_assert_cmpuint (skipped->len, ==, 1);
  span = &g_array_index (skipped, AttuneSpan, 0);
  g_assert_cmpfloat_with_epsilon ((double) span->start / RATE, 3.25, 0.1);
  g_assert_cmpfloat_with_epsilon ((double) span->end / RATE, 6.75, 0.1);
  none = attune_talk_map_get_skipped (map, RATE / 2, 3 * RATE);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Against recorded speech of which is known when it was put where. */
static void
test_real_call (void)
{
  g_autofree char *list = NULL, *text = NULL, *path = NULL;
  char *folder = attune_test_folder_new ();
  g_auto (GStrv) lines = NULL;
  g_autoptr (AttuneIngest) ingest = NULL;
  g_autoptr (AttuneRecording) recording = NULL;
  double speech[2] = { 0 };

  if (attune_audio_test_lacks_calls ())
    {
      attune_test_folder_remove (folder);
      return;
    }

  list = attune_audio_test_call ("calls.txt");
  path = attune_audio_test_call ("call.wav");
  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  ingest = attune_audio_test_ingest (folder);
  recording = attune_audio_test_load (ingest, path, NULL);
  attune_ingest_settle (ingest);
  lines = g_strsplit (g_strstrip (text), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      AttuneTalkMap *map = attune_recording_get_talk_map (recording);
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      guint channel = (guint) g_ascii_strtoull (words[0], NULL, 10);
      double start = g_ascii_strtod (words[1], NULL), end = g_ascii_strtod (words[2], NULL);
      double nearest_start = 1e9, nearest_end = 1e9;
      gsize n;
      const AttuneSpan *spans = attune_talk_map_get_speech (map, channel, &n);

      for (gsize k = 0; k < n; k++)
        {
          nearest_start = MIN (nearest_start, fabs ((double) spans[k].start / RATE - start));
          nearest_end = MIN (nearest_end, fabs ((double) spans[k].end / RATE - end));
        }
      g_assert_cmpfloat (nearest_start, <=, TOLERANCE);
      g_assert_cmpfloat (nearest_end, <=, TOLERANCE);
      speech[channel] += end - start;
      g_assert_cmpfloat (attune_talk_map_get_speech_seconds (map, channel), >,
                         0.9 * speech[channel]);
    }
  attune_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/talk-map/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/talk-map/empty-and-tiny", test_empty_and_tiny);
  g_test_add_func ("/talk-map/shares", test_shares);
  g_test_add_func ("/talk-map/skipped", test_skipped);
  g_test_add_func ("/talk-map/real-call", test_real_call);
  return g_test_run ();
}
