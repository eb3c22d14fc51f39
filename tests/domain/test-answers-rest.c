/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-answers-rest.h"

/* A question "q" as it stands in a form, behind a yes_no "first"; what it is answered with. */
static const struct
{
  const char *question; /* keys besides id and title */
  const char *before;   /* answers */
  const char *after;    /* "" where nothing is filled in */
} cases[] = {
  { "\"type\":\"yes_no\"", "", "\"q\":{\"option\":\"yes\",\"origin\":\"default\"}" },
  { "\"type\":\"scale\",\"options\":[{\"id\":\"a\",\"score\":0},{\"id\":\"b\",\"score\":100},"
    "{\"id\":\"c\",\"score\":100}]",
    "", "\"q\":{\"option\":\"b\",\"origin\":\"default\"}" },
  { "\"type\":\"checklist\",\"options\":[{\"id\":\"a\",\"score\":40},{\"id\":\"b\",\"score\":0},"
    "{\"id\":\"c\",\"score\":60}]",
    "", "\"q\":{\"options\":[\"a\",\"c\"],\"origin\":\"default\"}" },
  { "\"type\":\"checklist\",\"options\":[{\"id\":\"a\",\"score\":0}]", "", "" },
  /* Answered, N/A, or kept beneath N/A: as it is. */
  { "\"type\":\"yes_no\"", "\"q\":{\"option\":\"no\"}", "" },
  { "\"type\":\"yes_no\",\"na_allowed\":true", "\"q\":{\"na\":true}", "" },
  { "\"type\":\"yes_no\",\"na_allowed\":true", "\"q\":{\"option\":\"no\",\"na\":true}", "" },
  /* A comment that is there already stays. */
  { "\"type\":\"yes_no\"", "\"q\":{\"comment\":\"warm\"}",
    "\"q\":{\"option\":\"yes\",\"comment\":\"warm\",\"origin\":\"default\"}" },
  /* For a person to judge. */
  { "\"type\":\"yes_no\",\"error_type\":\"compliance\"", "", "" },
  { "\"type\":\"yes_no\",\"options\":[{\"id\":\"yes\",\"score\":100},{\"id\":\"no\",\"score\":0,"
    "\"fail\":\"section\"}]",
    "", "" },
  { "\"type\":\"yes_no\",\"bonus\":true", "", "" },
  { "\"type\":\"yes_no\",\"scored\":false", "", "" },
  { "\"type\":\"choice\",\"options\":[{\"id\":\"a\",\"score\":10,\"error\":true},{\"id\":\"b\","
    "\"score\":0}]",
    "", "" },
  { "\"type\":\"number\",\"ranges\":[{\"from\":0,\"to\":null,\"score\":100}]", "", "" },
  { "\"type\":\"text\"", "", "" },
  { "\"type\":\"date\"", "", "" },
  /* Hidden; and shown by what is filled in. */
  { "\"type\":\"yes_no\",\"show_if\":{\"question\":\"first\",\"is\":[\"no\"]}", "", "" },
  { "\"type\":\"yes_no\",\"show_if\":{\"question\":\"first\",\"is\":[\"yes\"]}", "",
    "\"q\":{\"option\":\"yes\",\"origin\":\"default\"}" },
};

static AttuneForm *
read_form (const char *question)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":["
    "{\"id\":\"first\",\"title\":\"First\",\"type\":\"yes_no\"},"
    "{\"id\":\"q\",\"title\":\"Q\",%s}]}]}",
    question);
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

static AttuneAnswers *
read_answers (AttuneForm *form, const char *first, const char *inside)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("{\"answers\":{%s%s%s}}", first,
                                           *first != '\0' && *inside != '\0' ? "," : "", inside);
  AttuneAnswers *answers = attune_answers_from_json (form, text, -1, &error);

  g_assert_no_error (error);
  return answers;
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneForm) form = read_form (cases[i].question);
      g_autoptr (AttuneAnswers) before = read_answers (form, "", cases[i].before);
      const char *after = *cases[i].after != '\0' ? cases[i].after : cases[i].before;
      g_autoptr (AttuneAnswers)
        expected = read_answers (form, "\"first\":{\"option\":\"yes\",\"origin\":\"default\"}",
                                 after);
      g_autoptr (AttuneAnswers) filled = NULL;
      g_autofree char *text = NULL;
      guint n;

      filled = attune_answers_with_rest_highest (before, &n);
      text = attune_answers_to_json (filled, NULL);
      if (!attune_answers_equal (filled, expected))
        g_test_fail_printf ("%u: %s", i, text);
      g_assert_cmpuint (n, ==, *cases[i].after != '\0' ? 2 : 1);
    }
}

/* Twice is once, and an answer given over it is a person's again. */
static void
test_again (void)
{
  g_autoptr (AttuneForm) form = read_form ("\"type\":\"yes_no\"");
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  guint n;
  g_autoptr (AttuneAnswers) filled = attune_answers_with_rest_highest (none, &n);
  g_autoptr (AttuneAnswers) again = attune_answers_with_rest_highest (filled, &n);
  g_autoptr (AttuneAnswers) given = attune_answers_with_option (again, 1, 0);

  g_assert_cmpuint (n, ==, 0);
  g_assert_true (attune_answers_equal (filled, again));
  g_assert_cmpint (attune_answers_get (again, 1)->origin, ==, ATTUNE_ORIGIN_DEFAULT);
  g_assert_cmpint (attune_answers_get (given, 1)->origin, ==, ATTUNE_ORIGIN_PERSON);
}

/* An empty form has no rest. */
static void
test_empty (void)
{
  g_autoptr (AttuneForm) form = attune_form_from_json (
    "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\"}]}", -1, NULL);
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  guint n = 1;
  g_autoptr (AttuneAnswers) filled = attune_answers_with_rest_highest (none, &n);

  g_assert_cmpuint (n, ==, 0);
  g_assert_true (attune_answers_equal (none, filled));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/answers-rest/cases", test_cases);
  g_test_add_func ("/domain/answers-rest/again", test_again);
  g_test_add_func ("/domain/answers-rest/empty", test_empty);
  return g_test_run ();
}
