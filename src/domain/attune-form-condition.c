/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-condition.h"

#include <glib/gi18n-lib.h>

/* What every step of one reading needs. */
typedef struct
{
  AttuneForm *form;
  AttuneJsonReader *reader;
  guint own;
} Reading;

static void read_condition (Reading *reading, json_t *object, AttuneFormCondition *out_condition);

/* The one key of `object` that says what it is; NULL and a fault where there is none, or more. */
static const char *
find_kind (Reading *reading, json_t *object)
{
  static const char *const kinds[] = { "all", "any", "not", "question" };
  const char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (json_object_get (object, kinds[i]) == NULL)
        continue;
      if (found != NULL)
        {
          attune_json_reader_fault (reading->reader, NULL,
                                    _ ("a condition cannot have both “%s” and “%s”"), found,
                                    kinds[i]);
          return NULL;
        }
      found = kinds[i];
    }
  if (found == NULL)
    attune_json_reader_fault (reading->reader, NULL,
                              _ ("a condition needs “all”, “any”, “not” or “question”"));
  return found;
}

static void
read_children (Reading *reading, json_t *object, const char *key, AttuneFormCondition *condition)
{
  json_t *array = attune_json_read_array (reading->reader, object, key);
  AttuneFormCondition *children;

  condition->n_children = (guint) json_array_size (array);
  children = attune_form_allocate (reading->form, condition->n_children, sizeof *children);
  condition->children = children;

  attune_json_reader_enter (reading->reader, key);
  for (guint i = 0; i < condition->n_children; i++)
    {
      attune_json_reader_enter_index (reading->reader, i);
      read_condition (reading, json_array_get (array, i), &children[i]);
      attune_json_reader_leave (reading->reader);
    }
  attune_json_reader_leave (reading->reader);
}

static void
read_negation (Reading *reading, json_t *object, AttuneFormCondition *condition)
{
  AttuneFormCondition *child = attune_form_allocate (reading->form, 1, sizeof *child);

  condition->children = child;
  condition->n_children = 1;
  attune_json_reader_enter (reading->reader, "not");
  read_condition (reading, json_object_get (object, "not"), child);
  attune_json_reader_leave (reading->reader);
}

static void
read_options (Reading *reading, json_t *object, AttuneFormCondition *condition)
{
  json_t *array = attune_json_read_array (reading->reader, object, "is");
  const AttuneFormQuestion *question = attune_form_get_question (reading->form,
                                                                 condition->question);
  guint *options;

  if (question->type > ATTUNE_QUESTION_CHECKLIST)
    {
      attune_json_reader_fault (reading->reader, "is", _ ("“%s” has no options to compare with"),
                                question->id);
      return;
    }

  options = attune_form_allocate (reading->form, json_array_size (array), sizeof *options);
  condition->options = options;
  attune_json_reader_enter (reading->reader, "is");
  for (guint i = 0; i < json_array_size (array); i++)
    {
      const char *id = json_string_value (json_array_get (array, i));
      guint option = id != NULL ? attune_form_question_find_option (question, id)
                                : ATTUNE_FORM_NONE;

      attune_json_reader_enter_index (reading->reader, i);
      if (option != ATTUNE_FORM_NONE)
        options[condition->n_options++] = option;
      else if (id != NULL)
        attune_json_reader_fault (reading->reader, NULL, _ ("“%s” has no option “%s”"),
                                  question->id, id);
      else
        attune_json_reader_fault (reading->reader, NULL, _ ("must be the id of an option"));
      attune_json_reader_leave (reading->reader);
    }
  attune_json_reader_leave (reading->reader);
}

static void
expect_true (Reading *reading, json_t *object, const char *key)
{
  if (!json_is_true (json_object_get (object, key)))
    attune_json_reader_fault (reading->reader, key, _ ("must be true; “not” says the opposite"));
}

static void
read_question (Reading *reading, json_t *object, AttuneFormCondition *condition)
{
  const char *id = attune_json_read_string (reading->reader, object, "question", NULL);
  gboolean is = json_object_get (object, "is") != NULL;
  gboolean answered = json_object_get (object, "answered") != NULL;
  gboolean na = json_object_get (object, "na") != NULL;

  if (is + answered + na != 1)
    {
      attune_json_reader_fault (reading->reader, NULL,
                                _ (
                                  "a condition on a question needs one of “is”, “answered”, “na”"));
      return;
    }
  if (id == NULL)
    return;

  condition->question = attune_form_find_question (reading->form, id);
  if (condition->question == ATTUNE_FORM_NONE)
    {
      condition->question = 0;
      attune_json_reader_fault (reading->reader, "question", _ ("there is no question “%s”"), id);
      return;
    }
  if (condition->question >= reading->own)
    attune_json_reader_fault (reading->reader, "question",
                              _ ("“%s” does not come before this: the condition would be circular "
                                 "or rest on a later question"),
                              id);

  condition->kind = is         ? ATTUNE_CONDITION_IS
                    : answered ? ATTUNE_CONDITION_ANSWERED
                               : ATTUNE_CONDITION_NA;
  if (is)
    read_options (reading, object, condition);
  else
    expect_true (reading, object, answered ? "answered" : "na");
}

static void
read_condition (Reading *reading, json_t *object, AttuneFormCondition *condition)
{
  const char *kind;

  condition->kind = ATTUNE_CONDITION_ALL;
  if (!attune_json_reader_expect_object (reading->reader, object))
    return;
  kind = find_kind (reading, object);
  if (kind == NULL)
    return;

  if (g_str_equal (kind, "question"))
    {
      read_question (reading, object, condition);
      return;
    }
  if (g_str_equal (kind, "not"))
    {
      condition->kind = ATTUNE_CONDITION_NOT;
      read_negation (reading, object, condition);
      return;
    }
  condition->kind = g_str_equal (kind, "all") ? ATTUNE_CONDITION_ALL : ATTUNE_CONDITION_ANY;
  read_children (reading, object, kind, condition);
}

const AttuneFormCondition *
attune_form_condition_read (AttuneForm *form, AttuneJsonReader *reader, json_t *object, guint own)
{
  json_t *value = json_object_get (object, "show_if");
  Reading reading = { form, reader, own };
  AttuneFormCondition *condition;

  if (value == NULL || json_is_null (value))
    return NULL;

  condition = attune_form_allocate (form, 1, sizeof *condition);
  attune_json_reader_enter (reader, "show_if");
  read_condition (&reading, value, condition);
  attune_json_reader_leave (reader);
  return condition;
}
