/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-assignments.h"

/* Self-evaluations: an agent scores their own contact on the form that somebody else scores it on. They are begun by the
 * agent (attune_store_start_evaluation_async) or asked for. Neither side sees the other's answers until both are in, or the
 * time is over, which attune_store_release_due_async brings about: that of the request, or, where nobody asks, so many days
 * after it was begun. Nothing of them enters figures. */

#define ATTUNE_SELF_OWN_DAYS 14

typedef struct
{
  gint64 interaction;
  gint64 agent;
  gint64 form;
  gint64 due_at;      /* when the time is over */
  const char *remark; /* to the agent, "" for none */
} AttuneSelfRequest;

/* Asks `request->agent` to evaluate their part of the contact by `due_at`, which has to be to come. Whoever may assess that
 * part may ask; not the agent themself. ATTUNE_STORE_ERROR_EXISTS where it was asked for or done before,
 * ATTUNE_STORE_ERROR_INVALID where the agent has answered the assessment already, and so knows it. Returns the assignment. */
void   attune_store_request_self_async  (AttuneStore             *self,
                                         gint64                   actor,
                                         const AttuneSelfRequest *request,
                                         GCancellable            *cancellable,
                                         GAsyncReadyCallback      callback,
                                         gpointer                 data);
gint64 attune_store_request_self_finish (AttuneStore  *self,
                                         GAsyncResult *result,
                                         GError      **error);

/* Takes the request back, as long as nothing came of it: whoever made it, or a manager. ATTUNE_STORE_ERROR_CONFLICT once the
 * agent has begun, or begun before it was asked for. Returns the new rev. */
void   attune_store_withdraw_request_async  (AttuneStore        *self,
                                             gint64              actor,
                                             gint64              assignment,
                                             gint64              rev,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            data);
gint64 attune_store_withdraw_request_finish (AttuneStore  *self,
                                             GAsyncResult *result,
                                             GError      **error);

/* Both sides of a contact's evaluation, as far as the actor sees both. The answers of the self-evaluation are on the revision of
 * the form that the assessment is on. */
typedef struct
{
  gint64 assessment;
  gint64 self_evaluation;
  gint64 score;      /* of the assessment, basis points or ATTUNE_SCORE_NONE */
  gint64 self_score;
  char *evaluator_name;
  char *agent_name;
  AttuneAnswers *answers;
  AttuneAnswers *self_answers;
} AttuneGap;

void attune_gap_free (AttuneGap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneGap, attune_gap_free)

/* One question of both. */
typedef struct
{
  guint question;  /* its index in the form */
  gint64 score;    /* what the question has of 100, basis points; ATTUNE_SCORE_NONE where it does not apply */
  gint64 self_score;
  gint64 gap;      /* the agent's own less the assessment's, ATTUNE_SCORE_NONE unless both have one */
  gboolean differs; /* the answers do, whatever they score */
} AttuneGapItem;

/* Of every question that either side was asked: AttuneGapItem, in the order of the form. Pure. */
GArray *attune_gap_list_items (const AttuneGap *self);

/* `evaluation` is either of the two. ATTUNE_STORE_ERROR_NOT_FOUND as long as the actor does not see both. */
void       attune_store_load_gap_async  (AttuneStore        *self,
                                         gint64              actor,
                                         gint64              evaluation,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            data);
AttuneGap *attune_store_load_gap_finish (AttuneStore  *self,
                                         GAsyncResult *result,
                                         GError      **error);
