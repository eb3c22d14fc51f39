/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-error.h"
#include "attune-audio-test.h"
#include "attune-recorder.h"
#include "attune-test-support.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  AttuneRecorder *recorder;
  guint n_ended;
  GError *error;
} Fixture;

static void
ended_cb (Fixture *self)
{
  self->n_ended++;
}

static void
failed_cb (Fixture *self, GError *error)
{
  g_assert_null (self->error);
  self->error = g_error_copy (error);
}

static void
open_recorder (Fixture *self, const char *source, gint64 limit)
{
  self->recorder = g_object_new (ATTUNE_TYPE_RECORDER, "source", source, "limit", limit, NULL);
  g_signal_connect_swapped (self->recorder, "ended", G_CALLBACK (ended_cb), self);
  g_signal_connect_swapped (self->recorder, "failed", G_CALLBACK (failed_cb), self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = attune_test_folder_new ();
  self->path = g_build_filename (self->folder, "spoken.ogg", NULL);
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

static void
iterate (guint ms)
{
  attune_test_wait_until (never, NULL, ms / 1000.0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer recorder = self->recorder;

  /* The thread that opens the microphone may hold it still, and wakes nobody when it lets go. */
  g_object_add_weak_pointer (recorder, &recorder);
  g_object_unref (self->recorder);
  for (guint i = 0; recorder != NULL && i < 3000; i++)
    iterate (10);
  g_assert_null (recorder);
  g_clear_error (&self->error);
  g_free (self->path);
  attune_test_folder_remove (self->folder);
}

/* Until it is idle, or has come to `least_us`. */
static void
run_until (Fixture *self, gint64 least_us)
{
  gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  while (attune_recorder_get_state (self->recorder) != ATTUNE_RECORDER_IDLE &&
         (least_us < 0 || attune_recorder_get_duration (self->recorder) < least_us))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
assert_opus (Fixture *self)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 1000);
  g_assert_cmpint (memcmp (bytes, "OggS", 4), ==, 0);
  g_assert_cmpint (memcmp (bytes + 28, "OpusHead", 8), ==, 0);
}

static void
test_spoken (Fixture *self, gconstpointer data)
{
  open_recorder (self, "audiotestsrc", G_MAXINT64);
  attune_recorder_start (self->recorder, self->path);
  g_assert_cmpint (attune_recorder_get_state (self->recorder), ==, ATTUNE_RECORDER_STARTING);
  run_until (self, G_USEC_PER_SEC);
  g_assert_cmpint (attune_recorder_get_state (self->recorder), ==, ATTUNE_RECORDER_SPEAKING);
  g_assert_cmpfloat (attune_recorder_get_level (self->recorder), >, 0.5);
  attune_recorder_stop (self->recorder);
  run_until (self, -1);
  g_assert_no_error (self->error);
  g_assert_cmpuint (self->n_ended, ==, 1);
  g_assert_cmpfloat (attune_recorder_get_level (self->recorder), ==, 0.0);
  g_assert_cmpint (attune_recorder_get_duration (self->recorder), >=, G_USEC_PER_SEC);
  assert_opus (self);

  /* And again. */
  attune_recorder_start (self->recorder, self->path);
  g_assert_cmpint (attune_recorder_get_duration (self->recorder), ==, 0);
  run_until (self, G_USEC_PER_SEC / 2);
  attune_recorder_stop (self->recorder);
  run_until (self, -1);
  g_assert_cmpuint (self->n_ended, ==, 2);
}

static void
test_limit (Fixture *self, gconstpointer data)
{
  open_recorder (self, "audiotestsrc", G_USEC_PER_SEC / 2);
  attune_recorder_start (self->recorder, self->path);
  run_until (self, -1);
  g_assert_no_error (self->error);
  g_assert_cmpuint (self->n_ended, ==, 1);
  g_assert_cmpint (attune_recorder_get_duration (self->recorder), >=, G_USEC_PER_SEC / 2);
  assert_opus (self);
}

static void
test_at_once (Fixture *self, gconstpointer data)
{
  open_recorder (self, "audiotestsrc", G_MAXINT64);
  attune_recorder_stop (self->recorder);
  attune_recorder_cancel (self->recorder);
  g_assert_no_error (self->error);
  attune_recorder_start (self->recorder, self->path);
  attune_recorder_stop (self->recorder);
  g_assert_error (self->error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_EMPTY);
  g_assert_cmpint (attune_recorder_get_state (self->recorder), ==, ATTUNE_RECORDER_IDLE);
  iterate (300);
  g_assert_cmpuint (self->n_ended, ==, 0);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_given_up (Fixture *self, gconstpointer data)
{
  open_recorder (self, "audiotestsrc", G_MAXINT64);
  attune_recorder_start (self->recorder, self->path);
  run_until (self, G_USEC_PER_SEC / 5);
  attune_recorder_cancel (self->recorder);
  iterate (100);
  g_assert_cmpuint (self->n_ended, ==, 0);
  g_assert_no_error (self->error);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_no_source (Fixture *self, gconstpointer data)
{
  open_recorder (self, "nosuchsource", G_MAXINT64);
  attune_recorder_start (self->recorder, self->path);
  run_until (self, -1);
  g_assert_error (self->error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CODEC);
}

static void
test_no_folder (Fixture *self, gconstpointer data)
{
  open_recorder (self, "audiotestsrc", G_MAXINT64);
  attune_recorder_start (self->recorder, "/nowhere/spoken.ogg");
  run_until (self, -1);
  g_assert_error (self->error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_DEVICE);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/audio/recorder/spoken", test_spoken },
    { "/audio/recorder/limit", test_limit },
    { "/audio/recorder/at-once", test_at_once },
    { "/audio/recorder/given-up", test_given_up },
    { "/audio/recorder/no-source", test_no_source },
    { "/audio/recorder/no-folder", test_no_folder },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
