/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-cache.h"
#include "attune-audio-error.h"
#include "attune-audio-test.h"
#include "attune-await.h"
#include "attune-digest.h"
#include "attune-map-file.h"
#include "attune-test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <utime.h>

#define RATE 8000

typedef struct
{
  char *folder;
  char *cache;
  AttuneIngest *ingest;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = attune_test_folder_new ();
  fixture->cache = g_build_filename (fixture->folder, "cache", NULL);
  fixture->ingest = attune_audio_test_ingest (fixture->cache);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  attune_ingest_settle (fixture->ingest);
  g_object_unref (fixture->ingest);
  g_free (fixture->cache);
  attune_test_folder_remove (fixture->folder);
}

static guint
count_files (const char *folder, const char *end)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, end) || g_str_has_prefix (name, end);
  return n;
}

static char *
write_file (Fixture *fixture, const char *name, gconstpointer data, gssize size)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, size, NULL));
  return path;
}

static char *
copy_call (Fixture *fixture, const char *call, const char *name)
{
  g_autofree char *from = attune_audio_test_call (call);
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  return write_file (fixture, name, data, (gssize) size);
}

/* A program that stands in for the helper. */
static AttuneIngest *
make_ingest_with_script (Fixture *fixture, const char *text)
{
  g_autofree char *script = g_strdup_printf ("#!/bin/bash\nhelper='%s'\n%s\n",
                                             attune_audio_test_helper (), text);
  g_autofree char *path = write_file (fixture, "helper", script, -1);

  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  return g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", fixture->cache, "helper", path,
                       "is-apart", FALSE, "patience", 2, NULL);
}

/* How far the outlines of two recordings differ, in shares of full scale, at most over stretches of a tenth of a second. */
static double
compare_outlines (AttuneRecording *a, AttuneRecording *b, guint channel)
{
  const gsize n = 400;
  AttunePeak left[400], right[400];
  double difference = 0.0;

  attune_peaks_query (attune_recording_get_peaks (a), NULL, channel, 0,
                      40.0 * attune_recording_get_rate (a), n, left);
  attune_peaks_query (attune_recording_get_peaks (b), NULL, channel, 0,
                      40.0 * attune_recording_get_rate (b), n, right);
  for (gsize i = 0; i < n; i++)
    difference += ABS (left[i].high - right[i].high) / 32768.0;
  return difference / (double) n;
}

typedef struct
{
  const char *name;
  guint rate;
  guint channels;
  double difference;
  gboolean is_in_place;
} Form;

static const Form forms[] = {
  { "call.wav", 8000, 2, 0.0001, TRUE },     { "call-24.wav", 8000, 2, 0.0001, TRUE },
  { "call-8.wav", 8000, 2, 0.01, TRUE },     { "call-mulaw.wav", 8000, 2, 0.01, FALSE },
  { "call-alaw.wav", 8000, 2, 0.01, FALSE }, { "call-gsm.wav", 8000, 1, 0.03, FALSE },
  { "call.gsm", 8000, 1, 0.03, FALSE },      { "call.ulaw", 8000, 1, 0.01, FALSE },
  { "call.flac", 8000, 2, 0.0001, FALSE },   { "call.mp3", 8000, 2, 0.03, FALSE },
  { "call.opus", 48000, 2, 0.03, FALSE },    { "call.ogg", 16000, 2, 0.03, FALSE },
  { "call.m4a", 8000, 2, 0.03, FALSE },      { "call-ima.wav", 8000, 2, 0.03, FALSE },
  { "call-ms.wav", 8000, 2, 0.03, FALSE },   { "call.aac", 8000, 2, 0.03, FALSE },
};

static void
test_forms (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wav = attune_audio_test_call ("call.wav");
  g_autoptr (AttuneRecording) original = NULL;

  if (attune_audio_test_lacks_calls ())
    return;

  original = attune_audio_test_load (fixture->ingest, wav, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = attune_audio_test_call (forms[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneRecording)
        recording = attune_audio_test_load (fixture->ingest, path, &error);
      gint64 n_frames;
      guint rate;

      g_assert_no_error (error);
      g_test_message ("%s", forms[i].name);
      n_frames = attune_recording_get_n_frames (recording);
      g_assert_true (attune_recording_is_complete (recording));
      g_assert_cmpfloat (attune_recording_get_progress (recording), ==, 1.0);
      rate = attune_recording_get_rate (recording);
      g_assert_cmpuint (rate, ==, forms[i].rate);
      g_assert_cmpuint (attune_recording_get_channels (recording), ==, forms[i].channels);
      g_assert_null (attune_recording_get_warning (recording));
      g_assert_true (attune_pcm_is_complete (attune_recording_get_pcm (recording)));
      g_assert_cmpint (attune_pcm_get_n_frames (attune_recording_get_pcm (recording)), ==,
                       n_frames);
      g_assert_cmpint (attune_peaks_get_n_frames (attune_recording_get_peaks (recording)), ==,
                       n_frames);
      g_assert_cmpint (attune_talk_map_get_n_frames (attune_recording_get_talk_map (recording)), ==,
                       n_frames);
      /* Lossy coders pad up to a tenth of a second. */
      g_assert_cmpfloat_with_epsilon ((double) n_frames / rate,
                                      (double) attune_recording_get_n_frames (original) / RATE,
                                      0.3);
      g_assert_cmpfloat (compare_outlines (recording, original, 0), <=, forms[i].difference + 0.02);
      g_assert_cmpfloat_with_epsilon (
        attune_talk_map_get_speech_seconds (attune_recording_get_talk_map (recording), 0),
        attune_talk_map_get_speech_seconds (attune_recording_get_talk_map (original), 0), 0.5);
      attune_ingest_settle (fixture->ingest);
    }
  /* What is read in place needs peaks alone. */
  g_assert_cmpuint (count_files (fixture->cache, ".map"), ==, G_N_ELEMENTS (forms));
  g_assert_cmpuint (count_files (fixture->cache, ".pcm"), ==, G_N_ELEMENTS (forms) - 3);
  g_assert_cmpuint (count_files (fixture->cache, "part-"), ==, 0);
}

static void
count_cb (AttuneRecording *recording, guint *count)
{
  (*count)++;
}

static void
test_cached (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL, *other = NULL;
  g_autoptr (AttuneRecording) first = NULL, second = NULL, third = NULL;
  g_autoptr (AttuneIngest) helpless = NULL;

  if (attune_audio_test_lacks_calls ())
    return;

  path = copy_call (fixture, "call.mp3", "one.mp3");
  other = copy_call (fixture, "call.mp3", "two.mp3");
  first = attune_audio_test_load (fixture->ingest, path, NULL);
  g_assert_nonnull (first);
  attune_ingest_settle (fixture->ingest);

  /* From now on nothing could be decoded: known by its path, it need not be. */
  helpless = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", fixture->cache, "helper",
                           "/bin/true", NULL);
  second = attune_audio_test_load (helpless, path, NULL);
  g_assert_nonnull (second);
  g_assert_cmpint (attune_recording_get_n_frames (second), ==,
                   attune_recording_get_n_frames (first));
  g_assert_cmpfloat (compare_outlines (first, second, 0), ==, 0.0);
  /* And known by its content under another name. */
  third = attune_audio_test_load (helpless, other, NULL);
  g_assert_nonnull (third);
  attune_ingest_settle (helpless);
  g_assert_cmpuint (count_files (fixture->cache, ".pcm"), ==, 1);
  g_assert_cmpuint (count_files (fixture->cache, ".key"), ==, 2);
}

/* A file that became another under the same name is not taken for what it was. */
static void
test_changed_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (AttuneRecording) first = NULL, second = NULL;

  if (attune_audio_test_lacks_calls ())
    return;

  path = copy_call (fixture, "call.gsm", "call.gsm");
  first = attune_audio_test_load (fixture->ingest, path, NULL);
  attune_ingest_settle (fixture->ingest);
  g_assert_cmpint (truncate (path, 33 * 50), ==, 0);
  second = attune_audio_test_load (fixture->ingest, path, NULL);
  g_assert_cmpint (attune_recording_get_n_frames (second), ==, 160 * 50);
  g_assert_cmpint (attune_recording_get_n_frames (first), >, 160 * 50);
}

/* What lies damaged in the cache is found again, not believed. */
static void
test_damaged_cache (Fixture *fixture, gconstpointer data)
{
  const char *const ends[] = { ".map", ".pcm" };
  g_autofree char *path = NULL;

  if (attune_audio_test_lacks_calls ())
    return;

  path = copy_call (fixture, "call.flac", "call.flac");
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (AttuneRecording) first = attune_audio_test_load (fixture->ingest, path, NULL);
      g_autoptr (AttuneRecording) second = NULL;
      g_autoptr (GDir) dir = NULL;
      const char *name;

      attune_ingest_settle (fixture->ingest);
      dir = g_dir_open (fixture->cache, 0, NULL);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *file = g_build_filename (fixture->cache, name, NULL);

          if (g_str_has_suffix (name, ends[i]))
            g_assert_cmpint (truncate (file, 1000), ==, 0);
        }
      second = attune_audio_test_load (fixture->ingest, path, NULL);
      g_assert_nonnull (second);
      g_assert_cmpint (attune_recording_get_n_frames (second), ==,
                       attune_recording_get_n_frames (first));
      g_assert_cmpfloat (compare_outlines (first, second, 0), ==, 0.0);
      attune_ingest_settle (fixture->ingest);
    }
}

/* One bit of the peaks is other than it was. */
static void
test_map_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, TRUE, sizeof (AttunePeak));
  g_autoptr (AttuneLevels) levels = attune_levels_new (RATE, 2);
  g_autoptr (AttunePeaks) peaks = NULL;
  g_autoptr (GBytes) whole = NULL;
  const gint16 samples[400] = { 0, 5, 9, -7 };
  gsize size;
  const guint8 *bytes;

  g_array_set_size (blocks, 4);
  peaks = attune_peaks_new (RATE, 2, 100, 200, g_array_ref (blocks));
  attune_levels_feed (levels, samples, 200);
  attune_levels_finish (levels);
  whole = attune_map_file_write (peaks, levels);
  bytes = g_bytes_get_data (whole, &size);

  for (gsize i = 0; i <= size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes, size);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (AttunePeaks) found = NULL;
      g_autoptr (AttuneLevels) found_levels = NULL;

      if (i < size)
        copy[i] ^= 4;
      damaged = g_bytes_new (copy, size);
      g_assert_cmpint (attune_map_file_read (damaged, &found, &found_levels), ==, i == size);
      g_assert_cmpint (found != NULL, ==, i == size);
    }
  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (bytes, i);
      AttunePeaks *found = NULL;
      AttuneLevels *found_levels = NULL;

      g_assert_false (attune_map_file_read (cut, &found, &found_levels));
    }
}

static void
test_cache_is_bounded (Fixture *fixture, gconstpointer data)
{
  const char *const calls[] = { "call.flac", "call.mp3", "call.ogg", "call.flac" };
  g_autoptr (AttuneIngest)
    small = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", fixture->cache, "helper",
                          attune_audio_test_helper (), "cache-limit", (guint64) 4000000, NULL);
  g_autoptr (AttuneRecording) kept = NULL;
  gint16 frame[2];

  if (attune_audio_test_lacks_calls ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *path = attune_audio_test_call (calls[i]);
      g_autoptr (AttuneRecording) recording = attune_audio_test_load (small, path, NULL);

      attune_ingest_settle (small);
      if (i == 1)
        kept = g_object_ref (recording);
    }
  /* They take 1.4, 1.4 and 2.8 MB. What is gone stays readable while it is open. */
  g_assert_cmpuint (count_files (fixture->cache, ".pcm"), <=, 2);
  g_assert_cmpuint (count_files (fixture->cache, ".pcm"), >=, 1);
  g_assert_true (attune_pcm_read (attune_recording_get_pcm (kept), 1000, 1, frame, NULL));
}

static void
set_age (const char *folder, const char *key, const char *suffix, guint days)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.%s", folder, key, suffix);
  time_t then = time (NULL) - (time_t) days * 86400;
  struct utimbuf times = { then, then };

  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static void
test_cache_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttuneAudioCache) cache = attune_audio_cache_new (fixture->cache, 2500);
  g_auto (GStrv) keys = g_new0 (char *, 5);
  g_autofree char *stale = NULL, *busy = NULL;
  int fd;

  for (guint i = 0; i < 4; i++)
    {
      g_auto (AttuneCachePart) part = { .fd = -1 };
      char bytes[1000] = { 0 };

      keys[i] = g_strnfill (64, (char) ('a' + i));
      g_assert_true (attune_audio_cache_begin (cache, &part, NULL));
      g_assert_cmpint (write (part.fd, bytes, sizeof bytes), ==, sizeof bytes);
      g_assert_cmpint (attune_audio_cache_open (cache, keys[i], "pcm"), ==, -1);
      g_assert_true (attune_audio_cache_commit (cache, &part, keys[i], "pcm"));
      set_age (fixture->cache, keys[i], "pcm", 10 - i);
    }
  /* The oldest was used today after all; the second oldest is the one that must stay. */
  fd = attune_audio_cache_open (cache, keys[0], "pcm");
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);

  stale = g_build_filename (fixture->cache, "part-dead00", NULL);
  busy = g_build_filename (fixture->cache, "part-busy00", NULL);
  g_assert_true (g_file_set_contents (stale, "x", 1, NULL));
  g_assert_true (g_file_set_contents (busy, "x", 1, NULL));
  fd = g_open (busy, O_RDONLY, 0);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);

  attune_audio_cache_trim (cache, keys[1]);
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (busy, G_FILE_TEST_EXISTS));
  g_close (fd, NULL);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GBytes) bytes = attune_audio_cache_read (cache, keys[i], "pcm");

      g_assert_cmpint (bytes != NULL, ==, i < 2);
    }
}

/* What is given up halfway leaves nothing that could be taken for whole. */
static void
test_unfinished_part (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttuneAudioCache) cache = attune_audio_cache_new (fixture->cache, 1 << 20);
  g_autofree char *all_z = g_strnfill (64, 'z');
  AttuneCachePart part;

  g_assert_true (attune_audio_cache_begin (cache, &part, NULL));
  g_assert_cmpuint (count_files (fixture->cache, "part-"), ==, 1);
  attune_cache_part_clear (&part);
  g_assert_cmpuint (count_files (fixture->cache, "part-"), ==, 0);
  attune_audio_cache_remember (cache,
                               "1111111111111111111111111111111111111111111111111111111111111111",
                               all_z);
  g_assert_null (attune_audio_cache_find_key (
    cache, "1111111111111111111111111111111111111111111111111111111111111111"));
}

typedef struct
{
  const char *name;
  const char *data;
  gssize size;
  int error;
} Bad;

static const Bad bad[] = {
  { "zero.wav", "", 0, ATTUNE_AUDIO_ERROR_EMPTY },
  { "zero.mp3", "", 0, ATTUNE_AUDIO_ERROR_EMPTY },
  { "one.mp3", "x", 1, ATTUNE_AUDIO_ERROR_FORMAT },
  { "text.mp3", "This is a letter and no recording, though its name says otherwise.\n", -1,
    ATTUNE_AUDIO_ERROR_FORMAT },
  { "header.wav", "RIFF\4\0\0\0WAVE", 12, ATTUNE_AUDIO_ERROR_FORMAT },
  { "page.opus", "<!DOCTYPE html><html><body>404</body></html>", -1, ATTUNE_AUDIO_ERROR_FORMAT },
  { "picture.flac", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0", 29,
    ATTUNE_AUDIO_ERROR_FORMAT },
  { "magic.ogg", "OggS\0\2\0\0\0\0\0\0\0\0", 14, ATTUNE_AUDIO_ERROR_FORMAT },
  { "magic.flac", "fLaC\0\0\0\42", 8, ATTUNE_AUDIO_ERROR_FORMAT },
};

static void
test_bad_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.wav", NULL);
  g_autofree char *fifo = g_build_filename (fixture->folder, "fifo.wav", NULL);
  const char *const paths[] = { missing, fixture->folder, fifo, "/dev/zero", "/dev/null" };

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (attune_audio_test_load (fixture->ingest, paths[i], &error));
      g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_OPEN);
      g_assert_nonnull (strstr (error->message, paths[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = write_file (fixture, bad[i].name, bad[i].data, bad[i].size);
      g_autoptr (GError) error = NULL;

      g_assert_null (attune_audio_test_load (fixture->ingest, path, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, ATTUNE_AUDIO_ERROR, bad[i].error);
      g_assert_nonnull (strstr (error->message, bad[i].name));
    }
  attune_ingest_settle (fixture->ingest);
  g_assert_cmpuint (count_files (fixture->cache, "part-"), ==, 0);
  g_assert_cmpuint (count_files (fixture->cache, ".pcm"), ==, 0);
}

static void
test_warnings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wav = NULL, *flac = NULL, *silent = NULL, *header = NULL;
  g_autoptr (AttuneRecording) cut = NULL, damaged = NULL, quiet = NULL;
  gsize size;

  if (attune_audio_test_lacks_calls ())
    return;

  wav = copy_call (fixture, "call.wav", "cut.wav");
  g_assert_cmpint (truncate (wav, 100001), ==, 0);
  cut = attune_audio_test_load (fixture->ingest, wav, NULL);
  g_assert_cmpint (attune_recording_get_n_frames (cut), ==, (100001 - 44) / 4);
  g_assert_nonnull (strstr (attune_recording_get_warning (cut), "cut.wav"));

  /* What is left of a coded recording is heard. */
  flac = copy_call (fixture, "call.flac", "cut.flac");
  g_assert_cmpint (truncate (flac, 100001), ==, 0);
  damaged = attune_audio_test_load (fixture->ingest, flac, NULL);
  g_assert_nonnull (damaged);
  g_assert_cmpint (attune_recording_get_n_frames (damaged), >, RATE);

  g_assert_true (g_file_get_contents (wav, &header, &size, NULL));
  memset (header + 44, 0, size - 44);
  silent = write_file (fixture, "silent.wav", header, (gssize) size);
  quiet = attune_audio_test_load (fixture->ingest, silent, NULL);
  g_assert_nonnull (strstr (attune_recording_get_warning (quiet), "silent.wav"));
}

static void
test_missing_helper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttuneIngest)
    ingest = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", fixture->cache, "helper",
                           "/nowhere/attune-decoder", NULL);
  g_autofree char *path = write_file (fixture, "call.mp3", "ID3\3\0\0\0\0\0\0", 10);
  g_autoptr (GError) error = NULL;

  g_assert_null (attune_audio_test_load (ingest, path, &error));
  g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_HELPER);
  g_assert_nonnull (strstr (error->message, "/nowhere/attune-decoder"));
}

typedef struct
{
  const char *name;
  const char *script;
  int error;
  const char *says;
} Helper;

/* Descriptors: 3 the recording, 4 the sound, 5 the records. */
static const Helper helpers[] = {
  { "dies-at-once", "exit 1", ATTUNE_AUDIO_ERROR_HELPER, "call.flac" },
  { "is-killed", "kill -9 $$", ATTUNE_AUDIO_ERROR_HELPER, "call.flac" },
  /* In the middle of its records, however quick it is. */
  { "is-killed-midway", "\"$helper\" \"$@\" 5>&1 | { head -c 100 >&5; kill -9 $$; }",
    ATTUNE_AUDIO_ERROR_HELPER, "call.flac" },
  { "raves", "head -c 5000 /dev/urandom >&5", ATTUNE_AUDIO_ERROR_HELPER, "call.flac" },
  { "sends-half-a-record", "printf 'ATD1\\1\\0\\0\\0' >&5", ATTUNE_AUDIO_ERROR_HELPER,
    "call.flac" },
  { "claims-too-much",
    "printf 'ATD1\\2\\0\\0\\0\\0\\0\\0\\0\\100\\37\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\377\\377\\377\\377\\0\\0\\0\\0' >&5;"
    "head -c 96 /dev/zero >&5",
    ATTUNE_AUDIO_ERROR_HELPER, "call.flac" },
  { "hangs-in-a-record", "printf 'ATD1\\1\\0\\0\\0' >&5; exec sleep 60", ATTUNE_AUDIO_ERROR_LIMIT,
    "call.flac" },
  { "hangs", "exec sleep 60", ATTUNE_AUDIO_ERROR_LIMIT, "call.flac" },
  { "has-no-codec",
    "export GST_PLUGIN_FEATURE_RANK=flacdec:NONE,avdec_flac:NONE; exec \"$helper\" \"$@\"",
    ATTUNE_AUDIO_ERROR_CODEC, "gstreamer1.0-plugins-good" },
};

static void
test_helper (Fixture *fixture, gconstpointer data)
{
  const Helper *row = data;
  g_autoptr (AttuneIngest) ingest = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (attune_audio_test_lacks_calls ())
    return;

  ingest = make_ingest_with_script (fixture, row->script);
  path = copy_call (fixture, "call.flac", "call.flac");
  g_assert_null (attune_audio_test_load (ingest, path, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, ATTUNE_AUDIO_ERROR, row->error);
  g_assert_nonnull (strstr (error->message, "call.flac"));
  g_assert_nonnull (strstr (error->message, row->says));
  attune_ingest_settle (ingest);
  g_assert_cmpuint (count_files (fixture->cache, "part-"), ==, 0);
  g_assert_cmpuint (count_files (fixture->cache, ".pcm"), ==, 0);
}

static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  const char *const calls[] = { "call.wav", "call.flac" };
  g_autoptr (AttuneIngest)
    strict = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", fixture->cache, "helper",
                           attune_audio_test_helper (), "max-seconds", 10, NULL);

  if (attune_audio_test_lacks_calls ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *path = attune_audio_test_call (calls[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (attune_audio_test_load (strict, path, &error));
      g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_LIMIT);
    }
}

/* A disk that has no room for what is decoded is told of, not the recording. */
static void
test_full_cache (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cache = g_strdup ("/dev/shm/attune-test-XXXXXX");
  g_autoptr (AttuneIngest) ingest = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  struct statvfs disk;

  /* What most recordings may take, 32 GiB, has to be more than there is. */
  if (attune_audio_test_lacks_calls ())
    return;
  if (statvfs ("/dev/shm", &disk) != 0 ||
      (gint64) disk.f_bavail * (gint64) disk.f_frsize >= G_GINT64_CONSTANT (32) << 30 ||
      g_mkdtemp (cache) == NULL)
    {
      g_test_skip ("there is no small disk here");
      return;
    }

  g_free (fixture->cache);
  fixture->cache = g_steal_pointer (&cache);
  ingest = make_ingest_with_script (fixture, "{ printf 'ATD1\\3\\0\\0\\0\\4\\0\\0\\0'; "
                                             "head -c 116 /dev/zero; } >&5");
  path = copy_call (fixture, "call.flac", "call.flac");
  g_assert_null (attune_audio_test_load (ingest, path, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CACHE);
  g_assert_nonnull (strstr (error->message, "call.flac"));
  g_assert_nonnull (strstr (error->message, fixture->cache));
  g_assert_null (strstr (error->message, "too large"));
  attune_ingest_settle (ingest);
  attune_test_folder_remove (g_strdup (fixture->cache));
}

static void
test_unwritable_cache (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = write_file (fixture, "file", "x", 1);
  g_autoptr (AttuneIngest) ingest = attune_audio_test_ingest (file);
  g_autofree char *wav = NULL, *mp3 = NULL;
  g_autoptr (AttuneRecording) recording = NULL;
  g_autoptr (GError) error = NULL;

  if (attune_audio_test_lacks_calls ())
    return;

  /* A WAV file needs none. */
  wav = attune_audio_test_call ("call.wav");
  mp3 = attune_audio_test_call ("call.mp3");
  recording = attune_audio_test_load (ingest, wav, NULL);
  g_assert_nonnull (recording);
  g_assert_null (attune_audio_test_load (ingest, mp3, &error));
  g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CACHE);
  attune_ingest_settle (ingest);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  if (attune_audio_test_lacks_calls ())
    return;

  path = attune_audio_test_call ("call.ogg");
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (AttuneRecording) recording = attune_recording_new (fixture->ingest, path);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      GAsyncResult *arrived = NULL;

      attune_recording_load_async (recording, cancellable, attune_await_cb, &arrived);
      g_usleep (i * 8000);
      g_cancellable_cancel (cancellable);
      result = attune_await (&arrived);
      g_assert_false (attune_recording_load_finish (recording, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  attune_ingest_settle (fixture->ingest);
  g_assert_cmpuint (count_files (fixture->cache, "part-"), ==, 0);
}

/* Half an hour: something is seen soon, and it only grows. */
static void
changed_cb (AttuneRecording *recording, gint64 *last)
{
  AttunePeaks *peaks = attune_recording_get_peaks (recording);
  gint64 n_frames = peaks != NULL ? attune_peaks_get_n_frames (peaks) : 0;

  g_assert_nonnull (attune_recording_get_pcm (recording));
  g_assert_cmpint (n_frames, >=, *last);
  g_assert_cmpint (n_frames, <=, attune_pcm_get_n_frames (attune_recording_get_pcm (recording)));
  g_assert_cmpfloat (attune_recording_get_progress (recording), <=, 1.0);
  *last = n_frames;
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  const gint64 n = 1800 * RATE;
  g_autofree guint8 *bytes = g_malloc ((gsize) n);
  g_autofree char *path = NULL;
  g_autoptr (AttuneRecording) recording = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *arrived = NULL;
  guint n_changes = 0;
  gint64 last = 0;

  for (gint64 i = 0; i < n; i++)
    bytes[i] = (guint8) (i * 7 / 3);
  path = write_file (fixture, "long.ulaw", bytes, (gssize) n);
  recording = attune_recording_new (fixture->ingest, path);
  g_signal_connect (recording, "changed", G_CALLBACK (changed_cb), &last);
  g_signal_connect (recording, "changed", G_CALLBACK (count_cb), &n_changes);
  attune_recording_load_async (recording, NULL, attune_await_cb, &arrived);
  result = attune_await (&arrived);
  g_assert_true (attune_recording_load_finish (recording, result, NULL));
  g_assert_cmpuint (n_changes, >=, 2);
  g_assert_cmpint (last, ==, n);
}

static void
test_digest (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "abc", "abc", 3);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", NULL);
  g_autoptr (GAsyncResult) result = NULL, failed = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *arrived = NULL;

  attune_digest_file_async (path, NULL, attune_await_cb, &arrived);
  result = attune_await (&arrived);
  digest = attune_digest_file_finish (result, NULL);
  g_assert_cmpstr (digest, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  arrived = NULL;
  attune_digest_file_async (missing, NULL, attune_await_cb, &arrived);
  failed = attune_await (&arrived);
  g_assert_null (attune_digest_file_finish (failed, &error));
  g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_OPEN);
  g_assert_nonnull (strstr (error->message, missing));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer), gconstpointer data)
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);
  add ("/recording/forms", test_forms, NULL);
  add ("/recording/cached", test_cached, NULL);
  add ("/recording/changed-file", test_changed_file, NULL);
  add ("/recording/damaged-cache", test_damaged_cache, NULL);
  add ("/recording/map-file", test_map_file, NULL);
  add ("/recording/cache-is-bounded", test_cache_is_bounded, NULL);
  add ("/recording/cache-order", test_cache_order, NULL);
  add ("/recording/unfinished-part", test_unfinished_part, NULL);
  add ("/recording/bad-files", test_bad_files, NULL);
  add ("/recording/warnings", test_warnings, NULL);
  add ("/recording/missing-helper", test_missing_helper, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (helpers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/recording/helper/%s", helpers[i].name);

      add (path, test_helper, &helpers[i]);
    }
  add ("/recording/too-long", test_too_long, NULL);
  add ("/recording/full-cache", test_full_cache, NULL);
  add ("/recording/unwritable-cache", test_unwritable_cache, NULL);
  add ("/recording/cancel", test_cancel, NULL);
  add ("/recording/progress", test_progress, NULL);
  add ("/recording/digest", test_digest, NULL);
  return g_test_run ();
}
