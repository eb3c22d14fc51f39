/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform-settings.h"

#include "attune-document-keys.h"
#include "attune-form-words.h"
#include "attune-json-reader.h"
#include "attune-table-number.h"
#include "attune-xlsform-cells.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FULL_SCORE   (100 * ATTUNE_DECIMAL_ONE)
#define MAX_DAYS     3650
#define DISPUTE_DAYS 14

static const char *const known_columns[] = {
  "",         "form_title", "form_id", "version", "default_language", "description",
  "language", "channels",   "mode",    "na",      "release_days",     "dispute_days",
  "weigh_by", "on_fail",    "floor",   "cap",     "baseline",         "pass",
  "like",     NULL,
};

char *
attune_xlsform_settings_get_language (AttuneSheets *sheets)
{
  g_auto (AttuneXlsformTable) table = { NULL };
  g_autofree char *language = NULL;

  attune_xlsform_table_init (&table, sheets, "settings", NULL);
  language = attune_xlsform_table_dup (&table, table.header + 1, "default_language");
  return *language != '\0' ? g_steal_pointer (&language) : NULL;
}

gboolean
attune_xlsform_settings_has_id (AttuneSheets *sheets)
{
  g_auto (AttuneXlsformTable) table = { NULL };
  g_autofree char *id = NULL;

  attune_xlsform_table_init (&table, sheets, "settings", NULL);
  id = attune_xlsform_table_dup (&table, table.header + 1, "form_id");
  return *id != '\0';
}

/* “English (en)” is "en", and so is what is a code already; NULL for a mere name. Owned by the caller. */
static char *
get_code (const char *language)
{
  const char *open = strrchr (language, '(');
  const char *close = open != NULL ? strchr (open, ')') : NULL;
  gsize n_letters = strspn (language, "abcdefghijklmnopqrstuvwxyz");

  if (close != NULL && close > open + 1)
    return g_strndup (open + 1, (gsize) (close - open - 1));
  if (n_letters >= 2 && n_letters <= 3 && strchr ("-_", language[n_letters]) != NULL)
    return g_strdup (language);
  return NULL;
}

static void
read_language (const AttuneXlsformRow *row, const char *language, GPtrArray *remarks, json_t *head)
{
  g_autofree char *own = attune_xlsform_table_dup (row->table, row->row, "language");
  g_autofree char *code = *own != '\0'       ? g_strdup (own)
                          : language != NULL ? get_code (language)
                                             : g_strdup ("en");

  if (code != NULL)
    attune_document_set_string (head, "language", code, "en");
  else if (g_ascii_strcasecmp (language, "english") != 0)
    attune_xlsform_table_say (row->table, remarks, ATTUNE_XLSFORM_NO_ROW,
                              _ ("“%s” is no code of a language, so the form is taken to be “en”; "
                                 "write “%s (code)”, or add a column “language”"),
                              language, language);
}

static void
read_channels (const AttuneXlsformRow *row, json_t *head)
{
  const char *text = attune_xlsform_table_get (row->table, row->row, "channels");
  g_auto (GStrv) channels = g_strsplit (text, ",", -1);
  g_autoptr (AttuneJson) list = json_array ();

  for (guint i = 0; channels[i] != NULL; i++)
    {
      if (*g_strstrip (channels[i]) != '\0')
        json_array_append_new (list, json_string (channels[i]));
    }
  if (json_array_size (list) > 0)
    json_object_set (head, "channels", list);
}

/* `version` counts up in whole numbers here, and may be anything there. */
static void
read_version (const AttuneXlsformRow *row, GPtrArray *remarks, json_t *head)
{
  g_autofree char *text = attune_xlsform_table_dup (row->table, row->row, "version");
  guint64 revision;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &revision, NULL))
    attune_document_set_count (head, "revision", (guint) revision, 0);
  else if (*text != '\0')
    attune_xlsform_table_say (row->table, remarks, row->row,
                              _ ("revisions are whole numbers here; the version “%s” stays behind"),
                              text);
}

static void
read_bound (const AttuneXlsformRow *row,
            const char *key,
            json_t *scoring,
            gboolean has_default,
            AttuneDecimal fallback)
{
  g_autofree char *text = attune_xlsform_table_dup (row->table, row->row, key);
  AttuneDecimal bound;

  if (g_ascii_strcasecmp (text, "none") == 0)
    {
      if (has_default)
        json_object_set_new (scoring, key, json_null ());
    }
  else if (attune_xlsform_row_read_decimal (row, key, &bound) &&
           !(has_default && bound == fallback))
    json_object_set_new (scoring, key, attune_decimal_to_json (bound));
}

static void
read_word (const AttuneXlsformRow *row, const char *key, const char *const *words, json_t *scoring)
{
  int value = attune_xlsform_row_read_word (row, key, words, 0);

  attune_document_set_string (scoring, key, words[value], words[0]);
}

static json_t *
read_bands (AttuneSheets *sheets, GPtrArray *faults)
{
  g_auto (AttuneXlsformTable) table = { NULL };
  json_t *bands = json_array ();

  attune_xlsform_table_init (&table, sheets, "bands", NULL);
  for (guint i = table.header + 1; i < attune_xlsform_table_get_n_rows (&table); i++)
    {
      AttuneXlsformRow row = { &table, i, faults };
      const char *label = attune_xlsform_table_get (&table, i, "label");
      AttuneDecimal from = 0;

      if (!attune_xlsform_row_read_decimal (&row, "from", &from) && *label == '\0')
        continue;
      json_array_append_new (bands, json_pack ("{s:o, s:s}", "from", attune_decimal_to_json (from),
                                               "label", label));
    }
  return bands;
}

static json_t *
read_scoring (AttuneSheets *sheets, const AttuneXlsformRow *row)
{
  json_t *scoring = json_object ();
  AttuneDecimal baseline = 0;
  json_t *bands = read_bands (sheets, row->faults);
  const char *like = attune_xlsform_table_get (row->table, row->row, "like");

  attune_document_set_string (scoring, "like", like, "");
  read_word (row, "mode", attune_mode_words, scoring);
  read_word (row, "weigh_by", attune_weigh_by_words, scoring);
  read_word (row, "na", attune_na_words, scoring);
  read_word (row, "on_fail", attune_on_fail_words, scoring);
  attune_xlsform_row_read_decimal (row, "baseline", &baseline);
  attune_document_set_decimal (scoring, "baseline", baseline, 0);
  read_bound (row, "floor", scoring, TRUE, 0);
  read_bound (row, "cap", scoring, TRUE, FULL_SCORE);
  read_bound (row, "pass", scoring, FALSE, 0);
  if (json_array_size (bands) > 0)
    json_object_set (scoring, "bands", bands);
  json_decref (bands);
  return scoring;
}

static void
read_names (const AttuneXlsformRow *row, const char *name, json_t *head)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *id = attune_xlsform_table_dup (row->table, row->row, "form_id");
  const char *title = attune_xlsform_table_get (row->table, row->row, "form_title");

  if (*title == '\0')
    title = name != NULL && *name != '\0' ? name : *id != '\0' ? id : _ ("Form");
  json_object_set_new (head, "id",
                       json_string (*id != '\0' ? id
                                                : attune_table_make_id (title, "form", taken)));
  json_object_set_new (head, "title", json_string (title));
}

json_t *
attune_xlsform_settings_read (AttuneSheets *sheets,
                              const char *name,
                              const char *language,
                              GPtrArray *remarks,
                              GPtrArray *faults)
{
  g_auto (AttuneXlsformTable) table = { NULL };
  json_t *head = json_pack ("{s:s, s:i}", "format", "attune-form", "version", 1);
  g_autoptr (AttuneJson) scoring = NULL;
  AttuneXlsformRow row = { &table, 0, faults };

  attune_xlsform_table_init (&table, sheets, "settings", NULL);
  row.row = table.header + 1;
  read_names (&row, name, head);
  read_version (&row, remarks, head);
  attune_document_set_string (head, "description",
                              attune_xlsform_table_get (&table, row.row, "description"), "");
  read_language (&row, language, remarks, head);
  read_channels (&row, head);
  attune_document_set_count (head, "release_days",
                             attune_xlsform_row_read_count (&row, "release_days", 0, MAX_DAYS), 0);
  attune_document_set_count (head, "dispute_days",
                             attune_xlsform_row_read_count (&row, "dispute_days", DISPUTE_DAYS,
                                                            MAX_DAYS),
                             DISPUTE_DAYS);
  scoring = read_scoring (sheets, &row);
  if (json_object_size (scoring) > 0)
    json_object_set (head, "scoring", scoring);
  if (row.row < attune_xlsform_table_get_n_rows (&table))
    attune_xlsform_table_remark_cells (&table, row.row, known_columns, remarks);
  return head;
}

AttuneScoringMode
attune_xlsform_settings_get_mode (json_t *head)
{
  json_t *mode = json_object_get (json_object_get (head, "scoring"), "mode");

  return g_strcmp0 (json_string_value (mode), "points") == 0 ? ATTUNE_SCORING_POINTS
                                                             : ATTUNE_SCORING_SHARE;
}
