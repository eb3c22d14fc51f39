/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-document.h"
#include "attune-cli-kinds.h"
#include "attune-form-export.h"
#include "attune-form-report.h"
#include "attune-forms.h"

#define PAPER_SUFFIX ".pdf"

/* The text of the latest published revision or, with `wants_draft` or where nothing is published, of the draft; NULL with
 * the error set. */
static char *
load_document (AttuneCliCall *call, gboolean wants_draft, GError **error)
{
  g_autoptr (AttuneFormRecord) record = NULL;

  if (!attune_cli_find_form (call, error))
    return NULL;
  record = ATTUNE_CLI_CALL (load_form, call->store, error, call->actor, call->id);
  if (record == NULL)
    return NULL;
  if (record->summary->latest_revision != 0 && !wants_draft)
    return ATTUNE_CLI_CALL (load_form_revision, call->store, error, call->actor,
                            record->summary->latest_revision);
  if (record->draft == NULL)
    g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID,
                 "The form “%s” has no draft. Leave --draft out.", call->word);
  return g_steal_pointer (&record->draft);
}

static gboolean
is_paper (const char *path)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);

  return g_str_has_suffix (folded, PAPER_SUFFIX);
}

static gboolean
write_paper (AttuneForm *form, const char *path, GError **error)
{
  g_autoptr (AttuneReport) report = attune_form_report_new (form);

  return attune_report_write (report, path, g_get_real_time (), error);
}

static AttuneCliStatus
fail_to_write (const char *path, const GError *error)
{
  g_autofree char *suffixes = NULL;

  if (!g_error_matches (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_UNKNOWN))
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
  suffixes = attune_form_export_list_suffixes ();
  return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                          "“%s” names no kind of file that a form can be written in. Use one of: "
                          "%s, " PAPER_SUFFIX,
                          path, suffixes);
}

static AttuneCliStatus
export_form (AttuneCliCall *call, gboolean wants_draft, const char *path)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *document = load_document (call, wants_draft, &error);
  g_autoptr (AttuneForm) form = NULL;

  if (document == NULL)
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
  form = attune_form_parse (document, -1, faults);
  if (form == NULL)
    {
      attune_cli_say_faults (call->word, faults);
      return ATTUNE_CLI_DATA_AT_FAULT;
    }
  if (is_paper (path) ? !write_paper (form, path, &error)
                      : !attune_form_export (form, path, remarks, &error))
    return fail_to_write (path, error);
  attune_cli_say_faults (path, remarks);
  return ATTUNE_CLI_DONE;
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  g_autofree char *who = NULL;
  g_autofree char *path = NULL;
  gboolean wants_draft = FALSE;
  const GOptionEntry entries[] = {
    { .long_name = "as", .arg = G_OPTION_ARG_STRING, .arg_data = &who },
    { .long_name = "output", .short_name = 'o', .arg = G_OPTION_ARG_FILENAME, .arg_data = &path },
    { .long_name = "draft", .arg_data = &wants_draft },
    { NULL }
  };
  g_auto (GStrv) positional = NULL;
  AttuneCliCall call = { 0 };
  AttuneCliStatus status;

  if (!attune_cli_parse (&attune_cli_form_export, arguments, entries, 2, 2, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;
  if (path == NULL)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "Say where the form goes: -o OUT.json");

  call.word = positional[1];
  g_ascii_string_to_signed (call.word, 10, 1, G_MAXINT64, &call.id, NULL);
  status = attune_cli_open_store_as (positional[0], who, &call.store, &call.actor);
  if (status != ATTUNE_CLI_DONE)
    return status;
  status = export_form (&call, wants_draft, path);
  attune_cli_close_store (call.store);
  return status;
}

const AttuneCliCommand attune_cli_form_export = {
  .words = "form export",
  .usage = "STORE ID --as PERSON -o OUT [--draft]",
  .summary = "Write a form of a workspace into a file, by its suffix",
  .run = run,
};
