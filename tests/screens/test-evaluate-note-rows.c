/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"
#include "attune-note-editor.h"
#include "attune-note-row.h"
#include "attune-screens.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* A contact that can be heard, and a note at its fourth second. */
static void
open_sample (AttuneEvaluateSample *sample)
{
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");

  attune_evaluate_sample_open (sample, recording, "calls");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, sample);
  attune_evaluate_sample_seek (sample, 4 * SECOND);
  attune_evaluate_sample_write_note (sample, "+ Warm");
  attune_evaluate_sample_send_note (sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, sample);
  /* Out of the entry, where Ctrl+Z takes letters back. */
  attune_evaluate_sample_press (sample, GDK_KEY_Escape);
}

static AttuneNoteRow *
get_row (AttuneEvaluateSample *sample, int index)
{
  gpointer list = gtk_widget_get_template_child (GTK_WIDGET (sample->page->note_panel),
                                                 ATTUNE_TYPE_NOTE_PANEL, "list");

  return ATTUNE_NOTE_ROW (gtk_list_box_get_row_at_index (list, index));
}

static const AttuneNote *
get_note (AttuneEvaluateSample *sample)
{
  return attune_evaluate_sample_get_first_note (sample);
}

/* What the store has of it. */
static AttuneNote *
load_note (AttuneEvaluateSample *sample)
{
  g_autoptr (GPtrArray) notes = NULL;

  attune_evaluate_sample_wait (attune_evaluate_sample_has_kept_notes, sample);
  notes = ATTUNE_CALL_OK (list_notes, sample->store.store, get_note (sample)->author,
                          sample->page->evaluation);
  return attune_note_copy (g_ptr_array_index (notes, 0));
}

typedef struct
{
  AttuneEvaluateSample *sample;
  gint64 rev;
} Rev;

static gboolean
is_rev (gpointer data)
{
  return get_note (((Rev *) data)->sample)->rev == ((Rev *) data)->rev;
}

static void
move (AttuneEvaluateSample *sample, AttuneNoteEdge edge, gint64 by_us)
{
  g_signal_emit_by_name (get_row (sample, 0), "edge-moved", edge, by_us);
}

/* The row keeps the focus, the label says where it is, and all of it is one step back. */
static void
test_edges (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autoptr (AttuneNote) kept = NULL;
  AttuneNoteRow *row;
  gpointer time;

  open_sample (&sample);
  row = get_row (&sample, 0);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_assert_true (attune_evaluate_sample_get_focus (&sample) == GTK_WIDGET (row));
  for (guint i = 0; i < 20; i++)
    move (&sample, ATTUNE_NOTE_EDGE_TO, SECOND / 10);
  move (&sample, ATTUNE_NOTE_EDGE_FROM, -SECOND);
  g_assert_true (get_row (&sample, 0) == row);
  g_assert_true (attune_evaluate_sample_get_focus (&sample) == GTK_WIDGET (row));
  time = gtk_widget_get_template_child (GTK_WIDGET (row), ATTUNE_TYPE_NOTE_ROW, "time");
  g_assert_cmpstr (gtk_label_get_label (time), ==, "0:03–0:06");
  kept = load_note (&sample);
  g_assert_cmpint (kept->from_us, ==, 3 * SECOND);
  g_assert_cmpint (kept->to_us, ==, 6 * SECOND);
  g_assert_cmpint (kept->rev, ==, 2);

  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_cmpint (get_note (&sample)->to_us, ==, 4 * SECOND);
  g_assert_cmpint (get_note (&sample)->from_us, ==, 4 * SECOND);
  attune_evaluate_sample_act (&sample, "evaluate.redo");
  g_assert_cmpint (get_note (&sample)->to_us, ==, 6 * SECOND);
  attune_evaluate_sample_close (&sample);
}

/* A drag shows where it would be, and is kept when it is let go of. */
static void
test_drag (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttuneWaveView *view;
  gint64 id;

  open_sample (&sample);
  view = attune_evaluate_sample_get_view (&sample);
  id = get_note (&sample)->id;
  attune_wave_view_move_mark (view, id, 5 * SECOND, 8 * SECOND, FALSE);
  g_assert_cmpint (get_note (&sample)->from_us, ==, 4 * SECOND);
  g_assert_cmpint (attune_wave_view_find_mark (view, id)->to_us, ==, 8 * SECOND);
  attune_wave_view_move_mark (view, id, 5 * SECOND, 8 * SECOND, TRUE);
  g_assert_cmpint (get_note (&sample)->from_us, ==, 5 * SECOND);
  g_assert_cmpint (attune_wave_view_find_mark (view, id)->from_us, ==, 5 * SECOND);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_kept_notes, &sample);
  g_assert_cmpint (get_note (&sample)->to_us, ==, 8 * SECOND);
  g_assert_cmpint (get_note (&sample)->rev, ==, 2);
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_cmpint (get_note (&sample)->from_us, ==, 4 * SECOND);
  g_assert_cmpint (attune_wave_view_find_mark (view, id)->from_us, ==, 4 * SECOND);
  attune_evaluate_sample_close (&sample);
}

/* Notes are gone through on the waveform, in their order, and the list goes along. */
static void
test_next_mark (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttuneWaveView *view;
  gint64 first, second;

  open_sample (&sample);
  view = attune_evaluate_sample_get_view (&sample);
  attune_evaluate_sample_seek (&sample, 9 * SECOND);
  attune_evaluate_sample_write_note (&sample, "Later");
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_two_notes, &sample);
  first = attune_note_row_get_note (get_row (&sample, 0))->id;
  second = attune_note_row_get_note (get_row (&sample, 1))->id;

  attune_evaluate_sample_seek (&sample, 0);
  g_assert_cmpint (attune_wave_view_find_next_mark (view, -1), ==, 0);
  g_assert_cmpint (attune_wave_view_find_next_mark (view, 1), ==, first);
  attune_wave_view_activate_mark (view, first);
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, 4 * SECOND);
  g_assert_cmpint (attune_wave_view_find_next_mark (view, 1), ==, second);
  attune_wave_view_activate_mark (view, second);
  g_assert_cmpint (attune_wave_view_find_next_mark (view, 1), ==, 0);
  g_assert_cmpint (attune_wave_view_find_next_mark (view, -1), ==, first);
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (get_row (&sample, 1))));
  attune_evaluate_sample_close (&sample);
}

/* Who reads it, what kind it is and its question change where the focus is, one step each. */
static void
test_change (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autoptr (AttuneNote) kept = NULL;
  AttuneNoteRow *row;

  open_sample (&sample);
  row = get_row (&sample, 0);
  g_assert_cmpstr (get_note (&sample)->question, ==, "greeting");
  gtk_widget_activate_action (GTK_WIDGET (row), "note.share", NULL);
  g_assert_false (get_note (&sample)->is_shared);
  attune_sample_settle (1100);
  gtk_widget_activate_action (GTK_WIDGET (row), "note.link", NULL);
  g_assert_null (get_note (&sample)->question);
  attune_sample_settle (1100);
  attune_evaluate_sample_act (&sample, "evaluate.next-question");
  gtk_widget_activate_action (GTK_WIDGET (row), "note.link", NULL);
  g_assert_cmpstr (get_note (&sample)->question, !=, "greeting");
  kept = load_note (&sample);
  g_assert_false (kept->is_shared);
  g_assert_cmpstr (kept->question, ==, get_note (&sample)->question);

  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_null (get_note (&sample)->question);
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_cmpstr (get_note (&sample)->question, ==, "greeting");
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_true (get_note (&sample)->is_shared);
  attune_evaluate_sample_close (&sample);
}

static gpointer
get_child (GtkWidget *editor, const char *name)
{
  return gtk_widget_get_template_child (editor, ATTUNE_TYPE_NOTE_EDITOR, name);
}

static gboolean
is_not_editing (gpointer row)
{
  return !attune_note_row_is_editing (row);
}

static void
test_editor (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttuneNoteRow *row;
  GtkWidget *editor;

  open_sample (&sample);
  row = get_row (&sample, 0);
  gtk_widget_activate_action (GTK_WIDGET (row), "note.change", NULL);
  g_assert_true (attune_note_row_is_editing (row));
  editor = attune_sample_find_child (GTK_WIDGET (row), ATTUNE_TYPE_NOTE_EDITOR);
  g_assert_cmpstr (gtk_editable_get_text (get_child (editor, "from")), ==, "0:04.000");
  g_assert_cmpstr (gtk_editable_get_text (get_child (editor, "to")), ==, "");
  g_assert_false (gtk_widget_get_visible (get_child (editor, "trouble")));

  gtk_editable_set_text (get_child (editor, "to"), "0:03");
  g_assert_true (gtk_widget_get_visible (get_child (editor, "trouble")));
  gtk_editable_set_text (get_child (editor, "to"), "four");
  g_assert_true (gtk_widget_get_visible (get_child (editor, "trouble")));
  g_signal_emit_by_name (get_child (editor, "done"), "clicked");
  g_assert_cmpint (get_note (&sample)->to_us, ==, 4 * SECOND);

  gtk_editable_set_text (get_child (editor, "to"), "0:06.25");
  gtk_drop_down_set_selected (get_child (editor, "kind"), ATTUNE_NOTE_IMPROVE);
  gtk_drop_down_set_selected (get_child (editor, "question"), 0);
  gtk_switch_set_active (get_child (editor, "sharing"), FALSE);
  g_signal_emit_by_name (get_child (editor, "done"), "clicked");
  attune_evaluate_sample_wait (is_not_editing, row);
  g_assert_cmpint (get_note (&sample)->from_us, ==, 4 * SECOND);
  g_assert_cmpint (get_note (&sample)->to_us, ==, 6 * SECOND + SECOND / 4);
  g_assert_cmpint (get_note (&sample)->kind, ==, ATTUNE_NOTE_IMPROVE);
  g_assert_null (get_note (&sample)->question);
  g_assert_false (get_note (&sample)->is_shared);
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_cmpint (get_note (&sample)->kind, ==, ATTUNE_NOTE_PRAISE);
  attune_evaluate_sample_close (&sample);
}

static gboolean
is_silent (gpointer data)
{
  return !attune_player_is_playing (attune_evaluate_sample_get_player (data));
}

/* Its stretch is heard and no more, from the row and from the flag. */
static void
test_clip (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttunePlayer *player;

  open_sample (&sample);
  player = attune_evaluate_sample_get_player (&sample);
  move (&sample, ATTUNE_NOTE_EDGE_TO, SECOND / 2);
  attune_evaluate_sample_seek (&sample, 20 * SECOND);
  gtk_widget_activate_action (GTK_WIDGET (get_row (&sample, 0)), "note.play", NULL);
  g_assert_true (attune_player_is_playing (player));
  g_assert_cmpint (attune_player_get_position_us (player), <, 5 * SECOND);
  attune_evaluate_sample_wait (is_silent, &sample);
  g_assert_cmpint (ABS (attune_player_get_position_us (player) - 4 * SECOND - SECOND / 2), <,
                   SECOND / 100);

  attune_wave_view_play_mark (attune_evaluate_sample_get_view (&sample), get_note (&sample)->id);
  g_assert_true (attune_player_is_playing (player));
  /* Again is silence. */
  attune_wave_view_play_mark (attune_evaluate_sample_get_view (&sample), get_note (&sample)->id);
  g_assert_false (attune_player_is_playing (player));
  attune_evaluate_sample_close (&sample);
}

typedef struct
{
  AttunePlayer *player;
  gint64 at_us;
} Moment;

static gboolean
is_heard (gpointer data)
{
  Moment *moment = data;

  return attune_player_get_position_us (moment->player) > moment->at_us;
}

/* What was changed of a note elsewhere meanwhile stays when a step is undone; what the step itself changed, and somebody else
 * after it, is not gone over. */
static void
test_undo_elsewhere (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autoptr (AttuneNote) theirs = NULL;
  AttuneNoteRow *row;

  open_sample (&sample);
  row = get_row (&sample, 0);
  gtk_widget_activate_action (GTK_WIDGET (row), "note.share", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AttuneNote) saved = NULL;

      g_clear_pointer (&theirs, attune_note_free);
      theirs = load_note (&sample);
      theirs->is_shared = i == 1 ? FALSE : theirs->is_shared;
      g_free (theirs->text);
      theirs->text = g_strdup ("By another window");
      saved = ATTUNE_CALL_OK (save_note, sample.store.store, theirs->author, theirs);
      attune_evaluate_sample_wait (is_rev, &(Rev){ &sample, saved->rev });
      attune_evaluate_sample_act (&sample, i == 0 ? "evaluate.undo" : "evaluate.redo");
      g_clear_pointer (&theirs, attune_note_free);
      theirs = load_note (&sample);
      g_assert_cmpstr (theirs->text, ==, "By another window");
      g_assert_cmpint (theirs->is_shared, ==, i == 0);
    }
  attune_evaluate_sample_close (&sample);
}

/* Ctrl+M fixes the moment, however long the first letter takes. */
static void
test_pinned (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttunePlayer *player;
  const AttuneNote *note;
  gint64 before, after;

  open_sample (&sample);
  player = attune_evaluate_sample_get_player (&sample);
  before = attune_player_get_position_us (player);
  attune_evaluate_sample_act (&sample, "evaluate.play");
  attune_evaluate_sample_wait (is_heard, &(Moment){ player, before + SECOND / 5 });
  before = attune_player_get_position_us (player);
  attune_evaluate_sample_act (&sample, "evaluate.note");
  after = attune_player_get_position_us (player);
  attune_evaluate_sample_wait (is_heard, &(Moment){ player, after + SECOND / 5 });
  gtk_editable_set_text (attune_evaluate_sample_get_note_entry (&sample), "At the key");
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_act (&sample, "evaluate.play");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_two_notes, &sample);
  note = attune_note_row_get_note (get_row (&sample, 1));
  g_assert_cmpint (note->from_us, >=, before - SECOND / 20);
  g_assert_cmpint (note->from_us, <=, after + SECOND / 20);
  attune_evaluate_sample_close (&sample);
}

/* --- Keys --- */

static void
press_key (guint modifier, guint second, guint key)
{
  const guint keys[] = { modifier, second, key };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] != 0)
      attune_evaluate_sample_set_key (keys[i], TRUE);
  for (guint i = G_N_ELEMENTS (keys); i > 0; i--)
    if (keys[i - 1] != 0)
      attune_evaluate_sample_set_key (keys[i - 1], FALSE);
}

static gboolean
has_focus (gpointer row)
{
  return gtk_widget_has_focus (row);
}

static void
test_keys (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttunePlayer *player;

  open_sample (&sample);
  player = attune_evaluate_sample_get_player (&sample);
  gtk_widget_grab_focus (GTK_WIDGET (get_row (&sample, 0)));
  attune_evaluate_sample_wait (has_focus, get_row (&sample, 0));
  press_key (GDK_KEY_Control_L, 0, GDK_KEY_Right);
  g_assert_cmpint (get_note (&sample)->from_us, ==, 4 * SECOND + SECOND / 10);
  press_key (GDK_KEY_Control_L, GDK_KEY_Shift_L, GDK_KEY_Right);
  g_assert_cmpint (get_note (&sample)->to_us, ==, 4 * SECOND + SECOND / 5);
  press_key (0, 0, GDK_KEY_minus);
  g_assert_cmpint (get_note (&sample)->kind, ==, ATTUNE_NOTE_IMPROVE);
  press_key (0, 0, GDK_KEY_p);
  g_assert_false (get_note (&sample)->is_shared);
  press_key (0, 0, GDK_KEY_space);
  g_assert_true (attune_player_is_playing (player) ||
                 attune_player_get_position_us (player) == 4 * SECOND + SECOND / 5);
  attune_evaluate_sample_close (&sample);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/evaluate/note-rows/edges", test_edges);
  g_test_add_func ("/evaluate/note-rows/drag", test_drag);
  g_test_add_func ("/evaluate/note-rows/next-mark", test_next_mark);
  g_test_add_func ("/evaluate/note-rows/change", test_change);
  g_test_add_func ("/evaluate/note-rows/editor", test_editor);
  g_test_add_func ("/evaluate/note-rows/clip", test_clip);
  g_test_add_func ("/evaluate/note-rows/undo-elsewhere", test_undo_elsewhere);
  g_test_add_func ("/evaluate/note-rows/pinned", test_pinned);
  g_test_add_func ("/evaluate/note-rows/keys", test_keys);

  return g_test_run ();
}
