/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-kinds.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* A list as it is printed: record by record, so that a million contacts need no more room than one. */
typedef struct
{
  const char *const *columns;
  gboolean json;
  guint n_printed;
} Printing;

/* A text in a line of its own, between tabs. */
static void
print_cell (json_t *value)
{
  g_autofree char *text = NULL;

  if (json_is_string (value))
    text = g_strdup (json_string_value (value));
  else if (json_is_real (value))
    text = g_strdup_printf ("%.2f", json_real_value (value));
  else if (json_is_integer (value))
    text = g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value));
  else if (json_is_boolean (value))
    text = g_strdup (json_is_true (value) ? _ ("yes") : _ ("no"));
  else if (json_is_array (value))
    {
      GString *words = g_string_new (NULL);

      for (gsize i = 0; i < json_array_size (value); i++)
        g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                                json_string_value (json_array_get (value, i)));
      text = g_string_free (words, FALSE);
    }
  else
    text = g_strdup ("–");
  g_print ("%s", g_strdelimit (text, "\t\r\n", ' '));
}

static void
print_record (json_t *record, gpointer data)
{
  Printing *self = data;

  self->n_printed++;
  if (self->json)
    {
      fputs (self->n_printed > 1 ? ",\n  " : "\n  ", stdout);
      attune_cli_print_json (record, 0);
      return;
    }

  for (guint i = 0; self->columns[i] != NULL; i++)
    {
      g_print ("%s", i > 0 ? "\t" : "");
      print_cell (json_object_get (record, self->columns[i]));
    }
  g_print ("\n");
  json_decref (record);
}

static AttuneCliStatus
print_list (const AttuneCliKind *kind, AttuneCliCall *call)
{
  Printing printing = { kind->columns, call->as_json, 0 };
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  if (call->as_json)
    fputs ("[", stdout);
  is_done = kind->list (call, print_record, &printing, &error);
  if (call->as_json)
    fputs (printing.n_printed > 0 ? "\n]\n" : "]\n", stdout);
  return is_done ? ATTUNE_CLI_DONE
                 : attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  return attune_cli_use_kind (&attune_cli_list, arguments, TRUE, print_list);
}

const AttuneCliCommand attune_cli_list = {
  .words = "list",
  .usage =
    "people|agents|interactions|evaluations|disputes|forms|work STORE --as PERSON [--months N] [--json]",
  .summary = "List what a person may see of a workspace",
  .run = run,
};
