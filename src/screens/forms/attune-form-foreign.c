/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-foreign.h"

#include "attune-form-group.h"
#include "attune-table-form.h"

#include <jansson.h>
#include <string.h>

/* Text of more lines than a form has questions is no list of them. */
#define MOST_LINES ATTUNE_FORM_MAX_QUESTIONS

/* A form with what the table says, and whether it names sections; NULL where that is none. */
static AttuneForm *
read_table (AttuneForm *form, const char *text, gboolean *out_has_sections)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (AttuneSheets) sheets = attune_sheets_read (bytes, "", NULL);
  g_autoptr (AttuneTableMapping) mapping = NULL;
  g_autoptr (AttuneFormImport) import = NULL;

  if (sheets == NULL || attune_sheet_get_n_columns (attune_sheets_get_sheet (sheets, 0)) < 2)
    return NULL;
  mapping = attune_table_guess_mapping (attune_sheets_get_sheet (sheets, 0));
  if (mapping == NULL || !attune_table_mapping_has (mapping, ATTUNE_TABLE_QUESTION))
    return NULL;
  mapping->scores = attune_form_get_scoring (form)->mode == ATTUNE_SCORING_POINTS
                      ? ATTUNE_TABLE_SCORES_POINTS
                      : ATTUNE_TABLE_SCORES_SHARE;
  *out_has_sections = attune_table_mapping_has (mapping, ATTUNE_TABLE_SECTION);
  import = attune_table_to_form (attune_sheets_get_sheet (sheets, 0), mapping, "Table", faults);
  return import != NULL ? attune_form_ref (attune_form_import_get_form (import)) : NULL;
}

/* Without the bullet that lists begin their lines with. Borrowed. */
static char *
trim (char *line)
{
  static const char *const bullets[] = { "•", "-", "*", "–" };

  g_strstrip (line);
  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (g_str_has_prefix (line, bullets[i]) && line[strlen (bullets[i])] == ' ')
      return g_strstrip (line + strlen (bullets[i]));
  return line;
}

/* A question of yes or no for each line. */
static char *
read_lines (const char *text, guint *out_n_questions)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", MOST_LINES + 1);
  json_t *document = json_pack ("{s:s, s:i, s:[]}", "format", "attune-form-parts", "version", 1,
                                "parts");
  json_t *parts = json_object_get (document, "parts");
  char *written;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *title = trim (lines[i]);
      char id[16];

      g_snprintf (id, sizeof id, "%u", i);
      if (*title != '\0')
        json_array_append_new (parts, json_pack ("{s:s, s:s, s:s}", "id", id, "type", "yes_no",
                                                 "title", title));
    }
  *out_n_questions = (guint) json_array_size (parts);
  written = json_dumps (document, JSON_COMPACT);
  json_decref (document);
  return written;
}

/* Its sections, or else its questions. */
static char *
copy_parts (AttuneForm *form, gboolean has_sections, guint *out_n_sections, guint *out_n_questions)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  guint n_sections = attune_form_get_n_sections (form);

  *out_n_sections = has_sections ? n_sections : 0;
  *out_n_questions = attune_form_get_n_questions (form);
  for (guint i = 0; has_sections && i < n_sections; i++)
    g_ptr_array_add (ids, (gpointer) attune_form_get_section (form, i)->id);
  for (guint i = 0; !has_sections && i < *out_n_questions; i++)
    g_ptr_array_add (ids, (gpointer) attune_form_get_question (form, i)->id);
  g_ptr_array_add (ids, NULL);
  return attune_form_copy (form, (const char *const *) ids->pdata, NULL);
}

char *
attune_form_foreign_read (AttuneForm *form,
                          const char *text,
                          guint *out_n_sections,
                          guint *out_n_questions)
{
  g_autoptr (AttuneForm) read = NULL;
  g_autofree char *parts = NULL;
  gboolean has_sections = FALSE;

  g_return_val_if_fail (form != NULL && text != NULL, NULL);

  if (strlen (text) > ATTUNE_FORM_MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    return NULL;
  read = read_table (form, text, &has_sections);
  if (read != NULL && attune_form_get_n_questions (read) > 0)
    return copy_parts (read, has_sections, out_n_sections, out_n_questions);
  *out_n_sections = 0;
  parts = read_lines (text, out_n_questions);
  return *out_n_questions > 0 ? g_steal_pointer (&parts) : NULL;
}
