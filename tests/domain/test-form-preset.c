/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form-preset.h"

#include "attune-form-edit.h"
#include "attune-score.h"
#include "random-form.h"

#include <string.h>

/* For readability ' stands for ". */
#define FORM(scoring, sections) \
  "{'id':'f','title':'F','scoring':{" scoring "},'sections':[" sections "]}"
#define SECTION(id, extra, questions) \
  "{'id':'" id "','title':'S'" extra ",'questions':[" questions "]}"
#define YES_NO(id, extra) "{'id':'" id "','type':'yes_no','title':'Q'" extra "}"
#define CHOICE(id, options, extra) \
  "{'id':'" id "','type':'choice','title':'Q','options':[" options "]" extra "}"
#define OPTION(id, score) "{'id':'" id "','label':'" id "','score':" score "}"

static char *
quote (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

static AttuneForm *
read_form (const char *text)
{
  g_autofree char *json = quote (text);
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (json, -1, &error);

  g_assert_no_error (error);
  return form;
}

static AttuneForm *
apply (AttuneForm *form, AttuneFormPreset preset)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *given = attune_form_apply_preset (form, preset, &error);

  g_assert_no_error (error);
  return given;
}

static gint64
score (AttuneForm *form, const char *answers)
{
  g_autofree char *json = quote (answers);
  g_autofree char *document = g_strdup_printf ("{\"answers\":{%s}}", json);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneAnswers) read = attune_answers_from_json (form, document, -1, &error);
  g_autoptr (AttuneScore) scored = NULL;

  g_assert_no_error (error);
  scored = attune_score_new (read);
  return attune_score_get_figures (scored)->score;
}

/* --- What the systems themselves say ------------------------------------------------------------------------- */

#define FOUR                                                                                     \
  FORM ("", SECTION (                                                                            \
              "s", "",                                                                           \
              YES_NO ("a", ",'weight':40") "," CHOICE ("b", HALVES, ",'weight':20") "," CHOICE ( \
                "c", HALVES, ",'weight':20") "," YES_NO ("d", ",'weight':20")))
#define HALVES       OPTION ("yes", "100") "," OPTION ("half", "50") "," OPTION ("no", "0")
#define FOUR_ANSWERS "'a':{'option':'yes'},'b':{'option':'half'},'c':{'option':'half'}"

#define POINTS                                                                                 \
  FORM ("'mode':'points'",                                                                     \
        SECTION ("s", "",                                                                      \
                 CHOICE ("a", OPTION ("yes", "20") "," OPTION ("no", "0"), "") "," CHOICE (    \
                   "b", OPTION ("yes", "20") "," OPTION ("half", "10"),                        \
                   "") "," CHOICE ("c", OPTION ("yes", "10") "," OPTION ("no", "0"),           \
                                   "") "," CHOICE ("more",                                     \
                                                   OPTION ("yes", "5") "," OPTION ("no", "0"), \
                                                   ",'bonus':true")))
#define POINTS_ANSWERS "'a':{'option':'yes'},'b':{'option':'half'},'c':{'option':'no'}"
#define ALL_ANSWERS    "'a':{'option':'yes'},'b':{'option':'yes'},'c':{'option':'yes'}"

#define GROUPS                                                                            \
  FORM ("'mode':'points'",                                                                \
        SECTION ("g", ",'weight':40",                                                     \
                 YES_NO ("a", "") "," YES_NO ("b", "")) "," SECTION ("h", ",'weight':20", \
                                                                     YES_NO ("c", "")))

#define EVEN(on_fail)                                                                    \
  FORM ("'on_fail':'" on_fail "'",                                                       \
        SECTION ("s", "",                                                                \
                 YES_NO ("a", "") "," YES_NO ("b", "") "," YES_NO ("c", "") "," YES_NO ( \
                   "d", ",'options':[{'id':'yes','score':100},{'id':'no','fail':'form'}]")))
#define EVEN_ANSWERS "'a':{'option':'yes'},'b':{'option':'yes'},'c':{'option':'no'}"

#define FIVE        \
  OPTION ("1", "1") \
  "," OPTION ("2", "2") "," OPTION ("3", "3") "," OPTION ("4", "4") "," OPTION ("5", "5")
#define STARS                 \
  FORM ("", SECTION ("s", "", \
                     CHOICE ("a", FIVE, ",'error_type':'customer'") "," CHOICE ("b", FIVE, "")))

#define PLUSES                                                                                                 \
  FORM (                                                                                                       \
    "'mode':'points'",                                                                                         \
    SECTION (                                                                                                  \
      "s", "",                                                                                                 \
      CHOICE ("a", OPTION ("plus", "10") "," OPTION ("zero", "0") "," OPTION ("minus", "-5"), "") "," CHOICE ( \
        "b", OPTION ("plus", "10") "," OPTION ("zero", "0") "," OPTION ("minus", "-5"),                        \
        "") "," CHOICE ("c", OPTION ("plus", "5") "," OPTION ("zero", "0"),                                    \
                        ",'error_type':'compliance'") "," CHOICE ("more",                                      \
                                                                  OPTION ("plus",                              \
                                                                          "5") "," OPTION ("zero",             \
                                                                                           "0"),               \
                                                                  ",'bonus':true")))

static const struct
{
  const char *name;
  AttuneFormPreset preset;
  const char *form;
  const char *answers;
  gint64 score;
} worked[] = {
  { "Amazon: 40/20/20/20 with 10/5/5/0", ATTUNE_FORM_PRESET_AMAZON_PERCENT, FOUR,
    FOUR_ANSWERS ",'d':{'option':'no'}", 6000 },
  { "Amazon: the last N/A", ATTUNE_FORM_PRESET_AMAZON_PERCENT, FOUR,
    FOUR_ANSWERS ",'d':{'na':true}", 7500 },
  { "Amazon: points", ATTUNE_FORM_PRESET_AMAZON_POINTS, POINTS, POINTS_ANSWERS, 6000 },
  { "Amazon: points with a bonus", ATTUNE_FORM_PRESET_AMAZON_POINTS, POINTS,
    POINTS_ANSWERS ",'more':{'option':'yes'}", 7000 },
  { "Amazon: points are capped", ATTUNE_FORM_PRESET_AMAZON_POINTS, POINTS,
    ALL_ANSWERS ",'more':{'option':'yes'}", 10000 },
  { "Genesys: 40 and 20, yes, no, yes", ATTUNE_FORM_PRESET_GENESYS, GROUPS,
    "'a':{'option':'yes'},'b':{'option':'no'},'c':{'option':'yes'}", 6000 },
  { "Genesys: an N/A leaves both sums", ATTUNE_FORM_PRESET_GENESYS, GROUPS,
    "'a':{'option':'yes'},'b':{'na':true},'c':{'option':'no'}", 6667 },
  { "EvaluAgent: N/A as passed", ATTUNE_FORM_PRESET_EVALUAGENT_PASS, EVEN ("zero"),
    EVEN_ANSWERS ",'d':{'na':true}", 7500 },
  { "EvaluAgent: N/A left out", ATTUNE_FORM_PRESET_EVALUAGENT_LEAVE, EVEN ("zero"),
    EVEN_ANSWERS ",'d':{'na':true}", 6667 },
  { "EvaluAgent: a fail zeroes", ATTUNE_FORM_PRESET_EVALUAGENT_PASS, EVEN ("zero"),
    EVEN_ANSWERS ",'d':{'option':'no'}", 0 },
  { "EvaluAgent: a fail keeps", ATTUNE_FORM_PRESET_EVALUAGENT_PASS, EVEN ("keep"),
    EVEN_ANSWERS ",'d':{'option':'no'}", 5000 },
  { "Zendesk: 4 of 1 to 5", ATTUNE_FORM_PRESET_ZENDESK, STARS,
    "'a':{'option':'5'},'b':{'option':'4'}", 8750 },
  { "Zendesk: the least is nothing", ATTUNE_FORM_PRESET_ZENDESK, STARS,
    "'a':{'option':'3'},'b':{'option':'1'}", 2500 },
  { "Zendesk: critical under 50 %", ATTUNE_FORM_PRESET_ZENDESK, STARS,
    "'a':{'option':'2'},'b':{'option':'5'}", 0 },
  { "Zendesk: others may be", ATTUNE_FORM_PRESET_ZENDESK, STARS,
    "'a':{'option':'5'},'b':{'option':'2'}", 6250 },
  { "QualityDesk: plus and minus", ATTUNE_FORM_PRESET_QUALITYDESK, PLUSES,
    "'a':{'option':'plus'},'b':{'option':'minus'},'c':{'option':'plus'}", 4000 },
  { "QualityDesk: capped at 100", ATTUNE_FORM_PRESET_QUALITYDESK, PLUSES,
    "'a':{'option':'plus'},'b':{'option':'plus'},'c':{'option':'plus'},'more':{'option':'plus'}",
    10000 },
  { "QualityDesk: passed over", ATTUNE_FORM_PRESET_QUALITYDESK, PLUSES,
    "'a':{'option':'plus'},'b':{'na':true},'c':{'option':'plus'}", 10000 },
  { "QualityDesk: a critical zero", ATTUNE_FORM_PRESET_QUALITYDESK, PLUSES,
    "'a':{'option':'plus'},'b':{'option':'plus'},'c':{'option':'zero'}", 0 },
  { "QualityDesk: never below 0", ATTUNE_FORM_PRESET_QUALITYDESK, PLUSES,
    "'a':{'option':'minus'},'b':{'option':'minus'},'c':{'option':'plus'}", 0 },
  { "MaestroQA: beyond 100 %", ATTUNE_FORM_PRESET_MAESTROQA, POINTS,
    ALL_ANSWERS ",'more':{'option':'yes'}", 11000 },
};

static void
test_worked (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (worked); i++)
    {
      g_autoptr (AttuneForm) form = read_form (worked[i].form);
      g_autoptr (AttuneForm) given = apply (form, worked[i].preset);

      g_test_message ("%s", worked[i].name);
      g_assert_cmpint (score (given, worked[i].answers), ==, worked[i].score);
      g_assert_cmpint (attune_form_find_preset (given), ==, worked[i].preset);
    }
}

/* --- Another mode -------------------------------------------------------------------------------------------- */

#define BY_SECTION                                                                        \
  FORM ("'weigh_by':'section'",                                                           \
        SECTION ("s", ",'weight':60",                                                     \
                 YES_NO ("a", "") "," YES_NO ("b", "")) "," SECTION ("t", ",'weight':40", \
                                                                     YES_NO ("c", "")))

/* Half of two questions, and 5 percentage points on top. */
#define WITH_BONUS                                                      \
  FORM ("",                                                             \
        SECTION ("s", "",                                               \
                 YES_NO ("a", "") "," YES_NO ("b", "") "," YES_NO ("x", \
                                                                   ",'bonus':true,'weight':5")))

/* What is answered scores the same in the other mode. */
static const struct
{
  const char *form;
  AttuneFormPreset preset;
  const char *answers;
  gint64 score;
} changes[] = {
  { WITH_BONUS, ATTUNE_FORM_PRESET_MAESTROQA,
    "'a':{'option':'yes'},'b':{'option':'no'},'x':{'option':'yes'}", 5500 },
  { POINTS, ATTUNE_FORM_PRESET_AMAZON_PERCENT, POINTS_ANSWERS ",'more':{'option':'yes'}", 7000 },
  { FOUR, ATTUNE_FORM_PRESET_MAESTROQA, FOUR_ANSWERS ",'d':{'option':'no'}", 6000 },
  { FOUR, ATTUNE_FORM_PRESET_GENESYS, FOUR_ANSWERS ",'d':{'na':true}", 7500 },
  { BY_SECTION, ATTUNE_FORM_PRESET_AMAZON_POINTS,
    "'a':{'option':'yes'},'b':{'option':'no'},'c':{'option':'no'}", 3000 },
  { POINTS, ATTUNE_FORM_PRESET_AMAZON_PERCENT, POINTS_ANSWERS, 6000 },
  { GROUPS, ATTUNE_FORM_PRESET_AMAZON_PERCENT,
    "'a':{'option':'yes'},'b':{'option':'no'},'c':{'option':'yes'}", 6000 },
  { GROUPS, ATTUNE_FORM_PRESET_ZENDESK,
    "'a':{'option':'yes'},'b':{'option':'no'},'c':{'option':'yes'}", 6000 },
};

static void
test_changes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (AttuneForm) form = read_form (changes[i].form);
      g_autoptr (AttuneForm) given = apply (form, changes[i].preset);

      g_assert_cmpint (score (form, changes[i].answers), ==, changes[i].score);
      g_assert_cmpint (score (given, changes[i].answers), ==, changes[i].score);
    }
}

/* --- Which it is --------------------------------------------------------------------------------------------- */

static void
test_find (void)
{
  static const AttuneFormPlace whole = { NULL };
  g_autoptr (AttuneForm) form = read_form (FOUR);

  g_assert_cmpint (attune_form_find_preset (form), ==, ATTUNE_FORM_PRESET_NONE);
  for (int i = 0; i < ATTUNE_N_FORM_PRESETS; i++)
    {
      g_autoptr (AttuneForm) given = apply (form, (AttuneFormPreset) i);
      g_autoptr (AttuneForm) again = apply (given, (AttuneFormPreset) i);
      g_autoptr (AttuneForm)
        changed = attune_form_set_string (given, whole, "scoring/na", "section", NULL);
      g_autoptr (AttuneForm) passed = attune_form_set_decimal (given, whole, "scoring/pass",
                                                               80 * ATTUNE_DECIMAL_ONE, NULL);

      g_assert_cmpint (attune_form_find_preset (given), ==, i);
      g_assert_true (attune_form_equal (given, again));
      g_assert_cmpint (attune_form_find_preset (changed), ==, ATTUNE_FORM_PRESET_NONE);
      g_assert_cmpint (attune_form_find_preset (passed), ==, i);
      g_assert_cmpuint (strlen (attune_form_preset_get_name (i)), >, 0);
      g_assert_cmpuint (strlen (attune_form_preset_get_meaning (i)), >, 20);
      for (int j = 0; j < i; j++)
        g_assert_cmpstr (attune_form_preset_to_string (i), !=, attune_form_preset_to_string (j));
    }
}

/* Every sound form takes every preset, keeps its questions, and an empty one too. */
static void
test_any_form (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autoptr (AttuneForm) empty = attune_form_new ("f", "F", "S");

  for (guint i = 0; i < 100; i++)
    {
      json_t *node = random_form_new (random);
      char *text = json_dumps (node, JSON_REAL_PRECISION (15));
      g_autoptr (AttuneForm) form = i > 0 ? read_form (text) : attune_form_ref (empty);

      for (int j = 0; j < ATTUNE_N_FORM_PRESETS; j++)
        {
          g_autoptr (AttuneForm) given = apply (form, (AttuneFormPreset) j);
          g_autoptr (AttuneForm) back = apply (given, ATTUNE_FORM_PRESET_AMAZON_PERCENT);

          g_assert_cmpint (attune_form_find_preset (given), ==, j);
          g_assert_cmpuint (attune_form_get_n_questions (back), ==,
                            attune_form_get_n_questions (form));
        }
      free (text);
      json_decref (node);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-preset/worked", test_worked);
  g_test_add_func ("/form-preset/changes", test_changes);
  g_test_add_func ("/form-preset/find", test_find);
  g_test_add_func ("/form-preset/any-form", test_any_form);

  return g_test_run ();
}
