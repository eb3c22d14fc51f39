/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-store.h"

#include "attune-demo.h"

#include <unistd.h>

static void
show_progress (guint n_done, guint n_all, gpointer data)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\r%u of %u contacts%s", n_done, n_all, n_done == n_all ? "\n" : "");
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  int n_evaluations = ATTUNE_DEMO_EVALUATIONS;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { .long_name = "json", .arg_data = &json },
    { "evaluations", 0, 0, G_OPTION_ARG_INT, &n_evaluations, NULL, NULL },
    { NULL },
  };
  g_auto (GStrv) positional = NULL;
  g_autoptr (GError) error = NULL;

  if (!attune_cli_parse (&attune_cli_demo, arguments, entries, 1, 1, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;
  if (n_evaluations < 0)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                            "--evaluations takes a whole number from 0 on, not %d.", n_evaluations);

  if (attune_demo_create (positional[0], (guint) n_evaluations, show_progress, NULL, &error))
    return attune_cli_end_copy (positional[0], NULL, json);
  return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
}

const AttuneCliCommand attune_cli_demo = {
  .words = "demo",
  .usage = "STORE [--evaluations N] [--json]",
  .summary = "Make a lively sample workspace, the same every time",
  .run = run,
};
