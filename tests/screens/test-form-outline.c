/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-describe.h"
#include "attune-form-edit.h"
#include "attune-form-history.h"
#include "attune-form-move.h"
#include "attune-form-outline.h"
#include "logic-form.h"

#define SECOND G_TIME_SPAN_SECOND

static AttuneForm *
retitle (AttuneForm *form, const char *title)
{
  return attune_form_set_string (form, (AttuneFormPlace){ "q1", NULL, NULL }, "title", title, NULL);
}

static void
test_history (void)
{
  g_autoptr (AttuneForm) first = logic_form_create ();
  g_autoptr (AttuneForm) second = retitle (first, "Second");
  g_autoptr (AttuneForm) third = retitle (second, "Third");
  g_autoptr (AttuneFormHistory) history = attune_form_history_new (first);

  g_assert_false (attune_form_history_undo (history));
  attune_form_history_push (history, second, "q1", "q1/title", 10 * SECOND);
  attune_form_history_push (history, third, "q1", "q1/title", 11 * SECOND);
  g_assert_true (attune_form_history_get_form (history) == third);
  g_assert_cmpstr (attune_form_history_get_selection (history), ==, "q1");

  g_assert_true (attune_form_history_undo (history));
  g_assert_true (attune_form_history_get_form (history) == first);
  g_assert_null (attune_form_history_get_selection (history));
  g_assert_false (attune_form_history_can_undo (history));
  g_assert_true (attune_form_history_redo (history));
  g_assert_true (attune_form_history_get_form (history) == third);
  g_assert_false (attune_form_history_redo (history));
}

static void
test_history_merge (void)
{
  static const struct
  {
    const char *merge;
    gint64 at;
    guint undos; /* steps until the first form is there again */
  } rows[] = {
    { "q1/title", 11 * SECOND, 1 },
    { "q1/title", 13 * SECOND, 2 },
    { "q2/title", 11 * SECOND, 2 },
    { NULL, 11 * SECOND, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AttuneForm) first = logic_form_create ();
      g_autoptr (AttuneForm) second = retitle (first, "Second");
      g_autoptr (AttuneFormHistory) history = attune_form_history_new (first);
      guint n = 0;

      attune_form_history_push (history, second, NULL, "q1/title", 10 * SECOND);
      attune_form_history_push (history, second, NULL, rows[i].merge, rows[i].at);
      while (attune_form_history_undo (history))
        n++;
      g_assert_cmpuint (n, ==, rows[i].undos);
    }
}

/* What was undone is gone when something else is done. */
static void
test_history_branch (void)
{
  g_autoptr (AttuneForm) first = logic_form_create ();
  g_autoptr (AttuneForm) second = retitle (first, "Second");
  g_autoptr (AttuneForm) third = retitle (first, "Third");
  g_autoptr (AttuneFormHistory) history = attune_form_history_new (first);

  attune_form_history_push (history, second, NULL, NULL, 1);
  attune_form_history_undo (history);
  attune_form_history_push (history, third, NULL, NULL, 2);
  g_assert_false (attune_form_history_can_redo (history));
  attune_form_history_undo (history);
  g_assert_true (attune_form_history_get_form (history) == first);
}

/* What is put under a step is one undo away; the step itself, and what is selected in it, stays. */
static void
test_history_put_under (void)
{
  g_autoptr (AttuneForm) first = logic_form_create ();
  g_autoptr (AttuneForm) second = retitle (first, "Second");
  g_autoptr (AttuneForm) third = retitle (first, "Third");
  g_autoptr (AttuneFormHistory) history = attune_form_history_new (first);

  attune_form_history_select (history, "q1");
  attune_form_history_put_under (history, second);
  g_assert_true (attune_form_history_get_form (history) == first);
  g_assert_cmpstr (attune_form_history_get_selection (history), ==, "q1");
  g_assert_false (attune_form_history_can_redo (history));

  attune_form_history_push (history, third, "q2", "q1/title", 10 * SECOND);
  attune_form_history_undo (history);
  attune_form_history_put_under (history, third);
  g_assert_true (attune_form_history_get_form (history) == first);
  g_assert_true (attune_form_history_can_redo (history));
  attune_form_history_undo (history);
  g_assert_true (attune_form_history_get_form (history) == third);
  g_assert_null (attune_form_history_get_selection (history));
  attune_form_history_undo (history);
  g_assert_true (attune_form_history_get_form (history) == second);
  g_assert_false (attune_form_history_can_undo (history));
}

static void
assert_outline (GListStore *items, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr (AttuneFormItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);

      g_string_append_printf (text, "%s%u ", attune_form_item_get_id (item),
                              attune_form_item_get_depth (item));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
count_cb (int *n)
{
  (*n)++;
}

static void
test_outline (void)
{
  g_autoptr (AttuneForm) form = logic_form_create ();
  g_autoptr (AttuneForm) renamed = retitle (form, "Other");
  g_autoptr (AttuneForm)
    moved = attune_form_move (form, (AttuneFormPlace){ "q1", NULL, NULL }, "c", 0, NULL);
  g_autoptr (AttuneFormLint) lint = attune_form_lint (form);
  g_autoptr (GListStore) items = g_list_store_new (ATTUNE_TYPE_FORM_ITEM);
  g_autoptr (AttuneFormItem) first = NULL;
  int n_spliced = 0;
  int n_changed = 0;

  g_assert_true (attune_form_outline_update (items, form, lint, G_MAXUINT));
  assert_outline (items, "a0 q11 q21 b0 q31 b11 q42 c0 ");

  first = g_list_model_get_item (G_LIST_MODEL (items), 1);
  g_signal_connect_swapped (items, "items-changed", G_CALLBACK (count_cb), &n_spliced);
  g_signal_connect_swapped (first, "changed", G_CALLBACK (count_cb), &n_changed);
  g_assert_true (attune_form_outline_update (items, form, lint, G_MAXUINT));
  g_assert_cmpint (n_spliced + n_changed, ==, 0);

  g_assert_true (attune_form_outline_update (items, renamed, lint, G_MAXUINT));
  g_assert_cmpint (n_spliced, ==, 0);
  g_assert_cmpint (n_changed, ==, 1);
  g_assert_cmpstr (attune_form_item_get_title (first), ==, "Other");
  g_assert_cmpstr (attune_form_item_get_number (first), ==, "1");

  g_assert_true (attune_form_outline_update (items, moved, NULL, G_MAXUINT));
  assert_outline (items, "a0 q21 b0 q31 b11 q42 c0 q11 ");
  g_assert_cmpint (n_spliced, ==, 1);
  g_assert_cmpuint (attune_form_outline_find (G_LIST_MODEL (items), "q1"), ==, 7);
  g_assert_cmpuint (attune_form_outline_find (G_LIST_MODEL (items), "zebra"), ==, G_MAXUINT);
  g_assert_cmpstr (attune_form_item_get_number (first), ==, "4");
}

/* Rows that are only added come in slices, from the first on, and what is behind them stays. */
static void
test_outline_slices (void)
{
  static const char *const expected[] = { "a0 q11 q21 ", "a0 q11 q21 b0 q31 b11 ",
                                          "a0 q11 q21 b0 q31 b11 q42 c0 " };
  g_autoptr (AttuneForm) form = logic_form_create ();
  g_autoptr (AttuneForm)
    less = attune_form_remove (form, (AttuneFormPlace){ "a", NULL, NULL }, NULL);
  g_autoptr (GListStore) items = g_list_store_new (ATTUNE_TYPE_FORM_ITEM);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gboolean is_last = i + 1 == G_N_ELEMENTS (expected);

      g_assert_cmpint (attune_form_outline_update (items, form, NULL, 3), ==, is_last);
      assert_outline (items, expected[i]);
    }
  g_assert_false (attune_form_outline_update (items, less, NULL, 1));
  assert_outline (items, "a0 q11 b0 q31 b11 q42 c0 ");
  g_assert_false (attune_form_outline_update (items, less, NULL, 1));
  g_assert_true (attune_form_outline_update (items, less, NULL, 1));
  assert_outline (items, "b0 q31 b11 q42 c0 ");
  g_assert_false (attune_form_outline_update (items, form, NULL, 1));
  assert_outline (items, "a0 b0 q31 b11 q42 c0 ");
  g_assert_false (attune_form_outline_update (items, form, NULL, 1));
  g_assert_true (attune_form_outline_update (items, form, NULL, 1));
  assert_outline (items, expected[2]);
}

/* What an item says is of the newest form and check. */
static void
test_outline_words (void)
{
  g_autoptr (AttuneForm) form = logic_form_create ();
  g_autoptr (AttuneForm)
    changed = attune_form_set_boolean (form, (AttuneFormPlace){ "q1", NULL, NULL }, "na_allowed",
                                       FALSE, NULL);
  g_autoptr (AttuneFormLint) lint = attune_form_lint (form);
  g_autoptr (GListStore) items = g_list_store_new (ATTUNE_TYPE_FORM_ITEM);
  g_autoptr (AttuneFormItem) first = NULL;

  attune_form_outline_update (items, form, NULL, G_MAXUINT);
  first = g_list_model_get_item (G_LIST_MODEL (items), 1);
  g_assert_cmpstr (attune_form_item_get_note (first), ==, "");
  attune_form_outline_update (items, form, lint, G_MAXUINT);
  g_assert_cmpstr (attune_form_item_get_note (first), ==, "97\u00a0%");
  g_assert_nonnull (strstr (attune_form_item_get_preview (first), "N/A"));
  attune_form_outline_update (items, changed, NULL, G_MAXUINT);
  g_assert_null (strstr (attune_form_item_get_preview (first), "N/A"));
  g_assert_cmpstr (attune_form_item_get_note (first), ==, "97\u00a0%");
  g_assert_cmpint (attune_form_outline_weigh (form, lint, "a"), ==, 10000);
  g_assert_cmpint (attune_form_outline_weigh (form, lint, "c"), ==, 0);
  g_assert_cmpint (attune_form_outline_weigh (form, lint, "zebra"), ==, 0);
}

static void
test_shares (void)
{
  static const struct
  {
    gint64 weight;
    const char *share;
  } rows[] = {
    { 0, "0 % of the form" },     { 1, "0.0 % of the form" },     { 250, "2.5 % of the form" },
    { 485, "4.9 % of the form" }, { 995, "10 % of the form" },    { 1249, "12 % of the form" },
    { 1250, "13 % of the form" }, { 10000, "100 % of the form" },
  };
  g_autofree char *bonus = attune_form_describe_bonus (5 * ATTUNE_DECIMAL_ONE / 2);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *share = attune_form_describe_share (rows[i].weight);

      g_assert_cmpstr (share, ==, rows[i].share);
    }
  g_assert_cmpstr (bonus, ==, "Adds up to 2.5 to the score");
}

static void
test_resolve (void)
{
  static const struct
  {
    const char *pointer;
    const char *id;
  } rows[] = {
    { "", NULL },
    { "/title", NULL },
    { "/scoring/pass", NULL },
    { "/sections/0", "a" },
    { "/sections/1/weight", "b" },
    { "/sections/0/questions/1/ranges/0", "q2" },
    { "/sections/1/sections/0/questions/0", "q4" },
    { "/sections/2", "c" },
    { "/sections/9/title", NULL },
    { "/sections/2/questions/7/title", "c" },
  };
  g_autoptr (AttuneForm) form = logic_form_create ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (attune_form_outline_resolve (form, rows[i].pointer), ==, rows[i].id);
}

static void
test_spots (void)
{
  static const struct
  {
    const char *selected;
    const char *question_parent;
    guint question_position;
    const char *section_parent;
    guint section_position;
    const char *inner_parent;
    guint inner_position;
  } rows[] = {
    { NULL, "c", 0, NULL, 3, "c", 0 }, { "a", "a", 2, NULL, 1, "a", 0 },
    { "q1", "a", 1, NULL, 1, "a", 0 }, { "b", "b", 1, NULL, 2, "b", 1 },
    { "q4", "b1", 1, "b", 1, "b", 1 },
  };
  g_autoptr (AttuneForm) form = logic_form_create ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AttuneFormSpot question = attune_form_spot_for_question (form, rows[i].selected);
      AttuneFormSpot section = attune_form_spot_for_section (form, rows[i].selected, FALSE);
      AttuneFormSpot inner = attune_form_spot_for_section (form, rows[i].selected, TRUE);

      g_assert_cmpstr (question.parent, ==, rows[i].question_parent);
      g_assert_cmpuint (question.position, ==, rows[i].question_position);
      g_assert_cmpstr (section.parent, ==, rows[i].section_parent);
      g_assert_cmpuint (section.position, ==, rows[i].section_position);
      g_assert_cmpstr (inner.parent, ==, rows[i].inner_parent);
      g_assert_cmpuint (inner.position, ==, rows[i].inner_position);
    }
}

static void
test_neighbours (void)
{
  static const char *const rows[][2] = {
    { "", NULL },   { "zz", NULL },    { "q1", "q2" },     { "q2", "q1" },   { "q3", "b" },
    { "a", "b" },   { "b", "c" },      { "c", "b1" },      { "q1 q2", "a" }, { "b1 c", "b" },
    { "b c", "a" }, { "c b a", NULL }, { "q1 b q4", "c" },
  };
  g_autoptr (AttuneForm) form = logic_form_create ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) ids = g_strsplit (rows[i][0], " ", -1);
      g_autofree char *next = attune_form_find_neighbour (form, (const char *const *) ids);

      g_assert_cmpstr (next, ==, rows[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/screens/forms/history", test_history);
  g_test_add_func ("/screens/forms/history/merge", test_history_merge);
  g_test_add_func ("/screens/forms/history/branch", test_history_branch);
  g_test_add_func ("/screens/forms/history/put-under", test_history_put_under);
  g_test_add_func ("/screens/forms/outline", test_outline);
  g_test_add_func ("/screens/forms/outline-slices", test_outline_slices);
  g_test_add_func ("/screens/forms/outline-words", test_outline_words);
  g_test_add_func ("/screens/forms/shares", test_shares);
  g_test_add_func ("/screens/forms/resolve", test_resolve);
  g_test_add_func ("/screens/forms/spots", test_spots);
  g_test_add_func ("/screens/forms/neighbours", test_neighbours);
  return g_test_run ();
}
