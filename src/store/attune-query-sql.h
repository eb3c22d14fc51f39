/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-query.h"
#include "attune-verb.h"

/* How a query becomes SQL: a walk along an index, from a place on, that says of each row whether the query and the
 * actor's rights take it. So a slice reads a known number of rows, however few of them match. The text depends on which
 * filters a query has, never on their values: statements stay in the cache. */

/* The words of a query's text as patterns, at most so many; the last one holds what is left. */
#define ATTUNE_QUERY_MAX_WORDS 4

typedef struct
{
  gint64 actor;
  AttuneQuery query;
  char *text;                             /* what `query.text` points at */
  guint n_words;
  char *words[ATTUNE_QUERY_MAX_WORDS];    /* "%aho%" */
  char *agents[ATTUNE_QUERY_MAX_WORDS];   /* ",17,42,": agents whose names have the word */

  gboolean has_nulls;   /* whether the sort key may be NULL */
  gboolean is_in_nulls; /* where the walk is: in which part, and the sort key and id of the row that was last */
  gint64 key;
  gint64 id;
} AttuneWalk;

AttuneWalk *attune_walk_new  (gint64             actor,
                              const AttuneQuery *query);
void        attune_walk_free (AttuneWalk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneWalk, attune_walk_free)

/* The statement of a slice, for the part the walk is in. Owned by the caller. */
char       *attune_walk_to_sql (const AttuneWalk *self);

/* Adds the statement that reads the next `n` rows: sort key, id, and 1 for a match. On the worker's thread. Whatever has
 * to be found out beforehand is read now. */
gboolean attune_walk_add_slice (AttuneWalk  *self,
                                AttuneStore *store,
                                AttuneBatch *batch,
                                guint        n,
                                GError     **error);
#define ATTUNE_WALK_TYPES "iii"
/* Moves on behind what a slice of `n` has read; FALSE when that was the end. */
gboolean attune_walk_next      (AttuneWalk       *self,
                                const AttuneRows *rows,
                                guint             n);
