/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form-edit.h"
#include "attune-form-group.h"

/* b looks at a, whose title is given; inner (in s2) at a, c (untitled) at k. */
static AttuneForm *
create_form (const char *title)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"f\",\"title\":\"F\",\"sections\":["
    "{\"id\":\"s1\",\"title\":\"First\",\"questions\":["
    "{\"id\":\"a\",\"type\":\"yes_no\",\"title\":\"%s\",\"options\":["
    "{\"id\":\"yes\",\"label\":\"Yes\",\"score\":100},{\"id\":\"no\",\"label\":\"No\",\"score\":0}]},"
    "{\"id\":\"k\",\"type\":\"choice\",\"title\":\"Kind\",\"options\":["
    "{\"id\":\"x\",\"label\":\"X\",\"score\":100},{\"id\":\"y\",\"label\":\"Y\",\"score\":0}]},"
    "{\"id\":\"b\",\"type\":\"text\",\"title\":\"Why\","
    "\"show_if\":{\"question\":\"a\",\"is\":[\"no\"]}},"
    "{\"id\":\"c\",\"type\":\"text\",\"title\":\"\","
    "\"show_if\":{\"all\":[{\"not\":{\"question\":\"k\",\"is\":[\"x\",\"y\"]}}]}}]},"
    "{\"id\":\"s2\",\"title\":\"Second\",\"questions\":[],\"sections\":["
    "{\"id\":\"inner\",\"title\":\"Inner\",\"questions\":[],"
    "\"show_if\":{\"question\":\"a\",\"answered\":true}}]}]}",
    title);
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

typedef enum
{
  REMOVE,
  REMOVE_OPTION,
  MOVE_LAST, /* within the first section */
  TYPE_TEXT,
  WEIGHT,
  CONDITION,
  PASS
} Edit;

/* Each case: what is done to which part, and why it cannot be. */
static const struct
{
  const char *title; /* of a */
  Edit edit;
  const char *part;
  const char *words;
} cases[] = {
  { "Verified", REMOVE, "a",
    "“Why” is shown by an answer to “Verified”, which would be gone. Change that condition first "
    "(and 1 more)" },
  { "", REMOVE, "a",
    "“Why” is shown by an answer to “Untitled question”, which would be gone. Change that condition "
    "first (and 1 more)" },
  { "Verified", REMOVE, "s1",
    "“Inner” is shown by an answer to “Verified”, which would be gone. Change that condition first" },
  { "Verified", REMOVE, "k",
    "“Untitled question” is shown by an answer to “Kind”, which would be gone. Change that "
    "condition first" },
  { "Verified", MOVE_LAST, "a",
    "“Why” is shown by an answer to “Verified”, which would no longer come before it. Change that "
    "condition first" },
  { "Verified", REMOVE_OPTION, "k",
    "“Untitled question” is shown by an answer to “Kind” that would be gone. Change that condition "
    "first" },
  { "Verified", TYPE_TEXT, "a",
    "“Why” is shown by an answer to “Verified” that would be gone. Change that condition first" },
  /* What is no condition, in the words of the fault. */
  { "Verified", WEIGHT, "a",
    "this would not leave a sound form: “Verified”: a weight must not be negative" },
  { "Verified", WEIGHT, "inner",
    "this would not leave a sound form: “Inner”: a weight must not be negative" },
  { "Verified", PASS, NULL, "this would not leave a sound form: must be a number, not a text" },
  /* A question that there never was has no title. */
  { "Verified", CONDITION, "b",
    "this would not leave a sound form: “Why”: there is no question “zebra”" },
};

static AttuneForm *
edit (AttuneForm *form, Edit kind, const char *part, GError **error)
{
  AttuneFormPlace place = { part, kind == REMOVE_OPTION ? "x" : NULL, NULL };

  switch (kind)
    {
    case REMOVE:
    case REMOVE_OPTION:
      return attune_form_remove (form, place, error);
    case MOVE_LAST:
      return attune_form_move (form, place, "s1", 3, error);
    case TYPE_TEXT:
      return attune_form_set_type (form, part, ATTUNE_QUESTION_TEXT, error);
    case WEIGHT:
      return attune_form_set_decimal (form, place, "weight", -1, error);
    case CONDITION:
      return attune_form_set_json (form, place, "show_if",
                                   "{\"question\":\"zebra\",\"answered\":true}", error);
    case PASS:
      return attune_form_set_string (form, place, "scoring/pass", "much", error);
    }
  g_assert_not_reached ();
}

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneForm) form = create_form (cases[i].title);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm) edited = edit (form, cases[i].edit, cases[i].part, &error);

      g_assert_null (edited);
      g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
      g_assert_cmpstr (error->message, ==, cases[i].words);
    }
}

/* The same where several parts go at once. */
static void
test_groups (void)
{
  static const char *const ids[] = { "a", "b", NULL };
  g_autoptr (AttuneForm) form = create_form ("Verified");
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) edited = attune_form_group_remove (form, ids, &error);

  g_assert_null (edited);
  g_assert_cmpstr (error->message, ==,
                   "“Inner” is shown by an answer to “Verified”, which would be gone. Change that "
                   "condition first");
}

/* What is the first too many is nobody's fault, and has not been seen. */
static void
test_too_many (void)
{
  AttuneForm *form = create_form ("Verified");
  g_autoptr (GError) error = NULL;

  for (guint i = attune_form_get_n_questions (form); i < ATTUNE_FORM_MAX_QUESTIONS; i++)
    {
      AttuneForm *larger = attune_form_add_question (form, "inner", 0, ATTUNE_QUESTION_TEXT, "Q",
                                                     NULL, NULL);

      g_assert_nonnull (larger);
      attune_form_unref (form);
      form = larger;
    }
  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (attune_form_add_question (form, i == 0 ? "s1" : "inner", 0,
                                               ATTUNE_QUESTION_TEXT, "", NULL, &error));
      g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
      g_assert_cmpstr (error->message, ==, "a form may have 500 questions at most");
      g_clear_error (&error);
    }
  attune_form_unref (form);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-refusal/words", test_words);
  g_test_add_func ("/form-refusal/groups", test_groups);
  g_test_add_func ("/form-refusal/too-many", test_too_many);
  return g_test_run ();
}
