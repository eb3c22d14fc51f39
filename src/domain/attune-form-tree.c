/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-tree.h"

#include "attune-form-private.h"
#include "attune-form-refusal.h"
#include "attune-fresh-id.h"

#include <glib/gi18n-lib.h>

void
attune_form_tree_init (AttuneFormTree *self, AttuneForm *form)
{
  self->form = form;
  self->root = json_copy (form->document);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
attune_form_tree_clear (AttuneFormTree *self)
{
  g_clear_pointer (&self->root, json_decref);
  g_clear_pointer (&self->taken, g_hash_table_unref);
}

AttuneForm *
attune_form_tree_finish (AttuneFormTree *self, gsize n_bytes, GError **error)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneForm) form = attune_form_from_document (self->root, faults);

  if (form == NULL)
    {
      attune_form_refuse (self->form, self->root, faults, error);
      return NULL;
    }

  form->most_bytes = self->form->most_bytes + n_bytes;
  if (form->most_bytes > ATTUNE_FORM_MAX_BYTES)
    form->most_bytes = attune_json_measure (form->document);
  if (form->most_bytes > ATTUNE_FORM_MAX_BYTES)
    {
      g_set_error_literal (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                           _ ("the form would become larger than 1 MiB"));
      return NULL;
    }
  return g_steal_pointer (&form);
}

/* --- Ways into the tree -------------------------------------------------------------------------------------- */

/* The entry of a list, copied so that it can be written to. */
static json_t *
open_entry (json_t *list, gsize index)
{
  json_t *copy = json_copy (json_array_get (list, index));

  json_array_set_new (list, index, copy);
  return copy;
}

json_t *
attune_form_tree_open_list (json_t *object, const char *key)
{
  json_t *list = json_object_get (object, key);

  list = list != NULL ? json_copy (list) : json_array ();
  json_object_set_new_nocheck (object, key, list);
  return list;
}

/* Where among the entries the id stands, or their number. */
static gsize
find_entry (json_t *list, const char *id)
{
  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const char *other = json_string_value (json_object_get (json_array_get (list, i), "id"));

      if (g_strcmp0 (other, id) == 0)
        return i;
    }
  return json_array_size (list);
}

static gboolean
holds_element (json_t *section, const char *id)
{
  json_t *questions = json_object_get (section, "questions");
  json_t *sections = json_object_get (section, "sections");

  if (find_entry (questions, id) < json_array_size (questions) ||
      find_entry (sections, id) < json_array_size (sections))
    return TRUE;
  for (gsize i = 0; i < json_array_size (sections); i++)
    {
      if (holds_element (json_array_get (sections, i), id))
        return TRUE;
    }
  return FALSE;
}

/* The list that holds the section or question, looking from an open form or section. */
static json_t *
open_list_of (json_t *object, const char *id, gsize *out_index)
{
  static const char *const keys[] = { "questions", "sections" };
  json_t *sections = json_object_get (object, "sections");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      json_t *list = json_object_get (object, keys[i]);

      *out_index = find_entry (list, id);
      if (*out_index < json_array_size (list))
        return attune_form_tree_open_list (object, keys[i]);
    }
  for (gsize i = 0; i < json_array_size (sections); i++)
    {
      if (holds_element (json_array_get (sections, i), id))
        return open_list_of (open_entry (attune_form_tree_open_list (object, "sections"), i), id,
                             out_index);
    }
  return NULL;
}

static void
set_missing (GError **error, const char *what)
{
  g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
               _ ("the form has no part “%s”"), what);
}

static gboolean
is_number (json_t *question)
{
  return g_strcmp0 (json_string_value (json_object_get (question, "type")), "number") == 0;
}

static json_t *
open_options (AttuneFormTree *self, json_t *question)
{
  if (is_number (question))
    return attune_form_tree_open_list (question, "ranges");
  if (json_object_get (question, "options") == NULL)
    json_object_set_new_nocheck (question, "options",
                                 attune_form_make_options (self->form, ATTUNE_QUESTION_YES_NO));
  return attune_form_tree_open_list (question, "options");
}

/* The index of an option by its id, of a range by its number. */
static gsize
find_option (json_t *question, json_t *options, const char *option)
{
  char *end;
  gsize index;

  if (!is_number (question))
    return find_entry (options, option);
  index = (gsize) g_ascii_strtoull (option, &end, 10);
  return *option != '\0' && *end == '\0' ? index : json_array_size (options);
}

json_t *
attune_form_tree_open_siblings (AttuneFormTree *self,
                                AttuneFormPlace place,
                                gsize *out_index,
                                GError **error)
{
  json_t *list = open_list_of (self->root, place.element, out_index);
  json_t *object;
  const char *wanted = place.element;

  if (list != NULL && place.option != NULL)
    {
      object = open_entry (list, *out_index);
      list = open_options (self, object);
      *out_index = find_option (object, list, place.option);
      wanted = place.option;
      if (place.reason != NULL && *out_index < json_array_size (list))
        {
          list = attune_form_tree_open_list (open_entry (list, *out_index), "reasons");
          *out_index = find_entry (list, place.reason);
          wanted = place.reason;
        }
    }
  if (list != NULL && *out_index < json_array_size (list))
    return list;
  set_missing (error, wanted);
  return NULL;
}

json_t *
attune_form_tree_open (AttuneFormTree *self, AttuneFormPlace place, GError **error)
{
  json_t *list;
  gsize index;

  if (place.element == NULL)
    return self->root;
  list = attune_form_tree_open_siblings (self, place, &index, error);
  return list != NULL ? open_entry (list, index) : NULL;
}

/* --- New parts ----------------------------------------------------------------------------------------------- */

static gboolean
is_taken (const char *id, gpointer data)
{
  const AttuneFormTree *self = data;

  return g_hash_table_contains (self->taken, id) ||
         g_hash_table_contains (self->form->elements, id);
}

const char *
attune_form_tree_make_id (AttuneFormTree *self, const char *prefix)
{
  char *id = attune_fresh_id_make (prefix, is_taken, self);

  g_hash_table_add (self->taken, id);
  return id;
}

const char *
attune_form_tree_take_id (AttuneFormTree *self, const char *id, const char *prefix)
{
  char *kept;

  if (!self->keeps_ids || id == NULL || is_taken (id, self))
    return attune_form_tree_make_id (self, prefix);
  kept = g_strdup (id);
  g_hash_table_add (self->taken, kept);
  return kept;
}

static void
append_option (json_t *options, const char *id, const char *label, AttuneDecimal score)
{
  json_t *option = json_object ();

  json_object_set_new_nocheck (option, "id", json_string_nocheck (id));
  json_object_set_new_nocheck (option, "label", json_string_nocheck (label));
  json_object_set_new_nocheck (option, "score", attune_decimal_to_json (score));
  json_array_append_new (options, option);
}

/* 1 to 5, evenly from nothing to all. */
static void
append_scale (json_t *options, AttuneDecimal full)
{
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *digit = g_strdup_printf ("%u", i);

      append_option (options, digit, digit, full / 4 * (i - 1));
    }
}

json_t *
attune_form_make_options (AttuneForm *form, AttuneQuestionType type)
{
  gboolean is_points = attune_form_get_scoring (form)->mode == ATTUNE_SCORING_POINTS;
  AttuneDecimal full = (is_points ? 1 : 100) * ATTUNE_DECIMAL_ONE;
  json_t *options = json_array ();

  switch (type)
    {
    case ATTUNE_QUESTION_YES_NO:
      append_option (options, "yes", _ ("Yes"), full);
      append_option (options, "no", _ ("No"), 0);
      return options;
    case ATTUNE_QUESTION_SCALE:
      append_scale (options, is_points ? 4 * ATTUNE_DECIMAL_ONE : full);
      return options;
    case ATTUNE_QUESTION_CHOICE:
      append_option (options, "1", _ ("First option"), full);
      append_option (options, "2", _ ("Second option"), 0);
      return options;
    case ATTUNE_QUESTION_CHECKLIST:
      append_option (options, "1", _ ("First step"), is_points ? full : full / 2);
      append_option (options, "2", _ ("Second step"), is_points ? full : full / 2);
      return options;
    case ATTUNE_QUESTION_NUMBER:
    case ATTUNE_QUESTION_TEXT:
    case ATTUNE_QUESTION_DATE:
      json_decref (options);
      return NULL;
    }
  g_assert_not_reached ();
}
