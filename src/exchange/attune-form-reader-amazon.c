/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-amazon-private.h"

#include "attune-form-preset.h"

#include <glib/gi18n-lib.h>

#define FULL (100 * ATTUNE_DECIMAL_ONE)

static const char *const mode_words[] = { "QUESTION_ONLY", "SECTION_ONLY", "POINTS_BASED", NULL };
static const char *const status_words[] = { "ENABLED", "DISABLED", NULL };
static const char *const category_words[] = { "NEEDS_IMPROVEMENT", "EXCEEDS_EXPECTATIONS", NULL };

static gboolean
is_form (json_t *object)
{
  return json_is_array (attune_form_intake_get (object, "Items")) &&
         attune_form_intake_get (object, "Title") != NULL;
}

/* The key that holds the form, as in what DescribeEvaluationForm gives or in a CloudFormation template; NULL where the
 * document is the form itself. */
static const char *
find_wrapper (json_t *document)
{
  const char *key;
  json_t *value;

  if (attune_form_intake_get (document, "Items") != NULL)
    return NULL;
  json_object_foreach (document, key, value)
  {
    if (is_form (value))
      return key;
  }
  return NULL;
}

/* --- What is there ------------------------------------------------------------------------------------------- */

static void
free_question (AttuneAmazonQuestion *question)
{
  g_clear_pointer (&question->sources, g_ptr_array_unref);
  g_free (question);
}

static void
index_question (AttuneAmazon *self, json_t *question)
{
  const char *id = json_string_value (attune_form_intake_get (question, "RefId"));
  AttuneAmazonQuestion *entry;

  if (attune_form_intake_get (question, "Weight") != NULL)
    self->has_question_weights = TRUE;
  if (id == NULL || g_hash_table_contains (self->questions, id))
    return;
  entry = g_new0 (AttuneAmazonQuestion, 1);
  entry->node = question;
  entry->index = g_hash_table_size (self->questions);
  g_hash_table_insert (self->questions, (gpointer) id, entry);
}

/* In the order of our form: a section's own questions, then its sub-sections. */
static void
index_items (AttuneAmazon *self, json_t *items, guint depth)
{
  for (gsize i = 0; i < json_array_size (items); i++)
    {
      json_t *question = attune_form_intake_get (json_array_get (items, i), "Question");

      if (json_is_object (question))
        index_question (self, question);
    }
  for (gsize i = 0; i < json_array_size (items) && depth < ATTUNE_FORM_MAX_DEPTH; i++)
    {
      json_t *section = attune_form_intake_get (json_array_get (items, i), "Section");
      const char *id = json_string_value (attune_form_intake_get (section, "RefId"));

      if (id != NULL)
        g_hash_table_add (self->sections, (gpointer) id);
      if (depth == 0 && attune_form_intake_get (section, "Weight") != NULL)
        self->has_section_weights = TRUE;
      index_items (self, attune_form_intake_get (section, "Items"), depth + 1);
    }
}

/* --- The head ------------------------------------------------------------------------------------------------ */

static void
add_band (json_t *bands, AttuneDecimal from, const char *label)
{
  json_array_append_new (bands, json_pack ("{s:o, s:s}", "from", attune_decimal_to_json (from),
                                           "label", label));
}

/* Performance categories as bands: below the one, above the other, and between them. */
static json_t *
read_bands (AttuneAmazon *self, json_t *strategy)
{
  static const char *const known[] = { "PerformanceCategory", "MinScorePercentage",
                                       "MaxScorePercentage", NULL };
  AttuneFormIntake *intake = &self->intake;
  json_t *thresholds = attune_form_intake_read_array (intake, strategy, "ScoreThresholds");
  AttuneDecimal low = -1, high = -1;
  json_t *bands = json_array ();
  json_t *threshold;
  gsize i;

  attune_json_reader_enter (&intake->reader,
                            attune_form_intake_spell (strategy, "ScoreThresholds"));
  json_array_foreach (thresholds, i, threshold)
  {
    attune_json_reader_enter_index (&intake->reader, (guint) i);
    if (!attune_json_reader_expect_object (&intake->reader, threshold))
      ;
    else if (attune_form_intake_read_word (intake, threshold, "PerformanceCategory", category_words,
                                           0) == 0)
      low = attune_form_intake_read_decimal (intake, threshold, "MaxScorePercentage", low, 0, FULL);
    else
      high = attune_form_intake_read_decimal (intake, threshold, "MinScorePercentage", high, 0,
                                              FULL);
    attune_form_intake_remark_rest (intake, threshold, known);
    attune_json_reader_leave (&intake->reader);
  }
  attune_json_reader_leave (&intake->reader);

  if (low >= 0)
    add_band (bands, 0, _ ("Needs improvement"));
  if ((low >= 0 || high > 0) && (high < 0 || MAX (low, 0) < high))
    add_band (bands, MAX (low, 0), _ ("Meets expectations"));
  if (high >= 0)
    add_band (bands, high, _ ("Exceeds expectations"));
  return bands;
}

/* Without a strategy nothing is scored, unless weights say that something is. */
static void
read_mode (AttuneAmazon *self, json_t *strategy)
{
  AttuneAmazonMode guess = self->has_section_weights && !self->has_question_weights
                             ? ATTUNE_AMAZON_BY_SECTION
                             : ATTUNE_AMAZON_BY_QUESTION;

  self->mode = attune_form_intake_read_word (&self->intake, strategy, "Mode", mode_words,
                                             (int) guess);
  if (strategy == NULL)
    self->is_scored = self->has_section_weights || self->has_question_weights;
  else
    self->is_scored = attune_form_intake_read_word (&self->intake, strategy, "Status", status_words,
                                                    0) == 0;
}

static json_t *
read_scoring (AttuneAmazon *self, json_t *form)
{
  static const char *const known[] = { "Mode", "Status", "ScoreThresholds", NULL };
  AttuneFormIntake *intake = &self->intake;
  json_t *strategy = attune_form_intake_read_object (intake, form, "ScoringStrategy");
  json_t *scoring = json_object ();
  AttuneFormPreset preset;
  json_t *bands;

  attune_json_reader_enter (&intake->reader, attune_form_intake_spell (form, "ScoringStrategy"));
  read_mode (self, strategy);
  preset = self->mode == ATTUNE_AMAZON_POINTS ? ATTUNE_FORM_PRESET_AMAZON_POINTS
                                              : ATTUNE_FORM_PRESET_AMAZON_PERCENT;
  bands = read_bands (self, strategy);
  if (strategy != NULL)
    attune_form_intake_remark_rest (intake, strategy, known);
  attune_json_reader_leave (&intake->reader);

  json_object_set_new (scoring, "like", json_string (attune_form_preset_to_string (preset)));
  json_object_set_new (scoring, "mode",
                       json_string (self->mode == ATTUNE_AMAZON_POINTS ? "points" : "share"));
  json_object_set_new (scoring, "weigh_by",
                       json_string (self->mode == ATTUNE_AMAZON_BY_SECTION ? "section"
                                                                           : "question"));
  json_object_set_new (scoring, "na", json_string ("form"));
  json_object_set_new (scoring, "on_fail", json_string ("zero"));
  json_object_set_new (scoring, "bands", bands);
  return scoring;
}

static void
read_review (AttuneAmazon *self, json_t *form, json_t *made)
{
  static const char *const known[] = { "EligibilityDays", NULL };
  AttuneFormIntake *intake = &self->intake;
  json_t *review = attune_form_intake_read_object (intake, form, "ReviewConfiguration");
  AttuneDecimal days;

  if (review == NULL)
    return;
  attune_json_reader_enter (&intake->reader,
                            attune_form_intake_spell (form, "ReviewConfiguration"));
  days = attune_form_intake_read_decimal (intake, review, "EligibilityDays", -1, 0,
                                          3650 * ATTUNE_DECIMAL_ONE);
  if (days >= 0)
    json_object_set_new (made, "dispute_days", json_integer (days / ATTUNE_DECIMAL_ONE));
  attune_form_intake_remark_rest (intake, review, known);
  attune_json_reader_leave (&intake->reader);
}

static void
read_language (AttuneAmazon *self, json_t *form, json_t *made)
{
  AttuneFormIntake *intake = &self->intake;
  json_t *language = attune_form_intake_read_object (intake, form, "LanguageConfiguration");
  const char *code;

  attune_json_reader_enter (&intake->reader,
                            attune_form_intake_spell (form, "LanguageConfiguration"));
  code = attune_form_intake_read_string (intake, language, "FormLanguage", "");
  attune_json_reader_leave (&intake->reader);
  if (*code != '\0')
    json_object_set_new (made, "language", json_string (code));
}

/* The agent is whom a form is about here: only for others there is something to say. */
static void
read_target (AttuneAmazon *self, json_t *form)
{
  static const char *const targets[] = { "AGENT", "AUTOMATED", "CUSTOMER", NULL };
  AttuneFormIntake *intake = &self->intake;
  const char *key = attune_form_intake_spell (form, "TargetConfiguration");
  json_t *target = attune_form_intake_read_object (intake, form, "TargetConfiguration");

  attune_json_reader_enter (&intake->reader, key);
  if (attune_form_intake_read_word (intake, target, "ContactInteractionType", targets, 0) != 0)
    attune_form_intake_remark (intake, attune_form_intake_spell (target, "ContactInteractionType"),
                               _ ("not carried over: forms are about agents here"));
  attune_json_reader_leave (&intake->reader);
}

static void
remark_head (AttuneAmazon *self, json_t *form)
{
  static const char *const accounts[] = {
    "EvaluationFormVersion", "Locked",      "EvaluationFormArn",      "Status",
    "CreatedTime",           "CreatedBy",   "LastModifiedTime",       "LastModifiedBy",
    "LastValidationTime",    "ClientToken", "LatestValidationStatus", "InstanceId",
    "InstanceArn",           "AsDraft",     "CreateNewVersion",       NULL
  };
  static const char *const known[] = { "Title",
                                       "Description",
                                       "Items",
                                       "ScoringStrategy",
                                       "EvaluationFormId",
                                       "ReviewConfiguration",
                                       "LanguageConfiguration",
                                       "TargetConfiguration",
                                       NULL };
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; known[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) known[i]);
  for (guint i = 0; accounts[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) accounts[i]);
  g_ptr_array_add (all, NULL);
  attune_form_intake_remark_rest (&self->intake, form, (const char *const *) all->pdata);
  attune_form_intake_remark_accounts (&self->intake, form, accounts);
  if (self->n_dropdowns > 0)
    attune_form_intake_remark (&self->intake, attune_form_intake_spell (form, "Items"),
                               _ ("“DisplayAs” is not carried over: answers are shown the way they "
                                  "fit"));
}

static json_t *
read_head (AttuneAmazon *self, json_t *form)
{
  AttuneFormIntake *intake = &self->intake;
  const char *title = attune_form_intake_read_title (intake, form, "Title");
  g_autofree char *made_id = attune_form_intake_make_id (title);
  gboolean has_id = attune_form_intake_get (form, "EvaluationFormId") != NULL;
  const char *id = has_id
                     ? attune_json_read_id (&intake->reader, form,
                                            attune_form_intake_spell (form, "EvaluationFormId"))
                     : made_id;
  const char *description = attune_form_intake_read_string (intake, form, "Description", "");
  json_t *made = json_pack ("{s:s, s:i, s:s, s:s}", "format", "attune-form", "version", 1, "id", id,
                            "title", title);

  if (*description != '\0')
    json_object_set_new (made, "description", json_string (description));
  read_language (self, form, made);
  read_review (self, form, made);
  read_target (self, form);
  json_object_set_new (made, "scoring", read_scoring (self, form));
  return made;
}

/* --- The reader ---------------------------------------------------------------------------------------------- */

static AttuneForm *
read_document (AttuneAmazon *self, json_t *form)
{
  AttuneFormIntake *intake = &self->intake;
  g_autoptr (AttuneJson) made = NULL;
  json_t *items;

  index_items (self, attune_form_intake_get (form, "Items"), 0);
  made = read_head (self, form);
  items = attune_form_intake_read_array (intake, form, "Items");
  if (json_array_size (items) == 0)
    attune_json_reader_fault (&intake->reader, attune_form_intake_spell (form, "Items"),
                              _ ("a form needs a section at least"));
  json_object_set_new (made, "sections", json_array ());
  attune_json_reader_enter (&intake->reader, attune_form_intake_spell (form, "Items"));
  attune_amazon_read_items (self, items, made);
  attune_json_reader_leave (&intake->reader);
  remark_head (self, form);
  return attune_form_intake_finish (intake, made);
}

static AttuneForm *
read_form (const AttuneFormFile *file, GPtrArray *remarks, GPtrArray *faults)
{
  g_auto (AttuneFormIntake) intake = { { NULL } };
  g_autoptr (GHashTable) questions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                            (GDestroyNotify) free_question);
  g_autoptr (GHashTable) sections = g_hash_table_new (g_str_hash, g_str_equal);
  AttuneAmazon self = { .questions = questions, .sections = sections };
  const char *wrapper = find_wrapper (file->json);

  attune_form_intake_init (&intake, remarks, faults);
  self.intake = intake;
  if (wrapper == NULL)
    return read_document (&self, file->json);
  attune_json_reader_enter (&self.intake.reader, wrapper);
  return read_document (&self, json_object_get (file->json, wrapper));
}

static json_t *
find_form (const AttuneFormFile *file)
{
  const char *wrapper = find_wrapper (file->json);

  return wrapper != NULL ? json_object_get (file->json, wrapper) : file->json;
}

static gboolean
recognises (const AttuneFormFile *file)
{
  return is_form (find_form (file));
}

static gboolean
has_id (const AttuneFormFile *file)
{
  return attune_form_intake_get (find_form (file), "EvaluationFormId") != NULL;
}

const AttuneFormReader attune_form_reader_amazon = {
  .source = ATTUNE_FORM_SOURCE_AMAZON_CONNECT,
  .word = "amazon-connect",
  .recognises = recognises,
  .read = read_form,
  .has_id = has_id,
  .is_json = TRUE,
};
