/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-store.h"
#include "attune-upkeep.h"

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = { { .long_name = "json", .arg_data = &json }, { NULL } };
  g_auto (GStrv) positional = NULL;
  g_auto (GStrv) missing = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!attune_cli_parse (&attune_cli_restore, arguments, entries, 2, 2, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;

  attune_store_restore_async (positional[0], positional[1], NULL, attune_cli_await_cb, &result);
  if (!attune_store_restore_finish (attune_cli_await (&result), &missing, &error))
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);

  return attune_cli_end_copy (positional[1], missing, json);
}

const AttuneCliCommand attune_cli_restore = {
  .words = "restore",
  .usage = "FILE STORE [--json]",
  .summary = "Make a new workspace out of a backup",
  .run = run,
};
