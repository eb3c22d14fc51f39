/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-genesys-private.h"

#include "attune-document-trim.h"

#include <glib/gi18n-lib.h>

static const char *const operation_words[] = { "AND", "OR", NULL };

/* A position: which answer of which question. */
typedef struct
{
  guint group;
  guint question;
  gboolean has_option; /* of a “multiple select” question: which of its options */
  guint option;
  guint answer;
} Position;

/* A condition being read. */
typedef struct
{
  AttuneGenesys *genesys;
  guint group;     /* it stands in */
  guint own_index; /* of the first question it governs: what it may look at comes before */
  gboolean is_late;
} Reading;

/* --- Positions ----------------------------------------------------------------------------------------------- */

static gboolean
parse_number (const char *text, guint *out_number)
{
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL))
    return FALSE;
  *out_number = (guint) number;
  return TRUE;
}

/* “/form/questionGroup/0/question/1/answer/2” or, within the group, “../question/1/answer/2”; between question and
 * answer an option of several may stand. */
static gboolean
parse_position (const char *text, guint group, Position *out_position)
{
  g_auto (GStrv) steps = g_strsplit (text, "/", 16);
  guint n_steps = g_strv_length (steps);
  Position position = { .group = group };
  guint at;

  if (n_steps > 4 && *steps[0] == '\0' && g_str_equal (steps[1], "form") &&
      g_str_equal (steps[2], "questionGroup") && parse_number (steps[3], &position.group))
    at = 4;
  else if (n_steps > 1 && g_str_equal (steps[0], ".."))
    at = 1;
  else
    return FALSE;

  if (n_steps < at + 4 || !g_str_equal (steps[at], "question") ||
      !parse_number (steps[at + 1], &position.question))
    return FALSE;
  at += 2;
  position.has_option = n_steps == at + 4;
  if (position.has_option && !parse_number (steps[at + 1], &position.option))
    return FALSE;
  at += position.has_option ? 2 : 0;
  if (n_steps != at + 2 || !g_str_equal (steps[at], "answer") ||
      !parse_number (steps[at + 1], &position.answer))
    return FALSE;

  *out_position = position;
  return TRUE;
}

static const AttuneGenesysQuestion *
find_question (AttuneGenesys *genesys, const Position *position)
{
  guint start, end;

  if (position->group + 1 >= genesys->group_starts->len)
    return NULL;
  start = g_array_index (genesys->group_starts, guint, position->group);
  end = g_array_index (genesys->group_starts, guint, position->group + 1);
  if (position->question >= end - start)
    return NULL;
  return g_ptr_array_index (genesys->questions, start + position->question);
}

/* --- Circles ------------------------------------------------------------------------------------------------- */

/* Adds the indices of the questions that a condition of `part` looks at. */
static void
gather_indices (AttuneGenesys *genesys, json_t *part, guint group, GArray *indices)
{
  json_t *condition = attune_form_intake_get (part, "visibilityCondition");
  json_t *predicates = attune_form_intake_get (condition, "predicates");

  for (gsize i = 0; i < json_array_size (predicates); i++)
    {
      const char *text = json_string_value (json_array_get (predicates, i));
      const AttuneGenesysQuestion *question;
      Position position;

      if (text == NULL || !parse_position (text, group, &position))
        continue;
      question = find_question (genesys, &position);
      if (question != NULL)
        g_array_append_val (indices, question->index);
    }
}

static const GArray *
get_looks_at (AttuneGenesys *genesys, guint index)
{
  AttuneGenesysQuestion *question = g_ptr_array_index (genesys->questions, index);

  if (question->looks_at == NULL)
    {
      question->looks_at = g_array_new (FALSE, FALSE, sizeof (guint));
      gather_indices (genesys, question->node, question->group_index, question->looks_at);
      gather_indices (genesys, question->group, question->group_index, question->looks_at);
    }
  return question->looks_at;
}

/* Whether the questions that a condition looks at rest, by however many others, on the question at `own_index`. In a
 * form with too many questions, which is refused, nobody asks. */
static gboolean
is_circular (Reading *reading, json_t *part)
{
  AttuneGenesys *genesys = reading->genesys;
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *seen = g_new0 (gboolean, genesys->questions->len + 1);

  if (genesys->questions->len > ATTUNE_FORM_MAX_QUESTIONS)
    return FALSE;
  gather_indices (genesys, part, reading->group, open);
  while (open->len > 0)
    {
      guint index = g_array_index (open, guint, open->len - 1);
      const GArray *next;

      g_array_set_size (open, open->len - 1);
      if (index == reading->own_index)
        return TRUE;
      if (seen[index])
        continue;
      seen[index] = TRUE;
      next = get_looks_at (genesys, index);
      g_array_append_vals (open, next->data, next->len);
    }
  return FALSE;
}

/* --- Predicates ---------------------------------------------------------------------------------------------- */

static json_t *
make_is (const char *question, const char *option)
{
  return json_pack ("{s:s, s:[s]}", "question", question, "is", option);
}

/* One option of several, selected or not. */
static json_t *
make_selected (const AttuneGenesysQuestion *question, const Position *position)
{
  json_t *options = attune_form_intake_get (question->node, "multipleSelectOptionQuestions");
  json_t *option = json_array_get (options, position->option);
  json_t *answer = json_array_get (attune_form_intake_get (option, "answerOptions"),
                                   position->answer);
  g_autofree char *id = NULL;
  json_t *is;

  if (answer == NULL)
    return NULL;
  id = attune_genesys_make_id (option, "option", position->option + 1);
  if (!question->is_checklist)
    {
      g_autofree char *own = g_strdup_printf ("%s-%s", question->id, id);
      g_autofree char *answer_id = attune_genesys_make_id (answer, "answer", position->answer + 1);

      return make_is (own, answer_id);
    }
  is = make_is (question->id, id);
  if (answer == attune_genesys_find_state (option, "Selected"))
    return is;
  return json_pack ("{s:[{s:s, s:b}, {s:o}]}", "all", "question", question->id, "answered", TRUE,
                    "not", is);
}

static json_t *
make_chosen (const AttuneGenesysQuestion *question, const Position *position)
{
  json_t *options = attune_form_intake_get (question->node, "answerOptions");
  json_t *option = json_array_get (options, position->answer);
  g_autofree char *id = NULL;

  if (option == NULL)
    return NULL;
  id = attune_genesys_make_id (option, "answer", position->answer + 1);
  return make_is (question->id, id);
}

static json_t *
read_predicate (Reading *reading, json_t *predicate)
{
  AttuneJsonReader *reader = &reading->genesys->intake.reader;
  const char *text = json_string_value (predicate);
  const AttuneGenesysQuestion *question;
  Position position;
  json_t *made;

  if (text == NULL || !parse_position (text, reading->group, &position))
    {
      attune_json_reader_fault (reader, NULL,
                                _ ("must be the position of an answer, such as "
                                   "“/form/questionGroup/0/question/1/answer/0”"));
      return NULL;
    }
  question = find_question (reading->genesys, &position);
  if (question == NULL)
    {
      attune_json_reader_fault (reader, NULL, _ ("there is no question at “%s”"), text);
      return NULL;
    }
  made = position.has_option ? make_selected (question, &position)
                             : make_chosen (question, &position);
  if (made == NULL)
    attune_json_reader_fault (reader, NULL, _ ("there is no answer at “%s”"), text);
  if (question->index >= reading->own_index)
    reading->is_late = TRUE;
  return made;
}

static json_t *
read_predicates (Reading *reading, json_t *condition)
{
  AttuneFormIntake *intake = &reading->genesys->intake;
  const char *key = attune_form_intake_spell (condition, "predicates");
  json_t *predicates = attune_form_intake_read_array (intake, condition, "predicates");
  int operation = attune_form_intake_read_word (intake, condition, "combiningOperation",
                                                operation_words, 0);
  g_autoptr (AttuneJson) parts = json_array ();
  json_t *predicate;
  gsize i;

  if (!attune_form_intake_allows_options (intake, key, json_array_size (predicates)))
    return NULL;
  attune_json_reader_enter (&intake->reader, key);
  json_array_foreach (predicates, i, predicate)
  {
    json_t *part;

    attune_json_reader_enter_index (&intake->reader, (guint) i);
    part = read_predicate (reading, predicate);
    if (part != NULL)
      json_array_append_new (parts, part);
    attune_json_reader_leave (&intake->reader);
  }
  attune_json_reader_leave (&intake->reader);

  if (json_array_size (parts) <= 1)
    return json_incref (json_array_get (parts, 0));
  return operation == 0 ? json_pack ("{s:O}", "all", parts)
                        : attune_document_merge_any (json_pack ("{s:O}", "any", parts));
}

json_t *
attune_genesys_read_visibility (AttuneGenesys *self,
                                json_t *part,
                                const AttuneGenesysQuestion *question,
                                guint group)
{
  static const char *const known[] = { "combiningOperation", "predicates", NULL };
  AttuneFormIntake *intake = &self->intake;
  json_t *condition = attune_form_intake_read_object (intake, part, "visibilityCondition");
  Reading reading = { self, group, 0, FALSE };
  json_t *made;

  if (condition == NULL)
    return NULL;

  reading.own_index = question != NULL ? question->index
                                       : g_array_index (self->group_starts, guint, group);
  attune_json_reader_enter (&intake->reader,
                            attune_form_intake_spell (part, "visibilityCondition"));
  made = read_predicates (&reading, condition);
  attune_form_intake_remark_rest (intake, condition, known);
  if (reading.is_late && is_circular (&reading, part))
    attune_json_reader_fault (&intake->reader, NULL,
                              _ ("the condition is circular: it rests on what it shows"));
  else if (reading.is_late)
    attune_form_intake_remark (intake, NULL,
                               _ ("the condition rests on a later question and is not carried "
                                  "over: what it governs is always shown"));
  if (reading.is_late)
    {
      json_decref (made);
      made = NULL;
    }
  attune_json_reader_leave (&intake->reader);
  return made;
}
