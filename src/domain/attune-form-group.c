/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-group.h"

#include "attune-form-private.h"
#include "attune-form-shape.h"
#include "attune-form-tree.h"

#include <glib/gi18n-lib.h>

/* What a key and the punctuation around its value can add to the text. */
#define KEY_BYTES 64

static gboolean
find_part (AttuneForm *self, const char *id, AttuneFormPart *out_part)
{
  guint question = attune_form_find_question (self, id);
  guint section = attune_form_find_section (self, id);

  out_part->is_section = question == ATTUNE_FORM_NONE;
  out_part->index = out_part->is_section ? section : question;
  return out_part->index != ATTUNE_FORM_NONE;
}

/* Marks what is named: a byte for every section, then for every question. */
static guint8 *
mark (AttuneForm *self, const char *const *ids)
{
  guint n_sections = attune_form_get_n_sections (self);
  guint8 *marks = g_new0 (guint8, n_sections + attune_form_get_n_questions (self) + 1);
  AttuneFormPart part;

  for (guint i = 0; ids[i] != NULL; i++)
    if (find_part (self, ids[i], &part))
      marks[part.is_section ? part.index : n_sections + part.index] = TRUE;
  return marks;
}

const char **
attune_form_group_sort (AttuneForm *self, const char *const *ids)
{
  g_autofree guint8 *marks = NULL;
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  guint n_sections;

  g_return_val_if_fail (self != NULL && ids != NULL, NULL);

  marks = mark (self, ids);
  n_sections = attune_form_get_n_sections (self);
  for (guint i = 0; i < n_sections; i++)
    {
      const AttuneFormSection *section = attune_form_get_section (self, i);
      gboolean goes_along = section->parent != ATTUNE_FORM_NONE && marks[section->parent];

      if (marks[i] && !goes_along)
        g_ptr_array_add (sorted, (gpointer) section->id);
      marks[i] |= goes_along;
      for (guint j = 0; j < section->n_questions && !marks[i]; j++)
        if (marks[n_sections + section->first_question + j])
          g_ptr_array_add (
            sorted, (gpointer) attune_form_get_question (self, section->first_question + j)->id);
    }
  g_ptr_array_add (sorted, NULL);
  return (const char **) g_ptr_array_steal (sorted, NULL);
}

/* The same as parts: AttuneFormPart each. */
static GArray *
list_parts (AttuneForm *self, const char *const *ids)
{
  g_autofree const char **sorted = attune_form_group_sort (self, ids);
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (AttuneFormPart));
  AttuneFormPart part;

  for (guint i = 0; sorted[i] != NULL; i++)
    if (find_part (self, sorted[i], &part))
      g_array_append_val (parts, part);
  return parts;
}

AttuneForm *
attune_form_group_remove (AttuneForm *self, const char *const *ids, GError **error)
{
  g_autoptr (AttuneFormShape) shape = NULL;
  g_autoptr (GArray) parts = NULL;

  g_return_val_if_fail (self != NULL && ids != NULL, NULL);

  shape = attune_form_shape_new (self);
  parts = list_parts (self, ids);
  for (guint i = 0; i < parts->len; i++)
    attune_form_shape_remove (shape, g_array_index (parts, AttuneFormPart, i));
  return attune_form_shape_finish (shape, 0, error);
}

/* --- Moving to a spot ---------------------------------------------------------------------------------------- */

/* Finds the section of a spot; refused where the form has none, or it is in one of the parts. */
static gboolean
find_parent (AttuneForm *self,
             const GArray *parts,
             const char *id,
             guint *out_section,
             GError **error)
{
  guint section = id != NULL ? attune_form_find_section (self, id) : ATTUNE_FORM_NONE;

  *out_section = section;
  if (id != NULL && section == ATTUNE_FORM_NONE)
    {
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                   _ ("the form has no section “%s”"), id);
      return FALSE;
    }
  for (guint i = 0; i < parts->len && section != ATTUNE_FORM_NONE; i++)
    {
      AttuneFormPart part = g_array_index (parts, AttuneFormPart, i);

      if (part.is_section && section >= part.index &&
          section < attune_form_get_section (self, part.index)->end_section)
        {
          g_set_error_literal (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                               _ ("a section cannot be moved into itself"));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
has_questions (const GArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    if (!g_array_index (parts, AttuneFormPart, i).is_section)
      return TRUE;
  return FALSE;
}

AttuneForm *
attune_form_group_move (AttuneForm *self,
                        const char *const *ids,
                        AttuneFormSpot questions,
                        AttuneFormSpot sections,
                        GError **error)
{
  g_autoptr (AttuneFormShape) shape = NULL;
  g_autoptr (GArray) parts = NULL;
  guint homes[2];
  guint positions[] = { questions.position, sections.position };

  g_return_val_if_fail (self != NULL && ids != NULL, NULL);

  parts = list_parts (self, ids);
  g_return_val_if_fail (questions.parent != NULL || !has_questions (parts), NULL);
  if (!find_parent (self, parts, questions.parent, &homes[FALSE], error) ||
      !find_parent (self, parts, sections.parent, &homes[TRUE], error))
    return NULL;

  shape = attune_form_shape_new (self);
  for (guint i = 0; i < parts->len; i++)
    attune_form_shape_remove (shape, g_array_index (parts, AttuneFormPart, i));
  for (guint i = 0; i < parts->len; i++)
    {
      AttuneFormPart part = g_array_index (parts, AttuneFormPart, i);
      guint *position = &positions[part.is_section];

      attune_form_shape_insert (shape, part, homes[part.is_section], *position);
      *position += *position < G_MAXUINT;
    }
  return attune_form_shape_finish (shape, 0, error);
}

/* --- Moving a step ------------------------------------------------------------------------------------------- */

static guint
find_in (const GArray *list, guint value)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, guint, i) == value)
      return i;
  return G_MAXUINT;
}

/* Parts that could not move, which nothing passes. */
static gboolean
is_among (const GArray *stuck, gboolean is_section, guint index)
{
  for (guint i = 0; i < stuck->len; i++)
    {
      AttuneFormPart part = g_array_index (stuck, AttuneFormPart, i);

      if (part.is_section == is_section && part.index == index)
        return TRUE;
    }
  return FALSE;
}

/* Past its neighbour in the list; FALSE where it has none. */
static gboolean
step_aside (AttuneFormShape *shape, AttuneFormPart part, const GArray *stuck, gboolean is_up)
{
  guint section;
  guint position = attune_form_shape_locate (shape, part, &section);
  GArray *list = attune_form_shape_get_list (shape, part.is_section, section);
  guint other = is_up ? position - 1 : position + 1;

  if (other >= list->len || is_among (stuck, part.is_section, g_array_index (list, guint, other)))
    return FALSE;
  attune_form_shape_remove (shape, part);
  attune_form_shape_insert (shape, part, section, other);
  return TRUE;
}

/* A question at an end of its section goes on into the next one. */
static gboolean
step_over (AttuneFormShape *shape, AttuneFormPart part, gboolean is_up)
{
  g_autoptr (GArray) sections = attune_form_shape_list_sections (shape);
  guint section;
  guint position = attune_form_shape_locate (shape, part, &section);
  guint n = attune_form_shape_get_list (shape, FALSE, section)->len;
  guint other = find_in (sections, section) + (is_up ? G_MAXUINT : 1);

  if (part.is_section || position != (is_up ? 0 : n - 1) || other >= sections->len)
    return FALSE;
  attune_form_shape_remove (shape, part);
  attune_form_shape_insert (shape, part, g_array_index (sections, guint, other),
                            is_up ? G_MAXUINT : 0);
  return TRUE;
}

static gboolean
step_in (AttuneFormShape *shape, AttuneFormPart part)
{
  guint section;
  guint position = attune_form_shape_locate (shape, part, &section);
  guint other;

  if (!part.is_section || section != ATTUNE_FORM_NONE || position == 0 ||
      attune_form_shape_get_list (shape, TRUE, part.index)->len > 0)
    return FALSE;
  other = g_array_index (attune_form_shape_get_list (shape, TRUE, section), guint, position - 1);
  attune_form_shape_remove (shape, part);
  attune_form_shape_insert (shape, part, other, G_MAXUINT);
  return TRUE;
}

static gboolean
step_out (AttuneFormShape *shape, AttuneFormPart part)
{
  guint section;
  guint position;

  attune_form_shape_locate (shape, part, &section);
  if (!part.is_section || section == ATTUNE_FORM_NONE)
    return FALSE;
  position = attune_form_shape_locate (shape, (AttuneFormPart){ TRUE, section }, &(guint){ 0 });
  attune_form_shape_remove (shape, part);
  attune_form_shape_insert (shape, part, ATTUNE_FORM_NONE, position + 1);
  return TRUE;
}

static gboolean
step (AttuneFormShape *shape, AttuneFormPart part, AttuneFormMove move, const GArray *stuck)
{
  switch (move)
    {
    case ATTUNE_FORM_MOVE_UP:
    case ATTUNE_FORM_MOVE_DOWN:
      return step_aside (shape, part, stuck, move == ATTUNE_FORM_MOVE_UP) ||
             step_over (shape, part, move == ATTUNE_FORM_MOVE_UP);
    case ATTUNE_FORM_MOVE_IN:
      return step_in (shape, part);
    case ATTUNE_FORM_MOVE_OUT:
      return step_out (shape, part);
    }
  g_assert_not_reached ();
}

AttuneForm *
attune_form_group_step (AttuneForm *self,
                        const char *const *ids,
                        AttuneFormMove move,
                        GError **error)
{
  g_autoptr (AttuneFormShape) shape = NULL;
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) stuck = g_array_new (FALSE, FALSE, sizeof (AttuneFormPart));
  gboolean is_forward = move == ATTUNE_FORM_MOVE_UP || move == ATTUNE_FORM_MOVE_IN;

  g_return_val_if_fail (self != NULL && ids != NULL, NULL);

  /* Whoever goes ahead goes first, so that nobody passes another of them. */
  shape = attune_form_shape_new (self);
  parts = list_parts (self, ids);
  for (guint i = 0; i < parts->len; i++)
    {
      guint index = is_forward ? i : parts->len - 1 - i;
      AttuneFormPart part = g_array_index (parts, AttuneFormPart, index);

      if (!step (shape, part, move, stuck))
        g_array_append_val (stuck, part);
    }
  if (stuck->len == parts->len)
    return attune_form_ref (self);
  return attune_form_shape_finish (shape, 0, error);
}

/* --- Copies -------------------------------------------------------------------------------------------------- */

/* A renamed copy of every part, in order; their ids to `ids`. */
static GArray *
copy_parts (AttuneForm *self, AttuneFormShape *shape, const GArray *parts, GPtrArray *ids, gsize *n)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autoptr (GHashTable) renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GArray *copies = g_array_new (FALSE, FALSE, sizeof (AttuneFormPart));

  attune_form_tree_init (&tree, self);
  for (guint i = 0; i < parts->len; i++)
    {
      AttuneFormPart part = g_array_index (parts, AttuneFormPart, i);
      json_t *copy = json_deep_copy (attune_form_shape_get_object (shape, part));
      AttuneFormPart added;

      attune_form_tree_rename (&tree, copy, part.is_section, renamed);
      *n += attune_json_measure (copy) + KEY_BYTES;
      g_ptr_array_add (ids, g_strdup (json_string_value (json_object_get (copy, "id"))));
      added = attune_form_shape_add (shape, part.is_section, copy);
      g_array_append_val (copies, added);
    }
  for (guint i = 0; i < copies->len; i++)
    attune_form_tree_rename_conditions (
      attune_form_shape_get_object (shape, g_array_index (copies, AttuneFormPart, i)), renamed);
  return copies;
}

/* Whether the part stands right before the next of its kind. */
static gboolean
goes_on (AttuneFormShape *shape, AttuneFormPart part, AttuneFormPart next)
{
  guint section;
  guint other;
  guint position = attune_form_shape_locate (shape, part, &section);

  return part.is_section == next.is_section &&
         attune_form_shape_locate (shape, next, &other) == position + 1 && section == other;
}

static void
insert_copies (AttuneFormShape *shape, const GArray *parts, const GArray *copies)
{
  guint section;
  guint position;
  guint end = parts->len;

  /* From the last on: what is inserted moves nothing that is still to be looked at. */
  while (end > 0)
    {
      guint start = end - 1;

      position = attune_form_shape_locate (shape, g_array_index (parts, AttuneFormPart, end - 1),
                                           &section);
      while (start > 0 && goes_on (shape, g_array_index (parts, AttuneFormPart, start - 1),
                                   g_array_index (parts, AttuneFormPart, start)))
        start--;
      for (guint i = end; i > start; i--)
        attune_form_shape_insert (shape, g_array_index (copies, AttuneFormPart, i - 1), section,
                                  position + 1);
      end = start;
    }
}

AttuneForm *
attune_form_group_duplicate (AttuneForm *self,
                             const char *const *ids,
                             GStrv *out_ids,
                             GError **error)
{
  g_autoptr (AttuneFormShape) shape = NULL;
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) copies = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  AttuneForm *form;
  gsize n_bytes = 0;

  g_return_val_if_fail (self != NULL && ids != NULL, NULL);

  shape = attune_form_shape_new (self);
  parts = list_parts (self, ids);
  copies = copy_parts (self, shape, parts, names, &n_bytes);
  insert_copies (shape, parts, copies);
  form = attune_form_shape_finish (shape, n_bytes, error);
  if (form == NULL || out_ids == NULL)
    return form;
  g_ptr_array_add (names, NULL);
  *out_ids = (GStrv) g_ptr_array_steal (names, NULL);
  return form;
}

AttuneForm *
attune_form_group_set (AttuneForm *self,
                       const char *const *ids,
                       const char *key,
                       const char *json,
                       GError **error)
{
  g_autoptr (AttuneFormShape) shape = NULL;
  g_autoptr (AttuneJson) value = NULL;
  AttuneFormPart part;
  gsize n_bytes = 0;

  g_return_val_if_fail (self != NULL && ids != NULL && key != NULL && json != NULL, NULL);
  g_return_val_if_fail (!g_str_equal (key, "id") && !g_str_equal (key, "type"), NULL);

  value = json_loads (json, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
  g_return_val_if_fail (value != NULL, NULL);
  shape = attune_form_shape_new (self);
  for (guint i = 0; ids[i] != NULL; i++)
    if (find_part (self, ids[i], &part))
      {
        json_t *object = json_copy (attune_form_shape_get_object (shape, part));

        json_object_set (object, key, value);
        attune_form_shape_set_object (shape, part, object);
        n_bytes += attune_json_measure (value) + KEY_BYTES;
      }
  return attune_form_shape_finish (shape, n_bytes, error);
}
