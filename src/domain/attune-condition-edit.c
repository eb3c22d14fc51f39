/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-condition-edit.h"

#include "attune-form-edit.h"
#include "attune-form-private.h"
#include "attune-json-reader.h"

/* --- Parts --------------------------------------------------------------------------------------------------- */

static void
free_json (gpointer value)
{
  json_decref (value);
}

static AttuneConditionPart *
create_part (AttuneConditionKind kind, AttuneConditionPart *parent)
{
  AttuneConditionPart *self = g_new0 (AttuneConditionPart, 1);

  self->kind = kind;
  self->parent = parent;
  self->nots = g_ptr_array_new_with_free_func (free_json);
  if (attune_condition_part_is_group (self))
    self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_condition_part_free);
  else
    self->options = g_ptr_array_new_with_free_func (g_free);
  if (parent != NULL)
    {
      g_ptr_array_add (parent->parts, self);
      parent->is_empty = FALSE;
    }
  return self;
}

void
attune_condition_part_free (AttuneConditionPart *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->options, g_ptr_array_unref);
  g_ptr_array_unref (self->nots);
  g_free (self->question);
  json_decref (self->object);
  g_free (self);
}

gboolean
attune_condition_part_is_group (const AttuneConditionPart *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind == ATTUNE_CONDITION_ALL || self->kind == ATTUNE_CONDITION_ANY;
}

gboolean
attune_condition_part_is_negated (const AttuneConditionPart *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->nots->len % 2 == 1;
}

guint
attune_condition_part_get_depth (const AttuneConditionPart *self)
{
  guint depth = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (const AttuneConditionPart *i = self->parent; i != NULL; i = i->parent)
    depth++;
  return depth;
}

/* --- Reading ------------------------------------------------------------------------------------------------- */

static json_t *
find_condition (AttuneForm *form, const char *element)
{
  guint question = attune_form_find_question (form, element);
  g_autofree char *place = NULL;
  g_auto (GStrv) steps = NULL;
  json_t *value = form->document;

  place = question != ATTUNE_FORM_NONE
            ? attune_form_question_place (form, question)
            : attune_form_section_place (form, attune_form_find_section (form, element));
  steps = g_strsplit (place, "/", -1);
  for (guint i = 1; steps[i] != NULL; i++)
    value = json_is_array (value)
              ? json_array_get (value, (gsize) g_ascii_strtoull (steps[i], NULL, 10))
              : json_object_get (value, steps[i]);
  value = json_object_get (value, "show_if");
  return json_is_null (value) ? NULL : value;
}

static void
read_test (AttuneConditionPart *self)
{
  json_t *options = json_object_get (self->object, "is");

  self->question = g_strdup (json_string_value (json_object_get (self->object, "question")));
  for (gsize i = 0; i < json_array_size (options); i++)
    g_ptr_array_add (self->options, g_strdup (json_string_value (json_array_get (options, i))));
  self->is_empty = self->kind == ATTUNE_CONDITION_IS && self->options->len == 0;
}

/* The form has read it already: it is what a condition is to be. */
static AttuneConditionPart *
read_part (json_t *object, AttuneConditionPart *parent)
{
  g_autoptr (GPtrArray) nots = g_ptr_array_new_with_free_func (free_json);
  AttuneConditionPart *self;
  AttuneConditionKind kind;
  json_t *parts;

  for (json_t *inner; (inner = json_object_get (object, "not")) != NULL; object = inner)
    g_ptr_array_add (nots, json_incref (object));
  if (json_object_get (object, "question") != NULL)
    kind = json_object_get (object, "is") != NULL         ? ATTUNE_CONDITION_IS
           : json_object_get (object, "answered") != NULL ? ATTUNE_CONDITION_ANSWERED
                                                          : ATTUNE_CONDITION_NA;
  else
    kind = json_object_get (object, "all") != NULL ? ATTUNE_CONDITION_ALL : ATTUNE_CONDITION_ANY;

  self = create_part (kind, parent);
  g_ptr_array_unref (self->nots);
  self->nots = g_steal_pointer (&nots);
  self->object = json_incref (object);
  if (!attune_condition_part_is_group (self))
    {
      read_test (self);
      return self;
    }
  parts = json_object_get (object, kind == ATTUNE_CONDITION_ALL ? "all" : "any");
  for (gsize i = 0; i < json_array_size (parts); i++)
    read_part (json_array_get (parts, i), self);
  self->is_empty = self->parts->len == 0;
  return self;
}

AttuneConditionPart *
attune_condition_part_read (AttuneForm *form, const char *element)
{
  AttuneConditionPart *self;
  AttuneConditionPart *group;
  json_t *object;

  g_return_val_if_fail (form != NULL && element != NULL, NULL);

  if (attune_form_find_question (form, element) == ATTUNE_FORM_NONE &&
      attune_form_find_section (form, element) == ATTUNE_FORM_NONE)
    return NULL;
  object = find_condition (form, element);
  self = object != NULL ? read_part (object, NULL) : NULL;
  if (self != NULL && attune_condition_part_is_group (self))
    return self;

  group = create_part (ATTUNE_CONDITION_ALL, NULL);
  group->is_implied = TRUE;
  if (self != NULL)
    {
      self->parent = group;
      g_ptr_array_add (group->parts, self);
    }
  return group;
}

/* --- Picking ------------------------------------------------------------------------------------------------- */

AttuneConditionPart *
attune_condition_part_add_test (AttuneConditionPart *self)
{
  g_return_val_if_fail (self != NULL && attune_condition_part_is_group (self), NULL);

  return create_part (ATTUNE_CONDITION_IS, self);
}

/* In a group that wants all another one is of use that wants any, and the other way round. */
AttuneConditionPart *
attune_condition_part_add_group (AttuneConditionPart *self)
{
  AttuneConditionPart *group;

  g_return_val_if_fail (self != NULL && attune_condition_part_is_group (self), NULL);

  group = create_part (self->kind == ATTUNE_CONDITION_ALL ? ATTUNE_CONDITION_ANY
                                                          : ATTUNE_CONDITION_ALL,
                       self);
  create_part (ATTUNE_CONDITION_IS, group);
  return group;
}

void
attune_condition_part_remove (AttuneConditionPart *self)
{
  AttuneConditionPart *group;

  g_return_if_fail (self != NULL && self->parent != NULL);

  group = self->parent;
  g_ptr_array_remove (group->parts, self);
  if (group->parts->len == 0 && group->parent != NULL)
    attune_condition_part_remove (group);
}

void
attune_condition_part_set_kind (AttuneConditionPart *self,
                                AttuneConditionKind kind,
                                gboolean is_negated)
{
  g_return_if_fail (self != NULL && kind != ATTUNE_CONDITION_NOT);
  g_return_if_fail ((kind <= ATTUNE_CONDITION_ANY) == attune_condition_part_is_group (self));

  if (kind != self->kind && kind != ATTUNE_CONDITION_IS && self->options != NULL)
    g_ptr_array_set_size (self->options, 0);
  self->is_empty = self->is_empty && kind == self->kind;
  self->kind = kind;
  if (attune_condition_part_is_negated (self) == is_negated)
    return;
  if (is_negated)
    g_ptr_array_add (self->nots, json_object ());
  else
    g_ptr_array_remove_index (self->nots, self->nots->len - 1);
}

void
attune_condition_part_set_question (AttuneConditionPart *self,
                                    AttuneForm *form,
                                    const char *question)
{
  guint index;

  g_return_if_fail (self != NULL && !attune_condition_part_is_group (self));
  g_return_if_fail (form != NULL && question != NULL);
  index = attune_form_find_question (form, question);
  g_return_if_fail (index != ATTUNE_FORM_NONE);

  if (g_strcmp0 (self->question, question) == 0)
    return;
  g_free (self->question);
  self->question = g_strdup (question);
  g_ptr_array_set_size (self->options, 0);
  self->is_empty = FALSE;
  if (!attune_condition_can_ask (form, attune_form_get_question (form, index), self->kind))
    self->kind = attune_condition_can_ask (form, attune_form_get_question (form, index),
                                           ATTUNE_CONDITION_IS)
                   ? ATTUNE_CONDITION_IS
                   : ATTUNE_CONDITION_ANSWERED;
}

/* NULL where nothing is picked that the form has. */
static const AttuneFormQuestion *
find_question (const AttuneConditionPart *self, AttuneForm *form)
{
  guint index = self->question != NULL ? attune_form_find_question (form, self->question)
                                       : ATTUNE_FORM_NONE;

  return index != ATTUNE_FORM_NONE ? attune_form_get_question (form, index) : NULL;
}

static guint
find_wanted (const AttuneConditionPart *self, const char *option)
{
  for (guint i = 0; i < self->options->len; i++)
    if (g_str_equal (g_ptr_array_index (self->options, i), option))
      return i;
  return G_MAXUINT;
}

void
attune_condition_part_set_option (AttuneConditionPart *self,
                                  AttuneForm *form,
                                  const char *option,
                                  gboolean is_wanted)
{
  const AttuneFormQuestion *question;
  guint place;

  g_return_if_fail (self != NULL && self->kind == ATTUNE_CONDITION_IS);
  g_return_if_fail (form != NULL && option != NULL);
  question = find_question (self, form);
  g_return_if_fail (question != NULL);

  place = find_wanted (self, option);
  if ((place != G_MAXUINT) == is_wanted)
    return;
  self->is_empty = FALSE;
  if (!is_wanted)
    {
      g_ptr_array_remove_index (self->options, place);
      return;
    }
  /* In the form's order: the same choice is always the same document. */
  for (place = 0; place < self->options->len; place++)
    if (attune_form_question_find_option (question, g_ptr_array_index (self->options, place)) >
        attune_form_question_find_option (question, option))
      break;
  g_ptr_array_insert (self->options, (int) place, g_strdup (option));
}

gboolean
attune_condition_part_wants (const AttuneConditionPart *self, const char *option)
{
  g_return_val_if_fail (self != NULL && option != NULL, FALSE);

  return self->options != NULL && find_wanted (self, option) != G_MAXUINT;
}

/* --- Writing ------------------------------------------------------------------------------------------------- */

guint
attune_condition_count_questions (AttuneForm *form, const char *element)
{
  guint index;

  g_return_val_if_fail (form != NULL && element != NULL, 0);

  index = attune_form_find_question (form, element);
  if (index != ATTUNE_FORM_NONE)
    return index;
  index = attune_form_find_section (form, element);
  return index != ATTUNE_FORM_NONE ? attune_form_get_section (form, index)->first_question : 0;
}

gboolean
attune_condition_can_ask (AttuneForm *form,
                          const AttuneFormQuestion *question,
                          AttuneConditionKind kind)
{
  g_return_val_if_fail (form != NULL && question != NULL, FALSE);

  switch (kind)
    {
    case ATTUNE_CONDITION_IS:
      return question->type <= ATTUNE_QUESTION_CHECKLIST;
    case ATTUNE_CONDITION_ANSWERED:
      return TRUE;
    case ATTUNE_CONDITION_NA:
      return attune_form_can_be_na (form, question);
    case ATTUNE_CONDITION_ALL:
    case ATTUNE_CONDITION_ANY:
    case ATTUNE_CONDITION_NOT:
      return FALSE;
    }
  g_assert_not_reached ();
}

static gboolean
has_options (const AttuneConditionPart *self, const AttuneFormQuestion *question)
{
  for (guint i = 0; i < self->options->len; i++)
    if (attune_form_question_find_option (question, g_ptr_array_index (self->options, i)) !=
        ATTUNE_FORM_NONE)
      return TRUE;
  return self->is_empty;
}

static gboolean
is_test_complete (const AttuneConditionPart *self, AttuneForm *form, guint n_questions)
{
  const AttuneFormQuestion *question = find_question (self, form);

  if (question == NULL || question->index >= n_questions)
    return FALSE;
  return self->kind != ATTUNE_CONDITION_IS || has_options (self, question);
}

static gboolean
is_complete (const AttuneConditionPart *self, AttuneForm *form, guint n_questions)
{
  if (!attune_condition_part_is_group (self))
    return is_test_complete (self, form, n_questions);
  for (guint i = 0; i < self->parts->len; i++)
    if (is_complete (g_ptr_array_index (self->parts, i), form, n_questions))
      return TRUE;
  return self->is_empty;
}

gboolean
attune_condition_part_is_complete (const AttuneConditionPart *self,
                                   AttuneForm *form,
                                   const char *element)
{
  g_return_val_if_fail (self != NULL && form != NULL && element != NULL, FALSE);

  return is_complete (self, form, attune_condition_count_questions (form, element));
}

/* What stands in the object besides what the part itself says. */
static json_t *
copy_rest (json_t *object)
{
  static const char *const own[] = { "all", "any", "question", "is", "answered", "na" };
  json_t *rest = object != NULL ? json_copy (object) : json_object ();

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    json_object_del (rest, own[i]);
  return rest;
}

static json_t *
write_test (const AttuneConditionPart *self, AttuneForm *form)
{
  const AttuneFormQuestion *question = find_question (self, form);
  json_t *object = copy_rest (self->object);
  json_t *options;

  json_object_set_new_nocheck (object, "question", json_string_nocheck (self->question));
  if (self->kind != ATTUNE_CONDITION_IS)
    {
      json_object_set_new_nocheck (object,
                                   self->kind == ATTUNE_CONDITION_ANSWERED ? "answered" : "na",
                                   json_true ());
      return object;
    }
  options = json_array ();
  for (guint i = 0; i < self->options->len; i++)
    {
      const char *id = g_ptr_array_index (self->options, i);

      if (attune_form_question_find_option (question, id) != ATTUNE_FORM_NONE)
        json_array_append_new (options, json_string_nocheck (id));
    }
  json_object_set_new_nocheck (object, "is", options);
  return object;
}

static json_t *write_part (const AttuneConditionPart *self, AttuneForm *form, guint n_questions);

static json_t *
write_group (const AttuneConditionPart *self, AttuneForm *form, guint n_questions)
{
  g_autoptr (AttuneJson) parts = json_array ();
  json_t *object;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const AttuneConditionPart *part = g_ptr_array_index (self->parts, i);

      if (is_complete (part, form, n_questions))
        json_array_append_new (parts, write_part (part, form, n_questions));
    }
  if (self->is_implied && self->nots->len == 0 && json_array_size (parts) == 1)
    return json_incref (json_array_get (parts, 0));
  object = copy_rest (self->object);
  json_object_set_nocheck (object, self->kind == ATTUNE_CONDITION_ALL ? "all" : "any", parts);
  return object;
}

static json_t *
write_part (const AttuneConditionPart *self, AttuneForm *form, guint n_questions)
{
  json_t *object = attune_condition_part_is_group (self) ? write_group (self, form, n_questions)
                                                         : write_test (self, form);

  for (guint i = self->nots->len; i > 0; i--)
    {
      json_t *negation = json_copy (g_ptr_array_index (self->nots, i - 1));

      json_object_set_new_nocheck (negation, "not", object);
      object = negation;
    }
  return object;
}

char *
attune_condition_part_write (const AttuneConditionPart *self, AttuneForm *form, const char *element)
{
  g_autoptr (AttuneJson) object = NULL;
  guint n_questions;

  g_return_val_if_fail (self != NULL && form != NULL && element != NULL, NULL);

  n_questions = attune_condition_count_questions (form, element);
  if (!is_complete (self, form, n_questions))
    return NULL;
  object = write_part (self, form, n_questions);
  return attune_json_dump (object, FALSE, NULL);
}

AttuneForm *
attune_condition_part_apply (const AttuneConditionPart *self,
                             AttuneForm *form,
                             const char *element,
                             GError **error)
{
  g_autofree char *json = NULL;
  AttuneFormPlace place = { element, NULL, NULL };

  g_return_val_if_fail (self != NULL && form != NULL && element != NULL, NULL);

  json = attune_condition_part_write (self, form, element);
  if (json != NULL)
    return attune_form_set_json (form, place, "show_if", json, error);
  return find_condition (form, element) != NULL ? attune_form_unset (form, place, "show_if", error)
                                                : attune_form_ref (form);
}
