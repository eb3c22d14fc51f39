/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-amazon-private.h"

#include <glib/gi18n-lib.h>

/* Scores run from 0 to 10 there, to 100 here. */
#define MAX_SCORE (10 * ATTUNE_DECIMAL_ONE)
#define MAX_POINT (100 * ATTUNE_DECIMAL_ONE)

typedef enum
{
  TYPE_TEXT,
  TYPE_SINGLE,
  TYPE_NUMERIC,
  TYPE_MULTI,
  TYPE_DATE,
} Type;

static const char *const type_words[] = { "TEXT",        "SINGLESELECT", "NUMERIC",
                                          "MULTISELECT", "DATETIME",     NULL };
static const char *const our_types[] = { "text", "choice", "number", "checklist", "date" };
static const char *const property_keys[] = { "Text", "SingleSelect", "Numeric", "MultiSelect", "" };

/* A question being read. */
typedef struct
{
  AttuneAmazon *amazon;
  const AttuneAmazonPlace *place;
  Type type;
  GHashTable *option_ids;
  gboolean has_score; /* some option is worth something, or fails something */
  AttuneDecimal most; /* points: what the options can give, without bonus */
} Reading;

json_t *
attune_amazon_get_options (json_t *question)
{
  json_t *properties = attune_form_intake_get (question, "QuestionTypeProperties");
  json_t *single = attune_form_intake_get (properties, "SingleSelect");
  json_t *multi = attune_form_intake_get (properties, "MultiSelect");

  return attune_form_intake_get (single != NULL ? single : multi, "Options");
}

/* --- Options ------------------------------------------------------------------------------------------------- */

/* The scope of an automatic fail: a bare one fails the form. */
static const char *
read_fail (Reading *reading, json_t *option)
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  json_t *aim = attune_form_intake_read_object (intake, option, "AutomaticFailConfiguration");
  const char *key = attune_form_intake_spell (option, "AutomaticFailConfiguration");
  gboolean fails = attune_form_intake_read_flag (intake, option, "AutomaticFail", aim != NULL);
  const char *scope = "form";
  const char *target;

  if (!fails)
    return "none";
  reading->has_score = TRUE;
  if (aim == NULL)
    return scope;

  attune_json_reader_enter (&intake->reader, key);
  target = attune_form_intake_read_string (intake, aim, "TargetSection", "");
  key = attune_form_intake_spell (aim, "TargetSection");
  if (g_str_equal (target, reading->place->section))
    scope = *target != '\0' ? "section" : "form";
  else if (g_strcmp0 (target, reading->place->parent) == 0)
    scope = "parent";
  else if (*target != '\0' && !g_hash_table_contains (reading->amazon->sections, target))
    attune_json_reader_fault (&intake->reader, key, _ ("there is no section “%s”"), target);
  else if (*target != '\0')
    {
      scope = "none";
      attune_form_intake_remark (intake, key,
                                 _ ("the automatic fail of another section is not carried over: "
                                    "the answer fails nothing"));
    }
  attune_json_reader_leave (&intake->reader);
  return scope;
}

static AttuneDecimal
read_points (Reading *reading, json_t *option, gboolean *out_is_bonus)
{
  static const char *const known[] = { "PointValue", "IsBonus", NULL };
  AttuneFormIntake *intake = &reading->amazon->intake;
  json_t *points = attune_form_intake_read_object (intake, option, "PointsConfiguration");
  AttuneDecimal value;

  reading->has_score = reading->has_score || points != NULL ||
                       attune_form_intake_get (option, "Score") != NULL;
  if (points == NULL)
    return attune_form_intake_read_decimal (intake, option, "Score", 0, 0, MAX_POINT);
  attune_json_reader_enter (&intake->reader,
                            attune_form_intake_spell (option, "PointsConfiguration"));
  value = attune_form_intake_read_decimal (intake, points, "PointValue", 0, -MAX_POINT, MAX_POINT);
  *out_is_bonus = attune_form_intake_read_flag (intake, points, "IsBonus", FALSE);
  attune_form_intake_remark_rest (intake, points, known);
  attune_json_reader_leave (&intake->reader);
  return value;
}

/* What an option or a range is worth and fails, into `made`. */
static void
read_worth (Reading *reading, json_t *option, json_t *made)
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  gboolean is_bonus = FALSE;
  AttuneDecimal score;

  if (reading->amazon->mode == ATTUNE_AMAZON_POINTS)
    {
      score = read_points (reading, option, &is_bonus);
      if (!is_bonus && reading->type == TYPE_MULTI)
        reading->most += MAX (score, 0);
      else if (!is_bonus)
        reading->most = MAX (reading->most, score);
    }
  else
    {
      score = 10 * attune_form_intake_read_decimal (intake, option, "Score", 0, 0, MAX_SCORE);
      reading->has_score = reading->has_score || attune_form_intake_get (option, "Score") != NULL;
    }
  json_object_set_new (made, "score", attune_decimal_to_json (score));
  if (is_bonus)
    json_object_set_new (made, "bonus", json_true ());
  json_object_set_new (made, "fail", json_string (read_fail (reading, option)));
}

/* Points are carried over where the form counts points. */
static void
remark_rest (Reading *reading, json_t *option)
{
  static const char *const known[] = { "RefId",
                                       "Text",
                                       "MinValue",
                                       "MaxValue",
                                       "Score",
                                       "AutomaticFail",
                                       "AutomaticFailConfiguration",
                                       "PointsConfiguration",
                                       NULL };
  static const char *const known_by_score[] = {
    "RefId", "Text", "MinValue", "MaxValue", "Score", "AutomaticFail", "AutomaticFailConfiguration",
    NULL
  };
  gboolean is_points = reading->amazon->mode == ATTUNE_AMAZON_POINTS;

  attune_form_intake_remark_rest (&reading->amazon->intake, option,
                                  is_points ? known : known_by_score);
}

static json_t *
read_option (Reading *reading, json_t *option)
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  json_t *made = json_object ();

  json_object_set_new (made, "id",
                       json_string (attune_form_intake_take_id (intake, option, "RefId",
                                                                reading->option_ids)));
  json_object_set_new (made, "label",
                       json_string (attune_form_intake_read_title (intake, option, "Text")));
  read_worth (reading, option, made);
  remark_rest (reading, option);
  return made;
}

static AttuneDecimal
read_bound (AttuneFormIntake *intake, json_t *object, const char *key)
{
  if (attune_form_intake_get (object, key) == NULL)
    attune_json_reader_fault (&intake->reader, NULL, _ ("“%s” is missing"), key);
  return attune_form_intake_read_decimal (intake, object, key, 0, -ATTUNE_DECIMAL_MAX,
                                          ATTUNE_DECIMAL_MAX);
}

static json_t *
read_range (Reading *reading, json_t *range)
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  AttuneDecimal from = read_bound (intake, range, "MinValue");
  AttuneDecimal to = read_bound (intake, range, "MaxValue");
  json_t *made = json_object ();

  if (from > to)
    attune_json_reader_fault (&intake->reader, NULL, _ ("the range ends before it begins"));
  json_object_set_new (made, "from", attune_decimal_to_json (from));
  json_object_set_new (made, "to", attune_decimal_to_json (to));
  read_worth (reading, range, made);
  remark_rest (reading, range);
  return made;
}

static json_t *
read_options (Reading *reading, json_t *properties)
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  const char *key = attune_form_intake_spell (properties, "Options");
  json_t *options = attune_form_intake_read_array (intake, properties, "Options");
  json_t *made = json_array ();
  json_t *option;
  gsize i;

  if (!attune_form_intake_allows_options (intake, key, json_array_size (options)))
    return made;
  attune_json_reader_enter (&intake->reader, key);
  json_array_foreach (options, i, option)
  {
    attune_json_reader_enter_index (&intake->reader, (guint) i);
    if (attune_json_reader_expect_object (&intake->reader, option))
      json_array_append_new (made, reading->type == TYPE_NUMERIC ? read_range (reading, option)
                                                                 : read_option (reading, option));
    attune_json_reader_leave (&intake->reader);
  }
  attune_json_reader_leave (&intake->reader);
  return made;
}

/* --- Types --------------------------------------------------------------------------------------------------- */

/* The whole numbers that may be answered. Without ranges nothing is scored, but the bounds hold. */
static void
read_number (Reading *reading, json_t *properties, json_t *made)
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  AttuneDecimal least = read_bound (intake, properties, "MinValue");
  AttuneDecimal most = read_bound (intake, properties, "MaxValue");
  json_t *ranges = read_options (reading, properties);

  if (least > most)
    attune_json_reader_fault (&intake->reader, NULL, _ ("the range ends before it begins"));
  if (json_array_size (ranges) == 0)
    json_array_append_new (ranges,
                           json_pack ("{s:o, s:o, s:i}", "from", attune_decimal_to_json (least),
                                      "to", attune_decimal_to_json (most), "score", 0));
  json_object_set_new (made, "ranges", ranges);
}

static void
read_choice (Reading *reading, json_t *properties, json_t *made)
{
  static const char *const displays[] = { "RADIO", "DROPDOWN", "CHECKBOX", NULL };
  AttuneFormIntake *intake = &reading->amazon->intake;
  json_t *options = read_options (reading, properties);

  reading->amazon->n_dropdowns += attune_form_intake_read_word (intake, properties, "DisplayAs",
                                                                displays, 0) == 1;
  if (json_array_size (options) == 0)
    attune_json_reader_fault (&intake->reader, NULL, _ ("must list its options"));
  json_object_set_new (made, "options", options);
}

static void
read_properties (Reading *reading, json_t *question, json_t *made)
{
  static const char *const known[] = { "Options", "DisplayAs", "MinValue", "MaxValue", NULL };
  AttuneFormIntake *intake = &reading->amazon->intake;
  json_t *all = attune_form_intake_read_object (intake, question, "QuestionTypeProperties");
  const char *key = property_keys[reading->type];
  const char *const own[] = { key, NULL };
  json_t *properties = attune_form_intake_read_object (intake, all, key);
  gboolean is_free = reading->type == TYPE_TEXT || reading->type == TYPE_DATE;

  attune_json_reader_enter (&intake->reader,
                            attune_form_intake_spell (question, "QuestionTypeProperties"));
  if (all != NULL)
    attune_form_intake_remark_rest (intake, all, own);
  if (properties == NULL && !is_free)
    attune_json_reader_fault (&intake->reader, NULL, _ ("“%s” is missing"), key);
  if (properties != NULL)
    {
      attune_json_reader_enter (&intake->reader, attune_form_intake_spell (all, key));
      attune_form_intake_remark_rest (intake, properties, known);
      if (reading->type == TYPE_NUMERIC)
        read_number (reading, properties, made);
      else if (!is_free)
        read_choice (reading, properties, made);
      attune_json_reader_leave (&intake->reader);
    }
  attune_json_reader_leave (&intake->reader);
}

/* --- Scoring ------------------------------------------------------------------------------------------------- */

static void
read_points_configuration (Reading *reading, json_t *scoring, json_t *made)
{
  static const char *const known[] = { "MaxPointValue", "MinPointValue", "IsBonus", NULL };
  AttuneFormIntake *intake = &reading->amazon->intake;
  json_t *points = attune_form_intake_read_object (intake, scoring, "PointsConfiguration");
  AttuneDecimal most;

  if (points == NULL)
    return;
  attune_json_reader_enter (&intake->reader,
                            attune_form_intake_spell (scoring, "PointsConfiguration"));
  most = attune_form_intake_read_decimal (intake, points, "MaxPointValue", reading->most, 0,
                                          MAX_POINT);
  attune_form_intake_read_decimal (intake, points, "MinPointValue", 0, -MAX_POINT, MAX_POINT);
  json_object_set_new (made, "bonus",
                       json_boolean (
                         attune_form_intake_read_flag (intake, points, "IsBonus", FALSE)));
  if (most != reading->most)
    {
      g_autofree char *ours = attune_decimal_to_string (reading->most);

      attune_form_intake_remark (
        intake, attune_form_intake_spell (points, "MaxPointValue"),
        _ ("the most that the options give counts as the maximum instead: %s"), ours);
    }
  attune_form_intake_remark_rest (intake, points, known);
  attune_json_reader_leave (&intake->reader);
}

/* Whether the question counts, by its own configuration. */
static gboolean
read_scoring (Reading *reading, json_t *question, json_t *made)
{
  const char *points = reading->amazon->mode == ATTUNE_AMAZON_POINTS ? "PointsConfiguration" : NULL;
  const char *const known[] = { "IsExcludedFromScoring", points, NULL };
  AttuneFormIntake *intake = &reading->amazon->intake;
  json_t *scoring = attune_form_intake_read_object (intake, question, "ScoringConfiguration");
  gboolean is_excluded = FALSE;

  if (scoring != NULL)
    {
      attune_json_reader_enter (&intake->reader,
                                attune_form_intake_spell (question, "ScoringConfiguration"));
      is_excluded = attune_form_intake_read_flag (intake, scoring, "IsExcludedFromScoring", FALSE);
      if (points != NULL)
        read_points_configuration (reading, scoring, made);
      attune_form_intake_remark_rest (intake, scoring, known);
      attune_json_reader_leave (&intake->reader);
    }
  return reading->amazon->is_scored && !is_excluded && !reading->place->is_excluded &&
         reading->has_score;
}

static AttuneDecimal
read_weight (Reading *reading, json_t *question)
{
  AttuneDecimal fallback = reading->amazon->has_question_weights ? 0 : ATTUNE_DECIMAL_ONE;
  AttuneDecimal weight = attune_form_intake_read_decimal (&reading->amazon->intake, question,
                                                          "Weight", fallback, 0,
                                                          100 * ATTUNE_DECIMAL_ONE);

  return reading->amazon->mode == ATTUNE_AMAZON_BY_QUESTION ? weight : ATTUNE_DECIMAL_ONE;
}

/* --- The question -------------------------------------------------------------------------------------------- */

static void
read_heading (Reading *reading, json_t *question, json_t *made)
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  const char *guidance;

  json_object_set_new (made, "id",
                       json_string (
                         attune_form_intake_take_id (intake, question, "RefId", intake->ids)));
  json_object_set_new (made, "type", json_string (our_types[reading->type]));
  json_object_set_new (made, "title",
                       json_string (attune_form_intake_read_title (intake, question, "Title")));
  guidance = attune_form_intake_read_string (intake, question, "Instructions", "");
  if (*guidance != '\0')
    json_object_set_new (made, "guidance", json_string (guidance));
  json_object_set_new (made, "na_allowed",
                       json_boolean (attune_form_intake_read_flag (intake, question,
                                                                   "NotApplicableEnabled", FALSE)));
  if (reading->type == TYPE_DATE)
    attune_form_intake_remark (intake, attune_form_intake_spell (question, "QuestionType"),
                               _ ("the date is carried over, its time of day is not"));
}

json_t *
attune_amazon_read_question (AttuneAmazon *self, json_t *question, const AttuneAmazonPlace *place)
{
  static const char *const known[] = { "Title",
                                       "Instructions",
                                       "RefId",
                                       "QuestionType",
                                       "NotApplicableEnabled",
                                       "Enablement",
                                       "Weight",
                                       "QuestionTypeProperties",
                                       "ScoringConfiguration",
                                       NULL };
  AttuneFormIntake *intake = &self->intake;
  g_autoptr (GHashTable) option_ids = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = { self, place, TYPE_TEXT, option_ids, FALSE, 0 };
  json_t *made, *condition;

  if (!attune_json_reader_expect_object (&intake->reader, question) ||
      !attune_form_intake_count_question (intake))
    return NULL;

  if (attune_form_intake_get (question, "QuestionType") == NULL)
    attune_json_reader_fault (&intake->reader, NULL, _ ("“%s” is missing"), "QuestionType");
  reading.type = attune_form_intake_read_word (intake, question, "QuestionType", type_words,
                                               TYPE_TEXT);
  made = json_object ();
  read_heading (&reading, question, made);
  json_object_set_new (made, "weight", attune_decimal_to_json (read_weight (&reading, question)));
  read_properties (&reading, question, made);
  json_object_set_new (made, "scored", json_boolean (read_scoring (&reading, question, made)));
  condition = attune_amazon_read_enablement (self, question);
  if (condition != NULL)
    json_object_set_new (made, "show_if", condition);
  attune_form_intake_remark_rest (intake, question, known);
  return made;
}
