/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-store.h"
#include "attune-upkeep.h"

#include <glib/gi18n.h>
#include <jansson.h>
#include <stdio.h>

static json_t *
write_findings (const AttuneCheckReport *report)
{
  json_t *array = json_array ();

  for (guint i = 0; i < report->findings->len; i++)
    {
      const AttuneFinding *finding = g_ptr_array_index (report->findings, i);

      json_array_append_new (array, json_pack ("{s:s, s:s}", "place", finding->place, "message",
                                               finding->message));
    }
  return array;
}

static void
print_json (const AttuneCheckReport *report)
{
  json_t *object = json_pack ("{s:o, s:I, s:I, s:I, s:I}", "findings", write_findings (report),
                              "n_findings", (json_int_t) report->n_findings, "evaluations",
                              (json_int_t) report->n_evaluations, "rollups",
                              (json_int_t) report->n_rollups, "events",
                              (json_int_t) report->n_events);
  char *text = json_dumps (object, JSON_INDENT (2));

  puts (text);
  free (text);
  json_decref (object);
}

static void
print_text (const AttuneCheckReport *report)
{
  g_autofree char *n_evaluations = g_strdup_printf ("%" G_GUINT64_FORMAT, report->n_evaluations);
  g_autofree char *n_rollups = g_strdup_printf ("%" G_GUINT64_FORMAT, report->n_rollups);
  g_autofree char *n_events = g_strdup_printf ("%" G_GUINT64_FORMAT, report->n_events);

  g_print (_ ("%s evaluations scored anew, %s rows of figures recounted, %s events followed.\n"),
           n_evaluations, n_rollups, n_events);
  if (report->n_findings == 0)
    g_print (_ ("No faults found.\n"));
}

static AttuneCliStatus
say_findings (const AttuneCheckReport *report)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const AttuneFinding *finding = g_ptr_array_index (report->findings, i);

      attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s: %s", finding->place, finding->message);
    }
  if (report->n_findings > report->findings->len)
    attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%" G_GUINT64_FORMAT " faults in all.",
                     report->n_findings);
  return report->n_findings > 0 ? ATTUNE_CLI_DATA_AT_FAULT : ATTUNE_CLI_DONE;
}

static AttuneCliStatus
check (const char *path, gboolean json)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneCheckReport) report = NULL;

  attune_store_check_file_async (path, NULL, NULL, NULL, attune_cli_await_cb, &result);
  report = attune_store_check_file_finish (attune_cli_await (&result), &error);
  if (report == NULL)
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);

  if (json)
    print_json (report);
  else
    print_text (report);
  return say_findings (report);
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = { { .long_name = "json", .arg_data = &json }, { NULL } };
  g_auto (GStrv) positional = NULL;

  if (!attune_cli_parse (&attune_cli_check, arguments, entries, 1, 1, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;
  return check (positional[0], json);
}

const AttuneCliCommand attune_cli_check = {
  .words = "check",
  .usage = "STORE [--json]",
  .summary = "Check a workspace: file, references, every score, figures, trail, recordings",
  .run = run,
};
