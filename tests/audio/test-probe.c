/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-error.h"
#include "attune-audio-test.h"
#include "attune-await.h"
#include "attune-ending.h"
#include "attune-probe.h"
#include "attune-test-support.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  AttuneIngest *ingest;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *cache = NULL;

  self->folder = attune_test_folder_new ();
  cache = g_build_filename (self->folder, "cache", NULL);
  self->ingest = attune_audio_test_ingest (cache);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->ingest);
  attune_test_folder_remove (self->folder);
}

static char *
write_file (Fixture *self, const char *name, gconstpointer data, gssize size)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, size, NULL));
  return path;
}

/* The first `share` of a call, under another name. */
static char *
write_call (Fixture *self, const char *call, const char *name, double share)
{
  g_autofree char *from = attune_audio_test_call (call);
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  return write_file (self, name, data, (gssize) ((double) size * share));
}

static AttuneProbe *
probe (Fixture *self, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_probe_file_async (self->ingest, path, NULL, attune_await_cb, &result);
  return attune_probe_file_finish (attune_await (&result), error);
}

/* A film without a sound is told from what is no recording at all. */
static void
test_pictures (Fixture *self, gconstpointer data)
{
  g_autofree char *path = attune_audio_test_call ("pictures.mov");
  g_autoptr (GError) error = NULL;

  if (attune_audio_test_lacks_calls ())
    return;

  g_assert_null (probe (self, path, &error));
  g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "no sound"));
  g_assert_nonnull (strstr (error->message, "pictures.mov"));
}

/* A second of 8 kHz under a format tag, of bytes that are whatever they are. */
static char *
write_wav (Fixture *self, const char *name, guint code)
{
  guint8
    bytes[44 + 1000] = "RIFF\x0c\x04\0\0WAVEfmt \x10\0\0\0..\1\0\x40\x1f\0\0\xe8\3\0\0\x0a\0\0\0"
                       "data\xe8\3\0";

  bytes[20] = (guint8) (code & 0xff);
  bytes[21] = (guint8) (code >> 8);
  for (guint i = 0; i < 1000; i++)
    bytes[44 + i] = (guint8) (i * 7);
  return write_file (self, name, bytes, sizeof bytes);
}

/* What telephone systems write and nothing here decodes is named, with what to do; nothing is blamed that is installed. */
static void
test_kinds (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint code;
    const char *name;
    const char *advice;
  } kinds[] = {
    { 0x0083, "G.729", "ffmpeg -i" },    { 0x0042, "G.723.1", "ffmpeg -i" },
    { 0x0111, "G.723.1", "ffmpeg -i" },  { 0x0045, "G.726", "ffmpeg -i" },
    { 0x0064, "G.726", "ffmpeg -i" },    { 0x0022, "TrueSpeech", "ffmpeg -i" },
    { 0x0041, "G.728", "recorded it" },  { 0x0057, "AMR", "ffmpeg -i" },
    { 0x4321, "0x4321", "recorded it" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = write_wav (self, "kind\xff.wav", kinds[i].code);
      g_autoptr (GError) error = NULL;

      g_assert_null (probe (self, path, &error));
      g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT);
      g_test_message ("%s", error->message);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_nonnull (strstr (error->message, kinds[i].name));
      g_assert_nonnull (strstr (error->message, kinds[i].advice));
      g_assert_null (strstr (error->message, "plugins"));
    }
}

/* What is silent from beginning to end is said, however it is coded; what begins after a silence is not. */
static void
test_silent (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    gsize n_bytes;
    gsize sound_at; /* 0: nowhere */
    guint8 silence;
    guint code;
  } cases[] = {
    { "silent.wav", 400000, 0, 0, 1 },
    { "late.wav", 400000, 399000, 0, 1 },
    { "silent-coded.wav", 400000, 0, 0xff, 7 },
    { "late-coded.wav", 400000, 399000, 0xff, 7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 bits = cases[i].code == 1 ? 16 : 8;
      g_autofree guint8 *bytes = g_malloc (44 + cases[i].n_bytes);
      const guint32 sizes[] = { GUINT32_TO_LE ((guint32) (36 + cases[i].n_bytes)),
                                GUINT32_TO_LE (8000), GUINT32_TO_LE (8000u * bits / 8),
                                GUINT32_TO_LE ((guint32) cases[i].n_bytes) };
      g_autofree char *path = NULL;
      g_autoptr (AttuneProbe) found = NULL;
      g_autoptr (GError) error = NULL;

      memset (bytes + 44, cases[i].silence, cases[i].n_bytes);
      if (cases[i].sound_at > 0)
        memset (bytes + 44 + cases[i].sound_at, 0x20, 100);
      memcpy (bytes, "RIFF....WAVEfmt \x10\0\0\0..\1\0..........\0\0data....", 44);
      memcpy (bytes + 4, &sizes[0], 4);
      bytes[20] = (guint8) cases[i].code;
      bytes[21] = 0;
      memcpy (bytes + 24, &sizes[1], 4);
      memcpy (bytes + 28, &sizes[2], 4);
      bytes[32] = bits / 8;
      bytes[33] = 0;
      bytes[34] = bits;
      bytes[35] = 0;
      memcpy (bytes + 40, &sizes[3], 4);
      path = write_file (self, cases[i].name, bytes, (gssize) (44 + cases[i].n_bytes));
      found = probe (self, path, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %s", cases[i].name, found->warning);
      g_assert_cmpint (found->warning != NULL, ==, cases[i].sound_at == 0);
      g_assert_cmpint (found->duration_us, ==,
                       (gint64) (cases[i].n_bytes * 8 / bits) * G_USEC_PER_SEC / 8000);
    }
}

/* What says its length exactly is as long as the call that it was made of; the others do not say. */
static void
test_forms (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    guint rate;
    guint channels;
    gboolean has_length;
    guint n_blocks; /* of ADPCM, 63 ms each, that the end may be filled up with */
  } forms[] = {
    { "call.wav", 8000, 2, TRUE },        { "call-24.wav", 8000, 2, TRUE },
    { "call-mulaw.wav", 8000, 2, TRUE },  { "call.gsm", 8000, 1, TRUE },
    { "call.ulaw", 8000, 1, TRUE },       { "call.flac", 8000, 2, TRUE },
    { "call.opus", 48000, 2, TRUE },      { "call.ogg", 16000, 2, TRUE },
    { "call.mp3", 8000, 2, FALSE },       { "call.m4a", 8000, 2, FALSE },
    { "call-ima.wav", 8000, 2, TRUE, 2 }, { "call-ms.wav", 8000, 2, TRUE, 2 },
  };
  g_autofree char *wav = attune_audio_test_call ("call.wav");
  g_autoptr (AttuneProbe) whole = NULL;

  if (attune_audio_test_lacks_calls ())
    return;

  whole = probe (self, wav, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = attune_audio_test_call (forms[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneProbe) found = probe (self, path, &error);

      g_test_message ("%s", forms[i].name);
      g_assert_no_error (error);
      g_assert_cmpuint (found->rate, ==, forms[i].rate);
      g_assert_cmpuint (found->channels, ==, forms[i].channels);
      g_assert_null (found->warning);
      if (forms[i].has_length)
        g_assert_cmpint (ABS (found->duration_us - whole->duration_us), <,
                         100000 + forms[i].n_blocks * 63000);
      else
        g_assert_cmpint (found->duration_us, ==, -1);
    }
}

/* Nothing that is no recording passes for one, whatever its name; the message names it. */
static void
test_none (Fixture *self, gconstpointer data)
{
  static const char text[] = "Dear customer, this is a letter and no recording at all.\n";
  static const char picture[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x8\2\0\0\0";
  static const struct
  {
    const char *name;
    const char *bytes;
    gssize size;
    int code;
  } files[] = {
    { "letter.opus", text, sizeof text - 1, ATTUNE_AUDIO_ERROR_FORMAT },
    { "letter.wav", text, sizeof text - 1, ATTUNE_AUDIO_ERROR_FORMAT },
    { "letter.mp3", text, sizeof text - 1, ATTUNE_AUDIO_ERROR_FORMAT },
    { "letter.gsm", text, sizeof text - 1, ATTUNE_AUDIO_ERROR_FORMAT },
    { "picture.mp3", picture, sizeof picture, ATTUNE_AUDIO_ERROR_FORMAT },
    { "header.wav", "RIFF\4\0\0\0WAVE", 12, ATTUNE_AUDIO_ERROR_FORMAT },
    { "one.opus", "O", 1, ATTUNE_AUDIO_ERROR_FORMAT },
    { "empty.opus", "", 0, ATTUNE_AUDIO_ERROR_EMPTY },
  };
  g_autoptr (GError) missing = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = write_file (self, files[i].name, files[i].bytes, files[i].size);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", files[i].name);
      g_assert_null (probe (self, path, &error));
      g_assert_error (error, ATTUNE_AUDIO_ERROR, files[i].code);
      g_assert_nonnull (strstr (error->message, files[i].name));
    }
  g_assert_null (probe (self, "/nowhere/call.wav", &missing));
  g_assert_error (missing, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_OPEN);
}

/* A call that breaks off is told as such, at once and when it has been heard; one that is whole is not. */
static void
test_cut (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *call;
    const char *name;
    gboolean is_probed; /* whether the file says it before it is heard */
  } calls[] = {
    { "call.wav", "cut.wav", TRUE },   { "call-mulaw.wav", "cut-mulaw.wav", TRUE },
    { "call.opus", "cut.opus", TRUE }, { "call.ogg", "cut.ogg", TRUE },
    { "call.mp3", "cut.mp3", TRUE },   { "call.flac", "cut.flac", FALSE },
  };

  if (attune_audio_test_lacks_calls ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *whole = attune_audio_test_call (calls[i].call);
      g_autofree char *path = write_call (self, calls[i].call, calls[i].name, 0.6);
      g_autoptr (AttuneRecording) heard = attune_audio_test_load (self->ingest, whole, NULL);
      g_autoptr (AttuneRecording) cut = attune_audio_test_load (self->ingest, path, NULL);
      g_autoptr (AttuneRecording) again = NULL;
      g_autoptr (AttuneProbe) found = probe (self, path, NULL);

      g_test_message ("%s", calls[i].name);
      g_assert_null (attune_recording_get_warning (heard));
      g_assert_nonnull (strstr (attune_recording_get_warning (cut), calls[i].name));
      g_assert_cmpint (found->warning != NULL, ==, calls[i].is_probed);

      /* From the cache it is told as well. */
      attune_ingest_settle (self->ingest);
      again = attune_audio_test_load (self->ingest, path, NULL);
      g_assert_nonnull (strstr (attune_recording_get_warning (again), calls[i].name));
    }
}

/* What breaks off before any sound is told as such, not as something that is no recording. */
static void
test_cut_to_nothing (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *call;
    const char *name;
    off_t size;
  } calls[] = {
    { "call.opus", "nothing.opus", 500 },
    { "call.opus", "little.opus", 200 },
    { "call.flac", "nothing.flac", 3000 },
  };

  if (attune_audio_test_lacks_calls ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *path = write_call (self, calls[i].call, calls[i].name, 1.0);
      g_autoptr (AttuneRecording) recording = NULL;
      g_autoptr (GError) probe_error = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", calls[i].name);
      g_assert_cmpint (truncate (path, calls[i].size), ==, 0);
      g_assert_null (probe (self, path, &probe_error));
      g_assert_error (probe_error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT);
      g_assert_nonnull (strstr (probe_error->message, "cut short"));
      recording = attune_audio_test_load (self->ingest, path, &error);
      g_assert_null (recording);
      g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, probe_error->message);
    }
}

static AttuneEnding
look (gconstpointer bytes, gsize size, gint64 *out_n_samples)
{
  int fd = attune_audio_test_file (bytes, size);
  AttuneEnding ending = attune_ending_look (fd, (gint64) size, out_n_samples);

  close (fd);
  return ending;
}

static void
test_endings (void)
{
#define ZEROS \
  "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
  static const struct
  {
    const char *name;
    const char *bytes;
    gsize size;
    AttuneEnding ending;
    gint64 n_samples;
  } cases[] = {
    { "empty", "", 0, ATTUNE_ENDING_UNKNOWN, 0 },
    { "one", "O", 1, ATTUNE_ENDING_UNKNOWN, 0 },
    { "ogg-no-page", "OggS" ZEROS, 52, ATTUNE_ENDING_CUT, 0 },
    { "boxes-whole",
      "\0\0\0\x10"
      "ftypM4A \0\0\0\0\0\0\0\x8"
      "mdat",
      24, ATTUNE_ENDING_WHOLE, 0 },
    { "boxes-cut",
      "\0\0\0\x10"
      "ftypM4A \0\0\0\0\0\0\0\x9"
      "mdat",
      24, ATTUNE_ENDING_CUT, 0 },
    { "boxes-half",
      "\0\0\0\x10"
      "ftypM4A \0\0\0\0\0\0",
      18, ATTUNE_ENDING_CUT, 0 },
    { "boxes-open",
      "\0\0\0\x10"
      "ftypM4A \0\0\0\0\0\0\0\0"
      "mdat",
      24, ATTUNE_ENDING_UNKNOWN, 0 },
    { "boxes-long",
      "\0\0\0\x10"
      "ftypM4A \0\0\0\0\0\0\0\1"
      "mdat"
      "\x7f\xff\xff\xff\xff\xff\xff\xff",
      32, ATTUNE_ENDING_CUT, 0 },
    { "riff-whole", "RIFF\4\0\0\0WAVE", 12, ATTUNE_ENDING_WHOLE, 0 },
    { "riff-cut", "RIFF\x8\0\0\0WAVE", 12, ATTUNE_ENDING_CUT, 0 },
    { "riff-open", "RIFF\xff\xff\xff\xffWAVE", 12, ATTUNE_ENDING_UNKNOWN, 0 },
    { "flac", "fLaC\0\0\0\x22\0\0\0\0\0\0\0\0\0\0\0\0\0\xf1\0\0\0\2", 26, ATTUNE_ENDING_UNKNOWN,
      (G_GINT64_CONSTANT (1) << 32) + 2 },
    { "flac-short", "fLaC\0\0\0\x22\0\0\0\0", 12, ATTUNE_ENDING_UNKNOWN, 0 },
    { "mp3-plain", "\xff\xfb\x90\x64" ZEROS ZEROS, 100, ATTUNE_ENDING_UNKNOWN, 0 },
    { "text", "A letter, and no recording at all.", 34, ATTUNE_ENDING_UNKNOWN, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 n_samples;

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (look (cases[i].bytes, cases[i].size, &n_samples), ==, cases[i].ending);
      g_assert_cmpint (n_samples, ==, cases[i].n_samples);
    }
}

/* Wherever Ogg is cut, down to its last byte, its end is missed. */
static void
test_ogg_anywhere (void)
{
  g_autofree char *path = attune_audio_test_call ("call.opus");
  g_autofree char *bytes = NULL;
  gsize size;
  gint64 n_samples;

  if (attune_audio_test_lacks_calls ())
    return;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpint (look (bytes, size, &n_samples), ==, ATTUNE_ENDING_WHOLE);
  g_assert_cmpint (look (bytes, size - 1, &n_samples), ==, ATTUNE_ENDING_CUT);
  for (gsize n = 12; n < size; n += 1 + size / 97)
    g_assert_cmpint (look (bytes, n, &n_samples), ==, ATTUNE_ENDING_CUT);
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/probe/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("forms", test_forms);
  ADD ("none", test_none);
  ADD ("kinds", test_kinds);
  ADD ("pictures", test_pictures);
  ADD ("silent", test_silent);
  ADD ("cut", test_cut);
  ADD ("cut-to-nothing", test_cut_to_nothing);
  g_test_add_func ("/probe/endings", test_endings);
  g_test_add_func ("/probe/ogg-anywhere", test_ogg_anywhere);
  return g_test_run ();
}
