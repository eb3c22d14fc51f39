/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"

#include "attune-answer-dialog.h"
#include "attune-answer-picker.h"
#include "attune-screens.h"

#include <string.h>

/* An agent answers their evaluation, somebody else decides, and both evaluate the same: on the page and its windows. */

#define ASKED(id, title) "{\"id\":\"" id "\",\"type\":\"yes_no\",\"title\":\"" title "\"}"
#define TWO                                                                                  \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"two\",\"title\":\"Two\",\"sections\":" \
  "[{\"id\":\"a\",\"title\":\"A\",\"questions\":[" ASKED ("q",                               \
                                                          "First") "," ASKED ("r",           \
                                                                              "Second") "]}]}"

/* What was asked for with it may still be on its way. */
static gboolean
is_held_by_none (gpointer context)
{
  return G_OBJECT (context)->ref_count == 1;
}

/* The page as somebody else sees it. */
static void
become (AttuneEvaluateSample *sample, gint64 person)
{
  attune_evaluate_sample_hide (sample);
  attune_evaluate_sample_wait (is_held_by_none, sample->context);
  g_assert_finalize_object (sample->context);
  sample->context = attune_sample_new_context (&sample->store, person);
  attune_evaluate_sample_show (sample, 1100, 700);
}

static gboolean
is_answering_read (gpointer data)
{
  return ((AttuneEvaluateSample *) data)->page->answering != NULL;
}

/* Both answered no by the analyst, and released. */
static void
set_up (AttuneEvaluateSample *sample)
{
  attune_evaluate_sample_open (sample, NULL, TWO);
  attune_evaluate_sample_press (sample, GDK_KEY_2);
  attune_evaluate_sample_act (sample, "evaluate.next-question");
  attune_evaluate_sample_press (sample, GDK_KEY_2);
  attune_evaluate_sample_submit (sample);
  become (sample, sample->sample.agents[0]);
  attune_evaluate_sample_wait (is_answering_read, sample);
  attune_sample_settle (50);
}

static const char *
get_notice (AttuneEvaluateSample *sample)
{
  return attune_notice_get_text (sample->page->answer_notice);
}

/* The `n`th descendant of `type`, in order; NULL for none. */
static GtkWidget *
find_below (GtkWidget *widget, GType type, guint *io_n)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type) && (*io_n)-- == 0)
        return child;
      found = find_below (child, type, io_n);
      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  GtkWidget *widget;
  GType type;
  guint n;
} Wanted;

static gboolean
is_there (gpointer data)
{
  const Wanted *wanted = data;
  guint n = wanted->n;

  return find_below (wanted->widget, wanted->type, &n) != NULL;
}

/* Rows are made a few at a time. */
static GtkWidget *
find (gpointer widget, GType type, guint n)
{
  Wanted wanted = { widget, type, n };

  attune_evaluate_sample_wait (is_there, &wanted);
  return find_below (widget, type, &n);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ATTUNE_IS_ANSWER_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
can_accept (GtkWidget *dialog)
{
  return gtk_widget_is_sensitive (
    GTK_WIDGET (gtk_widget_get_template_child (dialog, ATTUNE_TYPE_ANSWER_DIALOG, "accept")));
}

static void
accept (GtkWidget *dialog)
{
  g_assert_true (can_accept (dialog));
  gtk_widget_activate_action (dialog, "answer.accept", NULL);
}

static gboolean
is_dialog_gone (gpointer data)
{
  return find_dialog () == NULL;
}

static GtkWidget *
open_dialog (AttuneEvaluateSample *sample, const char *action)
{
  GtkWidget *dialog;

  attune_evaluate_sample_act (sample, action);
  attune_sample_settle (100);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  return dialog;
}

static gboolean
has_dispute (gpointer data)
{
  AttuneEvaluateSample *sample = data;

  return sample->page->answering != NULL && sample->page->answering->dispute != NULL;
}

static void
dispute (AttuneEvaluateSample *sample)
{
  GtkWidget *dialog = open_dialog (sample, "evaluate.dispute");
  AdwExpanderRow *row = ADW_EXPANDER_ROW (find (dialog, ADW_TYPE_EXPANDER_ROW, 1));
  GtkWidget *picker;

  g_assert_false (can_accept (dialog));
  adw_expander_row_set_enable_expansion (row, TRUE);
  picker = find (row, ATTUNE_TYPE_ANSWER_PICKER, 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (picker, GTK_TYPE_TOGGLE_BUTTON, 0)), TRUE);
  g_assert_false (can_accept (dialog));
  gtk_editable_set_text (GTK_EDITABLE (find (row, ADW_TYPE_ENTRY_ROW, 0)), "I did so at 2:10");
  accept (dialog);
  attune_evaluate_sample_wait (is_dialog_gone, NULL);
  attune_evaluate_sample_wait (has_dispute, sample);
  attune_sample_settle (100);
}

static void
test_notice (void)
{
  AttuneEvaluateSample sample = { 0 };

  set_up (&sample);
  g_assert_nonnull (strstr (get_notice (&sample), "dispute it until"));
  ATTUNE_CALL_OK (acknowledge, sample.store.store, sample.sample.agents[0], sample.evaluation,
                  attune_draft_get_evaluation (sample.page->draft)->row->rev, "Thank you");
  attune_sample_settle (200);
  g_assert_null (get_notice (&sample));
  /* It can be disputed still. */
  g_assert_true (sample.page->answering->can_dispute);
  attune_evaluate_sample_close (&sample);
}

static gboolean
is_revised (gpointer data)
{
  AttuneEvaluateSample *sample = data;

  return attune_draft_get_evaluation (sample->page->draft)->revisions->len == 2;
}

static void
test_dispute (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *dialog;

  set_up (&sample);
  dispute (&sample);
  g_assert_nonnull (strstr (get_notice (&sample), "You dispute 1 answer"));
  g_assert_false (sample.page->answering->can_dispute);

  /* Its evaluator waits; somebody else decides. */
  become (&sample, sample.sample.analyst);
  attune_evaluate_sample_wait (is_answering_read, &sample);
  attune_sample_settle (50);
  g_assert_nonnull (strstr (get_notice (&sample), "Somebody other than its evaluator"));
  become (&sample, sample.store.manager);
  attune_evaluate_sample_wait (has_dispute, &sample);
  attune_sample_settle (50);
  g_assert_nonnull (strstr (get_notice (&sample), "disputes 1 answer"));
  dialog = open_dialog (&sample, "evaluate.decide");
  g_assert_false (can_accept (dialog));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (dialog, GTK_TYPE_CHECK_BUTTON, 1)), TRUE);
  accept (dialog);
  attune_evaluate_sample_wait (is_dialog_gone, NULL);
  attune_evaluate_sample_wait (is_revised, &sample);
  g_assert_cmpint (attune_draft_get_evaluation (sample.page->draft)->row->score, ==, 5000);
  attune_evaluate_sample_close (&sample);
}

/* Left without deciding, nothing holds the window, and it can be opened again. */
static void
test_giving_up (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *dialog;

  set_up (&sample);
  dialog = open_dialog (&sample, "evaluate.dispute");
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (find (dialog, ADW_TYPE_EXPANDER_ROW, 0)),
                                         TRUE);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  attune_sample_settle (100);
  g_assert_null (dialog);
  dialog = open_dialog (&sample, "evaluate.dispute");
  gtk_window_close (GTK_WINDOW (dialog));
  attune_sample_settle (100);
  attune_evaluate_sample_close (&sample);
}

static gboolean
has_rows (gpointer dialog)
{
  guint n = 1;

  return find_below (dialog, ADW_TYPE_ACTION_ROW, &n) != NULL;
}

/* The agent's own: blind until both are in, then compared. */
static void
test_own (void)
{
  AttuneEvaluateSample sample = { 0 };
  gint64 assessment;
  AttuneEvaluationSpec spec;
  GtkWidget *dialog;

  set_up (&sample);
  assessment = sample.evaluation;
  spec = (AttuneEvaluationSpec){ .interaction = sample.interaction,
                                 .agent = sample.sample.agents[0],
                                 .form = sample.form,
                                 .kind = ATTUNE_EVALUATION_SELF };
  sample.evaluation = ATTUNE_CALL_OK (start_evaluation, sample.store.store, sample.sample.agents[0],
                                      &spec);
  become (&sample, sample.sample.agents[0]);
  attune_evaluate_sample_wait (is_answering_read, &sample);
  attune_sample_settle (50);
  g_assert_nonnull (strstr (get_notice (&sample), "Neither of you sees"));
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_act (&sample, "evaluate.next-question");
  attune_evaluate_sample_press (&sample, GDK_KEY_2);
  attune_evaluate_sample_submit (&sample);
  attune_sample_settle (200);
  g_assert_nonnull (strstr (get_notice (&sample), "Both sides are in"));
  g_assert_cmpint (sample.page->answering->other, ==, assessment);
  dialog = open_dialog (&sample, "evaluate.compare");
  attune_evaluate_sample_wait (has_rows, dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  attune_sample_settle (100);
  attune_evaluate_sample_close (&sample);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();
  g_test_add_func ("/answering/notice", test_notice);
  g_test_add_func ("/answering/dispute", test_dispute);
  g_test_add_func ("/answering/giving-up", test_giving_up);
  g_test_add_func ("/answering/own", test_own);
  return g_test_run ();
}
