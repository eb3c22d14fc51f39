/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-sample.h"
#include "attune-option-row.h"
#include "attune-screens.h"
#include "attune-test-support.h"

static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  if (g_str_equal (gtk_widget_get_name (widget), name) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      GtkWidget *found = find_named (i, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* One less than 2.2 is just beside 1.2 in doubles; what is shown is what the form gets. */
static void
test_step (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autofree char *id = g_strdup (
    attune_form_get_question (attune_form_page_get_form (page), 0)->id);
  GtkSpinButton *spin;

  attune_form_page_select (page, id);
  attune_form_properties_settle (page->properties);
  spin = GTK_SPIN_BUTTON (find_named (GTK_WIDGET (page->properties), "weight"));
  gtk_spin_button_set_value (spin, 2.2);
  gtk_spin_button_spin (spin, GTK_SPIN_STEP_BACKWARD, 1);
  g_assert_cmpint (attune_form_get_question (attune_form_page_get_form (page), 0)->weight, ==,
                   12000);

  spin = attune_sample_find_child (attune_sample_find_child (GTK_WIDGET (page->properties),
                                                             ATTUNE_TYPE_OPTION_ROW),
                                   GTK_TYPE_SPIN_BUTTON);
  gtk_spin_button_set_value (spin, 2.2);
  gtk_spin_button_spin (spin, GTK_SPIN_USER_DEFINED, -1);
  g_assert_cmpint (attune_form_get_question (attune_form_page_get_form (page), 0)->options[0].score,
                   ==, 12000);
}

static gboolean
is_checked (gpointer data)
{
  return attune_form_page_get_lint (data) != NULL;
}

/* An end that is typed with a comma keeps it, since it is the same number. */
static void
test_range_end (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  const AttuneFormQuestion *question;
  GtkWidget *row;
  g_autofree char *wrong = NULL;
  GtkEditable *end;
  guint index;
  int length = 4;

  g_assert_true (gtk_widget_activate_action (sample->page, "form.add-question", "s", "number"));
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  index = attune_form_find_question (attune_form_page_get_form (page),
                                     attune_form_history_get_selection (page->history));
  question = attune_form_get_question (attune_form_page_get_form (page), index);
  g_assert_true (gtk_widget_activate_action (sample->page, "form.add-option", "s", question->id));
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  row = attune_sample_find_nth (page->properties, ATTUNE_TYPE_OPTION_ROW, 0);
  end = attune_sample_find_nth (row, GTK_TYPE_ENTRY, 2);
  gtk_editable_set_text (end, "99,5");
  g_assert_true (attune_test_wait_until (is_checked, page, 10));
  attune_form_properties_settle (page->properties);
  question = attune_form_get_question (attune_form_page_get_form (page), index);
  g_assert_cmpint (question->options[0].to, ==, 995000);
  g_assert_cmpstr (gtk_editable_get_text (end), ==, "99,5");

  /* What is wrong is said to all. */
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (end),
                                                  GTK_ACCESSIBLE_STATE_INVALID,
                                                  GTK_ACCESSIBLE_INVALID_FALSE));
  gtk_editable_insert_text (end, "abc", -1, &length);
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (end),
                                                  GTK_ACCESSIBLE_STATE_INVALID,
                                                  GTK_ACCESSIBLE_INVALID_TRUE));
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (end),
                                              GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                              "Not a number: 99.5 stays");
  g_assert_cmpstr (wrong, ==, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("numbers/step", test_step, NULL);
  ATTUNE_ADD_FORM_TEST ("numbers/range-end", test_range_end, NULL);
  return g_test_run ();
}
