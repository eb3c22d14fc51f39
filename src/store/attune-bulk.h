/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"
#include "attune-notes.h"

/* Many at once: what the sample workspace and imports are made of. A batch is one transaction in the background. */

/* One contact and, if `form_revision` is not 0, its evaluation as it was submitted then. */
typedef struct
{
  AttuneInteraction *interaction; /* its parts name the agents; owned */
  gint64 form_revision;
  gint64 agent;
  gint64 evaluator;
  AttuneEvaluationKind kind;
  AttuneBasis basis;
  AttuneEvaluationState state;
  gint64 submitted_at; /* for drafts, when it was begun */
  char *answers;       /* `attune-answers` JSON; owned */
  GPtrArray *notes;    /* AttuneNote, or NULL; owned */
} AttuneBulkItem;

AttuneBulkItem *attune_bulk_item_new  (void);
void            attune_bulk_item_free (AttuneBulkItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneBulkItem, attune_bulk_item_free)

/* Adds `items` (AttuneBulkItem) for the actor, a manager or an analyst, in one transaction. `import` names the batch: the
 * same number again does nothing and succeeds. */
void     attune_store_add_bulk_async  (AttuneStore        *self,
                                       gint64              actor,
                                       gint64              import,
                                       GPtrArray          *items,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            data);
gboolean attune_store_add_bulk_finish (AttuneStore  *self,
                                       GAsyncResult *result,
                                       GError      **error);
