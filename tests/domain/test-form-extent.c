/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least and the most of small random forms beside the scores of all finished answers there are. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form-extent.h"
#include "attune-score.h"
#include "attune-test-support.h"
#include "random-form.h"

#define MOST_ANSWERS 3000

/* All answers being gone through. */
typedef struct
{
  AttuneForm *form;
  AttuneScorer *scorer;
  guint n_questions;
  guint n_sections;
  gint64 least;
  gint64 most;
} Trying;

static AttuneForm *
read_form (const char *text)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

/* --- All answers --------------------------------------------------------------------------------------------- */

static guint
count_choices (const AttuneFormQuestion *question)
{
  guint n = question->n_options;

  if (question->type == ATTUNE_QUESTION_CHECKLIST)
    n = 1u << n;
  if (question->type > ATTUNE_QUESTION_CHECKLIST && n == 0)
    n = 1;
  return n + question->na_allowed + !question->required;
}

static double
count_answers (AttuneForm *form)
{
  double n = 1.0;

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    n *= count_choices (attune_form_get_question (form, i));
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    n *= 1.0 + attune_form_get_section (form, i)->na_allowed;
  return n;
}

static void
take_answers (Trying *trying, AttuneAnswers *answers)
{
  AttuneScoreFigures figures;

  attune_scorer_run (trying->scorer, answers, &figures);
  if (!figures.complete || figures.score == ATTUNE_SCORE_NONE)
    return;
  if (trying->least == ATTUNE_SCORE_NONE || figures.score < trying->least)
    trying->least = figures.score;
  if (trying->most == ATTUNE_SCORE_NONE || figures.score > trying->most)
    trying->most = figures.score;
}

static void try_question (Trying *trying, AttuneAnswers *answers, guint index);

static void
go_on (Trying *trying, AttuneAnswers *taken, guint index)
{
  g_autoptr (AttuneAnswers) answers = taken;

  try_question (trying, answers, index + 1);
}

static void
try_ticks (Trying *trying, AttuneAnswers *answers, const AttuneFormQuestion *question)
{
  for (guint mask = 0; mask < 1u << question->n_options; mask++)
    {
      guint options[16];
      guint n = 0;

      for (guint i = 0; i < question->n_options; i++)
        if ((mask >> i & 1) != 0)
          options[n++] = i;
      go_on (trying, attune_answers_with_options (answers, question->index, options, n),
             question->index);
    }
}

static void
try_values (Trying *trying, AttuneAnswers *answers, const AttuneFormQuestion *question)
{
  guint index = question->index;

  switch (question->type)
    {
    case ATTUNE_QUESTION_YES_NO:
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
      for (guint i = 0; i < question->n_options; i++)
        go_on (trying, attune_answers_with_option (answers, index, i), index);
      break;
    case ATTUNE_QUESTION_CHECKLIST:
      try_ticks (trying, answers, question);
      break;
    case ATTUNE_QUESTION_NUMBER:
      for (int i = 1; i <= (question->n_options > 0 ? 3 : 1); i += 2)
        go_on (trying, attune_answers_with_number (answers, index, i * ATTUNE_DECIMAL_ONE, NULL),
               index);
      break;
    case ATTUNE_QUESTION_TEXT:
      go_on (trying, attune_answers_with_text (answers, index, "Words"), index);
      break;
    case ATTUNE_QUESTION_DATE:
      go_on (trying, attune_answers_with_date (answers, index, "2026-11-21", NULL), index);
      break;
    }
}

static void
try_question (Trying *trying, AttuneAnswers *answers, guint index)
{
  const AttuneFormQuestion *question;
  AttuneState state;

  if (index == trying->n_questions)
    {
      take_answers (trying, answers);
      return;
    }
  question = attune_form_get_question (trying->form, index);
  state = attune_answers_get_state (answers, index);
  if (!question->required || (state & ATTUNE_STATE_SHOWN) == 0 || (state & ATTUNE_STATE_NA) != 0)
    try_question (trying, answers, index + 1);
  if ((state & ATTUNE_STATE_SHOWN) == 0 || (state & ATTUNE_STATE_NA) != 0)
    return;
  if (question->na_allowed)
    go_on (trying, attune_answers_with_na (answers, index, TRUE), index);
  try_values (trying, answers, question);
}

static void
try_sections (Trying *trying, AttuneAnswers *answers, guint section)
{
  g_autoptr (AttuneAnswers) marked = NULL;

  if (section == trying->n_sections)
    {
      try_question (trying, answers, 0);
      return;
    }
  try_sections (trying, answers, section + 1);
  if (!attune_form_get_section (trying->form, section)->na_allowed)
    return;
  marked = attune_answers_with_section_na (answers, section, TRUE);
  try_sections (trying, marked, section + 1);
}

static Trying
try_all (AttuneForm *form)
{
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  g_autoptr (AttuneScorer) scorer = attune_scorer_new (form);
  Trying trying = { form,
                    scorer,
                    attune_form_get_n_questions (form),
                    attune_form_get_n_sections (form),
                    ATTUNE_SCORE_NONE,
                    ATTUNE_SCORE_NONE };

  try_sections (&trying, none, 0);
  return trying;
}

/* --- Random forms -------------------------------------------------------------------------------------------- */

static AttuneFormExtent
get_extent (AttuneForm *form)
{
  g_autoptr (AttuneFormReach) reach = attune_form_reach_new (form);

  return attune_form_get_extent (form, reach);
}

static gboolean
is_right (const AttuneFormExtent *extent, const Trying *tried)
{
  if (extent->is_exact)
    return extent->minimum == tried->least && extent->maximum == tried->most;
  return tried->least == ATTUNE_SCORE_NONE ||
         ((extent->minimum == ATTUNE_SCORE_NONE || extent->minimum <= tried->least) &&
          (extent->maximum == ATTUNE_SCORE_NONE || extent->maximum >= tried->most));
}

/* Whether the extent is exact; the form is tried where that does not take too long. */
static gboolean
check_form (const char *text, guint *n_tried)
{
  g_autoptr (AttuneForm) form = read_form (text);
  AttuneFormExtent extent;
  Trying tried;

  if (count_answers (form) > MOST_ANSWERS)
    return FALSE;
  extent = get_extent (form);
  tried = try_all (form);
  ++*n_tried;
  if (!is_right (&extent, &tried))
    g_test_fail_printf ("%s %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                        ", in truth %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ": %s",
                        extent.is_exact ? "exactly" : "within", extent.minimum, extent.maximum,
                        tried.least, tried.most, text);
  else if (!extent.is_exact && g_getenv ("ATTUNE_TEST_SHOW") != NULL)
    g_test_message ("within %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                    ", in truth %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ": %s",
                    extent.minimum, extent.maximum, tried.least, tried.most, text);
  return extent.is_exact;
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  guint n_forms = attune_test_count (1500, 6000, 100000);
  guint n_exact = 0;
  guint n_tried = 0;

  for (guint i = 0; i < n_forms && !g_test_failed (); i++)
    {
      json_t *node = random_form_new (random);
      g_autofree char *text = json_dumps (node, JSON_REAL_PRECISION (12));

      n_exact += check_form (text, &n_tried);
      json_decref (node);
    }
  g_test_message ("%u of %u forms are exact", n_exact, n_tried);
  g_assert_cmpuint (n_tried, >, n_forms / 10);
  g_assert_cmpuint (100 * n_exact, >=, 90 * n_tried);
}

/* --- By hand ------------------------------------------------------------------------------------------------- */

#define FORM(scoring, questions)                                                         \
  "{\"id\":\"f\",\"title\":\"F\",\"scoring\":{" scoring "},\"sections\":[{\"id\":\"s\"," \
  "\"title\":\"S\",\"questions\":[" questions "]}]}"
#define YES_NO(id, extra)                                                       \
  "{\"id\":\"" id "\",\"title\":\"" id "\",\"type\":\"yes_no\",\"na_allowed\":" \
  "false" extra "}"
#define IF_NO(id) ",\"show_if\":{\"question\":\"" id "\",\"is\":[\"no\"]}"
#define HALF      ",\"options\":[{\"id\":\"yes\",\"score\":100},{\"id\":\"no\",\"score\":50}]"
#define FAILING   ",\"options\":[{\"id\":\"yes\",\"score\":100},{\"id\":\"no\",\"fail\":\"form\"}]"

static void
test_conditions (void)
{
#define ONLY_HALF ",\"options\":[{\"id\":\"yes\",\"label\":\"Y\",\"score\":50}]"
  static const struct
  {
    const char *form;
    gint64 minimum;
    gint64 maximum;
  } cases[] = {
    { FORM ("", YES_NO ("a", "") "," YES_NO ("b", HALF IF_NO ("a"))), 2500, 10000 },
    { FORM ("\"cap\":null",
            YES_NO ("a", "") "," YES_NO ("b", ",\"bonus\":true,\"weight\":10" IF_NO ("a"))),
      0, 10000 },
    { FORM ("\"cap\":null", YES_NO ("a", "") "," YES_NO ("b", ",\"bonus\":true,\"weight\":10")), 0,
      11000 },
    { FORM ("\"na\":\"section\"", YES_NO ("a", "") "," YES_NO ("b", HALF IF_NO ("a"))), 2500,
      10000 },
    /* It is asked only where the other one failed. */
    { FORM ("\"on_fail\":\"keep\"", YES_NO ("a", FAILING) "," YES_NO ("b", HALF IF_NO ("a"))), 2500,
      10000 },
    { FORM ("", YES_NO ("a", FAILING) "," YES_NO ("b", HALF IF_NO ("a"))), 0, 10000 },
    /* Asked only where “a” is no and, by “c”, not asked at all. */
    { FORM ("",
            YES_NO ("a", HALF) "," YES_NO ("b", IF_NO ("a")) "," YES_NO ("c", HALF IF_NO ("b"))),
      3333, 10000 },
    { FORM ("\"floor\":30,\"cap\":60", YES_NO ("a", "") "," YES_NO ("b", HALF IF_NO ("a"))), 3000,
      6000 },
    /* “b” keeps no weight unless it is answered: with it the section has a lower average and weighs more. */
    { FORM (
        "\"na\":\"section\"",
        "{\"id\":\"a\",\"title\":\"A\",\"type\":\"yes_no\",\"na_allowed\":true}," YES_NO (
          "b",
          ",\"required\":false,\"weight\":33,\"options\":[{\"id\":\"yes\",\"label\":\"Y\",\"score\":99},"
          "{\"id\":\"no\",\"label\":\"N\",\"score\":0}]") "]},{\"id\":\"t\",\"title\":\"T\","
                                                          "\"questions\":[" YES_NO (
                                                            "c", ",\"weight\":10" ONLY_HALF)),
      1136, 8789 },
    /* Of answers that are worth the same, one fails what is above its section. */
    { FORM (
        "\"on_fail\":\"keep\"",
        YES_NO ("a", HALF) "],\"sections\":[{\"id\":\"u\",\"title\":\"U\",\"questions\":[" YES_NO (
          "b", ",\"options\":[{\"id\":\"yes\",\"label\":\"Y\",\"score\":100,\"fail\":\"section\"},"
               "{\"id\":\"no\",\"label\":\"N\",\"score\":100,\"fail\":\"parent\"}]") "]}"),
      0, 5000 },
    /* One answer fails the section, and another one what is above it. */
    { FORM (
        "\"na\":\"form\"",
        YES_NO (
          "a",
          HALF) "],\"sections\":[{\"id\":\"u\",\"title\":\"U\",\"questions\":["
                "{\"id\":\"b\",\"title\":\"B\",\"type\":\"choice\",\"na_allowed\":false,\"weight\":0,\"options\":["
                "{\"id\":\"yes\",\"label\":\"Y\",\"score\":100,\"fail\":\"parent\"},"
                "{\"id\":\"fine\",\"label\":\"F\",\"score\":100},{\"id\":\"half\",\"label\":\"H\",\"score\":50},"
                "{\"id\":\"no\",\"label\":\"N\",\"score\":10,\"fail\":\"section\"}]}," YES_NO (
                  "c", ",\"weight\":0" IF_NO ("b")) "]}"),
      0, 10000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneForm) form = read_form (cases[i].form);
      AttuneFormExtent extent = get_extent (form);

      if (!extent.is_exact || extent.minimum != cases[i].minimum ||
          extent.maximum != cases[i].maximum)
        g_test_fail_printf ("%u: %s %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, i,
                            extent.is_exact ? "exactly" : "within", extent.minimum, extent.maximum);
    }
}

/* Twelve questions that conditions rest on, all bound together: too many to try, and it says so, quickly. */
static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (AttuneForm) form = NULL;
  AttuneFormExtent extent;
  gint64 start;

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (
      text, "%s{\"id\":\"a%u\",\"title\":\"A\",\"type\":\"yes_no\",\"na_allowed\":false}",
      i > 0 ? "," : "", i);
  for (guint i = 0; i < 12; i++)
    g_string_append_printf (
      text,
      ",{\"id\":\"b%u\",\"title\":\"B\",\"type\":\"yes_no\",\"na_allowed\":false" HALF
      ",\"show_if\":{\"any\":[{\"question\":\"a%u\",\"is\":[\"no\"]},"
      "{\"question\":\"a%u\",\"is\":[\"no\"]}]}}",
      i, i, (i + 1) % 12);
  g_string_prepend (text, "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\","
                          "\"title\":\"S\",\"questions\":[");
  g_string_append (text, "]}]}");
  form = read_form (text->str);
  start = attune_test_get_work ();
  extent = get_extent (form);
  g_assert_cmpint (attune_test_get_work () - start, <, G_USEC_PER_SEC);
  g_assert_false (extent.is_exact);
  g_assert_cmpint (extent.minimum, ==, 0);
  g_assert_cmpint (extent.maximum, ==, 10000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-extent/conditions", test_conditions);
  g_test_add_func ("/form-extent/too-many", test_too_many);
  g_test_add_func ("/form-extent/random", test_random);
  return g_test_run ();
}
