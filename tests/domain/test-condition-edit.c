/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-condition-edit.h"
#include "attune-test-support.h"
#include "random-form.h"

#include <string.h>

/* "last" has the condition, all the others come before it, but for "later". */
static const char
  form_text[] = "{\"id\":\"f\",\"title\":\"F\",\"sections\":["
                "{\"id\":\"s\",\"title\":\"S\",\"questions\":["
                "{\"id\":\"a\",\"type\":\"yes_no\",\"title\":\"A\",\"na_allowed\":true},"
                "{\"id\":\"b\",\"type\":\"choice\",\"title\":\"B\",\"na_allowed\":false,"
                "\"options\":[{\"id\":\"x\"},{\"id\":\"y\"},{\"id\":\"z\"}]},"
                "{\"id\":\"n\",\"type\":\"number\",\"title\":\"N\",\"na_allowed\":false},"
                "{\"id\":\"t\",\"type\":\"text\",\"title\":\"T\",\"na_allowed\":false}]},"
                "{\"id\":\"u\",\"title\":\"U\",\"questions\":["
                "{\"id\":\"last\",\"type\":\"yes_no\",\"title\":\"L\",\"show_if\":%s},"
                "{\"id\":\"later\",\"type\":\"yes_no\",\"title\":\"M\"}]}]}";

static AttuneForm *
make_form (const char *condition)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = g_strsplit (form_text, "%s", 2);
  g_autofree char *text = g_strconcat (parts[0], condition, parts[1], NULL);
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

/* What is read is written again, to the key; only what says nothing becomes nothing. */
static void
test_round_trip (void)
{
  static const char *const conditions[] = {
    "{\"question\":\"a\",\"is\":[\"yes\"]}",
    "{\"question\":\"b\",\"is\":[\"z\",\"x\"]}",
    "{\"question\":\"n\",\"answered\":true}",
    "{\"question\":\"a\",\"na\":true}",
    "{\"question\":\"t\",\"na\":true}", /* cannot come, and stays */
    "{\"question\":\"a\",\"is\":[]}",
    "{\"not\":{\"question\":\"a\",\"is\":[\"yes\"]}}",
    "{\"not\":{\"not\":{\"question\":\"a\",\"is\":[\"yes\"]}}}",
    "{\"all\":[]}",
    "{\"any\":[]}",
    "{\"not\":{\"any\":[]}}",
    "{\"all\":[{\"question\":\"a\",\"is\":[\"yes\"]}]}",
    "{\"any\":[{\"all\":[{\"any\":[{\"not\":{\"all\":[{\"question\":\"a\",\"is\":[\"no\"]},"
    "{\"question\":\"b\",\"answered\":true}]}}]}]},{\"question\":\"n\",\"answered\":true}]}",
    "{\"own\":1,\"not\":{\"mine\":[2],\"all\":[{\"why\":\"law\",\"question\":\"a\",\"na\":true}]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr (AttuneForm) form = make_form (conditions[i]);
      g_autoptr (AttuneConditionPart) part = attune_condition_part_read (form, "last");
      g_autoptr (AttuneForm) written = NULL;
      g_autofree char *json = attune_condition_part_write (part, form, "last");

      g_assert_nonnull (json);
      g_assert_true (attune_condition_part_is_group (part));
      g_assert_true (attune_condition_part_is_complete (part, form, "last"));
      written = attune_condition_part_apply (part, form, "last", NULL);
      g_assert_true (attune_form_equal (form, written));
    }
}

/* The same of any form there can be, for each of its parts. */
static void
test_any_form (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);
  guint n_forms = attune_test_count (60, 400, 4000);
  guint n_conditions = 0;

  for (guint n = 0; n < n_forms; n++)
    {
      json_t *node = random_form_new (random);
      g_autofree char *text = json_dumps (node, 0);
      g_autoptr (AttuneForm) form = attune_form_from_json (text, -1, NULL);

      json_decref (node);
      g_assert_nonnull (form);
      for (guint i = 0; i < attune_form_get_n_questions (form) + attune_form_get_n_sections (form);
           i++)
        {
          gboolean is_question = i < attune_form_get_n_questions (form);
          const char
            *id = is_question
                    ? attune_form_get_question (form, i)->id
                    : attune_form_get_section (form, i - attune_form_get_n_questions (form))->id;
          g_autoptr (AttuneConditionPart) part = attune_condition_part_read (form, id);
          g_autoptr (AttuneForm) written = attune_condition_part_apply (part, form, id, NULL);

          n_conditions += attune_condition_part_is_complete (part, form, id);
          g_assert_true (attune_form_equal (form, written));
        }
    }
  g_assert_cmpuint (n_conditions, >, 0);
}

static void
assert_written (AttuneConditionPart *part, AttuneForm *form, const char *expected)
{
  g_autofree char *json = attune_condition_part_write (part, form, "last");
  g_autoptr (AttuneForm) applied = attune_condition_part_apply (part, form, "last", NULL);

  g_assert_cmpstr (json, ==, expected);
  g_assert_nonnull (applied);
  g_assert_true ((attune_form_get_question (applied, 4)->show_if != NULL) == (expected != NULL));
}

/* From nothing, step by step, as it is picked. */
static void
test_pick (void)
{
  g_autoptr (AttuneForm) form = make_form ("null");
  g_autoptr (AttuneConditionPart) top = attune_condition_part_read (form, "last");
  AttuneConditionPart *group;
  AttuneConditionPart *test;

  assert_written (top, form, NULL);
  g_assert_false (attune_condition_part_is_complete (top, form, "last"));
  test = attune_condition_part_add_test (top);
  assert_written (top, form, NULL);
  attune_condition_part_set_question (test, form, "b");
  assert_written (top, form, NULL);
  attune_condition_part_set_option (test, form, "z", TRUE);
  attune_condition_part_set_option (test, form, "x", TRUE);
  attune_condition_part_set_option (test, form, "x", TRUE);
  g_assert_true (attune_condition_part_wants (test, "x"));
  g_assert_false (attune_condition_part_wants (test, "y"));
  assert_written (top, form, "{\"question\":\"b\",\"is\":[\"x\",\"z\"]}");
  attune_condition_part_set_kind (test, ATTUNE_CONDITION_IS, TRUE);
  assert_written (top, form, "{\"not\":{\"question\":\"b\",\"is\":[\"x\",\"z\"]}}");

  /* A second one makes it a group; a group in it wants any. */
  group = attune_condition_part_add_group (top);
  g_assert_cmpuint (attune_condition_part_get_depth (group), ==, 1);
  test = g_ptr_array_index (group->parts, 0);
  attune_condition_part_set_question (test, form, "n");
  g_assert_cmpint (test->kind, ==, ATTUNE_CONDITION_ANSWERED);
  attune_condition_part_add_test (group);
  assert_written (top, form,
                  "{\"all\":[{\"not\":{\"question\":\"b\",\"is\":[\"x\",\"z\"]}},"
                  "{\"any\":[{\"question\":\"n\",\"answered\":true}]}]}");
  attune_condition_part_set_kind (top, ATTUNE_CONDITION_ANY, TRUE);
  attune_condition_part_remove (g_ptr_array_index (top->parts, 0));
  assert_written (top, form,
                  "{\"not\":{\"any\":[{\"any\":[{\"question\":\"n\",\"answered\":true}]}]}}");

  /* The last part takes its group along. */
  attune_condition_part_remove (g_ptr_array_index (group->parts, 1));
  attune_condition_part_remove (g_ptr_array_index (group->parts, 0));
  g_assert_cmpuint (top->parts->len, ==, 0);
  assert_written (top, form, NULL);
}

/* Another question begins anew, and is asked what it can be. */
static void
test_other_question (void)
{
  g_autoptr (AttuneForm) form = make_form ("{\"question\":\"a\",\"na\":true}");
  g_autoptr (AttuneConditionPart) top = attune_condition_part_read (form, "last");
  AttuneConditionPart *test = g_ptr_array_index (top->parts, 0);

  attune_condition_part_set_question (test, form, "b");
  g_assert_cmpint (test->kind, ==, ATTUNE_CONDITION_IS);
  attune_condition_part_set_option (test, form, "y", TRUE);
  attune_condition_part_set_question (test, form, "b");
  g_assert_true (attune_condition_part_wants (test, "y"));
  attune_condition_part_set_option (test, form, "y", FALSE);
  assert_written (top, form, NULL);
  attune_condition_part_set_kind (test, ATTUNE_CONDITION_ANSWERED, FALSE);
  assert_written (top, form, "{\"question\":\"b\",\"answered\":true}");
  attune_condition_part_set_question (test, form, "a");
  assert_written (top, form, "{\"question\":\"a\",\"answered\":true}");

  /* What does not come before can only be picked before it is moved there: it is left out. */
  attune_condition_part_set_question (test, form, "later");
  assert_written (top, form, NULL);
}

static void
test_can_ask (void)
{
  static const struct
  {
    const char *question;
    gboolean is;
    gboolean na;
  } cases[] = {
    { "a", TRUE, TRUE }, { "b", TRUE, FALSE }, { "n", FALSE, FALSE }, { "t", FALSE, FALSE }
  };
  g_autoptr (AttuneForm) form = make_form ("null");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint index = attune_form_find_question (form, cases[i].question);
      const AttuneFormQuestion *question = attune_form_get_question (form, index);

      g_assert_cmpint (attune_condition_can_ask (form, question, ATTUNE_CONDITION_IS), ==,
                       cases[i].is);
      g_assert_cmpint (attune_condition_can_ask (form, question, ATTUNE_CONDITION_NA), ==,
                       cases[i].na);
      g_assert_true (attune_condition_can_ask (form, question, ATTUNE_CONDITION_ANSWERED));
      g_assert_false (attune_condition_can_ask (form, question, ATTUNE_CONDITION_ANY));
    }
  g_assert_cmpuint (attune_condition_count_questions (form, "a"), ==, 0);
  g_assert_cmpuint (attune_condition_count_questions (form, "last"), ==, 4);
  g_assert_cmpuint (attune_condition_count_questions (form, "u"), ==, 4);
  g_assert_cmpuint (attune_condition_count_questions (form, "s"), ==, 0);
  g_assert_cmpuint (attune_condition_count_questions (form, "none"), ==, 0);
  g_assert_null (attune_condition_part_read (form, "none"));
}

/* It outlives a form in which something it names is gone. */
static void
test_form_changes (void)
{
  g_autoptr (AttuneForm) form = make_form (
    "{\"any\":[{\"question\":\"b\",\"is\":[\"x\",\"y\"]},{\"question\":\"a\",\"is\":[\"no\"]}]}");
  g_autoptr (AttuneConditionPart) top = attune_condition_part_read (form, "last");
  g_autoptr (AttuneForm) other = attune_form_from_json (
    "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":["
    "{\"id\":\"b\",\"type\":\"choice\",\"title\":\"B\",\"na_allowed\":false,\"options\":[{\"id\":\"y\"},{\"id\":\"w\"}]},"
    "{\"id\":\"last\",\"type\":\"yes_no\",\"title\":\"L\"}]}]}",
    -1, NULL);
  g_autofree char *json = attune_condition_part_write (top, other, "last");
  g_autofree char *none = attune_condition_part_write (top, other, "b");

  g_assert_cmpstr (json, ==, "{\"any\":[{\"question\":\"b\",\"is\":[\"y\"]}]}");
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/condition-edit/round-trip", test_round_trip);
  g_test_add_func ("/domain/condition-edit/any-form", test_any_form);
  g_test_add_func ("/domain/condition-edit/pick", test_pick);
  g_test_add_func ("/domain/condition-edit/other-question", test_other_question);
  g_test_add_func ("/domain/condition-edit/can-ask", test_can_ask);
  g_test_add_func ("/domain/condition-edit/form-changes", test_form_changes);
  return g_test_run ();
}
