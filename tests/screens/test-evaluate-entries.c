/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-answer-field.h"
#include "attune-evaluate-sample.h"
#include "attune-screens.h"

#include <string.h>

static const char document[] =
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"entries\",\"title\":\"Entries\","
  "\"sections\":[{\"id\":\"a\",\"title\":\"A\",\"questions\":["
  "{\"id\":\"n\",\"type\":\"number\",\"title\":\"Holds\",\"decimals\":0},"
  "{\"id\":\"d\",\"type\":\"date\",\"title\":\"Due\"},"
  "{\"id\":\"r\",\"type\":\"number\",\"title\":\"Minutes\",\"required\":false,\"decimals\":0,"
  "\"ranges\":[{\"id\":\"low\",\"label\":\"Low\",\"from\":0,\"to\":5,\"score\":100},"
  "{\"id\":\"high\",\"label\":\"High\",\"from\":6,\"to\":9,\"score\":0}]}]}]}";

static GtkWidget *
find_field (GtkWidget *widget, guint question)
{
  if (ATTUNE_IS_ANSWER_FIELD (widget))
    return attune_answer_field_get_question (ATTUNE_ANSWER_FIELD (widget))->index == question
             ? widget
             : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_field (child, question);

      if (found != NULL)
        return found;
    }
  return NULL;
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

static GtkWidget *
get_entry (AttuneEvaluateSample *sample, guint question)
{
  return find_entry (find_field (GTK_WIDGET (sample->page->form_pane), question));
}

/* Letter by letter, as a hand does. */
static void
type (AttuneEvaluateSample *sample, guint question, const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (get_entry (sample, question));
  int position = 0;

  gtk_editable_set_text (entry, "");
  for (const char *at = text; *at != '\0'; at++)
    gtk_editable_insert_text (entry, at, 1, &position);
}

static void
assert_refused (AttuneEvaluateSample *sample, guint question, const char *text)
{
  GtkWidget *entry = get_entry (sample, question);

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, text);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_nonnull (gtk_widget_get_tooltip_text (entry));
  g_assert_false (
    attune_answers_get (attune_evaluate_sample_get_answers (sample), question)->has_value);
}

static void
assert_taken (AttuneEvaluateSample *sample, guint question, const char *text)
{
  GtkWidget *entry = get_entry (sample, question);

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, text);
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
}

static char *
load_answers (AttuneEvaluateSample *sample)
{
  AttuneEvaluation *evaluation;
  char *answers;

  attune_evaluate_sample_wait (attune_evaluate_sample_is_saved, sample);
  evaluation = ATTUNE_CALL_OK (load_evaluation, sample->store.store, sample->sample.analyst,
                               sample->evaluation);
  answers = g_strdup (evaluation->answers);
  attune_evaluation_free (evaluation);
  return answers;
}

/* What is refused is no answer, neither here nor in the store, stays as it was typed, and holds submitting back. */
static void
test_refused (void)
{
  AttuneEvaluateSample sample = { 0 };
  g_autofree char *saved = NULL;
  const char *words;

  attune_evaluate_sample_open (&sample, NULL, document);
  type (&sample, 0, "12.7");
  type (&sample, 1, "2026-02-31");
  type (&sample, 2, "44");
  assert_refused (&sample, 0, "12.7");
  assert_refused (&sample, 1, "2026-02-31");
  assert_refused (&sample, 2, "44");
  saved = load_answers (&sample);
  g_assert_null (strstr (saved, "number"));
  g_assert_null (strstr (saved, "date"));

  attune_form_pane_enter (sample.page->form_pane, 0);
  attune_form_pane_set_sheet (sample.page->form_pane, attune_evaluate_page_get_sheet (sample.page));
  attune_sample_settle (300);
  assert_refused (&sample, 0, "12.7");
  assert_refused (&sample, 1, "2026-02-31");
  attune_evaluate_sample_act (&sample, "evaluate.submit");
  words = attune_notice_get_text (sample.page->missing_notice);
  g_assert_cmpstr (words, ==, "3 entries are not taken: questions 1, 2, 3");
  assert_refused (&sample, 2, "44");
  attune_evaluate_sample_close (&sample);
}

/* What is not asked for holds submitting back too, once something was typed there; corrected, it is an answer. */
static void
test_corrected (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, document);
  type (&sample, 0, "12");
  type (&sample, 1, "21.11.2026");
  type (&sample, 2, "44");
  assert_taken (&sample, 1, "21.11.2026");
  attune_evaluate_sample_act (&sample, "evaluate.submit");
  g_assert_cmpstr (attune_notice_get_text (sample.page->missing_notice), ==,
                   "1 entry is not taken: question 3");
  type (&sample, 2, "4");
  assert_taken (&sample, 2, "4");
  g_assert_null (attune_notice_get_text (sample.page->missing_notice));
  attune_evaluate_sample_submit (&sample);
  g_assert_cmpuint (attune_evaluate_sample_get_option (&sample, 2), ==, 0);
  attune_evaluate_sample_close (&sample);
}

/* Emptying the field gives up what was refused; so does Escape, which otherwise is left to others. */
static void
test_given_up (void)
{
  AttuneEvaluateSample sample = { 0 };
  GtkWidget *field;

  attune_evaluate_sample_open (&sample, NULL, document);
  type (&sample, 2, "44");
  assert_refused (&sample, 2, "44");
  type (&sample, 2, "");
  assert_taken (&sample, 2, "");

  type (&sample, 0, "x");
  field = find_field (GTK_WIDGET (sample.page->form_pane), 0);
  g_assert_true (attune_answer_field_escape (ATTUNE_ANSWER_FIELD (field)));
  assert_taken (&sample, 0, "");
  g_assert_false (attune_answer_field_escape (ATTUNE_ANSWER_FIELD (field)));
  attune_evaluate_sample_close (&sample);
}

static gboolean
has_refusal (gpointer data)
{
  AttuneEvaluateSample *sample = data;

  return attune_sheet_state_get_refusals (
           attune_sheet_get_state (attune_evaluate_page_get_sheet (sample->page))) != NULL;
}

/* What could not be taken is there again when the page is, until something else takes its place. */
static void
test_left (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, document);
  type (&sample, 0, "12.7");
  type (&sample, 2, "44");
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_evaluate_sample_wait (has_refusal, &sample);
  attune_sample_settle (100);
  assert_refused (&sample, 0, "12.7");
  assert_refused (&sample, 2, "44");
  type (&sample, 0, "12");
  type (&sample, 2, "");
  attune_evaluate_sample_hide (&sample);

  attune_evaluate_sample_show (&sample, 1100, 700);
  attune_sample_settle (300);
  assert_taken (&sample, 0, "12");
  assert_taken (&sample, 2, "");
  attune_evaluate_sample_close (&sample);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/evaluate/entries/refused", test_refused);
  g_test_add_func ("/evaluate/entries/corrected", test_corrected);
  g_test_add_func ("/evaluate/entries/given-up", test_given_up);
  g_test_add_func ("/evaluate/entries/left", test_left);

  return g_test_run ();
}
