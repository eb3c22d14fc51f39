/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"
#include "attune-screens.h"
#include "attune-weak.h"

static void
test_weak (void)
{
  GObject *object = g_object_new (G_TYPE_OBJECT, NULL);
  gpointer there = attune_weak_new (object);
  gpointer gone = attune_weak_new (object);
  GObject *taken = attune_weak_take (there);

  g_assert_true (taken == object);
  g_object_unref (taken);
  g_assert_finalize_object (object);
  g_assert_null (attune_weak_take (gone));
}

static void
set_up (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_evaluate_sample_set_up (sample, NULL, ATTUNE_EVALUATE_SAMPLE_SHORT);
}

static void
tear_down (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_sample_settle (300);
  attune_evaluate_sample_tear_down (sample);
}

/* Closes the window; what the store still has to answer holds nothing. */
static void
close_now (AttuneEvaluateSample *sample)
{
  gpointer page = sample->page;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  attune_page_leave (ATTUNE_PAGE (sample->page));
  gtk_window_destroy (sample->window);
  g_assert_null (page);
}

/* Before it is read. */
static void
test_close_while_opening (AttuneEvaluateSample *sample, gconstpointer data)
{
  sample->page = ATTUNE_EVALUATE_PAGE (
    attune_evaluate_page_new (sample->context, sample->evaluation));
  sample->window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (sample->window), GTK_WIDGET (sample->page));
  attune_page_refresh (ATTUNE_PAGE (sample->page));
  close_now (sample);
}

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

/* The commands, of which none does anything while nothing is open. */
static void
run_all (AttuneEvaluateSample *sample)
{
  static const char *const actions[] = {
    "evaluate.submit",  "evaluate.release", "evaluate.void",
    "evaluate.correct", "evaluate.note",    "evaluate.explain"
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_activate_action (GTK_WIDGET (sample->page), actions[i], NULL);
  attune_sample_settle (20);
  g_assert_false (sample->page->is_acting);
  g_assert_null (find_dialog ());
}

static gboolean
has_failed (gpointer data)
{
  GtkStack *stack = ((AttuneEvaluateSample *) data)->page->stack;

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "failure") == 0;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

/* Neither while it is read nor where it cannot be. */
static void
test_without_draft (AttuneEvaluateSample *sample, gconstpointer data)
{
  sample->page = ATTUNE_EVALUATE_PAGE (attune_evaluate_page_new (sample->context, 12345));
  sample->window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (sample->window), GTK_WIDGET (sample->page));
  gtk_window_present (sample->window);
  run_all (sample);
  attune_page_refresh (ATTUNE_PAGE (sample->page));
  gtk_widget_activate_action (GTK_WIDGET (sample->page), "evaluate.release", NULL);
  gtk_widget_activate_action (GTK_WIDGET (sample->page), "evaluate.void", NULL);
  attune_evaluate_sample_wait (has_failed, sample);
  run_all (sample);
  close_now (sample);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
is_positive (gpointer n)
{
  return *(guint *) n > 0;
}

static gboolean
is_submitting (gpointer data)
{
  return ((AttuneEvaluateSample *) data)->page->is_acting;
}

/* What was asked for is done and said all the same. */
static void
test_close_while_submitting (AttuneEvaluateSample *sample, gconstpointer data)
{
  g_autoptr (AttuneEvaluation) evaluation = NULL;
  GtkWidget *dialog;
  guint n_said = 0;

  attune_evaluate_sample_show (sample, 1100, 700);
  attune_evaluate_page_press_key (sample->page, GDK_KEY_1, 0);
  gtk_widget_activate_action (GTK_WIDGET (sample->page), "evaluate.submit", NULL);
  attune_evaluate_sample_wait (has_dialog, NULL);
  dialog = find_dialog ();
  g_signal_connect_swapped (sample->context, "told", G_CALLBACK (count_cb), &n_said);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "submit");
  gtk_window_destroy (GTK_WINDOW (dialog));
  attune_evaluate_sample_wait (is_submitting, sample);
  close_now (sample);
  attune_evaluate_sample_wait (is_positive, &n_said);
  attune_sample_settle (100);
  g_assert_cmpuint (n_said, ==, 1);
  evaluation = ATTUNE_CALL_OK (load_evaluation, sample->store.store, sample->sample.analyst,
                               sample->evaluation);
  g_assert_cmpint (evaluation->row->state, ==, ATTUNE_EVALUATION_STATE_RELEASED);
}

#define ADD(path, function) \
  g_test_add (path, AttuneEvaluateSample, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();
  g_test_add_func ("/evaluate/close/weak", test_weak);
  ADD ("/evaluate/close/opening", test_close_while_opening);
  ADD ("/evaluate/close/without-draft", test_without_draft);
  ADD ("/evaluate/close/submitting", test_close_while_submitting);
  return g_test_run ();
}
