/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-query-sql.h"

#include "attune-access.h"
#include "attune-fold.h"

/* A table in the order of one of its indexes. */
typedef struct
{
  const char *from;
  const char *key;
  const char *id;
  const char *where;
} Path;

static const Path interactions_by_time = { "interaction AS i", "i.started_at", "i.id",
                                           "i.removed_at IS NULL" };
static const Path interactions_by_duration = { "interaction AS i", "i.duration_us", "i.id",
                                               "i.removed_at IS NULL" };
static const Path evaluations_by_time = { "evaluation AS e", "e.contact_at", "e.id", "1 = 1" };
static const Path evaluations_by_score = {
  "evaluation_revision AS r JOIN evaluation AS e ON e.id = r.evaluation_id", "r.score",
  "r.evaluation_id", "r.is_current = 1"
};

/* A key that a kind does not have is its time. */
static const Path *
choose_path (const AttuneQuery *query)
{
  if (query->kind == ATTUNE_LIST_INTERACTIONS)
    return query->sort == ATTUNE_SORT_DURATION ? &interactions_by_duration : &interactions_by_time;
  return query->sort == ATTUNE_SORT_SCORE ? &evaluations_by_score : &evaluations_by_time;
}

/* Where a scope's rows are. The unary plus keeps the engine from walking the whole table by id: it sorts the few rows that
 * the index finds. */
#define OF_INTERACTIONS "interaction_agent AS g JOIN interaction AS i ON i.id = g.interaction_id"
#define OF_EVALUATIONS \
  "evaluation AS e JOIN evaluation_revision AS r ON r.evaluation_id = e.id AND r.is_current = 1"

static const Path interaction_scopes[] = {
  [ATTUNE_SCOPE_AGENT] = { OF_INTERACTIONS, NULL, "g.interaction_id", "g.agent_id = $scope" },
  [ATTUNE_SCOPE_TEAM] = { OF_INTERACTIONS, NULL, "g.interaction_id", "g.team_id = $scope" },
  [ATTUNE_SCOPE_INTERACTION] = { OF_INTERACTIONS, NULL, "+g.interaction_id",
                                 "g.interaction_id = $scope" },
};
static const Path evaluation_scopes[] = {
  [ATTUNE_SCOPE_AGENT] = { OF_EVALUATIONS, NULL, "+e.id", "e.agent_id = $scope" },
  [ATTUNE_SCOPE_TEAM] = { OF_EVALUATIONS, NULL, "e.id", "e.team_id = $scope" },
  [ATTUNE_SCOPE_EVALUATOR] = { OF_EVALUATIONS, NULL, "+e.id", "e.evaluator_id = $scope" },
  [ATTUNE_SCOPE_INTERACTION] = { OF_EVALUATIONS, NULL, "+e.id", "e.interaction_id = $scope" },
};

/* The people whose names have a word, found once a slice; most words are in nobody's. The unary plus keeps the engine from
 * going through all contacts of each of them. */
#define IS_NAMED(agent)                                                                \
  "$agents%u <> ',' AND +" agent " IN (SELECT wp.id FROM person AS wp WHERE $agents%u" \
  " LIKE '%%,' || CAST (wp.id AS TEXT) || ',%%')"

/* Each word of the text has to be in the contact's own words or in the name of an agent, of evaluations also in that of who
 * evaluated. */
static void
append_words (const AttuneWalk *self, GString *sql)
{
  for (guint i = 0; i < self->n_words; i++)
    {
      if (self->query.kind == ATTUNE_LIST_EVALUATIONS)
        g_string_append_printf (
          sql,
          " AND ((" IS_NAMED ("e.agent_id") ") OR (" IS_NAMED (
            "e.evaluator_id") ") OR EXISTS (SELECT 1 FROM interaction AS wi"
                              " WHERE wi.id = e.interaction_id AND wi.search LIKE $word%u ESCAPE "
                              "'\\'))",
          i, i, i, i, i);
      else
        g_string_append_printf (
          sql,
          " AND (i.search LIKE $word%u ESCAPE '\\' OR ($agents%u <> ',' AND EXISTS (SELECT 1"
          " FROM interaction_agent AS wa WHERE wa.interaction_id = i.id"
          " AND " IS_NAMED ("wa.agent_id") ")))",
          i, i, i, i);
    }
}

static void
append_if (GString *sql, gboolean is_wanted, const char *condition)
{
  if (is_wanted)
    g_string_append (sql, condition);
}

/* What is asked of the evaluations of a contact is asked of those that the actor may see; whether it lacks one, also of those
 * that keep the actor from making one. */
static void
append_interaction_filters (const AttuneQuery *query, GString *sql)
{
  gboolean asks_evaluations = query->form != 0 || query->evaluator != 0 || query->states != 0;

  append_if (sql, query->agent != 0,
             " AND EXISTS (SELECT 1 FROM interaction_agent AS fa WHERE fa.interaction_id = i.id"
             " AND fa.agent_id = $agent)");
  append_if (sql, query->interaction != 0, " AND i.id = $interaction");
  append_if (sql, query->channels != 0, " AND (($channels >> i.channel) & 1) = 1");
  append_if (sql, query->team != 0,
             " AND EXISTS (SELECT 1 FROM interaction_agent AS ta WHERE ta.interaction_id = i.id"
             " AND ta.team_id = $team)");
  append_if (sql, query->only_unevaluated,
             " AND NOT EXISTS (SELECT 1 FROM evaluation AS e WHERE e.interaction_id = i.id"
             " AND e.kind = 0 AND e.state <> 3"
             " AND (" ATTUNE_ACCESS_EVALUATION " OR " ATTUNE_ACCESS_HELD "))");
  append_if (sql, query->only_recorded,
             " AND EXISTS (SELECT 1 FROM media AS rm WHERE rm.interaction_id = i.id"
             " AND rm.kind = 0 AND rm.removed_at IS NULL)");
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
  append_if (sql, query->agent != 0, " AND e.agent_id = $agent");
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

static void
append_match (const AttuneWalk *self, const Path *path, const char *key, GString *sql)
{
  g_string_append_printf (sql, "SELECT %s, %s, CASE WHEN ", key, path->id);
  if (self->query.kind == ATTUNE_LIST_INTERACTIONS)
    {
      g_string_append (sql, ATTUNE_ACCESS_INTERACTION);
      append_interaction_filters (&self->query, sql);
    }
  else
    {
      g_string_append (sql, ATTUNE_ACCESS_EVALUATION);
      append_evaluation_filters (&self->query, sql);
    }
  append_words (self, sql);
  g_string_append_printf (sql, " THEN 1 ELSE 0 END FROM %s WHERE %s", path->from, path->where);
}

static char *
make_narrow (const AttuneWalk *self)
{
  const AttuneScope *scope = &g_array_index (self->scopes, AttuneScope, self->i_scope);
  gboolean is_interactions = self->query.kind == ATTUNE_LIST_INTERACTIONS;
  const Path *path = is_interactions ? &interaction_scopes[scope->kind]
                                     : &evaluation_scopes[scope->kind];
  GString *sql = g_string_new (NULL);

  append_match (self, path, choose_path (&self->query)->key, sql);
  if (is_interactions)
    g_string_append (sql, " AND i.removed_at IS NULL");
  g_string_append_printf (sql, " AND %s > $id ORDER BY %s LIMIT $n", path->id, path->id);
  return g_string_free (sql, FALSE);
}

static char *
make_wide (const AttuneWalk *self)
{
  const Path *path = choose_path (&self->query);
  const char *direction = self->query.is_descending ? "DESC" : "ASC";
  const char *sign = self->query.is_descending ? "<" : ">";
  GString *sql = g_string_new (NULL);

  append_match (self, path, path->key, sql);
  append_span (&self->query, path, sql);
  if (self->is_in_nulls)
    g_string_append_printf (sql, " AND %s IS NULL AND %s %s $id ORDER BY %s %s LIMIT $n", path->key,
                            path->id, sign, path->id, direction);
  else
    g_string_append_printf (sql, " AND (%s, %s) %s ($key, $id) ORDER BY %s %s, %s %s LIMIT $n",
                            path->key, path->id, sign, path->key, direction, path->id, direction);
  return g_string_free (sql, FALSE);
}

char *
attune_walk_to_sql (const AttuneWalk *self)
{
  return attune_walk_is_narrow (self) ? make_narrow (self) : make_wide (self);
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

void
attune_walk_add_slice (const AttuneWalk *self, AttuneBatch *batch, guint n)
{
  attune_batch_add (batch, attune_batch_keep (batch, attune_walk_to_sql (self)), ATTUNE_WALK_TYPES);
  attune_batch_bind_int (batch, "actor", self->actor);
  attune_batch_bind_int (batch, "id", self->id);
  attune_batch_bind_int (batch, "n", n);
  if (attune_walk_is_narrow (self))
    attune_batch_bind_int (batch, "scope",
                           g_array_index (self->scopes, AttuneScope, self->i_scope).id);
  else if (!self->is_in_nulls)
    attune_batch_bind_int (batch, "key", self->key);
  bind_filters (self, batch);
}
