/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform-choices.h"

#include "attune-document-keys.h"
#include "attune-form-words.h"
#include "attune-json-reader.h"
#include "attune-xlsform-cells.h"

#include <glib/gi18n-lib.h>

static const char *const known_columns[] = {
  "",     "list_name", "name",  "value",   "label", "bonus", "score", "error",
  "fail", "guidance",  "cause", "reasons", "from",  "to",    NULL,
};

static char *
get_name (AttuneXlsformChoices *self, guint row)
{
  gboolean has_value = attune_xlsform_table_has (&self->table, "value") &&
                       !attune_xlsform_table_has (&self->table, "name");

  return attune_xlsform_table_dup (&self->table, row, has_value ? "value" : "name");
}

static void
list_row (AttuneXlsformChoices *self, guint row, GPtrArray *remarks)
{
  g_autofree char *list = attune_xlsform_table_dup (&self->table, row, "list_name");
  GArray *rows = g_hash_table_lookup (self->lists, list);

  if (*list == '\0')
    {
      if (*attune_xlsform_table_get (&self->table, row, "label") != '\0')
        attune_xlsform_table_say (&self->table, remarks, row,
                                  _ ("it belongs to no list, so it is passed over"));
      return;
    }
  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->lists, g_steal_pointer (&list), rows);
    }
  if (rows->len == ATTUNE_FORM_MAX_OPTIONS)
    attune_xlsform_table_say (&self->table, self->faults, row,
                              _ ("the list has more than %d choices"), ATTUNE_FORM_MAX_OPTIONS);
  if (rows->len <= ATTUNE_FORM_MAX_OPTIONS)
    g_array_append_val (rows, row);
}

void
attune_xlsform_choices_init (AttuneXlsformChoices *self,
                             AttuneSheets *sheets,
                             const char *language,
                             GPtrArray *remarks,
                             GPtrArray *faults)
{
  attune_xlsform_table_init (&self->table, sheets, "choices", language);
  self->faults = faults;
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_array_unref);
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) json_decref);
  for (guint row = self->table.header + 1; row < attune_xlsform_table_get_n_rows (&self->table);
       row++)
    list_row (self, row, remarks);
  attune_xlsform_table_remark_columns (&self->table, known_columns, remarks);
}

void
attune_xlsform_choices_clear (AttuneXlsformChoices *self)
{
  attune_xlsform_table_clear (&self->table);
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_clear_pointer (&self->options, g_hash_table_unref);
}

/* --- Lists --------------------------------------------------------------------------------------------------- */

/* The name of a choice, a fault where it has none or another of its list has it. */
static char *
take_name (AttuneXlsformChoices *self, guint row, GHashTable *taken)
{
  char *name = get_name (self, row);

  if (*name == '\0')
    attune_xlsform_table_say (&self->table, self->faults, row, _ ("the choice has no name"));
  else if (!g_hash_table_add (taken, g_strdup (name)))
    attune_xlsform_table_say (&self->table, self->faults, row,
                              _ ("the list has a choice “%s” already"), name);
  return name;
}

static json_t *
read_reasons (AttuneXlsformChoices *self, const char *list)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GArray *rows = g_hash_table_lookup (self->lists, list);
  json_t *reasons = json_array ();

  for (guint i = 0; i < rows->len; i++)
    {
      AttuneXlsformRow row = { &self->table, g_array_index (rows, guint, i), self->faults };
      g_autofree char *name = take_name (self, row.row, taken);
      const char *label = attune_xlsform_table_get (&self->table, row.row, "label");
      int cause = attune_xlsform_row_read_word (&row, "cause", attune_cause_words,
                                                ATTUNE_CAUSE_AGENT);
      json_t *reason = json_pack ("{s:s}", "id", name);

      attune_document_set_string (reason, "label", *label != '\0' ? label : name, name);
      attune_document_set_string (reason, "cause", attune_cause_words[cause], "agent");
      json_array_append_new (reasons, reason);
    }
  return reasons;
}

/* What an option and a range have in common. */
static void
read_worth (AttuneXlsformChoices *self, const AttuneXlsformRow *row, json_t *worth)
{
  g_autofree char *reasons = attune_xlsform_table_dup (&self->table, row->row, "reasons");
  AttuneDecimal score = 0;
  int fail = attune_xlsform_row_read_word (row, "fail", attune_fail_scope_words, ATTUNE_FAIL_NONE);

  if (attune_xlsform_row_read_decimal (row, "score", &score))
    json_object_set_new (worth, "score", attune_decimal_to_json (score));
  attune_document_set_string (worth, "fail", attune_fail_scope_words[fail], "none");
  attune_document_set_boolean (worth, "error",
                               attune_xlsform_row_read_boolean (row, "error", FALSE), FALSE);
  attune_document_set_boolean (worth, "bonus",
                               attune_xlsform_row_read_boolean (row, "bonus", FALSE), FALSE);
  attune_document_set_string (worth, "guidance",
                              attune_xlsform_table_get (&self->table, row->row, "guidance"), "");
  if (*reasons == '\0')
    return;
  if (g_hash_table_contains (self->lists, reasons))
    json_object_set_new (worth, "reasons", read_reasons (self, reasons));
  else
    attune_xlsform_table_say (&self->table, self->faults, row->row, _ ("there is no list “%s”"),
                              reasons);
}

static json_t *
read_list (AttuneXlsformChoices *self, GArray *rows)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  json_t *options = json_array ();

  for (guint i = 0; i < rows->len; i++)
    {
      AttuneXlsformRow row = { &self->table, g_array_index (rows, guint, i), self->faults };
      g_autofree char *name = take_name (self, row.row, taken);
      const char *label = attune_xlsform_table_get (&self->table, row.row, "label");
      json_t *option = json_pack ("{s:s}", "id", name);

      attune_document_set_string (option, "label", *label != '\0' ? label : name, name);
      read_worth (self, &row, option);
      json_array_append_new (options, option);
    }
  return options;
}

static void
drop_default_score (json_t *option, const AttuneDecimal *yes_score)
{
  json_t *score = json_object_get (option, "score");
  gboolean is_yes = yes_score != NULL &&
                    g_strcmp0 (json_string_value (json_object_get (option, "id")), "yes") == 0;
  AttuneDecimal fallback = is_yes ? *yes_score : 0;

  if (score != NULL && json_number_value (score) == attune_decimal_to_double (fallback))
    json_object_del (option, "score");
}

json_t *
attune_xlsform_choices_read_options (AttuneXlsformChoices *self,
                                     const char *list,
                                     const AttuneDecimal *yes_score)
{
  GArray *rows = g_hash_table_lookup (self->lists, list);
  json_t *options;

  if (rows == NULL)
    return NULL;
  /* Many questions may share a list, and its faults are said once. */
  if (!g_hash_table_contains (self->options, list))
    g_hash_table_insert (self->options, g_strdup (list), read_list (self, rows));

  options = json_deep_copy (g_hash_table_lookup (self->options, list));
  for (size_t i = 0; i < json_array_size (options); i++)
    drop_default_score (json_array_get (options, i), yes_score);
  return options;
}

static void
read_end (const AttuneXlsformRow *row, const char *key, json_t *range)
{
  AttuneDecimal end;

  if (attune_xlsform_row_read_decimal (row, key, &end))
    json_object_set_new (range, key, attune_decimal_to_json (end));
}

json_t *
attune_xlsform_choices_read_ranges (AttuneXlsformChoices *self, const char *list)
{
  GArray *rows = g_hash_table_lookup (self->lists, list);
  json_t *ranges;

  if (rows == NULL)
    return NULL;
  ranges = json_array ();
  for (guint i = 0; i < rows->len; i++)
    {
      AttuneXlsformRow row = { &self->table, g_array_index (rows, guint, i), self->faults };
      json_t *range = json_object ();

      read_end (&row, "from", range);
      read_end (&row, "to", range);
      attune_document_set_string (range, "label",
                                  attune_xlsform_table_get (&self->table, row.row, "label"), "");
      read_worth (self, &row, range);
      drop_default_score (range, NULL);
      json_array_append_new (ranges, range);
    }
  return ranges;
}

gboolean
attune_xlsform_choices_have_scores (AttuneXlsformChoices *self, const char *list)
{
  GArray *rows = g_hash_table_lookup (self->lists, list);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      if (*attune_xlsform_table_get (&self->table, g_array_index (rows, guint, i), "score") != '\0')
        return TRUE;
    }
  return FALSE;
}
