/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form-lint.h"
#include "attune-form-reach.h"
#include "attune-test-support.h"

#include <string.h>

#define FORM(scoring, sections) \
  "{\"id\":\"f\",\"title\":\"F\",\"scoring\":{" scoring "},\"sections\":[" sections "]}"
#define SECTION(extra, questions) \
  "{\"id\":\"s\",\"title\":\"S\"" extra ",\"questions\":[" questions "]}"
#define ONE(scoring, questions) FORM (scoring, SECTION ("", questions))
#define QUESTION(id, type, extra) \
  "{\"id\":\"" id "\",\"title\":\"" id "\",\"type\":\"" type "\"" extra "}"
#define YES_NO(id, extra) QUESTION (id, "yes_no", extra)
#define OPTIONS(inside)   ",\"options\":[" inside "]"
#define RANGES(inside)    ",\"ranges\":[" inside "]"
#define IF(condition)     ",\"show_if\":" condition

static AttuneForm *
read_form (const char *text)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

/* --- Warnings ------------------------------------------------------------------------------------------------ */

/* Each case: a form, and the places that are warned of, with a word of what is said. */
static const struct
{
  const char *form;
  const char *warnings;
} cases[] = {
  { ONE ("", YES_NO ("a", "")), "" },
  { ONE ("", YES_NO ("a", "") "," QUESTION ("t", "text", "")), "" },
  { FORM ("", ""), " :no questions" },
  { ONE ("", QUESTION ("t", "text", "")), " :never a score" },
  { ONE ("", YES_NO ("a", ",\"scored\":false")), " :never a score" },
  { ONE ("", YES_NO ("a", ",\"bonus\":true")), " :never a score" },
  { ONE ("", YES_NO ("a", ",\"weight\":0")),
    " :weigh anything /sections/0/questions/0/weight:cannot matter" },
  { "{\"id\":\"f\",\"title\":\"\",\"sections\":[{\"id\":\"s\",\"title\":\"\",\"questions\":[{\"id\":\"a\","
    "\"type\":\"yes_no\",\"title\":\"\"}]}]}",
    " /title:no title /sections/0/title:no title /sections/0/questions/0/title:no title" },
  { ONE ("\"baseline\":5", YES_NO ("a", "")), " /scoring/baseline:points mode" },
  { ONE ("\"mode\":\"points\",\"baseline\":5", YES_NO ("a", "")), "" },
  { ONE ("\"mode\":\"points\"", YES_NO ("a", ",\"weight\":2")),
    " /sections/0/questions/0/weight:no effect" },
  { ONE ("", YES_NO ("a", ",\"fail_below\":50")), "" },
  { "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"fail_below\":50,"
    "\"questions\":[" QUESTION ("t",
                                "text",
                                "") "]},{\"id\":\"u\",\"title\":\"U\",\"fail_below\":50,"
                                    "\"questions\":[" YES_NO ("a", "") "]}]}",
    " /sections/0/fail_below:stays below" },
  { ONE ("", YES_NO ("a", "") "," QUESTION ("t", "text", ",\"fail_below\":50")),
    " /sections/0/questions/1/fail_below:does not count" },
  { ONE ("",
         QUESTION ("a",
                   "choice",
                   ",\"options\":[{\"id\":\"x\",\"score\":100},{\"id\":\"y\",\"bonus\":true}]")),
    " /sections/0/questions/0/options:points mode" },
  { ONE ("\"pass\":101", YES_NO ("a", "")), " /scoring/pass:no answers can reach" },
  { ONE ("\"pass\":0", YES_NO ("a", "")), " /scoring/pass:every score" },
  { ONE ("\"pass\":100", YES_NO ("a", "")), "" },
  { ONE ("\"bands\":[{\"from\":0,\"label\":\"A\"},{\"from\":0,\"label\":\"B\"}]", YES_NO ("a", "")),
    " /scoring/bands/0:begin at the same" },
  { ONE ("\"bands\":[{\"from\":0,\"label\":\"\"},{\"from\":120,\"label\":\"B\"}]",
         YES_NO ("a", "")),
    " /scoring/bands/0:no label /scoring/bands/1:no score reaches" },
  { ONE ("\"bands\":[{\"from\":-10,\"label\":\"A\"},{\"from\":0,\"label\":\"B\"}]",
         YES_NO ("a", "")),
    " /scoring/bands/0:above the band" },
  { ONE ("\"bands\":[{\"from\":50,\"label\":\"A\"},{\"from\":80,\"label\":\"\"}]",
         YES_NO ("a", "")),
    " /scoring/bands/1:no label /scoring/bands:below 50 falls" },
  { ONE ("\"bands\":[{\"from\":50,\"label\":\"A\"}]", YES_NO ("a", "")), "" },
  { ONE ("\"bands\":[{\"from\":120,\"label\":\"\"},{\"from\":0,\"label\":\"A\"}]",
         YES_NO ("a", "")),
    " /scoring/bands/0:no label /scoring/bands/0:reaches the band “from 120”" },
  /* Bands may stand in any order. */
  { ONE ("\"bands\":[{\"from\":80,\"label\":\"B\"},{\"from\":0,\"label\":\"A\"}]",
         YES_NO ("a", "")),
    "" },
  /* Sections */
  { FORM ("", SECTION ("", YES_NO ("a", "")) ",{\"id\":\"e\",\"title\":\"E\"}"),
    " /sections/1:no questions" },
  { FORM ("", SECTION (",\"weight\":2", YES_NO ("a", ""))), " /sections/0/weight:no effect" },
  { FORM ("\"weigh_by\":\"section\"", SECTION (",\"weight\":2", YES_NO ("a", ""))), "" },
  { FORM ("\"weigh_by\":\"section\"",
          SECTION (",\"weight\":0",
                   YES_NO ("a",
                           "")) ",{\"id\":\"t\",\"title\":\"T\",\"questions\":[" YES_NO ("b",
                                                                                         "") "]}"),
    " /sections/0/weight:nothing in /sections/0/questions/0/weight:cannot matter" },
  /* Conditions */
  { ONE ("", YES_NO ("a", "") "," YES_NO ("b", IF ("{\"any\":[]}"))),
    " /sections/0/questions/1/show_if:never hold" },
  { ONE ("", YES_NO ("a", "") "," YES_NO ("b", IF ("{\"question\":\"a\",\"is\":[]}"))),
    " /sections/0/questions/1/show_if:never hold" },
  { ONE (
      "",
      YES_NO ("a", "") "," YES_NO (
        "b",
        IF (
          "{\"all\":[{\"question\":\"a\",\"is\":[\"yes\"]},{\"question\":\"a\",\"is\":[\"no\"]}]}"))),
    " /sections/0/questions/1/show_if:never hold" },
  { ONE ("",
         YES_NO ("a",
                 ",\"na_allowed\":false") "," YES_NO ("b",
                                                      IF ("{\"question\":\"a\",\"na\":true}"))),
    " /sections/0/questions/1/show_if:never hold" },
  { ONE ("", YES_NO ("a", "") "," YES_NO ("b", IF ("{\"question\":\"a\",\"na\":true}"))), "" },
  { FORM ("",
          SECTION (",\"na_allowed\":true",
                   YES_NO ("a", ",\"na_allowed\":false") "," YES_NO (
                     "b",
                     IF ("{\"question\":\"a\",\"na\":true}")))),
    "" },
  { ONE (
      "",
      YES_NO ("a", "") "," YES_NO ("b", IF ("{\"question\":\"a\",\"is\":[\"yes\"]}")) "," YES_NO (
        "c",
        IF (
          "{\"all\":[{\"question\":\"a\",\"is\":[\"no\"]},{\"question\":\"b\",\"answered\":true}]}"))),
    " /sections/0/questions/2/show_if:never hold" },
  { ONE (
      "",
      QUESTION ("a", "checklist", OPTIONS ("{\"id\":\"x\",\"score\":100},{\"id\":\"y\"}")) "," YES_NO (
        "b",
        IF (
          "{\"all\":[{\"question\":\"a\",\"is\":[\"x\"]},{\"question\":\"a\",\"is\":[\"y\"]}]}"))),
    "" },
  { ONE (
      "",
      QUESTION ("a", "checklist", OPTIONS ("{\"id\":\"x\",\"score\":100},{\"id\":\"y\"}")) "," YES_NO (
        "b",
        IF (
          "{\"all\":[{\"question\":\"a\",\"is\":[\"x\"]},{\"not\":{\"question\":\"a\",\"is\":[\"x\",\"y\"]}}]}"))),
    " /sections/0/questions/1/show_if:never hold" },
  { FORM (
      "",
      SECTION ("", YES_NO ("a", "")) ",{\"id\":\"t\",\"title\":\"T\",\"show_if\":{\"question\":\"a\",\"is\":[\"yes\"]},\"questions\":[" YES_NO (
        "b",
        IF ("{\"question\":\"a\",\"is\":[\"no\"]}")) "]}"),
    " /sections/1/questions/0/show_if:never both" },
  { FORM (
      "",
      SECTION (
        "",
        YES_NO (
          "a",
          "")) ",{\"id\":\"t\",\"title\":\"T\",\"show_if\":{\"any\":[]},\"questions\":[" YES_NO ("b",
                                                                                                 "") "]}"),
    " /sections/1/show_if:never hold" },
  /* Numbers */
  { ONE ("", YES_NO ("a", "") "," QUESTION ("n", "number", "")),
    " /sections/0/questions/1/ranges:not scored" },
  { ONE ("",
         QUESTION ("n",
                   "number",
                   RANGES ("{\"from\":0,\"to\":2,\"score\":100},{\"from\":4,\"to\":null}"))),
    " /sections/0/questions/0/ranges:takes 3" },
  { ONE ("",
         QUESTION ("n",
                   "number",
                   ",\"decimals\":1" RANGES (
                     "{\"from\":0,\"to\":2,\"score\":100},{\"from\":4,\"to\":null}"))),
    " /sections/0/questions/0/ranges:2.1 to 3.9" },
  { ONE ("",
         QUESTION ("n",
                   "number",
                   RANGES ("{\"from\":3,\"to\":9},{\"from\":0,\"to\":2.9,\"score\":100}"))),
    "" },
  { ONE ("",
         QUESTION ("n",
                   "number",
                   RANGES (
                     "{\"to\":9,\"score\":100},{\"from\":0,\"to\":9,\"score\":50},{\"from\":10}"))),
    " /sections/0/questions/0/ranges:range 2" },
  { ONE ("",
         QUESTION ("n", "number", RANGES ("{\"from\":0.2,\"to\":0.8,\"score\":100},{\"from\":1}"))),
    " /sections/0/questions/0/ranges:range 1" },
  { ONE (
      "",
      QUESTION ("n", "number", RANGES ("{\"from\":-2.5,\"to\":-1.5,\"score\":100},{\"from\":-1}"))),
    "" },
  /* Options */
  { ONE ("", YES_NO ("a", OPTIONS ("{\"id\":\"yes\"},{\"id\":\"no\"},{\"id\":\"x\"}"))),
    " /sections/0/questions/0/options:two options" },
  { ONE ("", QUESTION ("a", "choice", OPTIONS ("{\"id\":\"x\",\"score\":100}"))),
    " /sections/0/questions/0/options:nothing to choose /sections/0/questions/0:cannot matter" },
  { ONE (
      "",
      QUESTION (
        "a",
        "scale",
        OPTIONS (
          "{\"id\":\"x\",\"label\":\"A\",\"score\":100},{\"id\":\"y\",\"label\":\"A\"},{\"id\":\"z\",\"label\":\"\"}"))),
    " /sections/0/questions/0/options:called /sections/0/questions/0/options:no label" },
  { ONE ("",
         QUESTION ("a",
                   "scale",
                   OPTIONS ("{\"id\":\"x\",\"score\":150},{\"id\":\"y\",\"score\":-1}"))),
    " /sections/0/questions/0/options:held within /sections/0/questions/0/options:held within" },
  { ONE ("", QUESTION ("a", "scale", OPTIONS ("{\"id\":\"x\",\"score\":90},{\"id\":\"y\"}"))),
    " /sections/0/questions/0/options:full 100" },
  { ONE (
      "",
      QUESTION (
        "a",
        "checklist",
        OPTIONS (
          "{\"id\":\"x\",\"score\":60},{\"id\":\"y\",\"score\":60},{\"id\":\"z\",\"score\":-10}"))),
    "" },
  { ONE ("\"mode\":\"points\"",
         QUESTION ("a",
                   "scale",
                   OPTIONS ("{\"id\":\"x\",\"score\":150},{\"id\":\"y\",\"score\":-1}"))),
    "" },
  { ONE ("", YES_NO ("a", OPTIONS ("{\"id\":\"yes\"},{\"id\":\"no\",\"fail\":\"parent\"}"))),
    " /sections/0/questions/0/options:has none" },
  { ONE ("", YES_NO ("a", OPTIONS ("{\"id\":\"yes\"},{\"id\":\"no\",\"error\":true}"))),
    " /sections/0/questions/0/error_type:not counted" },
  { ONE ("", YES_NO ("a", ",\"error_type\":\"customer\"")),
    " /sections/0/questions/0/error_type:no answer" },
  /* What cannot matter */
  { ONE ("",
         YES_NO ("a", "") "," QUESTION (
           "b",
           "choice",
           OPTIONS ("{\"id\":\"x\",\"score\":100},{\"id\":\"y\",\"score\":100}"))),
    " /sections/0/questions/1:cannot matter" },
  { ONE ("", YES_NO ("a", "") "," YES_NO ("b", ",\"weight\":0")),
    " /sections/0/questions/1/weight:cannot matter" },
  { ONE ("",
         YES_NO ("a", "") "," YES_NO ("b",
                                      ",\"weight\":0" OPTIONS (
                                        "{\"id\":\"yes\"},{\"id\":\"no\",\"fail\":\"form\"}"))),
    "" },
  { ONE ("",
         YES_NO ("a", ",\"weight\":0") "," YES_NO ("b",
                                                   IF ("{\"question\":\"a\",\"is\":[\"yes\"]}"))),
    "" },
};

/* "place:word" of each warning, where the message holds what is expected there; else all of it. */
static gboolean
matches (GPtrArray *warnings, const char *expected)
{
  g_auto (GStrv) parts = g_strsplit (expected, " /", -1);
  guint n_parts = g_strv_length (parts);
  guint first = n_parts > 0 && *parts[0] == '\0' ? 1 : 0;

  if (g_str_has_prefix (expected, " :"))
    first = 0;
  if (warnings->len != n_parts - first)
    return FALSE;
  for (guint i = 0; i < warnings->len; i++)
    {
      const AttuneFault *warning = g_ptr_array_index (warnings, i);
      const char *part = g_strchug (parts[first + i]);
      const char *colon = strchr (part, ':');
      g_autofree char *place = g_strndup (part, (gsize) (colon - part));
      const char *own = *warning->place == '/' ? warning->place + 1 : warning->place;

      if (!g_str_equal (place, own) || strstr (warning->message, colon + 1) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
test_warnings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneForm) form = read_form (cases[i].form);
      g_autoptr (AttuneFormLint) lint = attune_form_lint (form);

      if (matches (lint->warnings, cases[i].warnings))
        continue;
      g_test_message ("case %u: %s", i, cases[i].form);
      for (guint j = 0; j < lint->warnings->len; j++)
        {
          g_autofree char *line = attune_fault_describe (g_ptr_array_index (lint->warnings, j));

          g_test_message ("got %s", line);
        }
      g_test_fail_printf ("case %u: expected%s", i, cases[i].warnings);
    }
}

/* --- The least and the most ---------------------------------------------------------------------------------- */

#define NONE  ATTUNE_SCORE_NONE
#define FIXED ",\"na_allowed\":false"
#define SCALE(id, low, high, extra) \
  QUESTION (id, "scale",            \
            extra OPTIONS ("{\"id\":\"x\",\"score\":" low "},{\"id\":\"y\",\"score\":" high "}"))

static void
test_extent (void)
{
  static const struct
  {
    const char *form;
    gint64 minimum;
    gint64 maximum;
  } extents[] = {
    { FORM ("", ""), NONE, NONE },
    { ONE ("", YES_NO ("a", "")), 0, 10000 },
    { ONE ("", YES_NO ("a", ",\"weight\":0")), NONE, NONE },
    { ONE ("", SCALE ("a", "20", "80", "")), 2000, 8000 },
    { ONE ("", SCALE ("a", "20", "80", FIXED) "," SCALE ("b", "50", "60", FIXED ",\"weight\":3")),
      4250, 6500 },
    /* What can be N/A, or need not be answered, may leave the worse alone. */
    { ONE ("", SCALE ("a", "20", "80", FIXED) "," SCALE ("b", "50", "60", ",\"weight\":3")), 2000,
      8000 },
    { ONE ("", SCALE ("a", "20", "80", "") "," SCALE ("b", "50", "60", FIXED ",\"weight\":3")),
      4250, 6500 },
    { ONE ("", SCALE ("a", "20", "80", FIXED) "," SCALE ("b", "50", "60",
                                                         FIXED ",\"weight\":3,\"required\":false")),
      2000, 8000 },
    { ONE ("\"na\":\"full\"", SCALE ("a", "20", "80", "") "," SCALE ("b", "50", "60", FIXED)), 3500,
      8000 },
    { ONE ("\"na\":\"section\"", SCALE ("a", "20", "80", FIXED) "," SCALE ("b", "50", "60", "")),
      2000, 8000 },
    { ONE ("\"floor\":30,\"cap\":75", YES_NO ("a", "")), 3000, 7500 },
    { ONE ("", YES_NO ("a", "") "," YES_NO ("x", ",\"bonus\":true,\"weight\":5")), 0, 10000 },
    { ONE ("\"cap\":null", YES_NO ("a", "") "," YES_NO ("x", ",\"bonus\":true,\"weight\":5")), 0,
      10500 },
    { ONE ("",
           QUESTION ("n", "number", RANGES ("{\"to\":2,\"score\":70},{\"from\":3,\"score\":40}"))),
      4000, 7000 },
    { ONE ("", QUESTION ("l", "checklist",
                         OPTIONS ("{\"id\":\"x\",\"score\":30},{\"id\":\"y\",\"score\":-20}"))),
      0, 3000 },
    /* Fails */
    { ONE ("", QUESTION (
                 "a", "scale",
                 OPTIONS (
                   "{\"id\":\"x\",\"score\":50,\"fail\":\"form\"},{\"id\":\"y\",\"score\":100}"))),
      0, 10000 },
    { ONE (
        "\"on_fail\":\"keep\"",
        QUESTION ("a", "scale",
                  OPTIONS (
                    "{\"id\":\"x\",\"score\":50,\"fail\":\"form\"},{\"id\":\"y\",\"score\":100}"))),
      5000, 10000 },
    { ONE ("",
           QUESTION (
             "a", "scale",
             OPTIONS (
               "{\"id\":\"x\",\"score\":50,\"fail\":\"section\"},{\"id\":\"y\",\"score\":100}"))),
      0, 10000 },
    /* A question that is never shown */
    { ONE ("", SCALE ("a", "20", "80", "") "," YES_NO ("b", IF ("{\"any\":[]}"))), 2000, 8000 },
    /* Points */
    { ONE ("\"mode\":\"points\",\"floor\":null", SCALE ("a", "-5", "5", "")), -10000, 10000 },
    { ONE ("\"mode\":\"points\",\"floor\":null,\"baseline\":10", SCALE ("a", "-5", "0", FIXED)),
      5000, 10000 },
    { ONE ("\"mode\":\"points\",\"cap\":null",
           SCALE ("a", "0", "10", FIXED) "," SCALE ("x", "0", "5", ",\"bonus\":true")),
      0, 15000 },
    { ONE ("\"mode\":\"points\",\"cap\":null,\"floor\":null", SCALE ("a", "-1", "0", "")), NONE,
      NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (extents); i++)
    {
      g_autoptr (AttuneForm) form = read_form (extents[i].form);
      g_autoptr (AttuneFormLint) lint = attune_form_lint (form);

      if (lint->minimum != extents[i].minimum || lint->maximum != extents[i].maximum)
        g_test_fail_printf ("case %u: %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " in %s", i,
                            lint->minimum, lint->maximum, extents[i].form);
    }
}

/* --- Weights ------------------------------------------------------------------------------------------------- */

static void
test_weights (void)
{
  static const struct
  {
    const char *form;
    const char *weights;
  } all_weights[] = {
    { ONE ("", YES_NO ("a", "")), " 100.00" },
    { ONE ("", YES_NO ("a", "") "," YES_NO ("b", ",\"weight\":2")), " 33.33 66.67" },
    { ONE ("", YES_NO ("a", ",\"weight\":0")), " 0.00" },
    { ONE ("", YES_NO ("a", "") "," YES_NO ("b", ",\"bonus\":true") "," YES_NO (
                 "c", ",\"scored\":false") "," QUESTION ("t", "text", "")),
      " 100.00 0.00 0.00 0.00" },
    { FORM ("\"weigh_by\":\"section\"",
            SECTION (",\"weight\":3",
                     YES_NO ("a", "") "," YES_NO (
                       "b", "")) ",{\"id\":\"t\",\"title\":\"T\",\"questions\":[" YES_NO ("c",
                                                                                          "") "]}"),
      " 37.50 37.50 25.00" },
    { ONE ("\"mode\":\"points\",\"baseline\":10",
           SCALE ("a", "0", "30", "") "," SCALE ("b", "-5", "10", "")),
      " 60.00 20.00" },
    { ONE ("\"mode\":\"points\"", SCALE ("a", "-5", "0", "")), " 0.00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all_weights); i++)
    {
      g_autoptr (AttuneForm) form = read_form (all_weights[i].form);
      g_autoptr (AttuneFormLint) lint = attune_form_lint (form);
      g_autoptr (GString) weights = g_string_new (NULL);

      for (guint j = 0; j < lint->n_weights; j++)
        {
          g_autofree char *weight = attune_basis_points_to_string (lint->weights[j]);

          g_string_append_printf (weights, " %s", weight);
        }
      g_assert_cmpstr (weights->str, ==, all_weights[i].weights);
    }
}

/* --- The largest --------------------------------------------------------------------------------------------- */

/* 500 questions, each shown by the one before, with 1,000 nots in between: lint gives in before it takes long or deep. */
static void
test_hostile (void)
{
  g_autoptr (GString)
    text = g_string_new ("{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\","
                         "\"title\":\"S\",\"questions\":[");
  g_autoptr (AttuneForm) form = NULL;
  g_autoptr (AttuneFormLint) lint = NULL;
  gint64 start;

  for (guint i = 0; i < 100; i++)
    {
      g_string_append_printf (text, "%s{\"id\":\"q%u\",\"title\":\"Q\",\"type\":\"yes_no\"",
                              i > 0 ? "," : "", i);
      if (i > 0)
        {
          g_string_append (text, ",\"show_if\":");
          for (guint j = 0; j < 1000; j++)
            g_string_append (text, "{\"not\":");
          g_string_append_printf (text,
                                  "{\"any\":[{\"question\":\"q%u\",\"answered\":true},"
                                  "{\"question\":\"q%u\",\"is\":[\"yes\"]}]}",
                                  i - 1, i - 1);
          for (guint j = 0; j < 1000; j++)
            g_string_append_c (text, '}');
        }
      g_string_append_c (text, '}');
    }
  g_string_append (text, "]}]}");

  form = read_form (text->str);
  start = g_get_monotonic_time ();
  lint = attune_form_lint (form);
  g_assert_cmpint (lint->maximum, ==, 10000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
}

/* What was found about one condition is not taken for another's, in whatever order they are asked about. */
static void
test_reach (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneForm) form = read_form (cases[i].form);
      g_autoptr (AttuneFormReach) kept = attune_form_reach_new (form);

      for (guint j = 2 * attune_form_get_n_questions (form); j-- > 0;)
        {
          guint index = j / 2;
          const AttuneFormQuestion *question = attune_form_get_question (form, index);
          g_autoptr (AttuneFormReach) fresh = attune_form_reach_new (form);

          g_assert_true (attune_form_reach_can_show_question (kept, index) ==
                         attune_form_reach_can_show_question (fresh, index));
          g_assert_true (attune_form_reach_can_show_section (kept, question->section) ==
                         attune_form_reach_can_show_section (fresh, question->section));
          if (question->show_if != NULL)
            g_assert_true (attune_form_reach_can_hold (kept, question->show_if) ==
                           attune_form_reach_can_hold (fresh, question->show_if));
        }
    }
}

/* The microseconds that a lint keeps a processor busy, the least of a few. */
static gint64
time_lint (AttuneForm *form)
{
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < 3; i++)
    {
      gint64 before = attune_test_get_work ();
      g_autoptr (AttuneFormLint) lint = attune_form_lint (form);

      least = MIN (least, attune_test_get_work () - before);
      g_assert_cmpint (lint->maximum, ==, 10000);
    }
  return least;
}

/* 480 questions that rest on the same 20 are looked into once, so that they take hardly longer than 480 that do not. */
static void
test_same (void)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GString) resting = g_string_new (NULL);
  g_autoptr (GString) condition = g_string_new (",\"show_if\":{\"all\":[");
  GString *texts[] = { plain, resting };
  gint64 times[2];

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (condition, "%s{\"question\":\"q%u\",\"answered\":true}",
                            i > 0 ? "," : "", i);
  g_string_append (condition, "]}");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AttuneForm) form = NULL;

      g_string_append (texts[i], "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\","
                                 "\"title\":\"S\",\"questions\":[");
      for (guint j = 0; j < 500; j++)
        g_string_append_printf (texts[i],
                                "%s{\"id\":\"q%u\",\"title\":\"Q\",\"type\":\"yes_no\"%s}",
                                j > 0 ? "," : "", j, i == 1 && j >= 20 ? condition->str : "");
      g_string_append (texts[i], "]}]}");
      form = read_form (texts[i]->str);
      times[i] = time_lint (form);
    }
  g_test_message ("500 questions: %.1f ms, with conditions %.1f ms", (double) times[0] / 1000,
                  (double) times[1] / 1000);
  g_assert_cmpint (times[1], <, times[0] + 20 * G_TIME_SPAN_MILLISECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-lint/warnings", test_warnings);
  g_test_add_func ("/form-lint/extent", test_extent);
  g_test_add_func ("/form-lint/weights", test_weights);
  g_test_add_func ("/form-lint/hostile", test_hostile);
  g_test_add_func ("/form-lint/reach", test_reach);
  g_test_add_func ("/form-lint/same", test_same);
  return g_test_run ();
}
