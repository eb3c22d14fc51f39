/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attune-cli score and attune-cli form lint, as a person or a script calls them: exit status, keys, and what is said
 * where. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-test-support.h"

#include <jansson.h>
#include <string.h>

static const char *cli;
static char *folder;

static const char good_form[] =
  "{\"id\":\"f\",\"title\":\"F\",\"scoring\":{\"pass\":50},\"sections\":[{\"id\":\"s\",\"title\":\"S\","
  "\"questions\":[{\"id\":\"a\",\"type\":\"yes_no\",\"title\":\"Grüßte\",\"weight\":30},"
  "{\"id\":\"b\",\"type\":\"yes_no\",\"title\":\"B\",\"weight\":70}]}]}";

static char *
write_file (const char *name, const char *text, gssize length)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  return path;
}

typedef struct
{
  int status;
  char *out;
  char *err;
} Call;

static void
clear_call (Call *call)
{
  g_free (call->out);
  g_free (call->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, clear_call)

static Call
run (const char *const *arguments)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  Call call = { 0 };

  g_strv_builder_add (words, cli);
  g_strv_builder_addv (words, (const char **) arguments);
  argv = g_strv_builder_end (words);
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &call.out, &call.err, &call.status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (call.status));
  call.status = WEXITSTATUS (call.status);
  return call;
}

#define RUN(...) run ((const char *const[]){ __VA_ARGS__, NULL })

static json_t *
read_json (const Call *call)
{
  json_t *object = json_loads (call->out, JSON_REJECT_DUPLICATES, NULL);

  g_assert_true (json_is_object (object));
  return object;
}

static void
assert_keys (json_t *object, const char *keys)
{
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);

  g_assert_cmpuint (json_object_size (object), ==, g_strv_length (words));
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (json_object_get (object, words[i]) == NULL)
        g_error ("“%s” is missing", words[i]);
    }
}

/* --- score --------------------------------------------------------------------------------------------------- */

static void
test_score (void)
{
  g_autofree char *form = write_file ("form.json", good_form, -1);
  g_autofree char *answers = write_file (
    "answers.json", "{\"answers\":{\"a\":{\"option\":\"yes\"},\"b\":{\"option\":\"no\"}}}", -1);
  g_auto (Call) call = RUN ("score", form, answers, "--json");
  g_auto (Call) text = RUN ("score", form, answers);
  json_t *object = read_json (&call);

  g_assert_cmpint (call.status, ==, 0);
  g_assert_cmpstr (call.err, ==, "");
  assert_keys (object, "score raw critical_score outcome failed complete missing band errors "
                       "sections questions trace");
  assert_keys (json_object_get (object, "errors"), "customer business compliance");
  assert_keys (json_object_get (json_object_get (object, "questions"), "a"),
               "applicable effective_weight score contribution");
  g_assert_cmpfloat (json_real_value (json_object_get (object, "score")), ==, 30);
  g_assert_cmpstr (json_string_value (json_object_get (object, "outcome")), ==, "fail");
  g_assert_true (json_is_null (json_object_get (object, "critical_score")));
  json_decref (object);

  g_assert_cmpint (text.status, ==, 0);
  g_assert_nonnull (strstr (text.out, "30.00"));
  g_assert_nonnull (strstr (text.out, "Grüßte"));
}

static void
test_incomplete (void)
{
  g_autofree char *form = write_file ("form.json", good_form, -1);
  g_autofree char *answers = write_file ("answers.json", "{}", -1);
  g_auto (Call) call = RUN ("score", "--json", form, answers);
  json_t *object = read_json (&call);

  g_assert_cmpint (call.status, ==, 0);
  g_assert_true (json_is_null (json_object_get (object, "score")));
  g_assert_true (json_is_null (json_object_get (object, "outcome")));
  g_assert_true (json_is_false (json_object_get (object, "complete")));
  g_assert_cmpuint (json_array_size (json_object_get (object, "missing")), ==, 2);
  json_decref (object);
}

static void
test_score_faults (void)
{
  g_autofree char *form = write_file ("form.json", good_form, -1);
  g_autofree char *bad_form = write_file ("bad.json", "{\"id\":1,\"title\":2}", -1);
  g_autofree char *answers = write_file ("answers.json", "{}", -1);
  g_autofree char *bad_answers = write_file ("wrong.json",
                                             "{\"answers\":{\"zz\":{},\"a\":{\"option\":\"x\"}}}",
                                             -1);
  g_auto (Call) one = RUN ("score", bad_form, answers, "--json");
  g_auto (Call) two = RUN ("score", form, bad_answers, "--json");
  g_auto (Call) three = RUN ("score", form, "/nowhere/at/all.json");
  g_auto (Call) four = RUN ("score", folder, answers);

  g_assert_cmpint (one.status, ==, 1);
  g_assert_cmpstr (one.out, ==, "");
  g_assert_nonnull (strstr (one.err, "/id: "));
  g_assert_nonnull (strstr (one.err, "/title: "));
  g_assert_cmpint (two.status, ==, 1);
  g_assert_nonnull (strstr (two.err, "/answers/zz: "));
  g_assert_nonnull (strstr (two.err, "/answers/a/option: "));
  g_assert_cmpint (three.status, ==, 1);
  g_assert_nonnull (strstr (three.err, "/nowhere/at/all.json"));
  g_assert_cmpint (four.status, ==, 1);
}

static void
test_calls (void)
{
  g_autofree char *form = write_file ("form.json", good_form, -1);
  g_auto (Call) none = RUN ("score");
  g_auto (Call) one = RUN ("score", form);
  g_auto (Call) three = RUN ("score", form, form, form);
  g_auto (Call) option = RUN ("score", form, form, "--what");
  g_auto (Call) lint = RUN ("form", "lint");
  g_auto (Call) form_alone = RUN ("form");

  g_assert_cmpint (none.status, ==, 2);
  g_assert_cmpint (one.status, ==, 2);
  g_assert_cmpint (three.status, ==, 2);
  g_assert_cmpint (option.status, ==, 2);
  g_assert_cmpint (lint.status, ==, 2);
  g_assert_cmpint (form_alone.status, ==, 2);
  g_assert_nonnull (strstr (none.err, "FORM.json ANSWERS.json"));
}

/* --- form lint ----------------------------------------------------------------------------------------------- */

static void
test_lint (void)
{
  g_autofree char *form = write_file ("form.json", good_form, -1);
  g_auto (Call) call = RUN ("form", "lint", form, "--json");
  g_auto (Call) text = RUN ("form", "lint", form);
  json_t *object = read_json (&call);
  json_t *section;

  g_assert_cmpint (call.status, ==, 0);
  g_assert_cmpstr (call.err, ==, "");
  assert_keys (object, "errors warnings minimum maximum exact weights sections");
  g_assert_cmpuint (json_array_size (json_object_get (object, "errors")), ==, 0);
  g_assert_cmpuint (json_array_size (json_object_get (object, "warnings")), ==, 0);
  section = json_object_get (json_object_get (object, "sections"), "s");
  g_assert_cmpfloat (json_number_value (json_object_get (section, "weight")), ==, 100);
  g_assert_cmpstr (json_string_value (json_object_get (json_object_get (section, "if_na"), "kind")),
                   ==, "no_score");
  g_assert_cmpfloat (json_number_value (json_object_get (object, "minimum")), ==, 0);
  g_assert_cmpfloat (json_number_value (json_object_get (object, "maximum")), ==, 100);
  g_assert_true (json_is_true (json_object_get (object, "exact")));
  g_assert_cmpfloat (json_number_value (json_object_get (json_object_get (object, "weights"), "b")),
                     ==, 70);
  json_decref (object);
  g_assert_cmpint (text.status, ==, 0);
  g_assert_nonnull (strstr (text.out, "70.00"));
  g_assert_nonnull (strstr (text.out, "If all of “S” is N/A: Nothing else counts"));
}

static void
test_lint_faults (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *spaces = g_strnfill (10 * 1000 * 1000, ' ');
  const struct
  {
    const char *text;
    const char *place;
    guint n_errors;
  } cases[] = {
    { "{\"id\":1,\"title\":2,\"sections\":[{}]}", "/id", 4 },
    { "{\"id\":\"f\",\"title\":\"F\",\"title\":\"F\"}", "/title", 1 },
    { "{\n  nonsense", "line 2, column 10", 1 },
    { brackets, "line 1, column 2049", 1 },
    { spaces, "", 1 },
    { "", "line 1, column 1", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *form = write_file ("bad.json", cases[i].text, -1);
      g_auto (Call) call = RUN ("form", "lint", form, "--json");
      json_t *object = read_json (&call);
      json_t *errors = json_object_get (object, "errors");
      json_t *first = json_array_get (errors, 0);

      g_assert_cmpint (call.status, ==, 1);
      assert_keys (object, "errors warnings minimum maximum exact weights sections");
      assert_keys (first, "place message");
      g_assert_cmpuint (json_array_size (errors), ==, cases[i].n_errors);
      g_assert_cmpstr (json_string_value (json_object_get (first, "place")), ==, cases[i].place);
      g_assert_true (json_is_null (json_object_get (object, "maximum")));
      g_assert_nonnull (strstr (call.err, json_string_value (json_object_get (first, "message"))));
      json_decref (object);
    }
}

static void
test_lint_missing (void)
{
  g_auto (Call) call = RUN ("form", "lint", "/nowhere/form.json", "--json");
  json_t *object = read_json (&call);

  g_assert_cmpint (call.status, ==, 1);
  g_assert_cmpuint (json_array_size (json_object_get (object, "errors")), ==, 1);
  g_assert_nonnull (strstr (call.err, "/nowhere/form.json: there is no such file. Check"));
  json_decref (object);
}

static void
test_lint_folder (void)
{
  g_auto (Call) call = RUN ("form", "lint", folder);

  g_assert_cmpint (call.status, ==, 1);
  g_assert_nonnull (strstr (call.err, "it is a folder. Name a file in it"));
}

/* --- form import --------------------------------------------------------------------------------------------- */

static const char amazon_form[] =
  "{\"Title\":\"Calls\",\"Tags\":{\"a\":\"b\"},\"ScoringStrategy\":{\"Mode\":\"QUESTION_ONLY\","
  "\"Status\":\"ENABLED\"},\"Items\":[{\"Section\":{\"Title\":\"S\",\"RefId\":\"s\",\"Items\":[{\"Question\":"
  "{\"Title\":\"Q\",\"RefId\":\"q\",\"QuestionType\":\"SINGLESELECT\",\"Weight\":100,"
  "\"QuestionTypeProperties\":{\"SingleSelect\":{\"Options\":[{\"RefId\":\"y\",\"Text\":\"Yes\",\"Score\":10},"
  "{\"RefId\":\"n\",\"Text\":\"No\",\"Score\":3}]}}}}]}}]}";

static void
test_import (void)
{
  g_autofree char *form = write_file ("amazon.json", amazon_form, -1);
  g_autofree char *answers = write_file ("answers.json", "{\"answers\":{\"q\":{\"option\":\"n\"}}}",
                                         -1);
  g_autofree char *out = g_build_filename (folder, "ours.json", NULL);
  g_auto (Call) call = RUN ("form", "import", form, "-o", out);
  g_auto (Call)
    json = RUN ("form", "import", form, "--from", "amazon-connect", "-o", out, "--json");
  g_auto (Call) again = RUN ("form", "import", out, "--from", "attune", "--output", out);
  g_auto (Call) score = RUN ("score", out, answers, "--json");
  json_t *object = read_json (&json);
  json_t *scored = read_json (&score);

  g_assert_cmpint (call.status, ==, 0);
  g_assert_cmpstr (call.out, ==, "");
  g_assert_nonnull (strstr (call.err, "amazon.json: /Tags: "));
  g_assert_cmpint (json.status, ==, 0);
  assert_keys (object, "errors source remarks");
  g_assert_cmpstr (json_string_value (json_object_get (object, "source")), ==, "amazon-connect");
  g_assert_cmpuint (json_array_size (json_object_get (object, "remarks")), ==, 1);
  g_assert_cmpint (again.status, ==, 0);
  g_assert_cmpstr (again.err, ==, "");
  g_assert_cmpfloat (json_number_value (json_object_get (scored, "score")), ==, 30);
  json_decref (scored);
  json_decref (object);
}

/* The title of a form that says none is the name of its file, whatever bytes that is. */
static void
test_import_name (void)
{
  g_autofree char *table = write_file ("H\xf6r.csv",
                                       "Section,Question,Answer,Score\n"
                                       "A,Greets?,Yes,5\nA,Greets?,No,0\n",
                                       -1);
  g_autofree char *out = g_build_filename (folder, "named.json", NULL);
  g_auto (Call) call = RUN ("form", "import", table, "-o", out);
  g_autofree char *text = NULL;

  g_assert_cmpint (call.status, ==, 0);
  g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"title\": \"H\357\277\275r\""));
}

/* A percent of next to nothing is more than a document holds. */
static void
test_import_scaled (void)
{
  g_autofree char *table = write_file ("huge.csv",
                                       "Section,Question,Weight,Answer,Score\n"
                                       "A,Greets?,2,Yes,0.0001\nA,Greets?,2,No,-1000000000\n",
                                       -1);
  g_autofree char *out = g_build_filename (folder, "huge.json", NULL);
  g_auto (Call) call = RUN ("form", "import", table, "-o", out);
  g_autofree char *text = NULL;

  g_assert_cmpint (call.status, ==, 0);
  g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"score\": -1000000000"));
}

/* The id in a form that `form import` wrote. Owned by the caller. */
static char *
import_id (const char *name, const char *text)
{
  g_autofree char *path = write_file (name, text, -1);
  g_autofree char *out = g_build_filename (folder, "identified.json", NULL);
  g_auto (Call) call = RUN ("form", "import", path, "-o", out);
  json_t *document = json_load_file (out, 0, NULL);
  char *id = g_strdup (json_string_value (json_object_get (document, "id")));

  g_assert_cmpint (call.status, ==, 0);
  json_decref (document);
  return id;
}

/* An id that the file gives stays; one that is made up is another for every other form, however they are called. */
static void
test_import_id (void)
{
  g_auto (GStrv) parts = g_strsplit (amazon_form, "{", 2);
  g_autofree char *with_id = g_strconcat ("{\"EvaluationFormId\":\"calls\",", parts[1], NULL);
  g_autofree char *own = import_id ("amazon.json", with_id);
  g_autofree char *made = import_id ("amazon.json", amazon_form);
  g_autofree char *table = import_id ("Form.csv", "Section,Question,Weight\nA,Greets?,1\n");
  g_autofree char *same = import_id ("Form.csv", "Section,Question,Weight\nA,Greets?,1\n");
  g_autofree char *other = import_id ("Form.csv", "Section,Question,Weight\nA,Thanks?,1\n");

  g_assert_cmpstr (own, ==, "calls");
  g_assert_true (g_str_has_prefix (made, "calls-"));
  g_assert_true (g_str_has_prefix (table, "form-"));
  g_assert_cmpstr (same, ==, table);
  g_assert_true (g_str_has_prefix (other, "form-"));
  g_assert_cmpstr (other, !=, table);
}

static void
test_diff (void)
{
  g_autofree char *form = write_file ("form.json", good_form, -1);
  g_autofree char *other = write_file (
    "other.json",
    "{\"id\":\"f\",\"title\":\"F\",\"scoring\":{\"pass\":50},\"sections\":[{\"id\":\"s\",\"title\":\"S\","
    "\"questions\":[{\"id\":\"a\",\"type\":\"text\",\"title\":\"Grüßte\",\"weight\":30}]}]}",
    -1);
  g_auto (Call) same = RUN ("form", "diff", form, form);
  g_auto (Call) text = RUN ("form", "diff", form, other);
  g_auto (Call) call = RUN ("form", "diff", form, other, "--json");
  g_auto (Call) missing = RUN ("form", "diff", form, "/nowhere/at/all.json");
  g_auto (Call) short_one = RUN ("form", "diff", form);
  json_t *list = json_loads (call.out, 0, NULL);

  g_assert_cmpint (same.status, ==, 0);
  g_assert_cmpstr (same.out, ==, "");
  g_assert_cmpint (text.status, ==, 0);
  g_assert_cmpstr (text.out, ==,
                   "“Grüßte”: the type was “Yes or no”, is now “Text”.\n"
                   "“Grüßte”: its scale is another, so its series begins anew.\n"
                   "The question “B” is gone.\n");
  g_assert_cmpuint (json_array_size (list), ==, 3);
  assert_keys (json_array_get (list, 0), "kind element words is_break");
  g_assert_true (json_is_true (json_object_get (json_array_get (list, 1), "is_break")));
  g_assert_cmpstr (json_string_value (json_object_get (json_array_get (list, 2), "kind")), ==,
                   "removed");
  g_assert_cmpint (missing.status, ==, 1);
  g_assert_cmpint (short_one.status, ==, 2);
  json_decref (list);
}

static void
test_import_faults (void)
{
  g_autofree char *good = write_file ("amazon.json", amazon_form, -1);
  g_autofree char *bad = write_file ("bad.json", "{\"Title\":1,\"Items\":[{}]}", -1);
  g_autofree char *unknown = write_file ("unknown.json", "{\"a\":1}", -1);
  g_autofree char *out = g_build_filename (folder, "nothing.json", NULL);
  g_auto (Call) one = RUN ("form", "import", bad, "-o", out);
  g_auto (Call) two = RUN ("form", "import", unknown, "-o", out, "--json");
  g_auto (Call) three = RUN ("form", "import", "/nowhere/at/all.json", "-o", out);
  g_auto (Call) four = RUN ("form", "import", good, "-o", "/nowhere/at/all.json");
  g_auto (Call) five = RUN ("form", "import", good);
  g_auto (Call) six = RUN ("form", "import", good, "-o", out, "--from", "stars");
  g_auto (Call) seven = RUN ("form", "import", good, "-o", "form.doc");
  json_t *object = read_json (&two);

  g_assert_cmpint (one.status, ==, 1);
  g_assert_nonnull (strstr (one.err, "bad.json: /Title: "));
  g_assert_nonnull (strstr (one.err, "bad.json: /Items/0: "));
  g_assert_cmpint (two.status, ==, 1);
  g_assert_true (json_is_null (json_object_get (object, "source")));
  g_assert_cmpuint (json_array_size (json_object_get (object, "errors")), ==, 1);
  g_assert_cmpint (three.status, ==, 1);
  g_assert_cmpint (four.status, ==, 1);
  g_assert_cmpint (five.status, ==, 2);
  g_assert_cmpint (six.status, ==, 2);
  g_assert_nonnull (strstr (six.err, "amazon-connect"));
  g_assert_cmpint (seven.status, ==, 2);
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
  json_decref (object);
}

/* JSON is UTF-8 whatever the locale. */
static void
test_locale (void)
{
  g_autofree char *form = write_file (
    "form.json",
    "{\"id\":\"ä\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":["
    "{\"id\":\"ö\",\"type\":\"yes_no\",\"title\":\"Ü\"}]}]}",
    -1);
  g_autofree char *answers = write_file ("answers.json",
                                         "{\"answers\":{\"ö\":{\"option\":\"yes\"}}}", -1);
  g_autofree char *before = g_strdup (g_getenv ("LC_ALL"));

  g_setenv ("LC_ALL", "C", TRUE);
  {
    g_auto (Call) score = RUN ("score", form, answers, "--json");
    g_auto (Call) lint = RUN ("form", "lint", form, "--json");

    g_assert_nonnull (strstr (score.out, "\"ö\""));
    g_assert_nonnull (strstr (lint.out, "\"ö\""));
  }
  if (before != NULL)
    g_setenv ("LC_ALL", before, TRUE);
}

/* What is said of forms has the numbers that their documents have. */
static void
test_numbers (void)
{
  static const char text[] =
    "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":["
    "{\"id\":\"a\",\"type\":\"yes_no\",\"title\":\"A\",\"weight\":%s}]}]}";
  g_autofree char *one = g_strdup_printf (text, "1");
  g_autofree char *other = g_strdup_printf (text, "2.5");
  g_autofree char *before = write_file ("one.json", one, -1);
  g_autofree char *after = write_file ("two.json", other, -1);
  g_autofree char *locale = g_strdup (g_getenv ("LC_ALL"));
  char *locales = attune_test_folder_new ();

  if (!attune_test_enter_locale (locales, "fi_FI"))
    g_test_skip ("the sources of locales (package locales) are not installed");
  else
    {
      g_setenv ("LC_ALL", "fi_FI.UTF-8", TRUE);
      {
        g_auto (Call) words = RUN ("form", "diff", before, after);
        g_auto (Call) json = RUN ("form", "diff", before, after, "--json");

        g_assert_nonnull (strstr (words.out, "2.5"));
        g_assert_nonnull (strstr (json.out, "2.5"));
      }
    }
  if (locale != NULL)
    g_setenv ("LC_ALL", locale, TRUE);
  attune_test_leave_locale ();
  attune_test_folder_remove (locales);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  cli = argv[1];
  folder = attune_test_folder_new ();

  g_test_add_func ("/cli/score/json", test_score);
  g_test_add_func ("/cli/score/incomplete", test_incomplete);
  g_test_add_func ("/cli/score/faults", test_score_faults);
  g_test_add_func ("/cli/score/calls", test_calls);
  g_test_add_func ("/cli/lint/json", test_lint);
  g_test_add_func ("/cli/lint/faults", test_lint_faults);
  g_test_add_func ("/cli/lint/missing", test_lint_missing);
  g_test_add_func ("/cli/lint/folder", test_lint_folder);
  g_test_add_func ("/cli/form/diff", test_diff);
  g_test_add_func ("/cli/import/json", test_import);
  g_test_add_func ("/cli/import/name", test_import_name);
  g_test_add_func ("/cli/import/scaled", test_import_scaled);
  g_test_add_func ("/cli/import/id", test_import_id);
  g_test_add_func ("/cli/import/faults", test_import_faults);
  g_test_add_func ("/cli/locale", test_locale);
  g_test_add_func ("/cli/numbers", test_numbers);
  status = g_test_run ();

  attune_test_folder_remove (folder);
  return status;
}
