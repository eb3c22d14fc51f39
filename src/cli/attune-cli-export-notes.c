/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-document.h"
#include "attune-cli-store.h"
#include "attune-note-files.h"
#include "attune-notes-export.h"

static AttuneNoteItem *
make_item (const AttuneNoteRecord *record)
{
  const AttuneNote *note = record->note;
  AttuneNoteItem *item = attune_note_item_new ();

  item->from_us = note->from_us;
  item->to_us = note->to_us;
  item->kind = note->kind;
  item->is_shared = note->is_shared;
  item->question = g_strdup (note->question);
  item->text = g_strdup (note->text);
  item->author = g_strdup (note->author_name);
  item->agent = g_strdup (record->agent_name);
  item->is_on_text = note->is_on_text;
  item->stretch = note->stretch;
  attune_note_item_set_origin (item, note->evaluation, record->interaction, record->external_id);
  item->created_at = note->created_at;
  item->is_spoken = note->sound != NULL;
  return item;
}

static AttuneCliStatus
export_notes (AttuneStore *store,
              gint64 actor,
              gint64 evaluation,
              gboolean with_private,
              const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    records = ATTUNE_CLI_CALL (export_notes, store, &error, actor, evaluation, with_private);
  g_autoptr (GPtrArray) items = attune_note_items_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();

  for (guint i = 0; records != NULL && i < records->len; i++)
    g_ptr_array_add (items, make_item (g_ptr_array_index (records, i)));
  if (records == NULL || !attune_note_file_write (items, path, remarks, &error))
    return attune_cli_fail (g_error_matches (error, ATTUNE_EXCHANGE_ERROR,
                                             ATTUNE_EXCHANGE_ERROR_UNKNOWN)
                              ? ATTUNE_CLI_CALL_AT_FAULT
                              : ATTUNE_CLI_DATA_AT_FAULT,
                            "%s", error->message);
  attune_cli_say_faults (path, remarks);
  return ATTUNE_CLI_DONE;
}

/* What is wrong with the call itself, said; FALSE then. */
static gboolean
is_sound (const char *path, const char *word, gint64 *out_evaluation)
{
  *out_evaluation = 0;
  if (path == NULL)
    attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "Say where the notes go: -o OUT.csv");
  else if (word != NULL &&
           !g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, out_evaluation, NULL))
    attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                     "“%s” is no evaluation. “attune-cli list evaluations” tells their ids.", word);
  else if (word == NULL && attune_note_file_is_of_one (path))
    attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                     "“%s” can hold the notes on one evaluation. Say which: --evaluation ID", path);
  else
    return TRUE;
  return FALSE;
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  g_autofree char *who = NULL;
  g_autofree char *path = NULL;
  g_autofree char *word = NULL;
  gboolean with_private = FALSE;
  const GOptionEntry entries[] = {
    { .long_name = "as", .arg = G_OPTION_ARG_STRING, .arg_data = &who },
    { .long_name = "output", .short_name = 'o', .arg = G_OPTION_ARG_FILENAME, .arg_data = &path },
    { .long_name = "evaluation", .arg = G_OPTION_ARG_STRING, .arg_data = &word },
    { .long_name = "private", .arg_data = &with_private },
    { NULL }
  };
  g_auto (GStrv) positional = NULL;
  AttuneStore *store;
  gint64 actor, evaluation;
  AttuneCliStatus status;

  if (!attune_cli_parse (&attune_cli_export_notes, arguments, entries, 1, 1, &positional) ||
      !is_sound (path, word, &evaluation))
    return ATTUNE_CLI_CALL_AT_FAULT;
  status = attune_cli_open_store_as (positional[0], who, &store, &actor);
  if (status != ATTUNE_CLI_DONE)
    return status;
  status = export_notes (store, actor, evaluation, with_private, path);
  attune_cli_close_store (store);
  return status;
}

const AttuneCliCommand attune_cli_export_notes = {
  .words = "export notes",
  .usage = "STORE --as PERSON -o OUT [--evaluation ID] [--private]",
  .summary = "Write notes into a file, by its suffix; one's own private ones where asked for",
  .run = run,
};
