/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-describe.h"
#include "attune-form-edit.h"
#include "attune-form-facts.h"
#include "attune-forms-page.h"
#include "attune-weight-bar.h"
#include "logic-form.h"

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
  g_autoptr (AttuneForm) form = logic_form_create ();

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
  g_autoptr (AttuneForm) form = logic_form_create ();
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/screens/forms/weight-bar", test_weight_bar);
  g_test_add_func ("/screens/forms/describe", test_describe);
  g_test_add_func ("/screens/forms/facts", test_facts);
  g_test_add_func ("/screens/forms/facts/bands", test_band_facts);
  g_test_add_func ("/screens/forms/breaks", test_breaks);
  g_test_add_func ("/screens/forms/facts/answers", test_answer_facts);
  g_test_add_func ("/screens/forms/changes", test_changes);
  return g_test_run ();
}
