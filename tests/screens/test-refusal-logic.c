/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-words.h"
#include "attune-sheet.h"

static const char document[] =
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"F\",\"sections\":["
  "{\"id\":\"a\",\"title\":\"A\",\"na_allowed\":true,\"questions\":["
  "{\"id\":\"q1\",\"type\":\"yes_no\",\"title\":\"One\"},"
  "{\"id\":\"q2\",\"type\":\"number\",\"title\":\"Two\",\"na_allowed\":true,\"required\":false},"
  "{\"id\":\"q3\",\"type\":\"date\",\"title\":\"Three\",\"show_if\":{\"question\":\"q1\","
  "\"is\":[\"no\"]}}]}]}";

static AttuneSheet *
new_sheet (gboolean can_edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, &error);
  g_autoptr (AttuneAnswers) answers = NULL;

  g_assert_no_error (error);
  answers = attune_answers_new (form);
  return attune_sheet_new (answers, can_edit);
}

/* Takes over `answers`. */
static void
edit (AttuneSheet *sheet, AttuneAnswers *answers)
{
  g_autoptr (AttuneAnswers) owned = answers;

  attune_sheet_edit (sheet, owned);
}

static void
type_number (AttuneSheet *sheet, int number)
{
  edit (sheet, attune_answers_with_number (attune_sheet_get_answers (sheet), 1,
                                           number * ATTUNE_DECIMAL_ONE, NULL));
}

static const char *
get_refused (AttuneSheet *sheet, guint question)
{
  AttuneQuestionView view;

  attune_question_view_init (&view, attune_sheet_get_state (sheet), question);
  return view.refusal != NULL ? view.refusal->text : NULL;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* What was typed before it was refused is no answer, and what is refused holds even a form without missing answers back. */
static void
test_refused (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  g_autofree char *words = NULL;
  guint edited = 0;

  edit (sheet, attune_answers_with_option (attune_sheet_get_answers (sheet), 0, 0));
  type_number (sheet, 12);
  g_signal_connect_swapped (sheet, "edited", G_CALLBACK (count_cb), &edited);
  attune_sheet_refuse (sheet, 1, "12.", "No");
  attune_sheet_refuse (sheet, 1, "12.7", "No such number");
  g_assert_cmpuint (edited, ==, 1);
  g_assert_false (attune_answers_get (attune_sheet_get_answers (sheet), 1)->has_value);
  g_assert_true (attune_answers_is_complete (attune_sheet_get_answers (sheet)));
  g_assert_cmpstr (get_refused (sheet, 1), ==, "12.7");
  g_assert_cmpuint (attune_sheet_state_count_missing (attune_sheet_get_state (sheet)), ==, 1);
  words = attune_missing_to_words (attune_sheet_get_state (sheet));
  g_assert_cmpstr (words, ==, "1 entry is not taken: question 2");

  attune_sheet_refuse (sheet, 1, NULL, NULL);
  g_assert_null (get_refused (sheet, 1));
  g_assert_cmpuint (attune_sheet_state_count_missing (attune_sheet_get_state (sheet)), ==, 0);
}

/* It outlives all but an answer in its place, being undone, N/A, and being cleared once more. */
static void
test_lasts (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  AttuneAnswers *answers;
  guint question;

  attune_sheet_refuse (sheet, 1, "abc", "No");
  edit (sheet, attune_answers_with_option (attune_sheet_get_answers (sheet), 0, 1));
  attune_sheet_focus (sheet, 2);
  attune_sheet_flag_missing (sheet, TRUE);
  g_assert_cmpstr (get_refused (sheet, 1), ==, "abc");

  type_number (sheet, 3);
  g_assert_null (get_refused (sheet, 1));
  attune_sheet_refuse (sheet, 1, "3x", "No");
  g_assert_true (attune_sheet_undo (sheet, &question));
  g_assert_cmpuint (question, ==, 1);
  g_assert_null (get_refused (sheet, 1));
  g_assert_true (attune_answers_get (attune_sheet_get_answers (sheet), 1)->has_value);

  attune_sheet_refuse (sheet, 1, "x", "No");
  answers = attune_sheet_get_answers (sheet);
  edit (sheet, attune_answers_with_na (answers, 1, TRUE));
  g_assert_null (get_refused (sheet, 1));
  attune_sheet_refuse (sheet, 1, "y", "No");
  g_assert_false (attune_answers_get (attune_sheet_get_answers (sheet), 1)->na);
  attune_sheet_focus (sheet, 1);
  edit (sheet, attune_sheet_state_press_clear (attune_sheet_get_state (sheet)));
  g_assert_null (get_refused (sheet, 1));
}

/* Where a question is hidden, N/A with its section or only read, nothing typed there counts. */
static void
test_beside (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  g_autoptr (AttuneSheet) read_only = new_sheet (FALSE);
  g_autofree char *words = NULL;

  edit (sheet, attune_answers_with_option (attune_sheet_get_answers (sheet), 0, 1));
  attune_sheet_refuse (sheet, 2, "2026-02-31", "No such day");
  attune_sheet_refuse (sheet, 1, "x", "No");
  words = attune_missing_to_words (attune_sheet_get_state (sheet));
  g_assert_cmpstr (words, ==, "2 entries are not taken: questions 2, 3");
  edit (sheet, attune_answers_with_option (attune_sheet_get_answers (sheet), 0, 0));
  g_assert_null (get_refused (sheet, 2));
  g_assert_cmpuint (attune_sheet_state_count_missing (attune_sheet_get_state (sheet)), ==, 1);
  edit (sheet, attune_answers_with_section_na (attune_sheet_get_answers (sheet), 0, TRUE));
  g_assert_cmpuint (attune_sheet_state_count_missing (attune_sheet_get_state (sheet)), ==, 0);

  attune_sheet_refuse (read_only, 1, "x", "No");
  g_assert_null (get_refused (read_only, 1));
}

/* Both kinds of what holds the form back are told apart. */
static void
test_words (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  g_autofree char *words = NULL;
  AttuneQuestionView one, other;

  attune_question_view_init (&one, attune_sheet_get_state (sheet), 1);
  attune_sheet_refuse (sheet, 1, "x", "No");
  words = attune_missing_to_words (attune_sheet_get_state (sheet));
  g_assert_cmpstr (words, ==,
                   "1 answer or comment is missing: question 1 · "
                   "1 entry is not taken: question 2");
  attune_question_view_init (&other, attune_sheet_get_state (sheet), 1);
  g_assert_false (attune_question_view_equal (&one, &other));
  g_assert_true (attune_question_view_equal (&other, &other));
}

/* What is kept comes back as it was, whatever is in it; what is of no question, or no such text, is nothing. */
static void
test_text (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  AttuneForm *form = attune_sheet_get_form (sheet);
  g_autofree char *none = attune_refusals_to_text (NULL, form);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) read = NULL;

  g_assert_cmpstr (none, ==, "");
  g_assert_null (attune_refusals_from_text ("", form));
  g_assert_null (attune_refusals_from_text ("[('q2', 'x'", form));
  g_assert_null (attune_refusals_from_text ("[('other', 'x', 'No')]", form));

  attune_sheet_refuse (sheet, 1, "3’ \"x\"\n'", "No €");
  text = attune_refusals_to_text (attune_sheet_state_get_refusals (attune_sheet_get_state (sheet)),
                                  form);
  read = attune_refusals_from_text (text, form);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_cmpstr (attune_refusals_find (read, 1)->text, ==, "3’ \"x\"\n'");
  g_assert_cmpstr (attune_refusals_find (read, 1)->reason, ==, "No €");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/refusal/refused", test_refused);
  g_test_add_func ("/refusal/lasts", test_lasts);
  g_test_add_func ("/refusal/beside", test_beside);
  g_test_add_func ("/refusal/words", test_words);
  g_test_add_func ("/refusal/text", test_text);

  return g_test_run ();
}
