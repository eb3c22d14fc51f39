/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-error.h"
#include "attune-audio-test.h"
#include "attune-player.h"
#include "attune-test-support.h"

#include <signal.h>
#include <string.h>

#define RATE 8000

/* A sound server of the test's own, with two devices: "headset", which is used, and "room". */
typedef struct
{
  char *folder;
  GSubprocess *server;
  AttunePcm *pcm;
  AttunePlayer *player;
  GError *error;
} Fixture;

static gboolean
has_server (void)
{
  g_autofree char *server = g_find_program_in_path ("pulseaudio");
  g_autofree char *control = g_find_program_in_path ("pactl");

  return server != NULL && control != NULL;
}

/* What the server's control prints; NULL where it fails. */
static char *
control (const char *const *words)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  char *out = NULL;

  g_ptr_array_add (arguments, (gpointer) "pactl");
  for (; *words != NULL; words++)
    g_ptr_array_add (arguments, (gpointer) *words);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL) ||
      !g_subprocess_get_successful (process))
    g_clear_pointer (&out, g_free);
  return out;
}

/* What is waited for does not wake the main loop. */
static void
wait_for (gboolean (*is_reached) (gpointer data), gpointer data)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC * ATTUNE_TEST_SLOWNESS;

  while (!is_reached (data) && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10 * 1000);
    }
  g_assert_true (is_reached (data));
}

static gboolean
answers (gpointer data)
{
  static const char *const words[] = { "info", NULL };
  g_autofree char *out = control (words);

  return out != NULL;
}

static void
failed_cb (AttunePlayer *player, GError *error, Fixture *fixture)
{
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
}

static gboolean
has_failed (gpointer data)
{
  return ((Fixture *) data)->error != NULL;
}

static gboolean
has_moved_on (gpointer data)
{
  return attune_player_get_position (((Fixture *) data)->player) > RATE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *socket = NULL;
  g_autofree char *module = NULL;
  g_autofree char *address = NULL;
  g_autofree gint16 *samples = g_new0 (gint16, 60 * RATE);

  fixture->folder = attune_test_folder_new ();
  if (!has_server ())
    return;
  socket = g_build_filename (fixture->folder, "native", NULL);
  module = g_strdup_printf ("module-native-protocol-unix auth-anonymous=1 socket=%s", socket);
  address = g_strdup_printf ("unix:%s", socket);
  g_setenv ("PULSE_SERVER", address, TRUE);
  g_setenv ("PULSE_RUNTIME_PATH", fixture->folder, TRUE);
  g_setenv ("PULSE_STATE_PATH", fixture->folder, TRUE);
  fixture->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                      NULL, "pulseaudio", "-n", "--daemonize=no",
                                      "--use-pid-file=no", "--exit-idle-time=-1", "-L",
                                      "module-null-sink sink_name=headset", "-L",
                                      "module-null-sink sink_name=room", "-L",
                                      "module-rescue-streams", "-L", module, NULL);
  g_assert_nonnull (fixture->server);
  wait_for (answers, NULL);
  fixture->pcm = attune_audio_test_pcm (samples, 60 * RATE, RATE, 1);
  fixture->player = attune_player_new ();
  attune_player_set_pcm (fixture->player, fixture->pcm);
  g_signal_connect (fixture->player, "failed", G_CALLBACK (failed_cb), fixture);
  attune_player_play (fixture->player);
  wait_for (has_moved_on, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->player != NULL)
    g_assert_finalize_object (fixture->player);
  g_clear_pointer (&fixture->pcm, attune_pcm_unref);
  if (fixture->server != NULL)
    {
      g_subprocess_send_signal (fixture->server, SIGTERM);
      g_subprocess_wait (fixture->server, NULL, NULL);
    }
  g_clear_object (&fixture->server);
  g_clear_error (&fixture->error);
  attune_test_folder_remove (fixture->folder);
}

static gboolean
is_lacking (Fixture *fixture)
{
  if (fixture->server == NULL)
    g_test_skip ("pulseaudio is not installed");
  return fixture->server == NULL;
}

/* Paused where it was, and said; the next play goes to what is left. */
static void
assert_paused (Fixture *fixture)
{
  gint64 before = attune_player_get_position (fixture->player);

  wait_for (has_failed, fixture);
  g_assert_error (fixture->error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_DEVICE);
  g_test_message ("%s", fixture->error->message);
  g_assert_false (attune_player_is_playing (fixture->player));
  g_assert_cmpint (attune_player_get_position (fixture->player), >=, before - RATE / 2);
  g_assert_cmpint (attune_player_get_position (fixture->player), <, 30 * RATE);
}

static void
test_unplugged (Fixture *fixture, gconstpointer data)
{
  static const char *const list[] = { "list", "short", "modules", NULL };
  g_autofree char *modules = NULL;
  const char *number[] = { "unload-module", NULL, NULL };
  g_autofree char *first = NULL;
  g_autofree char *out = NULL;

  if (is_lacking (fixture))
    return;
  modules = control (list);
  first = g_strndup (modules, strcspn (modules, "\t"));
  number[1] = first;
  out = control (number);
  g_assert_nonnull (out);
  assert_paused (fixture);

  g_clear_error (&fixture->error);
  attune_player_seek (fixture->player, 0);
  attune_player_play (fixture->player);
  wait_for (has_moved_on, fixture);
  g_assert_no_error (fixture->error);
}

static void
test_server_gone (Fixture *fixture, gconstpointer data)
{
  if (is_lacking (fixture))
    return;
  g_subprocess_send_signal (fixture->server, SIGKILL);
  assert_paused (fixture);
}

static gboolean
is_in_room (gpointer data)
{
  static const char *const list[] = { "list", "short", "sink-inputs", NULL };
  g_autofree char *inputs = control (list);

  return inputs != NULL && g_strstr_len (inputs, -1, "\t1\t") != NULL;
}

/* Whoever sends the sound elsewhere, or plugs something in, goes on listening. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  static const char *const list[] = { "list", "short", "sink-inputs", NULL };
  const char *move[] = { "move-sink-input", NULL, "room", NULL };
  g_autofree char *inputs = NULL;
  g_autofree char *first = NULL;
  g_autofree char *out = NULL;

  if (is_lacking (fixture))
    return;
  inputs = control (list);
  first = g_strndup (inputs, strcspn (inputs, "\t"));
  move[1] = first;
  out = control (move);
  g_assert_nonnull (out);
  wait_for (is_in_room, fixture);
  attune_player_seek (fixture->player, 0);
  wait_for (has_moved_on, fixture);
  g_assert_no_error (fixture->error);
  g_assert_true (attune_player_is_playing (fixture->player));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);

  ADD ("/unplugged/unplugged", test_unplugged);
  ADD ("/unplugged/server-gone", test_server_gone);
  ADD ("/unplugged/moved", test_moved);

  return g_test_run ();
}
