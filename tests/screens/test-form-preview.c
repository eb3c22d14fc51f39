/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-edit.h"
#include "attune-question-row.h"
#include "attune-screens.h"
#include "attune-test-support.h"
#include "preview-sample.h"

/* The titles of the questions that are to be seen, in their order. */
static void
assert_titles (AttuneFormPage *page, const char *expected)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  GtkWidget *row;

  for (guint i = 0; (row = attune_sample_find_nth (preview_sample_get_pane (page),
                                                   ATTUNE_TYPE_QUESTION_ROW, i)) != NULL;
       i++)
    {
      guint index = attune_question_row_get_question (ATTUNE_QUESTION_ROW (row));

      g_string_append_printf (
        titles, "%s%u %s", i > 0 ? ", " : "", index + 1,
        attune_form_get_question (attune_sheet_get_form (preview_sample_get_sheet (page)), index)
          ->title);
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

/* Answers score; a condition shows what it hides; reasons are asked for; all of it can be undone and cleared. */
static void
test_answers (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = preview_sample_open (sample);

  assert_titles (page, "1 One, 3 Three");
  preview_sample_press (page, 0, GDK_KEY_1);
  preview_sample_press (page, 2, GDK_KEY_2);
  g_assert_cmpint (preview_sample_get_score (page), ==, 5000);
  preview_sample_press (page, 0, GDK_KEY_2);
  assert_titles (page, "1 One, 2 Two, 3 Three");
  g_assert_cmpint (preview_sample_get_score (page), ==, 0);
  g_assert_true (attune_form_pane_press_key (preview_sample_get_pane (page), GDK_KEY_r));
  preview_sample_press (page, 0, GDK_KEY_n);
  assert_titles (page, "1 One, 3 Three");

  gtk_widget_activate_action (GTK_WIDGET (preview_sample_get_pane (page)), "preview.clear", NULL);
  g_assert_cmpint (attune_answers_count (attune_sheet_get_answers (preview_sample_get_sheet (page)),
                                         ATTUNE_STATE_ANSWERED),
                   ==, 0);
}

static gboolean
has_dim_label (GtkWidget *widget, const char *text)
{
  GtkWidget *label;

  for (guint i = 0; (label = attune_sample_find_nth (widget, GTK_TYPE_LABEL, i)) != NULL; i++)
    if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) == 0)
      return gtk_widget_has_css_class (label, "dim-label");
  return FALSE;
}

/* What has no title yet is called so, until it has one. */
static void
test_untitled (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = preview_sample_open (sample);

  gtk_widget_activate_action (sample->page, "form.set-title", "(ss)", "q1", "");
  gtk_widget_activate_action (sample->page, "form.set-title", "(ss)", "a", "");
  preview_sample_wait (page);
  g_assert_true (has_dim_label (GTK_WIDGET (preview_sample_get_pane (page)), "Untitled question"));
  g_assert_true (has_dim_label (GTK_WIDGET (preview_sample_get_pane (page)), "Untitled section"));
  gtk_widget_activate_action (sample->page, "form.set-title", "(ss)", "q1", "Uno");
  preview_sample_wait (page);
  g_assert_false (has_dim_label (GTK_WIDGET (preview_sample_get_pane (page)), "Untitled question"));
  g_assert_false (has_dim_label (GTK_WIDGET (preview_sample_get_pane (page)), "Uno"));
}

/* Each edit shows, and the answers that fit survive; rows that look the same are the same. */
static void
test_follows (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = preview_sample_open (sample);
  AttuneFormPlace one = { "q1", NULL, NULL };
  AttuneFormPlace never = { "q3", "no", NULL };
  AttuneFormPlace three = { "q3", NULL, NULL };
  GtkWidget *rows[2] = { attune_sample_find_nth (page, ATTUNE_TYPE_QUESTION_ROW, 0),
                         attune_sample_find_nth (page, ATTUNE_TYPE_QUESTION_ROW, 1) };
  GError *error = NULL;

  preview_sample_press (page, 0, GDK_KEY_2);
  preview_sample_press (page, 2, GDK_KEY_1);
  preview_sample_take (page, attune_form_set_string (attune_form_page_get_form (page), one, "title",
                                                     "First", &error));
  g_assert_no_error (error);
  assert_titles (page, "1 First, 2 Two, 3 Three");
  g_assert_true (attune_sample_find_nth (page, ATTUNE_TYPE_QUESTION_ROW, 0) == rows[0]);
  g_assert_true (attune_sample_find_nth (page, ATTUNE_TYPE_QUESTION_ROW, 2) == rows[1]);

  preview_sample_take (page,
                       attune_form_add_question (attune_form_page_get_form (page), "a", 0,
                                                 ATTUNE_QUESTION_NUMBER, "New", NULL, &error));
  g_assert_no_error (error);
  assert_titles (page, "1 New, 2 First, 3 Two, 4 Three");
  g_assert_true (attune_sample_find_nth (page, ATTUNE_TYPE_QUESTION_ROW, 1) == rows[0]);
  g_assert_cmpint (preview_sample_get_score (page), ==, 5000);

  preview_sample_take (page,
                       attune_form_move (attune_form_page_get_form (page), three, "a", 0, &error));
  g_assert_no_error (error);
  assert_titles (page, "1 Three, 2 New, 3 First, 4 Two");
  g_assert_true (attune_sample_find_nth (page, ATTUNE_TYPE_QUESTION_ROW, 0) == rows[1]);
  preview_sample_take (page, attune_form_set_string (attune_form_page_get_form (page), never,
                                                     "label", "Never", &error));
  g_assert_no_error (error);
  g_assert_false (attune_sample_find_nth (page, ATTUNE_TYPE_QUESTION_ROW, 0) == rows[1]);
  g_assert_cmpint (preview_sample_get_score (page), ==, 5000);

  preview_sample_take (page, attune_form_remove (attune_form_page_get_form (page), three, &error));
  g_assert_no_error (error);
  assert_titles (page, "1 New, 2 First, 3 Two");
  attune_form_sample_act (sample, "form.undo");
  preview_sample_wait (page);
  assert_titles (page, "1 Three, 2 New, 3 First, 4 Two");
  preview_sample_press (page, 2, GDK_KEY_1);
  assert_titles (page, "1 Three, 2 New, 3 First");
}

/* What is selected is gone to, and what is gone to is selected. */
static void
test_selects (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = preview_sample_open (sample);

  attune_form_page_select (page, "q3");
  preview_sample_wait (page);
  g_assert_cmpuint (attune_sheet_state_get_focus (
                      attune_sheet_get_state (preview_sample_get_sheet (page))),
                    ==, 2);
  attune_form_pane_enter (preview_sample_get_pane (page), 0);
  g_assert_cmpstr (attune_form_page_get_selected (page)[0], ==, "q1");
  attune_form_page_select (page, "q2");
  preview_sample_wait (page);
  assert_titles (page, "1 One, 3 Three");
}

/* Hidden it does nothing, and comes back as it was, with what changed meanwhile; what is to be set is gone to. */
static void
test_switches (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = preview_sample_open (sample);
  AttuneSheet *sheet = preview_sample_get_sheet (page);

  preview_sample_press (page, 0, GDK_KEY_1);
  attune_form_sample_act (sample, "form.list");
  attune_form_sample_act (sample, "form.preview");
  attune_sample_settle (50);
  g_assert_null (attune_sample_find_nth (page, ATTUNE_TYPE_FORM_PANE, 0));
  attune_form_sample_set_title (sample, "Renamed");
  attune_sample_settle (400);
  g_assert_false (attune_sheet_get_form (sheet) == attune_form_page_get_form (page));
  attune_form_sample_act (sample, "form.preview");
  preview_sample_wait (page);
  g_assert_true (preview_sample_get_sheet (page) == sheet);
  g_assert_true (attune_sheet_get_form (sheet) == attune_form_page_get_form (page));
  g_assert_cmpint (preview_sample_get_score (page), ==, 10000);
  attune_form_sample_act (sample, "form.about");
  g_assert_false (attune_form_page_previews (page));
}

/* A revision that is only read can be filled in likewise. */
static void
test_reads (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  g_assert_false (attune_form_page_can_edit (page));
  attune_form_sample_act (sample, "form.preview");
  preview_sample_wait (page);
  preview_sample_press (page, 0, GDK_KEY_1);
  g_assert_cmpint (attune_answers_count (attune_sheet_get_answers (preview_sample_get_sheet (page)),
                                         ATTUNE_STATE_ANSWERED),
                   ==, 1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("preview/answers", test_answers, NULL);
  ATTUNE_ADD_FORM_TEST ("preview/untitled", test_untitled, NULL);
  ATTUNE_ADD_FORM_TEST ("preview/follows", test_follows, NULL);
  ATTUNE_ADD_FORM_TEST ("preview/selects", test_selects, NULL);
  ATTUNE_ADD_FORM_TEST ("preview/switches", test_switches, NULL);
  ATTUNE_ADD_FORM_TEST ("preview/reads", test_reads, "published");
  return g_test_run ();
}
