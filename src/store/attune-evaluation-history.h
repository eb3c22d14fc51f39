/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"

/* What became of an evaluation beside its revisions, and of the agent's own of the same contact, as far as the actor is to know:
 * agents learn neither when theirs was begun or held back, nor whom it was about before. What was said to it is in
 * attune-answering.h. */

typedef enum
{
  ATTUNE_HISTORY_BEGUN,
  ATTUNE_HISTORY_RELEASE_SET, /* until: when it is to be released */
  ATTUNE_HISTORY_RELEASED,    /* person: NULL where its time had come */
  ATTUNE_HISTORY_RELEASED_AT_ONCE,
  ATTUNE_HISTORY_MOVED,
  ATTUNE_HISTORY_VOIDED,
  ATTUNE_HISTORY_SELF_ASKED,  /* until: by when */
  ATTUNE_HISTORY_SELF_TAKEN_BACK,
  ATTUNE_HISTORY_SELF_DONE,
  ATTUNE_HISTORY_SELF_LAPSED,
} AttuneHistoryKind;

typedef struct
{
  AttuneHistoryKind kind;
  gint64 at;
  char *person;      /* who did it; NULL for nobody, or where the actor is not to know */
  char *agent;       /* whom it was about before it was moved, NULL where that is not to be known; of a self-evaluation, who
                      * is asked */
  gint64 contact_at; /* of the contact that it was about before, 0 where it is the same or not to be known */
  gint64 until;      /* 0 for none */
  char *remark;      /* "" for none */
} AttuneHistoryEvent;

void attune_history_event_free (AttuneHistoryEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneHistoryEvent, attune_history_event_free)

/* Newest first: AttuneHistoryEvent. */
void       attune_store_list_history_async  (AttuneStore        *self,
                                             gint64              actor,
                                             gint64              evaluation,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            data);
GPtrArray *attune_store_list_history_finish (AttuneStore  *self,
                                             GAsyncResult *result,
                                             GError      **error);
