/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-edit.h"
#include "attune-form-sample.h"
#include "attune-screens.h"
#include "attune-test-support.h"

static GtkWidget *
get_focus (AttuneFormSample *sample)
{
  GtkWidget *focus = attune_form_sample_get_focus (sample);

  g_assert_nonnull (focus);
  return focus;
}

/* As somebody types it: where the cursor is, instead of what is selected. */
static void
type (AttuneFormSample *sample, const char *text)
{
  GtkWidget *focus = get_focus (sample);

  g_assert_true (GTK_IS_TEXT (focus));
  gtk_editable_delete_selection (GTK_EDITABLE (focus));
  g_signal_emit_by_name (focus, "insert-at-cursor", text);
}

/* The row has taken the keys over. */
static gboolean
has_row (gpointer page)
{
  return ATTUNE_FORM_PAGE (page)->entered == NULL;
}

static gboolean
has_arrived (gpointer page)
{
  return ATTUNE_FORM_PAGE (page)->wanted == NULL && ATTUNE_FORM_PAGE (page)->arriving == 0;
}

static void
assert_last_titles (AttuneFormPage *page, const char *before, const char *last)
{
  AttuneForm *form = attune_form_page_get_form (page);
  guint n = attune_form_get_n_questions (form);

  g_assert_cmpstr (attune_form_get_question (form, n - 2)->title, ==, before);
  g_assert_cmpstr (attune_form_get_question (form, n - 1)->title, ==, last);
}

/* What is typed at once is the title of what is new, before there is a row for it, as it is there, and where it never is
 * because the next comes first. */
static void
test_type_at_once (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  AttuneForm *form = attune_form_page_get_form (page);
  guint n = attune_form_get_n_questions (form);

  attune_form_page_select (page, attune_form_get_question (form, n - 1)->id);
  gtk_widget_activate_action (sample->page, "form.add-question", "s", "yes_no");
  type (sample, "KL");
  g_assert_true (attune_test_wait_until (has_row, page, 10));
  g_assert_true (gtk_widget_is_ancestor (get_focus (sample), GTK_WIDGET (page->list)));
  type (sample, "MN");
  gtk_widget_activate_action (sample->page, "form.add-question", "s", "yes_no");
  type (sample, "OP");
  assert_last_titles (page, "KLMN", "");
  gtk_widget_activate_action (sample->page, "form.add-question", "s", "yes_no");
  type (sample, "Q");
  g_signal_emit_by_name (get_focus (sample), "activate");
  assert_last_titles (page, "OP", "Q");
  g_assert_true (attune_test_wait_until (has_arrived, page, 10));
  g_assert_true (gtk_widget_is_ancestor (get_focus (sample), GTK_WIDGET (page->list)));
  g_assert_false (GTK_IS_TEXT (get_focus (sample)));

  gtk_widget_activate_action (sample->page, "form.add-section", NULL);
  type (sample, "End");
  attune_form_page_title_key_cb (page, GDK_KEY_Escape);
  g_assert_true (attune_test_wait_until (has_arrived, page, 10));
  form = attune_form_page_get_form (page);
  g_assert_cmpuint (attune_form_get_n_questions (form), ==, n + 3);
  g_assert_cmpstr (attune_form_get_section (form, attune_form_get_n_sections (form) - 1)->title, ==,
                   "");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page->stand_in)));
}

/* The title of a row that is out of view is as much under the keys. */
static void
test_edit_far_title (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  AttuneForm *form = attune_form_page_get_form (page);
  guint last = attune_form_get_n_questions (form) - 1;

  attune_sample_settle (100);
  attune_form_page_select (page, attune_form_get_question (form, 0)->id);
  attune_sample_settle (100);
  attune_form_page_edit_title (page, attune_form_get_question (form, last)->id);
  type (sample, "New");
  g_assert_true (attune_test_wait_until (has_row, page, 10));
  type (sample, "er");
  g_signal_emit_by_name (get_focus (sample), "activate");
  g_assert_cmpstr (attune_form_get_question (attune_form_page_get_form (page), last)->title, ==,
                   "Newer");
}

static AttuneForm *
create_large (AttuneFormPage *page)
{
  AttuneForm *form = attune_form_ref (attune_form_page_get_form (page));

  while (attune_form_get_n_questions (form) < 500)
    {
      AttuneForm *larger = attune_form_add_question (form, attune_form_get_section (form, 0)->id, 0,
                                                     ATTUNE_QUESTION_YES_NO, "Q", NULL, NULL);

      attune_form_unref (form);
      form = larger;
    }
  return form;
}

/* One too many is told of as what it is, and what is typed on goes nowhere. */
static void
test_too_many (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  AttuneForm *form;

  attune_form_page_take (page, create_large (page), NULL, NULL, NULL);
  g_assert_true (attune_test_wait_until (attune_form_sample_has_form, page, 20));
  form = attune_form_page_get_form (page);
  g_assert_cmpuint (attune_form_get_n_questions (form), ==, ATTUNE_FORM_MAX_QUESTIONS);
  attune_form_sample_act (sample, "form.about");
  attune_form_properties_settle (page->properties);
  g_assert_true (GTK_IS_TEXT (get_focus (sample)));
  gtk_widget_activate_action (sample->page, "form.add-question", "s", "yes_no");
  g_assert_cmpint (sample->n_told, ==, 1);
  g_assert_cmpstr (sample->told, ==, "A form may have 500 questions at most");
  g_assert_true (gtk_widget_is_ancestor (get_focus (sample), GTK_WIDGET (page->list)) ||
                 get_focus (sample) == GTK_WIDGET (page->list));
  g_assert_true (attune_form_page_get_form (page) == form);
}

/* A draft that nobody has touched yet is opened as any other; the title comes first only where it is asked for. */
static void
test_open_untouched (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  attune_sample_settle (200);
  attune_form_properties_settle (page->properties);
  g_assert_cmpint (page->record->summary->rev, ==, 1);
  g_assert_true (gtk_widget_is_ancestor (get_focus (sample), GTK_WIDGET (page->list)));
  page->wanted = g_strdup ("");
  attune_form_page_load (page);
  g_assert_true (attune_test_wait_until (has_arrived, page, 10));
  attune_form_properties_settle (page->properties);
  g_assert_true (GTK_IS_TEXT (get_focus (sample)));
  g_assert_true (gtk_widget_is_ancestor (get_focus (sample), GTK_WIDGET (page->properties)));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("titles/at-once", test_type_at_once, NULL);
  ATTUNE_ADD_FORM_TEST ("titles/far", test_edit_far_title, NULL);
  ATTUNE_ADD_FORM_TEST ("titles/too-many", test_too_many, NULL);
  ATTUNE_ADD_FORM_TEST ("titles/untouched", test_open_untouched, NULL);
  return g_test_run ();
}
