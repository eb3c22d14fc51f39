/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-edit.h"
#include "attune-form-sample.h"
#include "attune-forms-page.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <string.h>

/* Every command changes the form, undo brings the same bytes back, and what is shown is what is stored. */
static void
test_edit (AttuneFormSample *sample, gconstpointer data)
{
  static const char *const commands[] = {
    "form.duplicate",   "form.move-down",      "form.move-up",
    "form.add-section", "form.add-subsection", "form.remove"
  };
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autofree char *before = attune_form_to_json (attune_form_page_get_form (page), NULL);
  const char *first = attune_form_get_question (attune_form_page_get_form (page), 0)->id;
  g_autofree char *id = g_strdup (first);

  g_assert_true (attune_form_page_can_edit (page));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *changed = NULL;
      g_autofree char *undone = NULL;

      attune_form_page_select (page, id);
      attune_form_sample_act (sample, commands[i]);
      changed = attune_form_to_json (attune_form_page_get_form (page), NULL);
      if (g_str_equal (commands[i], "form.move-up"))
        g_assert_cmpstr (changed, ==, before);
      else
        {
          g_assert_cmpstr (changed, !=, before);
          attune_form_sample_act (sample, "form.undo");
        }
      undone = attune_form_to_json (attune_form_page_get_form (page), NULL);
      g_assert_cmpstr (undone, ==, before);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (page->items)), ==,
                        attune_form_get_n_sections (attune_form_page_get_form (page)) +
                          attune_form_get_n_questions (attune_form_page_get_form (page)));
    }
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
}

static void
test_add (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  guint n = attune_form_get_n_questions (attune_form_page_get_form (page));
  g_autoptr (AttuneForm) draft = NULL;
  const char *id;

  for (guint i = 0; i <= ATTUNE_QUESTION_DATE; i++)
    g_assert_true (
      gtk_widget_activate_action (sample->page, "form.add-question", "s",
                                  attune_question_type_to_string ((AttuneQuestionType) i)));
  g_assert_cmpuint (attune_form_get_n_questions (attune_form_page_get_form (page)), ==, n + 7);

  id = attune_form_history_get_selection (page->history);
  g_assert_true (gtk_widget_activate_action (sample->page, "form.set-title", "(ss)", id, "Neu"));
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
  draft = attune_form_sample_read_draft (sample);
  g_assert_true (attune_form_equal (draft, attune_form_page_get_form (page)));
  g_assert_cmpstr (attune_form_get_question (draft, attune_form_find_question (draft, id))->title,
                   ==, "Neu");
}

/* What is found says where: a chip is seen before it is pressed. */
static void
test_findings (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autofree char *findings = NULL;
  const char *id;
  GtkWidget *chip;

  gtk_widget_activate_action (sample->page, "form.add-question", "s", "number");
  id = attune_form_history_get_selection (page->history);
  gtk_widget_activate_action (sample->page, "form.set-title", "(ss)", id,
                              "Seconds on hold in the whole of the call");
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", id, "", "ranges",
                              g_variant_new_string ("[]"));
  attune_sample_settle (400);
  findings = attune_form_page_list_findings (page);
  g_assert_nonnull (
    strstr (findings, "“Seconds on hold in the whole of the call”: without ranges"));
  chip = gtk_widget_get_first_child (GTK_WIDGET (page->chips));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip)))), ==,
                   "“Seconds on hold in th…”: without ranges, the number is kept but not scored");
}

static void
test_set (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  const AttuneFormQuestion *question = attune_form_get_question (attune_form_page_get_form (page),
                                                                 0);
  g_autofree char *id = g_strdup (question->id);
  g_autofree char *option = g_strdup (question->options[0].id);

  attune_form_page_select (page, id);
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", id, "", "weight",
                              g_variant_new_int64 (70000));
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", id, option, "label",
                              g_variant_new_string ("Sure"));
  question = attune_form_get_question (attune_form_page_get_form (page), 0);
  g_assert_cmpint (question->weight, ==, 70000);
  g_assert_cmpstr (question->options[0].label, ==, "Sure");

  /* What would make a faulty form is refused, said, and changes nothing. */
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", id, "", "weight",
                              g_variant_new_int64 (-70000));
  g_assert_cmpint (sample->n_told, ==, 1);
  g_assert_cmpint (attune_form_get_question (attune_form_page_get_form (page), 0)->weight, ==,
                   70000);
}

/* The form as a whole is a key away from its parts, its title under the keys. */
static void
test_about (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  GtkWidget *focus;

  attune_form_page_select (page,
                           attune_form_get_question (attune_form_page_get_form (page), 0)->id);
  attune_form_sample_act (sample, "form.about");
  g_assert_null (attune_form_history_get_selection (page->history));
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  focus = gtk_root_get_focus (GTK_ROOT (sample->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (page->properties)));
  g_assert_true (GTK_IS_TEXT (focus));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (focus)), ==,
                   attune_form_get_title (attune_form_page_get_form (page)));
}

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

static void
set_weigh_by (AttuneFormSample *sample, const char *weigh_by)
{
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", "", "", "scoring/weigh_by",
                              g_variant_new_string (weigh_by));
}

static gboolean
is_checked (gpointer data)
{
  return attune_form_page_get_lint (data) != NULL;
}

static GtkWidget *
get_focus (AttuneFormSample *sample)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (sample->window));

  g_assert_nonnull (focus);
  return focus;
}

/* Typing in a title begins with the one that is there: nothing to undo, and Return keeps it. */
static void
test_edit_title (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autofree char *id = g_strdup (
    attune_form_get_question (attune_form_page_get_form (page), 0)->id);
  g_autofree char *title = g_strdup (
    attune_form_get_question (attune_form_page_get_form (page), 0)->title);

  attune_sample_settle (100);
  attune_form_page_select (page, id);
  attune_form_sample_act (sample, "form.edit-title");
  attune_sample_settle (100);
  g_assert_true (GTK_IS_TEXT (get_focus (sample)));
  g_assert_true (gtk_widget_is_ancestor (get_focus (sample), GTK_WIDGET (page->list)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_focus (sample))), ==, title);
  gtk_widget_activate_action (get_focus (sample), "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_focus (sample))), ==, title);
  g_signal_emit_by_name (get_focus (sample), "activate");
  g_assert_false (GTK_IS_TEXT (get_focus (sample)));
  g_assert_cmpstr (attune_form_get_question (attune_form_page_get_form (page), 0)->title, ==,
                   title);
}

/* A form that is opened has its first part selected, which is what the keys are on. */
static void
test_open (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  attune_form_sample_set_title (sample, "No longer new");
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
  attune_form_page_load (page);
  attune_sample_settle (200);
  g_assert_true (gtk_widget_is_ancestor (get_focus (sample), GTK_WIDGET (page->list)));
  g_assert_cmpstr (attune_form_history_get_selection (page->history), ==,
                   attune_form_get_section (attune_form_page_get_form (page), 0)->id);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (page->selection), 0));
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

/* The cursor stands in the answer that was added, and Return leads from answer to answer, and behind the last to another. */
static void
test_add_option (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  const AttuneFormQuestion *question;
  g_autofree char *id = NULL;
  GtkWidget *focus;

  g_assert_true (gtk_widget_activate_action (sample->page, "form.add-question", "s", "choice"));
  attune_sample_settle (100);
  id = g_strdup (attune_form_history_get_selection (page->history));
  g_assert_true (gtk_widget_activate_action (sample->page, "form.add-option", "s", id));
  attune_form_properties_settle (page->properties);
  focus = get_focus (sample);
  g_assert_true (GTK_IS_TEXT (focus));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (page->properties)));
  gtk_editable_set_text (GTK_EDITABLE (focus), "Third");
  question = attune_form_get_question (attune_form_page_get_form (page),
                                       attune_form_find_question (attune_form_page_get_form (page),
                                                                  id));
  g_assert_cmpuint (question->n_options, ==, 3);
  g_assert_cmpstr (question->options[2].label, ==, "Third");
  g_signal_emit_by_name (focus, "activate");
  type (sample, "Fourth");
  question = attune_form_get_question (attune_form_page_get_form (page),
                                       attune_form_find_question (attune_form_page_get_form (page),
                                                                  id));
  g_assert_cmpuint (question->n_options, ==, 4);
  g_assert_cmpstr (question->options[2].label, ==, "Third");
  g_assert_cmpstr (question->options[3].label, ==, "Fourth");
  g_signal_emit_by_name (get_focus (sample), "activate");
  g_signal_emit_by_name (get_focus (sample), "activate");
  g_assert_true (GTK_IS_BUTTON (get_focus (sample)));
  question = attune_form_get_question (attune_form_page_get_form (page),
                                       attune_form_find_question (attune_form_page_get_form (page),
                                                                  id));
  g_assert_cmpuint (question->n_options, ==, 5);
}

/* The weight of a section is to be set where it means something, and says what it comes to. */
static void
test_section_weight (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  GtkWidget *weight;

  set_weigh_by (sample, "question");
  attune_form_page_select (page, attune_form_get_section (attune_form_page_get_form (page), 0)->id);
  attune_form_properties_settle (page->properties);
  g_assert_nonnull (find_named (GTK_WIDGET (page->properties), "na_allowed"));
  g_assert_null (find_named (GTK_WIDGET (page->properties), "weight"));
  set_weigh_by (sample, "section");
  g_assert_true (attune_test_wait_until (is_checked, page, 10));
  weight = find_named (GTK_WIDGET (page->properties), "weight");
  g_assert_nonnull (weight);
  weight = gtk_widget_get_ancestor (weight, ADW_TYPE_ACTION_ROW);
  g_assert_true (
    g_str_has_suffix (adw_action_row_get_subtitle (ADW_ACTION_ROW (weight)), " % of the form"));
}

static gboolean
has_published (gpointer data)
{
  AttuneFormPage *page = data;

  return page->published != NULL && attune_form_page_get_lint (page) != NULL;
}

static gboolean
has_dialog (gpointer window)
{
  return attune_sample_has_dialog (window);
}

/* As a button inside the page shows it. */
static gboolean
is_enabled (AttuneFormSample *sample, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean is_sensitive;

  gtk_widget_set_parent (button, sample->page);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  is_sensitive = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return is_sensitive;
}

/* Before it is published it is said whose series begin anew. */
static void
test_publish_breaks (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  const AttuneFormQuestion *question;
  GtkWindow *dialog;
  const char *body;

  g_assert_false (is_enabled (sample, "form.condition"));
  g_assert_false (is_enabled (sample, "form.choose-answers"));
  attune_form_sample_act (sample, "form.edit");
  g_assert_true (attune_test_wait_until (attune_form_sample_can_edit, page, 10));
  question = attune_form_get_question (attune_form_page_get_form (page), 0);
  g_assert_cmpint (question->type, !=, ATTUNE_QUESTION_TEXT);
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", question->id, "", "type",
                              g_variant_new_string ("text"));
  g_assert_true (attune_test_wait_until (has_published, page, 10));
  g_assert_true (is_enabled (sample, "form.condition"));
  attune_form_sample_act (sample, "form.publish");
  g_assert_true (attune_test_wait_until (has_dialog, sample->window, 10));
  dialog = attune_sample_find_dialog (sample->window);
  body = adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog));
  g_assert_nonnull (strstr (body, "The series of 1 question begins anew"));
  question = attune_form_get_question (attune_form_page_get_form (page), 0);
  g_assert_nonnull (strstr (body, question->title));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  attune_sample_settle (100);
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

/* The largest form is shown by and by, and typing in it holds the main loop for a moment only. */
static void
test_large (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  gint64 longest = 0;

  attune_form_page_take (page, create_large (page), NULL, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (page->items)), <, 100);
  g_assert_true (attune_test_wait_until (attune_form_sample_has_form, page, 20));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (page->items)), >, 500);
  attune_sample_settle (200);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %u", i);
      gint64 start = attune_test_get_work ();

      gtk_widget_activate_action (sample->page, "form.set", "(sssv)", "", "", "title",
                                  g_variant_new_string (title));
      longest = MAX (longest, attune_test_get_work () - start);
      attune_sample_settle (30);
    }
  g_test_message ("a letter in 500 questions: %.1f ms", (double) longest / 1000);
  g_assert_cmpint (longest, <, 16 * ATTUNE_TEST_SLOWNESS * G_TIME_SPAN_MILLISECOND);
}

static gboolean
has_opened (gpointer data)
{
  return ((AttuneFormSample *) data)->opened != 0;
}

static void
test_list (AttuneFormSample *sample, gconstpointer data)
{
  attune_form_sample_show (sample, attune_forms_page_new (sample->context, 0));
  attune_sample_settle (100);
  g_assert_true (attune_page_search (ATTUNE_PAGE (sample->page)));
  g_assert_true (gtk_widget_activate_action (sample->page, "forms.new", "s", "chats"));
  g_assert_true (attune_test_wait_until (has_opened, sample, 10));
  g_assert_cmpint (sample->opened, !=, sample->form);
  sample->opened = 0;
  attune_sample_settle (100);
  g_assert_true (gtk_widget_activate_action (sample->page, "forms.new", "s", "chats"));
  g_assert_true (attune_test_wait_until (has_opened, sample, 10));
}

static gboolean
is_at_row (gpointer data)
{
  return GTK_IS_LIST_BOX_ROW (attune_form_sample_get_focus (data));
}

/* Return opens the first that is found; the keys are on it when one comes back. */
static void
test_find (AttuneFormSample *sample, gconstpointer data)
{
  GtkWidget *list;
  GtkWidget *search;

  attune_form_sample_show (sample, attune_forms_page_new (sample->context, 0));
  g_assert_true (gtk_widget_activate_action (sample->page, "forms.new", "s", "chats"));
  g_assert_true (attune_test_wait_until (has_opened, sample, 10));
  g_assert_true (attune_test_wait_until (is_at_row, sample, 10));
  list = attune_sample_find_child (sample->page, GTK_TYPE_LIST_BOX);
  g_assert_true (attune_form_sample_get_focus (sample) ==
                 GTK_WIDGET (gtk_list_box_get_selected_row (GTK_LIST_BOX (list))));

  sample->opened = 0;
  g_assert_true (attune_page_search (ATTUNE_PAGE (sample->page)));
  search = attune_sample_find_child (sample->page, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "calls");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpint (sample->opened, ==, sample->form);
  attune_page_refresh (ATTUNE_PAGE (sample->page));
  g_assert_true (attune_test_wait_until (is_at_row, sample, 10));

  sample->opened = 0;
  gtk_editable_set_text (GTK_EDITABLE (search), "nothing of that name");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpint (sample->opened, ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("edit", test_edit, NULL);
  ATTUNE_ADD_FORM_TEST ("add", test_add, NULL);
  ATTUNE_ADD_FORM_TEST ("set", test_set, NULL);
  ATTUNE_ADD_FORM_TEST ("findings", test_findings, NULL);
  ATTUNE_ADD_FORM_TEST ("about", test_about, NULL);
  ATTUNE_ADD_FORM_TEST ("edit-title", test_edit_title, NULL);
  ATTUNE_ADD_FORM_TEST ("open", test_open, NULL);
  ATTUNE_ADD_FORM_TEST ("add-option", test_add_option, NULL);
  ATTUNE_ADD_FORM_TEST ("section-weight", test_section_weight, NULL);
  ATTUNE_ADD_FORM_TEST ("publish-breaks", test_publish_breaks, "published");
  ATTUNE_ADD_FORM_TEST ("large", test_large, NULL);
  ATTUNE_ADD_FORM_TEST ("list", test_list, NULL);
  ATTUNE_ADD_FORM_TEST ("find", test_find, NULL);
  return g_test_run ();
}
