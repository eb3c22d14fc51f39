/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-fields.h"
#include "attune-form-foreign.h"
#include "attune-form-history.h"
#include "attune-form-landing.h"
#include "attune-form-lint.h"
#include "attune-form-move.h"
#include "attune-test-support.h"

#include <string.h>

/* a(q1 q2) b(q3; b1(q4)) c(), in rows: a 0, q1 1, q2 2, b 3, q3 4, b1 5, q4 6, c 7. */
static const char form_text[] =
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"Form\",\"sections\":["
  "{\"id\":\"a\",\"title\":\"A\",\"questions\":[{\"id\":\"q1\",\"type\":\"yes_no\",\"title\":\"One\"},"
  "{\"id\":\"q2\",\"type\":\"text\",\"title\":\"Two\"}]},"
  "{\"id\":\"b\",\"title\":\"B\",\"questions\":[{\"id\":\"q3\",\"type\":\"text\",\"title\":\"Three\"}],"
  "\"sections\":[{\"id\":\"b1\",\"title\":\"B1\",\"questions\":["
  "{\"id\":\"q4\",\"type\":\"date\",\"title\":\"Four\"}]}]},"
  "{\"id\":\"c\",\"title\":\"C\",\"questions\":[]}]}";

static AttuneForm *
create_form (void)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (form_text, -1, &error);

  g_assert_no_error (error);
  return form;
}

/* "a q1 q2 b q3 …", sub-sections in parentheses of their own. */
static char *
list_rows (AttuneForm *form)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (form, i);

      g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", section->depth > 0 ? "/" : "",
                              section->id);
      for (guint j = 0; j < section->n_questions; j++)
        g_string_append_printf (text, " %s",
                                attune_form_get_question (form, section->first_question + j)->id);
    }
  return g_string_free (text, FALSE);
}

#define TOP    0.1
#define MIDDLE 0.5
#define BOTTOM 0.9

static void
test_landing (void)
{
  static const struct
  {
    const char *ids;
    AttuneFormAim aim;
    const char *expected; /* NULL where they cannot go */
    guint line;
    guint depth;
    gboolean is_into;
  } rows[] = {
    { "", { 1, TOP, FALSE }, NULL },
    { "zz", { 1, TOP, FALSE }, NULL },
    { "q1", { 8, TOP, FALSE }, NULL },
    { "q2", { 1, TOP, FALSE }, "a q2 q1 b q3 /b1 q4 c", 1, 1 },
    { "q2", { 0, BOTTOM, FALSE }, "a q2 q1 b q3 /b1 q4 c", 1, 1 },
    { "q2", { 0, MIDDLE, FALSE }, NULL },
    { "q2", { 0, TOP, FALSE }, NULL },
    { "q1", { 2, BOTTOM, FALSE }, "a q2 q1 b q3 /b1 q4 c", 3, 1 },
    { "q1", { 3, TOP, FALSE }, "a q2 q1 b q3 /b1 q4 c", 3, 1 },
    { "q1", { 3, BOTTOM, FALSE }, "a q2 b q1 q3 /b1 q4 c", 4, 1 },
    { "q1", { 7, BOTTOM, FALSE }, "a q2 b q3 /b1 q4 c q1", 8, 1 },
    { "q1", { 5, BOTTOM, FALSE }, "a q2 b q3 /b1 q1 q4 c", 6, 2 },
    { "q1 q4", { 7, BOTTOM, FALSE }, "a q2 b q3 /b1 c q1 q4", 8, 1 },
    { "q1 q2", { 2, TOP, FALSE }, "a q1 q2 b q3 /b1 q4 c", 2, 1 },
    { "c", { 0, TOP, FALSE }, "c a q1 q2 b q3 /b1 q4", 0, 0 },
    { "c", { 0, MIDDLE, FALSE }, "a q1 q2 /c b q3 /b1 q4", 0, 0, TRUE },
    { "c", { 1, TOP, FALSE }, NULL },
    { "c", { 3, TOP, FALSE }, "a q1 q2 c b q3 /b1 q4", 3, 0 },
    { "c", { 3, TOP, TRUE }, "a q1 q2 /c b q3 /b1 q4", 3, 1 },
    { "c", { 5, TOP, FALSE }, "a q1 q2 b q3 /c /b1 q4", 5, 1 },
    { "c", { 5, MIDDLE, FALSE }, "a q1 q2 b q3 /c /b1 q4", 5, 1 },
    { "c", { 6, BOTTOM, TRUE }, "a q1 q2 b q3 /b1 q4 /c", 7, 1 },
    { "c", { 7, MIDDLE, FALSE }, "a q1 q2 b q3 /b1 q4 c", 7, 0 },
    { "b", { 0, MIDDLE, FALSE }, "b q3 /b1 q4 a q1 q2 c", 0, 0 },
    { "b", { 0, TOP, TRUE }, "b q3 /b1 q4 a q1 q2 c", 0, 0 },
    { "b", { 7, BOTTOM, TRUE }, "a q1 q2 c b q3 /b1 q4", 8, 0 },
    { "b", { 5, TOP, TRUE }, NULL },
    { "b1", { 5, BOTTOM, FALSE }, NULL },
    { "b1", { 6, BOTTOM, FALSE }, "a q1 q2 b q3 b1 q4 c", 7, 0 },
    { "b1", { 0, TOP, FALSE }, "b1 q4 a q1 q2 b q3 c", 0, 0 },
    { "b1 c", { 0, MIDDLE, FALSE }, "a q1 q2 /b1 q4 /c b q3", 0, 0, TRUE },
    { "q3 c", { 3, TOP, FALSE }, "a q1 q2 q3 c b /b1 q4", 3, 0 },
    { "q3 c", { 2, TOP, FALSE }, NULL },
    { "b c", { 3, MIDDLE, FALSE }, "a q1 q2 b q3 /b1 q4 c", 3, 0 },
  };
  g_autoptr (AttuneForm) form = create_form ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) ids = g_strsplit (rows[i].ids, " ", -1);
      AttuneFormLanding landing = { { NULL } };
      g_autoptr (AttuneForm) moved = NULL;
      g_autofree char *listed = NULL;

      g_test_message ("row %u: %s", i, rows[i].ids);
      g_assert_cmpint (attune_form_find_landing (form, (const char *const *) ids, rows[i].aim,
                                                 &landing),
                       ==, rows[i].expected != NULL);
      if (rows[i].expected == NULL)
        continue;
      moved = attune_form_group_move (form, (const char *const *) ids, landing.questions,
                                      landing.sections, NULL);
      listed = list_rows (moved);
      g_assert_cmpstr (listed, ==, rows[i].expected);
      g_assert_cmpuint (landing.line, ==, rows[i].line);
      g_assert_cmpint (landing.is_into, ==, rows[i].is_into);
      if (!landing.is_into)
        g_assert_cmpuint (landing.depth, ==, rows[i].depth);
    }
}

/* --- What others copied -------------------------------------------------------------------------------------- */

static void
test_foreign (void)
{
  static const struct
  {
    const char *text;
    guint n_sections;
    guint n_questions; /* 0 where there is nothing */
    const char *first;
  } rows[] = {
    { "", 0, 0 },
    { " \n\t\n", 0, 0 },
    { "\xff\xfe", 0, 0 },
    { "Greeted", 0, 1, "Greeted" },
    { "Greeted\r\n\r\n  • Asked “why”\r\n- Closed", 0, 3, "Greeted" },
    { "Section\tQuestion\tWeight\nOpening\tGreeted\t10\n\tNamed\t20\nEnd\tClosed\t5\n", 2, 3,
      "Greeted" },
    { "Question\tWeight\nGreeted\t10\nClosed\t20\n", 0, 2, "Greeted" },
  };
  g_autoptr (AttuneForm) form = create_form ();
  AttuneFormSpot spot = { "c", 0 };
  AttuneFormSpot top = { NULL, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n_sections = 0;
      guint n_questions = 0;
      g_autofree char *parts = attune_form_foreign_read (form, rows[i].text, &n_sections,
                                                         &n_questions);
      g_autoptr (AttuneForm) pasted = NULL;
      AttuneFormPasted result;
      guint first;

      g_test_message ("row %u", i);
      g_assert_cmpint (parts != NULL, ==, rows[i].n_questions > 0);
      if (parts == NULL)
        continue;
      g_assert_cmpuint (n_sections, ==, rows[i].n_sections);
      g_assert_cmpuint (n_questions, ==, rows[i].n_questions);
      pasted = attune_form_paste (form, spot, top, parts, &result, NULL);
      g_assert_cmpuint (attune_form_get_n_questions (pasted), ==, 4 + n_questions);
      first = attune_form_find_question (pasted, result.ids[0]);
      if (n_sections > 0)
        first = attune_form_get_section (pasted, attune_form_find_section (pasted, result.ids[0]))
                  ->first_question;
      g_assert_cmpstr (attune_form_get_question (pasted, first)->title, ==, rows[i].first);
      g_strfreev (result.ids);
    }
}

/* --- Anything a person can do -------------------------------------------------------------------------------- */

static const char *
pick (GRand *random, AttuneForm *form)
{
  guint n_sections = attune_form_get_n_sections (form);
  guint n = n_sections + attune_form_get_n_questions (form);
  guint i = n > 0 ? (guint) g_rand_int_range (random, 0, (gint32) n) : 0;

  if (n == 0)
    return "none";
  return i < n_sections ? attune_form_get_section (form, i)->id
                        : attune_form_get_question (form, i - n_sections)->id;
}

/* One part, or several. */
static const char **
pick_some (GRand *random, AttuneForm *form)
{
  guint n = g_rand_boolean (random) ? 1 : (guint) g_rand_int_range (random, 1, 6);
  const char **ids = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    ids[i] = pick (random, form);
  return ids;
}

static AttuneForm *
drag (GRand *random, AttuneForm *form, const char *const *ids, GError **error)
{
  guint n_rows = attune_form_get_n_sections (form) + attune_form_get_n_questions (form);
  AttuneFormAim aim = { (guint) g_rand_int_range (random, 0, (gint32) n_rows + 1),
                        g_rand_double (random), g_rand_boolean (random) };
  AttuneFormLanding landing;

  if (!attune_form_find_landing (form, ids, aim, &landing))
    return NULL;
  return attune_form_group_move (form, ids, landing.questions, landing.sections, error);
}

static AttuneForm *
paste (GRand *random, AttuneForm *form, const char *const *ids)
{
  g_autofree char *text = attune_form_copy (form, ids, NULL);
  const char *selected = pick (random, form);

  if (text == NULL)
    return NULL;
  return attune_form_paste (form, attune_form_spot_for_question (form, selected),
                            attune_form_spot_for_section (form, selected, FALSE), text, NULL, NULL);
}

static AttuneForm *
set_something (GRand *random, AttuneForm *form, const char *const *ids)
{
  static const char *const truths[] = { "required", "na_allowed", "scored", "bonus" };
  const char *truth = truths[g_rand_int_range (random, 0, G_N_ELEMENTS (truths))];
  g_autoptr (GVariant) value = g_variant_ref_sink (
    g_rand_boolean (random)
      ? g_variant_new_boolean (g_rand_boolean (random))
      : g_variant_new_int64 (g_rand_int_range (random, 0, 100) * ATTUNE_DECIMAL_ONE));
  const char *key = g_variant_is_of_type (value, G_VARIANT_TYPE_INT64) ? "weight" : truth;

  return attune_form_fields_set_all (form, ids, key, value, NULL);
}

static AttuneForm *
set_condition (GRand *random, AttuneForm *form, const char *id)
{
  g_autofree char *text = g_strdup_printf ("{\"question\":\"%s\",\"answered\":true}",
                                           pick (random, form));

  return attune_form_set_json (form, (AttuneFormPlace){ id, NULL, NULL }, "show_if", text, NULL);
}

static AttuneForm *
add_something (GRand *random, AttuneForm *form)
{
  const char *selected = pick (random, form);
  AttuneFormSpot spot;

  if (attune_form_get_n_sections (form) == 0 || g_rand_int_range (random, 0, 4) == 0)
    {
      spot = attune_form_spot_for_section (form, selected, g_rand_boolean (random));
      return attune_form_add_section (form, spot.parent, spot.position, "New", NULL, NULL);
    }
  spot = attune_form_spot_for_question (form, selected);
  return attune_form_add_question (form, spot.parent, spot.position,
                                   (AttuneQuestionType) g_rand_int_range (random, 0, 7), "New",
                                   NULL, NULL);
}

/* NULL where it is refused, or changes nothing. */
static AttuneForm *
change (GRand *random, AttuneForm *form)
{
  g_autofree const char **ids = pick_some (random, form);
  g_autoptr (GError) error = NULL;
  AttuneForm *dragged;

  switch (g_rand_int_range (random, 0, 10))
    {
    case 0:
      return attune_form_get_n_questions (form) > 20 ? attune_form_group_remove (form, ids, NULL)
                                                     : NULL;
    case 1:
      return attune_form_get_n_questions (form) < 60
               ? attune_form_group_duplicate (form, ids, NULL, NULL)
               : NULL;
    case 2:
    case 3:
      return attune_form_group_step (form, ids, (AttuneFormMove) g_rand_int_range (random, 0, 4),
                                     NULL);
    case 4:
    case 5:
      /* What has a landing is only refused for a condition. */
      dragged = drag (random, form, ids, &error);
      g_assert_true (error == NULL ||
                     strstr (error->message, "Change that condition first") != NULL);
      return dragged;
    case 6:
      return attune_form_get_n_questions (form) < 60 ? paste (random, form, ids) : NULL;
    case 7:
      return set_something (random, form, ids);
    case 8:
      return set_condition (random, form, ids[0]);
    default:
      return add_something (random, form);
    }
}

/* The document of every step, by its text. */
typedef struct
{
  AttuneFormHistory *history;
  GPtrArray *texts;
} Steps;

static void
take_step (Steps *steps, AttuneForm *form)
{
  g_autoptr (AttuneFormLint) lint = attune_form_lint (form);
  g_autofree char *text = attune_form_to_json (form, NULL);
  g_autoptr (AttuneForm) again = NULL;
  g_autoptr (GError) error = NULL;

  /* What stands in the store is read anew: it has no fault. */
  again = attune_form_from_json (text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (attune_form_equal (form, again));
  g_assert_cmpuint (lint->n_weights, ==, attune_form_get_n_questions (form));
  attune_form_history_push (steps->history, form, NULL, NULL, 0);
  g_ptr_array_add (steps->texts, g_steal_pointer (&text));
}

static void
assert_step (const Steps *steps, guint step)
{
  g_autofree char *text = attune_form_to_json (attune_form_history_get_form (steps->history), NULL);

  g_assert_cmpstr (text, ==, g_ptr_array_index (steps->texts, step));
}

/* Whatever a person does in the designer leaves a form without a fault; undo gives back every one of them byte by byte, and
 * redo does. */
static void
test_always (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint n_steps = attune_test_count (2000, 2000, 20000);
  g_autoptr (AttuneForm) first = create_form ();
  g_autoptr (AttuneFormHistory) history = attune_form_history_new (first);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Steps steps = { history, texts };

  g_ptr_array_add (texts, attune_form_to_json (first, NULL));
  while (texts->len <= n_steps)
    {
      AttuneForm *before = attune_form_history_get_form (history);
      g_autoptr (AttuneForm) after = change (random, before);

      if (after != NULL && after != before)
        take_step (&steps, after);
    }
  for (guint i = n_steps; i > 0; i--)
    {
      assert_step (&steps, i);
      g_assert_true (attune_form_history_undo (history));
    }
  assert_step (&steps, 0);
  g_assert_false (attune_form_history_undo (history));
  for (guint i = 1; i <= n_steps; i++)
    {
      g_assert_true (attune_form_history_redo (history));
      assert_step (&steps, i);
    }
  g_assert_false (attune_form_history_redo (history));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/screens/form-structure/landing", test_landing);
  g_test_add_func ("/screens/form-structure/foreign", test_foreign);
  g_test_add_func ("/screens/form-structure/always", test_always);
  return g_test_run ();
}
