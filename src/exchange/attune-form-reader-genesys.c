/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-genesys-private.h"

#include "attune-form-preset.h"

#include <glib/gi18n-lib.h>

#define MAX_WEIGHT (1000000 * ATTUNE_DECIMAL_ONE)

/* --- What is there ------------------------------------------------------------------------------------------- */

static void
free_question (AttuneGenesysQuestion *question)
{
  g_free (question->id);
  g_clear_pointer (&question->looks_at, g_array_unref);
  g_free (question);
}

/* Whether nothing of a “multiple select” question gives points while it is not selected. */
static gboolean
is_checklist (json_t *question)
{
  json_t *options = attune_form_intake_get (question, "multipleSelectOptionQuestions");
  json_t *option;
  gsize i;

  json_array_foreach (options, i, option)
  {
    json_t *unselected = attune_genesys_find_state (option, "Unselected");

    if (json_number_value (attune_form_intake_get (unselected, "value")) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
lay_out_group (AttuneGenesys *self, json_t *group, guint number)
{
  json_t *questions = attune_form_intake_get (group, "questions");
  guint start = self->questions->len;

  g_array_append_val (self->group_starts, start);
  g_ptr_array_add (self->group_ids, attune_genesys_make_id (group, "group", number));
  if (attune_form_intake_get (group, "weight") != NULL)
    self->has_weights = TRUE;
  if (attune_form_intake_get (group, "contextId") != NULL)
    self->has_contexts = TRUE;
  for (gsize i = 0; i < json_array_size (questions); i++)
    {
      AttuneGenesysQuestion *question = g_new0 (AttuneGenesysQuestion, 1);
      g_autofree char *prefix = g_strdup_printf ("question-%u", number);

      question->node = json_array_get (questions, i);
      question->group = group;
      question->index = self->questions->len;
      question->group_index = number - 1;
      question->is_checklist = is_checklist (question->node);
      question->id = attune_genesys_make_id (question->node, prefix, (guint) i + 1);
      g_ptr_array_add (self->questions, question);
      if (attune_form_intake_get (question->node, "contextId") != NULL)
        self->has_contexts = TRUE;
    }
}

static void
lay_out (AttuneGenesys *self, json_t *groups)
{
  guint end;

  for (gsize i = 0; i < json_array_size (groups); i++)
    lay_out_group (self, json_array_get (groups, i), (guint) i + 1);
  end = self->questions->len;
  g_array_append_val (self->group_starts, end);
}

/* --- Groups -------------------------------------------------------------------------------------------------- */

static AttuneDecimal
read_weight (AttuneGenesys *self, json_t *group)
{
  AttuneDecimal fallback = self->has_weights ? 0 : ATTUNE_DECIMAL_ONE;

  return attune_form_intake_read_decimal (&self->intake, group, "weight", fallback, 0, MAX_WEIGHT);
}

static void
read_questions (AttuneGenesys *self, json_t *group, guint index, json_t *section)
{
  AttuneJsonReader *reader = &self->intake.reader;
  json_t *questions = attune_form_intake_read_array (&self->intake, group, "questions");
  AttuneDecimal weight = read_weight (self, group);
  guint start = g_array_index (self->group_starts, guint, index);
  json_t *made = json_array ();

  json_object_set_new (section, "weight", attune_decimal_to_json (weight));
  json_object_set_new (section, "questions", made);
  attune_json_reader_enter (reader, attune_form_intake_spell (group, "questions"));
  for (gsize i = 0; i < json_array_size (questions); i++)
    {
      attune_json_reader_enter_index (reader, (guint) i);
      attune_genesys_read_question (self, g_ptr_array_index (self->questions, start + i), weight,
                                    made);
      attune_json_reader_leave (reader);
    }
  attune_json_reader_leave (reader);
}

static json_t *
read_group (AttuneGenesys *self, json_t *group, guint index)
{
  static const char *const known[] = {
    "id",        "contextId",           "name", "type", "naEnabled", "weight", "manualWeight",
    "questions", "visibilityCondition", NULL
  };
  AttuneFormIntake *intake = &self->intake;
  const char *id = g_ptr_array_index (self->group_ids, index);
  json_t *section, *condition;

  if (!attune_json_reader_expect_object (&intake->reader, group) ||
      !attune_form_intake_count_section (intake))
    return NULL;

  attune_genesys_check_id (intake, group);
  if (!g_hash_table_add (intake->ids, (gpointer) id))
    attune_json_reader_fault (&intake->reader, attune_form_intake_spell (group, "id"),
                              _ ("the id “%s” is already taken"), id);
  section = json_pack ("{s:s, s:s}", "id", id, "title",
                       attune_form_intake_read_title (intake, group, "name"));
  json_object_set_new (section, "na_allowed",
                       json_boolean (
                         attune_form_intake_read_flag (intake, group, "naEnabled", FALSE)));
  condition = attune_genesys_read_visibility (self, group, NULL, index);
  if (condition != NULL)
    json_object_set_new (section, "show_if", condition);
  read_questions (self, group, index, section);
  attune_form_intake_remark_rest (intake, group, known);
  return section;
}

static json_t *
read_groups (AttuneGenesys *self, json_t *form)
{
  AttuneJsonReader *reader = &self->intake.reader;
  const char *key = attune_form_intake_spell (form, "questionGroups");
  json_t *groups = attune_form_intake_read_array (&self->intake, form, "questionGroups");
  json_t *sections = json_array ();
  json_t *group;
  gsize i;

  if (json_array_size (groups) == 0)
    attune_json_reader_fault (reader, key, _ ("a form needs a section at least"));
  lay_out (self, groups);
  attune_json_reader_enter (reader, key);
  json_array_foreach (groups, i, group)
  {
    json_t *section;

    attune_json_reader_enter_index (reader, (guint) i);
    section = read_group (self, group, (guint) i);
    if (section != NULL)
      json_array_append_new (sections, section);
    attune_json_reader_leave (reader);
  }
  attune_json_reader_leave (reader);
  return sections;
}

/* --- The form ------------------------------------------------------------------------------------------------ */

static json_t *
read_head (AttuneGenesys *self, json_t *form)
{
  AttuneFormIntake *intake = &self->intake;
  const char *name = attune_form_intake_read_title (intake, form, "name");
  const char *dialect = attune_form_intake_read_string (intake, form, "dialect", "");
  g_autofree char *made_id = attune_form_intake_make_id (name);
  const char *id = attune_form_intake_get (form, "id") != NULL
                     ? attune_json_read_id (&intake->reader, form,
                                            attune_form_intake_spell (form, "id"))
                     : made_id;
  json_t *made = json_pack ("{s:s, s:i, s:s, s:s}", "format", "attune-form", "version", 1, "id", id,
                            "title", name);

  if (*dialect != '\0')
    json_object_set_new (made, "language", json_string (dialect));
  json_object_set_new (made, "scoring",
                       json_pack ("{s:s, s:s, s:s, s:s}", "like",
                                  attune_form_preset_to_string (ATTUNE_FORM_PRESET_GENESYS), "mode",
                                  "points", "na", "form", "on_fail", "zero"));
  return made;
}

static void
remark_head (AttuneGenesys *self, json_t *form)
{
  static const char *const known[] = { "id",
                                       "name",
                                       "questionGroups",
                                       "dialect",
                                       "modifiedDate",
                                       "published",
                                       "contextId",
                                       "publishedVersions",
                                       "latestVersionFormName",
                                       "selfUri",
                                       NULL };
  static const char *const accounts[] = {
    "modifiedDate",          "published", "contextId", "publishedVersions", "selfUri",
    "latestVersionFormName", NULL
  };

  attune_form_intake_remark_rest (&self->intake, form, known);
  attune_form_intake_remark_accounts (&self->intake, form, accounts);
  if (self->has_contexts && attune_form_intake_get (form, "contextId") == NULL)
    attune_form_intake_remark (&self->intake, NULL, _ ("“%s” is not carried over"), "contextId");
  if (self->has_uneven_critical)
    attune_form_intake_remark (&self->intake, "questionGroups",
                               _ (
                                 "the critical score counts the weights of groups here; there, all "
                                 "critical questions count alike"));
}

/* Where the form stands: the document itself, or the only one in a list of some. NULL after a fault. */
static json_t *
enter_form (AttuneFormIntake *intake, json_t *document)
{
  const char *key = attune_form_intake_spell (document, "entities");
  json_t *entities = json_object_get (document, key);

  if (!json_is_array (entities))
    return document;
  if (json_array_size (entities) != 1)
    {
      attune_json_reader_fault (&intake->reader, key,
                                _ ("must hold one form, not %u"
                                   ". Save the one that is wanted in a file of its own"),
                                (guint) json_array_size (entities));
      return NULL;
    }
  attune_json_reader_enter (&intake->reader, key);
  attune_json_reader_enter_index (&intake->reader, 0);
  if (!attune_json_reader_expect_object (&intake->reader, json_array_get (entities, 0)))
    return NULL;
  return json_array_get (entities, 0);
}

static AttuneForm *
read_form (const AttuneFormFile *file, GPtrArray *remarks, GPtrArray *faults)
{
  g_auto (AttuneFormIntake) intake = { { NULL } };
  g_autoptr (GPtrArray) questions = g_ptr_array_new_with_free_func ((GDestroyNotify) free_question);
  g_autoptr (GArray) group_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) group_ids = g_ptr_array_new_with_free_func (g_free);
  AttuneGenesys self = { .questions = questions,
                         .group_starts = group_starts,
                         .group_ids = group_ids,
                         .critical_weight = -1 };
  g_autoptr (AttuneJson) made = NULL;
  json_t *form;

  attune_form_intake_init (&intake, remarks, faults);
  self.intake = intake;
  form = enter_form (&self.intake, file->json);
  if (form == NULL)
    return NULL;
  made = read_head (&self, form);
  json_object_set_new (made, "sections", read_groups (&self, form));
  remark_head (&self, form);
  return attune_form_intake_finish (&self.intake, made);
}

static json_t *
find_form (const AttuneFormFile *file)
{
  json_t *entities = attune_form_intake_get (file->json, "entities");

  return json_is_array (entities) ? json_array_get (entities, 0) : file->json;
}

static gboolean
recognises (const AttuneFormFile *file)
{
  return json_is_array (attune_form_intake_get (find_form (file), "questionGroups"));
}

static gboolean
has_id (const AttuneFormFile *file)
{
  return attune_form_intake_get (find_form (file), "id") != NULL;
}

const AttuneFormReader attune_form_reader_genesys = {
  .source = ATTUNE_FORM_SOURCE_GENESYS,
  .word = "genesys",
  .recognises = recognises,
  .read = read_form,
  .has_id = has_id,
  .is_json = TRUE,
};
