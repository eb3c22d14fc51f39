/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-condition-editor.h"
#include "attune-condition-group.h"
#include "attune-condition-row.h"
#include "attune-form-edit.h"
#include "attune-form-names.h"
#include "attune-form-sample.h"
#include "attune-choice-popover.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <string.h>

static const AttuneFormQuestion *
get_question (AttuneFormPage *page, guint index)
{
  return attune_form_get_question (attune_form_page_get_form (page), index);
}

static void
assert_words (AttuneFormPage *page, guint question, const char *expected)
{
  const AttuneFormCondition *condition = get_question (page, question)->show_if;
  g_autofree char *words = condition != NULL
                             ? attune_form_condition_describe (attune_form_page_get_form (page),
                                                               condition)
                             : NULL;

  g_assert_cmpstr (words, ==, expected);
}

/* Four short questions in the first section; the fifth has the condition. */
static AttuneFormPage *
open_questions (AttuneFormSample *sample)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  AttuneForm *form = attune_form_new ("f", "F", "S");
  static const AttuneQuestionType types[] = { ATTUNE_QUESTION_YES_NO, ATTUNE_QUESTION_CHECKLIST,
                                              ATTUNE_QUESTION_NUMBER, ATTUNE_QUESTION_TEXT,
                                              ATTUNE_QUESTION_YES_NO };
  static const char *const titles[] = { "One", "Two", "Three", "Four", "Five" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      AttuneForm *larger = attune_form_add_question (form, attune_form_get_section (form, 0)->id, i,
                                                     types[i], titles[i], NULL, NULL);

      attune_form_unref (form);
      form = larger;
    }
  attune_form_page_take (page, form, NULL, NULL, NULL);
  attune_sample_settle (100);
  attune_form_page_select (page, get_question (page, 4)->id);
  attune_form_properties_settle (page->properties);
  attune_sample_settle (50);
  return page;
}

static gboolean
is_picking (gpointer data)
{
  GtkWidget *focus = attune_form_sample_get_focus (data);

  return focus != NULL && gtk_widget_get_ancestor (focus, ATTUNE_TYPE_CHOICE_POPOVER) != NULL;
}

static gboolean
is_picked (gpointer data)
{
  return !is_picking (data);
}

/* Has the condition of what is selected picked, until the questions are open. */
static void
begin (AttuneFormSample *sample)
{
  attune_form_sample_act (sample, "form.condition");
  g_assert_true (attune_test_wait_until (is_picking, sample, 10));
}

/* Types into the questions that are open, and takes the first that is found. */
static void
pick_question (AttuneFormSample *sample, const char *text)
{
  GtkWidget *focus = attune_form_sample_get_focus (sample);

  gtk_editable_set_text (GTK_EDITABLE (focus), text);
  g_signal_emit_by_name (gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY), "activate");
  g_assert_true (attune_test_wait_until (is_picked, sample, 10));
}

/* What the keys are on, pressed by Space. */
static void
press (AttuneFormSample *sample)
{
  gtk_widget_activate (attune_form_sample_get_focus (sample));
  attune_sample_settle (50);
}

/* A condition of two by keys alone: the place where the keys are is always the next to be picked. */
static void
test_pick (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_questions (sample);
  GtkWidget *editor;

  begin (sample);
  pick_question (sample, "one");
  assert_words (page, 4, NULL);
  g_assert_true (GTK_IS_CHECK_BUTTON (attune_form_sample_get_focus (sample)));
  press (sample);
  assert_words (page, 4, "“One” is Yes");

  begin (sample);
  pick_question (sample, "3");
  assert_words (page, 4, "“One” is Yes, and “Three” is answered");

  editor = attune_sample_find_nth (page->properties, ATTUNE_TYPE_CONDITION_EDITOR, 0);
  g_assert_nonnull (editor);
  gtk_widget_activate_action (attune_sample_find_nth (editor, ATTUNE_TYPE_CONDITION_ROW, 1),
                              "condition.test", "s", "not-na");
  gtk_widget_activate_action (attune_sample_find_nth (editor, ATTUNE_TYPE_CONDITION_GROUP, 0),
                              "group.joining", "s", "any");
  assert_words (page, 4, "“One” is Yes, or not (“Three” is N/A)");

  /* Undone step by step, and what is open follows. */
  attune_form_sample_act (sample, "form.undo");
  attune_form_sample_act (sample, "form.undo");
  attune_sample_settle (100);
  assert_words (page, 4, "“One” is Yes, and “Three” is answered");
  attune_form_sample_act (sample, "form.undo");
  attune_form_sample_act (sample, "form.undo");
  attune_sample_settle (100);
  assert_words (page, 4, NULL);
  g_assert_null (attune_sample_find_nth (editor, ATTUNE_TYPE_CONDITION_ROW, 0));
}

static void
set_condition (AttuneFormSample *sample, AttuneFormPage *page, const char *json)
{
  gtk_widget_activate_action (sample->page, "form.set-condition", "(ss)",
                              get_question (page, 4)->id, json);
  attune_sample_settle (50);
}

static GtkWidget *
open_editor (AttuneFormPage *page)
{
  GtkWidget *editor = attune_sample_find_nth (page->properties, ATTUNE_TYPE_CONDITION_EDITOR, 0);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                  attune_sample_find_nth (editor, GTK_TYPE_TOGGLE_BUTTON, 0)),
                                TRUE);
  attune_sample_settle (200);
  return editor;
}

/* However deep a document nests, all of it is shown, and what is not touched is kept. */
static void
test_deep (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_questions (sample);
  g_autofree char *json = g_strdup_printf (
    "{\"not\":{\"any\":[{\"all\":[{\"any\":[{\"all\":[{\"question\":\"%s\",\"is\":[\"yes\"]},"
    "{\"why\":\"law\",\"question\":\"%s\",\"answered\":true}]}]}]},{\"question\":\"%s\",\"na\":true}]}}",
    get_question (page, 0)->id, get_question (page, 2)->id, get_question (page, 3)->id);
  g_autoptr (AttuneForm) before = NULL;
  g_autofree char *after = NULL;
  GtkWidget *editor;

  set_condition (sample, page, json);
  before = attune_form_ref (attune_form_page_get_form (page));
  editor = open_editor (page);
  g_assert_nonnull (attune_sample_find_nth (editor, ATTUNE_TYPE_CONDITION_GROUP, 3));
  g_assert_null (attune_sample_find_nth (editor, ATTUNE_TYPE_CONDITION_GROUP, 4));
  g_assert_nonnull (attune_sample_find_nth (editor, ATTUNE_TYPE_CONDITION_ROW, 2));
  g_assert_true (attune_form_equal (before, attune_form_page_get_form (page)));

  g_signal_emit_by_name (attune_sample_find_nth (editor, ATTUNE_TYPE_CONDITION_ROW, 0), "removed");
  attune_sample_settle (50);
  assert_words (page, 4, "not (“Three” is answered, or “Four” is N/A)");
  after = attune_form_to_json (attune_form_page_get_form (page), NULL);
  g_assert_nonnull (strstr (after, "\"why\": \"law\""));

  /* A group goes with its last part. */
  g_signal_emit_by_name (attune_sample_find_nth (editor, ATTUNE_TYPE_CONDITION_ROW, 0), "removed");
  attune_sample_settle (50);
  assert_words (page, 4, "not (“Four” is N/A)");
  g_assert_null (attune_sample_find_nth (editor, ATTUNE_TYPE_CONDITION_GROUP, 1));
  g_signal_emit_by_name (attune_sample_find_nth (editor, ATTUNE_TYPE_CONDITION_ROW, 0), "removed");
  attune_sample_settle (50);
  assert_words (page, 4, NULL);
}

/* Nothing is offered that cannot be: no later question, not itself, no answers of a text. */
static void
test_offered (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_questions (sample);
  GListModel *found;
  GtkWidget *list;

  attune_form_page_select (page, get_question (page, 2)->id);
  begin (sample);
  list = attune_sample_find_nth (gtk_widget_get_ancestor (attune_form_sample_get_focus (sample),
                                                          ATTUNE_TYPE_CHOICE_POPOVER),
                                 GTK_TYPE_LIST_VIEW, 0);
  found = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 2);

  /* Before the first there is nothing to depend on, which is said. */
  attune_form_page_select (page, get_question (page, 0)->id);
  attune_form_sample_act (sample, "form.condition");
  attune_sample_settle (100);
  g_assert_null (attune_sample_find_nth (page->properties, ATTUNE_TYPE_CONDITION_ROW, 0));
}

/* What cannot be done says why, by the titles that people know. */
static void
test_refused (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_questions (sample);
  g_autofree char *first = g_strdup (get_question (page, 0)->id);
  g_autofree char *json = g_strdup_printf ("{\"question\":\"%s\",\"answered\":true}", first);
  const char *const both[] = { first, get_question (page, 1)->id, NULL };

  gtk_widget_activate_action (sample->page, "form.set-condition", "(ss)",
                              get_question (page, 4)->id, json);
  attune_form_page_select (page, first);
  attune_form_sample_act (sample, "form.remove");
  g_assert_nonnull (get_question (page, 4)->show_if);
  g_assert_cmpstr (sample->told, ==,
                   "“Five” is shown by an answer to “One”, which would be gone. Change that "
                   "condition first");

  attune_form_page_select_all (page, both);
  attune_form_sample_act (sample, "form.condition");
  g_assert_cmpstr (sample->told, ==, "A condition is set for one part at a time: select only one");
}

static void
test_section (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_questions (sample);
  const AttuneFormSection *section;

  attune_form_sample_act (sample, "form.add-section");
  attune_sample_settle (200);
  begin (sample);
  pick_question (sample, "two");
  press (sample);
  section = attune_form_get_section (attune_form_page_get_form (page), 1);
  g_assert_nonnull (section->show_if);
  g_assert_cmpint (section->show_if->kind, ==, ATTUNE_CONDITION_IS);
  g_assert_cmpuint (section->show_if->question, ==, 1);
}

static AttuneForm *
create_large (void)
{
  g_autoptr (GString)
    text = g_string_new ("{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":"
                         "\"S\",\"questions\":[");

  for (guint i = 0; i < ATTUNE_FORM_MAX_QUESTIONS; i++)
    g_string_append_printf (text, "%s{\"id\":\"q%u\",\"type\":\"yes_no\",\"title\":\"Q%u\"}",
                            i > 0 ? "," : "", i, i);
  g_string_append (text, "]}]}");
  return attune_form_from_json (text->str, -1, NULL);
}

/* A condition on the last of 500 questions: typing there never holds the main loop for long. */
static void
test_large (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_questions (sample);
  AttuneForm *form = create_large ();
  gint64 longest = 0;

  attune_form_page_take (page, form, NULL, NULL, NULL);
  g_assert_true (attune_test_wait_until (attune_form_sample_has_form, page, 20));
  attune_form_page_select (page, get_question (page, 499)->id);
  begin (sample);
  pick_question (sample, "498");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %u", i);
      gint64 start = attune_test_get_work ();

      gtk_widget_activate_action (sample->page, "form.set", "(sssv)", get_question (page, 499)->id,
                                  "", "title", g_variant_new_string (title));
      longest = MAX (longest, attune_test_get_work () - start);
      attune_sample_settle (30);
    }
  g_test_message ("a letter beside a condition in 500 questions: %.1f ms", (double) longest / 1000);
  g_assert_cmpint (longest, <, 16 * ATTUNE_TEST_SLOWNESS * G_TIME_SPAN_MILLISECOND);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("conditions/pick", test_pick, NULL);
  ATTUNE_ADD_FORM_TEST ("conditions/deep", test_deep, NULL);
  ATTUNE_ADD_FORM_TEST ("conditions/offered", test_offered, NULL);
  ATTUNE_ADD_FORM_TEST ("conditions/refused", test_refused, NULL);
  ATTUNE_ADD_FORM_TEST ("conditions/section", test_section, NULL);
  ATTUNE_ADD_FORM_TEST ("conditions/large", test_large, NULL);
  return g_test_run ();
}
