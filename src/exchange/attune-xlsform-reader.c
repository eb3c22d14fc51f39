/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform.h"

#include "attune-document-keys.h"
#include "attune-table-number.h"
#include "attune-xlsform-cells.h"
#include "attune-xlsform-reading.h"
#include "attune-xlsform-relevant.h"
#include "attune-xlsform-settings.h"

#include <glib/gi18n-lib.h>

/* A group that is open. Below the second level, groups are taken apart: their questions go into the section above, each with
 * the conditions of the groups it stood in. */
typedef struct
{
  json_t *section;   /* borrowed; NULL for one that is taken apart */
  json_t *condition; /* owned, nullable: of one that is taken apart */
  guint row;
} Group;

typedef struct
{
  AttuneXlsformReading reading;
  json_t *document; /* borrowed once begun */
  GArray *groups;   /* Group each, outermost first */
  guint n_sections;
  guint n_questions;
  json_t *
    loose; /* borrowed: the section that takes questions outside any group, until the next one opens */
} Walk;

static const char *const group_columns[] = {
  "",       "type",       "name",    "label",      "relevant", "relevance",
  "weight", "na_allowed", "show_if", "fail_below", NULL,
};
static const char *const taken_apart_columns[] = { "",          "type",    "name", "relevant",
                                                   "relevance", "show_if", NULL };
static const char *const note_columns[] = { "",     "type",          "name", "label",
                                            "hint", "guidance_hint", NULL };

static void
group_clear (Group *group)
{
  g_clear_pointer (&group->condition, json_decref);
}

static void
question_free (AttuneXlsformQuestion *question)
{
  g_hash_table_unref (question->options);
  g_free (question);
}

/* --- Sections ------------------------------------------------------------------------------------------------ */

static json_t *
open_list (json_t *object, const char *key)
{
  if (json_object_get (object, key) == NULL)
    json_object_set_new (object, key, json_array ());
  return json_object_get (object, key);
}

/* The innermost open section; NULL outside all. `out_depth` gets how many are open. */
static json_t *
get_section (Walk *walk, guint *out_depth)
{
  json_t *section = NULL;

  *out_depth = 0;
  for (guint i = 0; i < walk->groups->len; i++)
    {
      const Group *group = &g_array_index (walk->groups, Group, i);

      if (group->section == NULL)
        continue;
      section = group->section;
      *out_depth += 1;
    }
  return section;
}

/* A section that the survey does not have, at the end of `parent` (NULL: the form). Borrowed. */
static json_t *
make_section (Walk *walk, json_t *parent, const char *title)
{
  AttuneXlsformReading *reading = &walk->reading;
  const char *id = attune_table_make_id (title, "section", reading->names);
  json_t *section = json_pack ("{s:s, s:s}", "id", id, "title", title);

  g_hash_table_add (reading->ids, g_strdup (id));
  json_array_append_new (open_list (parent != NULL ? parent : walk->document, "sections"), section);
  return section;
}

/* Where a question goes: questions stand before the sections of their section, so one that comes after a group within its
 * group needs a section of its own to keep its place. */
static json_t *
find_place (Walk *walk, guint row)
{
  AttuneXlsformReading *reading = &walk->reading;
  guint depth;
  json_t *section = get_section (walk, &depth);
  json_t *parent = section != NULL ? section : walk->document;

  if (section != NULL && json_object_get (section, "sections") == NULL)
    return section;
  if (walk->loose != NULL)
    return walk->loose;
  walk->loose = make_section (walk, section, json_string_value (json_object_get (parent, "title")));
  attune_xlsform_table_say (&reading->survey, reading->remarks, row,
                            section == NULL
                              ? _ ("questions outside any group get a section of their own")
                              : _ ("questions behind a group within a group get a section of "
                                   "their own"));
  return walk->loose;
}

static void
begin_section (Walk *walk, guint row, json_t *parent, Group *group)
{
  AttuneXlsformReading *reading = &walk->reading;
  AttuneXlsformRow cells = { &reading->survey, row, reading->faults };
  const char *name = attune_xlsform_take_name (reading, row);
  const char *title = attune_xlsform_table_get (&reading->survey, row, "label");
  json_t *condition = attune_xlsform_read_condition (reading, row);

  group->section = json_pack ("{s:s, s:s}", "id", name, "title", *title != '\0' ? title : name);
  attune_xlsform_read_weight (reading, row, group->section);
  attune_document_set_boolean (group->section, "na_allowed",
                               attune_xlsform_row_read_boolean (&cells, "na_allowed", FALSE),
                               FALSE);
  if (condition != NULL)
    json_object_set_new (group->section, "show_if", condition);
  json_array_append_new (open_list (parent != NULL ? parent : walk->document, "sections"),
                         group->section);
  attune_xlsform_table_remark_cells (&reading->survey, row, group_columns, reading->remarks);
}

static void
begin_group (Walk *walk, guint row, const AttuneXlsformType *type)
{
  AttuneXlsformReading *reading = &walk->reading;
  Group group = { .row = row };
  guint depth;
  json_t *parent = get_section (walk, &depth);

  walk->loose = NULL;
  if (type->remark != NULL)
    attune_xlsform_table_say (&reading->survey, reading->remarks, row, "%s", _ (type->remark));
  if (depth < ATTUNE_FORM_MAX_DEPTH)
    {
      walk->n_sections++;
      begin_section (walk, row, parent, &group);
    }
  else
    {
      group.condition = attune_xlsform_read_condition (reading, row);
      attune_xlsform_table_say (&reading->survey, reading->remarks, row,
                                _ ("sections nest two deep; the questions of this group go into "
                                   "the section above"));
      attune_xlsform_table_remark_cells (&reading->survey, row, taken_apart_columns,
                                         reading->remarks);
    }
  g_array_append_val (walk->groups, group);
}

static void
drop_notes (Walk *walk)
{
  AttuneXlsformReading *reading = &walk->reading;

  if (reading->notes->len > 0)
    attune_xlsform_table_say (&reading->survey, reading->remarks, reading->note_row,
                              _ ("no question follows that could take the note in: %s"),
                              reading->notes->str);
  g_string_truncate (reading->notes, 0);
}

static void
end_group (Walk *walk, guint row)
{
  drop_notes (walk);
  walk->loose = NULL;
  if (walk->groups->len > 0)
    g_array_set_size (walk->groups, walk->groups->len - 1);
  else
    attune_xlsform_table_say (&walk->reading.survey, walk->reading.faults, row,
                              _ ("a group ends that never began"));
}

/* --- Rows ---------------------------------------------------------------------------------------------------- */

/* The question's own condition, and those of the groups it stood in that were taken apart. */
static void
add_conditions (Walk *walk, json_t *question)
{
  g_autoptr (AttuneJson) all = json_array ();
  json_t *own = json_object_get (question, "show_if");

  for (guint i = 0; i < walk->groups->len; i++)
    {
      const Group *group = &g_array_index (walk->groups, Group, i);

      if (group->condition != NULL)
        json_array_append (all, group->condition);
    }
  if (json_array_size (all) == 0)
    return;
  if (own != NULL)
    json_array_append (all, own);
  json_object_set_new (question, "show_if",
                       json_array_size (all) == 1 ? json_incref (json_array_get (all, 0))
                                                  : json_pack ("{s:O}", "all", all));
}

static void
add_question (Walk *walk, guint row, const AttuneXlsformType *type)
{
  json_t *question = attune_xlsform_read_question (&walk->reading, row, type);

  walk->n_questions++;
  if (question == NULL)
    return;
  add_conditions (walk, question);
  json_array_append_new (open_list (find_place (walk, row), "questions"), question);
}

static void
take_note (Walk *walk, guint row)
{
  AttuneXlsformReading *reading = &walk->reading;
  const char *label = attune_xlsform_table_get (&reading->survey, row, "label");

  attune_xlsform_table_remark_cells (&reading->survey, row, note_columns, reading->remarks);
  if (*label == '\0')
    return;
  if (reading->notes->len > 0)
    g_string_append_c (reading->notes, '\n');
  g_string_append (reading->notes, label);
  reading->note_row = row;
}

static void
pass_over (Walk *walk, guint row, const char *type)
{
  AttuneXlsformReading *reading = &walk->reading;
  g_autofree char *name = attune_xlsform_table_dup (&reading->survey, row, "name");
  const char *label = attune_xlsform_table_get (&reading->survey, row, "label");
  const char *calculation = attune_xlsform_table_get (&reading->survey, row, "calculation");

  if (*type == '\0' && *name == '\0' && *label == '\0')
    return;
  if (*type == '\0')
    attune_xlsform_table_say (&reading->survey, reading->remarks, row,
                              _ ("the row has no type, so it is passed over: %s"),
                              *label != '\0' ? label : name);
  else if (*calculation != '\0')
    attune_xlsform_table_say (&reading->survey, reading->remarks, row,
                              _ ("forms do not calculate; “%s” stays behind: %s"), name,
                              calculation);
  else
    attune_xlsform_table_say (&reading->survey, reading->remarks, row,
                              /* Translators: the type of a row, and its name */
                              _ ("forms know nothing like “%s”; “%s” stays behind"), type,
                              *name != '\0' ? name : label);
}

static void
read_row (Walk *walk, guint row)
{
  g_autofree char *text = attune_xlsform_table_dup (&walk->reading.survey, row, "type");
  g_auto (AttuneXlsformType) type = attune_xlsform_type_parse (text);

  switch (type.kind)
    {
    case ATTUNE_XLSFORM_ROW_QUESTION:
    case ATTUNE_XLSFORM_ROW_SELECT:
    case ATTUNE_XLSFORM_ROW_ACKNOWLEDGE:
      add_question (walk, row, &type);
      break;
    case ATTUNE_XLSFORM_ROW_NOTE:
      take_note (walk, row);
      break;
    case ATTUNE_XLSFORM_ROW_BEGIN:
      begin_group (walk, row, &type);
      break;
    case ATTUNE_XLSFORM_ROW_END:
      end_group (walk, row);
      break;
    case ATTUNE_XLSFORM_ROW_OTHER:
      pass_over (walk, row, text);
      break;
    }
}

/* Whether there are more sections or questions than a form may have, which is a fault where the next row is. */
static gboolean
is_full (Walk *walk, guint row)
{
  AttuneXlsformReading *reading = &walk->reading;

  if (walk->n_questions > ATTUNE_FORM_MAX_QUESTIONS)
    attune_xlsform_table_say (&reading->survey, reading->faults, row,
                              _ ("a form may have %d questions at most"),
                              ATTUNE_FORM_MAX_QUESTIONS);
  else if (walk->n_sections > ATTUNE_FORM_MAX_SECTIONS)
    attune_xlsform_table_say (&reading->survey, reading->faults, row,
                              _ ("a form may have %d sections at most"), ATTUNE_FORM_MAX_SECTIONS);
  else
    return FALSE;
  return TRUE;
}

static void
read_rows (Walk *walk)
{
  AttuneXlsformReading *reading = &walk->reading;
  AttuneXlsformTable *survey = &reading->survey;
  guint n_rows = attune_xlsform_table_get_n_rows (survey);

  for (guint row = survey->header + 1; row < n_rows; row++)
    g_hash_table_add (reading->names, attune_xlsform_table_dup (survey, row, "name"));
  for (guint row = survey->header + 1; row < n_rows && !is_full (walk, row); row++)
    read_row (walk, row);

  drop_notes (walk);
  for (guint i = 0; i < walk->groups->len; i++)
    attune_xlsform_table_say (survey, reading->remarks, g_array_index (walk->groups, Group, i).row,
                              _ ("the group is never ended; it goes on to the last row"));
  attune_xlsform_table_remark_columns (survey, NULL, reading->remarks);
}

/* --- The form ------------------------------------------------------------------------------------------------ */

gboolean
attune_xlsform_recognises (AttuneSheets *sheets)
{
  g_auto (AttuneXlsformTable) survey = { NULL };

  attune_xlsform_table_init (&survey, sheets, "survey", NULL);
  return attune_xlsform_table_has (&survey, "type") && attune_xlsform_table_has (&survey, "name");
}

/* So that reading takes no time to speak of. */
static void
check_size (AttuneSheets *sheets, GPtrArray *faults)
{
  const AttuneSheet *survey = attune_sheets_find_sheet (sheets, "survey");

  if (attune_sheet_get_n_rows (survey) > ATTUNE_XLSFORM_MAX_SURVEY_ROWS)
    attune_faults_add (faults, "survey", _ ("the sheet has more than %d rows"),
                       ATTUNE_XLSFORM_MAX_SURVEY_ROWS);
  for (guint i = 0; i < attune_sheets_get_n_sheets (sheets); i++)
    {
      const AttuneSheet *sheet = attune_sheets_get_sheet (sheets, i);

      if (attune_sheet_get_n_columns (sheet) > ATTUNE_XLSFORM_MAX_COLUMNS)
        attune_faults_add (faults, attune_sheet_get_name (sheet),
                           _ ("the sheet has more than %d columns"), ATTUNE_XLSFORM_MAX_COLUMNS);
    }
}

static AttuneForm *
finish (json_t *document, GPtrArray *faults)
{
  g_autoptr (GPtrArray) own = attune_faults_new ();
  gsize length;
  g_autofree char *text = attune_json_dump (document, FALSE, &length);
  AttuneForm *form = attune_form_parse (text, (gssize) length, own);

  for (guint i = 0; i < own->len; i++)
    {
      g_autofree char *line = attune_fault_describe (g_ptr_array_index (own, i));

      /* Translators: what is wrong in the form that was made of a file */
      attune_faults_add (faults, "", _ ("as a form: %s"), line);
    }
  return form;
}

/* Sets up the walk, and gives the document with nothing but its head. */
static json_t *
begin_walk (Walk *walk, AttuneSheets *sheets, const char *name)
{
  AttuneXlsformReading *reading = &walk->reading;
  g_autofree char *language = attune_xlsform_settings_get_language (sheets);
  const char *read_language;

  attune_xlsform_table_init (&reading->survey, sheets, "survey", language);
  read_language = reading->survey.language;
  attune_xlsform_choices_init (&reading->choices, sheets, read_language, reading->remarks,
                               reading->faults);
  walk->document = attune_xlsform_settings_read (sheets, name,
                                                 read_language != NULL ? read_language : language,
                                                 reading->remarks, reading->faults);
  reading->mode = attune_xlsform_settings_get_mode (walk->document);
  reading->questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify) question_free);
  reading->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading->notes = g_string_new (NULL);
  walk->groups = g_array_new (FALSE, TRUE, sizeof (Group));
  g_array_set_clear_func (walk->groups, (GDestroyNotify) group_clear);
  return walk->document;
}

static void
end_walk (Walk *walk)
{
  AttuneXlsformReading *reading = &walk->reading;

  g_array_unref (walk->groups);
  g_string_free (reading->notes, TRUE);
  g_hash_table_unref (reading->questions);
  g_hash_table_unref (reading->ids);
  g_hash_table_unref (reading->names);
  attune_xlsform_choices_clear (&reading->choices);
  attune_xlsform_table_clear (&reading->survey);
}

AttuneForm *
attune_xlsform_read (AttuneSheets *sheets, const char *name, GPtrArray *remarks, GPtrArray *faults)
{
  g_autoptr (AttuneJson) document = NULL;
  Walk walk = { .reading = { .remarks = remarks, .faults = faults } };
  guint n_before = faults->len;

  g_return_val_if_fail (sheets != NULL && remarks != NULL && faults != NULL, NULL);

  if (!attune_xlsform_recognises (sheets))
    {
      attune_faults_add (faults, "",
                         _ ("this is no XLSForm: it needs a sheet “survey” with the columns "
                            "“type” and “name”"));
      return NULL;
    }
  check_size (sheets, faults);
  if (faults->len > n_before)
    return NULL;

  document = begin_walk (&walk, sheets, name);
  read_rows (&walk);
  end_walk (&walk);
  return faults->len == n_before ? finish (document, faults) : NULL;
}
