/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-store.h"
#include "attune-upkeep.h"

static AttuneCliStatus
backup (AttuneStore *store, const char *path, gboolean json)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) missing = NULL;

  attune_store_backup_async (store, path, NULL, NULL, NULL, attune_cli_await_cb, &result);
  if (!attune_store_backup_finish (store, attune_cli_await (&result), &missing, &error))
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);

  return attune_cli_end_copy (path, missing, json);
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = { { .long_name = "json", .arg_data = &json }, { NULL } };
  g_auto (GStrv) positional = NULL;
  AttuneStore *store;
  AttuneCliStatus status;

  if (!attune_cli_parse (&attune_cli_backup, arguments, entries, 2, 2, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;
  store = attune_cli_open_store (positional[0]);
  if (store == NULL)
    return ATTUNE_CLI_DATA_AT_FAULT;

  status = backup (store, positional[1], json);
  attune_cli_close_store (store);
  return status;
}

const AttuneCliCommand attune_cli_backup = {
  .words = "backup",
  .usage = "STORE FILE [--json]",
  .summary = "Copy a workspace, as of one moment, with its copied recordings",
  .run = run,
};
