/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-keys.h"
#include "attune-evaluate-sample.h"
#include "attune-evaluate-words.h"
#include "attune-question-row.h"
#include "attune-screens.h"

#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

/* Keys answer the focused question, and what they answer is in the store. */
static void
test_keys (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, "calls");
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 0);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_act (&sample, "evaluate.next-question");
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 1);
  attune_evaluate_sample_press (&sample, GDK_KEY_KP_2);
  attune_evaluate_sample_act (&sample, "evaluate.next-question");
  attune_evaluate_sample_act (&sample, "evaluate.previous-question");
  attune_evaluate_sample_press (&sample, GDK_KEY_N);
  g_assert_true (attune_answers_get (attune_evaluate_sample_get_answers (&sample), 1)->na);
  attune_evaluate_sample_press (&sample, GDK_KEY_n);
  g_assert_true (attune_evaluate_page_press_key (sample.page, GDK_KEY_r, 0));
  g_assert_true (attune_evaluate_page_press_key (sample.page, GDK_KEY_c, 0));
  g_assert_false (attune_evaluate_page_press_key (sample.page, GDK_KEY_1, GDK_CONTROL_MASK));
  attune_evaluate_sample_wait (attune_evaluate_sample_is_saved, &sample);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 1);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, 0);
  attune_evaluate_sample_close (&sample);
}

/* Answers are taken back where they were given, and what is taken back is saved too. */
static void
test_undo (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, "calls");
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_press (&sample, GDK_KEY_2);
  attune_evaluate_sample_act (&sample, "evaluate.next-question");
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 1), ==, ATTUNE_FORM_NONE);
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, 0);
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 0);
  attune_evaluate_sample_act (&sample, "evaluate.redo");
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, 1);
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  attune_evaluate_sample_wait (attune_evaluate_sample_is_saved, &sample);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, 0);

  /* In the entry for notes it is the entry's. */
  attune_evaluate_sample_write_note (&sample, "Half a sen");
  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, 0);
  attune_evaluate_sample_close (&sample);
}

#define REST_FORM                                                                                      \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"rest\",\"title\":\"Rest\",\"sections\":[{"       \
  "\"id\":\"a\",\"title\":\"A\",\"questions\":[{\"id\":\"q1\",\"type\":\"yes_no\",\"title\":\"One\"}," \
  "{\"id\":\"q2\",\"type\":\"yes_no\",\"title\":\"Two\",\"error_type\":\"compliance\"},"               \
  "{\"id\":\"q3\",\"type\":\"yes_no\",\"title\":\"Three\"},{\"id\":\"q4\",\"type\":\"yes_no\","        \
  "\"title\":\"Four\"}]}]}"

static gboolean
says_filled_in (AttuneEvaluateSample *sample, guint question)
{
  AttuneQuestionView view;
  g_autofree char *words = NULL;

  attune_question_view_init (&view, attune_evaluate_sample_get_state (sample), question);
  words = attune_answer_origin_to_words (&view);
  return *words != '\0';
}

/* The rest as highest: not what is answered, and not what is critical, where one goes next. One step takes all of it back,
 * and an answer of one's own is not told any more as filled in. */
static void
test_rest (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, REST_FORM);
  attune_evaluate_sample_press (&sample, GDK_KEY_2);
  attune_evaluate_sample_act (&sample, "evaluate.fill-rest");
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, 1);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 1), ==, ATTUNE_FORM_NONE);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 2), ==, 0);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 3), ==, 0);
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 1);
  g_assert_false (says_filled_in (&sample, 0));
  g_assert_true (says_filled_in (&sample, 2));

  attune_evaluate_sample_act (&sample, "evaluate.undo");
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 2), ==, ATTUNE_FORM_NONE);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 3), ==, ATTUNE_FORM_NONE);
  attune_evaluate_sample_act (&sample, "evaluate.redo");
  attune_form_pane_enter (sample.page->form_pane, 2);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  g_assert_false (says_filled_in (&sample, 2));
  g_assert_true (says_filled_in (&sample, 3));
  attune_evaluate_sample_wait (attune_evaluate_sample_is_saved, &sample);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  g_assert_false (says_filled_in (&sample, 2));
  g_assert_true (says_filled_in (&sample, 3));
  attune_evaluate_sample_close (&sample);
}

/* Every key of the table runs an action there is. */
static void
test_key_table (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, "calls");
  for (const AttuneEvaluateKey *key = attune_evaluate_keys_get (); key->action != NULL; key++)
    {
      gboolean is_there = FALSE;
      const GVariantType *type;
      const char *name, *property;
      GType owner;

      gpointer whose = key->scope == ATTUNE_KEYS_WAVEFORM && strncmp (key->action, "wave", 4) == 0
                         ? (gpointer) attune_listen_pane_get_waveform (sample.page->listen)
                         : sample.page;

      for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (whose), i, &owner,
                                                       &name, &type, &property);
           i++)
        is_there |= strcmp (name, key->action) == 0;
      g_assert_true (is_there);
    }
  attune_evaluate_sample_close (&sample);
}

/* Whoever comes back finds the same question and the same second. */
static void
test_place (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");

  attune_evaluate_sample_open (&sample, recording, "calls");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  attune_form_pane_enter (sample.page->form_pane, 5);
  attune_evaluate_sample_seek (&sample, 33 * SECOND);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, 33 * SECOND);
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==,
                    attune_answers_get_state (attune_evaluate_sample_get_answers (&sample), 5) &
                        ATTUNE_STATE_SHOWN
                      ? 5
                      : 0);
  attune_evaluate_sample_close (&sample);
}

/* Whoever comes for a certain second is taken there, whatever the second they left at; and from there to another. */
static void
test_destination (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");

  attune_evaluate_sample_open (&sample, recording, "calls");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  attune_evaluate_sample_seek (&sample, 33 * SECOND);
  attune_evaluate_sample_hide (&sample);

  sample.start_us = 12 * SECOND + 345678;
  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  g_assert_cmpint (ABS (attune_evaluate_sample_get_position (&sample) - sample.start_us), <,
                   SECOND / 1000);
  attune_page_seek (ATTUNE_PAGE (sample.page), 7 * SECOND);
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, 7 * SECOND);
  attune_evaluate_sample_close (&sample);
}

static void
test_transport (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  AttunePlayer *player;
  gint64 start, end;

  attune_evaluate_sample_open (&sample, recording, "calls");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_talk_map, &sample);
  player = attune_evaluate_sample_get_player (&sample);
  attune_evaluate_sample_seek (&sample, 20 * SECOND);
  attune_evaluate_sample_act (&sample, "evaluate.forward");
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, 25 * SECOND);
  attune_evaluate_sample_act (&sample, "evaluate.back");
  attune_evaluate_sample_act (&sample, "evaluate.back");
  g_assert_cmpint (attune_evaluate_sample_get_position (&sample), ==, 15 * SECOND);
  attune_evaluate_sample_act (&sample, "evaluate.faster");
  g_assert_cmpuint (attune_player_get_speed (player), ==, 11);
  for (int i = 0; i < 30; i++)
    attune_evaluate_sample_act (&sample, "evaluate.slower");
  g_assert_cmpuint (attune_player_get_speed (player), ==, ATTUNE_PLAYER_SPEED_MIN);

  attune_evaluate_sample_act (&sample, "evaluate.loop");
  g_assert_true (attune_player_get_loop (player, &start, &end));
  g_assert_cmpint (start, <, end);
  attune_evaluate_sample_act (&sample, "evaluate.loop");
  g_assert_false (attune_player_get_loop (player, &start, &end));
  attune_evaluate_sample_act (&sample, "evaluate.skip-silence");
  g_assert_cmpint (attune_player_get_skip_silence (player), >, 0);
  attune_evaluate_sample_act (&sample, "evaluate.go-to-time");
  attune_evaluate_sample_close (&sample);
}

/* --- Two windows on one draft --- */

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

  attune_evaluate_sample_open (&sample, NULL, "calls");
  sheet = attune_evaluate_page_get_sheet (sample.page);
  other = attune_answers_with_option (attune_sheet_get_answers (sheet), 0, 1);
  document = attune_answers_to_json (other, NULL);
  ATTUNE_CALL_OK (save_answers, sample.store.store, sample.sample.analyst, sample.evaluation,
                  attune_draft_get_evaluation (sample.page->draft)->row->rev, document);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_wait (is_in_conflict, &sample);
  attune_draft_keep_mine (sample.page->draft);
  attune_evaluate_sample_wait (attune_evaluate_sample_is_saved, &sample);
  g_assert_null (attune_notice_get_text (sample.page->draft_notice));
  attune_evaluate_sample_close (&sample);
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

  attune_evaluate_sample_open (&sample, NULL, "calls");
  g_signal_connect_swapped (sample.context, "undo-offered", G_CALLBACK (count_cb), &n_offered);
  other = attune_answers_with_option (attune_evaluate_sample_get_answers (&sample), 0, 1);
  document = attune_answers_to_json (other, NULL);
  ATTUNE_CALL_OK (save_answers, sample.store.store, sample.sample.analyst, sample.evaluation,
                  attune_draft_get_evaluation (sample.page->draft)->row->rev, document);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_wait (is_in_conflict, &sample);
  click (sample.page->draft_notice, "first");
  g_assert_null (attune_notice_get_text (sample.page->draft_notice));
  g_signal_emit_by_name (sample.page->draft_notice, "answered", FALSE);
  attune_evaluate_sample_wait (attune_evaluate_sample_is_saved, &sample);
  g_signal_emit_by_name (sample.page->draft_notice, "answered", FALSE);
  g_assert_cmpuint (n_offered, ==, 0);
  attune_evaluate_sample_close (&sample);
}

/* The second click of a double click does not answer the question that comes next. */
static void
test_double_click (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttuneNotice *notice;
  guint n_answered = 0;

  attune_evaluate_sample_open (&sample, NULL, "calls");
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
  attune_evaluate_sample_close (&sample);
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
  GtkWidget *focus = attune_evaluate_sample_get_focus (sample);
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

  attune_evaluate_sample_open (&sample, NULL, form);

  /* The last question is in a folded section that has not been made. */
  attune_form_pane_enter (sample.page->form_pane, 499);
  g_assert_false (is_built (&sample));
  attune_evaluate_sample_wait (is_built, &sample);
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 499);
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
      attune_evaluate_sample_press (&sample, i % 2 == 0 ? GDK_KEY_1 : GDK_KEY_2);
      worst = MAX (worst, g_get_monotonic_time () - start);
      attune_sample_settle (10);
    }
  g_test_minimized_result ((double) worst, "an answer among 500: %.1f ms", (double) worst / 1000.0);
  attune_evaluate_sample_close (&sample);
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

  attune_evaluate_sample_open (&sample, NULL, form);
  attune_form_pane_enter (sample.page->form_pane, 333);
  attune_evaluate_sample_wait (is_built, &sample);
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 333);
  assert_row_in_view (&sample);

  gtk_adjustment_set_value (get_scroll (&sample), 0);
  attune_sample_settle (50);
  g_object_set (sample.page, "shows-guidance", FALSE, NULL);
  attune_sample_settle (200);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_scroll (&sample)), ==, 0);
  attune_evaluate_sample_close (&sample);
}

/* Keys that come while the page loads come to nothing that acts: only the question takes the focus, as the first. */
static void
test_focus_while_loading (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_set_up (&sample, NULL, "calls");
  sample.page = ATTUNE_EVALUATE_PAGE (attune_evaluate_page_new (sample.context, sample.evaluation));
  sample.window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (sample.window), GTK_WIDGET (sample.page));
  gtk_window_present (sample.window);
  attune_page_refresh (ATTUNE_PAGE (sample.page));
  attune_page_restore_focus (ATTUNE_PAGE (sample.page));
  while (sample.page->form_pane == NULL || !attune_form_pane_is_built (sample.page->form_pane))
    {
      GtkWidget *focus = gtk_window_get_focus (sample.window);

      g_assert_true (focus == NULL ||
                     !gtk_widget_is_ancestor (focus, GTK_WIDGET (sample.page->stack)) ||
                     gtk_widget_get_ancestor (focus, ATTUNE_TYPE_QUESTION_ROW) != NULL);
      g_main_context_iteration (NULL, TRUE);
    }
  attune_sample_settle (100);
  g_assert_nonnull (
    gtk_widget_get_ancestor (gtk_window_get_focus (sample.window), ATTUNE_TYPE_QUESTION_ROW));
  attune_evaluate_sample_close (&sample);
}

/* Who has begun to write while the question they asked for is still being made is not called away. */
static void
test_late_question (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *form = attune_evaluate_sample_write_form (2, 100);
  gpointer entry;

  attune_evaluate_sample_open (&sample, NULL, form);
  attune_form_pane_enter (sample.page->form_pane, 150);
  g_assert_false (attune_form_pane_is_built (sample.page->form_pane));
  attune_evaluate_sample_act (&sample, "evaluate.note");
  entry = attune_evaluate_sample_get_note_entry (&sample);
  while (!attune_form_pane_is_built (sample.page->form_pane))
    g_main_context_iteration (NULL, TRUE);
  attune_sample_settle (100);
  g_assert_true (attune_evaluate_sample_is_focus_in (&sample, entry));
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 150);

  attune_form_pane_enter (sample.page->form_pane, 3);
  g_assert_true (attune_evaluate_sample_is_focus_in (&sample, sample.page->form_pane));
  attune_evaluate_sample_close (&sample);
}

/* Escape and Ctrl+Up go back from a comment to its question, where keys answer, and the text stays. */
static void
test_comment_left (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkTextBuffer *text;

  attune_evaluate_sample_open (&sample, NULL, ATTUNE_EVALUATE_SAMPLE_SHORT);
  for (guint i = 0; i < 2; i++)
    {
      attune_evaluate_sample_press (&sample, GDK_KEY_c);
      g_assert_true (GTK_IS_TEXT_VIEW (attune_evaluate_sample_get_focus (&sample)));
      text = gtk_text_view_get_buffer (GTK_TEXT_VIEW (attune_evaluate_sample_get_focus (&sample)));
      gtk_text_buffer_set_text (text, "Warm", -1);
      g_assert_false (attune_evaluate_page_press_key (sample.page, GDK_KEY_1, 0));
      if (i == 0)
        attune_evaluate_sample_press (&sample, GDK_KEY_Escape);
      else
        attune_evaluate_sample_act (&sample, "evaluate.previous-question");
      g_assert_false (GTK_IS_TEXT_VIEW (attune_evaluate_sample_get_focus (&sample)));
      g_assert_cmpstr (
        attune_answers_get (attune_evaluate_sample_get_answers (&sample), 0)->comment, ==, "Warm");
    }
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, 0);
  attune_evaluate_sample_close (&sample);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/evaluate/page/keys", test_keys);
  g_test_add_func ("/evaluate/page/undo", test_undo);
  g_test_add_func ("/evaluate/page/rest", test_rest);
  g_test_add_func ("/evaluate/page/focus-while-loading", test_focus_while_loading);
  g_test_add_func ("/evaluate/page/late-question", test_late_question);
  g_test_add_func ("/evaluate/page/comment-left", test_comment_left);
  g_test_add_func ("/evaluate/page/key-table", test_key_table);
  g_test_add_func ("/evaluate/page/place", test_place);
  g_test_add_func ("/evaluate/page/destination", test_destination);
  g_test_add_func ("/evaluate/page/transport", test_transport);
  g_test_add_func ("/evaluate/page/conflict", test_conflict);
  g_test_add_func ("/evaluate/page/conflict-answered", test_conflict_answered);
  g_test_add_func ("/evaluate/page/double-click", test_double_click);
  g_test_add_func ("/evaluate/page/long-form", test_long_form);
  g_test_add_func ("/evaluate/page/long-form-again", test_long_form_again);

  return g_test_run ();
}
