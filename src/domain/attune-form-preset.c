/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-preset.h"

#include "attune-decimal-scale.h"
#include "attune-form-private.h"
#include "attune-form-tree.h"
#include "attune-form-words.h"
#include "attune-score-plan.h"

#include <glib/gi18n-lib.h>

#define FULL_SCORE (100 * ATTUNE_DECIMAL_ONE)
#define HALF       (50 * ATTUNE_DECIMAL_ONE)

/* What only nothing at all stays below. */
#define LEAST_PERCENT G_GINT64_CONSTANT (1)

typedef struct
{
  const char *word;
  const char *name;
  const char *meaning;
  AttuneScoringMode mode;
  AttuneNaPolicy na;
  gboolean keeps_on_fail; /* whatever a fail does stays as it is; else it makes the score 0 */
  gboolean has_cap;       /* of 100 */
  gboolean spreads;       /* answers run from 0 to 100 in every question */
  AttuneDecimal
    critical_below;          /* percent that a critical question fails the form below; 0 for none */
  gboolean fails_at_nothing; /* a critical question fails the form where it gives nothing */
} Preset;

static const Preset presets[ATTUNE_N_FORM_PRESETS] = {
  [ATTUNE_FORM_PRESET_AMAZON_PERCENT] = {
    .word = "amazon-connect",
    .name = N_ ("Amazon Connect, percentage"),
    .meaning = N_ ("Questions or sections share 100 % by weight; an N/A hands its weight to the whole form, and an "
                   "automatic fail of the form makes the score 0."),
    .mode = ATTUNE_SCORING_SHARE,
    .na = ATTUNE_NA_FORM,
    .has_cap = TRUE,
  },
  [ATTUNE_FORM_PRESET_AMAZON_POINTS] = {
    .word = "amazon-connect-points",
    .name = N_ ("Amazon Connect, points"),
    .meaning = N_ ("Points earned are divided by the most base points of what applies; bonus points are added to what is "
                   "earned alone."),
    .mode = ATTUNE_SCORING_POINTS,
    .na = ATTUNE_NA_FORM,
    .has_cap = TRUE,
  },
  [ATTUNE_FORM_PRESET_GENESYS] = {
    .word = "genesys",
    .name = N_ ("Genesys Cloud"),
    .meaning = N_ ("Points times the weight of their group are divided by the points that were possible times that "
                   "weight; an N/A leaves both sums, and a fatal question makes the score 0."),
    .mode = ATTUNE_SCORING_POINTS,
    .na = ATTUNE_NA_FORM,
    .has_cap = TRUE,
  },
  [ATTUNE_FORM_PRESET_EVALUAGENT_PASS] = {
    .word = "evaluagent",
    .name = N_ ("EvaluAgent, N/A as passed"),
    .meaning = N_ ("Every question counts by its weight, and an N/A counts as passed; a fail keeps the score or makes it "
                   "0, as the form says."),
    .mode = ATTUNE_SCORING_SHARE,
    .na = ATTUNE_NA_FULL,
    .keeps_on_fail = TRUE,
    .has_cap = TRUE,
  },
  [ATTUNE_FORM_PRESET_EVALUAGENT_LEAVE] = {
    .word = "evaluagent-na-leaves",
    .name = N_ ("EvaluAgent, N/A left out"),
    .meaning = N_ ("Every question counts by its weight, and an N/A is left out; a fail keeps the score or makes it 0, as "
                   "the form says."),
    .mode = ATTUNE_SCORING_SHARE,
    .na = ATTUNE_NA_FORM,
    .keeps_on_fail = TRUE,
    .has_cap = TRUE,
  },
  [ATTUNE_FORM_PRESET_ZENDESK] = {
    .word = "zendesk",
    .name = N_ ("Zendesk QA"),
    .meaning = N_ ("Each answer counts by where it stands between the least and the most of its question; a critical "
                   "question under 50 % makes the score 0."),
    .mode = ATTUNE_SCORING_SHARE,
    .na = ATTUNE_NA_FORM,
    .has_cap = TRUE,
    .spreads = TRUE,
    .critical_below = HALF,
  },
  [ATTUNE_FORM_PRESET_QUALITYDESK] = {
    .word = "qualitydesk",
    .name = N_ ("QualityDesk"),
    .meaning = N_ ("Answers give, keep or take points, up to 100 %; a question passed over lowers the most there is, and "
                   "a critical one that gives nothing makes the score 0."),
    .mode = ATTUNE_SCORING_POINTS,
    .na = ATTUNE_NA_FORM,
    .has_cap = TRUE,
    .fails_at_nothing = TRUE,
  },
  [ATTUNE_FORM_PRESET_MAESTROQA] = {
    .word = "maestroqa",
    .name = N_ ("MaestroQA"),
    .meaning = N_ ("Points earned are divided by the points that were possible; with bonus questions the score may pass "
                   "100 %."),
    .mode = ATTUNE_SCORING_POINTS,
    .na = ATTUNE_NA_FORM,
  },
};

/* A form being given a preset. */
typedef struct
{
  AttuneForm *form; /* borrowed: as it was */
  const Preset *preset;
  gboolean changes_mode;
  AttuneDecimal
    most; /* in points, that all questions but bonus ones give together; of the form as it was or will be */
  guint n_questions; /* passed by in the document, in its order */
} Applying;

/* --- Answers ------------------------------------------------------------------------------------------------- */

/* The list of options or ranges, those that a yes/no question has by default written out. */
static json_t *
open_options (Applying *applying, json_t *node, const AttuneFormQuestion *question)
{
  const char *key = question->type == ATTUNE_QUESTION_NUMBER ? "ranges" : "options";

  if (json_object_get (node, key) == NULL)
    json_object_set_new (node, key, attune_form_make_options (applying->form, question->type));
  return json_object_get (node, key);
}

static void
set_decimal (json_t *object, const char *key, AttuneDecimal value)
{
  json_object_set_new (object, key, attune_decimal_to_json (value));
}

/* Every answer to score · factor / divisor, after `least` is taken off. */
static void
scale_options (Applying *applying,
               json_t *node,
               const AttuneFormQuestion *question,
               AttuneDecimal least,
               AttuneDecimal factor,
               AttuneDecimal divisor)
{
  json_t *options = open_options (applying, node, question);

  for (guint i = 0; i < question->n_options; i++)
    set_decimal (json_array_get (options, i), "score",
                 attune_decimal_scale (question->options[i].score - least, factor, divisor));
}

/* --- Modes --------------------------------------------------------------------------------------------------- */

/* What a question weighs in share mode: its weight, or its percent of the form where sections are weighed. */
static AttuneDecimal
get_base_weight (Applying *applying, const AttuneFormQuestion *question)
{
  const AttuneScorePlan *plan = attune_form_get_score_plan (applying->form);
  AttuneDecimal percent = 0;
  mpz_t sum, part;

  if (applying->form->scoring.weigh_by == ATTUNE_WEIGH_BY_QUESTION || question->bonus)
    return question->weight;

  mpz_inits (sum, part, NULL);
  for (guint i = 0; i < plan->n_questions; i++)
    {
      if (!attune_form_get_question (applying->form, i)->bonus)
        mpz_add (sum, sum, plan->weights[i]);
    }
  if (mpz_sgn (sum) > 0)
    {
      mpz_mul_ui (part, plan->weights[question->index], FULL_SCORE);
      mpz_tdiv_q (part, part, sum);
      percent = mpz_get_si (part);
    }
  mpz_clears (sum, part, NULL);
  return percent;
}

/* A share of 100 becomes that share of as many points as the question weighs. What a bonus adds in percentage points, it
 * adds in percent of all points. */
static void
turn_into_points (Applying *applying, json_t *node, const AttuneFormQuestion *question)
{
  AttuneDecimal weight = get_base_weight (applying, question);

  if (question->bonus)
    weight = attune_decimal_scale (weight, applying->most, FULL_SCORE);
  scale_options (applying, node, question, 0, weight, FULL_SCORE);
  json_object_del (node, "weight");
}

/* The most points that a question gives become its weight, times those of the sections above. */
static AttuneDecimal
get_points_weight (Applying *applying, const AttuneFormQuestion *question)
{
  AttuneDecimal weight = attune_form_question_get_best (question, ATTUNE_SCORING_POINTS);
  guint above = question->section;

  while (above != ATTUNE_FORM_NONE)
    {
      const AttuneFormSection *section = attune_form_get_section (applying->form, above);

      weight = attune_decimal_scale (weight, section->weight, ATTUNE_DECIMAL_ONE);
      above = section->parent;
    }
  return weight;
}

static void
turn_into_shares (Applying *applying, json_t *node, const AttuneFormQuestion *question)
{
  AttuneDecimal most = attune_form_question_get_best (question, ATTUNE_SCORING_POINTS);
  AttuneDecimal weight = get_points_weight (applying, question);

  if (question->bonus && applying->most > 0)
    weight = attune_decimal_scale (weight, FULL_SCORE, applying->most);
  set_decimal (node, "weight", weight);
  if (most > 0 && !applying->preset->spreads)
    scale_options (applying, node, question, 0, FULL_SCORE, most);
}

static void
sum_points (Applying *applying)
{
  gboolean is_points = applying->form->scoring.mode == ATTUNE_SCORING_POINTS;

  applying->most = is_points ? applying->form->scoring.baseline : 0;
  for (guint i = 0; i < attune_form_get_n_questions (applying->form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (applying->form, i);

      if (!question->can_score || question->bonus)
        continue;
      applying->most += is_points
                          ? get_points_weight (applying, question)
                          : attune_decimal_scale (
                              attune_form_question_get_best (question, ATTUNE_SCORING_SHARE),
                              get_base_weight (applying, question), FULL_SCORE);
    }
}

/* --- What a preset asks of questions ------------------------------------------------------------------------- */

/* From the least to the most answer: 0 to 100. Of a checklist, whose answers add up, none is the least. */
static void
spread (Applying *applying, json_t *node, const AttuneFormQuestion *question)
{
  gboolean is_checklist = question->type == ATTUNE_QUESTION_CHECKLIST;
  AttuneDecimal least = is_checklist ? 0 : question->options[0].score;
  AttuneDecimal most = least;

  for (guint i = 0; i < question->n_options; i++)
    {
      AttuneDecimal score = question->options[i].score;

      least = is_checklist ? 0 : MIN (least, score);
      most = is_checklist ? most + MAX (score, 0) : MAX (most, score);
    }
  if (most > least)
    scale_options (applying, node, question, least, FULL_SCORE, most - least);
}

static void
fail_at_nothing (Applying *applying, json_t *node, const AttuneFormQuestion *question)
{
  json_t *options;

  if (question->type == ATTUNE_QUESTION_CHECKLIST)
    {
      set_decimal (node, "fail_below", LEAST_PERCENT);
      return;
    }
  options = open_options (applying, node, question);
  for (guint i = 0; i < question->n_options; i++)
    {
      if (question->options[i].score <= 0)
        json_object_set_new (json_array_get (options, i), "fail",
                             json_string (attune_fail_scope_to_string (ATTUNE_FAIL_FORM)));
    }
}

static void
apply_to_question (Applying *applying, json_t *node)
{
  const AttuneFormQuestion *question = attune_form_get_question (applying->form,
                                                                 applying->n_questions++);
  const Preset *preset = applying->preset;

  if (!question->can_score)
    return;
  if (applying->changes_mode && preset->mode == ATTUNE_SCORING_POINTS)
    turn_into_points (applying, node, question);
  else if (applying->changes_mode)
    turn_into_shares (applying, node, question);
  if (preset->spreads)
    spread (applying, node, question);
  if (question->error_type == ATTUNE_ERROR_TYPE_NONE)
    return;
  if (preset->critical_below > 0)
    set_decimal (node, "fail_below", preset->critical_below);
  if (preset->fails_at_nothing)
    fail_at_nothing (applying, node, question);
}

/* In the order of the form: a section's questions, then its sub-sections. */
static void
apply_to_sections (Applying *applying, json_t *node)
{
  json_t *sections = json_object_get (node, "sections");

  for (gsize i = 0; i < json_array_size (sections); i++)
    {
      json_t *section = json_array_get (sections, i);
      json_t *questions = json_object_get (section, "questions");

      if (applying->changes_mode)
        json_object_del (section, "weight");
      for (gsize j = 0; j < json_array_size (questions); j++)
        apply_to_question (applying, json_array_get (questions, j));
      apply_to_sections (applying, section);
    }
}

/* --- The form ------------------------------------------------------------------------------------------------ */

static void
set_scoring (Applying *applying, json_t *document)
{
  const Preset *preset = applying->preset;
  json_t *scoring = json_object_get (document, "scoring");

  if (scoring == NULL)
    {
      scoring = json_object ();
      json_object_set_new (document, "scoring", scoring);
    }
  json_object_set_new (scoring, "like", json_string (preset->word));
  json_object_set_new (scoring, "mode", json_string (attune_mode_words[preset->mode]));
  json_object_set_new (scoring, "na", json_string (attune_na_words[preset->na]));
  if (!preset->keeps_on_fail)
    json_object_set_new (scoring, "on_fail",
                         json_string (attune_on_fail_words[ATTUNE_ON_FAIL_ZERO]));
  if (applying->changes_mode)
    json_object_set_new (scoring, "weigh_by",
                         json_string (attune_weigh_by_words[ATTUNE_WEIGH_BY_QUESTION]));
  json_object_set_new (scoring, "baseline", json_integer (0));
  json_object_set_new (scoring, "floor", json_integer (0));
  json_object_set_new (scoring, "cap", preset->has_cap ? json_integer (100) : json_null ());
}

AttuneForm *
attune_form_apply_preset (AttuneForm *form, AttuneFormPreset preset, GError **error)
{
  Applying applying = { .form = form };
  g_auto (AttuneFormTree) tree = { NULL };

  g_return_val_if_fail (form != NULL, NULL);
  g_return_val_if_fail (preset >= 0 && preset < ATTUNE_N_FORM_PRESETS, NULL);

  applying.preset = &presets[preset];
  applying.changes_mode = form->scoring.mode != applying.preset->mode;
  attune_form_tree_init (&tree, form);
  json_decref (tree.root);
  tree.root = json_deep_copy (form->document);
  sum_points (&applying);
  set_scoring (&applying, tree.root);
  apply_to_sections (&applying, tree.root);
  /* More than any form may have, so that it is measured anew. */
  return attune_form_tree_finish (&tree, ATTUNE_FORM_MAX_BYTES, error);
}

static gboolean
is_like (const AttuneFormScoring *scoring, const Preset *preset)
{
  return g_strcmp0 (scoring->like, preset->word) == 0 && scoring->mode == preset->mode &&
         scoring->na == preset->na && scoring->baseline == 0 && scoring->has_floor &&
         scoring->floor == 0 && scoring->has_cap == preset->has_cap &&
         (!scoring->has_cap || scoring->cap == FULL_SCORE) &&
         (preset->keeps_on_fail || scoring->on_fail == ATTUNE_ON_FAIL_ZERO);
}

AttuneFormPreset
attune_form_find_preset (AttuneForm *form)
{
  g_return_val_if_fail (form != NULL, ATTUNE_FORM_PRESET_NONE);

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      if (is_like (&form->scoring, &presets[i]))
        return (AttuneFormPreset) i;
    }
  return ATTUNE_FORM_PRESET_NONE;
}

/* --- Words --------------------------------------------------------------------------------------------------- */

const char *
attune_form_preset_get_name (AttuneFormPreset preset)
{
  g_return_val_if_fail (preset >= 0 && preset < ATTUNE_N_FORM_PRESETS, NULL);

  return _ (presets[preset].name);
}

const char *
attune_form_preset_get_meaning (AttuneFormPreset preset)
{
  g_return_val_if_fail (preset >= 0 && preset < ATTUNE_N_FORM_PRESETS, NULL);

  return _ (presets[preset].meaning);
}

const char *
attune_form_preset_to_string (AttuneFormPreset preset)
{
  g_return_val_if_fail (preset >= 0 && preset < ATTUNE_N_FORM_PRESETS, NULL);

  return presets[preset].word;
}
