/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model.h"
#include "attune-rev.h"
#include "attune-store.h"

/* The interaction model of the workspace, of which there is one: an `attune-model` document. Everybody may read it,
 * analysts and managers change it, together with the forms that are built on it. */
typedef struct
{
  gint64 rev;         /* 0 as long as there is none */
  AttuneModel *model; /* NULL likewise */
  char *changed_by;   /* name */
  gint64 changed_at;
} AttuneModelRecord;

void attune_model_record_free (AttuneModelRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneModelRecord, attune_model_record_free)

void               attune_store_load_model_async  (AttuneStore        *self,
                                                   gint64              actor,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            data);
AttuneModelRecord *attune_store_load_model_finish (AttuneStore  *self,
                                                   GAsyncResult *result,
                                                   GError      **error);

/* Keeps `model` as it is edited: the next save after those that were asked for with `rev` before (begun with the rev that
 * was loaded, 0 where there was none). Not audited. Returns the new rev; 0 with the error set, of which
 * ATTUNE_STORE_ERROR_CONFLICT names who was quicker. What came too late is kept for the actor (attune-kept.h,
 * ATTUNE_KEPT_MODEL_ASIDE), also where nobody is there any more to be told. */
void   attune_store_keep_model_async  (AttuneStore        *self,
                                       gint64              actor,
                                       AttuneRev          *rev,
                                       AttuneModel        *model,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            data);
gint64 attune_store_keep_model_finish (AttuneStore  *self,
                                       GAsyncResult *result,
                                       GError      **error);
