/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-group.h"

#include <string.h>

/* a(q1 q2 q3) b(q4; b1(q5 q6) b2()) c(q7): q2 looks at q1, q6 at q5, q7 at q1. */
static const char form_text[] =
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"F\",\"sections\":["
  "{\"id\":\"a\",\"title\":\"A\",\"questions\":["
  "{\"id\":\"q1\",\"type\":\"yes_no\",\"title\":\"One\",\"weight\":1,"
  "\"options\":[{\"id\":\"yes\",\"label\":\"Yes\",\"score\":100},"
  "{\"id\":\"no\",\"label\":\"No\",\"score\":0}]},"
  "{\"id\":\"q2\",\"type\":\"text\",\"title\":\"Two\",\"x-own\":7,"
  "\"show_if\":{\"question\":\"q1\",\"is\":[\"no\"]}},"
  "{\"id\":\"q3\",\"type\":\"text\",\"title\":\"Three\"}]},"
  "{\"id\":\"b\",\"title\":\"B\",\"questions\":[{\"id\":\"q4\",\"type\":\"text\",\"title\":\"Four\"}],"
  "\"sections\":["
  "{\"id\":\"b1\",\"title\":\"B1\",\"questions\":["
  "{\"id\":\"q5\",\"type\":\"text\",\"title\":\"Five\"},"
  "{\"id\":\"q6\",\"type\":\"text\",\"title\":\"Six\","
  "\"show_if\":{\"all\":[{\"question\":\"q5\",\"answered\":true}]}}]},"
  "{\"id\":\"b2\",\"title\":\"B2\",\"questions\":[]}]},"
  "{\"id\":\"c\",\"title\":\"C\",\"questions\":[{\"id\":\"q7\",\"type\":\"text\",\"title\":\"Seven\","
  "\"show_if\":{\"not\":{\"question\":\"q1\",\"answered\":true}}}]}]}";

static AttuneForm *
create_form (void)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (form_text, -1, &error);

  g_assert_no_error (error);
  return form;
}

/* "a(q1 q2) b(q3 b1())": ids, or titles where they are asked for. */
static char *
draw (AttuneForm *form, gboolean by_title)
{
  GString *text = g_string_new (NULL);
  guint depth = 0;

  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (form, i);

      for (; i > 0 && depth + 1 > section->depth; depth--)
        {
          g_string_append_c (text, ')');
          if (depth == 0)
            break;
        }
      if (text->len > 0 && text->str[text->len - 1] != '(')
        g_string_append_c (text, ' ');
      g_string_append_printf (text, "%s(", by_title ? section->title : section->id);
      depth = section->depth;
      for (guint j = 0; j < section->n_questions; j++)
        {
          const AttuneFormQuestion *question = attune_form_get_question (form,
                                                                         section->first_question +
                                                                           j);

          g_string_append_printf (text, "%s%s", j > 0 ? " " : "",
                                  by_title ? question->title : question->id);
        }
    }
  for (guint i = 0; i <= depth && text->len > 0; i++)
    g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}

static GStrv
split (const char *ids)
{
  return *ids != '\0' ? g_strsplit (ids, " ", -1) : g_new0 (char *, 1);
}

static void
assert_form (AttuneForm *form, const char *expected)
{
  g_autofree char *drawn = draw (form, FALSE);

  g_assert_cmpstr (drawn, ==, expected);
}

#define WHOLE "a(q1 q2 q3) b(q4 b1(q5 q6) b2()) c(q7)"

/* A row whose `expected` is NULL is refused. */
static void
assert_result (AttuneForm *result, GError *error, const char *expected)
{
  if (expected == NULL)
    {
      g_assert_null (result);
      g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
      return;
    }
  g_assert_no_error (error);
  assert_form (result, expected);
}

static void
test_sort (void)
{
  static const char *const rows[][2] = {
    { "", "" },
    { "q1", "q1" },
    { "q3 q1 q3", "q1 q3" },
    { "zz q1", "q1" },
    { "c q4 b1 a", "a q4 b1 c" },
    { "q5 b", "b" },
    { "b1 q6 b", "b" },
    { "b2 q5 b1", "b1 b2" },
    { "q7 q2 c b a b1 b2 q1 q3 q4 q5 q6", "a b c" },
  };
  g_autoptr (AttuneForm) form = create_form ();

  assert_form (form, WHOLE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) ids = split (rows[i][0]);
      g_autofree const char **sorted = attune_form_group_sort (form, (const char *const *) ids);
      g_autofree char *joined = g_strjoinv (" ", (GStrv) sorted);

      g_assert_cmpstr (joined, ==, rows[i][1]);
    }
}

static void
test_remove (void)
{
  static const char *const rows[][2] = {
    { "", WHOLE },
    { "q3", "a(q1 q2) b(q4 b1(q5 q6) b2()) c(q7)" },
    { "q1", NULL },
    { "q1 q2", NULL },
    { "q1 q2 q7", "a(q3) b(q4 b1(q5 q6) b2()) c()" },
    { "q7 q2 q1", "a(q3) b(q4 b1(q5 q6) b2()) c()" },
    { "b1 q5 b2 zz", "a(q1 q2 q3) b(q4) c(q7)" },
    { "b q3", "a(q1 q2) c(q7)" },
    { "a b c", "" },
  };
  g_autoptr (AttuneForm) form = create_form ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) ids = split (rows[i][0]);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm)
        removed = attune_form_group_remove (form, (const char *const *) ids, &error);

      assert_result (removed, error, rows[i][1]);
    }
  assert_form (form, WHOLE);
}

static void
test_move (void)
{
  static const struct
  {
    const char *ids;
    AttuneFormSpot questions;
    AttuneFormSpot sections;
    const char *expected;
  } rows[] = {
    { "q3", { "a", 0 }, { NULL, 0 }, "a(q3 q1 q2) b(q4 b1(q5 q6) b2()) c(q7)" },
    { "q3 q2", { "c", 0 }, { NULL, 0 }, "a(q1) b(q4 b1(q5 q6) b2()) c(q2 q3 q7)" },
    { "q2 q3", { "a", 99 }, { NULL, 0 }, WHOLE },
    { "q1", { "a", 1 }, { NULL, 0 }, NULL },
    { "q1 q2", { "a", 1 }, { NULL, 0 }, "a(q3 q1 q2) b(q4 b1(q5 q6) b2()) c(q7)" },
    { "q5 q6", { "b2", 0 }, { NULL, 0 }, "a(q1 q2 q3) b(q4 b1() b2(q5 q6)) c(q7)" },
    { "b2 b1", { NULL, 0 }, { NULL, 1 }, "a(q1 q2 q3) b1(q5 q6) b2() b(q4) c(q7)" },
    { "b", { NULL, 0 }, { "a", 0 }, NULL },
    { "b", { NULL, 0 }, { "b2", 0 }, NULL },
    { "b", { NULL, 0 }, { "b", 0 }, NULL },
    { "b q3", { "b1", 0 }, { NULL, 0 }, NULL },
    { "q3", { "zz", 0 }, { NULL, 0 }, NULL },
    { "b1", { NULL, 0 }, { "zz", 0 }, NULL },
    { "q3 b1", { "b", 0 }, { "a", 0 }, "a(q1 q2 b1(q5 q6)) b(q3 q4 b2()) c(q7)" },
    { "", { NULL, 0 }, { NULL, 0 }, WHOLE },
  };
  g_autoptr (AttuneForm) form = create_form ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) ids = split (rows[i].ids);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm)
        moved = attune_form_group_move (form, (const char *const *) ids, rows[i].questions,
                                        rows[i].sections, &error);

      assert_result (moved, error, rows[i].expected);
    }
}

static void
test_step (void)
{
  static const struct
  {
    const char *ids;
    AttuneFormMove move;
    const char *expected;
  } rows[] = {
    { "", ATTUNE_FORM_MOVE_UP, WHOLE },
    { "zz", ATTUNE_FORM_MOVE_UP, WHOLE },
    { "q1", ATTUNE_FORM_MOVE_UP, WHOLE },
    { "q1 q2", ATTUNE_FORM_MOVE_UP, WHOLE },
    { "q1 q3", ATTUNE_FORM_MOVE_UP, "a(q1 q3 q2) b(q4 b1(q5 q6) b2()) c(q7)" },
    { "q1", ATTUNE_FORM_MOVE_DOWN, NULL },
    { "q1 q2", ATTUNE_FORM_MOVE_DOWN, "a(q3 q1 q2) b(q4 b1(q5 q6) b2()) c(q7)" },
    { "q3 q2", ATTUNE_FORM_MOVE_DOWN, "a(q1) b(q2 q3 q4 b1(q5 q6) b2()) c(q7)" },
    { "q3", ATTUNE_FORM_MOVE_DOWN, "a(q1 q2) b(q3 q4 b1(q5 q6) b2()) c(q7)" },
    { "q4", ATTUNE_FORM_MOVE_UP, "a(q1 q2 q3 q4) b(b1(q5 q6) b2()) c(q7)" },
    { "q5 q6", ATTUNE_FORM_MOVE_UP, "a(q1 q2 q3) b(q4 q5 q6 b1() b2()) c(q7)" },
    { "q7", ATTUNE_FORM_MOVE_UP, "a(q1 q2 q3) b(q4 b1(q5 q6) b2(q7)) c()" },
    { "q7", ATTUNE_FORM_MOVE_DOWN, WHOLE },
    { "q7", ATTUNE_FORM_MOVE_IN, WHOLE },
    { "b", ATTUNE_FORM_MOVE_UP, "b(q4 b1(q5 q6) b2()) a(q1 q2 q3) c(q7)" },
    { "b c", ATTUNE_FORM_MOVE_UP, NULL },
    { "b", ATTUNE_FORM_MOVE_DOWN, "a(q1 q2 q3) c(q7) b(q4 b1(q5 q6) b2())" },
    { "c b", ATTUNE_FORM_MOVE_DOWN, WHOLE },
    { "b2", ATTUNE_FORM_MOVE_UP, "a(q1 q2 q3) b(q4 b2() b1(q5 q6)) c(q7)" },
    { "b", ATTUNE_FORM_MOVE_IN, WHOLE },
    { "c", ATTUNE_FORM_MOVE_IN, "a(q1 q2 q3) b(q4 b1(q5 q6) b2() c(q7))" },
    { "a b c", ATTUNE_FORM_MOVE_IN, "a(q1 q2 q3) b(q4 b1(q5 q6) b2() c(q7))" },
    { "b1 b2", ATTUNE_FORM_MOVE_OUT, "a(q1 q2 q3) b(q4) b1(q5 q6) b2() c(q7)" },
    { "b1 c", ATTUNE_FORM_MOVE_OUT, "a(q1 q2 q3) b(q4 b2()) b1(q5 q6) c(q7)" },
    { "a", ATTUNE_FORM_MOVE_OUT, WHOLE },
    { "q3 b2", ATTUNE_FORM_MOVE_DOWN, "a(q1 q2) b(q3 q4 b1(q5 q6) b2()) c(q7)" },
  };
  g_autoptr (AttuneForm) form = create_form ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) ids = split (rows[i].ids);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm)
        moved = attune_form_group_step (form, (const char *const *) ids, rows[i].move, &error);

      assert_result (moved, error, rows[i].expected);
      if (g_strcmp0 (rows[i].expected, WHOLE) == 0)
        g_assert_true (moved == form);
    }
}

/* What stands where is only moved: every other byte of the document stays. */
static void
test_bytes (void)
{
  static const char *const ids[] = { "q3", "b2", NULL };
  g_autoptr (AttuneForm) form = create_form ();
  g_autofree char *before = attune_form_to_json (form, NULL);
  g_autoptr (AttuneForm) down = attune_form_group_step (form, ids, ATTUNE_FORM_MOVE_UP, NULL);
  g_autoptr (AttuneForm) up = attune_form_group_step (down, ids, ATTUNE_FORM_MOVE_DOWN, NULL);
  g_autofree char *between = attune_form_to_json (down, NULL);
  g_autofree char *after = attune_form_to_json (up, NULL);

  g_assert_cmpstr (before, !=, between);
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (after, "\"x-own\": 7"));
}

static void
test_duplicate (void)
{
  static const char *const rows[][2] = {
    { "", "A(One Two Three) B(Four B1(Five Six) B2()) C(Seven)" },
    { "q1 q2", "A(One Two One Two Three) B(Four B1(Five Six) B2()) C(Seven)" },
    { "q1 q3", "A(One One Two Three Three) B(Four B1(Five Six) B2()) C(Seven)" },
    { "b1 b2", "A(One Two Three) B(Four B1(Five Six) B2() B1(Five Six) B2()) C(Seven)" },
    { "q3 q4", "A(One Two Three Three) B(Four Four B1(Five Six) B2()) C(Seven)" },
    { "a c", "A(One Two Three) A(One Two Three) B(Four B1(Five Six) B2()) C(Seven) C(Seven)" },
  };
  g_autoptr (AttuneForm) form = create_form ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) ids = split (rows[i][0]);
      g_auto (GStrv) copies = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm)
        copied = attune_form_group_duplicate (form, (const char *const *) ids, &copies, &error);
      g_autofree char *drawn = NULL;

      g_assert_no_error (error);
      drawn = draw (copied, TRUE);
      g_assert_cmpstr (drawn, ==, rows[i][1]);
      g_assert_cmpuint (g_strv_length (copies), ==, g_strv_length (ids));
    }
}

/* A copy looks at the copy of what its original looks at, and else at the same. */
static void
test_duplicate_conditions (void)
{
  static const char *const ids[] = { "q1", "q2", "c", NULL };
  g_autoptr (AttuneForm) form = create_form ();
  g_auto (GStrv) copies = NULL;
  g_autoptr (AttuneForm) copied = attune_form_group_duplicate (form, ids, &copies, NULL);
  guint one = attune_form_find_question (copied, copies[0]);
  guint two = attune_form_find_question (copied, copies[1]);
  guint c = attune_form_find_section (copied, copies[2]);
  guint seven = attune_form_get_section (copied, c)->first_question;

  g_assert_cmpuint (one, ==, 2);
  g_assert_cmpuint (attune_form_get_question (copied, two)->show_if->question, ==, one);
  g_assert_cmpuint (attune_form_get_question (copied, seven)->show_if->children->question, ==, one);
  g_assert_cmpuint (attune_form_get_question (copied, seven - 1)->show_if->children->question, ==,
                    0);
}

static void
test_set (void)
{
  static const char *const ids[] = { "q1", "q3", "b1", "zz", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (AttuneForm) form = create_form ();
  g_autoptr (AttuneForm) set = attune_form_group_set (form, ids, "weight", "2.5", NULL);
  g_autoptr (AttuneForm) same = attune_form_group_set (form, none, "weight", "2.5", NULL);
  g_autoptr (GError) error = NULL;

  assert_form (set, WHOLE);
  g_assert_cmpint (attune_form_get_question (set, 0)->weight, ==, 25000);
  g_assert_cmpint (attune_form_get_question (set, 1)->weight, ==, ATTUNE_DECIMAL_ONE);
  g_assert_cmpint (attune_form_get_question (set, 2)->weight, ==, 25000);
  g_assert_cmpint (attune_form_get_section (set, 2)->weight, ==, 25000);
  g_assert_cmpint (attune_form_get_section (set, 1)->weight, ==, ATTUNE_DECIMAL_ONE);
  g_assert_cmpint (attune_form_get_question (form, 0)->weight, ==, ATTUNE_DECIMAL_ONE);
  g_assert_true (attune_form_equal (form, same));
  g_assert_null (attune_form_group_set (form, ids, "weight", "-1", &error));
  g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
}

/* --- The clipboard ------------------------------------------------------------------------------------------- */

static char *
copy (AttuneForm *form, const char *ids)
{
  g_auto (GStrv) list = split (ids);
  g_autoptr (GError) error = NULL;
  char *text = attune_form_copy (form, (const char *const *) list, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_paste (void)
{
  static const struct
  {
    const char *ids;
    AttuneFormSpot questions;
    AttuneFormSpot sections;
    guint n_lost;
    const char *expected;
  } rows[] = {
    { "q3 q1",
      { "a", 0 },
      { NULL, 0 },
      0,
      "A(One Three One Two Three) B(Four B1(Five Six) B2()) C(Seven)" },
    { "q2", { "a", 0 }, { NULL, 0 }, 1, "A(Two One Two Three) B(Four B1(Five Six) B2()) C(Seven)" },
    { "q2", { "a", 1 }, { NULL, 0 }, 0, "A(One Two Two Three) B(Four B1(Five Six) B2()) C(Seven)" },
    { "q7",
      { "c", 99 },
      { NULL, 0 },
      0,
      "A(One Two Three) B(Four B1(Five Six) B2()) C(Seven Seven)" },
    { "b1 q7",
      { "a", 0 },
      { "b", 9 },
      1,
      "A(Seven One Two Three) B(Four B1(Five Six) B2() B1(Five Six)) C(Seven)" },
    { "c",
      { NULL, 0 },
      { NULL, 0 },
      1,
      "C(Seven) A(One Two Three) B(Four B1(Five Six) B2()) C(Seven)" },
    { "c",
      { NULL, 0 },
      { NULL, 1 },
      0,
      "A(One Two Three) C(Seven) B(Four B1(Five Six) B2()) C(Seven)" },
    { "c",
      { NULL, 0 },
      { "a", 0 },
      0,
      "A(One Two Three C(Seven)) B(Four B1(Five Six) B2()) C(Seven)" },
    { "b", { NULL, 0 }, { "a", 0 }, 0, NULL },
    { "q1", { NULL, 0 }, { NULL, 0 }, 0, NULL },
    { "q1", { "zz", 0 }, { NULL, 0 }, 0, NULL },
    { "b1", { NULL, 0 }, { "q1", 0 }, 0, NULL },
  };
  g_autoptr (AttuneForm) form = create_form ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = copy (form, rows[i].ids);
      g_autoptr (GError) error = NULL;
      AttuneFormPasted pasted = { NULL, 0, 0 };
      g_autoptr (AttuneForm) result = attune_form_paste (form, rows[i].questions, rows[i].sections,
                                                         text, &pasted, &error);
      g_autofree char *drawn = result != NULL ? draw (result, TRUE) : NULL;

      g_assert_true (attune_form_can_paste (text));
      g_assert_cmpstr (drawn, ==, rows[i].expected);
      g_assert_cmpuint (pasted.n_lost_conditions, ==, rows[i].n_lost);
      if (result == NULL)
        g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
      for (guint j = 0; pasted.ids != NULL && pasted.ids[j] != NULL; j++)
        g_assert_false (attune_form_find_question (form, pasted.ids[j]) != ATTUNE_FORM_NONE ||
                        attune_form_find_section (form, pasted.ids[j]) != ATTUNE_FORM_NONE);
      g_strfreev (pasted.ids);
    }
}

/* In another form, what looks outside the copy goes; what looks inside follows it. */
static void
test_paste_elsewhere (void)
{
  g_autoptr (AttuneForm) form = create_form ();
  g_autoptr (AttuneForm) other = attune_form_new ("g", "G", "First");
  g_autofree char *text = copy (form, "q1 q2 q7");
  g_autofree char *part = copy (form, "q2 q5 q6");
  AttuneFormSpot first = { "section-1", 0 };
  AttuneFormPasted pasted;
  g_autoptr (AttuneForm) whole = attune_form_paste (other, first, first, text, &pasted, NULL);
  g_autoptr (AttuneForm) less = NULL;

  g_assert_cmpuint (pasted.n_lost_conditions, ==, 0);
  g_assert_cmpuint (attune_form_find_question (whole, pasted.ids[0]), ==, 0);
  g_assert_cmpuint (attune_form_get_question (whole, 1)->show_if->question, ==, 0);
  g_assert_cmpuint (attune_form_get_question (whole, 1)->show_if->options[0], ==, 1);
  g_assert_cmpuint (attune_form_get_question (whole, 2)->show_if->children->question, ==, 0);
  g_assert_cmpuint (attune_form_find_question (whole, "q1"), ==, ATTUNE_FORM_NONE);
  g_strfreev (pasted.ids);

  less = attune_form_paste (other, first, first, part, &pasted, NULL);
  g_assert_cmpuint (pasted.n_lost_conditions, ==, 1);
  g_assert_null (attune_form_get_question (less, 0)->show_if);
  g_assert_cmpuint (attune_form_get_question (less, 2)->show_if->children->question, ==, 1);
  g_strfreev (pasted.ids);
}

/* A question and the section that it looks at go to different spots: it keeps its condition where it lands behind. */
static void
test_paste_apart (void)
{
  static const struct
  {
    const char *ids;
    AttuneFormSpot questions;
    AttuneFormSpot sections;
    guint n_lost;
    const char *expected;
  } rows[] = {
    { "a q7", { "s1", 0 }, { NULL, 0 }, 0, "A(One Two Three) S1(Seven First) S2(Second T())" },
    { "a q7", { "s1", 1 }, { NULL, 1 }, 1, "S1(First Seven) A(One Two Three) S2(Second T())" },
    { "a q7", { "s1", 0 }, { NULL, 2 }, 1, "S1(Seven First) S2(Second T()) A(One Two Three)" },
    { "a q7", { "s2", 0 }, { NULL, 1 }, 0, "S1(First) A(One Two Three) S2(Seven Second T())" },
    { "a q7", { "s2", 1 }, { "s2", 0 }, 1, "S1(First) S2(Second Seven A(One Two Three) T())" },
    { "a q7", { "t", 0 }, { "s2", 0 }, 0, "S1(First) S2(Second A(One Two Three) T(Seven))" },
    { "a q7", { "t", 0 }, { "s2", 1 }, 1, "S1(First) S2(Second T(Seven) A(One Two Three))" },
    { "a q7", { "s2", 1 }, { "s1", 0 }, 0, "S1(First A(One Two Three)) S2(Second Seven T())" },
    { "q1 c", { "s1", 0 }, { NULL, 1 }, 0, "S1(One First) C(Seven) S2(Second T())" },
    { "q1 c", { "s1", 0 }, { NULL, 0 }, 1, "C(Seven) S1(One First) S2(Second T())" },
  };
  g_autoptr (AttuneForm) form = create_form ();
  g_autoptr (AttuneForm)
    other = attune_form_from_json ("{\"format\":\"attune-form\",\"version\":1,\"id\":\"g\","
                                   "\"title\":\"G\",\"sections\":[{\"id\":\"s1\",\"title\":\"S1\","
                                   "\"questions\":[{\"id\":\"p1\",\"type\":\"text\","
                                   "\"title\":\"First\"}]},{\"id\":\"s2\",\"title\":\"S2\","
                                   "\"questions\":[{\"id\":\"p2\",\"type\":\"text\","
                                   "\"title\":\"Second\"}],\"sections\":[{\"id\":\"t\","
                                   "\"title\":\"T\",\"questions\":[]}]}]}",
                                   -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = copy (form, rows[i].ids);
      g_autoptr (GError) error = NULL;
      AttuneFormPasted pasted = { NULL, 0, 0 };
      g_autoptr (AttuneForm) result = attune_form_paste (other, rows[i].questions, rows[i].sections,
                                                         text, &pasted, &error);
      g_autofree char *drawn = NULL;

      g_assert_no_error (error);
      drawn = draw (result, TRUE);
      g_assert_cmpstr (drawn, ==, rows[i].expected);
      g_assert_cmpuint (pasted.n_lost_conditions, ==, rows[i].n_lost);
      g_strfreev (pasted.ids);
    }
}

#define SCORED(mode, weight, questions)                                                            \
  "{\"id\":\"f\",\"title\":\"F\",\"scoring\":{\"mode\":\"" mode "\"},\"sections\":[{\"id\":\"s\"," \
  "\"title\":\"S\",\"weight\":" weight ",\"questions\":[" questions "]}]}"
#define SCALE(id, type, weight, a, b, c)                                                         \
  "{\"id\":\"" id "\",\"type\":\"" type "\",\"title\":\"Q\",\"weight\":" weight ",\"options\":[" \
  "{\"id\":\"a\",\"score\":" a "},{\"id\":\"b\",\"score\":" b "},{\"id\":\"c\",\"score\":" c "}]}"

/* "10: 5 2.5 0": the weight and what the answers give. */
static char *
draw_scores (const AttuneFormQuestion *question)
{
  g_autofree char *weight = attune_decimal_to_string (question->weight);
  GString *text = g_string_new (weight);

  g_string_append_c (text, ':');
  for (guint i = 0; i < question->n_options; i++)
    {
      g_autofree char *score = attune_decimal_to_string (question->options[i].score);

      g_string_append_printf (text, " %s", score);
    }
  return g_string_free (text, FALSE);
}

/* From a form that is scored by shares into one scored by points, and the other way: what counts in one counts in the
 * other. Within one way nothing changes. */
static void
test_paste_rescaled (void)
{
  static const struct
  {
    const char *from;
    const char *to; /* mode */
    const char *expected;
    guint n_rescaled;
  } rows[] = {
    { SCORED ("share", "1", SCALE ("q", "choice", "10", "100", "50", "0")), "share", "10: 100 50 0",
      0 },
    { SCORED ("share", "1", SCALE ("q", "choice", "10", "100", "50", "0")), "points", "1: 10 5 0",
      1 },
    { SCORED ("share", "1", SCALE ("q", "choice", "0", "100", "50", "0")), "points", "1: 0 0 0",
      1 },
    { SCORED ("share", "1", SCALE ("q", "checklist", "3", "50", "50", "0")), "points",
      "1: 1.5 1.5 0", 1 },
    { SCORED ("share", "1", "{\"id\":\"q\",\"type\":\"yes_no\",\"title\":\"Q\",\"weight\":4}"),
      "points", "1: 4 0", 1 },
    { SCORED ("share", "1", "{\"id\":\"q\",\"type\":\"text\",\"title\":\"Q\"}"), "points",
      "1:", 0 },
    { SCORED (
        "share", "1",
        "{\"id\":\"q\",\"type\":\"number\",\"title\":\"Q\",\"weight\":5,\"ranges\":[{\"to\":2,"
        "\"score\":100},{\"from\":3,\"score\":20}]}"),
      "points", "1: 5 1", 1 },
    { SCORED ("points", "1", SCALE ("q", "choice", "1", "8", "2", "0")), "points", "1: 8 2 0", 0 },
    { SCORED ("points", "1", SCALE ("q", "choice", "1", "8", "2", "0")), "share", "8: 100 25 0",
      1 },
    /* What the section multiplied is in the weight. */
    { SCORED ("points", "2.5", SCALE ("q", "choice", "1", "8", "2", "0")), "share", "20: 100 25 0",
      1 },
    { SCORED ("points", "1", SCALE ("q", "checklist", "1", "3", "1", "0")), "share", "4: 75 25 0",
      1 },
    /* What gives nothing weighs nothing. */
    { SCORED ("points", "1", SCALE ("q", "choice", "1", "0", "0", "0")), "share", "0: 0 0 0", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AttuneForm) from = attune_form_from_json (rows[i].from, -1, NULL);
      g_autoptr (AttuneForm) plain = attune_form_new ("g", "G", "First");
      g_autoptr (AttuneForm)
        to = attune_form_set_string (plain, (AttuneFormPlace){ NULL, NULL, NULL }, "scoring/mode",
                                     rows[i].to, NULL);
      g_autofree char *text = copy (from, "q");
      g_autofree char *whole = copy (from, "s");
      AttuneFormPasted pasted;
      g_autoptr (AttuneForm)
        result = attune_form_paste (to, (AttuneFormSpot){ "section-1", 0 },
                                    (AttuneFormSpot){ NULL, 0 }, text, &pasted, NULL);
      g_autofree char *drawn = draw_scores (attune_form_get_question (result, 0));

      g_assert_cmpstr (drawn, ==, rows[i].expected);
      g_assert_cmpuint (pasted.n_rescaled, ==, rows[i].n_rescaled);
      g_strfreev (pasted.ids);

      /* The same inside its section, which no longer multiplies. */
      g_clear_pointer (&result, attune_form_unref);
      g_free (drawn);
      result = attune_form_paste (to, (AttuneFormSpot){ "section-1", 0 },
                                  (AttuneFormSpot){ NULL, 0 }, whole, &pasted, NULL);
      drawn = draw_scores (attune_form_get_question (result, 0));
      g_assert_cmpstr (drawn, ==, rows[i].expected);
      g_assert_cmpuint (pasted.n_rescaled, ==, rows[i].n_rescaled);
      if (rows[i].n_rescaled > 0)
        g_assert_cmpint (attune_form_get_section (result, 0)->weight, ==, ATTUNE_DECIMAL_ONE);
      g_strfreev (pasted.ids);
    }
}

/* A clipboard that does not say how its form is scored, or wrongly what it would be, is taken as it is. */
static void
test_paste_unscaled (void)
{
  static const char *const heads[] = {
    "",
    "\"mode\":\"share\",",
    "\"mode\":7,\"turned\":\"{}\",",
    "\"mode\":\"share\",\"turned\":[],",
    "\"mode\":\"share\",\"turned\":\"\",",
    "\"mode\":\"share\",\"turned\":\"{}\",",
    "\"mode\":\"share\",\"turned\":\"{\\\"format\\\":\\\"attune-form-parts\\\",\\\"parts\\\":[1]}\",",
    "\"mode\":\"share\",\"turned\":\"{\\\"format\\\":\\\"attune-form-parts\\\",\\\"parts\\\":[{},{}]}\",",
    "\"mode\":\"points\",\"turned\":\"{\\\"format\\\":\\\"attune-form-parts\\\",\\\"parts\\\":[{}]}\",",
  };
  g_autoptr (AttuneForm) plain = attune_form_new ("g", "G", "First");
  g_autoptr (AttuneForm) to = attune_form_set_string (plain, (AttuneFormPlace){ NULL, NULL, NULL },
                                                      "scoring/mode", "points", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"format\":\"attune-form-parts\",\"version\":1,%s\"parts\":[%s]}", heads[i],
        SCALE ("q", "choice", "10", "100", "50", "0"));
      AttuneFormPasted pasted;
      g_autoptr (AttuneForm)
        result = attune_form_paste (to, (AttuneFormSpot){ "section-1", 0 },
                                    (AttuneFormSpot){ NULL, 0 }, text, &pasted, NULL);
      g_autofree char *drawn = draw_scores (attune_form_get_question (result, 0));

      g_assert_cmpstr (drawn, ==, "10: 100 50 0");
      g_assert_cmpuint (pasted.n_rescaled, ==, 0);
      g_strfreev (pasted.ids);
    }
}

static void
test_paste_wrong (void)
{
  static const char *const texts[] = {
    "",
    "Hello",
    "{}",
    "{\"format\":\"attune-form-parts\",\"version\":1,\"parts\":[]}",
    "{\"format\":\"attune-form-parts\",\"version\":1,\"parts\":[1]}",
    form_text,
  };
  g_autoptr (AttuneForm) form = create_form ();
  static const char *const wrong[] = { "q1", "zz", NULL };
  g_autoptr (GError) unknown = NULL;
  AttuneFormSpot spot = { "a", 0 };

  g_assert_null (attune_form_copy (form, wrong, &unknown));
  g_assert_error (unknown, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (attune_form_can_paste (texts[i]));
      g_assert_null (attune_form_paste (form, spot, spot, texts[i], NULL, &error));
      g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
    }
}

/* What was cut and comes back has the ids and conditions that it had, once; a copy never has, nor has what goes elsewhere. */
static void
test_cut (void)
{
  static const struct
  {
    const char *ids;
    gboolean is_cut;
    gboolean is_removed;
    AttuneFormSpot questions;
    AttuneFormSpot sections;
    gboolean is_kept;
  } rows[] = {
    { "q7", TRUE, TRUE, { "b", 0 }, { NULL, 0 }, TRUE },
    { "q7", FALSE, TRUE, { "b", 0 }, { NULL, 0 }, FALSE },
    { "q7", TRUE, FALSE, { "b", 0 }, { NULL, 0 }, FALSE },
    { "c", TRUE, TRUE, { NULL, 0 }, { NULL, 1 }, TRUE },
    { "b", TRUE, TRUE, { NULL, 0 }, { NULL, 99 }, TRUE },
    { "b1 b2", TRUE, TRUE, { NULL, 0 }, { "a", 0 }, TRUE },
    { "b", FALSE, TRUE, { NULL, 0 }, { NULL, 99 }, FALSE },
  };
  g_autoptr (AttuneForm) form = create_form ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) list = split (rows[i].ids);
      const char *const *ids = (const char *const *) list;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = rows[i].is_cut ? attune_form_cut (form, ids, &error)
                                             : attune_form_copy (form, ids, &error);
      g_autoptr (AttuneForm) base = rows[i].is_removed
                                      ? attune_form_group_remove (form, ids, &error)
                                      : attune_form_ref (form);
      g_autoptr (AttuneForm) pasted = NULL;
      g_autoptr (AttuneForm) twice = NULL;

      g_test_message ("row %u", i);
      g_assert_no_error (error);
      pasted = attune_form_paste (base, rows[i].questions, rows[i].sections, text, NULL, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < attune_form_get_n_questions (pasted); j++)
        {
          const AttuneFormQuestion *question = attune_form_get_question (pasted, j);

          if (rows[i].is_kept)
            g_assert_cmpuint (attune_form_find_question (form, question->id), !=, ATTUNE_FORM_NONE);
        }
      for (guint j = 0; ids[j] != NULL && rows[i].is_removed; j++)
        g_assert_cmpint (attune_form_find_question (pasted, ids[j]) != ATTUNE_FORM_NONE ||
                           attune_form_find_section (pasted, ids[j]) != ATTUNE_FORM_NONE,
                         ==, rows[i].is_kept);

      twice = attune_form_paste (pasted, rows[i].questions, rows[i].sections, text, NULL, &error);
      g_assert_no_error (error);
    }
}

/* Nothing but its place tells a question that was cut and pasted back from what it was. */
static void
test_cut_back (void)
{
  static const char *const ids[] = { "q2", NULL };
  g_autoptr (AttuneForm) form = create_form ();
  g_autofree char *text = attune_form_cut (form, ids, NULL);
  g_autoptr (AttuneForm) without = attune_form_group_remove (form, ids, NULL);
  g_autoptr (AttuneForm) back = attune_form_paste (without, (AttuneFormSpot){ "a", 1 },
                                                   (AttuneFormSpot){ NULL, 0 }, text, NULL, NULL);
  g_autoptr (AttuneForm) other = attune_form_new ("other", "Other", "");
  g_autoptr (AttuneForm) home = attune_form_add_section (other, NULL, 0, "A", NULL, NULL);
  g_autoptr (AttuneForm) gone = NULL;

  g_assert_nonnull (text);
  g_assert_true (attune_form_equal (back, form));
  gone = attune_form_paste (home, (AttuneFormSpot){ attune_form_get_section (home, 0)->id, 0 },
                            (AttuneFormSpot){ NULL, 0 }, text, NULL, NULL);
  g_assert_cmpuint (attune_form_get_n_questions (gone), ==, 1);
  g_assert_cmpuint (attune_form_find_question (gone, "q2"), ==, ATTUNE_FORM_NONE);
}

/* Parts that somebody else wrote: never more than an error. */
static void
test_paste_odd (void)
{
  static const char *const parts[] = {
    "{\"type\":\"yes_no\"}",
    "{\"type\":7,\"title\":\"X\"}",
    "{\"id\":3,\"type\":\"text\",\"title\":\"X\",\"show_if\":[]}",
    "{\"title\":\"S\",\"questions\":{\"a\":1}}",
    "{\"title\":\"S\",\"questions\":[1,{\"type\":\"text\"}],\"sections\":[2]}",
    "{\"type\":\"text\",\"title\":\"X\",\"show_if\":{\"all\":7,\"not\":\"x\"}}",
    "{\"type\":\"text\",\"questions\":[{\"show_if\":{\"question\":\"q1\",\"answered\":true}}]}",
  };
  g_autoptr (AttuneForm) form = create_form ();
  AttuneFormSpot spot = { "a", 0 };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"format\":\"attune-form-parts\",\"version\":1,\"parts\":[%s]}", parts[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (attune_form_paste (form, spot, spot, text, NULL, &error));
      g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-group/sort", test_sort);
  g_test_add_func ("/form-group/remove", test_remove);
  g_test_add_func ("/form-group/move", test_move);
  g_test_add_func ("/form-group/step", test_step);
  g_test_add_func ("/form-group/bytes", test_bytes);
  g_test_add_func ("/form-group/duplicate", test_duplicate);
  g_test_add_func ("/form-group/duplicate/conditions", test_duplicate_conditions);
  g_test_add_func ("/form-group/set", test_set);
  g_test_add_func ("/form-group/paste", test_paste);
  g_test_add_func ("/form-group/paste/elsewhere", test_paste_elsewhere);
  g_test_add_func ("/form-group/paste/apart", test_paste_apart);
  g_test_add_func ("/form-group/paste/rescaled", test_paste_rescaled);
  g_test_add_func ("/form-group/paste/unscaled", test_paste_unscaled);
  g_test_add_func ("/form-group/paste/wrong", test_paste_wrong);
  g_test_add_func ("/form-group/cut", test_cut);
  g_test_add_func ("/form-group/cut/back", test_cut_back);
  g_test_add_func ("/form-group/paste/odd", test_paste_odd);
  return g_test_run ();
}
