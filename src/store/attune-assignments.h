/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"

/* What somebody is to evaluate, and by when. Assessments are assigned by whoever may make them to whoever else may; one at
 * a time of a part of a contact on a form. One is done when an assessment of that part on that form is submitted. What is
 * asked of agents themselves is in attune-self-evaluations.h. */

/* What an assignment is to; the numbers are in every workspace. */
typedef enum
{
  ATTUNE_ASSIGNMENT_EVALUATE,
  ATTUNE_ASSIGNMENT_SELF,
} AttuneAssignmentKind;

G_STATIC_ASSERT (ATTUNE_ASSIGNMENT_EVALUATE == 0 && ATTUNE_ASSIGNMENT_SELF == 1);

/* How many contacts can be assigned at once. */
#define ATTUNE_ASSIGN_MAX 500

/* An agent's part of a contact; agent 0 for every part of it that is the actor's to assess. */
typedef struct
{
  gint64 interaction;
  gint64 agent;
} AttuneAssignedPart;

typedef struct
{
  const AttuneAssignedPart *parts;
  guint n_parts; /* at least 1, at most ATTUNE_ASSIGN_MAX */
  gint64 form;
  gint64 assignee;
  AttuneBasis basis;  /* of the evaluations that are to begin */
  gint64 due_at;      /* to come, or 0 for no day */
  const char *remark; /* to the assignee, "" for none */
} AttuneAssigning;

/* What came of it. Parts that cannot be assigned are left out, each counted once. */
typedef struct
{
  GArray *ids;       /* gint64: the assignments */
  guint n_evaluated; /* left out: their assessment stands already, or somebody else is making it */
  guint n_assigned;  /* left out: somebody has them already */
  guint n_foreign;   /* left out: they are not for this assignee to assess */
} AttuneAssigned;

void attune_assigned_free (AttuneAssigned *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneAssigned, attune_assigned_free)

/* All in one, or nothing. ATTUNE_STORE_ERROR_DENIED where a contact has no part that is the actor's to assess,
 * ATTUNE_STORE_ERROR_INVALID for a day in the past, ATTUNE_STORE_ERROR_EXISTS where every part is left out. */
void            attune_store_assign_async  (AttuneStore           *self,
                                            gint64                 actor,
                                            const AttuneAssigning *assigning,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               data);
AttuneAssigned *attune_store_assign_finish (AttuneStore  *self,
                                            GAsyncResult *result,
                                            GError      **error);

/* Gives an assignment that was seen at `rev` to somebody else, or sets another day or remark: whoever assigned it, or a
 * manager. Only its own evaluator finishes what is begun: ATTUNE_STORE_ERROR_INVALID. Returns the new rev. */
typedef struct
{
  gint64 assignee;
  gint64 due_at;      /* 0 for no day */
  const char *remark; /* "" for none */
} AttuneAssignmentChange;

void   attune_store_change_assignment_async  (AttuneStore                  *self,
                                              gint64                        actor,
                                              gint64                        assignment,
                                              gint64                        rev,
                                              const AttuneAssignmentChange *change,
                                              GCancellable                 *cancellable,
                                              GAsyncReadyCallback           callback,
                                              gpointer                      data);
gint64 attune_store_change_assignment_finish (AttuneStore  *self,
                                              GAsyncResult *result,
                                              GError      **error);

/* Takes an assignment back, seen at `rev`, or brings it back: whoever made it, or a manager. What was begun stays.
 * ATTUNE_STORE_ERROR_EXISTS where the part was assigned or evaluated anew meanwhile. Returns the new rev. */
void   attune_store_remove_assignment_async  (AttuneStore        *self,
                                              gint64              actor,
                                              gint64              assignment,
                                              gint64              rev,
                                              gboolean            is_removed,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            data);
gint64 attune_store_remove_assignment_finish (AttuneStore  *self,
                                              GAsyncResult *result,
                                              GError      **error);

/* Takes all of `ids` (gint64) back, as they were made: nothing where one of them was begun or changed since
 * (ATTUNE_STORE_ERROR_CONFLICT). Returns how many. */
void   attune_store_take_back_async  (AttuneStore        *self,
                                      gint64              actor,
                                      GArray             *ids,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            data);
gint64 attune_store_take_back_finish (AttuneStore  *self,
                                      GAsyncResult *result,
                                      GError      **error);

/* Opens what the actor was assigned, or asked for of themselves: begins the evaluation, which the assignment then names, or goes
 * on with it. Errors as attune_store_start_evaluation_async() has them. Returns the evaluation. */
void   attune_store_begin_assignment_async  (AttuneStore        *self,
                                             gint64              actor,
                                             gint64              assignment,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            data);
gint64 attune_store_begin_assignment_finish (AttuneStore  *self,
                                             GAsyncResult *result,
                                             GError      **error);
