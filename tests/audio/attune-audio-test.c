/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-audio-test.h"

#include "attune-await.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

static const char *calls;
static const char *helper;

int
attune_audio_test_file (gconstpointer data, gsize size)
{
  char path[] = "/tmp/attune-test-XXXXXX";
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_unlink (path);
  g_assert_cmpint (write (fd, data, size), ==, size);
  return fd;
}

AttunePcm *
attune_audio_test_pcm (const gint16 *samples, gint64 n_frames, guint rate, guint channels)
{
  int fd = attune_audio_test_file (samples, (gsize) n_frames * channels * sizeof *samples);
  AttunePcm *pcm = attune_pcm_new_growing (fd, rate, channels, "test");

  attune_pcm_grow (pcm, n_frames);
  attune_pcm_complete (pcm);
  return pcm;
}

void
attune_audio_test_tone (gint16 *samples,
                        guint rate,
                        guint channels,
                        guint channel,
                        double start,
                        double end,
                        double hz,
                        double volume)
{
  for (gint64 i = llround (start * rate); i < llround (end * rate); i++)
    {
      double value = samples[i * channels + channel] +
                     32767.0 * volume * sin (2.0 * G_PI * hz * (double) i / rate);

      samples[i * channels + channel] = (gint16) CLAMP (value, -32768.0, 32767.0);
    }
}

AttuneIngest *
attune_audio_test_ingest (const char *folder)
{
  return g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", folder, "helper", helper, "takes-aac",
                       TRUE, NULL);
}

AttuneRecording *
attune_audio_test_load (AttuneIngest *ingest, const char *path, GError **error)
{
  g_autoptr (AttuneRecording) recording = attune_recording_new (ingest, path);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *arrived = NULL;

  attune_recording_load_async (recording, NULL, attune_await_cb, &arrived);
  result = attune_await (&arrived);
  if (!attune_recording_load_finish (recording, result, error))
    return NULL;
  return g_steal_pointer (&recording);
}

const char *
attune_audio_test_calls (void)
{
  return calls;
}

char *
attune_audio_test_call (const char *name)
{
  return g_build_filename (calls, name, NULL);
}

gboolean
attune_audio_test_lacks_calls (void)
{
  g_autofree char *path = attune_audio_test_call ("calls.txt");
  g_autofree char *text = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL) && text[0] != '\0')
    return FALSE;
  g_test_skip ("asterisk-core-sounds-en-wav, sox or ffmpeg is not installed");
  return TRUE;
}

const char *
attune_audio_test_helper (void)
{
  return helper;
}

void
attune_audio_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  if (*argc > 1)
    helper = g_canonicalize_filename ((*argv)[1], NULL);
  if (*argc > 2)
    calls = g_canonicalize_filename ((*argv)[2], NULL);
}
