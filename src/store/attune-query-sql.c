/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-query-sql.h"

#include "attune-access.h"
#include "attune-fold.h"

#include <string.h>

/* A table in the order of one of its indexes. A key that may be NULL is walked in two parts, the NULLs counting as less
 * than everything. The unary plus of a narrow walk keeps the engine from the index, and has it sort the few rows that it
 * finds otherwise. */
typedef struct
{
  const char *from;
  const char *key;
  const char *id;
  const char *where;
  gboolean has_nulls;
} Path;

static const Path interactions_by_time = { "interaction AS i", "i.started_at", "i.id",
                                           "i.removed_at IS NULL" };
static const Path interactions_by_duration = { "interaction AS i", "i.duration_us", "i.id",
                                               "i.removed_at IS NULL", TRUE };
static const Path interactions_of_agent = {
  "interaction AS i", "+i.started_at", "i.id",
  "i.removed_at IS NULL AND i.id IN (SELECT interaction_id FROM interaction_agent"
  " WHERE agent_id = $agent)"
};
static const Path interactions_of_agent_by_duration = {
  "interaction AS i", "coalesce (+i.duration_us, -1)", "i.id",
  "i.removed_at IS NULL AND i.id IN (SELECT interaction_id FROM interaction_agent"
  " WHERE agent_id = $agent)"
};
static const Path evaluations_by_time = { "evaluation AS e", "e.contact_at", "e.id", "1 = 1" };
static const Path evaluations_by_score = {
  "evaluation_revision AS r JOIN evaluation AS e ON e.id = r.evaluation_id", "r.score",
  "r.evaluation_id", "r.is_current = 1", TRUE
};
static const Path evaluations_of_agent = { "evaluation AS e", "+e.contact_at", "e.id",
                                           "e.agent_id = $agent" };
static const Path evaluations_of_agent_by_score = {
  "evaluation AS e JOIN evaluation_revision AS r ON r.evaluation_id = e.id AND r.is_current = 1",
  "coalesce (+r.score, -1)", "e.id", "e.agent_id = $agent"
};
static const Path evaluations_of_interaction = { "evaluation AS e", "+e.contact_at", "e.id",
                                                 "e.interaction_id = $interaction" };

/* A key that a kind does not have is its time. */
static const Path *
choose_path (const AttuneQuery *query)
{
  gboolean by_score = query->sort == ATTUNE_SORT_SCORE;
  gboolean by_duration = query->sort == ATTUNE_SORT_DURATION;

  if (query->kind == ATTUNE_LIST_INTERACTIONS && query->agent != 0)
    return by_duration ? &interactions_of_agent_by_duration : &interactions_of_agent;
  if (query->kind == ATTUNE_LIST_INTERACTIONS)
    return by_duration ? &interactions_by_duration : &interactions_by_time;
  if (query->agent != 0)
    return by_score ? &evaluations_of_agent_by_score : &evaluations_of_agent;
  if (query->interaction != 0)
    return &evaluations_of_interaction;
  return by_score ? &evaluations_by_score : &evaluations_by_time;
}

static void
begin_part (AttuneWalk *self)
{
  self->key = self->query.is_descending ? G_MAXINT64 : G_MININT64;
  self->id = self->key;
}

AttuneWalk *
attune_walk_new (gint64 actor, const AttuneQuery *query)
{
  AttuneWalk *self = g_new0 (AttuneWalk, 1);
  g_autofree char *folded = attune_fold (query->text);
  g_auto (GStrv) words = g_strsplit (folded, " ", ATTUNE_QUERY_MAX_WORDS);

  self->actor = actor;
  self->query = *query;
  self->text = g_strdup (query->text);
  self->query.text = self->text;
  for (; words[self->n_words] != NULL; self->n_words++)
    {
      g_autofree char *pattern = attune_fold_to_like (words[self->n_words]);

      self->words[self->n_words] = g_strconcat ("%", pattern, "%", NULL);
    }
  self->has_nulls = choose_path (query)->has_nulls;
  self->is_in_nulls = self->has_nulls && !query->is_descending;
  begin_part (self);
  return self;
}

void
attune_walk_free (AttuneWalk *self)
{
  for (guint i = 0; i < ATTUNE_QUERY_MAX_WORDS; i++)
    {
      g_free (self->words[i]);
      g_free (self->agents[i]);
    }
  g_free (self->text);
  g_free (self);
}

/* ",17,42,": the ids of the people of `rows` (id, name) whose names have a word. */
static char *
find_named (const AttuneRows *rows, GPtrArray *names, const char *word)
{
  GString *ids = g_string_new (",");

  for (guint row = 0; row < attune_rows_get_n (rows); row++)
    {
      if (strstr (g_ptr_array_index (names, row), word) != NULL)
        g_string_append_printf (ids, "%" G_GINT64_FORMAT ",", attune_rows_get_int (rows, row, 0));
    }
  return g_string_free (ids, FALSE);
}

/* Names are folded here, for no engine does it like another. */
static gboolean
find_agents (AttuneWalk *self, AttuneStore *store, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folded = attune_fold (self->text);
  g_auto (GStrv) words = g_strsplit (folded, " ", ATTUNE_QUERY_MAX_WORDS);
  const AttuneRows *rows;

  attune_batch_add (batch, "SELECT id, name FROM person", "it");
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  for (guint row = 0; row < attune_rows_get_n (rows); row++)
    g_ptr_array_add (names, attune_fold (attune_rows_get_text (rows, row, 1)));
  for (guint i = 0; i < self->n_words; i++)
    self->agents[i] = find_named (rows, names, words[i]);
  return TRUE;
}

/* Each word of the text has to be in the contact's own words or in the name of an agent. */
static void
append_words (const AttuneWalk *self, GString *sql)
{
  for (guint i = 0; i < self->n_words; i++)
    {
      if (self->query.kind == ATTUNE_LIST_EVALUATIONS)
        g_string_append_printf (
          sql,
          " AND ($agents%u LIKE '%%,' || CAST (e.agent_id AS TEXT) || ',%%'"
          " OR EXISTS (SELECT 1 FROM interaction AS wi WHERE wi.id = e.interaction_id"
          " AND wi.search LIKE $word%u ESCAPE '\\'))",
          i, i);
      else
        g_string_append_printf (
          sql,
          " AND (i.search LIKE $word%u ESCAPE '\\' OR EXISTS (SELECT 1"
          " FROM interaction_agent AS wa WHERE wa.interaction_id = i.id"
          " AND $agents%u LIKE '%%,' || CAST (wa.agent_id AS TEXT) || ',%%'))",
          i, i);
    }
}

static void
append_if (GString *sql, gboolean is_wanted, const char *condition)
{
  if (is_wanted)
    g_string_append (sql, condition);
}

/* What is asked of the evaluations of a contact is asked of those that the actor may see. */
static void
append_interaction_filters (const AttuneQuery *query, GString *sql)
{
  gboolean asks_evaluations = query->form != 0 || query->evaluator != 0 || query->states != 0;

  append_if (sql, query->interaction != 0, " AND i.id = $interaction");
  append_if (sql, query->channels != 0, " AND (($channels >> i.channel) & 1) = 1");
  append_if (sql, query->team != 0,
             " AND EXISTS (SELECT 1 FROM interaction_agent AS ta WHERE ta.interaction_id = i.id"
             " AND ta.team_id = $team)");
  append_if (sql, query->only_unevaluated,
             " AND NOT EXISTS (SELECT 1 FROM evaluation AS ue WHERE ue.interaction_id = i.id"
             " AND ue.kind = 0 AND ue.state <> 3)");
  append_if (sql, query->from != 0, " AND i.started_at >= $from");
  append_if (sql, query->to != 0, " AND i.started_at < $to");
  append_if (sql, asks_evaluations,
             " AND EXISTS (SELECT 1 FROM evaluation AS e WHERE e.interaction_id = i.id"
             " AND " ATTUNE_ACCESS_EVALUATION);
  append_if (sql, query->form != 0, " AND e.form_id = $form");
  append_if (sql, query->evaluator != 0, " AND e.evaluator_id = $evaluator");
  append_if (sql, query->states != 0, " AND (($states >> e.state) & 1) = 1");
  append_if (sql, asks_evaluations, ")");
}

static void
append_evaluation_filters (const AttuneQuery *query, GString *sql)
{
  append_if (sql, query->interaction != 0, " AND e.interaction_id = $interaction");
  append_if (sql, query->form != 0, " AND e.form_id = $form");
  append_if (sql, query->team != 0, " AND e.team_id = $team");
  append_if (sql, query->evaluator != 0, " AND e.evaluator_id = $evaluator");
  append_if (sql, query->states != 0, " AND (($states >> e.state) & 1) = 1");
  append_if (sql, query->channels != 0,
             " AND EXISTS (SELECT 1 FROM interaction AS ci WHERE ci.id = e.interaction_id"
             " AND (($channels >> ci.channel) & 1) = 1)");
  append_if (sql, query->from != 0, " AND e.contact_at >= $from");
  append_if (sql, query->to != 0, " AND e.contact_at < $to");
}

/* A span of time is a part of the walk where the walk is along time. */
static void
append_span (const AttuneQuery *query, const Path *path, GString *sql)
{
  if (path != &interactions_by_time && path != &evaluations_by_time)
    return;

  if (query->from != 0)
    g_string_append_printf (sql, " AND %s >= $from", path->key);
  if (query->to != 0)
    g_string_append_printf (sql, " AND %s < $to", path->key);
}

/* Where the slice goes on, and in which order. */
static void
append_place (const AttuneWalk *self, const Path *path, GString *sql)
{
  const char *direction = self->query.is_descending ? "DESC" : "ASC";
  const char *sign = self->query.is_descending ? "<" : ">";

  if (self->is_in_nulls)
    g_string_append_printf (sql, " AND %s IS NULL AND %s %s $id ORDER BY %s %s LIMIT $n", path->key,
                            path->id, sign, path->id, direction);
  else
    g_string_append_printf (sql, " AND (%s, %s) %s ($key, $id) ORDER BY %s %s, %s %s LIMIT $n",
                            path->key, path->id, sign, path->key, direction, path->id, direction);
}

char *
attune_walk_to_sql (const AttuneWalk *self)
{
  const AttuneQuery *query = &self->query;
  const Path *path = choose_path (query);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT %s, %s, CASE WHEN ", path->key, path->id);
  if (query->kind == ATTUNE_LIST_INTERACTIONS)
    {
      g_string_append (sql, ATTUNE_ACCESS_INTERACTION);
      append_interaction_filters (query, sql);
    }
  else
    {
      g_string_append (sql, ATTUNE_ACCESS_EVALUATION);
      append_evaluation_filters (query, sql);
    }
  append_words (self, sql);
  g_string_append_printf (sql, " THEN 1 ELSE 0 END FROM %s WHERE %s", path->from, path->where);
  append_span (query, path, sql);
  append_place (self, path, sql);
  return g_string_free (sql, FALSE);
}

static void
bind_filter (AttuneBatch *batch, const char *name, gint64 value)
{
  if (value != 0)
    attune_batch_bind_int (batch, name, value);
}

static void
bind_filters (const AttuneWalk *self, AttuneBatch *batch)
{
  const AttuneQuery *query = &self->query;
  static const char *const word_names[] = { "word0", "word1", "word2", "word3" };
  static const char *const agent_names[] = { "agents0", "agents1", "agents2", "agents3" };

  bind_filter (batch, "agent", query->agent);
  bind_filter (batch, "form", query->form);
  bind_filter (batch, "team", query->team);
  bind_filter (batch, "evaluator", query->evaluator);
  bind_filter (batch, "interaction", query->interaction);
  bind_filter (batch, "from", query->from);
  bind_filter (batch, "to", query->to);
  bind_filter (batch, "states", query->states);
  bind_filter (batch, "channels", query->channels);
  for (guint i = 0; i < self->n_words; i++)
    {
      attune_batch_bind_text (batch, word_names[i], self->words[i]);
      attune_batch_bind_text (batch, agent_names[i], self->agents[i]);
    }
}

gboolean
attune_walk_add_slice (AttuneWalk *self,
                       AttuneStore *store,
                       AttuneBatch *batch,
                       guint n,
                       GError **error)
{
  if (self->n_words > 0 && self->agents[0] == NULL && !find_agents (self, store, error))
    return FALSE;

  attune_batch_add (batch, attune_batch_keep (batch, attune_walk_to_sql (self)), ATTUNE_WALK_TYPES);
  attune_batch_bind_int (batch, "actor", self->actor);
  if (!self->is_in_nulls)
    attune_batch_bind_int (batch, "key", self->key);
  attune_batch_bind_int (batch, "id", self->id);
  attune_batch_bind_int (batch, "n", n);
  bind_filters (self, batch);
  return TRUE;
}

gboolean
attune_walk_next (AttuneWalk *self, const AttuneRows *rows, guint n)
{
  guint n_rows = attune_rows_get_n (rows);

  if (n_rows > 0)
    {
      self->key = attune_rows_get_int (rows, n_rows - 1, 0);
      self->id = attune_rows_get_int (rows, n_rows - 1, 1);
    }
  if (n_rows == n)
    return TRUE;
  if (!self->has_nulls || self->is_in_nulls == self->query.is_descending)
    return FALSE;

  self->is_in_nulls = !self->is_in_nulls;
  begin_part (self);
  return TRUE;
}
