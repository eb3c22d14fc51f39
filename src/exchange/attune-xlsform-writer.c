/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform.h"

#include "attune-form-words.h"
#include "attune-json-reader.h"
#include "attune-xlsform-lists.h"
#include "attune-xlsform-losses.h"
#include "attune-xlsform-relevant.h"
#include "attune-xlsx-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many columns stand in a sheet even where no row says anything in them. */
#define N_SURVEY_ALWAYS   6
#define N_SETTINGS_ALWAYS 4

static const char *const survey_columns[] = {
  "type",     "name",   "label",      "hint",    "required",   "relevant",  "question_type",
  "weight",   "scored", "na_allowed", "bonus",   "error_type", "behaviour", "comment",
  "decimals", "ranges", "fail_below", "show_if", NULL,
};
static const char *const settings_columns[] = {
  "form_title",  "form_id",      "version",  "default_language",
  "description", "language",     "channels", "release_days",
  "mode",        "dispute_days", "weigh_by", "na",
  "on_fail",     "baseline",     "floor",    "cap",
  "pass",        "like",         NULL,
};
static const char *const band_columns[] = { "from", "label", NULL };

/* The columns of all sheets that hold numbers. */
static const char *const number_columns[] = {
  "weight",   "score",        "fail_below",   "from",     "to",
  "decimals", "release_days", "dispute_days", "baseline", NULL,
};

typedef struct
{
  AttuneForm *form;
  AttuneXlsformRows survey;
  AttuneXlsformLists lists;
  json_t *document; /* borrowed */
  GPtrArray *remarks;
} Writing;

/* --- Conditions ---------------------------------------------------------------------------------------------- */

/* The object of a section or question in the document. */
static json_t *
find_object (json_t *node, const char *id)
{
  static const char *const lists[] = { "questions", "sections" };

  if (g_strcmp0 (json_string_value (json_object_get (node, "id")), id) == 0)
    return node;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      json_t *list = json_object_get (node, lists[i]);

      for (size_t j = 0; j < json_array_size (list); j++)
        {
          json_t *found = find_object (json_array_get (list, j), id);

          if (found != NULL)
            return found;
        }
    }
  return NULL;
}

static json_t *
find_condition (Writing *writing, const char *id)
{
  json_t *sections = json_object_get (writing->document, "sections");

  for (size_t i = 0; i < json_array_size (sections); i++)
    {
      json_t *found = find_object (json_array_get (sections, i), id);

      if (found != NULL)
        return json_object_get (found, "show_if");
    }
  return NULL;
}

static void
write_own_condition (Writing *writing, const char *id, const char *place)
{
  g_autofree char *text = attune_json_dump (find_condition (writing, id), FALSE, NULL);

  g_strchomp (text);
  if (g_utf8_strlen (text, -1) > ATTUNE_XLSX_MAX_CELL_LENGTH)
    {
      attune_faults_add (writing->remarks, place,
                         _ ("the condition stays behind: a cell holds %d characters"),
                         ATTUNE_XLSX_MAX_CELL_LENGTH);
      return;
    }
  attune_xlsform_rows_set (&writing->survey, "show_if", text, place);
  attune_faults_add (writing->remarks, place,
                     _ ("XLSForm cannot say the condition, about N/A or names with special signs: "
                        "Attune reads it back, other programs always show this"));
}

static void
write_condition (Writing *writing,
                 const char *id,
                 const char *place,
                 const AttuneFormCondition *condition)
{
  g_autofree char *text = NULL;

  if (condition == NULL)
    return;
  text = attune_xlsform_relevant_write (writing->form, condition);
  if (text != NULL && g_utf8_strlen (text, -1) <= ATTUNE_XLSX_MAX_CELL_LENGTH)
    attune_xlsform_rows_set (&writing->survey, "relevant", text, place);
  else
    write_own_condition (writing, id, place);
}

/* --- The survey ---------------------------------------------------------------------------------------------- */

static void
write_type (Writing *writing, const AttuneFormQuestion *question, const char *place)
{
  AttuneXlsformRows *survey = &writing->survey;
  g_autofree char *type = NULL;

  switch (question->type)
    {
    case ATTUNE_QUESTION_YES_NO:
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
      type = g_strconcat ("select_one ",
                          attune_xlsform_lists_write_options (&writing->lists, question, place),
                          NULL);
      attune_xlsform_rows_set (survey, "question_type",
                               attune_question_type_to_string (question->type), place);
      break;
    case ATTUNE_QUESTION_CHECKLIST:
      type = g_strconcat ("select_multiple ",
                          attune_xlsform_lists_write_options (&writing->lists, question, place),
                          NULL);
      break;
    case ATTUNE_QUESTION_NUMBER:
      type = g_strdup (question->decimals > 0 ? "decimal" : "integer");
      attune_xlsform_rows_set_decimal (survey, "decimals", question->decimals * ATTUNE_DECIMAL_ONE);
      if (question->n_options > 0)
        attune_xlsform_rows_set (survey, "ranges",
                                 attune_xlsform_lists_write_options (&writing->lists, question,
                                                                     place),
                                 place);
      break;
    case ATTUNE_QUESTION_TEXT:
      type = g_strdup ("text");
      break;
    case ATTUNE_QUESTION_DATE:
      type = g_strdup ("date");
      break;
    }
  attune_xlsform_rows_set (survey, "type", type, place);
}

static void
write_weight (Writing *writing,
              AttuneDecimal weight,
              gboolean has_fail_below,
              AttuneDecimal percent)
{
  attune_xlsform_rows_set_decimal (&writing->survey, "weight", weight);
  if (has_fail_below)
    attune_xlsform_rows_set_decimal (&writing->survey, "fail_below", percent);
}

static void
write_question (Writing *writing, const AttuneFormQuestion *question)
{
  AttuneXlsformRows *survey = &writing->survey;
  g_autofree char *place = attune_xlsform_question_place (writing->form, question);

  attune_xlsform_rows_begin (survey);
  write_type (writing, question, place);
  attune_xlsform_rows_set (survey, "name", question->id, place);
  attune_xlsform_rows_set (survey, "label", question->title, place);
  attune_xlsform_rows_set (survey, "hint", question->guidance, place);
  attune_xlsform_rows_set_boolean (survey, "required", question->required);
  attune_xlsform_rows_set_boolean (survey, "na_allowed", question->na_allowed);
  write_weight (writing, question->weight, question->has_fail_below, question->fail_below);
  if (!question->scored)
    attune_xlsform_rows_set_boolean (survey, "scored", FALSE);
  if (question->bonus)
    attune_xlsform_rows_set_boolean (survey, "bonus", TRUE);
  if (question->error_type != ATTUNE_ERROR_TYPE_NONE)
    attune_xlsform_rows_set (survey, "error_type", attune_error_type_words[question->error_type],
                             place);
  if (question->comment != ATTUNE_COMMENT_OPTIONAL)
    attune_xlsform_rows_set (survey, "comment", attune_comment_words[question->comment], place);
  if (question->behaviour != NULL)
    attune_xlsform_rows_set (survey, "behaviour", question->behaviour, place);
  write_condition (writing, question->id, place, question->show_if);
}

static void
write_end (Writing *writing)
{
  attune_xlsform_rows_begin (&writing->survey);
  attune_xlsform_rows_set (&writing->survey, "type", "end_group", "");
}

static void
write_section (Writing *writing, const AttuneFormSection *section)
{
  AttuneXlsformRows *survey = &writing->survey;
  g_autofree char *place = attune_xlsform_section_place (writing->form, section);

  attune_xlsform_rows_begin (survey);
  attune_xlsform_rows_set (survey, "type", "begin_group", place);
  attune_xlsform_rows_set (survey, "name", section->id, place);
  attune_xlsform_rows_set (survey, "label", section->title, place);
  write_weight (writing, section->weight, section->has_fail_below, section->fail_below);
  attune_xlsform_rows_set_boolean (survey, "na_allowed", section->na_allowed);
  write_condition (writing, section->id, place, section->show_if);

  for (guint i = 0; i < section->n_questions; i++)
    write_question (writing, attune_form_get_question (writing->form, section->first_question + i));
  for (guint i = section->index + 1; i < section->end_section; i++)
    {
      const AttuneFormSection *child = attune_form_get_section (writing->form, i);

      if (child->parent == section->index)
        write_section (writing, child);
    }
  write_end (writing);
}

static void
write_sections (Writing *writing)
{
  for (guint i = 0; i < attune_form_get_n_sections (writing->form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (writing->form, i);

      if (section->parent == ATTUNE_FORM_NONE)
        write_section (writing, section);
    }
}

/* --- The settings -------------------------------------------------------------------------------------------- */

static void
write_bound (AttuneXlsformRows *rows, const char *column, gboolean is_there, AttuneDecimal bound)
{
  if (is_there)
    attune_xlsform_rows_set_decimal (rows, column, bound);
  else
    attune_xlsform_rows_set (rows, column, "none", "");
}

static void
write_scoring (AttuneXlsformRows *rows, const AttuneFormScoring *scoring)
{
  attune_xlsform_rows_set (rows, "mode", attune_mode_words[scoring->mode], "");
  attune_xlsform_rows_set (rows, "weigh_by", attune_weigh_by_words[scoring->weigh_by], "");
  attune_xlsform_rows_set (rows, "na", attune_na_words[scoring->na], "");
  attune_xlsform_rows_set (rows, "on_fail", attune_on_fail_words[scoring->on_fail], "");
  attune_xlsform_rows_set_decimal (rows, "baseline", scoring->baseline);
  write_bound (rows, "floor", scoring->has_floor, scoring->floor);
  write_bound (rows, "cap", scoring->has_cap, scoring->cap);
  write_bound (rows, "pass", scoring->has_pass, scoring->pass);
  attune_xlsform_rows_set (rows, "like", scoring->like != NULL ? scoring->like : "", "");
}

static void
write_settings (Writing *writing, AttuneSheetsBuilder *builder)
{
  AttuneForm *form = writing->form;
  g_auto (AttuneXlsformRows) rows = { NULL };
  g_autofree char *channels = g_strjoinv (", ", (GStrv) attune_form_get_channels (form));

  attune_xlsform_rows_init (&rows, settings_columns, writing->remarks);
  attune_xlsform_rows_begin (&rows);
  attune_xlsform_rows_set (&rows, "form_title", attune_form_get_title (form), "");
  attune_xlsform_rows_set (&rows, "form_id", attune_form_get_id (form), "");
  attune_xlsform_rows_set_decimal (&rows, "version",
                                   attune_form_get_revision (form) * ATTUNE_DECIMAL_ONE);
  attune_xlsform_rows_set (&rows, "default_language", attune_form_get_language (form), "");
  attune_xlsform_rows_set (&rows, "language", attune_form_get_language (form), "");
  attune_xlsform_rows_set (&rows, "description", attune_form_get_description (form), "");
  attune_xlsform_rows_set (&rows, "channels", channels, "");
  attune_xlsform_rows_set_decimal (&rows, "release_days",
                                   attune_form_get_release_days (form) * ATTUNE_DECIMAL_ONE);
  attune_xlsform_rows_set_decimal (&rows, "dispute_days",
                                   attune_form_get_dispute_days (form) * ATTUNE_DECIMAL_ONE);
  write_scoring (&rows, attune_form_get_scoring (form));
  attune_xlsform_rows_build (&rows, builder, "settings", N_SETTINGS_ALWAYS);
}

/* In the order of the document, which is not that of the accessor. */
static void
write_bands (Writing *writing, AttuneSheetsBuilder *builder)
{
  json_t *bands = json_object_get (json_object_get (writing->document, "scoring"), "bands");
  g_auto (AttuneXlsformRows) rows = { NULL };

  if (json_array_size (bands) == 0)
    return;
  attune_xlsform_rows_init (&rows, band_columns, writing->remarks);
  for (size_t i = 0; i < json_array_size (bands); i++)
    {
      json_t *band = json_array_get (bands, i);
      const char *label = json_string_value (json_object_get (band, "label"));
      AttuneDecimal from = 0;

      attune_decimal_from_double (json_number_value (json_object_get (band, "from")), &from);
      attune_xlsform_rows_begin (&rows);
      attune_xlsform_rows_set_decimal (&rows, "from", from);
      attune_xlsform_rows_set (&rows, "label", label != NULL ? label : "", "");
    }
  attune_xlsform_rows_build (&rows, builder, "bands", 2);
}

/* --- The form ------------------------------------------------------------------------------------------------ */

AttuneSheets *
attune_xlsform_write (AttuneForm *form, GPtrArray *remarks)
{
  AttuneSheetsBuilder *builder;
  g_autofree char *text = NULL;
  g_autoptr (AttuneJson) document = NULL;
  Writing writing = { .form = form, .remarks = remarks };

  g_return_val_if_fail (form != NULL && remarks != NULL, NULL);

  text = attune_form_to_json (form, NULL);
  document = json_loads (text, JSON_ALLOW_NUL, NULL);
  writing.document = document;
  attune_xlsform_remark_losses (document, remarks);

  attune_xlsform_rows_init (&writing.survey, survey_columns, remarks);
  attune_xlsform_lists_init (&writing.lists, remarks);
  write_sections (&writing);

  builder = attune_sheets_builder_new ();
  attune_xlsform_rows_build (&writing.survey, builder, "survey", N_SURVEY_ALWAYS);
  attune_xlsform_lists_build (&writing.lists, builder);
  write_settings (&writing, builder);
  write_bands (&writing, builder);
  attune_xlsform_lists_clear (&writing.lists);
  attune_xlsform_rows_clear (&writing.survey);
  return attune_sheets_builder_end (builder);
}

GBytes *
attune_xlsform_write_xlsx (AttuneForm *form, GPtrArray *remarks, GError **error)
{
  g_autoptr (AttuneSheets) sheets = NULL;

  g_return_val_if_fail (form != NULL && remarks != NULL, NULL);

  sheets = attune_xlsform_write (form, remarks);
  return attune_xlsx_write (sheets, number_columns, error);
}
