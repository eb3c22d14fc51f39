/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"

/* What a list shows. A query is an immutable value; another filter or sort is another query and another list. */
typedef enum
{
  ATTUNE_LIST_INTERACTIONS, /* rows are AttuneInteractionRow */
  ATTUNE_LIST_EVALUATIONS,  /* rows are AttuneEvaluationRow */
} AttuneListKind;

typedef enum
{
  ATTUNE_SORT_TIME, /* of the contact */
  ATTUNE_SORT_SCORE,
  ATTUNE_SORT_DURATION,
} AttuneSortKey;

/* Zeroes ask for everything that the actor may see, oldest first. */
typedef struct
{
  AttuneListKind kind;
  AttuneSortKey sort;
  gboolean is_descending;
  gint64 agent;          /* 0 for any */
  gint64 form;
  gint64 team;           /* at contact time */
  gint64 evaluator;
  gint64 interaction;
  gint64 from;           /* contact time, microseconds UTC, 0 for open */
  gint64 to;             /* exclusive, 0 for open */
  guint states;          /* bits 1 << AttuneEvaluationState, 0 for any */
  guint channels;        /* bits 1 << AttuneChannel, 0 for any */
  gboolean only_unevaluated; /* interactions without an assessment that the actor may see or that stands in their way */
  gboolean only_recorded; /* interactions with a recording */
  const char *text;      /* in customer, subject or agent's name; NULL or "" for any */
} AttuneQuery;

/* All ids that match, in order: a GArray of gint64. Read in slices behind what is more urgent. */
void    attune_store_list_ids_async  (AttuneStore        *self,
                                      gint64              actor,
                                      const AttuneQuery  *query,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            data);
GArray *attune_store_list_ids_finish (AttuneStore  *self,
                                      GAsyncResult *result,
                                      GError      **error);

/* How many match, and the first `n` rows of them. Looks through everything, hence for what is few: an agent's, a contact's. */
void       attune_store_list_first_async  (AttuneStore        *self,
                                           gint64              actor,
                                           const AttuneQuery  *query,
                                           guint               n,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            data);
GPtrArray *attune_store_list_first_finish (AttuneStore  *self,
                                           GAsyncResult *result,
                                           guint        *out_count,
                                           GError      **error);

/* The first `n` rows at the most, as soon as they are found, or some of them when those take long: what a list shows before
 * its ids are there. `out_is_whole` tells whether there are no others. */
void       attune_store_list_page_async   (AttuneStore        *self,
                                           gint64              actor,
                                           const AttuneQuery  *query,
                                           guint               n,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            data);
GPtrArray *attune_store_list_page_finish  (AttuneStore  *self,
                                           GAsyncResult *result,
                                           gboolean     *out_is_whole,
                                           GError      **error);

/* The rows of these ids, in their order; NULL in the place of one that is gone or not to be seen. */
void       attune_store_fetch_rows_async  (AttuneStore        *self,
                                           gint64              actor,
                                           AttuneListKind      kind,
                                           const gint64       *ids,
                                           guint               n_ids,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            data);
GPtrArray *attune_store_fetch_rows_finish (AttuneStore  *self,
                                           GAsyncResult *result,
                                           GError      **error);
