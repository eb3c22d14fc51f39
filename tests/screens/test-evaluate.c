/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-keys.h"
#include "attune-evaluate-page-private.h"
#include "attune-evaluate-sample.h"
#include "attune-note-row.h"
#include "attune-question-row.h"
#include "attune-screens.h"

#include <string.h>

#define SHORT                                                                                    \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"short\",\"title\":\"Short\",\"sections\":" \
  "[{\"id\":\"a\",\"title\":\"A\",\"questions\":[{\"id\":\"q\",\"type\":\"yes_no\","             \
  "\"title\":\"Question\",\"comment\":\"optional\"}]}]}"

#define SECOND ((gint64) G_USEC_PER_SEC)

static char *
get_recording (const char *name)
{
  return g_build_filename (g_getenv ("ATTUNE_DATA"), "demo", name, NULL);
}

static void
act (AttuneEvaluateSample *sample, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (sample->page), action, NULL));
}

static void
press (AttuneEvaluateSample *sample, guint key)
{
  attune_evaluate_page_press_key (sample->page, key, 0);
}

static AttuneSheetState *
get_state (AttuneEvaluateSample *sample)
{
  return attune_sheet_get_state (attune_evaluate_page_get_sheet (sample->page));
}

static AttuneListenPane *
get_listen (AttuneEvaluateSample *sample)
{
  return sample->page->listen;
}

static gint64
get_position (AttuneEvaluateSample *sample)
{
  return attune_listen_pane_get_position (get_listen (sample));
}

static AttuneWaveView *
get_view (AttuneEvaluateSample *sample)
{
  return attune_waveform_get_view (attune_listen_pane_get_waveform (get_listen (sample)));
}

static gboolean
has_talk_map (gpointer data)
{
  return attune_wave_view_get_talk_map (get_view (data)) != NULL;
}

static gboolean
is_saved (gpointer data)
{
  return attune_draft_get_status (((AttuneEvaluateSample *) data)->page->draft) ==
         ATTUNE_DRAFT_SAVED;
}

static gboolean
has_note (gpointer data)
{
  return attune_note_book_get_notes (((AttuneEvaluateSample *) data)->page->book)->len > 0;
}

/* Types into the entry that notes are written in, as if letter by letter. */
static void
write_note (AttuneEvaluateSample *sample, const char *text)
{
  GtkEntry *entry = GTK_ENTRY (gtk_widget_get_template_child (GTK_WIDGET (sample->page->note_panel),
                                                              ATTUNE_TYPE_NOTE_PANEL, "entry"));

  act (sample, "evaluate.note");
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
send_note (AttuneEvaluateSample *sample)
{
  GtkEntry *entry = GTK_ENTRY (gtk_widget_get_template_child (GTK_WIDGET (sample->page->note_panel),
                                                              ATTUNE_TYPE_NOTE_PANEL, "entry"));

  g_signal_emit_by_name (entry, "activate");
}

static void
set_up (AttuneEvaluateSample *sample, const char *recording)
{
  g_autofree char *path = recording != NULL ? get_recording (recording) : NULL;

  attune_evaluate_sample_set_up (sample, path, "calls");
  attune_evaluate_sample_show (sample, 1100, 700);
}

static void
tear_down (AttuneEvaluateSample *sample)
{
  attune_evaluate_sample_hide (sample);
  attune_evaluate_sample_tear_down (sample);
}

/* Keys answer the focused question, and what they answer is in the store. */
static void
test_keys (void)
{
  AttuneEvaluateSample sample = { 0 };

  set_up (&sample, NULL);
  g_assert_cmpuint (attune_sheet_state_get_focus (get_state (&sample)), ==, 0);
  press (&sample, GDK_KEY_1);
  act (&sample, "evaluate.next-question");
  g_assert_cmpuint (attune_sheet_state_get_focus (get_state (&sample)), ==, 1);
  press (&sample, GDK_KEY_KP_2);
  act (&sample, "evaluate.next-question");
  act (&sample, "evaluate.previous-question");
  press (&sample, GDK_KEY_N);
  g_assert_true (attune_answers_get (attune_sheet_state_get_answers (get_state (&sample)), 1)->na);
  press (&sample, GDK_KEY_n);
  g_assert_true (attune_evaluate_page_press_key (sample.page, GDK_KEY_r, 0));
  g_assert_true (attune_evaluate_page_press_key (sample.page, GDK_KEY_c, 0));
  g_assert_false (attune_evaluate_page_press_key (sample.page, GDK_KEY_1, GDK_CONTROL_MASK));
  attune_evaluate_sample_wait (is_saved, &sample);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  g_assert_cmpuint (attune_sheet_state_get_focus (get_state (&sample)), ==, 1);
  g_assert_cmpuint (
    attune_answers_get (attune_sheet_state_get_answers (get_state (&sample)), 0)->options[0], ==,
    0);
  tear_down (&sample);
}

static guint
get_option (AttuneEvaluateSample *sample, guint question)
{
  const AttuneAnswer *answer = attune_answers_get (attune_sheet_state_get_answers (
                                                     get_state (sample)),
                                                   question);

  return answer->n_options == 1 ? answer->options[0] : ATTUNE_FORM_NONE;
}

/* Answers are taken back where they were given, and what is taken back is saved too. */
static void
test_undo (void)
{
  AttuneEvaluateSample sample = { 0 };

  set_up (&sample, NULL);
  act (&sample, "evaluate.undo");
  press (&sample, GDK_KEY_1);
  press (&sample, GDK_KEY_2);
  act (&sample, "evaluate.next-question");
  press (&sample, GDK_KEY_1);
  act (&sample, "evaluate.undo");
  g_assert_cmpuint (get_option (&sample, 1), ==, ATTUNE_FORM_NONE);
  act (&sample, "evaluate.undo");
  g_assert_cmpuint (get_option (&sample, 0), ==, 0);
  g_assert_cmpuint (attune_sheet_state_get_focus (get_state (&sample)), ==, 0);
  act (&sample, "evaluate.redo");
  g_assert_cmpuint (get_option (&sample, 0), ==, 1);
  act (&sample, "evaluate.undo");
  attune_evaluate_sample_wait (is_saved, &sample);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  g_assert_cmpuint (get_option (&sample, 0), ==, 0);

  /* In the entry for notes it is the entry's. */
  write_note (&sample, "Half a sen");
  act (&sample, "evaluate.undo");
  g_assert_cmpuint (get_option (&sample, 0), ==, 0);
  tear_down (&sample);
}

/* Every key of the table runs an action there is. */
static void
test_key_table (void)
{
  AttuneEvaluateSample sample = { 0 };

  set_up (&sample, NULL);
  for (const AttuneEvaluateKey *key = attune_evaluate_keys_get (); key->action != NULL; key++)
    {
      gboolean is_there = FALSE;
      const GVariantType *type;
      const char *name, *property;
      GType owner;

      for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (sample.page), i,
                                                       &owner, &name, &type, &property);
           i++)
        is_there |= strcmp (name, key->action) == 0;
      g_assert_true (is_there);
    }
  tear_down (&sample);
}

/* A note made while it plays stands where typing began, is linked to the question, and does not stop the sound. */
static void
test_note_while_playing (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttunePlayer *player;
  const AttuneNote *note;
  gint64 began;

  set_up (&sample, "billing.opus");
  attune_evaluate_sample_wait (has_talk_map, &sample);
  player = attune_listen_pane_get_player (get_listen (&sample));
  attune_listen_pane_seek (get_listen (&sample), 10 * SECOND);
  act (&sample, "evaluate.play");
  attune_sample_settle (600);
  g_assert_true (attune_player_is_playing (player));
  g_assert_cmpint (get_position (&sample), >, 10 * SECOND + SECOND / 10);

  write_note (&sample, "+ Warm");
  began = get_position (&sample);
  attune_sample_settle (500);
  g_assert_cmpint (get_position (&sample), >, began + SECOND / 10);
  send_note (&sample);
  attune_evaluate_sample_wait (has_note, &sample);
  g_assert_true (attune_player_is_playing (player));
  note = g_ptr_array_index (attune_note_book_get_notes (sample.page->book), 0);
  g_assert_cmpint (ABS (note->from_us - began), <=, SECOND / 20);
  g_assert_cmpint (note->kind, ==, ATTUNE_NOTE_PRAISE);
  g_assert_cmpstr (note->text, ==, "Warm");
  g_assert_cmpstr (note->question, ==, "greeting");
  g_assert_true (note->is_shared);

  /* Choosing it goes there. */
  act (&sample, "evaluate.play");
  attune_listen_pane_seek (get_listen (&sample), 30 * SECOND);
  attune_evaluate_page_choose_note (sample.page, note->id, TRUE);
  g_assert_cmpint (ABS (get_position (&sample) - note->from_us), <=, SECOND / 1000);
  g_assert_cmpint (attune_wave_view_get_chosen_mark (get_view (&sample)), ==, note->id);
  tear_down (&sample);
}

static void
test_note_on_selection (void)
{
  AttuneEvaluateSample sample = { 0 };
  const AttuneNote *note;

  set_up (&sample, "billing.opus");
  attune_evaluate_sample_wait (has_talk_map, &sample);
  attune_wave_view_set_selection (get_view (&sample), 3 * SECOND, 5 * SECOND);
  write_note (&sample, "A stretch");
  attune_wave_view_set_selection (get_view (&sample), 0, 0);
  send_note (&sample);
  attune_evaluate_sample_wait (has_note, &sample);
  note = g_ptr_array_index (attune_note_book_get_notes (sample.page->book), 0);
  g_assert_cmpint (note->from_us, ==, 3 * SECOND);
  g_assert_cmpint (note->to_us, ==, 5 * SECOND);

  /* Nothing but blanks is no note. */
  write_note (&sample, "+   ");
  send_note (&sample);
  attune_sample_settle (100);
  g_assert_cmpuint (attune_note_book_get_notes (sample.page->book)->len, ==, 1);
  tear_down (&sample);
}

/* Without a recording it is on the whole. */
static void
test_note_on_whole (void)
{
  AttuneEvaluateSample sample = { 0 };
  const AttuneNote *note;

  set_up (&sample, NULL);
  write_note (&sample, "? Why so late");
  send_note (&sample);
  attune_evaluate_sample_wait (has_note, &sample);
  note = g_ptr_array_index (attune_note_book_get_notes (sample.page->book), 0);
  g_assert_cmpint (note->from_us, ==, -1);
  g_assert_cmpint (note->kind, ==, ATTUNE_NOTE_QUESTION);
  tear_down (&sample);
}

static GtkEntry *
get_entry (AttuneEvaluateSample *sample)
{
  return GTK_ENTRY (gtk_widget_get_template_child (GTK_WIDGET (sample->page->note_panel),
                                                   ATTUNE_TYPE_NOTE_PANEL, "entry"));
}

static gboolean
has_unfinished (gpointer data)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_entry (data)))[0] != '\0';
}

static GtkWidget *
get_focus (AttuneEvaluateSample *sample)
{
  return gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (sample->page)));
}

/* What is begun and not finished is kept while it is written, and comes back with its moment, once. */
static void
test_note_unfinished (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *kept = NULL;
  g_autofree char *left = NULL;
  gint64 actor;

  set_up (&sample, "billing.opus");
  actor = attune_context_get_actor (attune_page_get_context (ATTUNE_PAGE (sample.page)));
  attune_listen_pane_seek (get_listen (&sample), 7 * SECOND);
  attune_sample_settle (100);
  write_note (&sample, "+ Half a no");
  attune_sample_settle (800);
  kept = ATTUNE_CALL_OK (load_kept, sample.store.store, actor, ATTUNE_NOTE_KEPT_AS,
                         sample.page->evaluation);
  g_assert_nonnull (strstr (kept, "+ Half a no"));
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_unfinished, &sample);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (&sample))), ==, "+ Half a no");
  attune_listen_pane_seek (get_listen (&sample), 2 * SECOND);
  attune_sample_settle (100);
  send_note (&sample);
  attune_evaluate_sample_wait (has_note, &sample);
  g_assert_cmpint (
    ((AttuneNote *) g_ptr_array_index (attune_note_book_get_notes (sample.page->book), 0))->from_us,
    ==, 7 * SECOND);
  left = ATTUNE_CALL_OK (load_kept, sample.store.store, actor, ATTUNE_NOTE_KEPT_AS,
                         sample.page->evaluation);
  g_assert_cmpstr (left, ==, "");
  tear_down (&sample);
}

/* Return finishes a note and goes back to the question; on nothing it stays. */
static void
test_note_return (void)
{
  AttuneEvaluateSample sample = { 0 };

  set_up (&sample, NULL);
  act (&sample, "evaluate.next-question");
  act (&sample, "evaluate.note");
  send_note (&sample);
  g_assert_true (gtk_widget_is_ancestor (get_focus (&sample), GTK_WIDGET (get_entry (&sample))));
  write_note (&sample, "Said at once");
  send_note (&sample);
  g_assert_true (gtk_widget_is_ancestor (get_focus (&sample), GTK_WIDGET (sample.page->form_pane)));
  g_assert_false (gtk_widget_is_ancestor (get_focus (&sample), GTK_WIDGET (get_entry (&sample))));
  g_assert_cmpuint (attune_sheet_state_get_focus (get_state (&sample)), ==, 1);
  tear_down (&sample);
}

static AdwMessageDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *i = windows; i != NULL; i = i->next)
    if (ADW_IS_MESSAGE_DIALOG (i->data))
      return i->data;
  return NULL;
}

static gboolean is_read_only (gpointer data);

/* A note that is begun when the evaluation is submitted is part of it. */
static void
test_note_submitted (void)
{
  AttuneEvaluateSample sample = { 0 };
  AdwMessageDialog *dialog;

  attune_evaluate_sample_set_up (&sample, NULL, SHORT);
  attune_evaluate_sample_show (&sample, 1100, 700);
  press (&sample, GDK_KEY_1);
  write_note (&sample, "Not lost");
  act (&sample, "evaluate.submit");
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "note you have begun"));
  adw_message_dialog_response (dialog, "submit");
  gtk_window_destroy (GTK_WINDOW (dialog));
  attune_evaluate_sample_wait (is_read_only, &sample);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_note, &sample);
  g_assert_cmpstr (
    ((AttuneNote *) g_ptr_array_index (attune_note_book_get_notes (sample.page->book), 0))->text,
    ==, "Not lost");
  tear_down (&sample);
}

static GtkListBox *get_note_list (AttuneEvaluateSample *sample);

static gboolean
is_unsaved (gpointer data)
{
  AttuneNoteBook *book = ((AttuneEvaluateSample *) data)->page->book;

  return has_note (data) &&
         !attune_note_book_is_saved (
           book, ((AttuneNote *) g_ptr_array_index (attune_note_book_get_notes (book), 0))->id);
}

/* A note that cannot be saved says so in the list, though the next has been begun; pressing that saves it. */
static void
test_note_unsaved (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *row, *button;
  GtkEntry *entry;

  set_up (&sample, "billing.opus");
  attune_store_fixture_execute (
    &sample.store, "CREATE INDEX fault ON note (abs (-9223372036854775807 - (text > '')))");
  write_note (&sample, "Not lost");
  send_note (&sample);
  write_note (&sample, "The next");
  attune_evaluate_sample_wait (is_unsaved, &sample);
  entry = GTK_ENTRY (gtk_widget_get_template_child (GTK_WIDGET (sample.page->note_panel),
                                                    ATTUNE_TYPE_NOTE_PANEL, "entry"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "The next");
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (get_note_list (&sample), 0));
  button = GTK_WIDGET (gtk_widget_get_template_child (row, ATTUNE_TYPE_NOTE_ROW, "unsaved"));
  g_assert_cmpstr (attune_note_row_get_note (ATTUNE_NOTE_ROW (row))->text, ==, "Not lost");
  g_assert_true (gtk_widget_get_visible (button));

  attune_store_fixture_execute (&sample.store, "DROP INDEX fault");
  g_signal_emit_by_name (button, "clicked");
  attune_sample_settle (300);
  g_assert_false (is_unsaved (&sample));
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (get_note_list (&sample), 0));
  button = GTK_WIDGET (gtk_widget_get_template_child (row, ATTUNE_TYPE_NOTE_ROW, "unsaved"));
  g_assert_cmpstr (attune_note_row_get_note (ATTUNE_NOTE_ROW (row))->text, ==, "Not lost");
  g_assert_false (gtk_widget_get_visible (button));
  tear_down (&sample);
}

static GtkListBox *
get_note_list (AttuneEvaluateSample *sample)
{
  return GTK_LIST_BOX (gtk_widget_get_template_child (GTK_WIDGET (sample->page->note_panel),
                                                      ATTUNE_TYPE_NOTE_PANEL, "list"));
}

static gint64
add_note (AttuneEvaluateSample *sample, const char *text)
{
  gint64 author = attune_context_get_actor (attune_page_get_context (ATTUNE_PAGE (sample->page)));
  AttuneNote note = { .evaluation = sample->page->evaluation,
                      .author = author,
                      .from_us = -1,
                      .to_us = -1,
                      .kind = ATTUNE_NOTE_PLAIN,
                      .is_shared = TRUE,
                      .text = (char *) text };
  g_autoptr (AttuneNote) saved = ATTUNE_CALL_OK (save_note, sample->store.store, author, &note);

  return saved->id;
}

static gboolean
has_two_notes (gpointer data)
{
  return attune_note_book_get_notes (((AttuneEvaluateSample *) data)->page->book)->len == 2;
}

/* The focus on the flag of a note does not go with the flag when another note comes. */
static void
test_note_flag_focus (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *focus;

  set_up (&sample, NULL);
  write_note (&sample, "The first");
  send_note (&sample);
  attune_evaluate_sample_wait (has_note, &sample);
  attune_sample_settle (100);
  gtk_widget_child_focus (get_focus (&sample), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_has_css_class (get_focus (&sample), "note-flag"));

  add_note (&sample, "And another");
  attune_evaluate_sample_wait (has_two_notes, &sample);
  focus = get_focus (&sample);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (sample.page->form_pane)));
  tear_down (&sample);
}

/* Notes made in another window come by themselves, and what is being written in this one stays. */
static void
test_note_from_elsewhere (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkListBoxRow *row;
  GtkEntry *entry;

  set_up (&sample, NULL);
  write_note (&sample, "Half a sen");
  entry = GTK_ENTRY (gtk_widget_get_template_child (GTK_WIDGET (sample.page->note_panel),
                                                    ATTUNE_TYPE_NOTE_PANEL, "entry"));
  add_note (&sample, "From elsewhere");
  attune_evaluate_sample_wait (has_note, &sample);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Half a sen");

  row = gtk_list_box_get_row_at_index (get_note_list (&sample), 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (row), "note.edit", NULL));
  g_assert_true (attune_note_row_is_editing (ATTUNE_NOTE_ROW (row)));
  add_note (&sample, "And another");
  attune_evaluate_sample_wait (has_two_notes, &sample);
  g_assert_true (gtk_list_box_get_row_at_index (get_note_list (&sample), 0) == row);
  g_assert_true (attune_note_row_is_editing (ATTUNE_NOTE_ROW (row)));
  g_assert_nonnull (gtk_list_box_get_row_at_index (get_note_list (&sample), 1));
  g_assert_null (gtk_list_box_get_row_at_index (get_note_list (&sample), 2));
  tear_down (&sample);
}

/* Whoever comes back finds the same question and the same second. */
static void
test_place (void)
{
  AttuneEvaluateSample sample = { 0 };

  set_up (&sample, "billing.opus");
  attune_evaluate_sample_wait (has_talk_map, &sample);
  attune_form_pane_enter (sample.page->form_pane, 5);
  attune_listen_pane_seek (get_listen (&sample), 33 * SECOND);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_talk_map, &sample);
  g_assert_cmpint (get_position (&sample), ==, 33 * SECOND);
  g_assert_cmpuint (attune_sheet_state_get_focus (get_state (&sample)), ==,
                    attune_answers_get_state (attune_sheet_state_get_answers (get_state (&sample)),
                                              5) &
                        ATTUNE_STATE_SHOWN
                      ? 5
                      : 0);
  tear_down (&sample);
}

/* Whoever comes for a certain second is taken there, whatever the second they left at; and from there to another. */
static void
test_destination (void)
{
  AttuneEvaluateSample sample = { 0 };

  set_up (&sample, "billing.opus");
  attune_evaluate_sample_wait (has_talk_map, &sample);
  attune_listen_pane_seek (get_listen (&sample), 33 * SECOND);
  attune_evaluate_sample_hide (&sample);

  sample.start_us = 12 * SECOND + 345678;
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_talk_map, &sample);
  g_assert_cmpint (ABS (get_position (&sample) - sample.start_us), <, SECOND / 1000);
  attune_page_seek (ATTUNE_PAGE (sample.page), 7 * SECOND);
  g_assert_cmpint (get_position (&sample), ==, 7 * SECOND);
  tear_down (&sample);
}

static void
test_transport (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttunePlayer *player;
  gint64 start, end;

  set_up (&sample, "billing.opus");
  attune_evaluate_sample_wait (has_talk_map, &sample);
  player = attune_listen_pane_get_player (get_listen (&sample));
  attune_listen_pane_seek (get_listen (&sample), 20 * SECOND);
  act (&sample, "evaluate.forward");
  g_assert_cmpint (get_position (&sample), ==, 25 * SECOND);
  act (&sample, "evaluate.back");
  act (&sample, "evaluate.back");
  g_assert_cmpint (get_position (&sample), ==, 15 * SECOND);
  act (&sample, "evaluate.faster");
  g_assert_cmpuint (attune_player_get_speed (player), ==, 11);
  for (int i = 0; i < 30; i++)
    act (&sample, "evaluate.slower");
  g_assert_cmpuint (attune_player_get_speed (player), ==, ATTUNE_PLAYER_SPEED_MIN);

  act (&sample, "evaluate.loop");
  g_assert_true (attune_player_get_loop (player, &start, &end));
  g_assert_cmpint (start, <, end);
  act (&sample, "evaluate.loop");
  g_assert_false (attune_player_get_loop (player, &start, &end));
  act (&sample, "evaluate.skip-silence");
  g_assert_cmpint (attune_player_get_skip_silence (player), >, 0);
  act (&sample, "evaluate.go-to-time");
  tear_down (&sample);
}

/* What is missing is named, marked and gone to. */
static void
test_submit_missing (void)
{
  AttuneEvaluateSample sample = { 0 };
  const char *words;

  set_up (&sample, NULL);
  press (&sample, GDK_KEY_1);
  act (&sample, "evaluate.submit");
  words = attune_notice_get_text (sample.page->missing_notice);
  g_assert_nonnull (words);
  g_assert_nonnull (strstr (words, "2"));
  g_assert_true (attune_sheet_state_get_flags_missing (get_state (&sample)));
  g_assert_cmpuint (attune_sheet_state_get_focus (get_state (&sample)), ==, 1);
  tear_down (&sample);
}

static gboolean
is_read_only (gpointer data)
{
  AttuneEvaluatePage *page = ((AttuneEvaluateSample *) data)->page;

  return attune_draft_get_status (page->draft) == ATTUNE_DRAFT_READ_ONLY &&
         attune_form_pane_is_built (page->form_pane);
}

#define ASKED(id) \
  "{\"id\":\"" id "\",\"type\":\"yes_no\",\"title\":\"Question\",\"comment\":\"optional\"}"
#define THREE                                                                                    \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"three\",\"title\":\"Three\",\"sections\":" \
  "[{\"id\":\"a\",\"title\":\"A\",\"questions\":[" ASKED ("q") "," ASKED ("r") "," ASKED (       \
    "s") "]}]}"

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (attune_draft_act_finish (ATTUNE_DRAFT (source), result, NULL));
}

static void
test_read_only (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *focus;

  attune_evaluate_sample_set_up (&sample, NULL, SHORT);
  attune_evaluate_sample_show (&sample, 1100, 700);
  press (&sample, GDK_KEY_2);
  attune_draft_submit_async (sample.page->draft, NULL, submitted_cb, NULL);
  attune_evaluate_sample_wait (is_read_only, &sample);
  attune_sample_settle (100);

  press (&sample, GDK_KEY_1);
  g_assert_cmpuint (
    attune_answers_get (attune_sheet_state_get_answers (get_state (&sample)), 0)->options[0], ==,
    1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (sample.page->submit)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (sample.page->history_button)));
  attune_evaluate_sample_hide (&sample);

  /* And so it is found by whoever opens it. */
  attune_evaluate_sample_show (&sample, 1100, 700);
  g_assert_true (is_read_only (&sample));
  attune_sample_settle (100);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (sample.page)));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (sample.page->form_pane)));
  tear_down (&sample);
}

/* What is only read is walked through by the focus, which makes each question the one that is looked at on its way. */
static void
test_read_only_focus (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *root, *focus;
  guint n_entered = 0;

  attune_evaluate_sample_set_up (&sample, NULL, THREE);
  attune_evaluate_sample_show (&sample, 1100, 700);
  for (guint i = 0; i < 3; i++)
    {
      press (&sample, GDK_KEY_2);
      act (&sample, "evaluate.next-question");
    }
  attune_draft_submit_async (sample.page->draft, NULL, submitted_cb, NULL);
  attune_evaluate_sample_wait (is_read_only, &sample);
  attune_sample_settle (100);

  root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (sample.page)));
  focus = gtk_root_get_focus (GTK_ROOT (root));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (sample.page->form_pane)));
  g_assert_cmpuint (attune_sheet_state_get_focus (get_state (&sample)), ==, 2);
  for (guint i = 0; i < 60; i++)
    {
      guint old = attune_sheet_state_get_focus (get_state (&sample));

      gtk_widget_child_focus (root, i < 30 ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
      n_entered += attune_sheet_state_get_focus (get_state (&sample)) != old;
    }
  g_assert_cmpuint (n_entered, >=, 4);
  tear_down (&sample);
}

static const char *
get_bar_text (AttuneEvaluateSample *sample, const char *child)
{
  GObject *label = gtk_widget_get_template_child (GTK_WIDGET (sample->page->score_bar),
                                                  ATTUNE_TYPE_SCORE_BAR, child);

  return gtk_label_get_label (GTK_LABEL (label));
}

static gboolean
is_void (gpointer data)
{
  AttuneEvaluatePage *page = ((AttuneEvaluateSample *) data)->page;

  return attune_draft_get_evaluation (page->draft)->void_reason != NULL;
}

/* What is void says so in the place of its score, at once and when it is opened again. */
static void
test_void (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_set_up (&sample, NULL, SHORT);
  attune_evaluate_sample_show (&sample, 1100, 700);
  press (&sample, GDK_KEY_1);
  attune_draft_submit_async (sample.page->draft, NULL, submitted_cb, NULL);
  attune_evaluate_sample_wait (is_read_only, &sample);
  g_assert_nonnull (strstr (get_bar_text (&sample, "words"), "100"));

  attune_draft_void_async (sample.page->draft, "The wrong call", NULL, submitted_cb, NULL);
  attune_evaluate_sample_wait (is_void, &sample);
  attune_sample_settle (100);
  g_assert_cmpstr (get_bar_text (&sample, "words"), ==, "Void");
  g_assert_cmpstr (get_bar_text (&sample, "outcome"), ==, "The wrong call");
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  g_assert_cmpstr (get_bar_text (&sample, "words"), ==, "Void");
  g_assert_cmpstr (get_bar_text (&sample, "outcome"), ==, "The wrong call");
  tear_down (&sample);
}

/* Two windows on one draft. */
static gboolean
is_in_conflict (gpointer data)
{
  return attune_notice_get_text (((AttuneEvaluateSample *) data)->page->draft_notice) != NULL;
}

static void
test_conflict (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autoptr (AttuneAnswers) other = NULL;
  g_autofree char *document = NULL;
  AttuneSheet *sheet;

  set_up (&sample, NULL);
  sheet = attune_evaluate_page_get_sheet (sample.page);
  other = attune_answers_with_option (attune_sheet_get_answers (sheet), 0, 1);
  document = attune_answers_to_json (other, NULL);
  ATTUNE_CALL_OK (save_answers, sample.store.store, sample.sample.analyst, sample.evaluation,
                  attune_draft_get_evaluation (sample.page->draft)->row->rev, document);
  press (&sample, GDK_KEY_1);
  attune_evaluate_sample_wait (is_in_conflict, &sample);
  attune_draft_keep_mine (sample.page->draft);
  attune_evaluate_sample_wait (is_saved, &sample);
  g_assert_null (attune_notice_get_text (sample.page->draft_notice));
  tear_down (&sample);
}

static void
click (AttuneNotice *notice, const char *name)
{
  g_signal_emit_by_name (gtk_widget_get_template_child (GTK_WIDGET (notice), ATTUNE_TYPE_NOTICE,
                                                        name),
                         "clicked");
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* One side is chosen once: nothing else can be answered while it is saved. */
static void
test_conflict_answered (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autoptr (AttuneAnswers) other = NULL;
  g_autofree char *document = NULL;
  guint n_offered = 0;

  set_up (&sample, NULL);
  g_signal_connect_swapped (sample.context, "undo-offered", G_CALLBACK (count_cb), &n_offered);
  other = attune_answers_with_option (attune_sheet_state_get_answers (get_state (&sample)), 0, 1);
  document = attune_answers_to_json (other, NULL);
  ATTUNE_CALL_OK (save_answers, sample.store.store, sample.sample.analyst, sample.evaluation,
                  attune_draft_get_evaluation (sample.page->draft)->row->rev, document);
  press (&sample, GDK_KEY_1);
  attune_evaluate_sample_wait (is_in_conflict, &sample);
  click (sample.page->draft_notice, "first");
  g_assert_null (attune_notice_get_text (sample.page->draft_notice));
  g_signal_emit_by_name (sample.page->draft_notice, "answered", FALSE);
  attune_evaluate_sample_wait (is_saved, &sample);
  g_signal_emit_by_name (sample.page->draft_notice, "answered", FALSE);
  g_assert_cmpuint (n_offered, ==, 0);
  tear_down (&sample);
}

/* The second click of a double click does not answer the question that comes next. */
static void
test_double_click (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttuneNotice *notice;
  guint n_answered = 0;

  set_up (&sample, NULL);
  notice = sample.page->draft_notice;
  g_signal_connect_swapped (notice, "answered", G_CALLBACK (count_cb), &n_answered);
  attune_notice_show (notice, "One", NULL, "Show");
  click (notice, "second");
  attune_notice_show (notice, "Two", "Show", "Discard");
  click (notice, "second");
  g_assert_cmpuint (n_answered, ==, 1);
  attune_sample_settle (1000);
  click (notice, "second");
  g_assert_cmpuint (n_answered, ==, 2);
  tear_down (&sample);
}

/* --- 500 questions --- */

static gboolean
is_built (gpointer data)
{
  return attune_form_pane_is_built (((AttuneEvaluateSample *) data)->page->form_pane);
}

/* The whole row of the focused question, not its field alone. */
static void
assert_row_in_view (AttuneEvaluateSample *sample)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (sample->page)));
  GtkWidget *row = gtk_widget_get_ancestor (focus, ATTUNE_TYPE_QUESTION_ROW);
  GtkWidget *scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (row, scroller, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, -0.5);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=,
                     gtk_widget_get_height (scroller) + 0.5);
}

static void
test_long_form (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *form = attune_evaluate_sample_write_form (10, 50);
  gint64 start, worst = 0;

  attune_evaluate_sample_set_up (&sample, NULL, form);
  attune_evaluate_sample_show (&sample, 1100, 700);

  /* The last question is in a folded section that has not been made. */
  attune_form_pane_enter (sample.page->form_pane, 499);
  g_assert_false (is_built (&sample));
  attune_evaluate_sample_wait (is_built, &sample);
  g_assert_cmpuint (attune_sheet_state_get_focus (get_state (&sample)), ==, 499);
  attune_sample_settle (200);
  assert_row_in_view (&sample);

  /* What is above it may change its height, before and after. */
  g_object_set (sample.page, "shows-guidance", FALSE, NULL);
  attune_sample_settle (200);
  assert_row_in_view (&sample);
  g_object_set (sample.page, "shows-guidance", TRUE, NULL);
  attune_sample_settle (200);
  assert_row_in_view (&sample);

  /* An answer touches one row, and is cheap. */
  for (int i = 0; i < 20; i++)
    {
      start = g_get_monotonic_time ();
      press (&sample, i % 2 == 0 ? GDK_KEY_1 : GDK_KEY_2);
      worst = MAX (worst, g_get_monotonic_time () - start);
      attune_sample_settle (10);
    }
  g_test_minimized_result ((double) worst, "an answer among 500: %.1f ms", (double) worst / 1000.0);
  tear_down (&sample);
}

static GtkAdjustment *
get_scroll (AttuneEvaluateSample *sample)
{
  GtkWidget *pane = GTK_WIDGET (sample->page->form_pane);
  GObject *scroller = gtk_widget_get_template_child (pane, ATTUNE_TYPE_FORM_PANE, "scroller");

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

/* Whoever comes back to a long form sees the question they left; whoever scrolls away from it is not pulled back. */
static void
test_long_form_again (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *form = attune_evaluate_sample_write_form (10, 50);

  attune_evaluate_sample_set_up (&sample, NULL, form);
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_form_pane_enter (sample.page->form_pane, 333);
  attune_evaluate_sample_wait (is_built, &sample);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  g_assert_cmpuint (attune_sheet_state_get_focus (get_state (&sample)), ==, 333);
  assert_row_in_view (&sample);

  gtk_adjustment_set_value (get_scroll (&sample), 0);
  attune_sample_settle (50);
  g_object_set (sample.page, "shows-guidance", FALSE, NULL);
  attune_sample_settle (200);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_scroll (&sample)), ==, 0);
  tear_down (&sample);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/evaluate/page/keys", test_keys);
  g_test_add_func ("/evaluate/page/undo", test_undo);
  g_test_add_func ("/evaluate/page/key-table", test_key_table);
  g_test_add_func ("/evaluate/page/note-while-playing", test_note_while_playing);
  g_test_add_func ("/evaluate/page/note-on-selection", test_note_on_selection);
  g_test_add_func ("/evaluate/page/note-on-whole", test_note_on_whole);
  g_test_add_func ("/evaluate/page/note-unsaved", test_note_unsaved);
  g_test_add_func ("/evaluate/page/note-from-elsewhere", test_note_from_elsewhere);
  g_test_add_func ("/evaluate/page/place", test_place);
  g_test_add_func ("/evaluate/page/destination", test_destination);
  g_test_add_func ("/evaluate/page/transport", test_transport);
  g_test_add_func ("/evaluate/page/submit-missing", test_submit_missing);
  g_test_add_func ("/evaluate/page/read-only", test_read_only);
  g_test_add_func ("/evaluate/page/read-only-focus", test_read_only_focus);
  g_test_add_func ("/evaluate/page/note-unfinished", test_note_unfinished);
  g_test_add_func ("/evaluate/page/note-return", test_note_return);
  g_test_add_func ("/evaluate/page/note-submitted", test_note_submitted);
  g_test_add_func ("/evaluate/page/note-flag-focus", test_note_flag_focus);
  g_test_add_func ("/evaluate/page/void", test_void);
  g_test_add_func ("/evaluate/page/conflict", test_conflict);
  g_test_add_func ("/evaluate/page/conflict-answered", test_conflict_answered);
  g_test_add_func ("/evaluate/page/double-click", test_double_click);
  g_test_add_func ("/evaluate/page/long-form", test_long_form);
  g_test_add_func ("/evaluate/page/long-form-again", test_long_form_again);

  return g_test_run ();
}
