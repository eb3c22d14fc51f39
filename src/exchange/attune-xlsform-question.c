/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform-reading.h"

#include "attune-document-keys.h"
#include "attune-form-words.h"
#include "attune-table-number.h"
#include "attune-xlsform-cells.h"
#include "attune-xlsform-relevant.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FULL_SCORE      (100 * ATTUNE_DECIMAL_ONE)
#define USUAL_DECIMALS  2
#define OTHER_ID        "other"
#define ACKNOWLEDGED_ID "OK"

static const char *const known_columns[] = {
  "",         "type",          "name",       "label",     "hint",   "guidance_hint",
  "required", "relevant",      "relevance",  "weight",    "scored", "na_allowed",
  "bonus",    "question_type", "error_type", "behaviour", "ranges", "decimals",
  "comment",  "show_if",       "fail_below", NULL,
};

/* --- Names and conditions ------------------------------------------------------------------------------------ */

const char *
attune_xlsform_take_name (AttuneXlsformReading *self, guint row)
{
  g_autofree char *name = attune_xlsform_table_dup (&self->survey, row, "name");
  const char *label = attune_xlsform_table_get (&self->survey, row, "label");
  const char *made;

  if (*name == '\0')
    {
      made = attune_table_make_id (label, "part", self->names);
      g_free (name);
      name = g_strdup (made);
      attune_xlsform_table_say (&self->survey, self->remarks, row,
                                _ ("it has no name, and gets the id “%s”"), made);
    }
  if (g_hash_table_contains (self->ids, name))
    attune_xlsform_table_say (&self->survey, self->faults, row,
                              _ ("the name “%s” is already taken"), name);
  else
    g_hash_table_add (self->ids, g_strdup (name));
  return g_hash_table_lookup (self->ids, name);
}

/* The condition in our own column, which holds what `relevant` cannot say. */
static json_t *
read_own_condition (AttuneXlsformReading *self, guint row, const char *text)
{
  json_t *condition = json_loads (text, JSON_REJECT_DUPLICATES, NULL);

  if (json_is_object (condition))
    return condition;
  json_decref (condition);
  attune_xlsform_table_say (&self->survey, self->faults, row,
                            _ ("“%s” is nothing that the column “%s” can say"), text, "show_if");
  return NULL;
}

json_t *
attune_xlsform_read_condition (AttuneXlsformReading *self, guint row)
{
  const char *own = attune_xlsform_table_get (&self->survey, row, "show_if");
  const char *text = attune_xlsform_table_get (&self->survey, row, "relevant");
  g_autofree char *reason = NULL;
  json_t *condition;

  if (*own != '\0')
    return read_own_condition (self, row, own);
  if (*text == '\0')
    text = attune_xlsform_table_get (&self->survey, row, "relevance");
  if (*text == '\0')
    return NULL;
  condition = attune_xlsform_relevant_read (text, self->questions, &reason);
  if (condition == NULL)
    attune_xlsform_table_say (&self->survey, self->remarks, row,
                              /* Translators: an expression, and why it is not carried over */
                              _ ("the condition “%s” stays behind, so this is always shown: %s"),
                              text, reason);
  return condition;
}

/* --- What a question can be worth ---------------------------------------------------------------------------- */

static gboolean
is_yes_no (json_t *options)
{
  const char *first = json_string_value (json_object_get (json_array_get (options, 0), "id"));
  const char *second = json_string_value (json_object_get (json_array_get (options, 1), "id"));

  return json_array_size (options) == 2 &&
         ((g_str_equal (first, "yes") && g_str_equal (second, "no")) ||
          (g_str_equal (first, "no") && g_str_equal (second, "yes")));
}

/* Whether these are what a yes/no question has without saying so. */
static gboolean
is_default_yes_no (json_t *options)
{
  json_t *defaults = json_pack ("[{s:s, s:s}, {s:s, s:s}]", "id", "yes", "label", _ ("Yes"), "id",
                                "no", "label", _ ("No"));
  gboolean is_default = json_equal (options, defaults);

  json_decref (defaults);
  return is_default;
}

static AttuneQuestionType
read_select_type (AttuneXlsformReading *self,
                  const AttuneXlsformRow *row,
                  const AttuneXlsformType *type,
                  json_t *options)
{
  int own = attune_xlsform_row_read_word (row, "question_type", attune_question_type_words, -1);
  gboolean is_one = type->question == ATTUNE_QUESTION_CHOICE;

  if (own >= 0 && is_one == (own < ATTUNE_QUESTION_CHECKLIST) && own <= ATTUNE_QUESTION_CHECKLIST)
    return (AttuneQuestionType) own;
  if (own >= 0)
    attune_xlsform_table_say (&self->survey, self->remarks, row->row,
                              _ ("the question type “%s” does not fit what the row is"),
                              attune_question_type_words[own]);
  return is_one && is_yes_no (options) ? ATTUNE_QUESTION_YES_NO : type->question;
}

static void
add_other (AttuneXlsformReading *self, guint row, json_t *options)
{
  for (size_t i = 0; i < json_array_size (options); i++)
    {
      json_t *id = json_object_get (json_array_get (options, i), "id");

      if (g_strcmp0 (json_string_value (id), OTHER_ID) == 0)
        return;
    }
  json_array_append_new (options, json_pack ("{s:s, s:s}", "id", OTHER_ID, "label", _ ("Other")));
  attune_xlsform_table_say (&self->survey, self->remarks, row,
                            _ ("“other” becomes an option; what it is goes into the comment"));
}

/* Always FALSE. */
static gboolean
say_no_list (AttuneXlsformReading *self, guint row, const char *list)
{
  if (list != NULL)
    attune_xlsform_table_say (&self->survey, self->faults, row,
                              _ ("the choices sheet has no list “%s”"), list);
  else
    attune_xlsform_table_say (&self->survey, self->faults, row,
                              _ ("the type must name the list of its choices"));
  return FALSE;
}

/* The options of a select, set in `question`, which gets its type. FALSE after a fault. */
static gboolean
read_select (AttuneXlsformReading *self,
             const AttuneXlsformRow *row,
             const AttuneXlsformType *type,
             json_t *question)
{
  AttuneDecimal yes = self->mode == ATTUNE_SCORING_POINTS ? ATTUNE_DECIMAL_ONE : FULL_SCORE;
  gboolean has_scores = type->list != NULL &&
                        attune_xlsform_choices_have_scores (&self->choices, type->list);
  g_autoptr (AttuneJson) options = NULL;
  AttuneQuestionType own;

  if (type->list != NULL)
    options = attune_xlsform_choices_read_options (&self->choices, type->list, NULL);
  if (options == NULL)
    return say_no_list (self, row->row, type->list);
  if (type->has_other)
    add_other (self, row->row, options);

  own = read_select_type (self, row, type, options);
  json_object_set_new (question, "type", json_string (attune_question_type_words[own]));
  if (own == ATTUNE_QUESTION_YES_NO && has_scores)
    {
      json_decref (options);
      options = attune_xlsform_choices_read_options (&self->choices, type->list, &yes);
    }
  if (own != ATTUNE_QUESTION_YES_NO && !has_scores &&
      *attune_xlsform_table_get (&self->survey, row->row, "scored") == '\0')
    {
      json_object_set_new (question, "scored", json_false ());
      attune_xlsform_table_say (&self->survey, self->remarks, row->row,
                                _ ("its choices have no scores, so the question is not scored"));
    }
  if (own != ATTUNE_QUESTION_YES_NO || !is_default_yes_no (options))
    json_object_set (question, "options", options);
  return TRUE;
}

static void
read_number (AttuneXlsformReading *self,
             const AttuneXlsformRow *row,
             const AttuneXlsformType *type,
             json_t *question)
{
  g_autofree char *list = attune_xlsform_table_dup (&self->survey, row->row, "ranges");
  guint usual = type->has_decimals ? USUAL_DECIMALS : 0;
  json_t *ranges;

  if (type->has_decimals && *attune_xlsform_table_get (&self->survey, row->row, "decimals") == '\0')
    attune_xlsform_table_say (&self->survey, self->remarks, row->row,
                              _ ("numbers get %d decimals; a column “decimals” can say how many"),
                              USUAL_DECIMALS);
  attune_document_set_count (question, "decimals",
                             attune_xlsform_row_read_count (row, "decimals", usual,
                                                            ATTUNE_DECIMAL_PLACES),
                             0);
  if (*list == '\0')
    return;
  ranges = attune_xlsform_choices_read_ranges (&self->choices, list);
  if (ranges != NULL)
    json_object_set_new (question, "ranges", ranges);
  else
    say_no_list (self, row->row, list);
}

static void
acknowledge (json_t *question)
{
  json_object_set_new (question, "scored", json_false ());
  json_object_set_new (question, "options", json_pack ("[{s:s}]", "id", ACKNOWLEDGED_ID));
}

static gboolean
read_worth (AttuneXlsformReading *self,
            const AttuneXlsformRow *row,
            const AttuneXlsformType *type,
            json_t *question)
{
  if (type->kind == ATTUNE_XLSFORM_ROW_SELECT)
    return read_select (self, row, type, question);
  if (type->kind == ATTUNE_XLSFORM_ROW_ACKNOWLEDGE)
    acknowledge (question);
  else if (type->question == ATTUNE_QUESTION_NUMBER)
    read_number (self, row, type, question);
  return TRUE;
}

/* --- The question -------------------------------------------------------------------------------------------- */

static gboolean
read_required (AttuneXlsformReading *self, guint row)
{
  const char *text = attune_xlsform_table_get (&self->survey, row, "required");
  gboolean required = FALSE;

  if (*text != '\0' && !attune_xlsform_parse_boolean (text, &required))
    attune_xlsform_table_say (&self->survey, self->remarks, row,
                              _ ("whether it is required cannot depend on “%s”; it is optional"),
                              text);
  return required;
}

static char *
read_guidance (AttuneXlsformReading *self, guint row)
{
  GString *guidance = g_string_new (self->notes->str);
  const char *const columns[] = { "hint", "guidance_hint" };

  if (self->notes->len > 0)
    attune_xlsform_table_say (&self->survey, self->remarks, self->note_row,
                              _ ("a note stands in the guidance of the question behind it"));
  g_string_truncate (self->notes, 0);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const char *text = attune_xlsform_table_get (&self->survey, row, columns[i]);

      if (*text != '\0' && guidance->len > 0)
        g_string_append_c (guidance, '\n');
      g_string_append (guidance, text);
    }
  return g_string_free (guidance, FALSE);
}

void
attune_xlsform_read_weight (AttuneXlsformReading *self, guint row, json_t *object)
{
  AttuneXlsformRow cells = { &self->survey, row, self->faults };
  AttuneDecimal weight = ATTUNE_DECIMAL_ONE;
  AttuneDecimal percent;

  attune_xlsform_row_read_decimal (&cells, "weight", &weight);
  if (weight < 0)
    attune_xlsform_table_say (&self->survey, self->faults, row,
                              _ ("a weight must not be negative"));
  attune_document_set_decimal (object, "weight", weight, ATTUNE_DECIMAL_ONE);
  if (!attune_xlsform_row_read_decimal (&cells, "fail_below", &percent))
    return;
  if (percent < 0 || percent > FULL_SCORE)
    attune_xlsform_table_say (&self->survey, self->faults, row,
                              _ ("the column “fail_below” must lie between 0 and 100"));
  json_object_set_new (object, "fail_below", attune_decimal_to_json (percent));
}

static void
read_flags (const AttuneXlsformRow *row, json_t *question)
{
  int error_type = attune_xlsform_row_read_word (row, "error_type", attune_error_type_words,
                                                 ATTUNE_ERROR_TYPE_NONE);
  int comment = attune_xlsform_row_read_word (row, "comment", attune_comment_words,
                                              ATTUNE_COMMENT_OPTIONAL);
  const char *behaviour = attune_xlsform_table_get (row->table, row->row, "behaviour");

  attune_document_set_boolean (question, "na_allowed",
                               attune_xlsform_row_read_boolean (row, "na_allowed", TRUE), TRUE);
  attune_document_set_boolean (question, "scored",
                               attune_xlsform_row_read_boolean (row, "scored", TRUE), TRUE);
  attune_document_set_boolean (question, "bonus",
                               attune_xlsform_row_read_boolean (row, "bonus", FALSE), FALSE);
  attune_document_set_string (question, "error_type", attune_error_type_words[error_type], "none");
  attune_document_set_string (question, "comment", attune_comment_words[comment], "optional");
  attune_document_set_string (question, "behaviour", behaviour, "");
}

static void
register_question (AttuneXlsformReading *self, const char *name, json_t *question)
{
  AttuneXlsformQuestion *known = g_new0 (AttuneXlsformQuestion, 1);
  json_t *options = json_object_get (question, "options");

  attune_question_type_from_string (json_string_value (json_object_get (question, "type")),
                                    &known->type);
  known->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (size_t i = 0; i < json_array_size (options); i++)
    g_hash_table_add (known->options, g_strdup (json_string_value (
                                        json_object_get (json_array_get (options, i), "id"))));
  if (known->type == ATTUNE_QUESTION_YES_NO && options == NULL)
    {
      g_hash_table_add (known->options, g_strdup ("yes"));
      g_hash_table_add (known->options, g_strdup ("no"));
    }
  g_hash_table_insert (self->questions, g_strdup (name), known);
}

json_t *
attune_xlsform_read_question (AttuneXlsformReading *self, guint row, const AttuneXlsformType *type)
{
  const char *name = attune_xlsform_take_name (self, row);
  const char *title = attune_xlsform_table_get (&self->survey, row, "label");
  AttuneXlsformRow cells = { &self->survey, row, self->faults };
  g_autofree char *guidance = read_guidance (self, row);
  json_t *condition = attune_xlsform_read_condition (self, row);
  g_autoptr (AttuneJson) question = json_pack ("{s:s, s:s, s:s}", "id", name, "type",
                                               attune_question_type_words[type->question], "title",
                                               *title != '\0' ? title : name);

  attune_document_set_string (question, "guidance", guidance, "");
  attune_document_set_boolean (question, "required", read_required (self, row), TRUE);
  attune_xlsform_read_weight (self, row, question);
  read_flags (&cells, question);
  if (condition != NULL)
    json_object_set_new (question, "show_if", condition);
  if (type->remark != NULL)
    attune_xlsform_table_say (&self->survey, self->remarks, row, "%s", _ (type->remark));
  attune_xlsform_table_remark_cells (&self->survey, row, known_columns, self->remarks);
  if (!read_worth (self, &cells, type, question))
    return NULL;
  register_question (self, name, question);
  return g_steal_pointer (&question);
}
