/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"

#include "attune-answer-dialog.h"
#include "attune-answer-picker.h"
#include "attune-evaluations-page.h"
#include "attune-record-list.h"
#include "attune-release-choice.h"
#include "attune-screens.h"

#include <string.h>

/* Submitting with a day of release, and moving what is of the wrong agent or contact: on the page and its windows. */

#define FORM(days)                                                                                        \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"later\",\"title\":\"Later\",\"release_days\":" days \
  ",\"sections\":[{\"id\":\"a\",\"title\":\"A\",\"questions\":[{\"id\":\"q\",\"type\":\"yes_no\","        \
  "\"title\":\"Question\"}]}]}"
#define AT (G_GINT64_CONSTANT (1767261780) * G_TIME_SPAN_SECOND)

static gboolean
has_dialog (gpointer data)
{
  return attune_sample_has_dialog (((AttuneEvaluateSample *) data)->window);
}

static gboolean
has_no_dialog (gpointer data)
{
  return !has_dialog (data);
}

static GtkWidget *
open_dialog (AttuneEvaluateSample *sample, const char *action)
{
  attune_evaluate_sample_act (sample, action);
  attune_evaluate_sample_wait (has_dialog, sample);
  attune_sample_settle (50);
  return GTK_WIDGET (attune_sample_find_dialog (sample->window));
}

static const AttuneEvaluation *
get_evaluation (AttuneEvaluateSample *sample)
{
  return attune_draft_get_evaluation (sample->page->draft);
}

static gboolean
is_submitted (gpointer data)
{
  return get_evaluation (data)->row->state == ATTUNE_EVALUATION_STATE_SUBMITTED;
}

static gboolean
is_released (gpointer data)
{
  return get_evaluation (data)->row->state == ATTUNE_EVALUATION_STATE_RELEASED;
}

/* The words of the history, one below the other. */
static char *
dup_history (AttuneEvaluateSample *sample)
{
  GString *words = g_string_new (NULL);
  GtkLabel *label;

  for (guint i = 0;
       (label = attune_sample_find_nth (sample->page->history, GTK_TYPE_LABEL, i)) != NULL; i++)
    g_string_append_printf (words, "%s\n", gtk_label_get_label (label));
  return g_string_free (words, FALSE);
}

static void
assert_history (AttuneEvaluateSample *sample, const char *words)
{
  g_autofree char *history = NULL;

  attune_sample_settle (200);
  gtk_menu_button_popup (sample->page->history_button);
  attune_sample_settle (100);
  history = dup_history (sample);
  gtk_menu_button_popdown (sample->page->history_button);
  attune_sample_settle (50);
  if (strstr (history, words) == NULL)
    g_error ("“%s” is not in:\n%s", words, history);
}

/* --- Release ------------------------------------------------------------------------------------------------------ */

static GtkCheckButton *
find_mark (GtkWidget *dialog, guint n)
{
  AttuneReleaseChoice *choice = attune_sample_find_child (dialog, ATTUNE_TYPE_RELEASE_CHOICE);

  g_assert_nonnull (choice);
  return attune_sample_find_nth (choice, GTK_TYPE_CHECK_BUTTON, n);
}

/* As its buttons do, which close it too. */
static void
answer (GtkWidget *dialog, const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_submit_as_form (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *dialog;

  attune_evaluate_sample_open (&sample, NULL, FORM ("2"));
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  dialog = open_dialog (&sample, "evaluate.submit");
  g_assert_true (gtk_check_button_get_active (find_mark (dialog, 1)));
  answer (dialog, "submit");
  attune_evaluate_sample_wait (is_submitted, &sample);
  attune_evaluate_sample_wait (has_no_dialog, &sample);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (sample.page->status),
                                   "Submitted, to be released on 3 Jan"));
  assert_history (&sample, "set its release to 3 Jan");

  /* Later it is done at once all the same. */
  dialog = open_dialog (&sample, "evaluate.set-release");
  gtk_check_button_set_active (find_mark (dialog, 0), TRUE);
  answer (dialog, "set");
  attune_evaluate_sample_wait (is_released, &sample);
  attune_evaluate_sample_wait (has_no_dialog, &sample);
  assert_history (&sample, ": released by ");
  attune_evaluate_sample_close (&sample);
}

static void
test_submit_at_once (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *dialog;

  attune_evaluate_sample_open (&sample, NULL, FORM ("2"));
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  dialog = open_dialog (&sample, "evaluate.submit");
  gtk_check_button_set_active (find_mark (dialog, 0), TRUE);
  answer (dialog, "submit");
  attune_evaluate_sample_wait (is_released, &sample);
  attune_evaluate_sample_wait (has_no_dialog, &sample);
  assert_history (&sample, "released at once");
  attune_evaluate_sample_close (&sample);
}

/* Given up, nothing holds the window and nothing is submitted. */
static void
test_giving_up (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *dialog;

  attune_evaluate_sample_open (&sample, NULL, FORM ("0"));
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  dialog = open_dialog (&sample, "evaluate.submit");
  g_assert_true (gtk_check_button_get_active (find_mark (dialog, 0)));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  answer (dialog, "cancel");
  attune_evaluate_sample_wait (attune_sample_is_gone, &dialog);
  g_assert_cmpint (get_evaluation (&sample)->row->state, ==, ATTUNE_EVALUATION_STATE_DRAFT);
  attune_evaluate_sample_close (&sample);
}

/* The widget by itself: a day, with the words for it, at any time of the year. */
static void
test_choice (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  GtkWidget *choice = g_object_ref_sink (attune_release_choice_new ("Mika", zone, AT, 0, 0));
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkCalendar *calendar;
  g_autoptr (GDateTime) day = g_date_time_new_utc (2026, 2, 28, 0, 0, 0);
  AttuneRelease release;

  gtk_window_set_child (window, choice);
  gtk_window_present (window);
  attune_sample_settle (50);
  g_assert_cmpint (attune_release_choice_get (ATTUNE_RELEASE_CHOICE (choice)).kind, ==,
                   ATTUNE_RELEASE_AT_ONCE);
  gtk_check_button_set_active (attune_sample_find_nth (choice, GTK_TYPE_CHECK_BUTTON, 1), TRUE);
  attune_sample_settle (50);
  calendar = attune_sample_find_child (choice, GTK_TYPE_CALENDAR);
  gtk_calendar_select_day (calendar, day);
  release = attune_release_choice_get (ATTUNE_RELEASE_CHOICE (choice));
  g_assert_cmpint (release.kind, ==, ATTUNE_RELEASE_ON_DAY);
  g_assert_cmpint (release.day / G_TIME_SPAN_SECOND, ==, g_date_time_to_unix (day));
  attune_sample_destroy (GTK_WIDGET (window), GTK_WIDGET (window));
  g_assert_finalize_object (choice);
}

/* --- Moving ------------------------------------------------------------------------------------------------------- */

static void
submit (AttuneEvaluateSample *sample)
{
  attune_evaluate_sample_press (sample, GDK_KEY_1);
  attune_evaluate_sample_submit (sample);
  attune_sample_settle (50);
}

static gboolean
has_target (gpointer data)
{
  GtkWidget *dialog = data;

  return attune_sample_find_nth (dialog, ADW_TYPE_ACTION_ROW, 0) != NULL;
}

static gboolean
can_accept (GtkWidget *dialog)
{
  return gtk_widget_is_sensitive (
    GTK_WIDGET (gtk_widget_get_template_child (dialog, ATTUNE_TYPE_ANSWER_DIALOG, "accept")));
}

static void
choose_first (GtkWidget *dialog, const char *why)
{
  GtkWidget *row;

  attune_evaluate_sample_wait (has_target, dialog);
  row = attune_sample_find_nth (dialog, ADW_TYPE_ACTION_ROW, 0);
  g_assert_false (can_accept (dialog));
  gtk_widget_activate (row);
  gtk_check_button_set_active (attune_sample_find_child (row, GTK_TYPE_CHECK_BUTTON), TRUE);
  g_assert_false (can_accept (dialog));
  gtk_editable_set_text (attune_sample_find_child (dialog, ADW_TYPE_ENTRY_ROW), why);
  g_assert_true (can_accept (dialog));
}

static gboolean
is_about_other (gpointer data)
{
  AttuneEvaluateSample *sample = data;

  return get_evaluation (sample)->row->agent == sample->sample.agents[3];
}

/* To another contact, which is found by typing, of another agent; the recording goes, as that one has none. */
static void
test_move (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *recording = attune_sample_get_recording ("billing.opus");
  GtkWidget *dialog;
  GtkWidget *search;

  attune_evaluate_sample_open (&sample, recording, FORM ("0"));
  attune_store_fixture_add_call (&sample.store, sample.sample.agents[3],
                                 AT + 100 * G_TIME_SPAN_DAY);
  submit (&sample);
  g_assert_true (sample.page->has_recording);
  dialog = open_dialog (&sample, "evaluate.move");
  search = attune_sample_find_child (dialog, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "virtanen");
  choose_first (dialog, "The wrong call");
  gtk_widget_activate_action (dialog, "answer.accept", NULL);
  attune_evaluate_sample_wait (is_about_other, &sample);
  attune_evaluate_sample_wait (has_no_dialog, &sample);
  g_assert_false (sample.page->has_recording);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (sample.page->listen)));
  assert_history (&sample, "moved here by ");
  assert_history (&sample, "“The wrong call”");
  attune_evaluate_sample_close (&sample);
}

static gboolean
shows_failure (gpointer data)
{
  AttuneEvaluatePage *page = ((AttuneEvaluateSample *) data)->page;

  return g_strcmp0 (gtk_stack_get_visible_child_name (page->stack), "failure") == 0;
}

static gboolean
shows_evaluation (gpointer data)
{
  AttuneEvaluatePage *page = ((AttuneEvaluateSample *) data)->page;

  return g_strcmp0 (gtk_stack_get_visible_child_name (page->stack), "evaluation") == 0;
}

/* Whom it was about does not go on reading it, not even where it is open; they do when it comes back. */
static void
test_moved_away (void)
{
  AttuneEvaluateSample sample = { 0 };
  gint64 other;
  gint64 rev;

  attune_evaluate_sample_open (&sample, NULL, FORM ("0"));
  other = attune_store_fixture_add_call (&sample.store, sample.sample.agents[3], AT);
  submit (&sample);
  rev = get_evaluation (&sample)->row->rev;
  attune_evaluate_sample_hide (&sample);
  g_assert_finalize_object (sample.context);
  sample.context = attune_sample_new_context (&sample.store, sample.sample.agents[0]);
  attune_evaluate_sample_show (&sample, 1100, 700);

  rev = ATTUNE_CALL_OK (move_evaluation, sample.store.store, sample.sample.analyst,
                        sample.evaluation, rev, other, sample.sample.agents[3], "Mixed up");
  attune_evaluate_sample_wait (shows_failure, &sample);
  ATTUNE_CALL_OK (move_evaluation, sample.store.store, sample.sample.analyst, sample.evaluation,
                  rev, sample.interaction, sample.sample.agents[0], "No");
  attune_evaluate_sample_wait (shows_evaluation, &sample);
  attune_evaluate_sample_close (&sample);
}

/* What stands there already is said in the window, which stays to choose something else. */
static void
test_move_conflict (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttuneEvaluationSpec spec = { .kind = ATTUNE_EVALUATION_ASSESSMENT };
  GtkWidget *dialog;
  guint n_reports;

  attune_evaluate_sample_open (&sample, NULL, FORM ("0"));
  spec.interaction = attune_store_fixture_add_call (&sample.store, sample.sample.agents[0],
                                                    AT + G_TIME_SPAN_DAY);
  spec.agent = sample.sample.agents[0];
  spec.form = sample.form;
  ATTUNE_CALL_OK (start_evaluation, sample.store.store, sample.store.manager, &spec);
  submit (&sample);
  dialog = open_dialog (&sample, "evaluate.move");
  choose_first (dialog, "The wrong call");
  n_reports = attune_context_get_n_reports (sample.context);
  gtk_widget_activate_action (dialog, "answer.accept", NULL);
  attune_sample_settle (300);
  g_assert_cmpuint (attune_context_get_n_reports (sample.context), >, n_reports);
  g_assert_true (has_dialog (&sample));
  g_assert_cmpint (get_evaluation (&sample)->row->interaction, ==, sample.interaction);
  gtk_window_close (GTK_WINDOW (dialog));
  attune_evaluate_sample_wait (has_no_dialog, &sample);
  attune_evaluate_sample_close (&sample);
}

/* From the list of evaluations, without opening it. */
static gboolean
is_selected (gpointer data)
{
  AttuneRecordList *list = attune_sample_find_child (data, ATTUNE_TYPE_RECORD_LIST);

  return list != NULL && attune_record_list_get_selected_value (list) != NULL;
}

static gboolean
is_moved (gpointer data)
{
  AttuneEvaluateSample *sample = data;

  return attune_store_fixture_get_int (&sample->store, "SELECT agent_id FROM evaluation") ==
         sample->sample.agents[3];
}

static void
test_move_from_list (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *page;
  GtkWidget *dialog;

  attune_evaluate_sample_open (&sample, NULL, FORM ("0"));
  attune_store_fixture_add_call (&sample.store, sample.sample.agents[3], AT);
  submit (&sample);
  attune_evaluate_sample_hide (&sample);
  page = attune_evaluations_page_new (sample.context, 0);
  sample.window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (sample.window, 1100, 700);
  adw_window_set_content (ADW_WINDOW (sample.window), page);
  gtk_window_present (sample.window);
  attune_page_refresh (ATTUNE_PAGE (page));
  attune_evaluate_sample_wait (is_selected, page);
  gtk_widget_activate_action (page, "evaluations.move", NULL);
  attune_evaluate_sample_wait (has_dialog, &sample);
  attune_sample_settle (50);
  dialog = GTK_WIDGET (attune_sample_find_dialog (sample.window));
  gtk_editable_set_text (attune_sample_find_child (dialog, GTK_TYPE_SEARCH_ENTRY), "virtanen");
  choose_first (dialog, "Mixed up");
  gtk_widget_activate_action (dialog, "answer.accept", NULL);
  attune_evaluate_sample_wait (is_moved, &sample);
  attune_evaluate_sample_wait (has_no_dialog, &sample);
  attune_sample_destroy (GTK_WIDGET (sample.window), GTK_WIDGET (sample.window));
  attune_evaluate_sample_tear_down (&sample);
}

/* --- None of them holds the loop ---------------------------------------------------------------------------------- */

static void
close_dialog (AttuneEvaluateSample *sample)
{
  gtk_window_close (attune_sample_find_dialog (sample->window));
  attune_evaluate_sample_wait (has_no_dialog, sample);
  attune_sample_settle (100);
}

/* What was asked for with it may still be on its way. */
static gboolean
is_held_by_none (gpointer context)
{
  return G_OBJECT (context)->ref_count == 1;
}

static void
become (AttuneEvaluateSample *sample, gint64 person)
{
  attune_evaluate_sample_hide (sample);
  attune_evaluate_sample_wait (is_held_by_none, sample->context);
  g_assert_finalize_object (sample->context);
  sample->context = attune_sample_new_context (&sample->store, person);
  attune_evaluate_sample_show (sample, 1100, 700);
  attune_sample_settle (300);
}

static void
dispute (AttuneEvaluateSample *sample)
{
  g_autoptr (GPtrArray)
    answers = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_dispute_answer_free);
  AttuneAnswers *given = attune_sheet_get_answers (attune_draft_get_sheet (sample->page->draft));
  const char *id = attune_form_get_question (attune_answers_get_form (given), 0)->id;
  g_autoptr (AttuneAnswers) other = attune_answers_with_option (given, 0, 1);
  g_autofree char *document = attune_dispute_extract (other, 0);

  g_ptr_array_add (answers, attune_dispute_answer_new (id, document, "Heard"));
  ATTUNE_CALL_OK (open_dispute, sample->store.store, sample->sample.agents[0], sample->evaluation,
                  get_evaluation (sample)->row->rev, answers, "");
}

static void
evaluate_self (AttuneEvaluateSample *sample)
{
  AttuneEvaluationSpec spec = { .interaction = sample->interaction,
                                .agent = sample->sample.agents[0],
                                .form = sample->form,
                                .kind = ATTUNE_EVALUATION_SELF };
  g_autofree char *answers = g_strdup (get_evaluation (sample)->answers);
  gint64 id = ATTUNE_CALL_OK (start_evaluation, sample->store.store, spec.agent, &spec);
  gint64 rev = ATTUNE_CALL_OK (save_answers, sample->store.store, spec.agent, id, 1, answers);

  ATTUNE_CALL_OK (submit, sample->store.store, spec.agent, id, rev);
}

static void
answer_all (AttuneEvaluateSample *sample)
{
  AttuneSheet *sheet = attune_evaluate_page_get_sheet (sample->page);
  guint n = attune_form_get_n_questions (attune_sheet_get_form (sheet));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AttuneAnswers)
        answers = attune_answers_with_option (attune_sheet_get_answers (sheet), i, 0);

      attune_sheet_edit (sheet, answers);
    }
  attune_evaluate_sample_wait (attune_evaluate_sample_is_saved, sample);
}

/* Each twice: what is made first also makes its class. */
static void
use_dialogs (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *form = attune_evaluate_sample_write_form (4, 10);

  attune_evaluate_sample_open (&sample, NULL, form);
  for (guint i = 0; i < 9; i++)
    attune_store_fixture_add_call (&sample.store, sample.sample.agents[0], AT + i + 1);
  answer_all (&sample);
  attune_sample_watch ();
  for (guint i = 0; i < 2; i++)
    {
      open_dialog (&sample, "evaluate.submit");
      close_dialog (&sample);
    }
  attune_evaluate_sample_submit (&sample);
  for (guint i = 0; i < 2; i++)
    {
      open_dialog (&sample, "evaluate.move");
      attune_sample_settle (300);
      close_dialog (&sample);
    }
  become (&sample, sample.sample.agents[0]);
  for (guint i = 0; i < 2; i++)
    {
      open_dialog (&sample, "evaluate.dispute");
      attune_sample_settle (300);
      close_dialog (&sample);
    }
  evaluate_self (&sample);
  dispute (&sample);
  become (&sample, sample.store.manager);
  for (guint i = 0; i < 2; i++)
    {
      open_dialog (&sample, "evaluate.decide");
      close_dialog (&sample);
      open_dialog (&sample, "evaluate.compare");
      attune_sample_settle (300);
      close_dialog (&sample);
    }
  attune_evaluate_sample_close (&sample);
}

static void
test_held (void)
{
  attune_sample_assert_not_held (use_dialogs);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/flow/held", test_held);
  g_test_add_func ("/flow/submit-as-form", test_submit_as_form);
  g_test_add_func ("/flow/submit-at-once", test_submit_at_once);
  g_test_add_func ("/flow/giving-up", test_giving_up);
  g_test_add_func ("/flow/choice", test_choice);
  g_test_add_func ("/flow/move", test_move);
  g_test_add_func ("/flow/moved-away", test_moved_away);
  g_test_add_func ("/flow/move-conflict", test_move_conflict);
  g_test_add_func ("/flow/move-from-list", test_move_from_list);

  return g_test_run ();
}
