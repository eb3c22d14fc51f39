/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-query-sql.h"

#include "attune-fold.h"
#include "attune-people.h"

#include <string.h>

/* Bytes of a word of the text that are looked for. */
#define MAX_WORD_SIZE 1000

/* Who sees all contents, so that rights narrow nothing. */
#define QUALITY_TEAM (ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

/* Durations and scores may be unknown: such rows come last, whichever way the others go. */
static gboolean
has_nulls (const AttuneQuery *query)
{
  return query->sort ==
         (query->kind == ATTUNE_LIST_INTERACTIONS ? ATTUNE_SORT_DURATION : ATTUNE_SORT_SCORE);
}

static void
begin_part (AttuneWalk *self)
{
  gboolean is_downward = self->query.is_descending && !attune_walk_is_narrow (self);

  self->key = is_downward ? G_MAXINT64 : G_MININT64;
  self->id = self->key;
}

/* No engine looks for patterns of any length (SQLite: 50,000 bytes). What long is pasted is looked for by its beginning. */
static char *
make_pattern (char *word)
{
  g_autofree char *pattern = NULL;

  if (strlen (word) > MAX_WORD_SIZE)
    *g_utf8_find_prev_char (word, word + MAX_WORD_SIZE) = '\0';
  pattern = attune_fold_to_like (word);
  return g_strconcat ("%", pattern, "%", NULL);
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
    self->words[self->n_words] = make_pattern (words[self->n_words]);

  self->has_nulls = has_nulls (query);
  begin_part (self);
  if (query->interaction != 0)
    attune_walk_add_scope (self, ATTUNE_SCOPE_INTERACTION, query->interaction);
  else if (query->agent != 0)
    attune_walk_add_scope (self, ATTUNE_SCOPE_AGENT, query->agent);
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
  g_clear_pointer (&self->scopes, g_array_unref);
  g_free (self->text);
  g_free (self);
}

static void
make_narrow (AttuneWalk *self)
{
  if (self->scopes == NULL)
    self->scopes = g_array_new (FALSE, FALSE, sizeof (AttuneScope));
  begin_part (self);
}

void
attune_walk_add_scope (AttuneWalk *self, AttuneScopeKind kind, gint64 id)
{
  AttuneScope scope = { kind, id };

  make_narrow (self);
  g_array_append_val (self->scopes, scope);
}

gboolean
attune_walk_is_narrow (const AttuneWalk *self)
{
  return self->scopes != NULL;
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

/* Rights end at own teams, own contacts and own drafts for all but the quality team: nothing else need be looked at. The
 * statements hold the rights all the same. */
static gboolean
find_scopes (AttuneWalk *self, AttuneStore *store, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *roles;
  const AttuneRows *teams;

  attune_batch_add (batch, "SELECT roles FROM person WHERE id = $actor", "i");
  attune_batch_bind_int (batch, "actor", self->actor);
  attune_batch_add (batch, "SELECT team_id FROM team_coach WHERE coach_id = $actor", "i");
  attune_batch_bind_int (batch, "actor", self->actor);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  roles = attune_result_rows (result, 0);
  teams = attune_result_rows (result, 1);
  if (attune_rows_get_n (roles) > 0 && attune_rows_get_int (roles, 0, 0) & QUALITY_TEAM)
    return TRUE;

  make_narrow (self);
  if (attune_rows_get_n (roles) == 0)
    return TRUE;
  for (guint i = 0; i < attune_rows_get_n (teams); i++)
    attune_walk_add_scope (self, ATTUNE_SCOPE_TEAM, attune_rows_get_int (teams, i, 0));
  attune_walk_add_scope (self, ATTUNE_SCOPE_AGENT, self->actor);
  if (self->query.kind == ATTUNE_LIST_EVALUATIONS)
    attune_walk_add_scope (self, ATTUNE_SCOPE_EVALUATOR, self->actor);
  return TRUE;
}

gboolean
attune_walk_prepare (AttuneWalk *self, AttuneStore *store, GError **error)
{
  if (self->is_prepared)
    return TRUE;

  self->is_prepared = (self->n_words == 0 || find_agents (self, store, error)) &&
                      (attune_walk_is_narrow (self) || find_scopes (self, store, error));
  return self->is_prepared;
}

gboolean
attune_walk_is_over (const AttuneWalk *self)
{
  return attune_walk_is_narrow (self) ? self->i_scope >= self->scopes->len : self->i_scope > 0;
}

void
attune_walk_next (AttuneWalk *self, const AttuneRows *rows, guint n)
{
  guint n_rows = attune_rows_get_n (rows);

  if (n_rows > 0)
    {
      self->key = attune_rows_get_int (rows, n_rows - 1, 0);
      self->id = attune_rows_get_int (rows, n_rows - 1, 1);
    }
  if (n_rows == n)
    return;

  if (!attune_walk_is_narrow (self) && self->has_nulls && !self->is_in_nulls)
    self->is_in_nulls = TRUE;
  else
    self->i_scope++;
  begin_part (self);
}
