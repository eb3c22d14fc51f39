/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"
#include "attune-held-key.h"
#include "attune-key-page.h"
#include "attune-key-row.h"
#include "attune-playback-page.h"
#include "attune-preferences.h"
#include "attune-screens.h"
#include "attune-side-question.h"
#include "attune-test-support.h"

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>
#include <string.h>

#define SECOND G_USEC_PER_SEC

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

static void
type (KeySym key)
{
  attune_evaluate_sample_set_key (key, TRUE);
  attune_evaluate_sample_set_key (key, FALSE);
}

static void
type_with (KeySym modifier, KeySym key)
{
  attune_evaluate_sample_set_key (modifier, TRUE);
  type (key);
  attune_evaluate_sample_set_key (modifier, FALSE);
}

/* --- Playing --- */

static gboolean
is_ready (gpointer data)
{
  AttuneEvaluateSample *sample = data;

  return attune_evaluate_sample_has_talk_map (sample) && gtk_window_is_active (sample->window);
}

static void
open_call (AttuneEvaluateSample *sample)
{
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");

  attune_evaluate_sample_open (sample, recording, "calls");
  attune_evaluate_sample_wait (is_ready, sample);
  attune_player_set_rewind (attune_evaluate_sample_get_player (sample), 0);
}

static gboolean
is_playing (AttuneEvaluateSample *sample)
{
  return attune_player_is_playing (attune_evaluate_sample_get_player (sample));
}

static gboolean
has_paused (gpointer data)
{
  return !is_playing (data);
}

static void
test_playing (void)
{
  AttuneEvaluateSample sample = { 0 };
  gint64 before;

  open_call (&sample);
  gtk_widget_grab_focus (attune_evaluate_sample_get_note_entry (&sample));
  type (XK_F4);
  g_assert_true (is_playing (&sample));
  type (XK_F4);
  g_assert_false (is_playing (&sample));
  type_with (XK_Control_L, XK_space);
  g_assert_true (is_playing (&sample));
  type_with (XK_Shift_L, XK_F8);
  g_assert_false (is_playing (&sample));
  type_with (XK_Shift_L, XK_F8);
  g_assert_false (is_playing (&sample));
  type_with (XK_Shift_L, XK_F7);
  type_with (XK_Shift_L, XK_F7);
  g_assert_true (is_playing (&sample));
  type_with (XK_Shift_L, XK_F8);

  before = attune_evaluate_sample_get_position (&sample);
  type (XK_F8);
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, before + 5 * SECOND);
  type (XK_F6);
  g_assert_cmpuint (attune_player_get_speed (attune_evaluate_sample_get_player (&sample)), ==, 11);
  type_with (XK_Shift_L, XK_F3);
  g_assert_cmpint (attune_player_get_skip_silence (attune_evaluate_sample_get_player (&sample)), >,
                   0);
  g_assert_cmpstr (gtk_editable_get_text (attune_evaluate_sample_get_note_entry (&sample)), ==, "");
  attune_evaluate_sample_close (&sample);
}

/* A pedal: what it sends again and again while it is down is one press. */
static void
test_held (void)
{
  AttuneEvaluateSample sample = { 0 };

  open_call (&sample);
  gtk_widget_grab_focus (attune_evaluate_sample_get_note_entry (&sample));
  attune_evaluate_sample_set_key (XK_F12, TRUE);
  g_assert_true (is_playing (&sample));
  for (int i = 0; i < 5; i++)
    attune_held_key_press (
      sample.page->held_key, GDK_KEY_F12,
      XKeysymToKeycode (gdk_x11_display_get_xdisplay (gdk_display_get_default ()), XK_F12), 0);
  g_assert_true (is_playing (&sample));

  /* The focus goes elsewhere in the window, and out of the page's hands. */
  gtk_widget_grab_focus (GTK_WIDGET (attune_listen_pane_get_waveform (sample.page->listen)));
  attune_evaluate_sample_set_key (XK_F12, FALSE);
  attune_evaluate_sample_wait (has_paused, &sample);
  g_assert_false (attune_held_key_is_held (sample.page->held_key));
  attune_evaluate_sample_close (&sample);
}

/* A keyboard that repeats by letting go and pressing at once. */
static void
test_held_repeats (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttuneHeldKey *held;

  open_call (&sample);
  held = sample.page->held_key;
  g_assert_false (attune_held_key_press (held, GDK_KEY_F11, 95, 0));
  g_assert_false (attune_held_key_press (held, GDK_KEY_F4, 70, 0));
  g_assert_true (attune_held_key_press (held, GDK_KEY_F12, 96, 0));
  for (int i = 0; i < 5; i++)
    {
      attune_held_key_release (held, 96);
      g_assert_true (attune_held_key_press (held, GDK_KEY_F12, 96, 0));
      attune_sample_settle (60);
      g_assert_true (is_playing (&sample));
    }
  /* Another key neither lets go nor begins anew. */
  attune_held_key_release (held, 70);
  attune_sample_settle (80);
  g_assert_true (is_playing (&sample));
  attune_held_key_release (held, 96);
  attune_evaluate_sample_wait (has_paused, &sample);

  /* With the window gone from under the pedal it has been let go. */
  g_assert_true (attune_held_key_press (held, GDK_KEY_F12, 96, 0));
  g_assert_true (is_playing (&sample));
  gtk_widget_set_visible (GTK_WIDGET (sample.window), FALSE);
  attune_evaluate_sample_wait (has_paused, &sample);
  g_assert_false (attune_held_key_is_held (held));
  gtk_window_present (sample.window);
  attune_evaluate_sample_close (&sample);
}

static void
test_shuttle (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttunePlayer *player;

  open_call (&sample);
  player = attune_evaluate_sample_get_player (&sample);
  gtk_widget_grab_focus (GTK_WIDGET (attune_listen_pane_get_waveform (sample.page->listen)));
  attune_player_set_speed (player, 12);
  attune_evaluate_sample_seek (&sample, 20 * SECOND);
  type (XK_l);
  g_assert_true (is_playing (&sample));
  g_assert_cmpuint (attune_player_get_speed (player), ==, 12);
  type (XK_l);
  g_assert_cmpuint (attune_player_get_speed (player), ==, 15);
  for (int i = 0; i < 5; i++)
    type (XK_l);
  g_assert_cmpuint (attune_player_get_speed (player), ==, 30);
  type (XK_k);
  g_assert_false (is_playing (&sample));
  g_assert_cmpuint (attune_player_get_speed (player), ==, 12);
  attune_evaluate_sample_seek (&sample, 20 * SECOND);
  type (XK_j);
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, 15 * SECOND);
  g_assert_false (is_playing (&sample));

  /* Where somebody writes they are letters. */
  gtk_widget_grab_focus (attune_evaluate_sample_get_note_entry (&sample));
  type (XK_l);
  type (XK_n);
  g_assert_false (is_playing (&sample));
  g_assert_cmpstr (gtk_editable_get_text (attune_evaluate_sample_get_note_entry (&sample)), ==,
                   "ln");
  attune_evaluate_sample_close (&sample);
}

/* --- Sides --- */

static AttuneSideQuestion *
find_side_question (AttuneEvaluateSample *sample)
{
  return ATTUNE_SIDE_QUESTION (gtk_widget_get_template_child (GTK_WIDGET (sample->page->listen),
                                                              ATTUNE_TYPE_LISTEN_PANE,
                                                              "side_question"));
}

static AttuneAgentChannel
load_side (AttuneEvaluateSample *sample)
{
  g_autoptr (AttuneInteraction)
    contact = ATTUNE_CALL_OK (load_interaction, sample->store.store, sample->sample.analyst,
                              sample->interaction);

  return ((AttuneMedia *) g_ptr_array_index (contact->media, 0))->agent_channel;
}

static gboolean
is_left (gpointer data)
{
  return load_side (data) == ATTUNE_AGENT_CHANNEL_LEFT;
}

static gboolean
is_right (gpointer data)
{
  return load_side (data) == ATTUNE_AGENT_CHANNEL_RIGHT;
}

static const char *
get_lane_name (AttuneEvaluateSample *sample)
{
  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (
    GTK_WIDGET (attune_listen_pane_get_waveform (sample->page->listen)), ATTUNE_TYPE_WAVEFORM,
    "agent_label")));
}

/* Asked once, with a moment of each side to hear that changes nothing; said anew in the menu. */
static void
test_sides (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttuneSideQuestion *question;
  AttunePlayer *player;
  AttuneHearing *hearing;

  open_call (&sample);
  player = attune_evaluate_sample_get_player (&sample);
  question = find_side_question (&sample);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (question)));
  g_assert_cmpstr (get_lane_name (&sample), ==, "Left");

  attune_evaluate_sample_seek (&sample, 20 * SECOND);
  attune_player_set_balance (player, 0.25);
  attune_side_question_hear (question, 0);
  g_assert_true (is_playing (&sample));
  g_assert_cmpfloat (attune_player_get_balance (player), ==, -1.0);
  attune_side_question_hear (question, 1);
  g_assert_cmpfloat (attune_player_get_balance (player), ==, 1.0);
  attune_evaluate_sample_act (&sample, "evaluate.play");
  g_assert_false (is_playing (&sample));
  g_assert_cmpfloat_with_epsilon (attune_player_get_balance (player), 0.25, 1e-9);
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, 20 * SECOND);

  /* Whoever goes elsewhere meanwhile hears both there. */
  attune_side_question_hear (question, 0);
  attune_evaluate_sample_act (&sample, "evaluate.forward");
  g_assert_true (is_playing (&sample));
  g_assert_cmpfloat_with_epsilon (attune_player_get_balance (player), 0.25, 1e-9);
  attune_player_pause (player);

  attune_side_question_hear (question, 1);
  g_signal_emit_by_name (attune_sample_find_nth (question, GTK_TYPE_BUTTON, 3), "clicked");
  g_assert_false (is_playing (&sample));
  g_assert_cmpfloat_with_epsilon (attune_player_get_balance (player), 0.25, 1e-9);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (question)));
  g_assert_cmpstr (get_lane_name (&sample), ==, "Agent");
  attune_evaluate_sample_wait (is_right, &sample);

  hearing = attune_transport_get_hearing (attune_listen_pane_get_transport (sample.page->listen));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                  gtk_widget_get_template_child (GTK_WIDGET (hearing),
                                                                 ATTUNE_TYPE_HEARING, "left")),
                                TRUE);
  attune_evaluate_sample_wait (is_left, &sample);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_side_question (&sample))));
  attune_evaluate_sample_close (&sample);
}

/* --- The desktop's controls --- */

static gboolean
is_offered (gpointer data)
{
  AttuneEvaluateSample *sample = data;

  return attune_mpris_get_name (attune_listen_pane_get_mpris (sample->page->listen)) != NULL;
}

static void
test_offered (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttuneMpris *mpris;

  open_call (&sample);
  mpris = attune_listen_pane_get_mpris (sample.page->listen);
  attune_evaluate_sample_wait (is_offered, &sample);
  attune_evaluate_sample_seek (&sample, 20 * SECOND);
  g_signal_emit_by_name (mpris, "skip", -1);
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, 15 * SECOND);
  g_signal_emit_by_name (mpris, "seek", (gint64) (7 * SECOND));
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, 7 * SECOND);

  /* Out of sight nobody else plays it. */
  gtk_widget_set_visible (GTK_WIDGET (sample.page->listen), FALSE);
  g_assert_null (attune_mpris_get_name (mpris));
  gtk_widget_set_visible (GTK_WIDGET (sample.page->listen), TRUE);
  attune_evaluate_sample_wait (is_offered, &sample);
  attune_evaluate_sample_close (&sample);
}

/* --- Preferences --- */

static GtkWindow *
find_preferences (GtkWindow *parent)
{
  g_assert_true (attune_test_wait_until (attune_sample_has_dialog, parent, 30));
  return attune_sample_find_dialog (parent);
}

static AttuneKeyRow *
find_row (gpointer widget, const char *action)
{
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      AttuneKeyRow *row = ATTUNE_IS_KEY_ROW (i) &&
                              strcmp (attune_key_row_get_action (ATTUNE_KEY_ROW (i)), action) == 0
                            ? ATTUNE_KEY_ROW (i)
                            : find_row (i, action);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static void
assert_keys (AttuneKeyMap *map, const char *action, const char *expected)
{
  g_autofree char *keys = g_strjoinv (" ", (GStrv) attune_key_map_get_keys (map, action));

  g_assert_cmpstr (keys, ==, expected);
}

static void
click (AttuneKeyRow *row, const char *button)
{
  g_signal_emit_by_name (gtk_widget_get_template_child (GTK_WIDGET (row), ATTUNE_TYPE_KEY_ROW,
                                                        button),
                         "clicked");
}

static void
test_preferences (void)
{
  g_autoptr (GSettings) settings = attune_screens_new_settings ();
  AttuneKeyMap *map = attune_key_map_get (settings);
  GtkWidget *parent = adw_window_new ();
  GtkWidget *child = gtk_label_new ("Page");
  GtkWindow *window;
  AttunePlaybackPage *playback;
  AttuneKeyRow *play, *back;

  adw_window_set_content (ADW_WINDOW (parent), child);
  gtk_window_present (GTK_WINDOW (parent));
  attune_preferences_show (child, settings);
  window = find_preferences (GTK_WINDOW (parent));
  g_assert_true (attune_test_wait_until (is_active, window, 30));

  playback = attune_sample_find_child (GTK_WIDGET (window), ATTUNE_TYPE_PLAYBACK_PAGE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (
                               gtk_widget_get_template_child (GTK_WIDGET (playback),
                                                              ATTUNE_TYPE_PLAYBACK_PAGE, "skip")),
                             7);
  g_assert_cmpint (g_settings_get_int (settings, "skip-seconds"), ==, 7);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (
                               gtk_widget_get_template_child (GTK_WIDGET (playback),
                                                              ATTUNE_TYPE_PLAYBACK_PAGE, "rewind")),
                             99);
  g_assert_cmpfloat (g_settings_get_double (settings, "rewind-on-pause"), ==, 10.0);
  g_assert_false (g_settings_get_boolean (settings, "take-aac"));
  gtk_switch_set_active (GTK_SWITCH (gtk_widget_get_template_child (GTK_WIDGET (playback),
                                                                    ATTUNE_TYPE_PLAYBACK_PAGE,
                                                                    "aac")),
                         TRUE);
  g_assert_true (g_settings_get_boolean (settings, "take-aac"));
  g_settings_reset (settings, "skip-seconds");
  g_settings_reset (settings, "rewind-on-pause");
  g_settings_reset (settings, "take-aac");

  attune_preferences_show_page (ATTUNE_PREFERENCES (window), "keys");
  attune_sample_settle (200);
  play = find_row (window, "evaluate.play");
  back = find_row (window, "evaluate.back");

  /* By the keyboard, as it comes; what writes is refused and asked for again. */
  attune_key_row_listen (play, 0);
  type (XK_a);
  g_assert_true (attune_key_row_is_listening (play));
  type_with (XK_Control_L, XK_q);
  g_assert_true (attune_key_row_is_listening (play));
  type_with (XK_Shift_L, XK_F2);
  g_assert_false (attune_key_row_is_listening (play));
  assert_keys (map, "evaluate.play", "<Shift>F2 <Control>space");

  /* One that is another's: only if one says so. */
  attune_key_row_listen (play, G_MAXUINT);
  type (XK_F7);
  g_assert_false (attune_key_row_is_listening (play));
  assert_keys (map, "evaluate.back", "F7");
  click (play, "cancel");
  assert_keys (map, "evaluate.play", "<Shift>F2 <Control>space");
  attune_key_row_listen (play, G_MAXUINT);
  type (XK_F7);
  click (play, "take");
  assert_keys (map, "evaluate.play", "<Shift>F2 <Control>space F7");
  assert_keys (map, "evaluate.back", "");

  /* As it came, which the other must give back. */
  click (back, "reset");
  assert_keys (map, "evaluate.back", "");
  click (back, "take");
  assert_keys (map, "evaluate.back", "F7");
  assert_keys (map, "evaluate.play", "<Shift>F2 <Control>space");

  /* Esc leaves it, and the window; only one row listens; none needs AltGr. */
  attune_key_row_listen (back, 0);
  attune_key_row_listen (play, 1);
  g_assert_false (attune_key_row_is_listening (back));
  attune_key_row_press (play, GDK_KEY_at, 0, TRUE);
  g_assert_true (attune_key_row_is_listening (play));
  type (XK_Escape);
  g_assert_false (attune_key_row_is_listening (play));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window)));
  attune_key_row_listen (play, 1);
  click (play, "remove");
  assert_keys (map, "evaluate.play", "<Shift>F2");

  attune_key_map_reset_all (map);
  assert_keys (map, "evaluate.play", "F4 <Control>space");
  attune_key_row_listen (play, 0);
  attune_sample_destroy (GTK_WIDGET (window), GTK_WIDGET (play));
  gtk_window_destroy (GTK_WINDOW (parent));
  attune_sample_settle (100);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/evaluate/keys/playing", test_playing);
  g_test_add_func ("/evaluate/keys/held", test_held);
  g_test_add_func ("/evaluate/keys/held-repeats", test_held_repeats);
  g_test_add_func ("/evaluate/keys/shuttle", test_shuttle);
  g_test_add_func ("/evaluate/keys/sides", test_sides);
  g_test_add_func ("/evaluate/keys/offered", test_offered);
  g_test_add_func ("/evaluate/keys/preferences", test_preferences);

  return g_test_run ();
}
