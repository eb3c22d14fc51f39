/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-diff.h"
#include "attune-form-edit.h"
#include "attune-form-names.h"
#include "random-form.h"

#include <string.h>

#define QUESTION(id)       ((AttuneFormPlace){ id, NULL, NULL })
#define OPTION(id, option) ((AttuneFormPlace){ id, option, NULL })
#define FORM               ((AttuneFormPlace){ NULL, NULL, NULL })

static AttuneForm *
read_form (const char *text)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

static AttuneForm *
make_form (void)
{
  return read_form (
    "{\"id\": \"f\", \"title\": \"Form\", \"sections\": ["
    " {\"id\": \"one\", \"title\": \"One\", \"questions\": ["
    "  {\"id\": \"a\", \"type\": \"yes_no\", \"title\": \"A\"},"
    "  {\"id\": \"b\", \"type\": \"choice\", \"title\": \"B\", \"options\": ["
    "   {\"id\": \"x\", \"label\": \"X\", \"score\": 100}, {\"id\": \"y\", \"label\": \"Y\"}]},"
    "  {\"id\": \"c\", \"type\": \"number\", \"title\": \"C\", \"ranges\": ["
    "   {\"from\": 0, \"to\": 2, \"score\": 100}, {\"from\": 3, \"to\": null}]},"
    "  {\"id\": \"d\", \"type\": \"text\", \"title\": \"D\"}]},"
    " {\"id\": \"two\", \"title\": \"Two\", \"questions\": []},"
    " {\"id\": \"three\", \"title\": \"Three\", \"questions\": []}]}");
}

/* The words of all changes, a line each; "!" before one that is a break. */
static char *
diff (AttuneForm *before, AttuneForm *after)
{
  g_autoptr (GPtrArray) changes = attune_form_diff (before, after);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const AttuneFormChange *change = g_ptr_array_index (changes, i);

      g_string_append_printf (text, "%s%s\n", change->is_break ? "!" : "", change->words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Takes over `after`. */
static void
expect (AttuneForm *before, AttuneForm *after, GError *error, const char *expected)
{
  g_autoptr (AttuneForm) owned = after;
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  words = diff (before, after);
  g_assert_cmpstr (words, ==, expected);
}

static void
test_nothing (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autofree char *text = attune_form_to_json (form, NULL);

  expect (form, attune_form_ref (form), NULL, "");
  expect (form, read_form (text), NULL, "");
}

static void
test_form (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  GError *error = NULL;

  expect (form, attune_form_set_string (form, FORM, "title", "Other", &error), error,
          "The form: the title was “Form”, is now “Other”.\n");
  expect (form, attune_form_set_string (form, FORM, "description", "Of it", &error), error,
          "The form: the description has changed.\n");
  expect (form, attune_form_set_string (form, FORM, "scoring/mode", "points", &error), error,
          "The form: how it is scored was “Percent by weights”, is now “Points”.\n"
          "“A: Yes”: the score was “100”, is now “1”.\n"
          "!“A”: its scale is another, so its series begins anew.\n");
  expect (form,
          attune_form_set_decimal (form, FORM, "scoring/pass", 80 * ATTUNE_DECIMAL_ONE, &error),
          error, "The form: the pass mark was “none”, is now “80”.\n");
  expect (form,
          attune_form_set_json (
            form, FORM, "scoring/bands",
            "[{\"from\": 0, \"label\": \"Low\"}, {\"from\": 50, \"label\": \"High\"}]", &error),
          error, "The form: the list of bands was “none”, is now “Low from 0, High from 50”.\n");
  expect (form, attune_form_set_json (form, FORM, "release_days", "1", &error), error,
          "The form: the time until release was “0 days”, is now “1 day”.\n");
}

static void
test_questions (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  GError *error = NULL;

  expect (form, attune_form_set_string (form, QUESTION ("a"), "title", "Aa", &error), error,
          "“Aa”: the title was “A”, is now “Aa”.\n");
  expect (form, attune_form_set_decimal (form, QUESTION ("a"), "weight", 15000, &error), error,
          "“A”: the weight was “1”, is now “1.5”.\n");
  expect (form, attune_form_set_boolean (form, QUESTION ("b"), "required", FALSE, &error), error,
          "“B”: an answer required was “yes”, is now “no”.\n");
  expect (form, attune_form_set_string (form, QUESTION ("b"), "guidance", "Listen", &error), error,
          "“B”: the guidance has changed.\n");
  expect (form,
          attune_form_set_json (form, QUESTION ("c"), "show_if",
                                "{\"question\": \"a\", \"is\": [\"no\"]}", &error),
          error, "“C”: when it is shown was “always”, is now ““A” is No”.\n");
  expect (form, attune_form_set_type (form, "d", ATTUNE_QUESTION_DATE, &error), error,
          "“D”: the type was “Text”, is now “Date”.\n"
          "!“D”: its scale is another, so its series begins anew.\n");
  expect (form, attune_form_set_type (form, "b", ATTUNE_QUESTION_NUMBER, &error), error,
          "“B”: the type was “Choice of one”, is now “Number”.\n"
          "!“B”: its scale is another, so its series begins anew.\n");
  expect (form, attune_form_remove (form, QUESTION ("d"), &error), error,
          "The question “D” is gone.\n");
}

static void
test_options (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  GError *error = NULL;

  expect (form, attune_form_set_string (form, OPTION ("b", "x"), "label", "Ex", &error), error,
          "“B: Ex”: the name was “X”, is now “Ex”.\n");
  expect (form, attune_form_set_string (form, OPTION ("b", "y"), "fail", "form", &error), error,
          "“B: Y”: what it fails was “Fails nothing”, is now “Fails the form”.\n");
  expect (form, attune_form_set_decimal (form, OPTION ("b", "y"), "score", 100000, &error), error,
          "“B: Y”: the score was “0”, is now “10”.\n"
          "!“B”: its scale is another, so its series begins anew.\n");
  expect (form, attune_form_add_option (form, "b", 9, "Z", NULL, &error), error,
          "“B” has a new answer, “Z”.\n!“B”: its scale is another, so its series begins anew.\n");
  expect (form, attune_form_remove (form, OPTION ("b", "y"), &error), error,
          "“B” no longer has the answer “Y”.\n"
          "!“B”: its scale is another, so its series begins anew.\n");
  expect (form, attune_form_move (form, OPTION ("b", "y"), NULL, 0, &error), error,
          "“B”: the answers stand in another order.\n");
  expect (form, attune_form_add_reason (form, OPTION ("b", "y"), 0, "Because", NULL, &error), error,
          "“B: Y”: the list of reasons has changed.\n");
  expect (form, attune_form_set_decimal (form, OPTION ("c", "0"), "to", 10000, &error), error,
          "“C: 0–1”: the name was “0–2”, is now “0–1”.\n"
          "!“C”: its scale is another, so its series begins anew.\n");
}

/* Only what was taken somewhere else has moved, not all that made room for it. */
static void
test_moves (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  GError *error = NULL;

  expect (form, attune_form_move (form, QUESTION ("d"), "one", 0, &error), error,
          "“D” has moved in its section.\n");
  expect (form, attune_form_move (form, QUESTION ("a"), "two", 0, &error), error,
          "“A” now stands in “Two”.\n");
  expect (form, attune_form_move (form, QUESTION ("one"), NULL, 2, &error), error,
          "The section “One” has moved.\n");
  expect (form, attune_form_move (form, QUESTION ("three"), "two", 0, &error), error,
          "“Three” now stands in “Two”.\n");
}

static void
test_added (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  GError *error = NULL;

  expect (form, attune_form_add_section (form, NULL, 0, "New", NULL, &error), error,
          "The section “New” is new.\n");
  expect (form,
          attune_form_add_question (form, "two", 0, ATTUNE_QUESTION_DATE, "When", NULL, &error),
          error, "The question “When” is new.\n");
  expect (form, attune_form_add_question (form, "two", 0, ATTUNE_QUESTION_DATE, "", NULL, &error),
          error, "The question “Untitled question” is new.\n");
}

/* A random form and what somebody did to it. */
static AttuneForm *
make_random (GRand *random)
{
  json_t *document = random_form_new (random);
  g_autofree char *text = json_dumps (document, 0);

  json_decref (document);
  return read_form (text);
}

/* Of any two forms: the difference from a form to itself is nothing, and what is new one way is gone the other. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260807);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (AttuneForm) one = make_random (random);
      g_autoptr (AttuneForm) other = make_random (random);
      g_autoptr (GPtrArray) none = attune_form_diff (one, one);
      g_autoptr (GPtrArray) there = attune_form_diff (one, other);
      g_autoptr (GPtrArray) back = attune_form_diff (other, one);
      guint n_there[4] = { 0 };
      guint n_back[4] = { 0 };

      g_assert_cmpuint (none->len, ==, 0);
      for (guint i = 0; i < there->len; i++)
        n_there[((AttuneFormChange *) g_ptr_array_index (there, i))->kind]++;
      for (guint i = 0; i < back->len; i++)
        n_back[((AttuneFormChange *) g_ptr_array_index (back, i))->kind]++;
      g_assert_cmpuint (n_there[ATTUNE_FORM_CHANGE_ADDED], ==, n_back[ATTUNE_FORM_CHANGE_REMOVED]);
      g_assert_cmpuint (n_there[ATTUNE_FORM_CHANGE_REMOVED], ==, n_back[ATTUNE_FORM_CHANGE_ADDED]);
      g_assert_cmpuint (n_there[ATTUNE_FORM_CHANGE_MOVED], ==, n_back[ATTUNE_FORM_CHANGE_MOVED]);
    }
}

static void
test_conditions (void)
{
  static const struct
  {
    const char *json;
    const char *words;
  } rows[] = {
    { "{\"question\": \"a\", \"is\": [\"yes\"]}", "“A” is Yes" },
    { "{\"question\": \"a\", \"is\": [\"yes\", \"no\"]}", "“A” is Yes or No" },
    { "{\"question\": \"a\", \"answered\": true}", "“A” is answered" },
    { "{\"question\": \"a\", \"na\": true}", "“A” is N/A" },
    { "{\"not\": {\"question\": \"a\", \"na\": true}}", "not (“A” is N/A)" },
    { "{\"all\": []}", "always" },
    { "{\"any\": []}", "never" },
    { "{\"all\": [{\"question\": \"a\", \"is\": [\"no\"]}, {\"question\": \"b\", \"answered\": true}]}",
      "“A” is No, and “B” is answered" },
    { "{\"any\": [{\"all\": [{\"question\": \"a\", \"is\": [\"no\"]}, {\"question\": \"b\", \"na\": true}]},"
      " {\"question\": \"b\", \"is\": [\"x\"]}]}",
      "(“A” is No, and “B” is N/A), or “B” is X" },
  };
  g_autoptr (AttuneForm) form = make_form ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm)
        shown = attune_form_set_json (form, QUESTION ("d"), "show_if", rows[i].json, &error);
      g_autofree char *words = NULL;

      g_assert_no_error (error);
      words = attune_form_condition_describe (shown, attune_form_get_question (shown, 3)->show_if);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* What fails the form by staying below, and an answer that is a bonus. */
static void
test_bounds (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  GError *error = NULL;

  expect (form,
          attune_form_set_decimal (form, QUESTION ("a"), "fail_below", 50 * ATTUNE_DECIMAL_ONE,
                                   &error),
          error, "“A”: the percent below which it fails the form was “none”, is now “50”.\n");
  expect (form, attune_form_set_decimal (form, QUESTION ("one"), "fail_below", 0, &error), error,
          "“One”: the percent below which it fails the form was “none”, is now “0”.\n");
  expect (
    form, attune_form_set_boolean (form, OPTION ("b", "x"), "bonus", TRUE, &error), error,
    "“B: X”: a bonus was “no”, is now “yes”.\n!“B”: its scale is another, so its series begins anew.\n");
}

/* Takes over `after`. */
static void
expect_alike (AttuneForm *before, AttuneForm *after, GError *error, gboolean is_alike)
{
  g_autoptr (AttuneForm) owned = after;

  g_assert_no_error (error);
  g_assert_cmpint (attune_form_scores_alike (before, after), ==, is_alike);
  g_assert_cmpint (attune_form_scores_alike (after, before), ==, is_alike);
}

/* What is said otherwise scores as it did; what is worth something else does not. */
static void
test_alike (void)
{
  static const struct
  {
    const char *element, *option, *path, *json;
    gboolean is_alike;
  } rows[] = {
    { NULL, NULL, "title", "\"Other\"", TRUE },
    { NULL, NULL, "scoring/pass", "90", TRUE },
    { NULL, NULL, "scoring/bands", "[{\"from\": 0, \"label\": \"All\"}]", TRUE },
    { NULL, NULL, "release_days", "1", TRUE },
    { NULL, NULL, "scoring/mode", "\"points\"", FALSE },
    { NULL, NULL, "scoring/weigh_by", "\"section\"", FALSE },
    { NULL, NULL, "scoring/na", "\"section\"", FALSE },
    { NULL, NULL, "scoring/cap", "90", FALSE },
    { NULL, NULL, "scoring/floor", "10", FALSE },
    { "one", NULL, "title", "\"First\"", TRUE },
    { "one", NULL, "weight", "3", FALSE },
    { "two", NULL, "weight", "3", TRUE },
    { "a", NULL, "title", "\"Aa\"", TRUE },
    { "a", NULL, "guidance", "\"Listen\"", TRUE },
    { "a", NULL, "required", "false", TRUE },
    { "a", NULL, "weight", "2", FALSE },
    { "a", NULL, "scored", "false", FALSE },
    { "a", NULL, "bonus", "true", FALSE },
    { "a", NULL, "fail_below", "50", FALSE },
    { "d", NULL, "weight", "2", TRUE },
    { "c", NULL, "show_if", "{\"question\": \"a\", \"is\": [\"no\"]}", FALSE },
    { "d", NULL, "show_if", "{\"question\": \"a\", \"is\": [\"no\"]}", FALSE },
    { "b", "x", "label", "\"Ex\"", TRUE },
    { "b", "x", "score", "90", FALSE },
    { "b", "y", "fail", "\"form\"", FALSE },
    { "b", NULL, "options",
      "[{\"id\": \"y\", \"label\": \"Y\"}, {\"id\": \"x\", \"label\": \"X\", \"score\": 100}]",
      TRUE },
    { "c", NULL, "ranges", "[{\"from\": 0, \"to\": 3, \"score\": 100}, {\"from\": 4}]", FALSE },
  };
  g_autoptr (AttuneForm) form = make_form ();
  GError *error = NULL;

  expect_alike (form, attune_form_ref (form), NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AttuneFormPlace place = { rows[i].element, rows[i].option, NULL };

      g_test_message ("%s %s", rows[i].element, rows[i].path);
      expect_alike (form, attune_form_set_json (form, place, rows[i].path, rows[i].json, &error),
                    error, rows[i].is_alike);
    }
  expect_alike (form, attune_form_remove (form, QUESTION ("d"), &error), error, TRUE);
  expect_alike (form, attune_form_remove (form, QUESTION ("a"), &error), error, FALSE);
  expect_alike (form, attune_form_move (form, QUESTION ("b"), "one", 0, &error), error, TRUE);
  expect_alike (form, attune_form_move (form, QUESTION ("b"), "two", 0, &error), error, FALSE);
}

/* A condition is the same wherever what it names stands. */
static void
test_alike_conditions (void)
{
#define ASKED(first, second, third)                                                                           \
  "{\"id\": \"f\", \"title\": \"F\", \"sections\": [{\"id\": \"s\", \"title\": \"S\", \"questions\": [" first \
  "," second "," third "]}]}"
#define PLAIN(id) "{\"id\": \"" id "\", \"type\": \"yes_no\", \"title\": \"Q\"}"
#define SHOWN(condition) \
  "{\"id\": \"z\", \"type\": \"yes_no\", \"title\": \"Z\", \"show_if\": " condition "}"
#define ALL \
  "{\"all\": [{\"question\": \"a\", \"is\": [\"no\"]}, {\"question\": \"b\", \"answered\": true}]}"
  static const struct
  {
    const char *text;
    gboolean is_alike;
  } rows[] = {
    { ASKED (PLAIN ("a"), PLAIN ("b"), SHOWN (ALL)), TRUE },
    { ASKED (PLAIN ("b"), PLAIN ("a"), SHOWN (ALL)), TRUE },
    { ASKED (PLAIN ("a"), PLAIN ("b"), PLAIN ("z")), FALSE },
    { ASKED (PLAIN ("a"), PLAIN ("b"),
             SHOWN ("{\"any\": [{\"question\": \"a\", \"is\": [\"no\"]},"
                    " {\"question\": \"b\", \"answered\": true}]}")),
      FALSE },
    { ASKED (PLAIN ("a"), PLAIN ("b"),
             SHOWN ("{\"all\": [{\"question\": \"a\", \"is\": [\"yes\"]},"
                    " {\"question\": \"b\", \"answered\": true}]}")),
      FALSE },
    { ASKED (PLAIN ("a"), PLAIN ("b"),
             SHOWN ("{\"all\": [{\"question\": \"a\", \"is\": [\"no\"]},"
                    " {\"question\": \"a\", \"answered\": true}]}")),
      FALSE },
  };
  g_autoptr (AttuneForm) form = read_form (rows[0].text);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    expect_alike (form, read_form (rows[i].text), NULL, rows[i].is_alike);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-diff/nothing", test_nothing);
  g_test_add_func ("/form-diff/form", test_form);
  g_test_add_func ("/form-diff/questions", test_questions);
  g_test_add_func ("/form-diff/options", test_options);
  g_test_add_func ("/form-diff/moves", test_moves);
  g_test_add_func ("/form-diff/added", test_added);
  g_test_add_func ("/form-diff/random", test_random);
  g_test_add_func ("/form-diff/conditions", test_conditions);
  g_test_add_func ("/form-diff/bounds", test_bounds);
  g_test_add_func ("/form-diff/alike", test_alike);
  g_test_add_func ("/form-diff/alike-conditions", test_alike_conditions);
  return g_test_run ();
}
