/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-describe.h"
#include "attune-form-edit.h"
#include "attune-form-facts.h"
#include "attune-form-fields.h"
#include "attune-form-history.h"
#include "attune-form-languages.h"
#include "attune-form-move.h"
#include "attune-form-outline.h"
#include "attune-form-template.h"
#include "attune-forms-page.h"
#include "attune-form-names.h"
#include "attune-intake-words.h"
#include "attune-number-guard.h"
#include "attune-test-support.h"
#include "attune-weight-bar.h"

#define SECOND G_TIME_SPAN_SECOND

/* a: q1, q2; b (with b1 inside: q4): q3; c without questions. */
static AttuneForm *
create_form (void)
{
  static const char document[] =
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"Form\",\"sections\":["
    "{\"id\":\"a\",\"title\":\"A\",\"questions\":["
    "{\"id\":\"q1\",\"type\":\"yes_no\",\"title\":\"One\",\"weight\":30},"
    "{\"id\":\"q2\",\"type\":\"number\",\"title\":\"Two\",\"ranges\":[{\"from\":0,\"to\":2,\"score\":100},"
    "{\"from\":3,\"to\":null,\"score\":0}]}]},"
    "{\"id\":\"b\",\"title\":\"B\",\"questions\":[{\"id\":\"q3\",\"type\":\"text\",\"title\":\"Three\"}],"
    "\"sections\":[{\"id\":\"b1\",\"title\":\"B1\",\"questions\":["
    "{\"id\":\"q4\",\"type\":\"date\",\"title\":\"Four\"}]}]},"
    "{\"id\":\"c\",\"title\":\"C\",\"questions\":[]}]}";
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (document, -1, &error);

  g_assert_no_error (error);
  return form;
}

static AttuneForm *
retitle (AttuneForm *form, const char *title)
{
  return attune_form_set_string (form, (AttuneFormPlace){ "q1", NULL, NULL }, "title", title, NULL);
}

static void
test_history (void)
{
  g_autoptr (AttuneForm) first = create_form ();
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
      g_autoptr (AttuneForm) first = create_form ();
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
  g_autoptr (AttuneForm) first = create_form ();
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
  g_autoptr (AttuneForm) first = create_form ();
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
  g_autoptr (AttuneForm) form = create_form ();
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
  g_autoptr (AttuneForm) form = create_form ();
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
  g_autoptr (AttuneForm) form = create_form ();
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
  g_autoptr (AttuneForm) form = create_form ();

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
  g_autoptr (AttuneForm) form = create_form ();

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
  g_autoptr (AttuneForm) form = create_form ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) ids = g_strsplit (rows[i][0], " ", -1);
      g_autofree char *next = attune_form_find_neighbour (form, (const char *const *) ids);

      g_assert_cmpstr (next, ==, rows[i][1]);
    }
}

/* Every key that can be shown can be set, and shows what was set. */
static void
test_fields (void)
{
  static const struct
  {
    const char *element;
    const char *key;
    const char *value; /* as GVariant text */
    const char *shown;
  } rows[] = {
    { NULL, "title", "'New'", "'New'" },
    { NULL, "description", "'Words'", "'Words'" },
    { NULL, "release_days", "int64 30000", "int64 30000" },
    { NULL, "scoring/mode", "'points'", "uint32 1" },
    { NULL, "scoring/na", "'full'", "uint32 2" },
    { NULL, "scoring/on_fail", "'keep'", "uint32 1" },
    { NULL, "scoring/has_pass", "true", "true" },
    { NULL, "scoring/baseline", "int64 125000", "int64 125000" },
    { NULL, "scoring/has_floor", "false", "false" },
    { NULL, "scoring/floor", "int64 -50000", "int64 -50000" },
    { NULL, "scoring/has_cap", "false", "false" },
    { NULL, "scoring/cap", "int64 1200000", "int64 1200000" },
    { NULL, "language", "'fi'", "'fi'" },
    { NULL, "channels/chat", "true", "true" },
    { NULL, "channels/chat", "false", "false" },
    { "a", "title", "''", "''" },
    { "a", "weight", "int64 5000", "int64 5000" },
    { "a", "na_allowed", "true", "true" },
    { "q1", "guidance", "'Listen'", "'Listen'" },
    { "q1", "required", "false", "false" },
    { "q1", "bonus", "true", "true" },
    { "q1", "type", "'scale'", "uint32 1" },
    { "q1", "error_type", "'compliance'", "uint32 3" },
    { "q1", "comment", "'required'", "uint32 2" },
    { "q2", "decimals", "int64 20000", "int64 20000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AttuneForm) form = create_form ();
      g_autoptr (GVariant) value = g_variant_parse (NULL, rows[i].value, NULL, NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm)
        changed = attune_form_fields_set (form, rows[i].element, NULL, rows[i].key, value, &error);
      g_autoptr (GVariant) shown = NULL;
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      shown = attune_form_fields_get (changed, rows[i].element, rows[i].key);
      text = g_variant_print (shown, TRUE);
      g_assert_cmpstr (text, ==, rows[i].shown);
    }
}

/* A limit that is taken away and put back starts anew; a floor above the cap is refused. */
static void
test_fields_limits (void)
{
  g_autoptr (AttuneForm) form = create_form ();
  g_autoptr (GVariant) no = g_variant_ref_sink (g_variant_new_boolean (FALSE));
  g_autoptr (GVariant) yes = g_variant_ref_sink (g_variant_new_boolean (TRUE));
  g_autoptr (GVariant) above = g_variant_ref_sink (g_variant_new_int64 (101 * ATTUNE_DECIMAL_ONE));
  g_autoptr (AttuneForm)
    open = attune_form_fields_set (form, NULL, NULL, "scoring/has_cap", no, NULL);
  g_autoptr (AttuneForm)
    raised = attune_form_fields_set (open, NULL, NULL, "scoring/floor", above, NULL);
  g_autoptr (AttuneForm)
    closed = attune_form_fields_set (open, NULL, NULL, "scoring/has_cap", yes, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (attune_form_get_scoring (open)->has_cap);
  g_assert_cmpint (attune_form_get_scoring (raised)->floor, ==, 101 * ATTUNE_DECIMAL_ONE);
  g_assert_cmpint (attune_form_get_scoring (closed)->cap, ==, 100 * ATTUNE_DECIMAL_ONE);
  g_assert_null (attune_form_fields_set (closed, NULL, NULL, "scoring/floor", above, &error));
  g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
}

static void
test_fields_wrong (void)
{
  g_autoptr (AttuneForm) form = create_form ();
  g_autoptr (GVariant) negative = g_variant_ref_sink (g_variant_new_int64 (-10000));
  g_autoptr (GError) error = NULL;

  g_assert_null (attune_form_fields_get (form, "q1", "scoring/mode"));
  g_assert_null (attune_form_fields_get (form, "zebra", "title"));
  g_assert_null (attune_form_fields_set (form, "q1", NULL, "weight", negative, &error));
  g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
}

static void
test_templates (void)
{
  static const char *const none[] = { NULL };
  static const char *const names[] = { "empty", "calls", "chats" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *first = attune_form_template_create (names[i], none, none);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm) form = attune_form_from_json (first, -1, &error);
      const char *const taken[] = { attune_form_get_id (form), NULL };
      const char *const titles[] = { attune_form_get_title (form), NULL };
      g_autofree char *expected = g_strdup_printf ("%s 2", titles[0]);
      g_autofree char *second = attune_form_template_create (names[i], taken, titles);
      g_autoptr (AttuneForm) other = attune_form_from_json (second, -1, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (attune_form_get_revision (form), ==, 0);
      g_assert_cmpstr (attune_form_get_id (form), !=, attune_form_get_id (other));
      g_assert_cmpstr (attune_form_get_title (other), ==, expected);
    }
}

/* The id of a new form is its own: made of the same title, or given to a form elsewhere, there is none like it. */
static void
test_own_ids (void)
{
  static const char *const none[] = { NULL };
  static const char *const names[] = { "empty", "calls", "chats", "emails" };
  static const char *const made[] = {
    "form", "new-form", "customer-calls", "customer-chats", "customer-e-mails", "customer-emails",
    NULL
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *here = attune_form_template_create (names[i], none, none);
      g_autofree char *elsewhere = attune_form_template_create (names[i], none, none);
      g_autoptr (AttuneForm) form = attune_form_from_json (here, -1, NULL);
      g_autoptr (AttuneForm) other = attune_form_from_json (elsewhere, -1, NULL);

      g_assert_cmpstr (attune_form_get_title (form), ==, attune_form_get_title (other));
      g_assert_cmpstr (attune_form_get_id (form), !=, attune_form_get_id (other));
      g_assert_false (g_strv_contains (made, attune_form_get_id (form)));
    }
}

static void
test_weight_bar (void)
{
  static const gint64 weights[] = { 2500, 0, 7500 };

  g_assert_cmpuint (attune_weight_bar_pick (weights, 3, 0, 100), ==, 0);
  g_assert_cmpuint (attune_weight_bar_pick (weights, 3, 24.9, 100), ==, 0);
  g_assert_cmpuint (attune_weight_bar_pick (weights, 3, 25, 100), ==, 2);
  g_assert_cmpuint (attune_weight_bar_pick (weights, 3, 99.9, 100), ==, 2);
  g_assert_cmpuint (attune_weight_bar_pick (weights, 3, 100, 100), ==, G_MAXUINT);
  g_assert_cmpuint (attune_weight_bar_pick (weights, 3, -1, 100), ==, G_MAXUINT);
  g_assert_cmpuint (attune_weight_bar_pick (weights, 0, 10, 100), ==, G_MAXUINT);
  g_assert_cmpuint (attune_weight_bar_pick (weights, 3, 10, 0), ==, G_MAXUINT);
}

static void
test_describe (void)
{
  g_autofree char *draft = attune_forms_page_describe (0, TRUE, FALSE);
  g_autofree char *both = attune_forms_page_describe (3, TRUE, FALSE);
  g_autofree char *published = attune_forms_page_describe (1, FALSE, FALSE);
  g_autofree char *retired = attune_forms_page_describe (3, FALSE, TRUE);
  g_autofree char *returning = attune_forms_page_describe (3, TRUE, TRUE);

  g_assert_cmpstr (draft, ==, "Draft");
  g_assert_cmpstr (both, ==, "Revision 3 · draft");
  g_assert_cmpstr (published, ==, "Revision 1");
  g_assert_cmpstr (retired, ==, "Retired · revision 3");
  g_assert_cmpstr (returning, ==, "Retired · revision 3 · draft");
}

/* The value behind `label` among the facts of `element`; "" where it is not there. */
static char *
find_fact (AttuneForm *form, const char *element, const char *label)
{
  g_autoptr (AttuneFormLint) lint = attune_form_lint (form);
  g_autoptr (GPtrArray) facts = attune_form_facts_list (form, lint, NULL, element);

  for (guint i = 0; i < facts->len; i++)
    {
      const AttuneFormFact *fact = g_ptr_array_index (facts, i);

      if (g_strcmp0 (fact->label, label) == 0)
        return g_strdup (fact->value != NULL ? fact->value : "(heading)");
    }
  return g_strdup ("");
}

static void
test_facts (void)
{
  static const struct
  {
    const char *element;
    const char *label;
    const char *value;
  } rows[] = {
    { NULL, "Form", "(heading)" },
    { NULL, NULL, "Form" },
    { NULL, "Description", "" },
    { NULL, "Way of scoring", "Percent by weights" },
    { NULL, "Pass mark", "none" },
    { NULL, "Weight", "" },
    { "a", NULL, "A" },
    { "a", "N/A allowed", "No" },
    { "q1", NULL, "One" },
    { "q1", "Kind of answer", "Yes or no" },
    { "q1", "Yes", "100" },
    { "q1", "Weight", "30 · 97 % of the form" },
    { "q1", "Guidance", "" },
    { "q2", "0–2", "100" },
    { "q2", "Decimal places", "0" },
    { "q3", "Kind of answer", "Text" },
    { "q3", "Scoring", "" },
    { "zebra", "Question", "" },
  };
  g_autoptr (AttuneForm) form = create_form ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = find_fact (form, rows[i].element, rows[i].label);

      g_assert_cmpstr (value, ==, rows[i].value);
    }
}

/* All that can be set of an answer is there to be read, and what the question measures. */
static void
test_answer_facts (void)
{
  static const char text[] =
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"F\","
    "\"scoring\":{\"mode\":\"points\"},\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"fail_below\":60,"
    "\"questions\":[{\"id\":\"q\",\"type\":\"choice\",\"title\":\"Q\",\"behaviour\":\"b\","
    "\"fail_below\":40.5,\"options\":[{\"id\":\"x\",\"label\":\"Good\",\"score\":5,\"bonus\":true,"
    "\"guidance\":\"Only if all is.\"},{\"id\":\"y\",\"label\":\"Bad\",\"score\":0,\"error\":true,"
    "\"reasons\":[{\"id\":\"r\",\"label\":\"Forgot it\"},"
    "{\"id\":\"t\",\"label\":\"It was down\",\"cause\":\"system\"}]}]}]}]}";
  static const char model_text[] =
    "{\"format\":\"attune-model\",\"version\":1,\"id\":\"m\",\"title\":\"M\",\"goals\":[],"
    "\"behaviours\":[{\"id\":\"b\",\"title\":\"Listens\",\"serves\":[]}]}";
  static const struct
  {
    const char *element;
    const char *label;
    const char *value;
  } rows[] = {
    { "q", "Good", "5 · Bonus\nOnly if all is." },
    { "q", "Bad", "0 · Error\nReasons to pick from:\n• Forgot it (Agent)\n• It was down (System)" },
    { "q", "Low answers fail the form", "below 40.5 %" },
    { "s", "A low score fails the form", "below 60 %" },
    { "q", "Measures", "b" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json (text, -1, &error);
  g_autoptr (AttuneModel) model = attune_model_from_json (model_text, -1, NULL);
  g_autoptr (GPtrArray) facts = NULL;
  gboolean is_named = FALSE;

  g_assert_no_error (error);
  g_assert_nonnull (model);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = find_fact (form, rows[i].element, rows[i].label);

      g_assert_cmpstr (value, ==, rows[i].value);
    }
  facts = attune_form_facts_list (form, NULL, model, "q");
  for (guint i = 0; i < facts->len; i++)
    is_named |= g_strcmp0 (((AttuneFormFact *) g_ptr_array_index (facts, i))->value, "Listens") ==
                0;
  g_assert_true (is_named);
}

/* The bands by rising limit, and no heading where there are none. */
static void
test_band_facts (void)
{
  g_autoptr (AttuneForm) form = create_form ();
  g_autoptr (AttuneForm)
    banded = attune_form_set_json (form, (AttuneFormPlace){ NULL, NULL, NULL }, "scoring/bands",
                                   "[{\"from\":80.5,\"label\":\"Good\"},{\"label\":\"Low\"}]",
                                   NULL);
  g_autofree char *none = find_fact (form, NULL, "Bands");
  g_autofree char *heading = find_fact (banded, NULL, "Bands");
  g_autofree char *low = find_fact (banded, NULL, "Low");
  g_autofree char *good = find_fact (banded, NULL, "Good");

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (heading, ==, "(heading)");
  g_assert_cmpstr (low, ==, "from 0");
  g_assert_cmpstr (good, ==, "from 80.5");
}

/* A line for each change, and a mark where a series ends. */
static void
test_changes (void)
{
  g_autoptr (AttuneForm) form = attune_form_new ("f", "Form", "Opening");
  g_autoptr (AttuneForm)
    asked = attune_form_add_question (form, attune_form_get_section (form, 0)->id, 0,
                                      ATTUNE_QUESTION_YES_NO, "Greeted", NULL, NULL);
  const char *id = attune_form_get_question (asked, 0)->id;
  g_autoptr (AttuneForm) other = attune_form_set_type (asked, id, ATTUNE_QUESTION_TEXT, NULL);
  g_autoptr (AttuneForm)
    marked = attune_form_set_string (form, (AttuneFormPlace){ NULL, NULL, NULL }, "title",
                                     "A ⚠ Sign", NULL);
  gboolean one_breaks, broken_breaks, marked_breaks;
  g_autofree char *sign = attune_form_describe_changes (form, marked, &marked_breaks);
  g_autofree char *none = attune_form_describe_changes (form, form, NULL);
  g_autofree char *one = attune_form_describe_changes (form, asked, &one_breaks);
  g_autofree char *broken = attune_form_describe_changes (asked, other, &broken_breaks);

  g_assert_false (one_breaks);
  g_assert_true (broken_breaks);
  g_assert_nonnull (strstr (sign, "⚠"));
  g_assert_false (marked_breaks);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (one, ==, "•\302\240The question “Greeted” is new.");
  g_assert_nonnull (strstr (broken, "\n⚠\302\240“Greeted”: its scale is another"));
}

/* How many series begin anew, and which first. */
static void
test_breaks (void)
{
  g_autoptr (AttuneForm) before = attune_form_new ("f", "Form", "Opening");
  g_autoptr (AttuneForm) after = NULL;
  g_autofree char *none = attune_form_describe_breaks (before, before);
  g_autofree char *words = NULL;

  g_assert_null (none);
  for (guint i = 0; i < 5; i++)
    {
      const char title[] = { (char) ('A' + i), '\0' };
      AttuneForm *next = attune_form_add_question (before, attune_form_get_section (before, 0)->id,
                                                   i, ATTUNE_QUESTION_YES_NO, title, NULL, NULL);

      attune_form_unref (before);
      before = next;
    }
  after = attune_form_ref (before);
  for (guint i = 0; i < 5; i++)
    {
      AttuneForm *next = attune_form_set_type (after, attune_form_get_question (after, i)->id,
                                               ATTUNE_QUESTION_TEXT, NULL);

      attune_form_unref (after);
      after = next;
    }
  words = attune_form_describe_breaks (before, after);
  g_assert_cmpstr (words, ==,
                   "The series of 5 questions begin anew: their answers are no longer comparable.\n"
                   "• A\n• B\n• C\n• and 2 more");
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    const char *reason; /* NULL: it is the number 2.5 */
  } rows[] = {
    { "2.5", NULL },
    { "2,5", NULL },
    { " 2.50 ", NULL },
    { "", "Not a number: 7 stays" },
    { "abc", "Not a number: 7 stays" },
    { "2.5x", "Not a number: 7 stays" },
    { "1e2", "Not a number: 7 stays" },
    { "2.12345", "Not a number: 7 stays" },
    { "-1", "Only from 0 to 100: 7 stays" },
    { "100.1", "Only from 0 to 100: 7 stays" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *reason = NULL;
      double value = 0;

      g_assert_true (attune_number_guard_read (rows[i].text, 0, 100, "7", &value, &reason) ==
                     (rows[i].reason == NULL));
      g_assert_cmpstr (reason, ==, rows[i].reason);
      if (rows[i].reason == NULL)
        g_assert_cmpfloat (value, ==, 2.5);
    }
}

/* As the locale writes them, wherever a number is part of words. */
static void
test_locale (void)
{
  static const char document[] =
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"Form\",\"sections\":["
    "{\"id\":\"a\",\"title\":\"A\",\"questions\":["
    "{\"id\":\"q\",\"type\":\"number\",\"title\":\"Q\",\"weight\":1.5,\"decimals\":1,"
    "\"ranges\":[{\"from\":0,\"to\":2.5,\"score\":100},{\"from\":2.6,\"to\":null,\"score\":12.5}]}]}]}";
  g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, NULL);
  g_autoptr (AttuneForm)
    other = attune_form_set_decimal (form, (AttuneFormPlace){ "q", NULL, NULL }, "weight", 35000,
                                     NULL);
  const AttuneFormQuestion *question = attune_form_get_question (form, 0);
  char *folder = attune_test_folder_new ();

  if (!attune_test_enter_locale (folder, "fi_FI"))
    g_test_skip ("the sources of locales (package locales) are not installed");
  else
    {
      g_autofree char *answers = attune_form_describe_answers (question);
      g_autofree char *option = attune_form_option_describe (&question->options[0]);
      g_autofree char *intake = attune_intake_describe_answers (question);
      g_autofree char *changes = attune_form_describe_changes (form, other, NULL);
      g_autoptr (GPtrArray) facts = attune_form_facts_list (form, NULL, NULL, "q");
      g_autoptr (GString) values = g_string_new (NULL);

      for (guint i = 0; i < facts->len; i++)
        g_string_append_printf (values, "%s ",
                                ((const AttuneFormFact *) g_ptr_array_index (facts, i))->value);
      g_assert_nonnull (strstr (answers, "0–2,5"));
      g_assert_cmpstr (option, ==, "0–2,5");
      g_assert_nonnull (strstr (intake, "12,5"));
      g_assert_nonnull (strstr (changes, "3,5"));
      g_assert_nonnull (strstr (values->str, "1,5"));
      g_assert_nonnull (strstr (values->str, "12,5"));
    }
  attune_test_leave_locale ();
  attune_test_folder_remove (folder);
}

/* Whatever a text says: it is written into the document, not pasted. */
static void
test_set_all (void)
{
  static const char *const ids[] = { "q1", "q3", NULL };
  static const char text[] = "Say \"hello\" \\ and\nwave";
  g_autoptr (AttuneForm) form = create_form ();
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_string (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) set = attune_form_fields_set_all (form, ids, "title", value, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (attune_form_get_question (set, 0)->title, ==, text);
  g_assert_cmpstr (attune_form_get_question (set, 2)->title, ==, text);
}

static void
test_languages (void)
{
  guint n;
  const AttuneFormLanguage *languages = attune_form_languages_get (&n);
  const char *unknown = "x-own";

  g_assert_cmpstr (attune_form_languages_name ("en"), ==, "English");
  g_assert_cmpstr (attune_form_languages_name ("FI"), ==, "Suomi");
  g_assert_true (attune_form_languages_name (unknown) == unknown);
  g_assert_cmpstr (attune_form_languages_name (""), ==, "");
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      g_assert_cmpstr (languages[i].code, !=, languages[j].code);
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
  g_test_add_func ("/screens/forms/fields", test_fields);
  g_test_add_func ("/screens/forms/fields/limits", test_fields_limits);
  g_test_add_func ("/screens/forms/fields/wrong", test_fields_wrong);
  g_test_add_func ("/screens/forms/languages", test_languages);
  g_test_add_func ("/screens/forms/templates", test_templates);
  g_test_add_func ("/screens/forms/own-ids", test_own_ids);
  g_test_add_func ("/screens/forms/weight-bar", test_weight_bar);
  g_test_add_func ("/screens/forms/describe", test_describe);
  g_test_add_func ("/screens/forms/facts", test_facts);
  g_test_add_func ("/screens/forms/facts/bands", test_band_facts);
  g_test_add_func ("/screens/forms/breaks", test_breaks);
  g_test_add_func ("/screens/forms/facts/answers", test_answer_facts);
  g_test_add_func ("/screens/forms/changes", test_changes);
  g_test_add_func ("/screens/forms/numbers", test_numbers);
  g_test_add_func ("/screens/forms/locale", test_locale);
  g_test_add_func ("/screens/forms/set-all", test_set_all);
  return g_test_run ();
}
