/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-page-private.h"
#include "attune-evaluate-sample.h"
#include "attune-kept.h"
#include "attune-question-row.h"
#include "attune-screens.h"

#include <string.h>

#define SHORT                                                                                    \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"short\",\"title\":\"Short\",\"sections\":" \
  "[{\"id\":\"a\",\"title\":\"A\",\"questions\":["                                               \
  "{\"id\":\"q\",\"type\":\"yes_no\",\"title\":\"One\",\"comment\":\"optional\"},"               \
  "{\"id\":\"r\",\"type\":\"yes_no\",\"title\":\"Two\"}]}]}"

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

/* By the command, which is there for whoever may. */
static gboolean
can_correct (AttuneEvaluateSample *sample)
{
  gboolean was = sample->page->corrects;

  act (sample, "evaluate.correct");
  return sample->page->corrects != was;
}

static guint
get_option (AttuneSheet *sheet, guint question)
{
  const AttuneAnswer *given = attune_answers_get (attune_sheet_get_answers (sheet), question);

  return given->n_options == 1 ? given->options[0] : ATTUNE_FORM_NONE;
}

static guint
get_shown_option (AttuneEvaluateSample *sample, guint question)
{
  return get_option (attune_evaluate_page_get_sheet (sample->page), question);
}

static const char *
get_notice (AttuneEvaluateSample *sample)
{
  return attune_notice_get_text (sample->page->revision_notice);
}

static void
answer_notice (AttuneEvaluateSample *sample, gboolean is_first)
{
  g_signal_emit_by_name (sample->page->revision_notice, "answered", is_first);
}

static gboolean
is_read_only (gpointer data)
{
  return attune_draft_get_status (((AttuneEvaluateSample *) data)->page->draft) ==
         ATTUNE_DRAFT_READ_ONLY;
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  attune_draft_act_finish (ATTUNE_DRAFT (source), result, &error);
  g_assert_no_error (error);
}

/* What is submitted says Yes twice. */
static void
set_up (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_evaluate_sample_set_up (sample, NULL, SHORT);
  attune_evaluate_sample_show (sample, 1100, 700);
  g_assert_false (can_correct (sample));
  press (sample, GDK_KEY_1);
  act (sample, "evaluate.next-question");
  press (sample, GDK_KEY_1);
  attune_draft_submit_async (sample->page->draft, 0, NULL, submitted_cb, NULL);
  attune_evaluate_sample_wait (is_read_only, sample);
  attune_sample_settle (100);
}

static void
tear_down (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_evaluate_sample_hide (sample);
  attune_evaluate_sample_tear_down (sample);
}

static gboolean
is_kept (gpointer data)
{
  AttuneSaver *saver = attune_correction_get_saver (
    ((AttuneEvaluateSample *) data)->page->correction);

  return attune_saver_get_state (saver) == ATTUNE_SAVING_SAVED && !attune_saver_is_unsaved (saver);
}

static AttuneEvaluation *
load (AttuneEvaluateSample *sample)
{
  return ATTUNE_CALL_OK (load_evaluation, sample->store.store, sample->store.manager,
                         sample->evaluation);
}

/* No to the second question. */
static void
begin (AttuneEvaluateSample *sample)
{
  act (sample, "evaluate.correct");
  g_assert_true (attune_sheet_state_get_can_edit (
    attune_sheet_get_state (attune_evaluate_page_get_sheet (sample->page))));
  attune_form_pane_enter (sample->page->form_pane, 1);
  press (sample, GDK_KEY_2);
  attune_evaluate_sample_wait (is_kept, sample);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_ENTRY (child) ? child : find_entry (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The dialog that asks, or NULL. */
static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
is_corrected (gpointer data)
{
  AttuneEvaluatePage *page = ((AttuneEvaluateSample *) data)->page;

  return page->correction == NULL && !page->is_acting;
}

static void
submit (AttuneEvaluateSample *sample, const char *reason)
{
  AdwMessageDialog *dialog;
  GtkWidget *entry;

  act (sample, "evaluate.submit");
  attune_sample_settle (100);
  dialog = ADW_MESSAGE_DIALOG (find_dialog ());
  entry = find_entry (GTK_WIDGET (dialog));
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "submit"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "submit"));
  gtk_editable_set_text (GTK_EDITABLE (entry), reason);
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "submit"));
  adw_message_dialog_response (dialog, "submit");
  gtk_window_destroy (GTK_WINDOW (dialog));
  attune_evaluate_sample_wait (is_corrected, sample);
  attune_sample_settle (100);
}

/* Answers the question that submitting asks, and comes back while the store still works. */
static void
begin_submitting (AttuneEvaluateSample *sample)
{
  AdwMessageDialog *dialog;

  act (sample, "evaluate.submit");
  attune_sample_settle (100);
  dialog = ADW_MESSAGE_DIALOG (find_dialog ());
  gtk_editable_set_text (GTK_EDITABLE (find_entry (GTK_WIDGET (dialog))), "Heard it again");
  adw_message_dialog_response (dialog, "submit");
  gtk_window_destroy (GTK_WINDOW (dialog));
  while (!sample->page->is_acting)
    g_main_context_iteration (NULL, TRUE);
}

/* What is answered while it is submitted would be part of nothing: it cannot be. */
static void
test_read_only_meanwhile (AttuneEvaluateSample *sample, gconstpointer data)
{
  begin (sample);
  begin_submitting (sample);
  attune_sheet_focus (attune_evaluate_page_get_sheet (sample->page), 0);
  press (sample, GDK_KEY_2);
  g_assert_cmpuint (get_shown_option (sample, 0), ==, 0);
  act (sample, "evaluate.void");
  g_assert_null (find_dialog ());
  act (sample, "evaluate.undo");
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 1);
  attune_evaluate_sample_wait (is_corrected, sample);
  attune_sample_settle (100);
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 1);
}

static gboolean
is_over (gpointer data)
{
  return !((AttuneEvaluateSample *) data)->page->is_acting;
}

/* One that is refused can be written on. */
static void
test_refused (AttuneEvaluateSample *sample, gconstpointer data)
{
  begin (sample);
  attune_store_fixture_execute (&sample->store, "CREATE INDEX fault ON evaluation_revision"
                                                " (abs (-9223372036854775807 - (number > 1)))");
  begin_submitting (sample);
  attune_evaluate_sample_wait (is_over, sample);
  attune_sample_settle (100);
  g_assert_true (sample->page->corrects);
  attune_form_pane_enter (sample->page->form_pane, 0);
  press (sample, GDK_KEY_2);
  g_assert_cmpuint (get_shown_option (sample, 0), ==, 1);
  attune_store_fixture_execute (&sample->store, "DROP INDEX fault");
}

static GtkWidget *
find_row (GtkWidget *widget, guint question)
{
  if (ATTUNE_IS_QUESTION_ROW (widget) &&
      attune_question_row_get_question (ATTUNE_QUESTION_ROW (widget)) == question)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = find_row (child, question);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static gboolean
is_built (gpointer page)
{
  return attune_form_pane_is_built (((AttuneEvaluatePage *) page)->form_pane);
}

/* Whether the question is marked as answered otherwise now. */
static gboolean
is_differing (AttuneEvaluateSample *sample, guint question)
{
  attune_evaluate_sample_wait (is_built, sample->page);
  return gtk_widget_has_css_class (find_row (GTK_WIDGET (sample->page->form_pane), question),
                                   "differing");
}

/* From the command to the new revision, with the old one to be read. */
static void
test_correct (AttuneEvaluateSample *sample, gconstpointer data)
{
  g_autoptr (AttuneEvaluation) evaluation = NULL;
  g_autofree char *kept = NULL;

  g_assert_null (get_notice (sample));
  begin (sample);
  g_assert_nonnull (strstr (get_notice (sample), "You are correcting"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (sample->page->submit)));
  g_assert_false (can_correct (sample));
  submit (sample, "Heard it again");

  evaluation = load (sample);
  g_assert_cmpint (evaluation->row->score, ==, 5000);
  g_assert_cmpuint (evaluation->revisions->len, ==, 2);
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (sample->page->submit)));
  g_assert_nonnull (strstr (get_notice (sample), "Corrected on"));
  g_assert_nonnull (strstr (get_notice (sample), "“Heard it again”"));
  kept = ATTUNE_CALL_OK (load_kept, sample->store.store, sample->sample.analyst,
                         ATTUNE_CORRECTION_KEPT_AS, sample->evaluation);
  g_assert_cmpstr (kept, ==, "");

  /* One stays where one was. */
  attune_sample_settle (200);
  g_assert_cmpuint (attune_evaluate_sample_get_question (sample), ==, 1);

  answer_notice (sample, TRUE);
  attune_sample_settle (200);
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 0);
  g_assert_nonnull (strstr (get_notice (sample), "submitted by"));
  g_assert_true (is_differing (sample, 1));
  g_assert_false (is_differing (sample, 0));
  g_assert_cmpuint (attune_evaluate_sample_get_question (sample), ==, 1);
  answer_notice (sample, TRUE);
  attune_sample_settle (200);
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 1);
  g_assert_false (is_differing (sample, 1));
}

/* Nothing changes by beginning, and nothing is left of what was not begun. */
static void
test_leave (AttuneEvaluateSample *sample, gconstpointer data)
{
  g_autoptr (AttuneEvaluation) evaluation = NULL;

  act (sample, "evaluate.correct");
  act (sample, "evaluate.submit");
  attune_sample_settle (100);
  g_assert_null (find_dialog ());
  answer_notice (sample, FALSE);
  g_assert_null (sample->page->correction);
  g_assert_null (get_notice (sample));

  begin (sample);
  act (sample, "evaluate.undo");
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 0);
  act (sample, "evaluate.redo");
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 1);
  answer_notice (sample, FALSE);
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 0);
  g_assert_false (attune_sheet_state_get_can_edit (
    attune_sheet_get_state (attune_evaluate_page_get_sheet (sample->page))));
  attune_sample_settle (100);
  evaluation = load (sample);
  g_assert_cmpuint (evaluation->revisions->len, ==, 1);
}

static void
offered_cb (AttuneContext *context, const char *message, GClosure *undo, gboolean *was_offered)
{
  *was_offered = TRUE;
  g_closure_invoke (undo, NULL, 0, NULL, NULL);
}

/* What was discarded comes back by Undo, and is kept again. */
static void
test_discard_undone (AttuneEvaluateSample *sample, gconstpointer data)
{
  gboolean was_offered = FALSE;
  gulong handler = g_signal_connect (sample->context, "undo-offered", G_CALLBACK (offered_cb),
                                     &was_offered);

  begin (sample);
  answer_notice (sample, FALSE);
  g_assert_true (was_offered);
  g_assert_true (sample->page->corrects);
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 1);
  attune_evaluate_sample_wait (is_kept, sample);
  g_signal_handler_disconnect (sample->context, handler);
}

static gboolean
is_resumed (gpointer data)
{
  return ((AttuneEvaluateSample *) data)->page->correction != NULL;
}

/* What was begun waits for its writer, while what is submitted is shown. */
static void
test_resume (AttuneEvaluateSample *sample, gconstpointer data)
{
  begin (sample);
  attune_evaluate_sample_hide (sample);
  attune_evaluate_sample_show (sample, 1100, 700);
  attune_evaluate_sample_wait (is_resumed, sample);
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 0);
  g_assert_nonnull (strstr (get_notice (sample), "You have begun to correct"));
  answer_notice (sample, TRUE);
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 1);
  submit (sample, "Heard it again");
  attune_evaluate_sample_hide (sample);

  attune_evaluate_sample_show (sample, 1100, 700);
  attune_sample_settle (200);
  g_assert_null (sample->page->correction);
  g_assert_nonnull (strstr (get_notice (sample), "Corrected on"));
}

/* Opens the page, with the table of what is kept hidden as soon as the evaluation itself is read. */
static void
show_without_kept (AttuneEvaluateSample *sample)
{
  sample->page = ATTUNE_EVALUATE_PAGE (
    attune_evaluate_page_new (sample->context, sample->evaluation));
  sample->window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (sample->window), GTK_WIDGET (sample->page));
  gtk_window_present (sample->window);
  attune_page_refresh (ATTUNE_PAGE (sample->page));
  while (sample->page->draft == NULL)
    g_main_context_iteration (NULL, TRUE);
  attune_store_fixture_execute (&sample->store, "ALTER TABLE place RENAME TO hidden");
  attune_sample_settle (500);
}

/* Where it cannot be read what was begun before, that is said, and nothing is begun over it. */
static void
test_resume_failed (AttuneEvaluateSample *sample, gconstpointer data)
{
  begin (sample);
  attune_evaluate_sample_hide (sample);
  show_without_kept (sample);
  g_assert_cmpuint (attune_context_get_n_reports (sample->context), >=, 1);
  g_assert_false (can_correct (sample));
  attune_store_fixture_execute (&sample->store, "ALTER TABLE hidden RENAME TO place");
  attune_page_refresh (ATTUNE_PAGE (sample->page));
  attune_evaluate_sample_wait (is_resumed, sample);
  g_assert_true (can_correct (sample));
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 1);
}

/* While it is written, what is submitted can be looked at. */
static void
test_read_meanwhile (AttuneEvaluateSample *sample, gconstpointer data)
{
  GtkWidget *button;

  begin (sample);
  for (button = gtk_widget_get_first_child (GTK_WIDGET (sample->page->history));
       !GTK_IS_BUTTON (button); button = gtk_widget_get_next_sibling (button))
    ;
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (sample->page->submit)));
  answer_notice (sample, TRUE);
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (sample->page->submit)));
}

static gboolean
is_said (gpointer data)
{
  const char *text = get_notice (data);

  return text != NULL && strstr (text, "revised this evaluation after") != NULL;
}

static gboolean
is_void_said (gpointer data)
{
  const char *text = get_notice (data);

  return text != NULL && strstr (text, "void now") != NULL;
}

/* Somebody else was quicker: that is said, and what is submitted then goes over it. A void one takes no correction. */
static void
test_meanwhile (AttuneEvaluateSample *sample, gconstpointer data)
{
  g_autoptr (AttuneEvaluation) evaluation = load (sample);
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autofree char *document = NULL;
  gint64 rev;

  begin (sample);
  answers = attune_answers_with_option (attune_sheet_get_answers (
                                          attune_draft_get_sheet (sample->page->draft)),
                                        0, 1);
  document = attune_answers_to_json (answers, NULL);
  rev = ATTUNE_CALL_OK (revise, sample->store.store, sample->store.manager, sample->evaluation,
                        evaluation->row->rev, document, ATTUNE_REVISION_CORRECTION, "First");
  attune_evaluate_sample_wait (is_said, sample);
  g_assert_nonnull (strstr (get_notice (sample), "2 answers"));
  g_assert_cmpuint (get_shown_option (sample, 1), ==, 1);

  ATTUNE_CALL_OK (void, sample->store.store, sample->store.manager, sample->evaluation, rev, "No");
  attune_evaluate_sample_wait (is_void_said, sample);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (sample->page->submit)));
  act (sample, "evaluate.submit");
  g_assert_null (find_dialog ());
}

/* Another than the evaluator or a manager reads only. */
static void
test_not_allowed (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneContext *analyst = sample->context;

  attune_evaluate_sample_hide (sample);
  sample->context = attune_sample_new_context (&sample->store, sample->sample.coach);
  attune_evaluate_sample_show (sample, 1100, 700);
  g_assert_false (can_correct (sample));
  attune_evaluate_sample_hide (sample);
  g_assert_finalize_object (sample->context);

  sample->context = attune_sample_new_context (&sample->store, sample->store.manager);
  attune_evaluate_sample_show (sample, 1100, 700);
  act (sample, "evaluate.correct");
  g_assert_true (sample->page->corrects);
  attune_evaluate_sample_hide (sample);
  g_assert_finalize_object (sample->context);

  sample->context = analyst;
  attune_evaluate_sample_show (sample, 1100, 700);
}

#define ADD(path, function) \
  g_test_add (path, AttuneEvaluateSample, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();
  ADD ("/correction/page/correct", test_correct);
  ADD ("/correction/page/leave", test_leave);
  ADD ("/correction/page/discard-undone", test_discard_undone);
  ADD ("/correction/page/resume", test_resume);
  ADD ("/correction/page/resume-failed", test_resume_failed);
  ADD ("/correction/page/read-meanwhile", test_read_meanwhile);
  ADD ("/correction/page/meanwhile", test_meanwhile);
  ADD ("/correction/page/read-only-meanwhile", test_read_only_meanwhile);
  ADD ("/correction/page/refused", test_refused);
  ADD ("/correction/page/not-allowed", test_not_allowed);
  return g_test_run ();
}
