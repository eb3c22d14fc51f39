/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"
#include "attune-note-row.h"
#include "attune-screens.h"

#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct
{
  AttuneEvaluateSample *sample;
  gint64 at_us;
} Moment;

static gboolean
is_heard (gpointer data)
{
  Moment *moment = data;

  return attune_evaluate_sample_get_position (moment->sample) > moment->at_us;
}

static void
wait_until_heard (AttuneEvaluateSample *sample, gint64 at_us)
{
  attune_evaluate_sample_wait (is_heard, &(Moment){ sample, at_us });
}

/* --- Writing --- */

/* A note made while it plays stands where typing began, is linked to the question, and does not stop the sound. */
static void
test_note_while_playing (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  AttunePlayer *player;
  const AttuneNote *note;
  gint64 began, ended;

  attune_evaluate_sample_open (&sample, recording, "calls");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  player = attune_evaluate_sample_get_player (&sample);
  attune_evaluate_sample_seek (&sample, 10 * SECOND);
  attune_evaluate_sample_act (&sample, "evaluate.play");
  wait_until_heard (&sample, 10 * SECOND + SECOND / 10);
  g_assert_true (attune_player_is_playing (player));

  began = attune_evaluate_sample_get_position (&sample);
  attune_evaluate_sample_write_note (&sample, "+ Warm");
  ended = attune_evaluate_sample_get_position (&sample);
  wait_until_heard (&sample, ended + SECOND / 4);
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  g_assert_true (attune_player_is_playing (player));
  note = attune_evaluate_sample_get_first_note (&sample);
  g_assert_cmpint (note->from_us, >=, began - SECOND / 20);
  g_assert_cmpint (note->from_us, <=, ended + SECOND / 20);
  g_assert_cmpint (note->kind, ==, ATTUNE_NOTE_PRAISE);
  g_assert_cmpstr (note->text, ==, "Warm");
  g_assert_cmpstr (note->question, ==, "greeting");
  g_assert_true (note->is_shared);

  /* Choosing it goes there. */
  attune_evaluate_sample_act (&sample, "evaluate.play");
  attune_evaluate_sample_seek (&sample, 30 * SECOND);
  attune_evaluate_page_choose_note (sample.page, note->id, TRUE);
  g_assert_cmpint (ABS (attune_evaluate_sample_get_position (&sample) - note->from_us), <=,
                   SECOND / 1000);
  g_assert_cmpint (attune_wave_view_get_chosen_mark (attune_evaluate_sample_get_view (&sample)), ==,
                   note->id);
  attune_evaluate_sample_close (&sample);
}

static gboolean
has_two_notes (gpointer data)
{
  AttuneEvaluateSample *sample = data;

  return attune_note_book_get_notes (sample->page->book)->len == 2;
}

static void
test_note_on_selection (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  const AttuneNote *note;

  attune_evaluate_sample_open (&sample, recording, "calls");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  attune_wave_view_set_selection (attune_evaluate_sample_get_view (&sample), 3 * SECOND,
                                  5 * SECOND);
  attune_evaluate_sample_write_note (&sample, "A stretch");
  attune_wave_view_set_selection (attune_evaluate_sample_get_view (&sample), 6 * SECOND,
                                  7 * SECOND);
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  note = attune_evaluate_sample_get_first_note (&sample);
  g_assert_cmpint (note->from_us, ==, 3 * SECOND);
  g_assert_cmpint (note->to_us, ==, 5 * SECOND);
  /* The next one is where one listens, unless a stretch is repeated. */
  g_assert_false (
    attune_wave_view_get_selection (attune_evaluate_sample_get_view (&sample), NULL, NULL));
  attune_evaluate_sample_act (&sample, "evaluate.loop");
  attune_evaluate_sample_write_note (&sample, "While it is repeated");
  attune_evaluate_sample_send_note (&sample);
  g_assert_true (
    attune_wave_view_get_selection (attune_evaluate_sample_get_view (&sample), NULL, NULL));
  attune_evaluate_sample_wait (has_two_notes, &sample);

  /* Nothing but blanks is no note. */
  attune_evaluate_sample_write_note (&sample, "+   ");
  attune_evaluate_sample_send_note (&sample);
  attune_sample_settle (100);
  g_assert_cmpuint (attune_note_book_get_notes (sample.page->book)->len, ==, 2);
  attune_evaluate_sample_close (&sample);
}

/* Without a recording it is on the whole. */
static void
test_note_on_whole (void)
{
  AttuneEvaluateSample sample = { 0 };
  const AttuneNote *note;

  attune_evaluate_sample_open (&sample, NULL, "calls");
  attune_evaluate_sample_write_note (&sample, "? Why so late");
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  note = attune_evaluate_sample_get_first_note (&sample);
  g_assert_cmpint (note->from_us, ==, -1);
  g_assert_cmpint (note->kind, ==, ATTUNE_NOTE_QUESTION);
  attune_evaluate_sample_close (&sample);
}

/* Return finishes a note, and the next goes on where it ended: what is typed on is no command. Escape answers again. */
static void
test_note_return (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, "calls");
  attune_evaluate_sample_act (&sample, "evaluate.next-question");
  attune_evaluate_sample_act (&sample, "evaluate.note");
  attune_evaluate_sample_send_note (&sample);
  g_assert_true (
    attune_evaluate_sample_is_focus_in (&sample, attune_evaluate_sample_get_note_entry (&sample)));
  attune_evaluate_sample_write_note (&sample, "Said at once");
  attune_evaluate_sample_send_note (&sample);
  g_assert_true (
    attune_evaluate_sample_is_focus_in (&sample, attune_evaluate_sample_get_note_entry (&sample)));
  g_assert_nonnull (
    strstr (gtk_entry_get_placeholder_text (attune_evaluate_sample_get_note_entry (&sample)),
            "Esc"));
  g_assert_false (attune_evaluate_page_press_key (sample.page, GDK_KEY_n, 0));
  g_assert_false (attune_evaluate_page_press_key (sample.page, GDK_KEY_c, 0));
  g_assert_false (attune_evaluate_page_press_key (sample.page, GDK_KEY_1, 0));
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 1), ==, ATTUNE_FORM_NONE);

  attune_evaluate_sample_press (&sample, GDK_KEY_Escape);
  g_assert_true (attune_evaluate_sample_is_focus_in (&sample, sample.page->form_pane));
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 1);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 1), ==, 0);
  attune_evaluate_sample_close (&sample);
}

/* Escape and Ctrl+Up go back from a note to the question, Ctrl+Down on to the next, and Ctrl+M to where the note ended: nothing
 * of it is selected, to be wiped by the next letter. */
static void
test_note_left (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkEditable *entry;

  attune_evaluate_sample_open (&sample, NULL, "calls");
  attune_evaluate_sample_act (&sample, "evaluate.next-question");
  attune_evaluate_sample_write_note (&sample, "Half a no");
  entry = attune_evaluate_sample_get_note_entry (&sample);
  for (guint i = 0; i < 2; i++)
    {
      if (i == 0)
        attune_evaluate_sample_press (&sample, GDK_KEY_Escape);
      else
        attune_evaluate_sample_act (&sample, "evaluate.previous-question");
      g_assert_true (attune_evaluate_sample_is_focus_in (&sample, sample.page->form_pane));
      g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 1);

      attune_evaluate_sample_act (&sample, "evaluate.note");
      g_assert_true (attune_evaluate_sample_is_focus_in (&sample, entry));
      g_assert_cmpstr (gtk_editable_get_text (entry), ==, "Half a no");
      g_assert_false (gtk_editable_get_selection_bounds (entry, NULL, NULL));
      g_assert_cmpint (gtk_editable_get_position (entry), ==, 9);
    }
  attune_evaluate_sample_act (&sample, "evaluate.next-question");
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 2);
  attune_evaluate_sample_close (&sample);
}

/* Ctrl+Z takes back what is written in a note, not an answer, where there is no recording either; notes stand beside the form. */
static void
test_note_text_undo (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkEditable *entry;

  attune_evaluate_sample_open (&sample, NULL, "calls");
  g_assert_false (gtk_widget_is_ancestor (GTK_WIDGET (sample.page->note_panel),
                                          GTK_WIDGET (sample.page->form_pane)));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (sample.page->note_panel)));
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_act (&sample, "evaluate.note");
  entry = attune_evaluate_sample_get_note_entry (&sample);
  g_signal_emit_by_name (gtk_editable_get_delegate (entry), "insert-at-cursor", "Half");
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, 0);
  attune_evaluate_sample_close (&sample);
}

/* --- What is begun --- */

static gboolean
has_unfinished (gpointer data)
{
  return gtk_editable_get_text (attune_evaluate_sample_get_note_entry (data))[0] != '\0';
}

static gboolean
is_at_seven (gpointer data)
{
  AttuneEvaluateSample *sample = data;

  return attune_listen_pane_get_position (sample->page->listen) == 7 * SECOND;
}

static char *
load_kept (AttuneEvaluateSample *sample)
{
  gint64 actor = attune_context_get_actor (sample->context);

  return ATTUNE_CALL_OK (load_kept, sample->store.store, actor, ATTUNE_NOTE_KEPT_AS,
                         sample->page->evaluation);
}

static gboolean
has_kept_half (gpointer data)
{
  g_autofree char *kept = load_kept (data);

  return strstr (kept, "+ Half a no") != NULL;
}

/* What is begun and not finished is kept while it is written, and comes back with its moment, once. */
static void
test_note_unfinished (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  g_autofree char *left = NULL;

  attune_evaluate_sample_open (&sample, recording, "calls");
  attune_evaluate_sample_seek (&sample, 7 * SECOND);
  attune_evaluate_sample_wait (is_at_seven, &sample);
  attune_evaluate_sample_write_note (&sample, "+ Half a no");
  attune_evaluate_sample_wait (has_kept_half, &sample);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_unfinished, &sample);
  g_assert_cmpstr (gtk_editable_get_text (attune_evaluate_sample_get_note_entry (&sample)), ==,
                   "+ Half a no");
  attune_evaluate_sample_seek (&sample, 2 * SECOND);
  attune_sample_settle (100);
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  g_assert_cmpint (attune_evaluate_sample_get_first_note (&sample)->from_us, ==, 7 * SECOND);
  left = load_kept (&sample);
  g_assert_cmpstr (left, ==, "");
  attune_evaluate_sample_close (&sample);
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

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

/* A note that is begun when the evaluation is submitted is part of it. */
static void
test_note_submitted (void)
{
  AttuneEvaluateSample sample = { 0 };
  AdwMessageDialog *dialog;

  attune_evaluate_sample_open (&sample, NULL, ATTUNE_EVALUATE_SAMPLE_SHORT);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_write_note (&sample, "Not lost");
  attune_evaluate_sample_act (&sample, "evaluate.submit");
  attune_evaluate_sample_wait (has_dialog, NULL);
  dialog = find_dialog ();
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "note you have begun"));
  adw_message_dialog_response (dialog, "submit");
  gtk_window_destroy (GTK_WINDOW (dialog));
  attune_evaluate_sample_wait (attune_evaluate_sample_is_read_only, &sample);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  g_assert_cmpstr (attune_evaluate_sample_get_first_note (&sample)->text, ==, "Not lost");
  attune_evaluate_sample_close (&sample);
}

/* --- The list of them --- */

static GtkListBox *
get_list (AttuneEvaluateSample *sample)
{
  return GTK_LIST_BOX (gtk_widget_get_template_child (GTK_WIDGET (sample->page->note_panel),
                                                      ATTUNE_TYPE_NOTE_PANEL, "list"));
}

static gboolean
is_unsaved (gpointer data)
{
  AttuneNoteBook *book = ((AttuneEvaluateSample *) data)->page->book;

  return attune_evaluate_sample_has_note (data) &&
         !attune_note_book_is_saved (
           book, ((AttuneNote *) g_ptr_array_index (attune_note_book_get_notes (book), 0))->id);
}

/* A note that cannot be saved says so in the list, though the next has been begun; pressing that saves it. */
static void
test_note_unsaved (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  GtkWidget *row, *button;
  gpointer entry;

  attune_evaluate_sample_open (&sample, recording, "calls");
  attune_store_fixture_execute (
    &sample.store, "CREATE INDEX fault ON note (abs (-9223372036854775807 - (text > '')))");
  attune_evaluate_sample_write_note (&sample, "Not lost");
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_write_note (&sample, "The next");
  attune_evaluate_sample_wait (is_unsaved, &sample);
  entry = attune_evaluate_sample_get_note_entry (&sample);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "The next");
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (get_list (&sample), 0));
  button = GTK_WIDGET (gtk_widget_get_template_child (row, ATTUNE_TYPE_NOTE_ROW, "unsaved"));
  g_assert_cmpstr (attune_note_row_get_note (ATTUNE_NOTE_ROW (row))->text, ==, "Not lost");
  g_assert_true (gtk_widget_get_visible (button));

  attune_store_fixture_execute (&sample.store, "DROP INDEX fault");
  g_signal_emit_by_name (button, "clicked");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_kept_notes, &sample);
  g_assert_false (is_unsaved (&sample));
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (get_list (&sample), 0));
  button = GTK_WIDGET (gtk_widget_get_template_child (row, ATTUNE_TYPE_NOTE_ROW, "unsaved"));
  g_assert_cmpstr (attune_note_row_get_note (ATTUNE_NOTE_ROW (row))->text, ==, "Not lost");
  g_assert_false (gtk_widget_get_visible (button));
  attune_evaluate_sample_close (&sample);
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

/* The first flag in `widget` that can be reached. */
static GtkWidget *
find_flag (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "note-flag") && gtk_widget_get_mapped (widget) &&
      gtk_widget_get_width (widget) > 0)
    return widget;
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    if (find_flag (i) != NULL)
      return find_flag (i);
  return NULL;
}

static gboolean
has_flag (gpointer data)
{
  return find_flag (GTK_WIDGET (((AttuneEvaluateSample *) data)->page->form_pane)) != NULL;
}

/* The focus on the flag of a note does not go with the flag when another note comes. */
static void
test_note_flag_focus (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, "calls");
  attune_evaluate_sample_write_note (&sample, "The first");
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  attune_evaluate_sample_press (&sample, GDK_KEY_Escape);
  attune_evaluate_sample_wait (has_flag, &sample);
  gtk_widget_child_focus (attune_evaluate_sample_get_focus (&sample), GTK_DIR_TAB_FORWARD);
  g_assert_true (
    gtk_widget_has_css_class (attune_evaluate_sample_get_focus (&sample), "note-flag"));

  add_note (&sample, "And another");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_two_notes, &sample);
  g_assert_true (attune_evaluate_sample_is_focus_in (&sample, sample.page->form_pane));
  attune_evaluate_sample_close (&sample);
}

/* Notes made in another window come by themselves, and what is being written in this one stays. */
static void
test_note_from_elsewhere (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkListBoxRow *row;
  gpointer entry;

  attune_evaluate_sample_open (&sample, NULL, "calls");
  attune_evaluate_sample_write_note (&sample, "Half a sen");
  entry = attune_evaluate_sample_get_note_entry (&sample);
  add_note (&sample, "From elsewhere");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "Half a sen");

  row = gtk_list_box_get_row_at_index (get_list (&sample), 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (row), "note.edit", NULL));
  g_assert_true (attune_note_row_is_editing (ATTUNE_NOTE_ROW (row)));
  add_note (&sample, "And another");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_two_notes, &sample);
  g_assert_true (gtk_list_box_get_row_at_index (get_list (&sample), 0) == row);
  g_assert_true (attune_note_row_is_editing (ATTUNE_NOTE_ROW (row)));
  g_assert_nonnull (gtk_list_box_get_row_at_index (get_list (&sample), 1));
  g_assert_null (gtk_list_box_get_row_at_index (get_list (&sample), 2));
  attune_evaluate_sample_close (&sample);
}

static void
keep_undo_cb (GClosure **kept, const char *message, GClosure *undo)
{
  g_clear_pointer (kept, g_closure_unref);
  *kept = g_closure_ref (undo);
}

static void
undo_cb (GClosure **kept)
{
  g_closure_invoke (*kept, NULL, 0, NULL, NULL);
  g_clear_pointer (kept, g_closure_unref);
}

static gboolean
has_no_note (gpointer sample)
{
  return !attune_evaluate_sample_has_note (sample);
}

/* The last thing that was done is what Ctrl+Z undoes: a note removed, or an answer given since. */
static void
test_note_undo (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("undo", NULL);
  GClosure *undo = NULL;

  attune_evaluate_sample_open (&sample, NULL, "calls");
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  g_signal_connect_swapped (action, "activate", G_CALLBACK (undo_cb), &undo);
  gtk_widget_insert_action_group (gtk_widget_get_parent (GTK_WIDGET (sample.page)), "win",
                                  G_ACTION_GROUP (actions));
  g_signal_connect_swapped (sample.context, "undo-offered", G_CALLBACK (keep_undo_cb), &undo);
  attune_evaluate_sample_write_note (&sample, "Warm");
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  attune_form_pane_enter (sample.page->form_pane, 0);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, 0);

  attune_note_book_remove (sample.page->book, attune_evaluate_sample_get_first_note (&sample)->id);
  attune_evaluate_sample_wait (has_no_note, &sample);
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, 0);
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, ATTUNE_FORM_NONE);

  attune_note_book_remove (sample.page->book, attune_evaluate_sample_get_first_note (&sample)->id);
  attune_evaluate_sample_wait (has_no_note, &sample);
  attune_form_pane_enter (sample.page->form_pane, 0);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, ATTUNE_FORM_NONE);
  g_assert_false (attune_evaluate_sample_has_note (&sample));
  g_clear_pointer (&undo, g_closure_unref);
  attune_evaluate_sample_close (&sample);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/evaluate/notes/while-playing", test_note_while_playing);
  g_test_add_func ("/evaluate/notes/on-selection", test_note_on_selection);
  g_test_add_func ("/evaluate/notes/on-whole", test_note_on_whole);
  g_test_add_func ("/evaluate/notes/unsaved", test_note_unsaved);
  g_test_add_func ("/evaluate/notes/from-elsewhere", test_note_from_elsewhere);
  g_test_add_func ("/evaluate/notes/unfinished", test_note_unfinished);
  g_test_add_func ("/evaluate/notes/return", test_note_return);
  g_test_add_func ("/evaluate/notes/left", test_note_left);
  g_test_add_func ("/evaluate/notes/text-undo", test_note_text_undo);
  g_test_add_func ("/evaluate/notes/submitted", test_note_submitted);
  g_test_add_func ("/evaluate/notes/undo", test_note_undo);
  g_test_add_func ("/evaluate/notes/flag-focus", test_note_flag_focus);

  return g_test_run ();
}
