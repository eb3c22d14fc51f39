/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-edit.h"

#include "attune-fresh-id.h"
#include "attune-json-reader.h"
#include "attune-model-private.h"

#include <glib/gi18n-lib.h>

static const char *const keys[] = { "goals", "behaviours" };

/* --- The document ---------------------------------------------------------------------------------------------- */

/* The model that the document says; takes over the document. */
static AttuneModel *
finish (json_t *document, GError **error)
{
  g_autoptr (AttuneJson) owned = document;
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GError) reason = NULL;
  AttuneModel *model = NULL;

  if (attune_json_measure (document) >= ATTUNE_MODEL_MAX_BYTES)
    attune_faults_add (faults, "", _ ("it would become larger than 256 KiB"));
  else
    model = attune_model_from_document (document, faults);
  if (model == NULL)
    {
      attune_faults_to_error (faults, &reason);
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                   _ ("this would not leave a sound interaction model: %s"), reason->message);
    }
  return model;
}

static guint
find (AttuneModel *self, AttuneModelKind kind, const char *id)
{
  return kind == ATTUNE_MODEL_GOALS ? attune_model_find_goal (self, id)
                                    : attune_model_find_behaviour (self, id);
}

/* A list of the document, there to be written to; made where it is missing. */
static json_t *
open_list (json_t *object, const char *key)
{
  json_t *list = json_object_get (object, key);

  if (list == NULL)
    {
      list = json_array ();
      json_object_set_new_nocheck (object, key, list);
    }
  return list;
}

/* A copy of the document, with the list that the part stands in and where. NULL with an error where there is no such
 * part. */
static json_t *
open_part (AttuneModel *self,
           AttuneModelKind kind,
           const char *id,
           json_t **out_list,
           guint *out_index,
           GError **error)
{
  json_t *document;

  *out_index = find (self, kind, id);
  if (*out_index == ATTUNE_MODEL_NONE)
    {
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                   _ ("the interaction model has no part “%s”"), id);
      return NULL;
    }
  document = json_deep_copy (self->document);
  *out_list = json_object_get (document, keys[kind]);
  return document;
}

static AttuneModel *
set_value (AttuneModel *self,
           AttuneModelKind kind,
           const char *id,
           const char *key,
           json_t *value,
           GError **error)
{
  g_autoptr (AttuneJson) owned = value;
  json_t *list;
  guint index;
  json_t *document = open_part (self, kind, id, &list, &index, error);

  if (document == NULL)
    return NULL;
  json_object_set_nocheck (json_array_get (list, index), key, value);
  return finish (document, error);
}

static gboolean
is_goal_taken (const char *id, gpointer model)
{
  return attune_model_find_goal (model, id) != ATTUNE_MODEL_NONE;
}

static gboolean
is_behaviour_taken (const char *id, gpointer model)
{
  return attune_model_find_behaviour (model, id) != ATTUNE_MODEL_NONE;
}

static char *
make_id (AttuneModel *self, AttuneModelKind kind)
{
  if (kind == ATTUNE_MODEL_GOALS)
    return attune_fresh_id_make ("goal", is_goal_taken, self);
  return attune_fresh_id_make ("behaviour", is_behaviour_taken, self);
}

/* Without the goal in what a behaviour serves. */
static void
forget_goal (json_t *document, const char *goal)
{
  json_t *behaviours = json_object_get (document, "behaviours");

  for (gsize i = 0; i < json_array_size (behaviours); i++)
    {
      json_t *serves = json_object_get (json_array_get (behaviours, i), "serves");

      for (gsize j = json_array_size (serves); j-- > 0;)
        {
          if (g_strcmp0 (json_string_value (json_array_get (serves, j)), goal) == 0)
            json_array_remove (serves, j);
        }
    }
}

/* --- Public ---------------------------------------------------------------------------------------------------- */

AttuneModel *
attune_model_new (const char *id, const char *title)
{
  g_return_val_if_fail (id != NULL && *id != '\0' && title != NULL, NULL);

  return finish (json_pack ("{s:s, s:i, s:s, s:s, s:[], s:[]}", "format", "attune-model", "version",
                            1, "id", id, "title", title, "goals", "behaviours"),
                 NULL);
}

AttuneModel *
attune_model_add (AttuneModel *self,
                  AttuneModelKind kind,
                  guint position,
                  const char *title,
                  char **out_id,
                  GError **error)
{
  g_autofree char *id = NULL;
  AttuneModel *model;
  json_t *document;
  json_t *list;

  g_return_val_if_fail (self != NULL && title != NULL, NULL);

  id = make_id (self, kind);
  document = json_deep_copy (self->document);
  list = open_list (document, keys[kind]);
  json_array_insert_new (list, MIN (position, json_array_size (list)),
                         json_pack ("{s:s, s:s}", "id", id, "title", title));
  model = finish (document, error);
  if (model != NULL && out_id != NULL)
    *out_id = g_steal_pointer (&id);
  return model;
}

AttuneModel *
attune_model_remove (AttuneModel *self, AttuneModelKind kind, const char *id, GError **error)
{
  json_t *document;
  json_t *list;
  guint index;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  document = open_part (self, kind, id, &list, &index, error);
  if (document == NULL)
    return NULL;
  json_array_remove (list, index);
  if (kind == ATTUNE_MODEL_GOALS)
    forget_goal (document, id);
  return finish (document, error);
}

AttuneModel *
attune_model_move (AttuneModel *self,
                   AttuneModelKind kind,
                   const char *id,
                   guint position,
                   GError **error)
{
  json_t *document;
  json_t *list;
  json_t *part;
  guint index;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  document = open_part (self, kind, id, &list, &index, error);
  if (document == NULL)
    return NULL;
  part = json_incref (json_array_get (list, index));
  json_array_remove (list, index);
  json_array_insert_new (list, MIN (position, json_array_size (list)), part);
  return finish (document, error);
}

AttuneModel *
attune_model_set_string (AttuneModel *self,
                         AttuneModelKind kind,
                         const char *id,
                         const char *key,
                         const char *value,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL && key != NULL, NULL);
  g_return_val_if_fail (value == NULL || g_utf8_validate (value, -1, NULL), NULL);

  return set_value (self, kind, id, key, value != NULL ? json_string_nocheck (value) : json_null (),
                    error);
}

AttuneModel *
attune_model_set_target (AttuneModel *self,
                         const char *goal,
                         const AttuneDecimal *target,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && goal != NULL, NULL);

  return set_value (self, ATTUNE_MODEL_GOALS, goal, "target",
                    target != NULL ? attune_decimal_to_json (*target) : json_null (), error);
}

AttuneModel *
attune_model_set_serves (AttuneModel *self,
                         const char *behaviour,
                         const char *goal,
                         gboolean serves,
                         GError **error)
{
  guint index = attune_model_find_behaviour (self, behaviour);
  guint changed = attune_model_find_goal (self, goal);
  json_t *list;

  g_return_val_if_fail (self != NULL && behaviour != NULL && goal != NULL, NULL);

  if (changed == ATTUNE_MODEL_NONE)
    {
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                   _ ("the interaction model has no part “%s”"), goal);
      return NULL;
    }
  list = json_array ();
  for (guint i = 0; index != ATTUNE_MODEL_NONE && i < self->n_goals; i++)
    {
      if (i == changed ? serves : attune_model_serves (self, index, i))
        json_array_append_new (list, json_string_nocheck (self->goals[i].id));
    }
  return set_value (self, ATTUNE_MODEL_BEHAVIOURS, behaviour, "serves", list, error);
}
