/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"
#include "attune-note-row.h"
#include "attune-policies.h"
#include "attune-screens.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

static char *said;
static char *detail;

static void
say_cb (AttuneContext *context, const char *heading, const char *body)
{
  g_free (said);
  g_free (detail);
  said = g_strdup (heading);
  detail = g_strdup (body);
}

static void
open_sample (AttuneEvaluateSample *sample)
{
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");

  attune_evaluate_sample_open (sample, recording, "calls");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, sample);
  attune_speech_set_source (sample->page->speech, "audiotestsrc");
  g_signal_connect (sample->context, "told", G_CALLBACK (say_cb), NULL);
}

static void
close_sample (AttuneEvaluateSample *sample)
{
  attune_evaluate_sample_close (sample);
  g_clear_pointer (&said, g_free);
  g_clear_pointer (&detail, g_free);
}

static gboolean
may_speak (gpointer data)
{
  return ((AttuneEvaluateSample *) data)->page->may_speak;
}

static gboolean
may_not_speak (gpointer data)
{
  return !may_speak (data);
}

static void
allow (AttuneEvaluateSample *sample, gboolean is_allowed)
{
  ATTUNE_CALL_OK (set_policies, sample->store.store, sample->store.manager,
                  ATTUNE_POLICY_SPOKEN_NOTES, is_allowed);
  attune_evaluate_sample_wait (is_allowed ? may_speak : may_not_speak, sample);
}

static gboolean
is_speaking (gpointer data)
{
  AttuneSpeech *speech = ((AttuneEvaluateSample *) data)->page->speech;

  return attune_speech_get_state (speech) == ATTUNE_RECORDER_SPEAKING &&
         attune_speech_get_duration (speech) > SECOND / 2;
}

static gpointer
get_tool (AttuneEvaluateSample *sample, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (
                                          attune_note_panel_get_tools (sample->page->note_panel)),
                                        ATTUNE_TYPE_NOTE_TOOLS, name);
}

static gboolean
is_past_nine (gpointer data)
{
  return attune_player_get_position_us (attune_evaluate_sample_get_player (data)) >
         9 * SECOND + SECOND / 5;
}

/* The call is silent while one speaks, and goes on where it was. */
static void
test_speak (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttunePlayer *player;
  const AttuneNote *note;
  gint64 began, pressed;

  open_sample (&sample);
  allow (&sample, TRUE);
  g_assert_true (gtk_widget_get_sensitive (get_tool (&sample, "speak")));
  player = attune_evaluate_sample_get_player (&sample);
  attune_evaluate_sample_seek (&sample, 9 * SECOND);
  attune_evaluate_sample_act (&sample, "evaluate.play");
  attune_evaluate_sample_wait (is_past_nine, &sample);
  began = attune_player_get_position_us (player);
  pressed = g_get_monotonic_time ();
  attune_evaluate_sample_act (&sample, "evaluate.speak");
  pressed = g_get_monotonic_time () - pressed;
  g_assert_false (attune_player_is_playing (player));
  attune_evaluate_sample_wait (is_speaking, &sample);
  g_assert_true (gtk_widget_get_visible (get_tool (&sample, "speech")));
  g_assert_cmpfloat (gtk_level_bar_get_value (get_tool (&sample, "level")), >, 0.3);

  attune_evaluate_sample_act (&sample, "evaluate.speak");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  note = attune_evaluate_sample_get_first_note (&sample);
  g_assert_true (attune_player_is_playing (player));
  g_assert_false (gtk_widget_get_visible (get_tool (&sample, "speech")));
  g_assert_cmpint (note->from_us, >=, began - SECOND / 20);
  g_assert_cmpint (note->from_us, <=, began + pressed + SECOND / 20);
  g_assert_cmpint (note->sound_us, >, SECOND / 2);
  g_assert_cmpstr (note->text, ==, "");
  g_assert_true (
    g_str_has_prefix (note->sound, attune_store_get_media_folder (sample.store.store)));
  g_assert_true (g_file_test (note->sound, G_FILE_TEST_IS_REGULAR));
  close_sample (&sample);
}

static gboolean
is_heard (gpointer data)
{
  return attune_speech_get_heard (((AttuneEvaluateSample *) data)->page->speech) != 0;
}

static gboolean
is_not_heard (gpointer data)
{
  return !is_heard (data);
}

static gboolean
has_row (gpointer data)
{
  gpointer list = gtk_widget_get_template_child (
    GTK_WIDGET (((AttuneEvaluateSample *) data)->page->note_panel), ATTUNE_TYPE_NOTE_PANEL, "list");

  return ATTUNE_IS_NOTE_ROW (gtk_list_box_get_row_at_index (list, 0));
}

/* What was spoken is heard from its row, and then is silent by itself. */
static void
test_hear (void)
{
  AttuneEvaluateSample sample = { 0 };
  gpointer list;
  GtkWidget *row;

  open_sample (&sample);
  allow (&sample, TRUE);
  attune_evaluate_sample_act (&sample, "evaluate.speak");
  attune_evaluate_sample_wait (is_speaking, &sample);
  attune_evaluate_sample_act (&sample, "evaluate.speak");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  attune_evaluate_sample_wait (has_row, &sample);
  list = gtk_widget_get_template_child (GTK_WIDGET (sample.page->note_panel),
                                        ATTUNE_TYPE_NOTE_PANEL, "list");
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0));
  g_assert_true (gtk_widget_activate_action (row, "note.speech", NULL));
  g_assert_true (is_heard (&sample));
  attune_evaluate_sample_wait (is_not_heard, &sample);
  /* Twice is silence. */
  gtk_widget_activate_action (row, "note.speech", NULL);
  gtk_widget_activate_action (row, "note.speech", NULL);
  g_assert_false (is_heard (&sample));
  close_sample (&sample);
}

static void
test_not_allowed (void)
{
  AttuneEvaluateSample sample = { 0 };

  open_sample (&sample);
  g_assert_false (gtk_widget_get_sensitive (get_tool (&sample, "speak")));
  attune_evaluate_sample_act (&sample, "evaluate.speak");
  g_assert_cmpint (attune_speech_get_state (sample.page->speech), ==, ATTUNE_RECORDER_IDLE);
  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, "manager"));

  /* What is given up is not kept. */
  allow (&sample, TRUE);
  attune_evaluate_sample_act (&sample, "evaluate.speak");
  attune_evaluate_sample_wait (is_speaking, &sample);
  attune_evaluate_sample_act (&sample, "evaluate.give-up-speech");
  g_assert_cmpint (attune_speech_get_state (sample.page->speech), ==, ATTUNE_RECORDER_IDLE);
  attune_sample_settle (200);
  g_assert_false (attune_evaluate_sample_has_note (&sample));
  allow (&sample, FALSE);
  g_assert_false (gtk_widget_get_sensitive (get_tool (&sample, "speak")));
  close_sample (&sample);
}

/* Leaving the page ends what is spoken, and keeps it. */
static void
test_left (void)
{
  AttuneEvaluateSample sample = { 0 };

  open_sample (&sample);
  allow (&sample, TRUE);
  attune_evaluate_sample_act (&sample, "evaluate.speak");
  attune_evaluate_sample_wait (is_speaking, &sample);
  attune_evaluate_sample_hide (&sample);
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  g_assert_nonnull (attune_evaluate_sample_get_first_note (&sample)->sound);
  attune_evaluate_sample_close (&sample);
  g_clear_pointer (&said, g_free);
}

static void
import (AttuneEvaluateSample *sample, const char *text)
{
  g_autofree char *path = g_build_filename (sample->store.folder, "labels.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_clear_pointer (&said, g_free);
  attune_evaluate_page_import_notes (sample->page, file);
}

static gboolean
has_said (gpointer data)
{
  return said != NULL || attune_sample_has_dialog (((AttuneEvaluateSample *) data)->window);
}

/* Labels become notes; what is none of the form's questions stays in the text, and what is there is not there twice. */
static void
test_import (void)
{
  AttuneEvaluateSample sample = { 0 };
  GPtrArray *notes;
  const AttuneNote *first, *second;

  open_sample (&sample);
  import (&sample, "4.000000\t6.500000\t+ Warm [greeting]\n7.000000\t7.000000\tnoise [door]\n");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_two_notes, &sample);
  attune_evaluate_sample_wait (has_said, &sample);
  g_assert_nonnull (strstr (said, "2"));
  notes = attune_note_book_get_notes (sample.page->book);
  first = g_ptr_array_index (notes, 0);
  second = g_ptr_array_index (notes, 1);
  g_assert_cmpint (first->from_us, ==, 4 * SECOND);
  g_assert_cmpint (first->to_us, ==, 6 * SECOND + SECOND / 2);
  g_assert_cmpint (first->kind, ==, ATTUNE_NOTE_PRAISE);
  g_assert_cmpstr (first->question, ==, "greeting");
  g_assert_null (second->question);
  g_assert_cmpstr (second->text, ==, "noise [door]");

  import (&sample, "4.000000\t6.500000\t+ Warm [greeting]\n");
  attune_evaluate_sample_wait (has_said, &sample);
  attune_sample_settle (200);
  g_assert_true (attune_evaluate_sample_has_two_notes (&sample));
  gtk_window_destroy (attune_sample_find_dialog (sample.window));
  close_sample (&sample);
}

/* What went in before something went wrong is told; and what is no file of notes is not taken for one, least of all the
 * workspace, which would lose its locks. */
static void
test_import_fails (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GFile) workspace = NULL;

  open_sample (&sample);
  for (guint i = 0; i < ATTUNE_NOTES_MAX; i++)
    g_string_append_printf (text, "%u\t%u\tgood\n", i, i);
  g_string_append (text, "900\t900\tbad\n");
  attune_store_fixture_execute (
    &sample.store, "CREATE INDEX fault ON note (abs (-9223372036854775807 - (text = 'bad')))");
  import (&sample, text->str);
  attune_evaluate_sample_wait (has_said, &sample);
  g_assert_cmpstr (said, ==, "Not all notes were imported");
  g_assert_true (g_str_has_prefix (detail, "Only 200 notes were imported. "));

  workspace = g_file_new_for_path (sample.store.path);
  g_clear_pointer (&said, g_free);
  attune_evaluate_page_import_notes (sample.page, workspace);
  attune_evaluate_sample_wait (has_said, &sample);
  g_assert_cmpstr (said, ==, "This is no file that notes can be in.");
  close_sample (&sample);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/evaluate/note-tools/speak", test_speak);
  g_test_add_func ("/evaluate/note-tools/hear", test_hear);
  g_test_add_func ("/evaluate/note-tools/not-allowed", test_not_allowed);
  g_test_add_func ("/evaluate/note-tools/left", test_left);
  g_test_add_func ("/evaluate/note-tools/import", test_import);
  g_test_add_func ("/evaluate/note-tools/import-fails", test_import_fails);

  return g_test_run ();
}
