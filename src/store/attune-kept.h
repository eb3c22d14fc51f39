/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"

/* What a screen keeps for a person: filters, sort, which of two views. It is in the workspace, so that it comes along to
 * another machine; nobody else sees it, and nobody is told of a change. `key` names the screen ("agent"), `subject` what it
 * shows, 0 where that does not matter. */

/* The draft of a form that came too late to be saved: attune_store_keep_form_draft_async() puts it there. */
#define ATTUNE_KEPT_FORM_ASIDE "form-aside"
/* Likewise the interaction model (subject 0), by attune_store_keep_model_async(). */
#define ATTUNE_KEPT_MODEL_ASIDE "model-aside"

/* The text kept last; "" where there is none. */
void     attune_store_load_kept_async  (AttuneStore        *self,
                                        gint64              actor,
                                        const char         *key,
                                        gint64              subject,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
char    *attune_store_load_kept_finish (AttuneStore  *self,
                                        GAsyncResult *result,
                                        GError      **error);

/* Not audited, one small commit. */
void     attune_store_save_kept_async  (AttuneStore        *self,
                                        gint64              actor,
                                        const char         *key,
                                        gint64              subject,
                                        const char         *text,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
gboolean attune_store_save_kept_finish (AttuneStore  *self,
                                        GAsyncResult *result,
                                        GError      **error);
