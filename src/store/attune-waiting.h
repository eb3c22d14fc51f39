/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answering.h"

/* What waits for a person, and what they wait for. */
typedef enum
{
  ATTUNE_WAITING_DISPUTES,         /* to be decided by the actor */
  ATTUNE_WAITING_SELF_EVALUATIONS, /* asked of the actor */
  ATTUNE_WAITING_ACKNOWLEDGEMENTS, /* evaluations of the actor's that they have not answered: due until they can be disputed, or for
                                    * ATTUNE_WAITING_READING_DAYS where they cannot; then they wait no longer */
  ATTUNE_WAITING_ASSIGNMENTS,      /* assigned to the actor */
  ATTUNE_WAITING_DRAFTS,           /* begun by the actor and not assigned */
  ATTUNE_WAITING_OWN_DISPUTES,     /* the actor's: open, or decided lately and not acknowledged */
  ATTUNE_WAITING_GIVEN,            /* assigned by the actor to others; by anybody, for managers */
} AttuneWaitingKind;

#define ATTUNE_N_WAITING_KINDS (ATTUNE_WAITING_GIVEN + 1)
#define ATTUNE_WAITING_READING_DAYS 14

/* Sets of kinds are bits. What the actor has to do, beside what is on its way. */
#define ATTUNE_WAITING_BIT(kind) (1u << (kind))
#define ATTUNE_WAITING_ALL (ATTUNE_WAITING_BIT (ATTUNE_N_WAITING_KINDS) - 1)
#define ATTUNE_WAITING_TO_DO                                                                                           \
  (ATTUNE_WAITING_ALL & ~(ATTUNE_WAITING_BIT (ATTUNE_WAITING_OWN_DISPUTES) | ATTUNE_WAITING_BIT (ATTUNE_WAITING_GIVEN)))

typedef struct
{
  AttuneWaitingKind kind;
  gint64 id;          /* of the dispute, the assignment or the evaluation */
  gint64 rev;         /* its own */
  gint64 evaluation;  /* 0 for one that is not begun */
  gint64 interaction;
  gint64 agent;
  char *agent_name;
  gint64 form;
  char *form_title;
  gint64 assignee;    /* of what is given, else 0 */
  char *person;       /* who disputes, asked, evaluated, assigned; who decides or decided, NULL for nobody yet; of what is given,
                       * who has it */
  char *remark;       /* what they say to it, "" for nothing */
  gint64 contact_at;
  AttuneChannel channel;
  char *customer;     /* "" for none, as the subject */
  char *subject;
  gint64 since;       /* opened, asked, assigned, begun, released or decided at */
  gint64 due_at;      /* 0 for never */
  gboolean is_late;   /* that is past */
  gboolean is_begun;  /* an evaluation: there is a draft of whoever is to make it */
  gboolean is_own;    /* a draft of the agent's own evaluation */
  gboolean is_decided; /* a dispute */
} AttuneWaiting;

void attune_waiting_free (AttuneWaiting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneWaiting, attune_waiting_free)

/* The first due first, what is never due behind it, the oldest first. */
int attune_waiting_compare (const AttuneWaiting *a,
                            const AttuneWaiting *b);

/* All of the kinds in `kinds` (bits), sorted: AttuneWaiting. Each is found by an index that holds little else, and read in
 * slices. */
void       attune_store_list_waiting_async  (AttuneStore        *self,
                                             gint64              actor,
                                             guint               kinds,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            data);
GPtrArray *attune_store_list_waiting_finish (AttuneStore  *self,
                                             GAsyncResult *result,
                                             GError      **error);
