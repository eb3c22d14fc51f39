/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-genesys-private.h"

#include <glib/gi18n-lib.h>

#define MAX_POINTS (1000000 * ATTUNE_DECIMAL_ONE)

/* What only no points at all stay below. */
#define LEAST_PERCENT G_GINT64_CONSTANT (1)

typedef enum
{
  TYPE_CHOICE,
  TYPE_TEXT,
  TYPE_NPS,
  TYPE_BLOCK,
  TYPE_SELECT,
} Type;

static const char *const type_words[] = {
  "multipleChoiceQuestion",    "freeTextQuestion",       "npsQuestion",
  "readOnlyTextBlockQuestion", "multipleSelectQuestion", NULL
};

char *
attune_genesys_make_id (json_t *part, const char *prefix, guint number)
{
  const char *id = json_string_value (attune_form_intake_get (part, "id"));

  if (id == NULL || *id == '\0')
    id = json_string_value (attune_form_intake_get (part, "contextId"));
  return id != NULL && *id != '\0' ? g_strdup (id) : g_strdup_printf ("%s-%u", prefix, number);
}

void
attune_genesys_check_id (AttuneFormIntake *intake, json_t *part)
{
  if (attune_form_intake_get (part, "id") != NULL)
    attune_json_read_id (&intake->reader, part, attune_form_intake_spell (part, "id"));
}

json_t *
attune_genesys_find_state (json_t *option, const char *state)
{
  json_t *answers = attune_form_intake_get (option, "answerOptions");
  gsize n_answers = MIN (json_array_size (answers), ATTUNE_FORM_MAX_OPTIONS);

  for (gsize i = 0; i < n_answers; i++)
    {
      json_t *answer = json_array_get (answers, i);
      const char *word = json_string_value (attune_form_intake_get (answer, "builtInType"));

      if (word != NULL && g_ascii_strcasecmp (word, state) == 0)
        return answer;
    }
  return NULL;
}

/* A question being read. */
typedef struct
{
  AttuneGenesys *genesys;
  const AttuneGenesysQuestion *place;
  json_t *node;
  gboolean is_kill;
  gboolean is_critical;
} Reading;

/* --- Answers ------------------------------------------------------------------------------------------------- */

static AttuneDecimal
read_value (Reading *reading, json_t *answer)
{
  return attune_form_intake_read_decimal (&reading->genesys->intake, answer, "value", 0,
                                          -MAX_POINTS, MAX_POINTS);
}

/* A fatal question fails the form where it gives nothing, and a critical one is an error there. */
static void
set_worth (Reading *reading, json_t *made, AttuneDecimal value)
{
  json_object_set_new (made, "score", attune_decimal_to_json (value));
  if (value > 0)
    return;
  if (reading->is_kill)
    json_object_set_new (made, "fail", json_string ("form"));
  if (reading->is_critical)
    json_object_set_new (made, "error", json_true ());
}

static const char *
take_id (Reading *reading, json_t *part, char *id, GHashTable *taken)
{
  attune_genesys_check_id (&reading->genesys->intake, part);
  if (!g_hash_table_add (taken, id))
    attune_json_reader_fault (&reading->genesys->intake.reader,
                              attune_form_intake_spell (part, "id"),
                              _ ("the id “%s” is already taken"), id);
  return id;
}

static json_t *
read_answer (Reading *reading, json_t *answer, guint number, GHashTable *taken)
{
  static const char *const known[] = { "id", "contextId", "text", "value", "builtInType", NULL };
  AttuneFormIntake *intake = &reading->genesys->intake;
  char *id = attune_genesys_make_id (answer, "answer", number);
  json_t *made = json_object ();
  const char *text = attune_form_intake_read_string (intake, answer, "text", NULL);

  if (text == NULL)
    text = attune_form_intake_read_string (intake, answer, "builtInType", NULL);
  if (text == NULL)
    attune_json_reader_fault (&intake->reader, NULL, _ ("“%s” is missing"), "text");
  json_object_set_new (made, "id", json_string (take_id (reading, answer, id, taken)));
  json_object_set_new (made, "label", json_string (text != NULL ? text : ""));
  set_worth (reading, made, read_value (reading, answer));
  attune_form_intake_remark_rest (intake, answer, known);
  return made;
}

/* The options of a choice, from “answerOptions” of `node`. */
static json_t *
read_answers (Reading *reading, json_t *node)
{
  AttuneFormIntake *intake = &reading->genesys->intake;
  const char *key = attune_form_intake_spell (node, "answerOptions");
  json_t *answers = attune_form_intake_read_array (intake, node, "answerOptions");
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  json_t *made = json_array ();
  json_t *answer;
  gsize i;

  if (json_array_size (answers) == 0)
    attune_json_reader_fault (&intake->reader, key, _ ("must list its options"));
  if (!attune_form_intake_allows_options (intake, key, json_array_size (answers)))
    return made;
  attune_json_reader_enter (&intake->reader, key);
  json_array_foreach (answers, i, answer)
  {
    attune_json_reader_enter_index (&intake->reader, (guint) i);
    if (attune_json_reader_expect_object (&intake->reader, answer))
      json_array_append_new (made, read_answer (reading, answer, (guint) i + 1, taken));
    attune_json_reader_leave (&intake->reader);
  }
  attune_json_reader_leave (&intake->reader);
  return made;
}

/* --- Questions ----------------------------------------------------------------------------------------------- */

/* What every question has, under the id and title given. */
static json_t *
make_question (Reading *reading, const char *id, const char *type, const char *title)
{
  AttuneFormIntake *intake = &reading->genesys->intake;
  const char *help = attune_form_intake_read_string (intake, reading->node, "helpText", "");
  gboolean needs_comment = attune_form_intake_read_flag (intake, reading->node, "commentsRequired",
                                                         FALSE);
  json_t *made = json_pack ("{s:s, s:s, s:s}", "id", id, "type", type, "title", title);

  if (*help != '\0')
    json_object_set_new (made, "guidance", json_string (help));
  json_object_set_new (made, "na_allowed",
                       json_boolean (
                         attune_form_intake_read_flag (intake, reading->node, "naEnabled", FALSE)));
  json_object_set_new (made, "comment", json_string (needs_comment ? "required" : "optional"));
  if (reading->is_critical)
    json_object_set_new (made, "error_type", json_string ("business"));
  return made;
}

static void
add_question (Reading *reading, json_t *question, json_t *condition, json_t *made)
{
  const char *id = json_string_value (json_object_get (question, "id"));

  if (!g_hash_table_add (reading->genesys->intake.ids, (gpointer) id))
    attune_json_reader_fault (&reading->genesys->intake.reader,
                              attune_form_intake_spell (reading->node, "id"),
                              _ ("the id “%s” is already taken"), id);
  if (condition != NULL)
    json_object_set (question, "show_if", condition);
  json_array_append_new (made, question);
}

static json_t *
read_checklist (Reading *reading, const char *title, json_t *options)
{
  AttuneFormIntake *intake = &reading->genesys->intake;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  json_t *question = make_question (reading, reading->place->id, "checklist", title);
  json_t *made = json_array ();
  json_t *option;
  gsize i;

  json_array_foreach (options, i, option)
  {
    json_t *selected = attune_genesys_find_state (option, "Selected");
    json_t *one;
    char *id = attune_genesys_make_id (option, "option", (guint) i + 1);

    attune_json_reader_enter_index (&intake->reader, (guint) i);
    one = json_pack ("{s:s, s:s}", "id", take_id (reading, option, id, taken), "label",
                     attune_form_intake_read_title (intake, option, "text"));
    json_object_set_new (one, "score", attune_decimal_to_json (read_value (reading, selected)));
    json_array_append_new (made, one);
    attune_json_reader_leave (&intake->reader);
  }
  json_object_set_new (question, "options", made);
  if (reading->is_kill)
    json_object_set_new (question, "fail_below", attune_decimal_to_json (LEAST_PERCENT));
  return question;
}

/* Where what is not selected gives points too, each option becomes a question of its own: it scores the same. */
static void
split_select (Reading *reading, const char *title, json_t *options, json_t *condition, json_t *made)
{
  AttuneFormIntake *intake = &reading->genesys->intake;
  json_t *option;
  gsize i;

  attune_form_intake_remark (intake, NULL,
                             _ ("what is not selected gives points as well: each of its options is "
                                "carried over as a question of its own"));
  json_array_foreach (options, i, option)
  {
    g_autofree char *own_id = attune_genesys_make_id (option, "option", (guint) i + 1);
    g_autofree char *id = g_strdup_printf ("%s-%s", reading->place->id, own_id);
    g_autofree char *full_title = NULL;
    json_t *question;

    if (i > 0 && !attune_form_intake_count_question (intake))
      break;
    attune_json_reader_enter_index (&intake->reader, (guint) i);
    full_title = g_strdup_printf ("%s: %s", title,
                                  attune_form_intake_read_title (intake, option, "text"));
    question = make_question (reading, id, "choice", full_title);
    json_object_set_new (question, "options", read_answers (reading, option));
    add_question (reading, question, condition, made);
    attune_json_reader_leave (&intake->reader);
  }
}

/* Whether the options of a “multiple select” are objects, few enough, with states. */
static gboolean
check_options (Reading *reading, json_t *options, const char *key)
{
  AttuneFormIntake *intake = &reading->genesys->intake;
  guint n_before = intake->reader.faults->len;
  json_t *option;
  gsize i;

  if (json_array_size (options) == 0)
    attune_json_reader_fault (&intake->reader, key, _ ("must list its options"));
  if (!attune_form_intake_allows_options (intake, key, json_array_size (options)))
    return FALSE;
  attune_json_reader_enter (&intake->reader, key);
  json_array_foreach (options, i, option)
  {
    attune_json_reader_enter_index (&intake->reader, (guint) i);
    if (attune_json_reader_expect_object (&intake->reader, option) &&
        attune_genesys_find_state (option, "Selected") == NULL)
      attune_json_reader_fault (&intake->reader, NULL, _ ("“%s” is missing"), "Selected");
    attune_json_reader_leave (&intake->reader);
  }
  attune_json_reader_leave (&intake->reader);
  return intake->reader.faults->len == n_before;
}

static void
read_select (Reading *reading, const char *title, json_t *condition, json_t *made)
{
  AttuneFormIntake *intake = &reading->genesys->intake;
  const char *key = attune_form_intake_spell (reading->node, "multipleSelectOptionQuestions");
  json_t *options = attune_form_intake_read_array (intake, reading->node,
                                                   "multipleSelectOptionQuestions");

  if (!check_options (reading, options, key))
    return;
  attune_json_reader_enter (&intake->reader, key);
  if (reading->place->is_checklist)
    add_question (reading, read_checklist (reading, title, options), condition, made);
  else
    split_select (reading, title, options, condition, made);
  attune_json_reader_leave (&intake->reader);
}

/* A fatal question of which every answer gives points. */
static void
remark_harmless (Reading *reading, json_t *question)
{
  json_t *options = json_object_get (question, "options");

  for (gsize i = 0; i < json_array_size (options); i++)
    {
      if (json_object_get (json_array_get (options, i), "fail") != NULL)
        return;
    }
  if (reading->is_kill)
    attune_form_intake_remark (&reading->genesys->intake,
                               attune_form_intake_spell (reading->node, "isKill"),
                               _ ("every answer gives points, so that none fails the form"));
}

static void
read_by_type (Reading *reading, Type type, json_t *condition, json_t *made)
{
  AttuneFormIntake *intake = &reading->genesys->intake;
  const char *title = attune_form_intake_read_title (intake, reading->node, "text");
  json_t *question;

  switch (type)
    {
    case TYPE_CHOICE:
      question = make_question (reading, reading->place->id, "choice", title);
      json_object_set_new (question, "options", read_answers (reading, reading->node));
      remark_harmless (reading, question);
      add_question (reading, question, condition, made);
      break;
    case TYPE_TEXT:
      question = make_question (reading, reading->place->id, "text", title);
      add_question (reading, question, condition, made);
      break;
    case TYPE_NPS:
      question = make_question (reading, reading->place->id, "number", title);
      json_object_set_new (question, "scored", json_false ());
      json_object_set_new (question, "ranges",
                           json_pack ("[{s:i, s:i, s:i}]", "from", 0, "to", 10, "score", 0));
      add_question (reading, question, condition, made);
      break;
    case TYPE_BLOCK:
      attune_form_intake_remark (intake, NULL,
                                 _ ("a text that only is to be read is not carried over: “%s”"),
                                 title);
      break;
    case TYPE_SELECT:
      read_select (reading, title, condition, made);
      break;
    }
}

static void
note_critical (AttuneGenesys *genesys, AttuneDecimal weight)
{
  if (genesys->critical_weight >= 0 && genesys->critical_weight != weight)
    genesys->has_uneven_critical = TRUE;
  genesys->critical_weight = weight;
}

void
attune_genesys_read_question (AttuneGenesys *self,
                              const AttuneGenesysQuestion *question,
                              AttuneDecimal group_weight,
                              json_t *made)
{
  static const char *const known[] = { "id",
                                       "contextId",
                                       "text",
                                       "helpText",
                                       "type",
                                       "naEnabled",
                                       "commentsRequired",
                                       "visibilityCondition",
                                       "answerOptions",
                                       "multipleSelectOptionQuestions",
                                       "isKill",
                                       "isCritical",
                                       NULL };
  AttuneFormIntake *intake = &self->intake;
  Reading reading = { .genesys = self, .place = question, .node = question->node };
  json_t *condition;
  Type type;

  if (!attune_json_reader_expect_object (&intake->reader, question->node) ||
      !attune_form_intake_count_question (intake))
    return;

  reading.is_kill = attune_form_intake_read_flag (intake, question->node, "isKill", FALSE);
  reading.is_critical = attune_form_intake_read_flag (intake, question->node, "isCritical", FALSE);
  if (reading.is_critical)
    note_critical (self, group_weight);
  type = attune_form_intake_read_word (intake, question->node, "type", type_words, TYPE_CHOICE);
  attune_genesys_check_id (intake, question->node);
  condition = attune_genesys_read_visibility (self, question->node, question,
                                              question->group_index);
  read_by_type (&reading, type, condition, made);
  json_decref (condition);
  attune_form_intake_remark_rest (intake, question->node, known);
}
