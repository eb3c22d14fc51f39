/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-choice-item.h"
#include "attune-choice-popover.h"
#include "attune-choice-row.h"
#include "attune-form-edit.h"
#include "attune-form-sample.h"
#include "attune-form-scale.h"
#include "attune-scale-choices.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <string.h>

static AttuneForm *
get_form (AttuneFormPage *page)
{
  return attune_form_page_get_form (page);
}

static const AttuneFormQuestion *
get_question (AttuneFormPage *page, guint index)
{
  return attune_form_get_question (get_form (page), index);
}

/* Shows the form with its first questions selected. */
static AttuneFormPage *
open_with (AttuneFormSample *sample, guint n_selected)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) selected = NULL;

  for (guint i = 0; i < n_selected; i++)
    g_strv_builder_add (ids, get_question (page, i)->id);
  selected = g_strv_builder_end (ids);
  attune_form_page_select_all (page, (const char *const *) selected);
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  return page;
}

static gboolean
is_choosing (gpointer data)
{
  GtkWidget *focus = attune_form_sample_get_focus (data);

  return focus != NULL && gtk_widget_get_ancestor (focus, ATTUNE_TYPE_CHOICE_POPOVER) != NULL;
}

static gboolean
is_done (gpointer data)
{
  return !is_choosing (data);
}

/* By the menu, then by typing, and the first that is found. */
static void
choose (AttuneFormSample *sample, const char *text)
{
  GtkWidget *focus;

  attune_form_sample_act (sample, "form.choose-answers");
  g_assert_true (attune_test_wait_until (is_choosing, sample, 10));
  focus = attune_form_sample_get_focus (sample);
  gtk_editable_set_text (GTK_EDITABLE (focus), text);
  g_signal_emit_by_name (gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY), "activate");
  g_assert_true (attune_test_wait_until (is_done, sample, 10));
}

static void
told_cb (AttuneContext *context, const char *heading, const char *body, gpointer data)
{
  char **text = data;

  g_free (*text);
  *text = g_strdup (heading);
}

/* One question takes a ready scale, then the answers of the second: each a step, the kind said. */
static void
test_one (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_with (sample, 1);
  g_autoptr (AttuneForm) before = attune_form_ref (get_form (page));
  g_autoptr (AttuneForm) scaled = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (get_question (page, 0)->type, ==, ATTUNE_QUESTION_YES_NO);
  g_signal_connect (sample->context, "told", G_CALLBACK (told_cb), &text);
  choose (sample, "1 to 5");
  g_assert_cmpint (get_question (page, 0)->type, ==, ATTUNE_QUESTION_SCALE);
  g_assert_cmpuint (get_question (page, 0)->n_options, ==, 5);
  g_assert_cmpstr (text, ==, "The kind of answer is now: Scale.");
  g_assert_true (
    gtk_widget_is_ancestor (attune_form_sample_get_focus (sample), GTK_WIDGET (page->properties)));
  scaled = attune_form_ref (get_form (page));

  choose (sample, "1 to 5");
  g_assert_true (get_form (page) == scaled);
  g_assert_cmpstr (text, ==, "These answers are there already");

  choose (sample, get_question (page, 1)->title);
  g_assert_cmpint (get_question (page, 0)->type, ==, get_question (page, 1)->type);
  g_assert_cmpuint (get_question (page, 0)->n_options, ==, get_question (page, 1)->n_options);
  attune_form_sample_act (sample, "form.undo");
  g_assert_true (attune_form_equal (get_form (page), scaled));
  attune_form_sample_act (sample, "form.undo");
  g_assert_true (attune_form_equal (get_form (page), before));
  g_signal_handlers_disconnect_by_data (sample->context, &text);
}

/* All that are selected at once, as one step; they stay selected. */
static void
test_several (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_with (sample, 3);
  g_autoptr (AttuneForm) before = attune_form_ref (get_form (page));

  choose (sample, "partly");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *answers = attune_form_question_describe_answers (get_question (page, i));

      g_assert_cmpstr (answers, ==, "Yes, Partly, No");
    }
  g_assert_cmpuint (g_strv_length ((GStrv) attune_form_page_get_selected (page)), ==, 3);
  g_assert_cmpuint (get_question (page, 3)->n_options, ==,
                    attune_form_get_question (before, 3)->n_options);
  attune_form_sample_act (sample, "form.undo");
  g_assert_true (attune_form_equal (get_form (page), before));
}

static gboolean
is_editing (gpointer data)
{
  AttuneFormPage *page = data;

  return page->published != NULL && attune_form_page_can_edit (page);
}

/* Where a revision is out, the end of a trend is said. */
static void
test_trend (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  const char *selected[] = { NULL, NULL };
  g_autofree char *text = NULL;

  attune_form_sample_act (sample, "form.edit");
  g_assert_true (attune_test_wait_until (is_editing, page, 10));
  selected[0] = get_question (page, 0)->id;
  attune_form_page_select_all (page, selected);
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  g_signal_connect (sample->context, "told", G_CALLBACK (told_cb), &text);
  choose (sample, "0 to 10");
  g_assert_cmpstr (text, ==,
                   "The kind of answer is now: Scale. The trend of 1 question begins anew.");
  choose (sample, "1 to 4");
  g_assert_cmpstr (text, !=, "These answers are there already");
  g_signal_handlers_disconnect_by_data (sample->context, &text);
}

/* An answer that a condition names does not go, and that is said. */
static void
test_refused (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_with (sample, 1);
  g_autofree char *condition = g_strdup_printf ("{\"question\":\"%s\",\"is\":[\"%s\"]}",
                                                get_question (page, 0)->id,
                                                get_question (page, 0)->options[0].id);
  AttuneFormPlace place = { get_question (page, 1)->id, NULL, NULL };
  g_autofree char *first = g_strdup (get_question (page, 0)->id);
  AttuneForm *form = attune_form_set_json (get_form (page), place, "show_if", condition, NULL);
  g_autofree char *text = NULL;
  int n_told;

  g_assert_true (attune_form_page_take (page, form, first, NULL, NULL));
  g_signal_connect (sample->context, "told", G_CALLBACK (told_cb), &text);
  n_told = sample->n_told;
  gtk_widget_activate_action (sample->page, "form.use-answers", "s", "nobody");
  g_assert_nonnull (strstr (text, "nobody"));
  form = attune_form_set_string (get_form (page), (AttuneFormPlace){ first, "yes", NULL }, "label",
                                 "Aye", NULL);
  g_assert_true (attune_form_page_take (page, form, first, NULL, NULL));
  form = attune_form_set_decimal (get_form (page), (AttuneFormPlace){ first, "yes", NULL }, "score",
                                  ATTUNE_DECIMAL_ONE, NULL);
  g_assert_true (attune_form_page_take (page, form, first, NULL, NULL));
  gtk_widget_activate_action (sample->page, "form.use-scale", "s", "one_to_five");
  g_assert_nonnull (strstr (text, "that would be gone"));
  g_assert_true (get_form (page) == form);
  g_assert_cmpint (sample->n_told, ==, n_told + 2);
  g_signal_handlers_disconnect_by_data (sample->context, &text);
}

/* With a section among them, or nothing, there is nothing to choose for; that is said. */
static void
test_none (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_with (sample, 2);
  const char *mixed[] = { attune_form_get_section (get_form (page), 0)->id,
                          get_question (page, 0)->id, NULL };
  g_autoptr (AttuneForm) before = attune_form_ref (get_form (page));

  g_assert_nonnull (attune_sample_find_nth (page->properties, ATTUNE_TYPE_CHOICE_ROW, 0));
  attune_form_page_select_all (page, mixed);
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  g_assert_null (attune_sample_find_nth (page->properties, ATTUNE_TYPE_CHOICE_ROW, 0));
  attune_form_sample_act (sample, "form.choose-answers");
  g_assert_cmpint (sample->n_told, ==, 1);
  gtk_widget_activate_action (sample->page, "form.use-scale", "s", "one_to_five");
  g_assert_true (get_form (page) == before);
}

static guint
count_choices (AttuneForm *form, const char *first, const char *second)
{
  const char *const questions[] = { first, second, NULL };
  g_autoptr (GListModel) choices = attune_scale_choices_new (form, questions);
  g_autoptr (AttuneChoiceItem) item = g_list_model_get_item (choices, 0);

  g_assert_cmpstr (attune_choice_item_get_id (item), ==, "scale/yes_no");
  return g_list_model_get_n_items (choices);
}

static void
test_choices (void)
{
  g_autoptr (AttuneForm) form = attune_form_new ("f", "F", "S");
  g_autoptr (AttuneForm) one = NULL;
  g_autoptr (AttuneForm) two = NULL;
  const char *section = attune_form_get_section (form, 0)->id;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  one = attune_form_add_question (form, section, 0, ATTUNE_QUESTION_SCALE, "A", &first, NULL);
  two = attune_form_add_question (one, section, 1, ATTUNE_QUESTION_TEXT, "B", &second, NULL);
  g_assert_cmpuint (count_choices (form, NULL, NULL), ==, ATTUNE_N_READY_SCALES);
  g_assert_cmpuint (count_choices (two, first, NULL), ==, ATTUNE_N_READY_SCALES);
  g_assert_cmpuint (count_choices (two, second, NULL), ==, ATTUNE_N_READY_SCALES + 1);
  g_assert_cmpuint (count_choices (two, first, second), ==, ATTUNE_N_READY_SCALES + 1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("scales/one", test_one, NULL);
  ATTUNE_ADD_FORM_TEST ("scales/several", test_several, NULL);
  ATTUNE_ADD_FORM_TEST ("scales/trend", test_trend, "published");
  ATTUNE_ADD_FORM_TEST ("scales/refused", test_refused, NULL);
  ATTUNE_ADD_FORM_TEST ("scales/none", test_none, NULL);
  g_test_add_func ("/screens/forms-page/scales/choices", test_choices);
  return g_test_run ();
}
