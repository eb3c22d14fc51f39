/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-disputes.h"
#include "attune-self-evaluations.h"

/* How it stands between the people of one evaluation: what its agent said to it, and their own evaluation of the same
 * contact on the same form. Only of what the actor sees. */

typedef struct
{
  gint64 revision; /* what was acknowledged */
  char *agent_name;
  char *comment;   /* "" for none */
  gint64 at;
} AttuneAcknowledgement;

/* How it stands with the agent's self-evaluation, as told to whoever may ask for one, and to the agent. */
typedef enum
{
  ATTUNE_SELF_NONE,    /* neither asked for nor begun, as far as the actor is to know */
  ATTUNE_SELF_WAITED,  /* asked for */
  ATTUNE_SELF_IN,      /* handed in; the other side is not, and neither sees the other's */
  ATTUNE_SELF_OPEN,    /* both are in */
  ATTUNE_SELF_LAPSED,  /* asked for, and the time went by */
} AttuneSelfState;

typedef struct
{
  gint64 evaluation;
  GPtrArray *acknowledgements; /* AttuneAcknowledgement, oldest first */
  gint64 acknowledged_at;      /* of the current revision, 0 for not yet */
  AttuneDispute *dispute;      /* that the actor may see, NULL for none; the newest where several agents had one */
  gboolean is_disputed;        /* by its agent, now; also where the actor does not see the dispute itself */
  gint64 dispute_deadline;     /* when the time for one is or was over; 0 where there is none, or the agent does not see it yet */
  gboolean can_acknowledge;
  gboolean can_dispute;

  AttuneSelfState self;
  gint64 assignment;           /* what asked for it, 0 for nothing */
  gint64 assignment_rev;
  gint64 self_due_at;          /* 0 for no end */
  char *asked_by;              /* NULL for nobody */
  char *remark;                /* of whoever asked, "" for none */
  gboolean can_ask_self;
  gboolean can_withdraw_request;
  gint64 other;                /* the other one of assessment and self-evaluation, where the actor sees both; 0 otherwise */
} AttuneAnswering;

void attune_acknowledgement_free (AttuneAcknowledgement *self);
void attune_answering_free       (AttuneAnswering *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneAnswering, attune_answering_free)

void             attune_store_load_answering_async  (AttuneStore        *self,
                                                     gint64              actor,
                                                     gint64              evaluation,
                                                     GCancellable       *cancellable,
                                                     GAsyncReadyCallback callback,
                                                     gpointer            data);
AttuneAnswering *attune_store_load_answering_finish (AttuneStore  *self,
                                                     GAsyncResult *result,
                                                     GError      **error);
