/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-command.h"

/* One a line, so that lists merge. */
/* clang-format off */
const AttuneCliCommand *const attune_cli_commands[] = {
  &attune_cli_backup,
  &attune_cli_check,
  &attune_cli_demo,
  &attune_cli_export_notes,
  &attune_cli_form_diff,
  &attune_cli_form_export,
  &attune_cli_form_import,
  &attune_cli_form_lint,
  &attune_cli_form_try,
  &attune_cli_import_transcript,
  &attune_cli_list,
  &attune_cli_model_export,
  &attune_cli_peaks,
  &attune_cli_restore,
  &attune_cli_score,
  &attune_cli_search,
  &attune_cli_show,
  &attune_cli_talk,
  NULL,
};
/* clang-format on */

AttuneCliStatus
attune_cli_fail (AttuneCliStatus status, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_printerr ("attune-cli: %s\n", sentence);
  return status;
}

gboolean
attune_cli_parse (const AttuneCliCommand *command,
                  char **arguments,
                  const GOptionEntry *entries,
                  guint least,
                  guint most,
                  GStrv *out_positional)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = NULL;
  guint n_positional;

  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);

  g_ptr_array_add (words, g_strdup (command->words));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (words, g_strdup (arguments[i]));
  g_ptr_array_add (words, NULL);
  rest = (GStrv) g_ptr_array_steal (words, NULL);

  if (!g_option_context_parse_strv (context, &rest, &error))
    {
      attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "%s. Usage: attune-cli %s %s", error->message,
                       command->words, command->usage);
      return FALSE;
    }

  n_positional = g_strv_length (rest) - 1;
  if (n_positional < least || n_positional > most)
    {
      attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "Usage: attune-cli %s %s", command->words,
                       command->usage);
      return FALSE;
    }

  for (guint i = 1; i <= n_positional; i++)
    if (rest[i][0] == '\0')
      {
        attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "A name is empty. Usage: attune-cli %s %s",
                         command->words, command->usage);
        return FALSE;
      }

  *out_positional = g_strdupv (rest + 1);
  return TRUE;
}

void
attune_cli_await_cb (GObject *source, GAsyncResult *result, gpointer out_result)
{
  *(GAsyncResult **) out_result = g_object_ref (result);
}

GAsyncResult *
attune_cli_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}
