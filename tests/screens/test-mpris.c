/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-test.h"
#include "attune-mpris.h"
#include "attune-test-support.h"

#include <string.h>

#define RATE     8000
#define SECONDS  60
#define DURATION ((gint64) SECONDS * G_USEC_PER_SEC)
#define PATH     "/org/mpris/MediaPlayer2"
#define PLAYER   "org.mpris.MediaPlayer2.Player"
#define ROOT     "org.mpris.MediaPlayer2"

/* A player that is offered on a bus of the test's own, and somebody at the other end of that. */
typedef struct
{
  GTestDBus *bus;
  AttunePcm *pcm;
  AttunePlayer *player;
  AttuneMpris *mpris;
  GDBusConnection *desktop;
  gint64 sought;
  int skipped;
  guint n_raised;
  GString *told;
  GVariant *answer;
  GError *error;
} Fixture;

static AttunePcm *
make_silence (void)
{
  g_autofree gint16 *samples = g_new0 (gint16, SECONDS * RATE);

  return attune_audio_test_pcm (samples, SECONDS * RATE, RATE, 1);
}

static void
seek_cb (Fixture *fixture, gint64 us)
{
  fixture->sought = us;
  attune_player_seek_us (fixture->player, us);
}

static void
skip_cb (Fixture *fixture, int direction)
{
  fixture->skipped += direction;
}

static void
raise_cb (Fixture *fixture)
{
  fixture->n_raised++;
}

static void
told_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *signal,
         GVariant *parameters,
         gpointer data)
{
  g_autofree char *text = g_variant_print (parameters, FALSE);

  g_string_append_printf (((Fixture *) data)->told, "%s %s\n", signal, text);
}

static gboolean
has_name (gpointer data)
{
  return attune_mpris_get_name (((Fixture *) data)->mpris) != NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->pcm = make_silence ();
  fixture->player = g_object_new (ATTUNE_TYPE_PLAYER, "silent", TRUE, NULL);
  attune_player_set_pcm (fixture->player, fixture->pcm);
  attune_player_set_rewind (fixture->player, 0);
  fixture->mpris = attune_mpris_new (fixture->player);
  attune_mpris_set_duration (fixture->mpris, DURATION);
  g_signal_connect_swapped (fixture->mpris, "seek", G_CALLBACK (seek_cb), fixture);
  g_signal_connect_swapped (fixture->mpris, "skip", G_CALLBACK (skip_cb), fixture);
  g_signal_connect_swapped (fixture->mpris, "raise", G_CALLBACK (raise_cb), fixture);
  fixture->sought = -1;
  fixture->told = g_string_new (NULL);
  fixture->desktop = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (fixture->desktop);
  g_dbus_connection_signal_subscribe (fixture->desktop, NULL, NULL, NULL, PATH, NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, told_cb, fixture, NULL);
  attune_mpris_set_offered (fixture->mpris, TRUE);
  g_assert_true (attune_test_wait_until (has_name, fixture, 10));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->mpris);
  g_assert_finalize_object (fixture->player);
  attune_pcm_unref (fixture->pcm);
  g_string_free (fixture->told, TRUE);
  g_object_unref (fixture->desktop);
  g_test_dbus_down (fixture->bus);
  g_object_unref (fixture->bus);
}

/* --- The other end --- */

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result,
                                                   &fixture->error);
}

static gboolean
is_answered (gpointer data)
{
  Fixture *fixture = data;

  return fixture->answer != NULL || fixture->error != NULL;
}

/* The answer, owned, or NULL for an error. */
static GVariant *
call (Fixture *fixture, const char *interface, const char *method, GVariant *parameters)
{
  g_dbus_connection_call (fixture->desktop, attune_mpris_get_name (fixture->mpris), PATH, interface,
                          method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE, 10000, NULL,
                          answered_cb, fixture);
  g_assert_true (attune_test_wait_until (is_answered, fixture, 15));
  g_clear_error (&fixture->error);
  return g_steal_pointer (&fixture->answer);
}

static void
do_call (Fixture *fixture, const char *method, GVariant *parameters)
{
  g_autoptr (GVariant) answer = call (fixture, PLAYER, method, parameters);

  g_assert_nonnull (answer);
}

static GVariant *
get (Fixture *fixture, const char *interface, const char *property)
{
  g_autoptr (GVariant) answer = call (fixture, "org.freedesktop.DBus.Properties", "Get",
                                      g_variant_new ("(ss)", interface, property));
  GVariant *value = NULL;

  g_assert_nonnull (answer);
  g_variant_get (answer, "(v)", &value);
  return value;
}

static void
assert_is (Fixture *fixture, const char *interface, const char *property, const char *expected)
{
  g_autoptr (GVariant) value = get (fixture, interface, property);
  g_autofree char *text = g_variant_print (value, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

/* --- Tests --- */

static void
test_playing (Fixture *fixture, gconstpointer data)
{
  assert_is (fixture, PLAYER, "PlaybackStatus", "'Paused'");
  do_call (fixture, "Play", NULL);
  g_assert_true (attune_player_is_playing (fixture->player));
  do_call (fixture, "Play", NULL);
  g_assert_true (attune_player_is_playing (fixture->player));
  assert_is (fixture, PLAYER, "PlaybackStatus", "'Playing'");
  g_assert_nonnull (strstr (fixture->told->str, "'PlaybackStatus': <'Playing'>"));
  do_call (fixture, "Pause", NULL);
  g_assert_false (attune_player_is_playing (fixture->player));
  do_call (fixture, "PlayPause", NULL);
  g_assert_true (attune_player_is_playing (fixture->player));
  do_call (fixture, "PlayPause", NULL);
  g_assert_false (attune_player_is_playing (fixture->player));
  do_call (fixture, "Play", NULL);
  do_call (fixture, "Stop", NULL);
  g_assert_false (attune_player_is_playing (fixture->player));
  g_assert_cmpint (fixture->sought, ==, 0);
}

static void
test_moving (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 by;
    gint64 to;
  } seeks[] = {
    { 10 * G_USEC_PER_SEC, 10 * G_USEC_PER_SEC },
    { -4 * G_USEC_PER_SEC, 6 * G_USEC_PER_SEC },
    { G_MAXINT64, DURATION },
    { G_MININT64, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (seeks); i++)
    {
      do_call (fixture, "Seek", g_variant_new ("(x)", seeks[i].by));
      g_assert_cmpint (fixture->sought, ==, seeks[i].to);
    }
  do_call (fixture, "Next", NULL);
  do_call (fixture, "Next", NULL);
  do_call (fixture, "Previous", NULL);
  g_assert_cmpint (fixture->skipped, ==, 1);

  /* Another recording's, and outside. */
  do_call (fixture, "SetPosition",
           g_variant_new ("(ox)", "/org/attuneqa/Attune/recording", (gint64) (7 * G_USEC_PER_SEC)));
  g_assert_cmpint (fixture->sought, ==, 7 * G_USEC_PER_SEC);
  do_call (fixture, "SetPosition",
           g_variant_new ("(ox)", "/somebody/elses", (gint64) (8 * G_USEC_PER_SEC)));
  do_call (fixture, "SetPosition",
           g_variant_new ("(ox)", "/org/attuneqa/Attune/recording", DURATION + 1));
  g_assert_cmpint (fixture->sought, ==, 7 * G_USEC_PER_SEC);
  assert_is (fixture, PLAYER, "Position", "7000000");

  attune_mpris_tell_seek (fixture->mpris, 9 * G_USEC_PER_SEC);
  assert_is (fixture, PLAYER, "Position", "7000000");
  g_assert_nonnull (strstr (fixture->told->str, "Seeked (9000000,)"));
}

static void
test_rate (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    double rate;
    guint tenths;
  } rates[] = { { 1.5, 15 }, { 1.27, 13 }, { 99.0, 30 }, { 0.1, 5 }, { -1.0, 5 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autoptr (GVariant) answer = call (fixture, "org.freedesktop.DBus.Properties", "Set",
                                          g_variant_new ("(ssv)", PLAYER, "Rate",
                                                         g_variant_new_double (rates[i].rate)));

      g_assert_nonnull (answer);
      g_assert_cmpuint (attune_player_get_speed (fixture->player), ==, rates[i].tenths);
    }
  assert_is (fixture, PLAYER, "Rate", "0.5");
  assert_is (fixture, PLAYER, "MinimumRate", "0.5");
  assert_is (fixture, PLAYER, "MaximumRate", "3.0");
  attune_player_play (fixture->player);
  g_variant_unref (call (fixture, "org.freedesktop.DBus.Properties", "Set",
                         g_variant_new ("(ssv)", PLAYER, "Rate", g_variant_new_double (0.0))));
  g_assert_false (attune_player_is_playing (fixture->player));
}

/* Nothing that is told says whose call it is; and what is asked of no player is refused. */
static void
test_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) refused = NULL;

  assert_is (fixture, PLAYER, "Metadata",
             "{'mpris:trackid': <objectpath '/org/attuneqa/Attune/recording'>, 'mpris:length': "
             "<int64 60000000>, 'xesam:title': <'Recording'>}");
  assert_is (fixture, ROOT, "Identity", "'Attune'");
  assert_is (fixture, ROOT, "DesktopEntry", "'" APPLICATION_ID "'");
  assert_is (fixture, ROOT, "CanRaise", "true");
  assert_is (fixture, ROOT, "CanQuit", "false");
  assert_is (fixture, ROOT, "SupportedMimeTypes", "[]");
  assert_is (fixture, PLAYER, "CanSeek", "true");
  assert_is (fixture, PLAYER, "CanGoNext", "true");
  g_variant_unref (call (fixture, ROOT, "Raise", NULL));
  g_assert_cmpuint (fixture->n_raised, ==, 1);
  refused = call (fixture, PLAYER, "OpenUri", g_variant_new ("(s)", "file:///etc/passwd"));
  g_assert_null (refused);
}

static gboolean
is_withdrawn (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GVariant)
    answer = g_dbus_connection_call_sync (fixture->desktop, "org.freedesktop.DBus",
                                          "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                          "ListNames", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, 1000,
                                          NULL, NULL);
  g_autofree char *names = g_variant_print (answer, FALSE);

  return strstr (names, "org.mpris.MediaPlayer2") == NULL;
}

/* Two windows, each with a player; and none any more. */
static void
test_offered (Fixture *fixture, gconstpointer data)
{
  AttuneMpris *second = attune_mpris_new (fixture->player);
  Fixture other = { .mpris = second };

  attune_mpris_set_offered (second, TRUE);
  g_assert_true (attune_test_wait_until (has_name, &other, 10));
  g_assert_cmpstr (attune_mpris_get_name (second), !=, attune_mpris_get_name (fixture->mpris));
  g_assert_false (is_withdrawn (fixture));
  attune_mpris_set_offered (second, FALSE);
  g_assert_finalize_object (second);

  attune_mpris_set_offered (fixture->mpris, FALSE);
  g_assert_null (attune_mpris_get_name (fixture->mpris));
  g_assert_true (attune_test_wait_until (is_withdrawn, fixture, 10));

  /* Asked for and withdrawn before it comes. */
  attune_mpris_set_offered (fixture->mpris, TRUE);
  attune_mpris_set_offered (fixture->mpris, FALSE);
  for (int i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_null (attune_mpris_get_name (fixture->mpris));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/mpris/playing", test_playing);
  ADD ("/mpris/moving", test_moving);
  ADD ("/mpris/rate", test_rate);
  ADD ("/mpris/said", test_said);
  ADD ("/mpris/offered", test_offered);

  return g_test_run ();
}
