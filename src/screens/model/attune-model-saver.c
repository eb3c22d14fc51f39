/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-saver.h"

#include "attune-models.h"

#include <glib/gi18n.h>

/* How soon after a change it is saved. */
#define DELAY_MS 400

static void
begin_saving (AttuneStore *store,
              gint64 actor,
              gint64 id,
              AttuneRev *rev,
              gpointer content,
              GAsyncReadyCallback callback,
              gpointer data)
{
  attune_store_keep_model_async (store, actor, rev, content, NULL, callback, data);
}

/* What came too late, but not what somebody may no longer write. */
static gboolean
is_put_aside (const GError *error)
{
  return g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT);
}

static const AttuneSaverKind kind = {
  .ref = (GBoxedCopyFunc) attune_model_ref,
  .unref = (GBoxedFreeFunc) attune_model_unref,
  .equal = (GEqualFunc) attune_model_equal,
  .save = begin_saving,
  .finish = attune_store_keep_model_finish,
  .delay_ms = DELAY_MS,
  .is_put_aside = is_put_aside,
};

AttuneSaver *
attune_model_saver_open (AttuneContext *context, gint64 rev, AttuneModel *model)
{
  AttuneSaver *saver = attune_saver_open (&kind, attune_context_get_store (context),
                                          attune_context_get_actor (context), 0, rev, model);

  attune_saver_tell (saver, context, _ ("The interaction model could not be saved"));
  return saver;
}
