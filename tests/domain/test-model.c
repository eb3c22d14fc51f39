/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-check.h"
#include "attune-model-edit.h"

#include <string.h>

/* The folder of the models and forms that ship. */
static const char *folder;

static char *
read_file (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static AttuneModel *
read_ready_model (void)
{
  g_autofree char *text = read_file ("interaction-model.json");
  g_autoptr (GError) error = NULL;
  AttuneModel *model = attune_model_from_json (text, -1, &error);

  g_assert_no_error (error);
  return model;
}

/* Two goals, of which the second is served by nothing; three behaviours, of which the last serves nothing. */
static AttuneModel *
make_model (void)
{
  static const char *text =
    "{\"format\": \"attune-model\", \"version\": 1, \"id\": \"m\", \"title\": \"M\", \"ours\": 7,"
    " \"goals\": [{\"id\": \"happy\", \"title\": \"Happy\", \"outcome\": \"csat\", \"target\": 4.5},"
    "             {\"id\": \"sold\", \"title\": \"Sold\"}],"
    " \"behaviours\": [{\"id\": \"greet\", \"title\": \"Greet\", \"serves\": [\"happy\"]},"
    "                  {\"id\": \"ask\", \"title\": \"Ask\", \"serves\": [\"happy\"]},"
    "                  {\"id\": \"part\", \"title\": \"Part\"}]}";
  g_autoptr (GError) error = NULL;
  AttuneModel *model = attune_model_from_json (text, -1, &error);

  g_assert_no_error (error);
  return model;
}

static AttuneForm *
make_form (const char *questions)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\": \"f\", \"title\": \"F\","
    " \"sections\": [{\"id\": \"s\", \"title\": \"S\", \"questions\": [%s]}]}",
    questions);
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *places[4];
  } rows[] = {
    { "", { "" } },
    { "[]", { "" } },
    { "{\"id\": \"m\", \"title\": \"M\"}", { NULL } },
    { "{}", { "", "" } },
    { "{\"id\": \"m\", \"title\": 3}", { "/title" } },
    { "{\"id\": \"m\", \"title\": \"M\", \"id\": \"n\"}", { "/id" } },
    { "{\"format\": \"attune-form\", \"id\": \"m\", \"title\": \"M\"}", { "/format" } },
    { "{\"version\": 2, \"id\": \"m\", \"title\": \"M\"}", { "/version" } },
    { "{\"id\": \"m\", \"title\": \"M\", \"goals\": {}}", { "/goals" } },
    { "{\"id\": \"m\", \"title\": \"M\", \"goals\": [3, {\"id\": \"\"}]}",
      { "/goals/0", "/goals/1/id", "/goals/1" } },
    { "{\"id\": \"m\", \"title\": \"M\", \"goals\": [{\"id\": \"a\", \"title\": \"\"},"
      " {\"id\": \"a\", \"title\": \"\", \"target\": \"x\"}]}",
      { "/goals/1/id", "/goals/1/target" } },
    { "{\"id\": \"m\", \"title\": \"M\", \"behaviours\": [{\"id\": \"b\", \"title\": \"\","
      " \"serves\": [\"none\", 4]}, {\"id\": \"b\", \"title\": \"\"}]}",
      { "/behaviours/0/serves/0", "/behaviours/0/serves/1", "/behaviours/1/id" } },
    { "{\"id\": \"m\", \"title\": \"M\", \"goals\": [{\"id\": \"a\", \"title\": \"\"}],"
      " \"behaviours\": [{\"id\": \"b\", \"title\": \"\", \"serves\": [\"a\", \"a\"]}]}",
      { "/behaviours/0/serves/1" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      AttuneModel *model = attune_model_parse (rows[i].text, -1, faults);
      guint n = 0;

      while (n < G_N_ELEMENTS (rows[i].places) && rows[i].places[n] != NULL)
        n++;
      g_assert_cmpuint (faults->len, ==, n);
      for (guint j = 0; j < n; j++)
        g_assert_cmpstr (((AttuneFault *) g_ptr_array_index (faults, j))->place, ==,
                         rows[i].places[j]);
      g_assert_true ((model != NULL) == (n == 0));
      g_clear_pointer (&model, attune_model_unref);
    }
}

static void
test_limits (void)
{
  static const struct
  {
    AttuneModelKind kind;
    guint most;
  } rows[] = { { ATTUNE_MODEL_GOALS, ATTUNE_MODEL_MAX_GOALS },
               { ATTUNE_MODEL_BEHAVIOURS, ATTUNE_MODEL_MAX_BEHAVIOURS } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AttuneModel) model = attune_model_new ("m", "M");
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < rows[i].most; j++)
        {
          AttuneModel *next = attune_model_add (model, rows[i].kind, j, "One more", NULL, &error);

          g_assert_no_error (error);
          attune_model_unref (model);
          model = next;
        }
      g_assert_null (attune_model_add (model, rows[i].kind, 0, "Too many", NULL, &error));
      g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
    }
}

static void
test_what_it_says (void)
{
  g_autoptr (AttuneModel) model = make_model ();
  g_autoptr (AttuneModel) again = NULL;
  g_autofree char *text = attune_model_to_json (model, NULL);
  g_autofree char *other = NULL;

  g_assert_cmpstr (attune_model_get_id (model), ==, "m");
  g_assert_cmpstr (attune_model_get_title (model), ==, "M");
  g_assert_cmpstr (attune_model_get_description (model), ==, "");
  g_assert_cmpuint (attune_model_get_n_goals (model), ==, 2);
  g_assert_cmpstr (attune_model_get_goal (model, 0)->outcome, ==, "csat");
  g_assert_true (attune_model_get_goal (model, 0)->has_target);
  g_assert_cmpint (attune_model_get_goal (model, 0)->target, ==, 45 * ATTUNE_DECIMAL_ONE / 10);
  g_assert_null (attune_model_get_goal (model, 1)->outcome);
  g_assert_false (attune_model_get_goal (model, 1)->has_target);
  g_assert_cmpuint (attune_model_get_n_behaviours (model), ==, 3);
  g_assert_cmpuint (attune_model_find_behaviour (model, "part"), ==, 2);
  g_assert_cmpuint (attune_model_find_behaviour (model, "happy"), ==, ATTUNE_MODEL_NONE);
  g_assert_cmpuint (attune_model_find_goal (model, NULL), ==, ATTUNE_MODEL_NONE);
  g_assert_true (attune_model_serves (model, 0, 0));
  g_assert_false (attune_model_serves (model, 0, 1));
  g_assert_false (attune_model_serves (model, 2, 0));

  again = attune_model_from_json (text, -1, NULL);
  g_assert_true (attune_model_equal (model, again));
  other = attune_model_to_json (again, NULL);
  g_assert_cmpstr (text, ==, other);
  g_assert_nonnull (strstr (text, "\"ours\": 7"));
}

static void
test_edits (void)
{
  g_autoptr (AttuneModel) first = make_model ();
  g_autoptr (AttuneModel) moved = NULL;
  g_autoptr (AttuneModel) served = NULL;
  g_autoptr (AttuneModel) removed = NULL;
  g_autoptr (AttuneModel) named = NULL;
  g_autoptr (AttuneModel) aimed = NULL;
  g_autoptr (AttuneModel) added = NULL;
  g_autofree char *id = NULL;
  AttuneDecimal target = 3 * ATTUNE_DECIMAL_ONE;

  moved = attune_model_move (first, ATTUNE_MODEL_BEHAVIOURS, "part", 0, NULL);
  g_assert_cmpuint (attune_model_find_behaviour (moved, "part"), ==, 0);
  g_assert_cmpuint (attune_model_find_behaviour (first, "part"), ==, 2);

  served = attune_model_set_serves (moved, "part", "sold", TRUE, NULL);
  g_assert_true (attune_model_serves (served, 0, 1));
  g_assert_true (attune_model_serves (served, 1, 0));
  g_assert_false (attune_model_serves (moved, 0, 1));

  removed = attune_model_remove (served, ATTUNE_MODEL_GOALS, "sold", NULL);
  g_assert_cmpuint (attune_model_get_n_goals (removed), ==, 1);
  g_assert_cmpuint (attune_model_get_behaviour (removed, 0)->n_serves, ==, 0);

  named = attune_model_set_string (removed, ATTUNE_MODEL_GOALS, "happy", "outcome", NULL, NULL);
  g_assert_null (attune_model_get_goal (named, 0)->outcome);
  aimed = attune_model_set_target (named, "happy", &target, NULL);
  g_assert_cmpint (attune_model_get_goal (aimed, 0)->target, ==, target);

  added = attune_model_add (aimed, ATTUNE_MODEL_BEHAVIOURS, 1, "New", &id, NULL);
  g_assert_cmpuint (attune_model_find_behaviour (added, id), ==, 1);
  g_assert_cmpuint (attune_model_get_n_behaviours (added), ==, 4);
}

/* A change and its opposite leave the same bytes. */
static void
test_back_again (void)
{
  g_autoptr (AttuneModel) model = read_ready_model ();
  g_autoptr (AttuneModel) there = NULL;
  g_autoptr (AttuneModel) back = NULL;
  g_autofree char *before = attune_model_to_json (model, NULL);
  g_autofree char *after = NULL;

  there = attune_model_set_serves (model, "farewell", "satisfaction", TRUE, NULL);
  g_assert_false (attune_model_equal (model, there));
  back = attune_model_set_serves (there, "farewell", "satisfaction", FALSE, NULL);
  after = attune_model_to_json (back, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
test_refusals (void)
{
  g_autoptr (AttuneModel) model = make_model ();
  g_autofree char *long_text = g_strnfill (ATTUNE_MODEL_MAX_BYTES + 1, 'x');
  AttuneModel *none[5] = { NULL };
  GError *errors[5] = { NULL };

  none[0] = attune_model_remove (model, ATTUNE_MODEL_GOALS, "greet", &errors[0]);
  none[1] = attune_model_move (model, ATTUNE_MODEL_BEHAVIOURS, "happy", 0, &errors[1]);
  none[2] = attune_model_set_serves (model, "greet", "gone", TRUE, &errors[2]);
  none[3] = attune_model_set_serves (model, "gone", "happy", TRUE, &errors[3]);
  none[4] = attune_model_set_string (model, ATTUNE_MODEL_GOALS, "happy", "title", long_text,
                                     &errors[4]);
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_assert_null (none[i]);
      g_assert_error (errors[i], ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
      g_clear_error (&errors[i]);
    }
}

static void
test_check (void)
{
  g_autoptr (AttuneModel) model = make_model ();
  g_autoptr (AttuneForm) form = make_form (
    "{\"id\": \"a\", \"type\": \"yes_no\", \"title\": \"A\", \"behaviour\": \"greet\"},"
    "{\"id\": \"b\", \"type\": \"yes_no\", \"title\": \"B\", \"behaviour\": \"greet\"},"
    "{\"id\": \"c\", \"type\": \"yes_no\", \"title\": \"C\"},"
    "{\"id\": \"d\", \"type\": \"yes_no\", \"title\": \"D\", \"error_type\": \"compliance\"},"
    "{\"id\": \"e\", \"type\": \"text\", \"title\": \"E\"},"
    "{\"id\": \"f\", \"type\": \"yes_no\", \"title\": \"F\", \"behaviour\": \"hum\"}");
  g_autoptr (AttuneForm) other = make_form (
    "{\"id\": \"a\", \"type\": \"yes_no\", \"title\": \"A\", \"behaviour\": \"part\"}");
  AttuneForm *forms[] = { form, other };
  g_autoptr (AttuneModelCheck) check = attune_model_check (model, forms, 2);
  static const struct
  {
    AttuneModelFindingKind kind;
    gboolean is_hint;
    const char *words;
  } rows[] = {
    { ATTUNE_MODEL_GOAL_UNSERVED, FALSE, "No behaviour serves the goal “Sold”." },
    { ATTUNE_MODEL_BEHAVIOUR_UNMEASURED, FALSE, "No question measures “Ask”." },
    { ATTUNE_MODEL_BEHAVIOUR_AIMLESS, TRUE, "“Part” serves no goal. That may be meant." },
    { ATTUNE_MODEL_QUESTION_UNRELATED, FALSE, "The question “C” measures no behaviour." },
    { ATTUNE_MODEL_QUESTION_UNKNOWN, FALSE,
      "The question “F” measures a behaviour, “hum”, that the model does not have." },
  };

  g_assert_cmpuint (check->findings->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const AttuneModelFinding *finding = &g_array_index (check->findings, AttuneModelFinding, i);
      g_autofree char *words = attune_model_finding_describe (finding, model, forms);

      g_assert_cmpint (finding->kind, ==, rows[i].kind);
      g_assert_cmpint (attune_model_finding_is_hint (finding), ==, rows[i].is_hint);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
  g_assert_cmpuint (check->n_questions[0], ==, 2);
  g_assert_cmpuint (check->n_questions[1], ==, 0);
  g_assert_cmpuint (check->n_questions[2], ==, 1);
  g_assert_cmpuint (check->goal_questions[0], ==, 2);
  g_assert_cmpuint (check->goal_questions[1], ==, 0);
}

/* A form that was made without the model is one finding, at its first question; three questions are three. */
static void
test_check_many (void)
{
  static const char *const words[] = {
    "4 questions of “F” measure no behaviour.",
    "5 questions of “F” measure behaviours that the model does not have.",
  };
  GString *questions = g_string_new (NULL);
  g_autofree char *owned = NULL;
  g_autoptr (AttuneModel) model = attune_model_new ("m", "M");
  g_autoptr (AttuneForm) form = NULL;
  g_autoptr (AttuneModelCheck) check = NULL;

  for (guint i = 0; i < 9; i++)
    g_string_append_printf (questions,
                            "%s{\"id\": \"q%u\", \"type\": \"yes_no\", \"title\": \"Q\"%s}",
                            i > 0 ? "," : "", i, i % 2 == 0 ? ", \"behaviour\": \"hum\"" : "");
  owned = g_string_free (questions, FALSE);
  form = make_form (owned);
  check = attune_model_check (model, &form, 1);

  g_assert_cmpuint (check->findings->len, ==, G_N_ELEMENTS (words));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const AttuneModelFinding *finding = &g_array_index (check->findings, AttuneModelFinding, i);
      g_autofree char *text = attune_model_finding_describe (finding, model, &form);

      g_assert_cmpuint (finding->question, ==, 1 - i);
      g_assert_cmpuint (finding->n_questions, ==, 4 + i);
      g_assert_cmpstr (text, ==, words[i]);
    }
}

static void
test_check_nothing (void)
{
  g_autoptr (AttuneModel) model = attune_model_new ("m", "M");
  g_autoptr (AttuneModelCheck) check = attune_model_check (model, NULL, 0);

  g_assert_cmpuint (check->findings->len, ==, 0);
}

/* What ships: four goals, seven behaviours in the order of a contact, and which serve what. */
static void
test_ready_model (void)
{
  static const struct
  {
    const char *goal;
    guint served_by[5]; /* counted from 1; 0 ends */
  } rows[] = { { "satisfaction", { 1, 3, 4, 6 } },
               { "cross-selling", { 2, 4 } },
               { "self-service", { 6 } },
               { "fewer-repeats", { 2, 5 } } };
  g_autoptr (AttuneModel) model = read_ready_model ();

  g_assert_cmpuint (attune_model_get_n_goals (model), ==, G_N_ELEMENTS (rows));
  g_assert_cmpuint (attune_model_get_n_behaviours (model), ==, 7);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n = 0;

      g_assert_cmpuint (attune_model_find_goal (model, rows[i].goal), ==, i);
      for (guint j = 0; j < 7; j++)
        {
          gboolean is_next = rows[i].served_by[n] == j + 1;

          g_assert_cmpint (attune_model_serves (model, j, i), ==, is_next);
          n += is_next;
        }
    }
}

/* The forms that ship are built on it: nothing to be said but for the farewell. */
static void
test_ready_forms (void)
{
  static const char *const names[] = { "calls.json", "chats.json", "emails.json" };
  g_autoptr (AttuneModel) model = read_ready_model ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = read_file (names[i]);
      g_autoptr (AttuneForm) form = attune_form_from_json (text, -1, NULL);
      g_autoptr (AttuneModelCheck) check = attune_model_check (model, &form, 1);

      for (guint j = 0; j < check->findings->len; j++)
        {
          const AttuneModelFinding *finding = &g_array_index (check->findings, AttuneModelFinding,
                                                              j);
          g_autofree char *words = attune_model_finding_describe (finding, model, &form);

          g_test_message ("%s: %s", names[i], words);
          g_assert_cmpint (finding->kind, ==, ATTUNE_MODEL_BEHAVIOUR_AIMLESS);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = argv[1];

  g_test_add_func ("/model/faults", test_faults);
  g_test_add_func ("/model/limits", test_limits);
  g_test_add_func ("/model/what-it-says", test_what_it_says);
  g_test_add_func ("/model/edits", test_edits);
  g_test_add_func ("/model/back-again", test_back_again);
  g_test_add_func ("/model/refusals", test_refusals);
  g_test_add_func ("/model/check", test_check);
  g_test_add_func ("/model/check-nothing", test_check_nothing);
  g_test_add_func ("/model/check/many", test_check_many);
  g_test_add_func ("/model/ready-model", test_ready_model);
  g_test_add_func ("/model/ready-forms", test_ready_forms);
  return g_test_run ();
}
