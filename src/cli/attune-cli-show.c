/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-kinds.h"

#include <stdio.h>

/* "key: value" lines; what is in something is set in by two spaces. */
static void
print_text (const char *key, json_t *value, int depth)
{
  const char *name;
  json_t *member;
  gsize i;

  if (json_is_object (value) || json_is_array (value))
    {
      if (depth >= 0)
        g_print ("%*s%s:\n", 2 * depth, "", key);
      json_object_foreach (value, name, member) print_text (name, member, depth + 1);
      json_array_foreach (value, i, member) print_text ("-", member, depth + 1);
      return;
    }

  g_print ("%*s%s: ", 2 * depth, "", key);
  if (json_is_string (value))
    g_print ("%s\n", json_string_value (value));
  else
    {
      char *text = json_dumps (value, JSON_ENCODE_ANY | JSON_REAL_PRECISION (15));

      g_print ("%s\n", json_is_null (value) ? "–" : text);
      free (text);
    }
}

static AttuneCliStatus
show (const AttuneCliKind *kind, AttuneCliCall *call)
{
  g_autoptr (GError) error = NULL;
  json_t *json = kind->show (call, &error);

  if (json == NULL)
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);

  if (call->as_json)
    {
      attune_cli_print_json (json, JSON_INDENT (2));
      fputs ("\n", stdout);
      return ATTUNE_CLI_DONE;
    }
  print_text ("", json, -1);
  json_decref (json);
  return ATTUNE_CLI_DONE;
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  return attune_cli_use_kind (&attune_cli_show, arguments, FALSE, show);
}

const AttuneCliCommand attune_cli_show = {
  .words = "show",
  .usage = "person|agent|interaction|evaluation|dispute|form STORE ID --as PERSON [--json]",
  .summary = "Show one thing of a workspace, as a person may see it",
  .run = run,
};
