/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"

/* How an agent answers an evaluation of theirs: acknowledges what counts now, or disputes it. A dispute is opened once an
 * evaluation, within the form's `dispute_days` of when the agent could see it first, and decided question by question by an analyst or a manager
 * other than the evaluator. Who sees what of it: design.md, section 1. */

typedef enum
{
  ATTUNE_DISPUTE_OPEN,
  ATTUNE_DISPUTE_WITHDRAWN,
  ATTUNE_DISPUTE_DECIDED,
  ATTUNE_DISPUTE_DROPPED, /* the evaluation was made void, or is about somebody else now */
} AttuneDisputeState;

#define ATTUNE_N_DISPUTE_STATES (ATTUNE_DISPUTE_DROPPED + 1)

typedef enum
{
  ATTUNE_DECISION_KEEP,
  ATTUNE_DECISION_AS_PROPOSED,
  ATTUNE_DECISION_OTHERWISE,
} AttuneDecision;

#define ATTUNE_DECISION_NONE (-1)

/* The numbers are in every workspace: new ones are added at the end, and none ever changes. */
G_STATIC_ASSERT (ATTUNE_DISPUTE_OPEN == 0 && ATTUNE_DISPUTE_WITHDRAWN == 1 && ATTUNE_DISPUTE_DECIDED == 2 &&
                 ATTUNE_DISPUTE_DROPPED == 3);
G_STATIC_ASSERT (ATTUNE_DECISION_KEEP == 0 && ATTUNE_DECISION_AS_PROPOSED == 1 && ATTUNE_DECISION_OTHERWISE == 2);

/* One disputed question: what is proposed and why, and what was decided and why. Answers are `attune-answers` documents
 * that hold this question's alone. */
typedef struct
{
  char *question; /* its id */
  char *proposed;
  char *reason;
  int decision;  /* AttuneDecision, or ATTUNE_DECISION_NONE */
  char *decided; /* with ATTUNE_DECISION_OTHERWISE, else NULL */
  char *remark;  /* "" for none */
} AttuneDisputeAnswer;

AttuneDisputeAnswer *attune_dispute_answer_new  (const char *question,
                                                 const char *proposed,
                                                 const char *reason);
AttuneDisputeAnswer *attune_dispute_answer_copy (const AttuneDisputeAnswer *self);
void                 attune_dispute_answer_free (AttuneDisputeAnswer *self);
/* For deciding: `decided` may be NULL. */
void                 attune_dispute_answer_decide (AttuneDisputeAnswer *self,
                                                   AttuneDecision       decision,
                                                   const char          *decided,
                                                   const char          *remark);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneDisputeAnswer, attune_dispute_answer_free)

typedef struct
{
  gint64 id;
  gint64 rev;
  gint64 evaluation;
  gint64 revision;     /* what is disputed */
  gint64 agent;
  char *agent_name;
  AttuneDisputeState state;
  char *reason;        /* of the whole, "" for none */
  gint64 opened_at;
  char *decider_name;  /* NULL until it is decided */
  gint64 decided_at;
  char *remark;        /* on the whole decision */
  gint64 decided_revision; /* what came of it, 0 where every answer stays */
  char *given;         /* the `attune-answers` document that is disputed */
  gboolean can_decide; /* by the actor, now */
  gboolean can_withdraw;
  GPtrArray *answers;  /* AttuneDisputeAnswer, in the order of the form */
} AttuneDispute;

AttuneDispute *attune_dispute_copy (const AttuneDispute *self);
void           attune_dispute_free (AttuneDispute *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneDispute, attune_dispute_free)

/* The answers with `question` alone, as the documents above are made. */
char *attune_dispute_extract (AttuneAnswers *answers,
                              guint          question);

/* Of AttuneDisputeAnswer; owned by the caller. */
GPtrArray *attune_dispute_answers_copy (GPtrArray *answers);

/* Whether `proposed` answers `question` otherwise than `given`; comments are no answers. */
gboolean attune_dispute_proposes_anew (AttuneAnswers *given,
                                       AttuneAnswers *proposed,
                                       guint          question);

/* The evaluation's answers as they are when `answers` (AttuneDisputeAnswer) are decided as they say; what is not decided
 * stays. A new answer without a comment keeps the one that was there. NULL with the error set where one does not fit the
 * form of `given`. */
AttuneAnswers *attune_dispute_resolve (AttuneAnswers *given,
                                       GPtrArray     *answers,
                                       GError       **error);

/* When the time for a dispute is over: at the end of the day `days` after `shown_at`. 0 where there is no time for one. */
gint64 attune_dispute_deadline (GTimeZone *zone,
                                gint64     shown_at,
                                guint      days);

/* A row of a list of disputes. */
typedef struct
{
  gint64 id;
  gint64 evaluation;
  char *agent_name;
  char *evaluator_name;
  char *form_title;
  gint64 contact_at;
  AttuneDisputeState state;
  gint64 opened_at;
  gint64 decided_at; /* 0 until then */
  guint n_questions;
  guint n_changed;   /* answers that were decided otherwise than they were given */
  gboolean can_decide;
} AttuneDisputeRow;

void attune_dispute_row_free (AttuneDisputeRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneDisputeRow, attune_dispute_row_free)

/* The agent's word that they have seen the current revision of their released evaluation, seen at `rev`, with a comment ("" for
 * none); once a revision, and ATTUNE_STORE_ERROR_INVALID while they dispute it. Does not touch the rev: an acknowledgement is
 * a row of its own that is never changed, nobody's view of the evaluation is out of date by it, and two agents' words cannot
 * meet. */
void     attune_store_acknowledge_async  (AttuneStore        *self,
                                          gint64              actor,
                                          gint64              evaluation,
                                          gint64              rev,
                                          const char         *comment,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            data);
gboolean attune_store_acknowledge_finish (AttuneStore  *self,
                                          GAsyncResult *result,
                                          GError      **error);

/* Opens a dispute of the actor's own released evaluation, seen at `rev`: `answers` (AttuneDisputeAnswer, without decisions) name
 * each question once, propose another answer than is given, and say why; `reason` is of the whole, "" for none.
 * ATTUNE_STORE_ERROR_INVALID where they do not fit, or the time is over; ATTUNE_STORE_ERROR_EXISTS where there was one.
 * Returns the dispute. */
void   attune_store_open_dispute_async  (AttuneStore        *self,
                                         gint64              actor,
                                         gint64              evaluation,
                                         gint64              rev,
                                         GPtrArray          *answers,
                                         const char         *reason,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            data);
gint64 attune_store_open_dispute_finish (AttuneStore  *self,
                                         GAsyncResult *result,
                                         GError      **error);

/* The agent takes an open one back, for good. Returns the new rev of the dispute. */
void   attune_store_withdraw_dispute_async  (AttuneStore        *self,
                                             gint64              actor,
                                             gint64              dispute,
                                             gint64              rev,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            data);
gint64 attune_store_withdraw_dispute_finish (AttuneStore  *self,
                                             GAsyncResult *result,
                                             GError      **error);

/* Decides an open dispute, seen at `rev`: each of its questions has its decision in `decisions` (AttuneDisputeAnswer, of which
 * question, decision, `decided` and remark count). Beyond them, decisions otherwise may answer questions that are asked
 * only after what was decided. Where an answer changes, a revision comes of it, scored anew; else all stays as it was. By
 * analysts and managers other than the evaluator and the agent. Returns the new rev of the dispute. */
void   attune_store_decide_dispute_async  (AttuneStore        *self,
                                           gint64              actor,
                                           gint64              dispute,
                                           gint64              rev,
                                           GPtrArray          *decisions,
                                           const char         *remark,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            data);
gint64 attune_store_decide_dispute_finish (AttuneStore  *self,
                                           GAsyncResult *result,
                                           GError      **error);

void           attune_store_load_dispute_async  (AttuneStore        *self,
                                                 gint64              actor,
                                                 gint64              dispute,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            data);
AttuneDispute *attune_store_load_dispute_finish (AttuneStore  *self,
                                                 GAsyncResult *result,
                                                 GError      **error);

/* All that the actor sees in one of `states` (bits 1 << AttuneDisputeState, 0 for any), oldest first: AttuneDisputeRow. */
void       attune_store_list_disputes_async  (AttuneStore        *self,
                                              gint64              actor,
                                              guint               states,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            data);
GPtrArray *attune_store_list_disputes_finish (AttuneStore  *self,
                                              GAsyncResult *result,
                                              GError      **error);

/* How many there are of each state that count for the actor, auditors included, by AttuneDisputeState: guint, owned by the
 * caller. */
void    attune_store_count_disputes_async  (AttuneStore        *self,
                                            gint64              actor,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            data);
GArray *attune_store_count_disputes_finish (AttuneStore  *self,
                                            GAsyncResult *result,
                                            GError      **error);
