/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"

/* What holds something that is not in the store yet, and that closing the store would lose: a window waits for it before
 * it leaves a workspace, or asks. It is known from attune_unsaved_add() on, also when nobody else holds it any more. */
#define ATTUNE_TYPE_UNSAVED (attune_unsaved_get_type ())
G_DECLARE_INTERFACE (AttuneUnsaved, attune_unsaved, ATTUNE, UNSAVED, GObject)

struct _AttuneUnsavedInterface
{
  GTypeInterface parent;

  AttuneStore *(*get_store)     (AttuneUnsaved *self); /* borrowed */
  gboolean     (*would_lose)    (AttuneUnsaved *self);
  void         (*settle_async)  (AttuneUnsaved      *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            data);
  gboolean     (*settle_finish) (AttuneUnsaved *self,
                                 GAsyncResult  *result,
                                 GError       **error);
};

/* For whoever implements it: when it is made, and when it is finalized. */
void           attune_unsaved_add           (gpointer self);
void           attune_unsaved_remove        (gpointer self);

/* One that would lose something of `store`, NULL where there is none. Owned by the caller. */
AttuneUnsaved *attune_unsaved_find          (AttuneStore *store);

/* Whether closing the store now loses something. */
gboolean       attune_unsaved_would_lose    (AttuneUnsaved *self);
/* Sends all of it off and finishes when it is known what became of it: with TRUE, or with the error that keeps it from
 * being saved. `cancellable` ends the waiting alone. */
void           attune_unsaved_settle_async  (AttuneUnsaved      *self,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            data);
gboolean       attune_unsaved_settle_finish (AttuneUnsaved *self,
                                             GAsyncResult  *result,
                                             GError       **error);
