/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-error.h"
#include "attune-audio-test.h"
#include "attune-test-support.h"

#include <glib/gstdio.h>
#include <string.h>

/* Loads that go on side by side. */
#define AT_ONCE 3
/* Enough of a call for every header and some sound. */
#define MOST_BYTES 40000

/* Every form that is taken in. */
static const char *const calls[] = {
  "call.wav",     "call-24.wav", "call-8.wav", "call-mulaw.wav", "call-alaw.wav", "call-gsm.wav",
  "call.gsm",     "call.ulaw",   "call.flac",  "call.mp3",       "call.opus",     "call.ogg",
  "call-ima.wav", "call-ms.wav", "call.m4a",   "call.aac",
};

/* Where a decoder that was taken over might leave something. */
static const char *const places[] = { "HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
                                      "XDG_RUNTIME_DIR" };

typedef struct
{
  char *folder;
  char *elsewhere;         /* all of those places, and the working folder */
  AttuneIngest *ingest[2]; /* with the helper shut in, and without */
  GRand *rand;
  guint n_loading;
  guint n_loaded;
  guint n_failed;
  guint n_died;
} Run;

static void
mutate (GByteArray *bytes, GRand *rand)
{
  guint n = 1 + (guint) g_rand_int_range (rand, 0, 40);
  guint where;

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0: /* cut */
      g_byte_array_set_size (bytes, (guint) g_rand_int_range (rand, 0, (gint32) bytes->len));
      break;
    case 1: /* a header's numbers at their ends */
      where = (guint) g_rand_int_range (rand, 0, 64);
      memset (bytes->data + where, g_rand_boolean (rand) ? 0xFF : 0, 4);
      break;
    case 2: /* a piece twice */
      where = (guint) g_rand_int_range (rand, 0, (gint32) bytes->len - 2000);
      memmove (bytes->data + where + 500, bytes->data + where, 1000);
      break;
    default: /* bits anywhere, mostly near the beginning */
      for (guint i = 0; i < n; i++)
        {
          where = (guint) g_rand_int_range (rand, 0, (gint32) (i % 2 == 0 ? 200 : bytes->len));
          bytes->data[where] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
        }
    }
}

static char *
write_mutant (Run *run, guint i)
{
  const char *name = calls[i % G_N_ELEMENTS (calls)];
  g_autofree char *from = attune_audio_test_call (name);
  g_autofree char *file = g_strdup_printf ("%04u-%s", i, name);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *data = NULL;
  gsize size;
  char *path = g_build_filename (run->folder, file, NULL);

  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  /* M4A has its header at the end. */
  g_byte_array_append (bytes, (guint8 *) data,
                       (guint) (g_str_has_suffix (name, "m4a") ? size : MIN (size, MOST_BYTES)));
  mutate (bytes, run->rand);
  g_assert_true (g_file_set_contents (path, (char *) bytes->data, bytes->len, NULL));
  return path;
}

static void
check_loaded (AttuneRecording *recording)
{
  gint64 n_frames = attune_recording_get_n_frames (recording);
  g_autofree gint16 *frame = g_new (gint16, attune_recording_get_channels (recording));

  g_assert_cmpint (n_frames, >, 0);
  g_assert_true (
    attune_pcm_read (attune_recording_get_pcm (recording), n_frames - 1, 1, frame, NULL));
  g_assert_cmpint (attune_peaks_get_n_frames (attune_recording_get_peaks (recording)), ==,
                   n_frames);
  g_assert_cmpint (attune_talk_map_get_n_frames (attune_recording_get_talk_map (recording)), ==,
                   n_frames);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AttuneRecording *recording = ATTUNE_RECORDING (source);
  Run *run = data;
  g_autofree char *name = g_path_get_basename (attune_recording_get_path (recording));
  g_autoptr (GError) error = NULL;

  run->n_loading--;
  if (attune_recording_load_finish (recording, result, &error))
    {
      run->n_loaded++;
      check_loaded (recording);
      return;
    }
  run->n_failed++;
  run->n_died += g_error_matches (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_HELPER);
  g_assert_true (error->domain == ATTUNE_AUDIO_ERROR);
  g_assert_nonnull (strstr (error->message, name));
}

static gboolean
has_room (gpointer data)
{
  return ((Run *) data)->n_loading < AT_ONCE;
}

static gboolean
is_idle (gpointer data)
{
  return ((Run *) data)->n_loading == 0;
}

static void
set_up (Run *run)
{
  g_autofree char *cache = NULL;

  run->folder = attune_test_folder_new ();
  run->elsewhere = attune_test_folder_new ();
  cache = g_build_filename (run->folder, "cache", NULL);
  /* GStreamer's list of its plug-ins is none of a decoder's leavings. */
  g_setenv ("XDG_CACHE_HOME", g_get_user_cache_dir (), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_setenv (places[i], run->elsewhere, TRUE);
  g_assert_cmpint (g_chdir (run->elsewhere), ==, 0);
  for (guint i = 0; i < 2; i++)
    run->ingest[i] = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", cache, "helper",
                                   attune_audio_test_helper (), "cache-limit", (guint64) 50000000,
                                   "is-apart", i == 0, "takes-aac", TRUE, NULL);
  run->rand = g_rand_new_with_seed (20);
}

static void
tear_down (Run *run)
{
  for (guint i = 0; i < 2; i++)
    g_object_unref (run->ingest[i]);
  g_rand_free (run->rand);
  g_assert_cmpint (g_chdir ("/"), ==, 0);
  attune_test_folder_remove (run->folder);
  attune_test_folder_remove (run->elsewhere);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_mutants (void)
{
  guint n = attune_test_count (100, 400, 2000);
  Run run = { 0 };

  if (attune_audio_test_lacks_calls ())
    return;

  set_up (&run);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = write_mutant (&run, i);
      g_autoptr (AttuneRecording)
        recording = attune_recording_new (run.ingest[i / G_N_ELEMENTS (calls) % 2], path);

      g_assert_true (attune_test_wait_until (has_room, &run, 60));
      run.n_loading++;
      attune_recording_load_async (recording, NULL, loaded_cb, &run);
    }
  g_assert_true (attune_test_wait_until (is_idle, &run, 60));
  for (guint i = 0; i < 2; i++)
    attune_ingest_settle (run.ingest[i]);
  g_test_message ("%u loaded, %u refused, of which the helper died of %u", run.n_loaded,
                  run.n_failed, run.n_died);
  g_assert_cmpuint (run.n_loaded + run.n_failed, ==, n);

  /* Nothing but the mutants and the cache has come into being beside them. */
  g_assert_cmpuint (count_entries (run.folder), ==, n + 1);
  g_assert_cmpuint (count_entries (run.elsewhere), ==, 0);
  tear_down (&run);
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);
  g_test_add_func ("/mutants/load", test_mutants);
  return g_test_run ();
}
