/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-test.h"
#include "attune-test-support.h"

#include <glib/gstdio.h>

#define PIECE_FRAMES 4096

/* Notes are pinned to a second of what was decoded: decoded anew, after the cache was emptied or elsewhere, it must be the
 * same sample for sample, however busy the machine is, and of a damaged file too. */
typedef struct
{
  const char *name;
  gint64 n_bytes; /* of the call's, -1 for all */
} Row;

static const Row rows[] = {
  { "call-mulaw.wav", -1 }, { "call-alaw.wav", -1 },   { "call-gsm.wav", -1 },
  { "call.gsm", -1 },       { "call.ulaw", -1 },       { "call.flac", -1 },
  { "call.mp3", -1 },       { "call.opus", -1 },       { "call.ogg", -1 },
  { "call.m4a", -1 },       { "call.aac", -1 },        { "call.flac", 100001 },
  { "call.mp3", 100001 },   { "call.opus", 100001 },   { "call.ogg", 100001 },
  { "call.ogg", 12345 },    { "call-gsm.wav", 20001 },
};

/* A helper that is held up here and there; every `seed` elsewhere. */
static char *
make_uneven_helper (const char *folder, guint seed)
{
  g_autofree char *build = g_path_get_dirname (attune_audio_test_calls ());
  g_autofree char *uneven = g_build_filename (build, "uneven.so", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n"
                                             "export ASAN_OPTIONS=verify_asan_link_order=0\n"
                                             "UNEVEN_SEED=%u LD_PRELOAD='%s' exec '%s' \"$@\"\n",
                                             seed, uneven, attune_audio_test_helper ());
  char *path = g_build_filename (folder, "helper", NULL);

  g_assert_true (g_file_test (uneven, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  return path;
}

static char *
write_recording (const char *folder, const Row *row)
{
  g_autofree char *from = attune_audio_test_call (row->name);
  g_autofree char *data = NULL;
  char *path = g_build_filename (folder, row->name, NULL);
  gsize size;

  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  g_assert_cmpint ((gint64) size, >, row->n_bytes);
  g_assert_true (
    g_file_set_contents (path, data, row->n_bytes >= 0 ? row->n_bytes : (gssize) size, NULL));
  return path;
}

static char *
digest_samples (AttuneRecording *recording)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  AttunePcm *pcm = attune_recording_get_pcm (recording);
  gint64 n_frames = attune_pcm_get_n_frames (pcm);
  gsize frame_bytes = sizeof (gint16) * attune_pcm_get_channels (pcm);
  g_autofree gint16 *samples = g_malloc (PIECE_FRAMES * frame_bytes);

  g_assert_cmpint (n_frames, >, 0);
  for (gint64 at = 0; at < n_frames; at += PIECE_FRAMES)
    {
      gsize n = (gsize) MIN (PIECE_FRAMES, n_frames - at);

      g_assert_true (attune_pcm_read (pcm, at, n, samples, NULL));
      g_checksum_update (checksum, (guint8 *) samples, (gssize) (n * frame_bytes));
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT " frames %s", n_frames,
                          g_checksum_get_string (checksum));
}

static char *
decode (const char *helper, const char *path)
{
  g_autofree char *folder = attune_test_folder_new ();
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  g_autoptr (AttuneIngest)
    ingest = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", cache, "helper", helper,
                           "is-apart", FALSE, "takes-aac", TRUE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneRecording) recording = attune_audio_test_load (ingest, path, &error);
  char *digest;

  g_assert_no_error (error);
  digest = digest_samples (recording);
  attune_ingest_settle (ingest);
  attune_test_folder_remove (g_steal_pointer (&folder));
  return digest;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  guint n = attune_test_count (2, 6, 40);
  char *folder = NULL;
  g_autofree char *path = NULL, *first = NULL;

  if (attune_audio_test_lacks_calls ())
    return;

  folder = attune_test_folder_new ();
  path = write_recording (folder, row);
  first = decode (attune_audio_test_helper (), path);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *helper = make_uneven_helper (folder, i);
      g_autofree char *again = decode (helper, path);

      g_assert_cmpstr (again, ==, first);
    }
  attune_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/steady/%s/%" G_GINT64_FORMAT, rows[i].name,
                                               rows[i].n_bytes);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
