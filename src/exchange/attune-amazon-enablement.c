/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-amazon-private.h"

#include "attune-document-trim.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  COMPARE_IN,
  COMPARE_NOT_IN,
  COMPARE_ALL_IN,
  COMPARE_EXACT,
} Comparator;

static const char *const action_words[] = { "ENABLE", "DISABLE", NULL };
static const char *const operator_words[] = { "AND", "OR", NULL };
static const char *const comparator_words[] = { "IN", "NOT_IN", "ALL_IN", "EXACT", NULL };
static const char *const source_words[] = { "QUESTION_REF_ID", NULL };
static const char *const value_words[] = { "OPTION_REF_ID", NULL };

/* An enablement being read. */
typedef struct
{
  AttuneAmazon *amazon;
  AttuneAmazonQuestion *own;
  gboolean is_late; /* rests on a question that comes later */
} Reading;

static json_t *read_condition (Reading *reading, json_t *condition);

/* --- Circles ------------------------------------------------------------------------------------------------- */

/* Adds the RefIds that a part of an enablement rests on, without any fault. */
static void
gather_sources (json_t *part, GHashTable *sources)
{
  json_t *source = attune_form_intake_get (attune_form_intake_get (part, "Expression"), "Source");
  json_t *condition = attune_form_intake_get (part, "Condition");
  json_t *operands = attune_form_intake_get (condition, "Operands");
  const char *id = json_string_value (attune_form_intake_get (source, "RefId"));

  if (id != NULL)
    g_hash_table_add (sources, (gpointer) id);
  for (gsize i = 0; i < json_array_size (operands); i++)
    gather_sources (json_array_get (operands, i), sources);
}

/* The questions that an enablement rests on, each once. */
static GPtrArray *
get_sources (AttuneAmazon *amazon, AttuneAmazonQuestion *question)
{
  if (question->sources == NULL)
    {
      g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
      GHashTableIter iter;
      gpointer id;

      gather_sources (attune_form_intake_get (question->node, "Enablement"), ids);
      question->sources = g_ptr_array_new ();
      g_hash_table_iter_init (&iter, ids);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          gpointer source = g_hash_table_lookup (amazon->questions, id);

          if (source != NULL)
            g_ptr_array_add (question->sources, source);
        }
    }
  return question->sources;
}

/* Whether the question rests on itself, by however many others between. In a form with too many questions, which is
 * refused, nobody asks. */
static gboolean
is_circular (AttuneAmazon *amazon, AttuneAmazonQuestion *own)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autofree gboolean *seen = g_new0 (gboolean, g_hash_table_size (amazon->questions));

  if (g_hash_table_size (amazon->questions) > ATTUNE_FORM_MAX_QUESTIONS)
    return FALSE;
  g_ptr_array_add (open, own);
  while (open->len > 0)
    {
      AttuneAmazonQuestion *question = g_ptr_array_steal_index_fast (open, open->len - 1);
      GPtrArray *sources = get_sources (amazon, question);

      for (guint i = 0; i < sources->len; i++)
        {
          AttuneAmazonQuestion *source = g_ptr_array_index (sources, i);

          if (source == own)
            return TRUE;
          if (!seen[source->index])
            g_ptr_array_add (open, source);
          seen[source->index] = TRUE;
        }
    }
  return FALSE;
}

/* --- Expressions --------------------------------------------------------------------------------------------- */

static gboolean
has_option (json_t *question, const char *id)
{
  json_t *options = attune_amazon_get_options (question);
  json_t *option;
  gsize i;

  /* A fault of its own. */
  if (json_array_size (options) > ATTUNE_FORM_MAX_OPTIONS)
    return TRUE;
  json_array_foreach (options, i, option)
  {
    if (g_strcmp0 (json_string_value (attune_form_intake_get (option, "RefId")), id) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The question that a source names; NULL after a fault. */
static const AttuneAmazonQuestion *
read_source (Reading *reading, json_t *expression)
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  json_t *source = attune_form_intake_read_object (intake, expression, "Source");
  const AttuneAmazonQuestion *question;
  const char *id;

  if (source == NULL)
    {
      attune_json_reader_fault (&intake->reader, NULL, _ ("“%s” is missing"), "Source");
      return NULL;
    }
  attune_json_reader_enter (&intake->reader, attune_form_intake_spell (expression, "Source"));
  attune_form_intake_read_word (intake, source, "Type", source_words, 0);
  id = attune_form_intake_read_title (intake, source, "RefId");
  question = g_hash_table_lookup (reading->amazon->questions, id);
  if (question == NULL)
    attune_json_reader_fault (&intake->reader, attune_form_intake_spell (source, "RefId"),
                              _ ("there is no question “%s”"), id);
  else if (question->index >= reading->own->index)
    reading->is_late = TRUE;
  attune_json_reader_leave (&intake->reader);
  return question;
}

/* The options that an expression compares with, as a list of ids. Owned by the caller. */
static json_t *
read_values (Reading *reading, json_t *expression, const AttuneAmazonQuestion *question)
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  json_t *values = attune_form_intake_read_array (intake, expression, "Values");
  json_t *ids = json_array ();
  json_t *value;
  gsize i;

  if (json_array_size (values) == 0)
    attune_json_reader_fault (&intake->reader, attune_form_intake_spell (expression, "Values"),
                              _ ("must name an option at least"));
  attune_json_reader_enter (&intake->reader, attune_form_intake_spell (expression, "Values"));
  json_array_foreach (values, i, value)
  {
    const char *id = "";

    attune_json_reader_enter_index (&intake->reader, (guint) i);
    if (attune_json_reader_expect_object (&intake->reader, value))
      {
        attune_form_intake_read_word (intake, value, "Type", value_words, 0);
        id = attune_form_intake_read_title (intake, value, "RefId");
      }
    if (question != NULL && !has_option (question->node, id))
      attune_json_reader_fault (&intake->reader, attune_form_intake_spell (value, "RefId"),
                                _ ("the question has no option “%s”"), id);
    json_array_append_new (ids, json_string (id));
    attune_json_reader_leave (&intake->reader);
  }
  attune_json_reader_leave (&intake->reader);
  return ids;
}

static json_t *
make_is (const char *question, json_t *options)
{
  return json_pack ("{s:s, s:O}", "question", question, "is", options);
}

/* Every one of `options` is chosen; with `exactly`, and no other one. */
static json_t *
make_all (const AttuneAmazonQuestion *question, const char *id, json_t *options, gboolean exactly)
{
  json_t *others = attune_amazon_get_options (question->node);
  json_t *all = json_array ();
  json_t *value;
  gsize i;

  json_array_foreach (options, i, value)
  {
    g_autoptr (AttuneJson) one = json_pack ("[O]", value);

    json_array_append_new (all, make_is (id, one));
  }
  json_array_foreach (others, i, value)
  {
    json_t *other = attune_form_intake_get (value, "RefId");
    g_autoptr (AttuneJson) one = json_pack ("[O]", other);
    gboolean is_named = FALSE;

    for (gsize j = 0; j < json_array_size (options); j++)
      is_named = is_named || json_equal (json_array_get (options, j), other);
    if (exactly && !is_named)
      json_array_append_new (all, json_pack ("{s:o}", "not", make_is (id, one)));
  }
  return json_pack ("{s:o}", "all", all);
}

/* Without an answer no comparison holds, that with NOT_IN included. */
static json_t *
make_comparison (const AttuneAmazonQuestion *question,
                 const char *id,
                 Comparator comparator,
                 json_t *options)
{
  switch (comparator)
    {
    case COMPARE_IN:
      return make_is (id, options);
    case COMPARE_NOT_IN:
      return json_pack ("{s:[{s:s, s:b}, {s:o}]}", "all", "question", id, "answered", TRUE, "not",
                        make_is (id, options));
    case COMPARE_ALL_IN:
      return make_all (question, id, options, FALSE);
    case COMPARE_EXACT:
      return make_all (question, id, options, TRUE);
    }
  g_assert_not_reached ();
}

static json_t *
read_expression (Reading *reading, json_t *expression)
{
  static const char *const known[] = { "Source", "Values", "Comparator", NULL };
  AttuneFormIntake *intake = &reading->amazon->intake;
  guint n_before = intake->reader.faults->len;
  const AttuneAmazonQuestion *question;
  g_autoptr (AttuneJson) options = NULL;
  Comparator comparator;

  attune_form_intake_remark_rest (intake, expression, known);
  comparator = attune_form_intake_read_word (intake, expression, "Comparator", comparator_words,
                                             COMPARE_IN);
  question = read_source (reading, expression);
  options = read_values (reading, expression, question);
  if (intake->reader.faults->len > n_before)
    return NULL;
  return make_comparison (question,
                          json_string_value (attune_form_intake_get (question->node, "RefId")),
                          comparator, options);
}

/* --- Conditions ---------------------------------------------------------------------------------------------- */

/* A part under `key`, which `read` reads with the reader there. */
static json_t *
read_part (Reading *reading,
           json_t *object,
           const char *key,
           json_t *(*read) (Reading *reading, json_t *part))
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  json_t *part = attune_form_intake_read_object (intake, object, key);
  json_t *made;

  if (part == NULL)
    return NULL;
  attune_json_reader_enter (&intake->reader, attune_form_intake_spell (object, key));
  made = read (reading, part);
  attune_json_reader_leave (&intake->reader);
  return made;
}

static json_t *
read_operand (Reading *reading, json_t *operand)
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  gboolean is_expression = attune_form_intake_get (operand, "Expression") != NULL;
  gboolean is_condition = attune_form_intake_get (operand, "Condition") != NULL;

  if (!attune_json_reader_expect_object (&intake->reader, operand))
    return NULL;
  if (is_expression == is_condition)
    {
      attune_json_reader_fault (&intake->reader, NULL, _ ("needs one of “%s” and “%s”"),
                                "Expression", "Condition");
      return NULL;
    }
  return is_expression ? read_part (reading, operand, "Expression", read_expression)
                       : read_part (reading, operand, "Condition", read_condition);
}

static json_t *
read_condition (Reading *reading, json_t *condition)
{
  AttuneFormIntake *intake = &reading->amazon->intake;
  json_t *operands = attune_form_intake_read_array (intake, condition, "Operands");
  int operator= attune_form_intake_read_word (intake, condition, "Operator", operator_words, 0);
  json_t *parts = json_array ();
  json_t *operand;
  gsize i;

  if (json_array_size (operands) == 0)
    attune_json_reader_fault (&intake->reader, attune_form_intake_spell (condition, "Operands"),
                              _ ("must have an operand at least"));
  attune_json_reader_enter (&intake->reader, attune_form_intake_spell (condition, "Operands"));
  json_array_foreach (operands, i, operand)
  {
    json_t *part;

    attune_json_reader_enter_index (&intake->reader, (guint) i);
    part = read_operand (reading, operand);
    if (part != NULL)
      json_array_append_new (parts, part);
    attune_json_reader_leave (&intake->reader);
  }
  attune_json_reader_leave (&intake->reader);

  if (json_array_size (parts) == 1)
    {
      json_t *only = json_incref (json_array_get (parts, 0));

      json_decref (parts);
      return only;
    }
  return operator== 0 ? json_pack ("{s:o}", "all", parts)
                      : attune_document_merge_any (json_pack ("{s:o}", "any", parts));
}

json_t *
attune_amazon_read_enablement (AttuneAmazon *self, json_t *question)
{
  static const char *const known[] = { "Condition", "Action", "DefaultAction", NULL };
  AttuneFormIntake *intake = &self->intake;
  const char *id = json_string_value (attune_form_intake_get (question, "RefId"));
  Reading reading = { self, g_hash_table_lookup (self->questions, id != NULL ? id : ""), FALSE };
  json_t *enablement = attune_form_intake_read_object (intake, question, "Enablement");
  json_t *condition;
  int action, otherwise;

  if (enablement == NULL || reading.own == NULL)
    return NULL;

  attune_json_reader_enter (&intake->reader, attune_form_intake_spell (question, "Enablement"));
  attune_form_intake_remark_rest (intake, enablement, known);
  action = attune_form_intake_read_word (intake, enablement, "Action", action_words, 0);
  otherwise = attune_form_intake_read_word (intake, enablement, "DefaultAction", action_words,
                                            !action);
  condition = read_part (&reading, enablement, "Condition", read_condition);
  if (attune_form_intake_get (enablement, "Condition") == NULL)
    attune_json_reader_fault (&intake->reader, NULL, _ ("“%s” is missing"), "Condition");
  if (otherwise == action)
    attune_form_intake_remark (intake, attune_form_intake_spell (enablement, "DefaultAction"),
                               _ ("is the same as the action, so that the condition would decide "
                                  "nothing; it is read as the opposite"));
  if (reading.is_late && is_circular (self, reading.own))
    attune_json_reader_fault (&intake->reader, attune_form_intake_spell (enablement, "Condition"),
                              _ ("the condition is circular: it rests on the question itself"));
  else if (reading.is_late)
    {
      attune_form_intake_remark (intake, NULL,
                                 _ ("the condition rests on a later question and is not carried "
                                    "over: the question is always shown"));
      json_decref (condition);
      condition = NULL;
    }
  attune_json_reader_leave (&intake->reader);

  return condition != NULL && action == 1 ? json_pack ("{s:o}", "not", condition) : condition;
}
