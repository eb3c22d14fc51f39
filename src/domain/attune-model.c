/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-private.h"

#include "attune-json-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (AttuneModel, attune_model, attune_model_ref, attune_model_unref)

/* A model being read. */
typedef struct
{
  AttuneModel *model;
  AttuneJsonReader reader;
} Parse;

/* --- Reading ------------------------------------------------------------------------------------------------- */

static guint
find_goal (AttuneModel *self, const char *id, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (self->goals[i].id, id))
        return i;
    }
  return ATTUNE_MODEL_NONE;
}

static guint
find_behaviour (AttuneModel *self, const char *id, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (self->behaviours[i].id, id))
        return i;
    }
  return ATTUNE_MODEL_NONE;
}

static void
fault_taken (Parse *parse, const char *id)
{
  attune_json_reader_fault (&parse->reader, "id", _ ("the id “%s” is already taken"), id);
}

static void
read_goal (Parse *parse, json_t *node, guint index)
{
  AttuneModelGoal *goal = &parse->model->goals[index];

  goal->id = attune_json_read_id (&parse->reader, node, "id");
  if (*goal->id != '\0' && find_goal (parse->model, goal->id, index) != ATTUNE_MODEL_NONE)
    fault_taken (parse, goal->id);
  goal->title = attune_json_read_required_string (&parse->reader, node, "title");
  goal->description = attune_json_read_string (&parse->reader, node, "description", "");
  if (!json_is_null (json_object_get (node, "outcome")))
    goal->outcome = attune_json_read_string (&parse->reader, node, "outcome", NULL);
  goal->has_target = attune_json_read_nullable_decimal (&parse->reader, node, "target", FALSE,
                                                        &goal->target);
}

static void
read_served (Parse *parse, json_t *array, gboolean *is_served)
{
  for (guint i = 0; i < json_array_size (array); i++)
    {
      const char *id = json_string_value (json_array_get (array, i));
      guint goal = id != NULL ? find_goal (parse->model, id, parse->model->n_goals)
                              : ATTUNE_MODEL_NONE;

      attune_json_reader_enter_index (&parse->reader, i);
      if (id == NULL)
        attune_json_reader_fault (&parse->reader, NULL, _ ("must be the id of a goal, as a text"));
      else if (goal == ATTUNE_MODEL_NONE)
        attune_json_reader_fault (&parse->reader, NULL, _ ("there is no goal “%s”"), id);
      else if (is_served[goal])
        attune_json_reader_fault (&parse->reader, NULL, _ ("the goal “%s” is named twice"), id);
      else
        is_served[goal] = TRUE;
      attune_json_reader_leave (&parse->reader);
    }
}

static void
read_serves (Parse *parse, json_t *node, AttuneModelBehaviour *behaviour)
{
  gboolean is_served[ATTUNE_MODEL_MAX_GOALS] = { FALSE };
  guint *serves = g_new0 (guint, parse->model->n_goals + 1);
  json_t *array = attune_json_read_array (&parse->reader, node, "serves");

  attune_json_reader_enter (&parse->reader, "serves");
  read_served (parse, array, is_served);
  attune_json_reader_leave (&parse->reader);
  for (guint i = 0; i < parse->model->n_goals; i++)
    {
      if (is_served[i])
        serves[behaviour->n_serves++] = i;
    }
  behaviour->serves = serves;
}

static void
read_behaviour (Parse *parse, json_t *node, guint index)
{
  AttuneModelBehaviour *behaviour = &parse->model->behaviours[index];

  behaviour->id = attune_json_read_id (&parse->reader, node, "id");
  if (*behaviour->id != '\0' &&
      find_behaviour (parse->model, behaviour->id, index) != ATTUNE_MODEL_NONE)
    fault_taken (parse, behaviour->id);
  behaviour->title = attune_json_read_required_string (&parse->reader, node, "title");
  behaviour->description = attune_json_read_string (&parse->reader, node, "description", "");
  read_serves (parse, node, behaviour);
}

/* The entries of a list that may have `most`; NULL beyond. */
static json_t *
read_list (Parse *parse, const char *key, guint most)
{
  json_t *array = attune_json_read_array (&parse->reader, parse->model->document, key);

  if (json_array_size (array) <= most)
    return array;
  attune_json_reader_fault (&parse->reader, key, _ ("more than %u of them"), most);
  return NULL;
}

static void
read_entries (Parse *parse, const char *key, json_t *array, void (*read) (Parse *, json_t *, guint))
{
  attune_json_reader_enter (&parse->reader, key);
  for (guint i = 0; i < json_array_size (array); i++)
    {
      json_t *node = json_array_get (array, i);

      attune_json_reader_enter_index (&parse->reader, i);
      if (attune_json_reader_expect_object (&parse->reader, node))
        read (parse, node, i);
      attune_json_reader_leave (&parse->reader);
    }
  attune_json_reader_leave (&parse->reader);
}

static void
read_heading (Parse *parse)
{
  AttuneModel *model = parse->model;
  AttuneJsonReader *reader = &parse->reader;
  const char *format = attune_json_read_string (reader, model->document, "format", "attune-model");

  if (!g_str_equal (format, "attune-model"))
    attune_json_reader_fault (reader, "format", _ ("must be “%s”, not “%s”"), "attune-model",
                              format);
  if (attune_json_read_count (reader, model->document, "version", 1, G_MAXINT) != 1)
    attune_json_reader_fault (reader, "version", _ ("only version 1 of the format is known here"));
  model->id = attune_json_read_id (reader, model->document, "id");
  model->title = attune_json_read_required_string (reader, model->document, "title");
  model->description = attune_json_read_string (reader, model->document, "description", "");
}

/* Until an entry is read its strings are empty, whatever its faults. */
static void
allocate (AttuneModel *self, json_t *goals, json_t *behaviours)
{
  self->n_goals = (guint) json_array_size (goals);
  self->n_behaviours = (guint) json_array_size (behaviours);
  self->goals = g_new0 (AttuneModelGoal, self->n_goals + 1);
  self->behaviours = g_new0 (AttuneModelBehaviour, self->n_behaviours + 1);
  for (guint i = 0; i < self->n_goals; i++)
    self->goals[i].id = self->goals[i].title = self->goals[i].description = "";
  for (guint i = 0; i < self->n_behaviours; i++)
    self->behaviours[i].id = self->behaviours[i].title = self->behaviours[i].description = "";
}

AttuneModel *
attune_model_from_document (json_t *document, GPtrArray *faults)
{
  g_autoptr (AttuneModel) self = g_new0 (AttuneModel, 1);
  guint n_before = faults->len;
  Parse parse = { .model = self };
  json_t *goals;
  json_t *behaviours;

  g_atomic_ref_count_init (&self->references);
  self->document = json_incref (document);
  attune_json_reader_init (&parse.reader, faults);
  read_heading (&parse);
  goals = read_list (&parse, "goals", ATTUNE_MODEL_MAX_GOALS);
  behaviours = read_list (&parse, "behaviours", ATTUNE_MODEL_MAX_BEHAVIOURS);
  allocate (self, goals, behaviours);
  read_entries (&parse, "goals", goals, read_goal);
  read_entries (&parse, "behaviours", behaviours, read_behaviour);
  attune_json_reader_clear (&parse.reader);
  return faults->len == n_before ? g_steal_pointer (&self) : NULL;
}

/* --- Public -------------------------------------------------------------------------------------------------- */

AttuneModel *
attune_model_parse (const char *text, gssize length, GPtrArray *faults)
{
  g_autoptr (AttuneJson) document = NULL;
  g_autoptr (AttuneModel) self = NULL;
  guint n_before;

  g_return_val_if_fail (text != NULL && faults != NULL, NULL);

  n_before = faults->len;
  document = attune_json_load_whole (text, length, ATTUNE_MODEL_MAX_BYTES, faults);
  if (document != NULL)
    self = attune_model_from_document (document, faults);
  return faults->len == n_before ? g_steal_pointer (&self) : NULL;
}

AttuneModel *
attune_model_from_json (const char *text, gssize length, GError **error)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  AttuneModel *self = attune_model_parse (text, length, faults);

  if (self == NULL)
    attune_faults_to_error (faults, error);
  return self;
}

char *
attune_model_to_json (AttuneModel *self, gsize *out_length)
{
  g_return_val_if_fail (self != NULL, NULL);

  return attune_json_dump_within (self->document, ATTUNE_MODEL_MAX_BYTES, out_length);
}

AttuneModel *
attune_model_ref (AttuneModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
attune_model_unref (AttuneModel *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->n_behaviours; i++)
    g_free ((gpointer) self->behaviours[i].serves);
  g_free (self->behaviours);
  g_free (self->goals);
  g_clear_pointer (&self->document, json_decref);
  g_free (self);
}

gboolean
attune_model_equal (AttuneModel *self, AttuneModel *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self == other || json_equal (self->document, other->document);
}

const char *
attune_model_get_id (AttuneModel *self)
{
  return self->id;
}

const char *
attune_model_get_title (AttuneModel *self)
{
  return self->title;
}

const char *
attune_model_get_description (AttuneModel *self)
{
  return self->description;
}

guint
attune_model_get_n_goals (AttuneModel *self)
{
  return self->n_goals;
}

const AttuneModelGoal *
attune_model_get_goal (AttuneModel *self, guint goal)
{
  g_return_val_if_fail (goal < self->n_goals, NULL);

  return &self->goals[goal];
}

guint
attune_model_get_n_behaviours (AttuneModel *self)
{
  return self->n_behaviours;
}

const AttuneModelBehaviour *
attune_model_get_behaviour (AttuneModel *self, guint behaviour)
{
  g_return_val_if_fail (behaviour < self->n_behaviours, NULL);

  return &self->behaviours[behaviour];
}

const char *
attune_model_goal_get_name (const AttuneModelGoal *goal)
{
  g_return_val_if_fail (goal != NULL, NULL);

  return *goal->title != '\0' ? goal->title : _ ("Untitled goal");
}

const char *
attune_model_behaviour_get_name (const AttuneModelBehaviour *behaviour)
{
  g_return_val_if_fail (behaviour != NULL, NULL);

  return *behaviour->title != '\0' ? behaviour->title : _ ("Untitled behaviour");
}

guint
attune_model_find_goal (AttuneModel *self, const char *id)
{
  return id != NULL ? find_goal (self, id, self->n_goals) : ATTUNE_MODEL_NONE;
}

guint
attune_model_find_behaviour (AttuneModel *self, const char *id)
{
  return id != NULL ? find_behaviour (self, id, self->n_behaviours) : ATTUNE_MODEL_NONE;
}

gboolean
attune_model_serves (AttuneModel *self, guint behaviour, guint goal)
{
  g_return_val_if_fail (behaviour < self->n_behaviours, FALSE);

  for (guint i = 0; i < self->behaviours[behaviour].n_serves; i++)
    {
      if (self->behaviours[behaviour].serves[i] == goal)
        return TRUE;
    }
  return FALSE;
}
