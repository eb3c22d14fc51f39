/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-store.h"

/* The forms that an interaction model is measured by: of every form in use, or on its way there, what the actor may see of
 * it, which is its draft, or else its newest revision. An immutable, reference-counted value that any thread may read. */
typedef struct _AttuneModelBase AttuneModelBase;

AttuneModelBase *attune_model_base_ref   (AttuneModelBase *self);
void             attune_model_base_unref (AttuneModelBase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneModelBase, attune_model_base_unref)

/* Of these forms: `ids` are the store's. Takes copies. */
AttuneModelBase *attune_model_base_new (AttuneForm *const *forms,
                                        const gint64      *ids,
                                        guint              n_forms);

guint              attune_model_base_get_n_forms (AttuneModelBase *self);
AttuneForm *const *attune_model_base_get_forms   (AttuneModelBase *self);
gint64             attune_model_base_get_id      (AttuneModelBase *self,
                                                  guint            form);

/* Reads them, one after the other; what is no sound form is left out. */
void             attune_model_base_load_async  (AttuneStore        *store,
                                                gint64              actor,
                                                GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            data);
AttuneModelBase *attune_model_base_load_finish (AttuneStore  *store,
                                                GAsyncResult *result,
                                                GError      **error);
