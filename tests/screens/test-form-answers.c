/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-edit.h"
#include "attune-form-sample.h"
#include "attune-option-details.h"
#include "attune-option-row.h"
#include "attune-reason-row.h"
#include "attune-screens.h"
#include "attune-test-support.h"

/* A form of one question of that type, which is selected. */
static AttuneFormPage *
open_question (AttuneFormSample *sample, AttuneQuestionType type)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (AttuneForm) form = attune_form_new ("f", "F", "S");
  g_autoptr (AttuneForm)
    asked = attune_form_add_question (form, attune_form_get_section (form, 0)->id, 0, type, "One",
                                      NULL, NULL);
  g_autoptr (AttuneForm)
    larger = attune_form_add_option (asked, attune_form_get_question (asked, 0)->id, G_MAXUINT,
                                     "More", NULL, NULL);
  AttuneForm *whole = attune_form_add_option (larger, attune_form_get_question (asked, 0)->id,
                                              G_MAXUINT, "Most", NULL, NULL);

  attune_form_page_take (page, whole, NULL, NULL, NULL);
  attune_sample_settle (100);
  attune_form_page_select (page, attune_form_get_question (whole, 0)->id);
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  return page;
}

static const AttuneFormQuestion *
get_question (AttuneFormPage *page)
{
  return attune_form_get_question (attune_form_page_get_form (page), 0);
}

static GtkWidget *
open_details (AttuneFormPage *page, guint option)
{
  GtkWidget *row = attune_sample_find_nth (page->properties, ATTUNE_TYPE_OPTION_ROW, option);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                  attune_sample_find_nth (row, GTK_TYPE_TOGGLE_BUTTON, 0)),
                                TRUE);
  attune_sample_settle (150);
  g_assert_nonnull (attune_sample_find_nth (row, ATTUNE_TYPE_OPTION_DETAILS, 0));
  return row;
}

static gboolean
is_entering (gpointer data)
{
  GtkWidget *focus = attune_form_sample_get_focus (data);

  return focus != NULL && GTK_IS_TEXT (focus) &&
         gtk_widget_get_ancestor (focus, ATTUNE_TYPE_REASON_ROW) != NULL &&
         *gtk_editable_get_text (GTK_EDITABLE (focus)) == '\0';
}

static void
type_reason (AttuneFormSample *sample, const char *label)
{
  g_assert_true (attune_test_wait_until (is_entering, sample, 10));
  gtk_editable_set_text (GTK_EDITABLE (attune_form_sample_get_focus (sample)), label);
}

static void
assert_reasons (AttuneFormPage *page, guint option, const char *expected)
{
  const AttuneFormOption *of = &get_question (page)->options[option];
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < of->n_reasons; i++)
    g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", of->reasons[i].label,
                            attune_cause_to_string (of->reasons[i].cause));
  g_assert_cmpstr (text->str, ==, expected);
}

/* One reason after another by Return; their causes and places; each step can be undone. */
static void
check_reasons (AttuneFormSample *sample, AttuneQuestionType type)
{
  AttuneFormPage *page = open_question (sample, type);
  g_autoptr (AttuneForm) before = attune_form_ref (attune_form_page_get_form (page));
  GtkWidget *row = open_details (page, 0);
  GtkWidget *add = attune_sample_find_nth (attune_sample_find_nth (row, ATTUNE_TYPE_OPTION_DETAILS,
                                                                   0),
                                           GTK_TYPE_BUTTON, 0);

  /* The last button of the details: those before are inside menu buttons. */
  for (guint i = 1;
       attune_sample_find_nth (attune_sample_find_nth (row, ATTUNE_TYPE_OPTION_DETAILS, 0),
                               GTK_TYPE_BUTTON, i) != NULL;
       i++)
    add = attune_sample_find_nth (attune_sample_find_nth (row, ATTUNE_TYPE_OPTION_DETAILS, 0),
                                  GTK_TYPE_BUTTON, i);
  g_signal_emit_by_name (add, "clicked");
  type_reason (sample, "Hurry");
  g_signal_emit_by_name (attune_form_sample_get_focus (sample), "activate");
  type_reason (sample, "Outage");
  assert_reasons (page, 0, "Hurry:agent Outage:agent");

  gtk_widget_activate_action (attune_sample_find_nth (row, ATTUNE_TYPE_REASON_ROW, 1),
                              "reason.cause", "s", "system");
  assert_reasons (page, 0, "Hurry:agent Outage:system");
  gtk_widget_activate_action (attune_sample_find_nth (row, ATTUNE_TYPE_REASON_ROW, 1), "reason.up",
                              NULL);
  assert_reasons (page, 0, "Outage:system Hurry:agent");
  gtk_widget_activate_action (attune_sample_find_nth (row, ATTUNE_TYPE_REASON_ROW, 0), "reason.up",
                              NULL);
  assert_reasons (page, 0, "Outage:system Hurry:agent");
  gtk_widget_activate_action (attune_sample_find_nth (row, ATTUNE_TYPE_REASON_ROW, 1),
                              "reason.remove", NULL);
  attune_sample_settle (50);
  assert_reasons (page, 0, "Outage:system");
  g_assert_null (attune_sample_find_nth (row, ATTUNE_TYPE_REASON_ROW, 1));

  while (attune_form_history_can_undo (page->history) &&
         !attune_form_equal (before, attune_form_page_get_form (page)))
    attune_form_sample_act (sample, "form.undo");
  assert_reasons (page, 0, "");
  attune_sample_settle (50);
  g_assert_null (attune_sample_find_nth (row, ATTUNE_TYPE_REASON_ROW, 0));
}

/* Guidance, error, bonus and what it fails, of the option that is open alone. */
static void
check_details (AttuneFormSample *sample, AttuneQuestionType type)
{
  AttuneFormPage *page = open_question (sample, type);
  GtkWidget *row = open_details (page, 1);
  const AttuneFormOption *option;

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (
                              GTK_TEXT_VIEW (attune_sample_find_nth (row, GTK_TYPE_TEXT_VIEW, 0))),
                            "When it took long", -1);
  gtk_widget_activate_action (attune_sample_find_nth (row, ATTUNE_TYPE_OPTION_DETAILS, 0),
                              "option.error", NULL);
  gtk_widget_activate_action (attune_sample_find_nth (row, ATTUNE_TYPE_OPTION_DETAILS, 0),
                              "option.bonus", NULL);
  gtk_widget_activate_action (attune_sample_find_nth (row, ATTUNE_TYPE_OPTION_DETAILS, 0),
                              "option.fail", "s", "section");
  option = &get_question (page)->options[1];
  g_assert_cmpstr (option->guidance, ==, "When it took long");
  g_assert_true (option->is_error && option->is_bonus);
  g_assert_cmpint (option->fail, ==, ATTUNE_FAIL_SECTION);
  g_assert_cmpstr (get_question (page)->options[0].guidance, ==, "");
  g_assert_false (get_question (page)->options[0].is_error);

  /* Moved, it is another option in that place. */
  if (option->id != NULL)
    {
      gtk_widget_activate_action (row, "option.up", NULL);
      g_assert_cmpstr (get_question (page)->options[0].guidance, ==, "When it took long");
    }

  /* What another question has is closed again. */
  gtk_widget_activate_action (sample->page, "form.add-question", "s", "choice");
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  g_assert_null (attune_sample_find_nth (page->properties, ATTUNE_TYPE_OPTION_DETAILS, 0));
}

/* Spaces around what an answer is called are none of it, although they stay while one types on. */
static void
test_spaces (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_question (sample, ATTUNE_QUESTION_CHOICE);
  GtkWidget *row = attune_sample_find_nth (page->properties, ATTUNE_TYPE_OPTION_ROW, 0);
  GtkEditable *entry = GTK_EDITABLE (attune_sample_find_nth (row, GTK_TYPE_ENTRY, 0));

  attune_option_row_enter (ATTUNE_OPTION_ROW (row));
  gtk_editable_set_text (entry, "  Well ");
  attune_sample_settle (50);
  g_assert_cmpstr (get_question (page)->options[0].label, ==, "Well");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "  Well ");
  gtk_editable_set_text (entry, " ");
  attune_sample_settle (50);
  g_assert_cmpstr (get_question (page)->options[0].label, ==, "");
  gtk_window_set_focus (GTK_WINDOW (sample->window), NULL);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
}

/* An answer that is moved takes along what is open about it, and the keys; its neighbour stays closed. */
static void
check_moves (AttuneFormSample *sample, AttuneQuestionType type)
{
  AttuneFormPage *page = open_question (sample, type);
  guint last = get_question (page)->n_options - 1;
  GtkWidget *row = open_details (page, last);
  GtkWidget *details;

  attune_option_row_enter (ATTUNE_OPTION_ROW (row));
  gtk_widget_activate_action (row, "option.up", NULL);
  attune_sample_settle (50);
  g_assert_cmpstr (get_question (page)->options[last - 1].label, ==, "Most");
  g_assert_true (attune_sample_find_nth (page->properties, ATTUNE_TYPE_OPTION_ROW, last - 1) ==
                 row);
  details = attune_sample_find_nth (page->properties, ATTUNE_TYPE_OPTION_DETAILS, 0);
  g_assert_true (gtk_widget_is_ancestor (details, row));
  g_assert_null (attune_sample_find_nth (page->properties, ATTUNE_TYPE_OPTION_DETAILS, 1));
  g_assert_true (gtk_widget_is_ancestor (attune_form_sample_get_focus (sample), row));
  gtk_widget_activate_action (row, "option.down", NULL);
  gtk_widget_activate_action (row, "option.up", NULL);
  g_assert_true (attune_sample_find_nth (page->properties, ATTUNE_TYPE_OPTION_ROW, last - 1) ==
                 row);

  /* When it goes, the next one has the keys, and nothing open. */
  gtk_widget_activate_action (row, "option.remove", NULL);
  attune_sample_settle (50);
  g_assert_cmpuint (get_question (page)->n_options, ==, last);
  g_assert_null (attune_sample_find_nth (page->properties, ATTUNE_TYPE_OPTION_DETAILS, 0));
  g_assert_true (
    gtk_widget_is_ancestor (attune_form_sample_get_focus (sample),
                            attune_sample_find_nth (page->properties, ATTUNE_TYPE_OPTION_ROW,
                                                    last - 1)));
}

static void
test_moves (AttuneFormSample *sample, gconstpointer data)
{
  check_moves (sample, ATTUNE_QUESTION_CHOICE);
}

static void
test_moves_of_ranges (AttuneFormSample *sample, gconstpointer data)
{
  check_moves (sample, ATTUNE_QUESTION_NUMBER);
}

static void
test_reasons (AttuneFormSample *sample, gconstpointer data)
{
  check_reasons (sample, ATTUNE_QUESTION_CHOICE);
}

static void
test_reasons_of_ranges (AttuneFormSample *sample, gconstpointer data)
{
  check_reasons (sample, ATTUNE_QUESTION_NUMBER);
}

static void
test_details (AttuneFormSample *sample, gconstpointer data)
{
  check_details (sample, ATTUNE_QUESTION_CHOICE);
}

static void
test_details_of_ranges (AttuneFormSample *sample, gconstpointer data)
{
  check_details (sample, ATTUNE_QUESTION_NUMBER);
}

/* The line below which an answer fails, of a question and of a section: on, another, and off again without a trace. */
static void
test_fail_below (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_question (sample, ATTUNE_QUESTION_SCALE);
  AttuneForm *before = attune_form_page_get_form (page);
  const char *ids[] = { attune_form_get_question (before, 0)->id,
                        attune_form_get_section (before, 0)->id };
  g_autoptr (AttuneForm) kept = attune_form_ref (before);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      gtk_widget_activate_action (sample->page, "form.set", "(sssv)", ids[i], "", "has_fail_below",
                                  g_variant_new_boolean (TRUE));
      gtk_widget_activate_action (sample->page, "form.set", "(sssv)", ids[i], "", "fail_below",
                                  g_variant_new_int64 (30 * ATTUNE_DECIMAL_ONE));
      if (i == 0)
        {
          g_assert_true (get_question (page)->has_fail_below);
          g_assert_cmpint (get_question (page)->fail_below, ==, 30 * ATTUNE_DECIMAL_ONE);
        }
      else
        g_assert_true (
          attune_form_get_section (attune_form_page_get_form (page), 0)->has_fail_below);
      gtk_widget_activate_action (sample->page, "form.set", "(sssv)", ids[i], "", "has_fail_below",
                                  g_variant_new_boolean (FALSE));
      g_assert_true (attune_form_equal (kept, attune_form_page_get_form (page)));
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("answers/spaces", test_spaces, NULL);
  ATTUNE_ADD_FORM_TEST ("answers/reasons", test_reasons, NULL);
  ATTUNE_ADD_FORM_TEST ("answers/reasons-of-ranges", test_reasons_of_ranges, NULL);
  ATTUNE_ADD_FORM_TEST ("answers/details", test_details, NULL);
  ATTUNE_ADD_FORM_TEST ("answers/details-of-ranges", test_details_of_ranges, NULL);
  ATTUNE_ADD_FORM_TEST ("answers/moves", test_moves, NULL);
  ATTUNE_ADD_FORM_TEST ("answers/moves-of-ranges", test_moves_of_ranges, NULL);
  ATTUNE_ADD_FORM_TEST ("answers/fail-below", test_fail_below, NULL);
  return g_test_run ();
}
