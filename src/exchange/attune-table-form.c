/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-table-private.h"

#include "attune-document-keys.h"
#include "attune-document-trim.h"
#include "attune-form-import-private.h"
#include "attune-form-words.h"
#include "attune-table-number.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AttuneTablePreview *preview;
  const char *title;
  json_t *document; /* borrowed */
  GHashTable *ids;  /* a set: those of the questions, then of sections too */
} Making;

static json_t *
open_list (json_t *object, const char *key)
{
  if (json_object_get (object, key) == NULL)
    json_object_set_new (object, key, json_array ());
  return json_object_get (object, key);
}

/* --- Sections ------------------------------------------------------------------------------------------------ */

/* The section of that title in a list, made where it is missing. Borrowed. */
static json_t *
find_section (Making *making, json_t *list, const char *title)
{
  json_t *section;

  for (size_t i = 0; i < json_array_size (list); i++)
    {
      section = json_array_get (list, i);
      if (g_strcmp0 (json_string_value (json_object_get (section, "title")), title) == 0)
        return section;
    }
  section = json_pack ("{s:s, s:s}", "id", attune_table_make_id (title, "section", making->ids),
                       "title", title);
  json_array_append_new (list, section);
  return section;
}

static json_t *
find_place (Making *making, const AttuneTableItem *item)
{
  const char *title = *item->section != '\0' ? item->section : making->title;
  json_t *section = find_section (making, open_list (making->document, "sections"), title);
  const AttuneDecimal *weight = g_hash_table_lookup (making->preview->section_weights,
                                                     item->section);

  if (weight != NULL)
    attune_document_set_decimal (section, "weight", *weight, ATTUNE_DECIMAL_ONE);
  return *item->subsection != '\0'
           ? find_section (making, open_list (section, "sections"), item->subsection)
           : section;
}

/* --- Questions ----------------------------------------------------------------------------------------------- */

static gboolean
is_worst (const AttuneTableItem *item, const AttuneTableOption *option)
{
  for (guint i = 0; i < item->options->len; i++)
    {
      if (((AttuneTableOption *) g_ptr_array_index (item->options, i))->score < option->score)
        return FALSE;
    }
  return TRUE;
}

/* The failing option is the worst one, and an error. */
static void
set_fail (const AttuneTableItem *item, json_t *option)
{
  if (item->fail != ATTUNE_FAIL_NONE)
    json_object_set_new (option, "fail", json_string (attune_fail_scope_words[item->fail]));
  if (item->fail != ATTUNE_FAIL_NONE || item->error_type != ATTUNE_ERROR_TYPE_NONE)
    json_object_set_new (option, "error", json_true ());
}

static const char *
take_option_id (const AttuneTableItem *item, guint i, GHashTable *taken)
{
  const AttuneTableOption *option = g_ptr_array_index (item->options, i);
  const AttuneTableOption *other = g_ptr_array_index (item->options,
                                                      i == 0 ? item->options->len - 1 : 0);
  guint yes;

  if (item->options->len == 2 && attune_table_is_yes_no (option->label, other->label, &yes))
    return attune_table_make_id (yes == 0 ? "yes" : "no", "option", taken);
  return attune_table_make_id (option->label, "option", taken);
}

static json_t *
make_options (const AttuneTableItem *item, AttuneDecimal full)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  json_t *options = json_array ();
  gboolean is_scored = FALSE;

  for (guint i = 0; i < item->options->len; i++)
    is_scored |= ((AttuneTableOption *) g_ptr_array_index (item->options, i))->has_score;
  for (guint i = 0; i < item->options->len; i++)
    {
      const AttuneTableOption *option = g_ptr_array_index (item->options, i);
      const char *id = take_option_id (item, i, taken);
      gboolean is_yes = item->type == ATTUNE_QUESTION_YES_NO && g_str_equal (id, "yes");
      AttuneDecimal score = is_yes && !is_scored ? full : option->score;
      json_t *object = json_pack ("{s:s}", "id", id);

      attune_document_set_string (object, "label", option->label, id);
      attune_document_set_decimal (object, "score", score, is_yes ? full : 0);
      attune_document_set_string (object, "guidance", option->guidance, "");
      if (is_scored ? is_worst (item, option) : g_str_equal (id, "no"))
        set_fail (item, object);
      json_array_append_new (options, object);
    }
  return options;
}

/* A yes/no question that names no answers needs them only for what they fail. */
static json_t *
make_default_options (const AttuneTableItem *item)
{
  json_t *options = json_pack ("[{s:s, s:s}, {s:s, s:s}]", "id", "yes", "label", _ ("Yes"), "id",
                               "no", "label", _ ("No"));

  set_fail (item, json_array_get (options, 1));
  return options;
}

static json_t *
make_question (const AttuneTableItem *item, AttuneDecimal full)
{
  json_t *question = json_pack ("{s:s, s:s, s:s}", "id", item->id, "type",
                                attune_question_type_words[item->type], "title", item->title);

  attune_document_set_string (question, "guidance", item->guidance, "");
  attune_document_set_boolean (question, "required", item->required, TRUE);
  attune_document_set_boolean (question, "na_allowed", item->na_allowed, TRUE);
  attune_document_set_boolean (question, "scored", item->scored, TRUE);
  attune_document_set_decimal (question, "weight", item->weight, ATTUNE_DECIMAL_ONE);
  attune_document_set_string (question, "error_type", attune_error_type_words[item->error_type],
                              "none");
  if (item->options->len > 0)
    json_object_set_new (question, "options", make_options (item, full));
  else if (item->type == ATTUNE_QUESTION_YES_NO &&
           (item->fail != ATTUNE_FAIL_NONE || item->error_type != ATTUNE_ERROR_TYPE_NONE))
    json_object_set_new (question, "options", make_default_options (item));
  return question;
}

/* --- The form ------------------------------------------------------------------------------------------------ */

static void
make_head (Making *making)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  json_t *scoring = json_object ();

  json_object_set_new (making->document, "id",
                       json_string (attune_table_make_id (making->title, "form", taken)));
  json_object_set_new (making->document, "title", json_string (making->title));
  if (making->preview->mode == ATTUNE_SCORING_POINTS)
    json_object_set_new (scoring, "mode", json_string ("points"));
  if (g_hash_table_size (making->preview->section_weights) > 0)
    json_object_set_new (scoring, "weigh_by", json_string ("section"));
  if (json_object_size (scoring) > 0)
    json_object_set (making->document, "scoring", scoring);
  json_decref (scoring);
}

static json_t *
make_document (AttuneTablePreview *preview, const char *title)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  json_t *document = json_pack ("{s:s, s:i}", "format", "attune-form", "version", 1);
  Making making = { preview, title, document, ids };
  AttuneDecimal full = preview->mode == ATTUNE_SCORING_POINTS ? ATTUNE_DECIMAL_ONE
                                                              : 100 * ATTUNE_DECIMAL_ONE;

  make_head (&making);
  for (guint i = 0; i < preview->items->len; i++)
    g_hash_table_add (ids,
                      g_strdup (((AttuneTableItem *) g_ptr_array_index (preview->items, i))->id));
  for (guint i = 0; i < preview->items->len; i++)
    {
      const AttuneTableItem *item = g_ptr_array_index (preview->items, i);

      json_array_append_new (open_list (find_place (&making, item), "questions"),
                             make_question (item, full));
    }
  return document;
}

AttuneFormImport *
attune_table_to_form (const AttuneSheet *sheet,
                      const AttuneTableMapping *mapping,
                      const char *title,
                      GPtrArray *faults)
{
  g_autoptr (AttuneTablePreview) preview = NULL;
  g_autoptr (GPtrArray) own = attune_faults_new ();
  g_autoptr (AttuneJson) document = NULL;
  g_autoptr (AttuneForm) form = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (sheet != NULL && mapping != NULL && faults != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  preview = attune_table_preview (sheet, mapping);
  if (preview->items->len == 0)
    {
      attune_faults_add (faults, "",
                         _ ("no questions were found; say which column holds them, or check that "
                            "the table has any"));
      return NULL;
    }
  document = make_document (preview, *title != '\0' ? title : _ ("Form"));
  attune_document_trim (document);
  text = attune_json_dump (document, FALSE, &length);
  form = attune_form_parse (text, (gssize) length, own);
  if (form != NULL)
    return attune_form_import_new (form, ATTUNE_FORM_SOURCE_TABLE, FALSE, preview->remarks);

  for (guint i = 0; i < own->len; i++)
    {
      g_autofree char *line = attune_fault_describe (g_ptr_array_index (own, i));

      attune_faults_add (faults, "", _ ("as a form: %s"), line);
    }
  return NULL;
}
