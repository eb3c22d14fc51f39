/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form-group.h"
#include "attune-form-lint.h"
#include "attune-test-support.h"
#include "random-form.h"

#include <string.h>

static const char form_text[] =
  "{\"id\":\"f\",\"title\":\"F\",\"own\":1,\"sections\":["
  "{\"id\":\"s\",\"title\":\"S\",\"questions\":["
  "{\"id\":\"a\",\"type\":\"yes_no\",\"title\":\"A\"},"
  "{\"id\":\"b\",\"type\":\"choice\",\"title\":\"B\",\"show_if\":{\"question\":\"a\",\"is\":[\"yes\"]},"
  "\"options\":[{\"id\":\"x\",\"score\":1,\"reasons\":[{\"id\":\"r\"},{\"id\":\"q\"}]},"
  "{\"id\":\"y\"}]},"
  "{\"id\":\"n\",\"type\":\"number\",\"title\":\"N\",\"ranges\":[{\"to\":2},{\"from\":3,\"to\":5}]}],"
  "\"sections\":[{\"id\":\"t\",\"title\":\"T\",\"questions\":["
  "{\"id\":\"c\",\"type\":\"text\",\"title\":\"C\",\"show_if\":{\"not\":{\"question\":\"b\","
  "\"is\":[\"x\"]}}}]}]},"
  "{\"id\":\"u\",\"title\":\"U\",\"show_if\":{\"question\":\"n\",\"answered\":true}}]}";

static AttuneForm *
make_form (void)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (form_text, -1, &error);

  g_assert_no_error (error);
  return form;
}

/* The ids in order: sections as "s(", questions, ")". */
static void
outline_section (AttuneForm *form, guint index, GString *text)
{
  const AttuneFormSection *section = attune_form_get_section (form, index);

  g_string_append_printf (text, "%s(", section->id);
  for (guint i = 0; i < section->n_questions; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            attune_form_get_question (form, section->first_question + i)->id);
  for (guint i = index + 1; i < section->end_section; i++)
    {
      if (attune_form_get_section (form, i)->parent == index)
        outline_section (form, i, text);
    }
  g_string_append_c (text, ')');
}

static char *
outline (AttuneForm *form)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      if (attune_form_get_section (form, i)->parent == ATTUNE_FORM_NONE)
        outline_section (form, i, text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_outline (AttuneForm *form, const char *expected)
{
  g_autofree char *actual = outline (form);

  g_assert_cmpstr (actual, ==, expected);
}

static void
take (AttuneForm **form, AttuneForm *changed)
{
  g_assert_nonnull (changed);
  attune_form_unref (*form);
  *form = changed;
}

#define PLACE(...) ((AttuneFormPlace){ __VA_ARGS__ })

/* --- Keys ---------------------------------------------------------------------------------------------------- */

static void
test_set (void)
{
  g_autoptr (AttuneForm) first = make_form ();
  g_autofree char *before = attune_form_to_json (first, NULL);
  g_autofree char *after = NULL;
  g_autoptr (AttuneForm) form = attune_form_ref (first);
  const AttuneFormQuestion *question;

  take (&form, attune_form_set_string (form, PLACE (NULL), "title", "Ä", NULL));
  take (&form, attune_form_set_decimal (form, PLACE (NULL), "scoring/pass", 805000, NULL));
  take (&form, attune_form_set_string (form, PLACE (NULL), "scoring/na", "full", NULL));
  take (&form, attune_form_set_string (form, PLACE (NULL), "scoring/cap", NULL, NULL));
  take (&form, attune_form_set_json (form, PLACE (NULL), "scoring/bands",
                                     "[{\"from\":0,\"label\":\"All\"}]", NULL));
  take (&form, attune_form_set_json (form, PLACE (NULL), "channels", "[\"call\"]", NULL));
  take (&form, attune_form_set_string (form, PLACE ("t"), "title", "Sub", NULL));
  take (&form, attune_form_set_decimal (form, PLACE ("s"), "weight", 25000, NULL));
  take (&form, attune_form_set_boolean (form, PLACE ("a"), "bonus", TRUE, NULL));
  take (&form, attune_form_set_string (form, PLACE ("a", "no"), "fail", "form", NULL));
  take (&form, attune_form_set_string (form, PLACE ("b", "x"), "label", "X", NULL));
  take (&form, attune_form_set_string (form, PLACE ("b", "x", "q"), "cause", "policy", NULL));
  take (&form, attune_form_set_decimal (form, PLACE ("n", "1"), "score", 500000, NULL));
  take (&form, attune_form_unset (form, PLACE ("b"), "show_if", NULL));

  g_assert_cmpstr (attune_form_get_title (form), ==, "Ä");
  g_assert_cmpint (attune_form_get_scoring (form)->pass, ==, 805000);
  g_assert_cmpint (attune_form_get_scoring (form)->na, ==, ATTUNE_NA_FULL);
  g_assert_false (attune_form_get_scoring (form)->has_cap);
  g_assert_cmpstr (attune_form_get_scoring (form)->bands[0].label, ==, "All");
  g_assert_cmpstr (attune_form_get_section (form, 1)->title, ==, "Sub");
  g_assert_cmpint (attune_form_get_section (form, 0)->weight, ==, 25000);
  question = attune_form_get_question (form, 0);
  g_assert_true (question->bonus);
  g_assert_cmpuint (question->n_options, ==, 2);
  g_assert_cmpint (question->options[1].fail, ==, ATTUNE_FAIL_FORM);
  g_assert_cmpint (question->options[0].score, ==, 100 * ATTUNE_DECIMAL_ONE);
  question = attune_form_get_question (form, 1);
  g_assert_null (question->show_if);
  g_assert_cmpstr (question->options[0].label, ==, "X");
  g_assert_cmpint (question->options[0].reasons[1].cause, ==, ATTUNE_CAUSE_POLICY);
  g_assert_cmpint (attune_form_get_question (form, 2)->options[1].score, ==, 500000);

  after = attune_form_to_json (first, NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
test_refused (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autofree char *long_text = g_strnfill (ATTUNE_FORM_MAX_BYTES, 'x');
  GError *error = NULL;

#define REFUSE(call)                                                          \
  G_STMT_START                                                                \
  {                                                                           \
    g_assert_null (call);                                                     \
    g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED); \
    g_clear_error (&error);                                                   \
  }                                                                           \
  G_STMT_END

  REFUSE (attune_form_set_string (form, PLACE ("zz"), "title", "x", &error));
  REFUSE (attune_form_set_string (form, PLACE ("b", "zz"), "label", "x", &error));
  REFUSE (attune_form_set_string (form, PLACE ("b", "x", "zz"), "label", "x", &error));
  REFUSE (attune_form_set_string (form, PLACE ("n", "2"), "label", "x", &error));
  REFUSE (attune_form_set_string (form, PLACE ("n", "1x"), "label", "x", &error));
  REFUSE (attune_form_set_string (form, PLACE ("a"), "title", NULL, &error));
  REFUSE (attune_form_set_string (form, PLACE ("a"), "title", long_text, &error));
  REFUSE (attune_form_set_decimal (form, PLACE ("a"), "weight", -1, &error));
  REFUSE (attune_form_set_string (form, PLACE (NULL), "scoring/mode", "none", &error));
  REFUSE (attune_form_set_json (form, PLACE ("a"), "show_if", "{", &error));
  REFUSE (attune_form_set_json (form, PLACE ("a"), "show_if", "{\"question\":\"b\",\"na\":true}",
                                &error));
  REFUSE (attune_form_unset (form, PLACE ("a"), "title", &error));
  REFUSE (attune_form_remove (form, PLACE ("a"), &error));
  REFUSE (attune_form_remove (form, PLACE ("b", "x"), &error));
  REFUSE (attune_form_remove (form, PLACE ("n"), &error));
  REFUSE (attune_form_remove (form, PLACE ("zz"), &error));
  REFUSE (attune_form_move (form, PLACE ("a"), "u", 0, &error));
  REFUSE (attune_form_move (form, PLACE ("s"), "u", 0, &error));
  REFUSE (attune_form_move (form, PLACE ("s"), "s", 0, &error));
  REFUSE (attune_form_move (form, PLACE ("s"), "t", 0, &error));
  REFUSE (attune_form_add_section (form, "t", 0, "Deep", NULL, &error));
  REFUSE (attune_form_add_section (form, "a", 0, "In a question", NULL, &error));
  REFUSE (attune_form_add_question (form, "zz", 0, ATTUNE_QUESTION_TEXT, "X", NULL, &error));
  REFUSE (attune_form_set_type (form, "a", ATTUNE_QUESTION_TEXT, &error));
#undef REFUSE
}

/* --- Types --------------------------------------------------------------------------------------------------- */

static void
test_type (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  guint index;

  /* What has options keeps them, and what looks at them still holds. */
  take (&form, attune_form_set_type (form, "a", ATTUNE_QUESTION_CHOICE, NULL));
  g_assert_cmpstr (attune_form_get_question (form, 0)->options[1].id, ==, "no");
  take (&form, attune_form_set_type (form, "b", ATTUNE_QUESTION_CHECKLIST, NULL));
  g_assert_cmpuint (attune_form_get_question (form, 1)->options[0].n_reasons, ==, 2);
  take (&form, attune_form_set_type (form, "b", ATTUNE_QUESTION_YES_NO, NULL));
  g_assert_cmpstr (attune_form_get_question (form, 1)->options[0].id, ==, "x");

  /* What nobody touched begins as its new type begins; what somebody did stays. */
  take (&form, attune_form_set_type (form, "c", ATTUNE_QUESTION_YES_NO, NULL));
  take (&form, attune_form_set_type (form, "c", ATTUNE_QUESTION_SCALE, NULL));
  index = attune_form_find_question (form, "c");
  g_assert_cmpuint (attune_form_get_question (form, index)->n_options, ==, 5);
  g_assert_cmpstr (attune_form_get_question (form, index)->options[4].label, ==, "5");
  take (&form,
        attune_form_set_string (form, (AttuneFormPlace){ "c", "5", NULL }, "label", "Best", NULL));
  take (&form, attune_form_set_type (form, "c", ATTUNE_QUESTION_CHOICE, NULL));
  g_assert_cmpuint (attune_form_get_question (form, index)->n_options, ==, 5);
  g_assert_cmpstr (attune_form_get_question (form, index)->options[4].label, ==, "Best");

  /* Every type from every type, where nothing looks at it. */
  for (guint from = 0; from <= ATTUNE_QUESTION_DATE; from++)
    {
      for (guint to = 0; to <= ATTUNE_QUESTION_DATE; to++)
        {
          const AttuneFormQuestion *question;

          take (&form, attune_form_set_type (form, "c", from, NULL));
          take (&form, attune_form_set_type (form, "c", to, NULL));
          question = attune_form_get_question (form, attune_form_find_question (form, "c"));
          g_assert_cmpint (question->type, ==, to);
          g_assert_true ((question->n_options > 0) == (to < ATTUNE_QUESTION_NUMBER));
        }
    }
  take (&form, attune_form_set_type (form, "n", ATTUNE_QUESTION_TEXT, NULL));
  g_assert_cmpuint (attune_form_get_question (form, 2)->n_options, ==, 0);
}

/* --- Parts --------------------------------------------------------------------------------------------------- */

static void
test_add (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autofree char *section = NULL;
  g_autofree char *question = NULL;
  g_autofree char *option = NULL;
  g_autofree char *range = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *expected = NULL;
  const AttuneFormQuestion *value;

  take (&form, attune_form_add_section (form, NULL, 1, "New", &section, NULL));
  for (guint type = 0; type <= ATTUNE_QUESTION_DATE; type++)
    {
      g_free (g_steal_pointer (&question));
      take (&form, attune_form_add_question (form, section, 0, type, "Q", &question, NULL));
      value = attune_form_get_question (form, attune_form_find_question (form, question));
      g_assert_cmpint (value->type, ==, type);
      take (&form, attune_form_remove (form, PLACE (question), NULL));
    }
  g_free (g_steal_pointer (&question));
  take (&form,
        attune_form_add_question (form, "t", 99, ATTUNE_QUESTION_SCALE, "Q", &question, NULL));
  expected = g_strdup_printf ("s(a b nt(c %s))%s()u()", question, section);
  assert_outline (form, expected);

  take (&form, attune_form_add_option (form, "a", 1, "Perhaps", &option, NULL));
  value = attune_form_get_question (form, 0);
  g_assert_cmpuint (value->n_options, ==, 3);
  g_assert_cmpstr (value->options[1].id, ==, option);
  take (&form, attune_form_add_reason (form, PLACE ("a", option), 0, "Why", &reason, NULL));
  g_assert_cmpstr (attune_form_get_question (form, 0)->options[1].reasons[0].id, ==, reason);
  take (&form, attune_form_add_option (form, "n", 99, "More", &range, NULL));
  g_assert_cmpstr (range, ==, "2");
  value = attune_form_get_question (form, 2);
  g_assert_cmpint (value->options[2].from, ==, 6 * ATTUNE_DECIMAL_ONE);
  g_assert_false (value->options[2].has_to);
}

static void
test_remove (void)
{
  g_autoptr (AttuneForm) form = make_form ();

  take (&form, attune_form_remove (form, PLACE ("b", "x", "r"), NULL));
  g_assert_cmpstr (attune_form_get_question (form, 1)->options[0].reasons[0].id, ==, "q");
  take (&form, attune_form_remove (form, PLACE ("b", "y"), NULL));
  take (&form, attune_form_remove (form, PLACE ("n", "0"), NULL));
  g_assert_cmpuint (attune_form_get_question (form, 2)->n_options, ==, 1);
  take (&form, attune_form_remove (form, PLACE ("u"), NULL));
  take (&form, attune_form_remove (form, PLACE ("n"), NULL));
  take (&form, attune_form_remove (form, PLACE ("t"), NULL));
  assert_outline (form, "s(a b)");
  take (&form, attune_form_remove (form, PLACE ("s"), NULL));
  assert_outline (form, "");
}

static void
test_move (void)
{
  g_autoptr (AttuneForm) form = make_form ();

  take (&form, attune_form_move (form, PLACE ("n"), "s", 0, NULL));
  assert_outline (form, "s(n a bt(c))u()");
  take (&form, attune_form_move (form, PLACE ("b"), "t", 0, NULL));
  assert_outline (form, "s(n at(b c))u()");
  take (&form, attune_form_move (form, PLACE ("t"), NULL, 1, NULL));
  assert_outline (form, "s(n a)t(b c)u()");
  take (&form, attune_form_move (form, PLACE ("t"), "u", 99, NULL));
  assert_outline (form, "s(n a)u(t(b c))");
  take (&form, attune_form_move (form, PLACE ("b", "y"), NULL, 0, NULL));
  g_assert_cmpstr (
    attune_form_get_question (form, attune_form_find_question (form, "b"))->options[0].id, ==, "y");
  take (&form, attune_form_move (form, PLACE ("b", "x", "q"), NULL, 0, NULL));
  take (&form, attune_form_move (form, PLACE ("n", "1"), NULL, 0, NULL));
  g_assert_true (attune_form_get_question (form, 0)->options[0].has_from);
  take (&form, attune_form_move (form, PLACE ("a", "no"), NULL, 0, NULL));
  g_assert_cmpstr (attune_form_get_question (form, 1)->options[0].id, ==, "no");
}

static void
test_duplicate (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autofree char *section = NULL;
  g_autofree char *option = NULL;
  g_autofree char *range = NULL;
  guint copy;
  guint first;

  take (&form, attune_form_duplicate (form, PLACE ("b", "x"), &option, NULL));
  g_assert_cmpstr (attune_form_get_question (form, 1)->options[1].id, ==, option);
  take (&form, attune_form_duplicate (form, PLACE ("n", "0"), &range, NULL));
  g_assert_cmpstr (range, ==, "1");
  take (&form, attune_form_duplicate (form, PLACE ("b", "y", NULL), NULL, NULL));

  /* Conditions inside the copy follow it. */
  take (&form, attune_form_duplicate (form, PLACE ("s"), &section, NULL));
  copy = attune_form_find_section (form, section);
  g_assert_cmpuint (copy, ==, 2);
  first = attune_form_get_section (form, copy)->first_question;
  g_assert_cmpuint (first, ==, 4);
  g_assert_cmpuint (attune_form_get_question (form, first + 1)->show_if->question, ==, first);
  g_assert_cmpuint (attune_form_get_question (form, first + 3)->show_if->children->question, ==,
                    first + 1);
  g_assert_cmpuint (attune_form_get_question (form, 1)->show_if->question, ==, 0);
}

static void
test_size_and_order (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autofree char *before = attune_form_to_json (form, NULL);
  g_autofree char *after = NULL;
  g_autofree char *text = g_strnfill (100000, 'x');

  /* What is set back is byte for byte what it was. */
  take (&form, attune_form_set_string (form, PLACE ("c"), "title", "Other", NULL));
  take (&form, attune_form_set_string (form, PLACE ("c"), "title", "C", NULL));
  after = attune_form_to_json (form, NULL);
  g_assert_cmpstr (after, ==, before);

  /* A hundred changes of 100 kB do not count as 10 MB. */
  for (guint i = 0; i < 100; i++)
    take (&form, attune_form_set_string (form, PLACE ("c"), "guidance", text, NULL));
  take (&form, attune_form_unset (form, PLACE ("c"), "guidance", NULL));
}

/* --- Whatever is done ---------------------------------------------------------------------------------------- */

/* A part picked at random; `is_section` says which. */
static AttuneFormPlace
pick (GRand *random, AttuneForm *form, gboolean is_section)
{
  guint n = is_section ? attune_form_get_n_sections (form) : attune_form_get_n_questions (form);
  guint at = n > 0 ? (guint) g_rand_int_range (random, 0, (int) n) : 0;

  if (n == 0)
    return PLACE ("none");
  return is_section ? PLACE (attune_form_get_section (form, at)->id)
                    : PLACE (attune_form_get_question (form, at)->id);
}

static AttuneFormPlace
pick_option (GRand *random, AttuneForm *form, char *number, gsize size)
{
  AttuneFormPlace place = pick (random, form, FALSE);
  guint index = attune_form_find_question (form, place.element);
  const AttuneFormQuestion *question;
  guint at;

  if (index == ATTUNE_FORM_NONE)
    return place;
  question = attune_form_get_question (form, index);
  if (question->n_options == 0)
    return place;
  at = (guint) g_rand_int_range (random, 0, (int) question->n_options);
  g_snprintf (number, size, "%u", at);
  place.option = question->options[at].id != NULL ? question->options[at].id : number;
  return place;
}

static AttuneForm *
paste (AttuneForm *form, const char *section, guint position, const char *text)
{
  return attune_form_paste (form, (AttuneFormSpot){ section, position },
                            (AttuneFormSpot){ section, position }, text, NULL, NULL);
}

static AttuneForm *
change (GRand *random, AttuneForm *form)
{
  gboolean is_section = g_rand_boolean (random);
  AttuneFormPlace part = pick (random, form, is_section);
  AttuneFormPlace section = pick (random, form, TRUE);
  AttuneFormPlace question = pick (random, form, FALSE);
  guint position = (guint) g_rand_int_range (random, 0, 5);
  AttuneQuestionType type = (AttuneQuestionType) g_rand_int_range (random, 0, 7);
  const char *ids[] = { part.element, NULL };
  g_autofree char *text = NULL;
  char number[16];

  switch (g_rand_int_range (random, 0, 14))
    {
    case 0:
      return attune_form_add_section (form, g_rand_boolean (random) ? section.element : NULL,
                                      position, "New", NULL, NULL);
    case 1:
    case 2:
      return attune_form_add_question (form, section.element, position, type, "New", NULL, NULL);
    case 3:
      return attune_form_remove (form, part, NULL);
    case 4:
      return attune_form_duplicate (form, part, NULL, NULL);
    case 5:
      return is_section ? attune_form_move (form, part, NULL, position, NULL)
             : attune_form_find_section (form, section.element) != ATTUNE_FORM_NONE
               ? attune_form_move (form, part, section.element, position, NULL)
               : NULL;
    case 6:
      text = attune_form_copy (form, ids, NULL);
      return text != NULL ? paste (form, section.element, position, text) : NULL;
    case 7:
      return attune_form_find_question (form, question.element) != ATTUNE_FORM_NONE
               ? attune_form_set_type (form, question.element, type, NULL)
               : NULL;
    case 8:
      return attune_form_set_decimal (form, part, "weight",
                                      g_rand_int_range (random, -10000, 200000), NULL);
    case 9:
      return attune_form_set_boolean (form, question, "bonus", g_rand_boolean (random), NULL);
    case 10:
      part = pick_option (random, form, number, sizeof number);
      return part.option != NULL ? attune_form_remove (form, part, NULL) : NULL;
    case 11:
      part = pick_option (random, form, number, sizeof number);
      return part.option != NULL ? attune_form_duplicate (form, part, NULL, NULL) : NULL;
    case 12:
      part = pick_option (random, form, number, sizeof number);
      return part.option != NULL ? attune_form_set_string (form, part, "fail", "section", NULL)
                                 : NULL;
    default:
      text = g_strdup_printf ("{\"question\":\"%s\",\"answered\":true}", question.element);
      return attune_form_set_json (form, part, "show_if", text, NULL);
    }
}

/* Any document the editor can make is sound when read anew, and lint has its say about it. */
static void
test_always (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  guint n_forms = attune_test_count (40, 200, 5000);
  guint n_changes = 0;

  for (guint i = 0; i < n_forms; i++)
    {
      json_t *node = random_form_new (random);
      g_autofree char *text = json_dumps (node, 0);
      g_autoptr (AttuneForm) form = attune_form_from_json (text, -1, NULL);

      for (guint j = 0; j < 60; j++)
        {
          g_autoptr (AttuneForm) changed = change (random, form);
          g_autofree char *written = NULL;
          g_autoptr (AttuneForm) again = NULL;
          g_autoptr (AttuneFormLint) lint = NULL;
          g_autoptr (GError) error = NULL;

          if (changed == NULL || attune_form_get_n_questions (changed) > 60)
            continue;
          written = attune_form_to_json (changed, NULL);
          again = attune_form_from_json (written, -1, &error);
          g_assert_no_error (error);
          g_assert_true (attune_form_equal (changed, again));
          lint = attune_form_lint (changed);
          g_assert_cmpuint (lint->n_weights, ==, attune_form_get_n_questions (changed));
          take (&form, g_steal_pointer (&changed));
          n_changes++;
        }
      json_decref (node);
    }
  g_assert_cmpuint (n_changes, >, 10 * n_forms);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-edit/set", test_set);
  g_test_add_func ("/form-edit/refused", test_refused);
  g_test_add_func ("/form-edit/type", test_type);
  g_test_add_func ("/form-edit/add", test_add);
  g_test_add_func ("/form-edit/remove", test_remove);
  g_test_add_func ("/form-edit/move", test_move);
  g_test_add_func ("/form-edit/duplicate", test_duplicate);
  g_test_add_func ("/form-edit/size-and-order", test_size_and_order);
  g_test_add_func ("/form-edit/always", test_always);
  return g_test_run ();
}
