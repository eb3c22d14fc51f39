/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random forms of other systems with random answers, scored here by what those systems say of themselves and held to what
 * the form that was read in gives. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "import-test.h"

#include "attune-score.h"
#include "attune-test-support.h"

#include <jansson.h>
#include <math.h>

/* What one question brings, as the other system sees it. */
typedef struct
{
  double weight; /* of the form; in points 1 */
  double earned; /* of `most` */
  double most;
  guint top;     /* the section it is in, */
  guint section; /* … and the innermost one */
  gboolean is_na;
  gboolean is_bonus;
} Part;

typedef struct
{
  GRand *random;
  json_t *answers;
  GArray *parts;
  gboolean *failed; /* one a section */
  gboolean form_failed;
  guint n_sections;
  guint n_questions;
  gboolean is_points;
  gboolean by_section;
} Making;

#define MAX_SECTIONS 64

static gboolean
chance (Making *making, int percent)
{
  return g_rand_int_range (making->random, 0, 100) < percent;
}

static int
pick (Making *making, int n)
{
  return g_rand_int_range (making->random, 0, n);
}

/* --- Amazon Connect ------------------------------------------------------------------------------------------ */

/* Options with scores; those chosen bring what they say. */
static json_t *
make_options (Making *making,
              gboolean is_multi,
              guint top,
              guint section,
              Part *part,
              json_t *chosen)
{
  int n = 2 + pick (making, 3);
  int answer = pick (making, n);
  json_t *options = json_array ();

  for (int i = 0; i < n; i++)
    {
      int score = pick (making, 11);
      gboolean is_bonus = making->is_points && chance (making, 10);
      gboolean is_chosen = is_multi ? chance (making, 40) : i == answer;
      json_t *option = json_pack ("{s:o, s:s}", "RefId", json_sprintf ("o%d", i), "Text", "Option");

      if (making->is_points)
        json_object_set_new (option, "PointsConfiguration",
                             json_pack ("{s:i, s:b}", "PointValue", score, "IsBonus", is_bonus));
      else
        json_object_set_new (option, "Score", json_integer (score));
      if (making->is_points && !is_bonus)
        part->most = is_multi ? part->most + score : MAX (part->most, score);
      part->earned += is_chosen ? score : 0;
      if (chance (making, 6))
        {
          int scope = pick (making, 3);
          guint target = scope == 1 ? section : top;

          json_object_set_new (option, "AutomaticFail", json_true ());
          if (scope > 0)
            json_object_set_new (option, "AutomaticFailConfiguration",
                                 json_pack ("{s:o}", "TargetSection",
                                            json_sprintf ("s%u", target)));
          if (is_chosen && !part->is_na && scope == 0)
            making->form_failed = TRUE;
          else if (is_chosen && !part->is_na)
            making->failed[target] = TRUE;
        }
      if (is_chosen)
        json_array_append (chosen, json_object_get (option, "RefId"));
      json_array_append_new (options, option);
    }
  if (!making->is_points)
    {
      part->most = 10;
      part->earned = MIN (part->earned, 10);
    }
  return options;
}

static json_t *
make_question (Making *making, guint top, guint section)
{
  gboolean is_multi = chance (making, 25);
  Part part = { .weight = making->is_points || making->by_section ? 1 : pick (making, 40),
                .top = top,
                .section = section,
                .is_na = chance (making, 20) };
  json_t *chosen = json_array ();
  json_t *answer = json_object ();
  char *id = g_strdup_printf ("q%u", making->n_questions++);
  json_t *options;

  part.is_bonus = making->is_points && chance (making, 10);
  options = make_options (making, is_multi, top, section, &part, chosen);
  if (part.is_na)
    json_object_set_new (answer, "na", json_true ());
  else if (is_multi)
    json_object_set (answer, "options", chosen);
  else
    json_object_set (answer, "option", json_array_get (chosen, 0));
  json_object_set_new (making->answers, id, answer);
  json_decref (chosen);
  g_array_append_val (making->parts, part);

  json_t *question = json_pack ("{s:{s:s, s:s, s:b, s:s, s:f, s:{s:{s:o}}, s:{s:{s:b}}}}",
                                "Question", "Title", "Question", "RefId", id,
                                "NotApplicableEnabled", TRUE, "QuestionType",
                                is_multi ? "MULTISELECT" : "SINGLESELECT", "Weight", part.weight,
                                "QuestionTypeProperties", is_multi ? "MultiSelect" : "SingleSelect",
                                "Options", options, "ScoringConfiguration", "PointsConfiguration",
                                "IsBonus", part.is_bonus);
  g_free (id);
  return question;
}

static json_t *
make_section (Making *making, gboolean is_sub, guint top)
{
  guint index = making->n_sections++;
  guint above = is_sub ? top : index;
  int n = 1 + pick (making, 3);
  json_t *items = json_array ();

  for (int i = 0; i < n; i++)
    json_array_append_new (items, make_question (making, above, index));
  for (int i = pick (making, 3); i > 0 && !is_sub; i--)
    json_array_append_new (items, make_section (making, TRUE, above));
  return json_pack ("{s:{s:s, s:o, s:o}}", "Section", "Title", "Section", "RefId",
                    json_sprintf ("s%u", index), "Items", items);
}

/* A section's weight, split evenly over all that it holds. */
static void
weigh_section (Making *making, json_t *section, guint from)
{
  int weight = 1 + pick (making, 100);

  json_object_set_new (json_object_get (section, "Section"), "Weight", json_integer (weight));
  for (guint i = from; i < making->parts->len; i++)
    g_array_index (making->parts, Part, i).weight = (double) weight / (making->parts->len - from);
}

static json_t *
make_amazon (Making *making)
{
  const char *mode = making->is_points    ? "POINTS_BASED"
                     : making->by_section ? "SECTION_ONLY"
                                          : "QUESTION_ONLY";
  json_t *items = json_array ();

  for (int i = 1 + pick (making, 4); i > 0; i--)
    {
      guint from = making->parts->len;
      json_t *section = make_section (making, FALSE, 0);

      if (making->by_section)
        weigh_section (making, section, from);
      json_array_append_new (items, section);
    }
  return json_pack ("{s:s, s:o, s:{s:s, s:s}}", "Title", "Random", "Items", items,
                    "ScoringStrategy", "Mode", mode, "Status", "ENABLED");
}

/* --- Genesys Cloud ------------------------------------------------------------------------------------------- */

static json_t *
make_genesys_question (Making *making, double weight)
{
  Part part = { .weight = weight, .section = making->n_sections, .top = making->n_sections };
  int n = 1 + pick (making, 4);
  int answer = pick (making, n);
  gboolean is_kill = chance (making, 8);
  json_t *options = json_array ();
  char *id = g_strdup_printf ("q%u", making->n_questions++);
  json_t *question;

  part.is_na = chance (making, 20);
  for (int i = 0; i < n; i++)
    {
      int value = pick (making, 6);

      part.most = MAX (part.most, value);
      if (i == answer)
        {
          part.earned = value;
          making->form_failed = making->form_failed || (is_kill && value == 0 && !part.is_na);
        }
      json_array_append_new (options, json_pack ("{s:o, s:s, s:i}", "id", json_sprintf ("o%d", i),
                                                 "text", "Answer", "value", value));
    }
  g_array_append_val (making->parts, part);
  json_object_set_new (making->answers, id,
                       part.is_na ? json_pack ("{s:b}", "na", TRUE)
                                  : json_pack ("{s:o}", "option", json_sprintf ("o%d", answer)));
  question = json_pack ("{s:s, s:s, s:s, s:b, s:b, s:o}", "id", id, "text", "Question", "type",
                        "multipleChoiceQuestion", "naEnabled", TRUE, "isKill", is_kill,
                        "answerOptions", options);
  g_free (id);
  return question;
}

static json_t *
make_genesys (Making *making)
{
  json_t *groups = json_array ();

  for (int i = 1 + pick (making, 4); i > 0; i--, making->n_sections++)
    {
      int weight = pick (making, 101);
      json_t *questions = json_array ();

      for (int j = 1 + pick (making, 4); j > 0; j--)
        json_array_append_new (questions, make_genesys_question (making, weight));
      json_array_append_new (groups, json_pack ("{s:o, s:s, s:i, s:b, s:o}", "id",
                                                json_sprintf ("g%u", making->n_sections), "name",
                                                "Group", "weight", weight, "manualWeight", TRUE,
                                                "questions", questions));
    }
  making->is_points = TRUE;
  return json_pack ("{s:s, s:s, s:o}", "id", "f", "name", "Random", "questionGroups", groups);
}

/* --- Both ---------------------------------------------------------------------------------------------------- */

/* In percent; NAN where there is no score. A failed section earns nothing. */
static double
reckon (Making *making)
{
  double earned = 0, possible = 0;
  gboolean applies = FALSE;

  for (guint i = 0; i < making->parts->len; i++)
    {
      const Part *part = &g_array_index (making->parts, Part, i);
      gboolean is_failed = making->failed[part->section] || making->failed[part->top];
      double weight = making->is_points ? part->weight : part->weight / part->most;

      if (part->is_na)
        continue;
      /* Points of a bonus question come on top of whatever fails. */
      if (part->is_bonus || !is_failed)
        earned += weight * part->earned;
      if (!part->is_bonus)
        possible += weight * part->most;
      applies = applies || !part->is_bonus;
    }
  if (!applies || possible <= 0)
    return NAN;
  return making->form_failed ? 0 : MIN (100 * earned / possible, 100);
}

static void
check (Making *making, json_t *document, AttuneFormSource source)
{
  char *text = json_dumps (document, JSON_REAL_PRECISION (15));
  char *answers_text = json_dumps (making->answers, 0);
  g_autofree char *wrapped = g_strdup_printf ("{\"answers\":%s}", answers_text);
  g_autoptr (AttuneFormImport) import = import_test_read (text, ATTUNE_FORM_SOURCE_ANY);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (AttuneScore) score = NULL;
  double expected = reckon (making);
  gint64 got;

  g_assert_cmpint (attune_form_import_get_source (import), ==, source);
  answers = attune_answers_from_json (attune_form_import_get_form (import), wrapped, -1, &error);
  g_assert_no_error (error);
  score = attune_score_new (answers);
  got = attune_score_get_figures (score)->score;
  if (isnan (expected) ? got != ATTUNE_SCORE_NONE
                       : fabs ((double) got / 100 - expected) > 0.005000001)
    g_test_fail_printf ("expected %f, got %" G_GINT64_FORMAT ": %s %s", expected, got, text,
                        answers_text);
  free (text);
  free (answers_text);
}

static void
run (GRand *random, json_t *(*make) (Making *making), AttuneFormSource source, int mode)
{
  gboolean failed[MAX_SECTIONS] = { FALSE };
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  Making making = { .random = random,
                    .answers = json_object (),
                    .parts = parts,
                    .failed = failed,
                    .is_points = mode == 2,
                    .by_section = mode == 1 };
  json_t *document = make (&making);

  check (&making, document, source);
  json_decref (document);
  json_decref (making.answers);
}

static void
test_amazon (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  guint n = attune_test_count (300, 2000, 50000);

  for (guint i = 0; i < n && !g_test_failed (); i++)
    run (random, make_amazon, ATTUNE_FORM_SOURCE_AMAZON_CONNECT, (int) (i % 3));
}

static void
test_genesys (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);
  guint n = attune_test_count (300, 2000, 50000);

  for (guint i = 0; i < n && !g_test_failed (); i++)
    run (random, make_genesys, ATTUNE_FORM_SOURCE_GENESYS, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/random-imports/amazon", test_amazon);
  g_test_add_func ("/random-imports/genesys", test_genesys);

  return g_test_run ();
}
