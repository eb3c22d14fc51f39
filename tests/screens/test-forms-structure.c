/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-group.h"
#include "attune-form-row.h"
#include "attune-form-sample.h"
#include "attune-screens.h"
#include "attune-tab-stop.h"
#include "attune-test-support.h"

#include <string.h>

/* Sections and questions of the page's form by title, "Opening(Greeting Name) …", to be looked at when a test fails. */
static char *
list_titles (AttuneFormPage *page)
{
  AttuneForm *form = attune_form_page_get_form (page);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (form, i);

      g_string_append_printf (text, "%s%s(", i > 0 ? " " : "", section->title);
      for (guint j = 0; j < section->n_questions; j++)
        g_string_append_printf (
          text, "%s%s", j > 0 ? " " : "",
          attune_form_get_question (form, section->first_question + j)->title);
      g_string_append_c (text, ')');
    }
  return g_string_free (text, FALSE);
}

static void
assert_titles (AttuneFormPage *page, const char *expected)
{
  g_autofree char *titles = list_titles (page);

  g_assert_cmpstr (titles, ==, expected);
}

/* A form of short titles: A(1 2 3) B(4 5) C(). */
static AttuneForm *
create_small (AttuneForm *form)
{
  static const struct
  {
    const char *title;
    const char *questions;
  } rows[] = { { "A", "123" }, { "B", "45" }, { "C", "" } };
  AttuneForm *made = attune_form_new (attune_form_get_id (form), "Small", "");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *section = NULL;
      AttuneForm *next = attune_form_add_section (made, NULL, 99, rows[i].title, &section, NULL);

      attune_form_unref (made);
      made = next;
      for (const char *j = rows[i].questions; *j != '\0'; j++)
        {
          const char title[] = { *j, '\0' };

          next = attune_form_add_question (made, section, 99, ATTUNE_QUESTION_YES_NO, title, NULL,
                                           NULL);
          attune_form_unref (made);
          made = next;
        }
    }
  {
    AttuneForm *next = attune_form_remove (made, (AttuneFormPlace){ "section-1", NULL, NULL },
                                           NULL);

    attune_form_unref (made);
    return next;
  }
}

#define SMALL "A(1 2 3) B(4 5) C()"

static AttuneFormPage *
open_small (AttuneFormSample *sample)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  attune_form_page_take (page, create_small (attune_form_page_get_form (page)), NULL, NULL, NULL);
  assert_titles (page, SMALL);
  g_assert_true (attune_test_wait_until (attune_form_sample_has_form, page, 10));
  return page;
}

/* Selects rows as the lists do: A is row 0, 1 to 3 are themselves, B is 4. */
static void
select_rows (AttuneFormPage *page, const char *rows)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (page->selection);

  g_assert_true (attune_test_wait_until (attune_form_sample_has_form, page, 10));
  gtk_selection_model_unselect_all (selection);
  for (const char *i = rows; *i != '\0'; i++)
    gtk_selection_model_select_item (selection, (guint) (*i - '0'), FALSE);
}

/* Every command acts on all that is selected, as one step, which keeps what it acted on selected. */
static void
test_commands (AttuneFormSample *sample, gconstpointer data)
{
  static const struct
  {
    const char *rows;
    const char *command;
    const char *expected;
    guint n_selected;
  } rows[] = {
    { "12", "form.move-down", "A(3 1 2) B(4 5) C()", 2 },
    { "13", "form.move-up", "A(1 3 2) B(4 5) C()", 2 },
    { "56", "form.move-up", "A(1 2 3 4 5) B() C()", 2 },
    { "04", "form.move-down", "C() A(1 2 3) B(4 5)", 2 },
    { "12", "form.duplicate", "A(1 2 1 2 3) B(4 5) C()", 2 },
    { "04", "form.duplicate", "A(1 2 3) B(4 5) A(1 2 3) B(4 5) C()", 2 },
    { "135", "form.remove", "A(2) B(5) C()", 1 },
    { "01", "form.remove", "B(4 5) C()", 1 },
    { "135", "form.cut", "A(2) B(5) C()", 1 },
    { "0123", "form.copy", SMALL, 4 },
    { "7", "form.move-in", "A(1 2 3) B(4 5) C()", 1 },
  };
  AttuneFormPage *page = open_small (sample);
  g_autofree char *before = attune_form_to_json (attune_form_page_get_form (page), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AttuneForm) form = attune_form_ref (attune_form_page_get_form (page));
      g_autofree char *undone = NULL;

      select_rows (page, rows[i].rows);
      attune_form_sample_act (sample, rows[i].command);
      assert_titles (page, rows[i].expected);
      g_assert_cmpuint (g_strv_length ((GStrv) attune_form_page_get_selected (page)), ==,
                        rows[i].n_selected);
      if (attune_form_page_get_form (page) != form)
        attune_form_sample_act (sample, "form.undo");
      undone = attune_form_to_json (attune_form_page_get_form (page), NULL);
      g_assert_cmpstr (undone, ==, before);
    }
  g_assert_cmpuint (sample->n_told, ==, 0);
}

static gboolean
has_pasted (gpointer data)
{
  return attune_form_get_n_questions (attune_form_page_get_form (data)) > 5;
}

/* What is cut or copied can be pasted, in this form and in any other, with ids of its own. */
static void
test_paste (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_small (sample);
  AttuneForm *form;

  select_rows (page, "12");
  attune_form_sample_act (sample, "form.copy");
  select_rows (page, "5");
  attune_form_sample_act (sample, "form.paste");
  g_assert_true (attune_test_wait_until (has_pasted, page, 10));
  assert_titles (page, "A(1 2 3) B(4 1 2 5) C()");
  g_assert_cmpuint (g_strv_length ((GStrv) attune_form_page_get_selected (page)), ==, 2);
  form = attune_form_page_get_form (page);
  g_assert_cmpuint (attune_form_find_question (form, attune_form_page_get_selected (page)[0]), ==,
                    4);
  attune_form_sample_act (sample, "form.undo");

  select_rows (page, "04");
  attune_form_sample_act (sample, "form.copy");
  select_rows (page, "7");
  attune_form_sample_act (sample, "form.paste");
  g_assert_true (attune_test_wait_until (has_pasted, page, 10));
  assert_titles (page, "A(1 2 3) B(4 5) C() A(1 2 3) B(4 5)");
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
}

/* The row that has the keys is one of those that are selected. */
static gboolean
is_focus_selected (gpointer data)
{
  AttuneFormPage *page = data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (page)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  AttuneFormItem *item = row != NULL && ATTUNE_IS_FORM_ROW (row)
                           ? attune_form_row_get_item (ATTUNE_FORM_ROW (row))
                           : NULL;

  return page->arriving == 0 && item != NULL &&
         g_strv_contains (attune_form_page_get_selected (page), attune_form_item_get_id (item));
}

/* What commands act on is what is seen to have the keys, also after going back and forth. */
static void
test_follow (AttuneFormSample *sample, gconstpointer data)
{
  static const struct
  {
    const char *rows; /* selected before, NULL: what is */
    const char *command;
    const char *expected;
  } rows[] = {
    { "5", "form.duplicate", "A(1 2 3) B(4 4 5) C()" },
    { NULL, "form.move-up", "A(1 2 3) B(4 4 5) C()" },
    { "12", "form.move-down", "A(3 1 2) B(4 4 5) C()" },
    { "45", "form.cut", "A(3 1 2) C()" },
    { NULL, "form.undo", "A(3 1 2) B(4 4 5) C()" },
    { NULL, "form.undo", "A(1 2 3) B(4 4 5) C()" },
    { NULL, "form.redo", "A(3 1 2) B(4 4 5) C()" },
    { NULL, "form.undo", "A(1 2 3) B(4 4 5) C()" },
    { NULL, "form.undo", "A(1 2 3) B(4 4 5) C()" },
    { NULL, "form.undo", SMALL },
    { NULL, "form.remove", "A(1 2 3) B(5) C()" },
  };
  AttuneFormPage *page = open_small (sample);

  gtk_widget_grab_focus (gtk_widget_get_ancestor (GTK_WIDGET (page->list), ATTUNE_TYPE_TAB_STOP));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%u: %s", i, rows[i].command);
      if (rows[i].rows != NULL)
        select_rows (page, rows[i].rows);
      attune_form_sample_act (sample, rows[i].command);
      assert_titles (page, rows[i].expected);
      g_assert_true (attune_test_wait_until (is_focus_selected, page, 5));
    }

  /* Whoever types in the properties stays there. */
  attune_form_properties_settle (page->properties);
  attune_form_page_enter_side (page);
  attune_form_sample_act (sample, "form.undo");
  attune_sample_settle (200);
  g_assert_true (
    gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (sample->window)), page->properties_pane));
}

/* What is set for the first is set for all, as one step; and what differs says so. */
static void
test_set_all (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_small (sample);
  const char *const *selected;
  AttuneForm *form;

  select_rows (page, "135");
  selected = attune_form_page_get_selected (page);
  attune_form_properties_settle (page->properties);
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", selected[0], "", "weight",
                              g_variant_new_int64 (70000));
  form = attune_form_page_get_form (page);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (attune_form_get_question (form, i)->weight, ==,
                     i == 0 || i == 2 || i == 3 ? 70000 : ATTUNE_DECIMAL_ONE);
  g_assert_cmpuint (g_strv_length ((GStrv) attune_form_page_get_selected (page)), ==, 3);

  select_rows (page, "12");
  attune_form_properties_settle (page->properties);
  g_assert_true (gtk_widget_activate_action (sample->page, "form.unify", "s", "weight"));
  g_assert_cmpint (attune_form_get_question (attune_form_page_get_form (page), 1)->weight, ==,
                   70000);
  g_assert_true (gtk_widget_activate_action (sample->page, "form.unify", "s", "error_type"));
  attune_form_sample_act (sample, "form.undo");
  attune_form_sample_act (sample, "form.undo");
  attune_form_sample_act (sample, "form.undo");
  assert_titles (page, SMALL);
}

/* A condition that cannot come along is said. */
static void
test_lost_condition (AttuneFormSample *sample, gconstpointer data)
{
  static const char parts[] =
    "{\"format\":\"attune-form-parts\",\"version\":1,\"parts\":[{\"id\":\"x\",\"type\":\"text\","
    "\"title\":\"X\",\"show_if\":{\"question\":\"elsewhere\",\"answered\":true}}]}";
  AttuneFormPage *page = open_small (sample);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (sample->page), parts);
  select_rows (page, "3");
  attune_form_sample_act (sample, "form.paste");
  g_assert_true (attune_test_wait_until (has_pasted, page, 10));
  assert_titles (page, "A(1 2 3 X) B(4 5) C()");
  g_assert_cmpint (sample->n_told, ==, 1);
}

/* What the other way of scoring makes of a question is said. */
static void
test_rescaled (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_small (sample);
  const AttuneFormQuestion *pasted;

  select_rows (page, "12");
  attune_form_sample_act (sample, "form.copy");
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", "", "", "scoring/mode",
                              g_variant_new_string ("points"));
  select_rows (page, "5");
  attune_form_sample_act (sample, "form.paste");
  g_assert_true (attune_test_wait_until (has_pasted, page, 10));
  assert_titles (page, "A(1 2 3) B(4 1 2 5) C()");
  pasted = attune_form_get_question (attune_form_page_get_form (page), 4);
  g_assert_cmpint (pasted->options[0].score, ==, ATTUNE_DECIMAL_ONE);
  g_assert_cmpstr (sample->told, ==,
                   "2 questions were scored by percent: their answers now share out their weights "
                   "as points");

  attune_form_sample_act (sample, "form.copy");
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", "", "", "scoring/mode",
                              g_variant_new_string ("share"));
  select_rows (page, "1");
  attune_form_sample_act (sample, "form.paste");
  attune_sample_settle (200);
  assert_titles (page, "A(1 1 2 2 3) B(4 1 2 5) C()");
  pasted = attune_form_get_question (attune_form_page_get_form (page), 1);
  g_assert_cmpint (pasted->options[0].score, ==, 100 * ATTUNE_DECIMAL_ONE);
  g_assert_cmpstr (sample->told, ==,
                   "2 questions were scored by points: the most each gave is its weight now");
}

static gboolean
has_dialog (gpointer data)
{
  return attune_sample_has_dialog (data);
}

/* Text of somebody else becomes questions, once one has agreed. */
static void
test_foreign (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_small (sample);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (sample->page), "X\n\nY\n");
  select_rows (page, "7");
  attune_form_sample_act (sample, "form.paste");
  g_assert_true (attune_test_wait_until (has_dialog, sample->window, 10));
  assert_titles (page, SMALL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (attune_sample_find_dialog (sample->window)),
                               "add");
  g_assert_true (attune_test_wait_until (has_pasted, page, 10));
  assert_titles (page, "A(1 2 3) B(4 5) C(X Y)");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("commands", test_commands, NULL);
  ATTUNE_ADD_FORM_TEST ("paste", test_paste, NULL);
  ATTUNE_ADD_FORM_TEST ("follow", test_follow, NULL);
  ATTUNE_ADD_FORM_TEST ("set-all", test_set_all, NULL);
  ATTUNE_ADD_FORM_TEST ("lost-condition", test_lost_condition, NULL);
  ATTUNE_ADD_FORM_TEST ("rescaled", test_rescaled, NULL);
  ATTUNE_ADD_FORM_TEST ("foreign", test_foreign, NULL);
  return g_test_run ();
}
