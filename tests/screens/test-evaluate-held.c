/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#define N_SECTIONS  10
#define N_QUESTIONS 50

static gboolean
is_open (gpointer data)
{
  AttuneEvaluatePage *page = ((AttuneEvaluateSample *) data)->page;

  return page != NULL && page->draft != NULL && attune_form_pane_is_built (page->form_pane);
}

static gboolean
is_read_only (gpointer data)
{
  return is_open (data) && attune_draft_get_status (((AttuneEvaluateSample *) data)->page->draft) ==
                             ATTUNE_DRAFT_READ_ONLY;
}

/* What happens in the loop, as everything does that people cause. */
static void
run (AttuneEvaluateSample *sample, GSourceFunc what)
{
  g_idle_add (what, sample);
  attune_sample_settle (150);
}

static gboolean
open_cb (gpointer data)
{
  AttuneEvaluateSample *sample = data;

  sample->page = ATTUNE_EVALUATE_PAGE (
    attune_evaluate_page_new (sample->context, sample->evaluation));
  adw_window_set_content (ADW_WINDOW (sample->window), GTK_WIDGET (sample->page));
  attune_page_refresh (ATTUNE_PAGE (sample->page));
  return G_SOURCE_REMOVE;
}

static gboolean
close_cb (gpointer data)
{
  AttuneEvaluateSample *sample = data;

  attune_page_leave (ATTUNE_PAGE (sample->page));
  adw_window_set_content (ADW_WINDOW (sample->window), NULL);
  sample->page = NULL;
  return G_SOURCE_REMOVE;
}

static gboolean
answer_all_cb (gpointer data)
{
  AttuneSheet *sheet = attune_evaluate_page_get_sheet (((AttuneEvaluateSample *) data)->page);
  g_autoptr (AttuneAnswers) answers = attune_answers_ref (attune_sheet_get_answers (sheet));

  for (guint i = 0; i < N_SECTIONS * N_QUESTIONS; i++)
    {
      AttuneAnswers *next = attune_answers_with_option (answers, i, 1);

      attune_answers_unref (answers);
      answers = next;
    }
  attune_sheet_edit (sheet, answers);
  return G_SOURCE_REMOVE;
}

static gboolean
type_cb (gpointer data)
{
  AttuneSheet *sheet = attune_evaluate_page_get_sheet (((AttuneEvaluateSample *) data)->page);
  AttuneAnswers *now = attune_sheet_get_answers (sheet);
  g_autofree char *text = g_strconcat (attune_answers_get (now, 3)->comment, "x", NULL);
  g_autoptr (AttuneAnswers) answers = attune_answers_with_comment (now, 3, text);

  attune_sheet_edit (sheet, answers);
  return G_SOURCE_REMOVE;
}

static gboolean
answer_cb (gpointer data)
{
  AttuneEvaluatePage *page = ((AttuneEvaluateSample *) data)->page;

  attune_evaluate_page_press_key (page, GDK_KEY_1, 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "evaluate.next-question", NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
add_note_cb (gpointer data)
{
  AttuneNote note = {
    .from_us = 5, .to_us = 5, .kind = ATTUNE_NOTE_PRAISE, .is_shared = TRUE, .text = (char *) "Warm"
  };

  attune_note_book_save (((AttuneEvaluateSample *) data)->page->book, &note);
  return G_SOURCE_REMOVE;
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (attune_draft_act_finish (ATTUNE_DRAFT (source), result, NULL));
}

static gboolean
submit_cb (gpointer data)
{
  attune_draft_submit_async (((AttuneEvaluateSample *) data)->page->draft, 0, NULL, submitted_cb,
                             NULL);
  return G_SOURCE_REMOVE;
}

/* Twice: what is made first also makes its class. */
static void
open_twice (AttuneEvaluateSample *sample)
{
  run (sample, open_cb);
  attune_evaluate_sample_wait (is_open, sample);
  attune_sample_settle (500);
  run (sample, close_cb);
  run (sample, open_cb);
  attune_evaluate_sample_wait (is_open, sample);
  attune_sample_settle (500);
}

static void
work (AttuneEvaluateSample *sample)
{
  run (sample, answer_all_cb);
  for (int i = 0; i < 5; i++)
    run (sample, type_cb);
  for (int i = 0; i < 5; i++)
    run (sample, answer_cb);
  for (int i = 0; i < 5; i++)
    run (sample, add_note_cb);
  attune_evaluate_sample_wait (attune_evaluate_sample_is_saved, sample);
  run (sample, submit_cb);
  attune_evaluate_sample_wait (is_read_only, sample);
  attune_sample_settle (500);
}

static void
evaluate (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *form = attune_evaluate_sample_write_form (N_SECTIONS, N_QUESTIONS);
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");

  attune_evaluate_sample_set_up (&sample, recording, form);
  sample.window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (sample.window, 1100, 700);
  gtk_window_present (sample.window);
  attune_sample_watch ();
  attune_sample_settle (1000);
  open_twice (&sample);
  work (&sample);
  run (&sample, close_cb);
  gtk_window_destroy (sample.window);
  attune_sample_settle (300);
  attune_evaluate_sample_tear_down (&sample);
}

/* Opening, filling in, submitting and leaving the longest form that there can be never hold the main loop. */
static void
test_held (void)
{
  attune_sample_assert_not_held (evaluate);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/evaluate/held", test_held);

  return g_test_run ();
}
