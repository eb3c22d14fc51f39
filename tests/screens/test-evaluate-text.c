/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"
#include "attune-note-row.h"
#include "attune-screens.h"

#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

static AttuneTranscript *
make (guint n_passages)
{
  AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();

  for (guint i = 0; i < n_passages; i++)
    {
      g_autofree char *text = g_strdup_printf (
        "Hyvää päivää, this is number %u of what is said, and it goes on for a line or two so that"
        " rows differ in height.%s",
        i, i % 3 == 0 ? " The router is to come on Monday, and nobody knows where it is." : "");

      attune_transcript_builder_add (builder,
                                     &(AttunePassage){ i * 2 * SECOND, (i * 2 + 1) * SECOND,
                                                       (AttuneSpeaker) (i % 2), "", text });
    }
  return attune_transcript_builder_end (builder);
}

static void
keep (AttuneEvaluateSample *sample, guint n_passages)
{
  AttuneStore *store = sample->store.store;
  g_autoptr (AttuneTranscript) transcript = make (n_passages);
  g_autoptr (AttuneKeptTranscript)
    before = ATTUNE_CALL_OK (load_transcript, store, sample->sample.analyst, sample->interaction);

  ATTUNE_CALL_OK (keep_transcript, store, sample->sample.analyst, sample->interaction,
                  before->media, "call.vtt", transcript);
}

static gboolean
has_text (gpointer sample)
{
  return ((AttuneEvaluateSample *) sample)->page->has_text;
}

static gboolean
is_found (gpointer label)
{
  return strstr (gtk_label_get_label (label), " of ") != NULL;
}

static void
open_with_text (AttuneEvaluateSample *sample, const char *recording, guint n_passages)
{
  attune_evaluate_sample_set_up (sample, recording, "calls");
  keep (sample, n_passages);
  attune_evaluate_sample_show (sample, 1024, 700);
  attune_evaluate_sample_wait (has_text, sample);
}

static AttunePassageItem *
get_item (AttuneEvaluateSample *sample, guint index)
{
  GtkListView *view = attune_sample_find_child (GTK_WIDGET (sample->page->text),
                                                GTK_TYPE_LIST_VIEW);
  g_autoptr (AttunePassageItem)
    item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (view)), index);

  return item;
}

static AttunePassageRow *
find_row (AttuneEvaluateSample *sample, guint index)
{
  AttunePassageRow *row;

  for (guint i = 0;
       (row = attune_sample_find_nth (sample->page->text, ATTUNE_TYPE_PASSAGE_ROW, i)) != NULL; i++)
    if (attune_passage_row_get_item (row) != NULL &&
        attune_passage_item_get_index (attune_passage_row_get_item (row)) == index)
      return row;
  return NULL;
}

typedef struct
{
  AttuneEvaluateSample *sample;
  guint index;
} Place;

static gboolean
is_in_view (gpointer place)
{
  return find_row (((Place *) place)->sample, ((Place *) place)->index) != NULL;
}

static void
wait_for_row (AttuneEvaluateSample *sample, guint index)
{
  Place place = { sample, index };

  attune_evaluate_sample_wait (is_in_view, &place);
}

static gboolean
is_marked (gpointer place)
{
  return attune_passage_item_get_marks (
           get_item (((Place *) place)->sample, ((Place *) place)->index)) != NULL;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static gboolean
is_resting (gpointer panel)
{
  return !attune_transcript_panel_is_following (panel);
}

/* --- Beside a recording --- */

/* The passage that is heard is marked and in view, without taking the focus; what was scrolled away from comes back when it is asked
 * for, and choosing a passage goes there. */
static void
test_follow (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  AttuneTranscriptPanel *text;
  GtkWidget *focus;

  open_with_text (&sample, recording, 60);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  text = sample.page->text;
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (text)));
  attune_evaluate_sample_seek (&sample, 40 * SECOND);
  focus = attune_evaluate_sample_get_focus (&sample);
  gtk_toggle_button_set_active (sample.page->shows_text, TRUE);
  g_assert_true (attune_passage_item_is_current (get_item (&sample, 20)));
  wait_for_row (&sample, 20);
  g_assert_true (attune_evaluate_sample_get_focus (&sample) == focus);

  /* Whoever looks something up reads on in peace. */
  g_assert_true (attune_page_search (ATTUNE_PAGE (sample.page)));
  gtk_editable_set_text (GTK_EDITABLE (
                           attune_sample_find_child (GTK_WIDGET (text), GTK_TYPE_SEARCH_ENTRY)),
                         "number 3");
  attune_evaluate_sample_wait (is_resting, text);
  attune_evaluate_sample_seek (&sample, 50 * SECOND);
  attune_sample_settle (200);
  g_assert_true (attune_passage_item_is_current (get_item (&sample, 25)));
  attune_transcript_panel_follow (text);
  wait_for_row (&sample, 25);

  g_signal_emit_by_name (find_row (&sample, 25), "activated");
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, 50 * SECOND);
  attune_evaluate_sample_close (&sample);
}

/* Words of a passage become a note, which has their times, and is marked where it is. */
static void
test_note_on_words (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  const AttuneNote *note;
  AttuneNoteRow *row;
  AttuneStretch stretch;
  GArray *marks;

  open_with_text (&sample, recording, 20);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  gtk_toggle_button_set_active (sample.page->shows_text, TRUE);
  wait_for_row (&sample, 1);
  g_signal_emit_by_name (find_row (&sample, 1), "selected", 6, 12);
  g_assert_true (attune_transcript_panel_get_stretch (sample.page->text, &stretch));
  attune_evaluate_sample_write_note (&sample, "+ In Finnish");
  attune_transcript_panel_unselect (sample.page->text);
  g_assert_false (attune_transcript_panel_get_stretch (sample.page->text, &stretch));
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);

  note = attune_evaluate_sample_get_first_note (&sample);
  g_assert_true (note->is_on_text);
  g_assert_cmpuint (note->stretch.passage_from, ==, 1);
  g_assert_cmpuint (note->stretch.passage_to, ==, 1);
  g_assert_cmpuint (note->stretch.character_from, ==, 6);
  g_assert_cmpuint (note->stretch.character_to, ==, 12);
  g_assert_cmpint (note->from_us, ==, 2 * SECOND);
  g_assert_cmpint (note->to_us, ==, 3 * SECOND);
  attune_evaluate_sample_wait (is_marked, &(Place){ &sample, 1 });
  marks = attune_passage_item_get_marks (get_item (&sample, 1));
  g_assert_cmpint (g_array_index (marks, AttunePassageMark, 0).note, ==, note->id);
  g_assert_null (attune_passage_item_get_marks (get_item (&sample, 2)));
  row = attune_sample_find_child (GTK_WIDGET (sample.page->note_panel), ATTUNE_TYPE_NOTE_ROW);
  g_assert_nonnull (row);

  /* The next note is where it is heard again. */
  attune_evaluate_sample_seek (&sample, 30 * SECOND);
  attune_evaluate_sample_write_note (&sample, "Here");
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_two_notes, &sample);
  note = g_ptr_array_index (attune_note_book_get_notes (sample.page->book), 1);
  g_assert_false (note->is_on_text);
  g_assert_cmpint (note->from_us, ==, 30 * SECOND);
  attune_evaluate_sample_close (&sample);
}

/* --- By itself --- */

/* What was written stands in the recording's place, with the notes; several messages that are selected become a note. */
static void
test_alone (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkListView *view;
  const AttuneNote *note;

  open_with_text (&sample, NULL, 12);
  attune_evaluate_sample_wait (is_mapped, sample.page->text);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (sample.page->note_panel)));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (sample.page->listen)));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (sample.page->shows_text)));

  view = attune_sample_find_child (GTK_WIDGET (sample.page->text), GTK_TYPE_LIST_VIEW);
  gtk_selection_model_select_range (gtk_list_view_get_model (view), 2, 3, TRUE);
  attune_evaluate_sample_act (&sample, "evaluate.note");
  attune_evaluate_sample_write_note (&sample, "- Slow");
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  note = attune_evaluate_sample_get_first_note (&sample);
  g_assert_true (note->is_on_text);
  g_assert_cmpuint (note->stretch.passage_from, ==, 2);
  g_assert_cmpuint (note->stretch.passage_to, ==, 4);
  g_assert_cmpint (note->from_us, ==, -1);
  attune_evaluate_sample_wait (is_marked, &(Place){ &sample, 4 });
  for (guint i = 1; i < 6; i++)
    g_assert_true ((attune_passage_item_get_marks (get_item (&sample, i)) != NULL) ==
                   (i >= 2 && i <= 4));
  attune_evaluate_sample_close (&sample);
}

/* What is spoken of words is on them, as what is written is. */
static void
test_spoken_on_words (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkListView *view;
  g_autoptr (AttuneNote) note = NULL;

  open_with_text (&sample, NULL, 12);
  attune_evaluate_sample_wait (is_mapped, sample.page->text);
  view = attune_sample_find_child (GTK_WIDGET (sample.page->text), GTK_TYPE_LIST_VIEW);
  gtk_selection_model_select_range (gtk_list_view_get_model (view), 2, 3, TRUE);
  note = attune_note_panel_make_spoken (sample.page->note_panel);
  g_assert_true (note->is_on_text);
  g_assert_cmpuint (note->stretch.passage_from, ==, 2);
  g_assert_cmpuint (note->stretch.passage_to, ==, 4);
  attune_transcript_panel_unselect (sample.page->text);
  attune_note_free (g_steal_pointer (&note));
  note = attune_note_panel_make_spoken (sample.page->note_panel);
  g_assert_false (note->is_on_text);
  attune_evaluate_sample_close (&sample);
}

/* Another text that comes meanwhile is shown; without one there is nothing to look through. */
static void
test_replaced (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, "calls");
  attune_sample_settle (200);
  g_assert_false (attune_page_search (ATTUNE_PAGE (sample.page)));
  keep (&sample, 3);
  attune_evaluate_sample_wait (has_text, &sample);
  g_assert_cmpuint (attune_transcript_get_n (
                      attune_transcript_panel_get_transcript (sample.page->text)),
                    ==, 3);
  attune_evaluate_sample_close (&sample);
}

/* --- At length --- */

static void
search_long (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *text;
  GtkLabel *count;

  open_with_text (&sample, NULL, 5000);
  attune_sample_settle (300);
  attune_sample_watch ();
  text = GTK_WIDGET (sample.page->text);
  g_assert_true (attune_page_search (ATTUNE_PAGE (sample.page)));
  gtk_editable_set_text (GTK_EDITABLE (attune_sample_find_child (text, GTK_TYPE_SEARCH_ENTRY)),
                         "paivaa");
  count = attune_sample_find_nth (gtk_widget_get_parent (
                                    attune_sample_find_child (text, GTK_TYPE_SEARCH_ENTRY)),
                                  GTK_TYPE_LABEL, 0);
  attune_evaluate_sample_wait (is_found, count);
  g_assert_nonnull (strstr (gtk_label_get_label (count), "5000"));
  attune_evaluate_sample_close (&sample);
}

static gboolean
has_ten_thousand (gpointer sample)
{
  AttuneTranscript *transcript = attune_transcript_panel_get_transcript (
    ((AttuneEvaluateSample *) sample)->page->text);

  return transcript != NULL && attune_transcript_get_n (transcript) == 10000;
}

/* The text comes while the page is open, is gone through as it is heard, and is there again when the page is. */
static void
open_long (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");

  attune_evaluate_sample_open (&sample, recording, "calls");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  attune_sample_settle (300);
  attune_sample_watch ();
  attune_sample_settle (300);
  keep (&sample, 9999);
  attune_evaluate_sample_wait (has_text, &sample);
  gtk_toggle_button_set_active (sample.page->shows_text, TRUE);
  attune_sample_settle (500);
  for (guint i = 0; i < 8; i++)
    {
      attune_evaluate_sample_seek (&sample, i * 5 * SECOND);
      attune_sample_settle (100);
    }
  keep (&sample, 10000);
  attune_evaluate_sample_wait (has_ten_thousand, &sample);
  attune_sample_settle (500);
  attune_evaluate_sample_close (&sample);
}

/* The same of a chat, which is all there is of its contact. */
static void
open_long_chat (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, "calls");
  attune_sample_settle (300);
  attune_sample_watch ();
  attune_sample_settle (300);
  keep (&sample, 10000);
  attune_evaluate_sample_wait (has_ten_thousand, &sample);
  attune_sample_settle (500);
  attune_evaluate_sample_close (&sample);
}

static const struct
{
  const char *path;
  void (*work) (void);
} longs[] = {
  { "/evaluate/text/long/search", search_long },
  { "/evaluate/text/long/open", open_long },
  { "/evaluate/text/long/open-chat", open_long_chat },
};

static void
test_long (gconstpointer data)
{
  attune_sample_assert_not_held (longs[GPOINTER_TO_SIZE (data)].work);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  g_test_add_func ("/evaluate/text/follow", test_follow);
  g_test_add_func ("/evaluate/text/note-on-words", test_note_on_words);
  g_test_add_func ("/evaluate/text/alone", test_alone);
  g_test_add_func ("/evaluate/text/spoken-on-words", test_spoken_on_words);
  g_test_add_func ("/evaluate/text/replaced", test_replaced);
  for (gsize i = 0; i < G_N_ELEMENTS (longs); i++)
    g_test_add_data_func (longs[i].path, GSIZE_TO_POINTER (i), test_long);
  return g_test_run ();
}
