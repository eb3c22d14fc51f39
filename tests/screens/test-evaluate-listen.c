/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Takes longer to read through than a recording. */
/* Behind the end of "cancellation.opus". */
#define PLACE ((gint64) 55 * G_USEC_PER_SEC)
#define LARGE (G_GINT64_CONSTANT (1024) * 1024 * 1024)

static void
copy_recording (const char *path)
{
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  g_autoptr (GFile) from = g_file_new_for_path (recording);
  g_autoptr (GFile) to = g_file_new_for_path (path);

  g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
}

static gboolean
has_message (gpointer data)
{
  return attune_listen_pane_get_message (((AttuneEvaluateSample *) data)->page->listen) != NULL;
}

static gboolean
is_loaded (gpointer data)
{
  return attune_evaluate_sample_has_talk_map (data) && !has_message (data);
}

static void
test_missing_file (void)
{
  AttuneEvaluateSample sample = { 0 };
  const char *message;

  attune_evaluate_sample_open (&sample, "/nowhere/gone.wav", "calls");
  attune_sample_settle (300);
  message = attune_listen_pane_get_message (sample.page->listen);
  g_assert_nonnull (message);
  g_assert_nonnull (strstr (message, "gone.wav"));
  /* The form works all the same. */
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_act (&sample, "evaluate.play");
  attune_evaluate_sample_act (&sample, "evaluate.forward");
  attune_evaluate_sample_wait (attune_evaluate_sample_is_saved, &sample);
  attune_evaluate_sample_close (&sample);
}

static void
test_changed_file (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *original = attune_sample_get_recording ("billing.opus");
  g_autofree char *other = attune_sample_get_recording ("address.opus");
  g_autofree char *folder = attune_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "call.opus", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (original);
  g_autoptr (GFile) changed = g_file_new_for_path (other);
  g_autoptr (GFile) to = g_file_new_for_path (path);

  g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  attune_evaluate_sample_open (&sample, path, "calls");
  attune_evaluate_sample_wait (is_loaded, &sample);
  attune_sample_settle (200);
  g_assert_false (has_message (&sample));
  attune_evaluate_sample_hide (&sample);

  g_assert_true (g_file_copy (changed, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_message, &sample);
  g_assert_nonnull (strstr (attune_listen_pane_get_message (sample.page->listen), "call.opus"));
  attune_evaluate_sample_close (&sample);
  attune_test_folder_remove (g_steal_pointer (&folder));
}

static gint64
load_place (AttuneEvaluateSample *sample)
{
  AttuneEvaluation *evaluation = ATTUNE_CALL_OK (load_evaluation, sample->store.store,
                                                 sample->sample.analyst, sample->evaluation);
  gint64 place = evaluation->place_us;

  attune_evaluation_free (evaluation);
  return place;
}

/* Another, shorter file in place of the recording moves nobody from where they were; nor does none. */
static void
test_place_kept (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *folder = attune_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "call.opus", NULL);
  g_autofree char *short_name = attune_sample_get_recording ("cancellation.opus");
  g_autoptr (GFile) other = g_file_new_for_path (short_name);
  g_autoptr (GFile) to = g_file_new_for_path (path);

  copy_recording (path);
  attune_evaluate_sample_open (&sample, path, "calls");
  attune_evaluate_sample_wait (is_loaded, &sample);
  attune_evaluate_sample_seek (&sample, PLACE);
  attune_evaluate_sample_hide (&sample);
  g_assert_cmpint (load_place (&sample), ==, PLACE);

  g_assert_true (g_file_copy (other, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_message, &sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  attune_evaluate_sample_seek (&sample, 2 * G_USEC_PER_SEC);
  attune_sample_settle (800);
  attune_evaluate_sample_hide (&sample);
  g_assert_cmpint (load_place (&sample), ==, PLACE);

  g_assert_cmpint (unlink (path), ==, 0);
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_message, &sample);
  attune_evaluate_sample_hide (&sample);
  g_assert_cmpint (load_place (&sample), ==, PLACE);

  copy_recording (path);
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (is_loaded, &sample);
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, PLACE);
  attune_evaluate_sample_close (&sample);
  attune_test_folder_remove (g_steal_pointer (&folder));
}

/* Without the recording, a note is of no moment in it. */
static void
test_note_without_file (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, "/nowhere/gone.wav", "calls");
  attune_evaluate_sample_wait (has_message, &sample);
  attune_evaluate_sample_write_note (&sample, "- never greeted");
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  g_assert_cmpint (attune_evaluate_sample_get_first_note (&sample)->from_us, ==, -1);
  g_assert_cmpint (attune_evaluate_sample_get_first_note (&sample)->to_us, ==, -1);
  attune_evaluate_sample_close (&sample);
}

/* Has the workspace keep a copy of the recording. Where the copy lies; to be freed. */
static char *
copy_into_workspace (AttuneEvaluateSample *sample)
{
  g_autoptr (AttuneInteraction)
    contact = ATTUNE_CALL_OK (load_interaction, sample->store.store, sample->store.manager,
                              sample->interaction);
  g_autoptr (AttuneInteraction) after = NULL;
  AttuneMedia *media = g_ptr_array_index (contact->media, 0);

  media->is_copied = TRUE;
  ATTUNE_CALL_OK (update_interaction, sample->store.store, sample->store.manager, contact);
  after = ATTUNE_CALL_OK (load_interaction, sample->store.store, sample->store.manager,
                          sample->interaction);
  media = g_ptr_array_index (after->media, 0);
  return g_strdup (media->path);
}

/* A copy that was lost is copied again to where it was, and that is heard of. */
static void
test_copy_found (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  g_autofree char *path = NULL;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) original = g_file_new_for_path (recording);

  attune_evaluate_sample_set_up (&sample, recording, "calls");
  path = copy_into_workspace (&sample);
  g_assert_cmpstr (path, !=, recording);
  g_assert_cmpint (unlink (path), ==, 0);
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_message, &sample);

  g_list_store_append (files, original);
  attune_listen_pane_take (sample.page->listen, G_LIST_MODEL (files));
  attune_evaluate_sample_wait (is_loaded, &sample);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  attune_evaluate_sample_close (&sample);
}

static void
place_decoder (AttuneEvaluateSample *sample, const char *cache, const char *helper)
{
  g_autoptr (AttuneIngest) ingest = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", cache,
                                                  "helper", helper, "is-apart", FALSE, NULL);

  attune_context_set_ingest (sample->context, ingest);
}

static void
answer_trouble (AttuneEvaluateSample *sample)
{
  g_signal_emit_by_name (gtk_widget_get_template_child (GTK_WIDGET (sample->page->listen),
                                                        ATTUNE_TYPE_LISTEN_PANE, "trouble"),
                         "answered", TRUE);
}

/* The decoder is missing at first, so that the first file fails while it is still read through. What the file was before another came to lie in its place is not said of that one. */
static void
test_stale_check (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *folder = attune_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "call.opus", NULL);
  g_autofree char *helper = g_build_filename (folder, "decoder", NULL);
  g_autofree char *other = g_build_filename (folder, "other.opus", NULL);
  g_autoptr (AttuneInteraction) contact = NULL;
  const AttuneMedia *media;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_cmpint (truncate (path, LARGE), ==, 0);
  copy_recording (other);
  attune_evaluate_sample_set_up (&sample, path, "calls");
  place_decoder (&sample, folder, helper);
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_message, &sample);

  g_assert_cmpint (rename (other, path), ==, 0);
  g_assert_cmpint (symlink (g_getenv ("ATTUNE_DECODER"), helper), ==, 0);
  answer_trouble (&sample);
  attune_evaluate_sample_wait (is_loaded, &sample);
  attune_sample_settle (5000);
  contact = ATTUNE_CALL_OK (load_interaction, sample.store.store, sample.store.manager,
                            sample.interaction);
  media = g_ptr_array_index (contact->media, 0);
  g_assert_nonnull (media->sha256);
  g_assert_cmpint (media->size, <, LARGE);
  attune_evaluate_sample_close (&sample);
  attune_test_folder_remove (g_steal_pointer (&folder));
}

/* --- Going to a time --- */

static gboolean
asks_for_time (gpointer data)
{
  AttuneEvaluateSample *sample = data;
  AttuneTransport *transport = attune_listen_pane_get_transport (sample->page->listen);

  return attune_evaluate_sample_is_focus_in (sample,
                                             gtk_widget_get_template_child (GTK_WIDGET (transport),
                                                                            ATTUNE_TYPE_TRANSPORT,
                                                                            "time_entry"));
}

/* The keys are back where they were as soon as Return is pressed, not a frame later: what comes next is meant for the page. */
static void
test_go_to_time (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  GtkWidget *before, *entry;

  attune_evaluate_sample_open (&sample, recording, "calls");
  attune_evaluate_sample_wait (is_loaded, &sample);
  before = attune_evaluate_sample_get_focus (&sample);
  g_assert_nonnull (before);
  attune_evaluate_sample_act (&sample, "evaluate.go-to-time");
  attune_evaluate_sample_wait (asks_for_time, &sample);
  entry = gtk_widget_get_ancestor (attune_evaluate_sample_get_focus (&sample), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "0:20");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (attune_evaluate_sample_get_focus (&sample) == before);
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, 20 * G_USEC_PER_SEC);
  attune_evaluate_sample_close (&sample);
}

/* --- M4A --- */

/* Which is told by its beginning; there is nothing behind it. */
static char *
write_m4a (const char *folder)
{
  static const char beginning[] = "\0\0\0\x18"
                                  "ftypM4A \0\0\0\0M4A mp42";
  char *path = g_build_filename (folder, "call.m4a", NULL);

  g_assert_true (g_file_set_contents (path, beginning, sizeof beginning - 1, NULL));
  return path;
}

static gboolean
says_another_thing (gpointer data)
{
  const char *message = attune_listen_pane_get_message (
    ((AttuneEvaluateSample *) data)->page->listen);

  return message != NULL && strstr (message, "Preferences") == NULL;
}

/* As it comes the switch is named. Once it is on, the recording is opened again without being asked. */
static void
test_switched_off (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *folder = attune_test_folder_new ();
  g_autofree char *path = write_m4a (folder);
  g_autoptr (GSettings) settings = attune_screens_new_settings ();
  const char *message;

  attune_evaluate_sample_set_up (&sample, path, "calls");
  attune_evaluate_sample_set_settings (&sample, settings);
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_message, &sample);
  message = attune_listen_pane_get_message (sample.page->listen);
  g_assert_nonnull (strstr (message, "call.m4a"));
  g_assert_nonnull (strstr (message, "Preferences"));

  g_settings_set_boolean (settings, "take-aac", TRUE);
  attune_evaluate_sample_wait (says_another_thing, &sample);
  g_assert_nonnull (strstr (attune_listen_pane_get_message (sample.page->listen), "call.m4a"));
  g_settings_reset (settings, "take-aac");
  attune_evaluate_sample_close (&sample);
  attune_test_folder_remove (g_steal_pointer (&folder));
}

/* --- Leaving --- */

static gboolean
has_contents (gpointer data)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (data, &text, NULL, NULL) && text[0] != '\0';
}

static gboolean
is_gone (gpointer data)
{
  return kill (*(pid_t *) data, 0) != 0 && errno == ESRCH;
}

/* A decoder that never ends, and says who it is. */
static void
place_endless_decoder (AttuneEvaluateSample *sample, const char *folder, const char *note)
{
  g_autofree char *helper = g_build_filename (folder, "decoder", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\necho $$ >'%s'\nexec sleep 3600\n", note);

  g_assert_true (
    g_file_set_contents_full (helper, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  place_decoder (sample, folder, helper);
}

static void
test_leave_while_loading (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  g_autofree char *folder = attune_test_folder_new ();
  g_autofree char *note = g_build_filename (folder, "pid", NULL);
  g_autofree char *text = NULL;
  pid_t pid;

  attune_evaluate_sample_set_up (&sample, recording, "calls");
  place_endless_decoder (&sample, folder, note);
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_contents, note);
  g_assert_true (g_file_get_contents (note, &text, NULL, NULL));
  pid = (pid_t) atoi (text);
  g_assert_false (is_gone (&pid));

  attune_evaluate_sample_hide (&sample);
  g_assert_true (attune_test_wait_until (is_gone, &pid, 5));
  attune_evaluate_sample_tear_down (&sample);
  attune_test_folder_remove (g_steal_pointer (&folder));
}

/* What one plays with fits into the narrowest window, whatever it says. */
static void
test_transport_width (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  int width;

  attune_evaluate_sample_open (&sample, recording, "calls");
  attune_evaluate_sample_wait (is_loaded, &sample);
  attune_evaluate_sample_act (&sample, "evaluate.skip-silence");
  g_assert_cmpint (attune_player_get_skip_silence (attune_evaluate_sample_get_player (&sample)), >,
                   0);
  attune_sample_settle (100);
  gtk_widget_measure (GTK_WIDGET (sample.page->listen), GTK_ORIENTATION_HORIZONTAL, -1, &width,
                      NULL, NULL, NULL);
  g_test_message ("At least %d pixels", width);
  g_assert_cmpint (width, <=, 336);
  attune_evaluate_sample_close (&sample);
}

/* Both sides beside each other where they fit, above each other where they do not; nothing is cut off. */
static void
test_narrow (void)
{
  static const struct
  {
    int width;
    GtkOrientation orientation;
  } cases[] = { { 1100, GTK_ORIENTATION_HORIZONTAL }, { 480, GTK_ORIENTATION_VERTICAL } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneEvaluateSample sample = { 0 };

      attune_evaluate_sample_set_up (&sample, "/nowhere/gone.wav", "calls");
      attune_evaluate_sample_show (&sample, cases[i].width, 600);
      g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (sample.page->paned)), ==,
                       cases[i].orientation);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (sample.page)), <=, cases[i].width);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (sample.page->paned)), <=, cases[i].width);
      attune_evaluate_sample_close (&sample);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/evaluate/listen/narrow", test_narrow);
  g_test_add_func ("/evaluate/listen/transport-width", test_transport_width);
  g_test_add_func ("/evaluate/listen/missing-file", test_missing_file);
  g_test_add_func ("/evaluate/listen/changed-file", test_changed_file);
  g_test_add_func ("/evaluate/listen/place-kept", test_place_kept);
  g_test_add_func ("/evaluate/listen/note-without-file", test_note_without_file);
  g_test_add_func ("/evaluate/listen/copy-found", test_copy_found);
  g_test_add_func ("/evaluate/listen/stale-check", test_stale_check);
  g_test_add_func ("/evaluate/listen/go-to-time", test_go_to_time);
  g_test_add_func ("/evaluate/listen/switched-off", test_switched_off);
  g_test_add_func ("/evaluate/listen/leave-while-loading", test_leave_while_loading);

  return g_test_run ();
}
