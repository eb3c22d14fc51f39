/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-error.h"
#include "attune-audio-test.h"
#include "attune-await.h"
#include "attune-decoder-record.h"
#include "attune-probe.h"
#include "attune-test-support.h"

#include <glib/gstdio.h>
#include <string.h>

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
  self->ingest = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", cache, "helper",
                               attune_audio_test_helper (), NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_ingest_settle (self->ingest);
  g_object_unref (self->ingest);
  attune_test_folder_remove (self->folder);
}

static char *
write_file (Fixture *self, const char *name, gconstpointer bytes, gssize size)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  return path;
}

static AttuneProbe *
probe (Fixture *self, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_probe_file_async (self->ingest, path, NULL, attune_await_cb, &result);
  return attune_probe_file_finish (attune_await (&result), error);
}

/* The beginnings of such files, which is all that their kind is told by: they need no encoder to be made. */
static char *
write_beginning (Fixture *self, const char *name)
{
  static const char ends[] = "\0\0\0\x18"
                             "ftypM4A \0\0\0\0M4A mp42\0\0\0\x8"
                             "moov\0\0\0\x10"
                             "mdat12345678";
  GByteArray *bytes = g_byte_array_new ();
  char *path;

  if (g_str_has_suffix (name, ".aac"))
    /* Frames of 64 bytes, by their headers, of silence. */
    for (guint i = 0; i < 64; i++)
      {
        guint8 frame[64] = { 0xff, 0xf1, 0x6c, 0x80, 0x08, 0x1f, 0xfc };

        g_byte_array_append (bytes, frame, sizeof frame);
      }
  else
    g_byte_array_append (bytes, (const guint8 *) ends, sizeof ends - 1);
  if (g_str_has_suffix (name, ".mp4"))
    memcpy (bytes->data + 8, "isom", 4);
  if (g_str_has_suffix (name, ".mov"))
    memcpy (bytes->data + 8, "qt  ", 4);
  path = write_file (self, name, bytes->data, (gssize) bytes->len);
  g_byte_array_unref (bytes);
  return path;
}

static void
assert_switched_off (const GError *error, const char *name)
{
  g_test_message ("%s", error->message);
  g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_SWITCHED_OFF);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_nonnull (strstr (error->message, "Preferences"));
}

/* As it comes: whether it is opened or only looked at, the switch is named, not the file blamed. */
static void
test_off (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "call.m4a", "call.mp4", "call.mov", "call.aac" };

  g_assert_false (attune_ingest_get_takes_aac (self->ingest));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = write_beginning (self, names[i]);
      g_autoptr (GError) error = NULL, probe_error = NULL;

      g_assert_null (attune_audio_test_load (self->ingest, path, &error));
      assert_switched_off (error, names[i]);
      g_assert_null (probe (self, path, &probe_error));
      assert_switched_off (probe_error, names[i]);
    }
}

/* Switched on, those beginnings are what they are: no recordings. */
static void
test_on (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_beginning (self, "call.m4a");
  g_autoptr (GError) error = NULL;

  g_object_set (self->ingest, "takes-aac", TRUE, NULL);
  g_assert_null (attune_audio_test_load (self->ingest, path, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "call.m4a"));
}

/* The switch holds from what is opened next on; what was decoded before is there whichever way it stands. */
static void
test_switching (Fixture *self, gconstpointer data)
{
  static const char *const calls[] = { "call.m4a", "call.aac" };

  if (attune_audio_test_lacks_calls ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *path = attune_audio_test_call (calls[i]);
      g_autoptr (AttuneRecording) first = NULL, again = NULL;
      g_autoptr (AttuneProbe) found = NULL;
      g_autoptr (GError) error = NULL;

      g_object_set (self->ingest, "takes-aac", FALSE, NULL);
      g_assert_null (attune_audio_test_load (self->ingest, path, &error));
      assert_switched_off (error, calls[i]);
      g_clear_error (&error);

      g_object_set (self->ingest, "takes-aac", TRUE, NULL);
      found = probe (self, path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->channels, ==, 2);
      first = attune_audio_test_load (self->ingest, path, &error);
      g_assert_no_error (error);
      attune_ingest_settle (self->ingest);

      g_object_set (self->ingest, "takes-aac", FALSE, NULL);
      again = attune_audio_test_load (self->ingest, path, &error);
      g_assert_no_error (error);
      g_assert_cmpint (attune_recording_get_n_frames (again), ==,
                       attune_recording_get_n_frames (first));
    }
}

/* Switched on where the decoders, or what takes the file apart, are not installed: the package is named, and the file. */
static void
test_missing (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *call;
    const char *ranks;
    const char *package;
  } cases[] = {
    { "call.m4a", "avdec_aac:NONE,faad:NONE,fdkaacdec:NONE", "gstreamer1.0-libav" },
    { "call.aac", "avdec_aac:NONE,faad:NONE,fdkaacdec:NONE", "gstreamer1.0-libav" },
    { "call.m4a", "qtdemux:NONE", "gstreamer1.0-plugins-good" },
  };

  if (attune_audio_test_lacks_calls ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *call = attune_audio_test_call (cases[i].call);
      g_autofree char *script = g_strdup_printf (
        "#!/bin/sh\nexport GST_PLUGIN_FEATURE_RANK=%s\nexec '%s' \"$@\"\n", cases[i].ranks,
        attune_audio_test_helper ());
      g_autofree char *helper = write_file (self, "helper", script, -1);
      g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
      g_autoptr (AttuneIngest)
        ingest = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", cache, "helper", helper,
                               "is-apart", FALSE, "takes-aac", TRUE, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (g_chmod (helper, 0700), ==, 0);
      g_assert_null (attune_audio_test_load (ingest, call, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CODEC);
      g_assert_nonnull (strstr (error->message, cases[i].call));
      g_assert_nonnull (strstr (error->message, cases[i].package));
      attune_ingest_settle (ingest);
    }
}

/* What every recording is held to holds for these too. */
static void
test_too_long (Fixture *self, gconstpointer data)
{
  g_autofree char *path = attune_audio_test_call ("call.m4a");
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autoptr (AttuneIngest)
    strict = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", cache, "helper",
                           attune_audio_test_helper (), "max-seconds", 10, "takes-aac", TRUE, NULL);
  g_autoptr (GError) error = NULL;

  if (attune_audio_test_lacks_calls ())
    return;

  g_assert_null (attune_audio_test_load (strict, path, &error));
  g_assert_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "call.m4a"));
  attune_ingest_settle (strict);
}

/* What the system says of a process's limit of `name`. */
static char *
read_limit (const char *path, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("^%s +([^ ]+) ", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_regex_match (regex, text, 0, &match));
  return g_match_info_fetch (match, 1);
}

static const struct
{
  const char *name;
  const char *most;
} limits[] = {
  { "Max core file size", "0" },
  { "Max cpu time", "3600" },
  { "Max file size", "123456" },
#ifndef __SANITIZE_ADDRESS__
  { "Max address space", "3221225472" },
#endif
};

static gboolean
are_limited (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *most = read_limit (path, limits[i].name);

      if (!g_str_equal (most, limits[i].most))
        return FALSE;
    }
  return TRUE;
}

/* Before it has read a byte the helper has bound itself: memory, time of the processor, and what it may write. */
static void
test_limits (gconstpointer form)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) helper = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  g_subprocess_launcher_take_fd (launcher, attune_audio_test_file ("", 0), 4);
  g_subprocess_launcher_take_fd (launcher, attune_audio_test_file ("", 0), 5);
  helper = g_subprocess_launcher_spawn (launcher, &error, attune_audio_test_helper (), "0", "4",
                                        "5", "123456", form, NULL);
  g_assert_no_error (error);
  path = g_strdup_printf ("/proc/%s/limits", g_subprocess_get_identifier (helper));
  while (!are_limited (path) && g_get_monotonic_time () < end)
    g_usleep (5000);
  g_assert_true (are_limited (path));
  g_subprocess_force_exit (helper);
  g_subprocess_wait (helper, NULL, NULL);
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/aac/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("off", test_off);
  ADD ("on", test_on);
  ADD ("switching", test_switching);
  ADD ("missing", test_missing);
  ADD ("too-long", test_too_long);
  g_test_add_data_func ("/aac/limits/any", ATTUNE_DECODER_FORM_ANY, test_limits);
  g_test_add_data_func ("/aac/limits/any-or-aac", ATTUNE_DECODER_FORM_ANY_OR_AAC, test_limits);
  return g_test_run ();
}
