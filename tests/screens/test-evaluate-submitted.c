/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"
#include "attune-screens.h"

#include <string.h>

#define ASKED(id) \
  "{\"id\":\"" id "\",\"type\":\"yes_no\",\"title\":\"Question\",\"comment\":\"optional\"}"
#define THREE                                                                                    \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"three\",\"title\":\"Three\",\"sections\":" \
  "[{\"id\":\"a\",\"title\":\"A\",\"questions\":[" ASKED ("q") "," ASKED ("r") "," ASKED (       \
    "s") "]}]}"

/* Submitted, it waits to be released. */
#define LATER                                                                                          \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"later\",\"title\":\"Later\",\"release_days\":2," \
  "\"sections\":[{\"id\":\"a\",\"title\":\"A\",\"questions\":[" ASKED ("q") "]}]}"

/* What is missing is named, marked and gone to. */
static void
test_missing (void)
{
  AttuneEvaluateSample sample = { 0 };
  const char *words;

  attune_evaluate_sample_open (&sample, NULL, "calls");
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_act (&sample, "evaluate.submit");
  words = attune_notice_get_text (sample.page->missing_notice);
  g_assert_nonnull (words);
  g_assert_nonnull (strstr (words, "2"));
  g_assert_true (attune_sheet_state_get_flags_missing (attune_evaluate_sample_get_state (&sample)));
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 1);
  attune_evaluate_sample_close (&sample);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (attune_draft_act_finish (ATTUNE_DRAFT (source), result, NULL));
}

/* What is submitted is only read, and so it is found by whoever opens it. */
static void
test_read_only (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, ATTUNE_EVALUATE_SAMPLE_SHORT);
  attune_evaluate_sample_press (&sample, GDK_KEY_2);
  attune_evaluate_sample_submit (&sample);
  attune_sample_settle (100);

  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 0), ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (sample.page->submit)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (sample.page->history_button)));
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  g_assert_true (attune_evaluate_sample_is_read_only (&sample));
  attune_sample_settle (100);
  g_assert_true (attune_evaluate_sample_is_focus_in (&sample, sample.page->form_pane));
  attune_evaluate_sample_close (&sample);
}

/* What is only read is walked through by the focus, which makes each question the one that is looked at on its way. */
static void
test_read_only_focus (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *root;
  guint n_entered = 0;

  attune_evaluate_sample_open (&sample, NULL, THREE);
  for (guint i = 0; i < 3; i++)
    {
      attune_evaluate_sample_press (&sample, GDK_KEY_2);
      attune_evaluate_sample_act (&sample, "evaluate.next-question");
    }
  attune_evaluate_sample_submit (&sample);
  attune_sample_settle (100);

  root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (sample.page)));
  g_assert_true (attune_evaluate_sample_is_focus_in (&sample, sample.page->form_pane));
  g_assert_cmpuint (attune_evaluate_sample_get_question (&sample), ==, 2);
  for (guint i = 0; i < 60; i++)
    {
      guint old = attune_evaluate_sample_get_question (&sample);

      gtk_widget_child_focus (root, i < 30 ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
      n_entered += attune_evaluate_sample_get_question (&sample) != old;
    }
  g_assert_cmpuint (n_entered, >=, 4);
  attune_evaluate_sample_close (&sample);
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

  attune_evaluate_sample_open (&sample, NULL, ATTUNE_EVALUATE_SAMPLE_SHORT);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_submit (&sample);
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
  attune_evaluate_sample_close (&sample);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Pressed twice, it is released once, and nothing is said of a second time. */
static void
test_release_twice (void)
{
  AttuneEvaluateSample sample = { 0 };
  guint n_said = 0;

  attune_evaluate_sample_open (&sample, NULL, LATER);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_submit (&sample);
  attune_sample_settle (100);
  g_signal_connect_swapped (sample.context, "told", G_CALLBACK (count_cb), &n_said);
  attune_evaluate_sample_act (&sample, "evaluate.release");
  g_assert_true (sample.page->is_acting);
  attune_evaluate_sample_act (&sample, "evaluate.release");
  attune_sample_settle (300);
  g_assert_false (sample.page->is_acting);
  g_assert_cmpint (attune_draft_get_evaluation (sample.page->draft)->row->state, ==,
                   ATTUNE_EVALUATION_STATE_RELEASED);
  g_assert_cmpuint (n_said, ==, 0);
  attune_evaluate_sample_close (&sample);
}

static gboolean
is_released (gpointer data)
{
  AttuneEvaluatePage *page = ((AttuneEvaluateSample *) data)->page;

  return attune_draft_get_evaluation (page->draft)->row->state == ATTUNE_EVALUATION_STATE_RELEASED;
}

/* What the store did and could not be read again is told as done, and shown when somebody tries again. */
static void
test_unread (void)
{
  AttuneEvaluateSample sample = { 0 };
  const char *text;

  attune_evaluate_sample_open (&sample, NULL, LATER);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_submit (&sample);
  attune_sample_settle (100);
  attune_store_fixture_execute (&sample.store, "ALTER TABLE media RENAME TO hidden");
  attune_evaluate_sample_act (&sample, "evaluate.release");
  attune_sample_settle (300);
  text = attune_notice_get_text (sample.page->draft_notice);
  g_assert_true (g_str_has_prefix (text, "This was done"));
  attune_store_fixture_execute (&sample.store, "ALTER TABLE hidden RENAME TO media");
  g_signal_emit_by_name (sample.page->draft_notice, "answered", TRUE);
  attune_evaluate_sample_wait (is_released, &sample);
  g_assert_null (attune_notice_get_text (sample.page->draft_notice));
  attune_evaluate_sample_close (&sample);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/evaluate/submitted/missing", test_missing);
  g_test_add_func ("/evaluate/submitted/read-only", test_read_only);
  g_test_add_func ("/evaluate/submitted/read-only-focus", test_read_only_focus);
  g_test_add_func ("/evaluate/submitted/void", test_void);
  g_test_add_func ("/evaluate/submitted/release-twice", test_release_twice);
  g_test_add_func ("/evaluate/submitted/unread", test_unread);

  return g_test_run ();
}
