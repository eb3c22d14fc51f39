/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-query.h"
#include "attune-verb.h"

/* How a query becomes SQL: a walk that says of each row whether the query and the actor's rights take it, a slice at a
 * time. So a slice reads a known number of rows, however few of them match. A wide walk goes along the index of the sort
 * key and finds the rows in order. A narrow one goes through scopes, the rows of an agent or a team, one after the other by
 * id: what it finds is few, in no order, and may come twice. The text depends on which filters a query has, never on their
 * values: statements stay in the cache. */

/* The words of a query's text as patterns, at most so many; the last one holds what is left. */
#define ATTUNE_QUERY_MAX_WORDS 4

typedef enum
{
  ATTUNE_SCOPE_AGENT,
  ATTUNE_SCOPE_TEAM, /* at contact time */
  ATTUNE_SCOPE_EVALUATOR,
  ATTUNE_SCOPE_INTERACTION,
} AttuneScopeKind;

typedef struct
{
  AttuneScopeKind kind;
  gint64 id;
} AttuneScope;

typedef struct
{
  gint64 actor;
  AttuneQuery query;
  char *text;                          /* what `query.text` points at */
  guint n_words;
  char *words[ATTUNE_QUERY_MAX_WORDS];  /* "%aho%" */
  char *agents[ATTUNE_QUERY_MAX_WORDS]; /* ",17,42,": agents whose names have the word */
  gboolean is_prepared;

  GArray *scopes; /* AttuneScope, of a narrow walk; NULL of a wide one */
  guint i_scope;

  gboolean has_nulls;   /* whether the sort key may be NULL */
  gboolean is_in_nulls; /* where the walk is: in which part, and the sort key and id of the row that was last */
  gint64 key;
  gint64 id;
} AttuneWalk;

AttuneWalk *attune_walk_new       (gint64             actor,
                                   const AttuneQuery *query);
void        attune_walk_free      (AttuneWalk        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneWalk, attune_walk_free)

/* Makes the walk a narrow one that goes through this scope too. */
void        attune_walk_add_scope (AttuneWalk        *self,
                                   AttuneScopeKind    kind,
                                   gint64             id);
gboolean    attune_walk_is_narrow (const AttuneWalk  *self);

/* Finds out what the walk has to know beforehand: whose names have the words, and where the actor's rights end. On the
 * worker's thread. */
gboolean    attune_walk_prepare   (AttuneWalk        *self,
                                   AttuneStore       *store,
                                   GError           **error);
/* Whether there is anything to read any more. */
gboolean    attune_walk_is_over   (const AttuneWalk  *self);

/* The statement of a slice, where the walk is. Owned by the caller. */
char       *attune_walk_to_sql    (const AttuneWalk  *self);
/* Adds the statement that reads the next `n` rows: sort key, id, and 1 for a match. */
void        attune_walk_add_slice (const AttuneWalk  *self,
                                   AttuneBatch       *batch,
                                   guint              n);
#define ATTUNE_WALK_TYPES "iii"
/* Moves on behind what a slice of `n` has read. */
void        attune_walk_next      (AttuneWalk        *self,
                                   const AttuneRows  *rows,
                                   guint              n);
