/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-store.h"

AttuneStore *
attune_cli_open_store (const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStore *store;

  attune_store_open_async (path, NULL, NULL, attune_cli_await_cb, &result);
  store = attune_store_open_finish (attune_cli_await (&result), &error);
  if (store == NULL)
    attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
  return store;
}

void
attune_cli_close_store (AttuneStore *store)
{
  attune_store_close (store);
  g_object_unref (store);
}

void
attune_cli_warn_missing (GStrv missing)
{
  for (guint i = 0; missing[i] != NULL; i++)
    attune_cli_fail (ATTUNE_CLI_DONE, "The recording “%s” is not there any more and was left out.",
                     missing[i]);
}
