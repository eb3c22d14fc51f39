/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores forms and answers kept in tests/data/score, and holds the result to what stands beside them. Every key that is
 * expected must be there and equal; numbers to the last hundredth. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-score.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

typedef struct
{
  json_t *form;
  json_t *spec;
} Case;

static void
free_case (Case *self)
{
  json_decref (self->form);
  json_decref (self->spec);
  g_free (self);
}

static void
compare (const char *path, json_t *expected, json_t *actual)
{
  const char *key;
  json_t *value;

  if (json_is_object (expected))
    {
      json_object_foreach (expected, key, value)
      {
        g_autofree char *below = g_strdup_printf ("%s/%s", path, key);

        if (json_object_get (actual, key) == NULL)
          g_test_fail_printf ("%s is missing", below);
        else
          compare (below, value, json_object_get (actual, key));
      }
      return;
    }
  if (json_is_number (expected) && json_is_number (actual))
    {
      if (fabs (json_number_value (expected) - json_number_value (actual)) > 1e-9)
        g_test_fail_printf ("%s: expected %.2f, got %.2f", path, json_number_value (expected),
                            json_number_value (actual));
      return;
    }
  if (!json_equal (expected, actual))
    {
      g_autofree char *wanted = json_dumps (expected, JSON_ENCODE_ANY);
      g_autofree char *got = json_dumps (actual, JSON_ENCODE_ANY);

      g_test_fail_printf ("%s: expected %s, got %s", path, wanted, got);
    }
}

static AttuneForm *
read_form (json_t *node)
{
  g_autofree char *text = json_dumps (node, 0);
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

static AttuneAnswers *
read_answers (AttuneForm *form, json_t *spec)
{
  json_t *sections = json_object_get (spec, "sections");
  json_t *document = json_pack ("{s:O}", "answers", json_object_get (spec, "answers"));
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  AttuneAnswers *answers;

  if (sections != NULL)
    json_object_set (document, "sections", sections);
  text = json_dumps (document, 0);
  json_decref (document);
  answers = attune_answers_from_json (form, text, -1, &error);
  g_assert_no_error (error);
  return answers;
}

/* The quick way must give what the explained one gives. */
static void
check_quick (AttuneForm *form, AttuneAnswers *answers, AttuneScore *score)
{
  g_autoptr (AttuneScorer) scorer = attune_scorer_new (form);
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  AttuneScoreFigures figures;

  attune_scorer_run (scorer, answers, &figures);
  attune_scorer_run (scorer, none, &figures);
  attune_scorer_run (scorer, answers, &figures);
  g_assert_cmpmem (&figures, sizeof figures, attune_score_get_figures (score), sizeof figures);
}

/* Contributions add up to what stands before floor, cap and form fail; here only looked at where they must. */
static void
check_sum (AttuneForm *form, AttuneScore *score)
{
  const AttuneScoreFigures *figures = attune_score_get_figures (score);
  gint64 of_questions = 0;
  gint64 of_sections = 0;

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    of_questions += attune_score_get_question (score, i)->contribution;
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      if (attune_form_get_section (form, i)->parent == ATTUNE_FORM_NONE)
        of_sections += attune_score_get_section (score, i)->contribution;
    }
  g_assert_cmpint (ABS (of_questions - of_sections), <=, attune_form_get_n_questions (form));
  if (figures->score == ATTUNE_SCORE_NONE)
    g_assert_cmpint (of_questions, ==, 0);
}

static void
test_case (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (AttuneForm) form = read_form (self->form);
  g_autoptr (AttuneAnswers) answers = read_answers (form, self->spec);
  g_autoptr (AttuneScore) score = attune_score_new (answers);
  g_autofree char *text = attune_score_to_json (score);
  json_t *actual = json_loads (text, 0, NULL);

  g_assert_nonnull (actual);
  compare ("", json_object_get (self->spec, "expected"), actual);
  g_assert_cmpuint (json_array_size (json_object_get (actual, "trace")), >, 0);
  g_assert_cmpuint (json_object_size (json_object_get (actual, "errors")), ==, 3);
  check_quick (form, answers, score);
  check_sum (form, score);
  json_decref (actual);
}

static void
add_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".json"));
  json_error_t trouble;
  json_t *file = json_load_file (path, JSON_REJECT_DUPLICATES, &trouble);
  json_t *group, *spec;
  size_t i, j;

  if (file == NULL)
    g_error ("%s:%d: %s", path, trouble.line, trouble.text);

  json_array_foreach (json_object_get (file, "groups"), i, group)
  {
    json_array_foreach (json_object_get (group, "cases"), j, spec)
    {
      Case *self = g_new0 (Case, 1);
      g_autofree char *test_path = g_strdup_printf ("/score/%s/%zu/%s", stem, i,
                                                    json_string_value (
                                                      json_object_get (spec, "name")));

      g_strdelimit (test_path + strlen ("/score/") + strlen (stem) + 1, "# ", '-');
      self->form = json_incref (json_object_get (group, "form"));
      self->spec = json_incref (spec);
      g_test_add_data_func_full (test_path, self, test_case, (GDestroyNotify) free_case);
    }
  }
  json_decref (file);
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);

  folder = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      if (g_str_has_suffix (name, ".json"))
        add_file (argv[1], name);
    }
  return g_test_run ();
}
