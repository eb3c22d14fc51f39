/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-ready-model.h"

#include "attune-models.h"

#include <glib/gi18n.h>

AttuneModel *
attune_ready_model_load (void)
{
  g_autoptr (GBytes)
    bytes = g_resources_lookup_data ("/org/attuneqa/Attune/forms/interaction-model.json",
                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_return_val_if_fail (bytes != NULL, NULL);

  return attune_model_from_json (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                 NULL);
}

static void
open_model_cb (AttuneContext *context)
{
  attune_context_open (context, &(AttuneDestination){ ATTUNE_PAGE_MODEL, 0, -1 });
}

/* Whoever was quicker has a model now, which is as good. */
static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;

  if (attune_store_keep_model_finish (ATTUNE_STORE (source), result, &error) != 0)
    attune_context_offer (context, _ ("The ready interaction model came along with the template"),
                          _ ("_Open"), G_CALLBACK (open_model_cb), g_object_ref (context),
                          g_object_unref);
  else if (!g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
    attune_context_report (context, _ ("The interaction model could not be brought along"), error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneModelRecord)
    record = attune_store_load_model_finish (ATTUNE_STORE (source), result, &error);
  g_autoptr (AttuneModel) model = NULL;
  g_autoptr (AttuneRev) rev = NULL;

  if (record == NULL)
    {
      attune_context_report (context, _ ("The interaction model could not be read"), error);
      return;
    }
  if (record->model != NULL)
    return;

  model = attune_ready_model_load ();
  rev = attune_rev_new (record->rev);
  attune_store_keep_model_async (ATTUNE_STORE (source), attune_context_get_actor (context), rev,
                                 model, NULL, kept_cb, g_object_ref (context));
}

void
attune_ready_model_bring (AttuneContext *context)
{
  g_return_if_fail (ATTUNE_IS_CONTEXT (context));

  attune_store_load_model_async (attune_context_get_store (context),
                                 attune_context_get_actor (context), NULL, loaded_cb,
                                 g_object_ref (context));
}
