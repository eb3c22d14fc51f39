/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-command.h"
#include "attune-cli-document.h"
#include "attune-cli-values.h"
#include "attune-form-diff.h"

static const char *const kinds[] = { "added", "removed", "moved", "changed" };

static void
print_json (GPtrArray *changes)
{
  json_t *list = json_array ();

  for (guint i = 0; i < changes->len; i++)
    {
      const AttuneFormChange *change = g_ptr_array_index (changes, i);

      json_array_append_new (list, json_pack ("{s:s, s:s?, s:s, s:b}", "kind", kinds[change->kind],
                                              "element", change->element, "words", change->words,
                                              "is_break", change->is_break));
    }
  attune_cli_print_json (list, JSON_INDENT (2));
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = { { .long_name = "json", .arg_data = &as_json }, { NULL } };
  g_auto (GStrv) positional = NULL;
  g_autoptr (AttuneForm) before = NULL;
  g_autoptr (AttuneForm) after = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  if (!attune_cli_parse (&attune_cli_form_diff, arguments, entries, 2, 2, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;
  before = attune_cli_read_form (positional[0], NULL);
  after = before != NULL ? attune_cli_read_form (positional[1], NULL) : NULL;
  if (after == NULL)
    return ATTUNE_CLI_DATA_AT_FAULT;

  changes = attune_form_diff (before, after);
  if (as_json)
    print_json (changes);
  else
    for (guint i = 0; i < changes->len; i++)
      g_print ("%s\n", ((AttuneFormChange *) g_ptr_array_index (changes, i))->words);
  return ATTUNE_CLI_DONE;
}

const AttuneCliCommand attune_cli_form_diff = {
  .words = "form diff",
  .usage = "BEFORE.json AFTER.json [--json]",
  .summary = "Say what differs between two forms",
  .run = run,
};
