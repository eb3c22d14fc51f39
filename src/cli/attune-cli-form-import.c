/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-command.h"
#include "attune-cli-document.h"
#include "attune-form-export.h"
#include "attune-form-import.h"
#include "attune-json-reader.h"

#include <stdio.h>

typedef struct
{
  char *from;
  char *path;
  gboolean json;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->from);
  g_free (options->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static AttuneFormImport *
read_file (const char *path, AttuneFormSource source, GPtrArray *faults)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  char *text = attune_cli_read_file (path, ATTUNE_FORM_IMPORT_MAX_BYTES, &length, &error);

  if (text == NULL)
    {
      attune_faults_add (faults, "", "%s", error->message);
      return NULL;
    }
  bytes = g_bytes_new_take (text, length);
  return attune_form_import_bytes (bytes, name, source, faults);
}

/* As it was read; but where the id was only made up, with a tail of what the form holds behind it: nobody takes what is
 * written for a revision of another form then that happens to be called alike. Owned by the caller. */
static AttuneForm *
identify (AttuneFormImport *import)
{
  AttuneForm *form = attune_form_import_get_form (import);
  g_autofree char *text = attune_form_to_json (form, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *id = g_strdup_printf ("%s-%.8s", attune_form_get_id (form), sum);
  g_autoptr (AttuneJson) document = NULL;
  g_autofree char *identified = NULL;

  if (attune_form_import_has_own_id (import))
    return attune_form_ref (form);
  document = json_loads (text, 0, NULL);
  json_object_set_new (document, "id", json_string (id));
  identified = json_dumps (document, JSON_REAL_PRECISION (15));
  return attune_form_from_json (identified, -1, NULL);
}

static gboolean
write_form (AttuneFormImport *import, const char *path, GPtrArray *lost, GError **error)
{
  g_autoptr (AttuneForm) form = identify (import);

  return attune_form_export (form, path, lost, error);
}

static void
print_json (AttuneFormImport *import, GPtrArray *faults)
{
  json_t *object = json_object ();
  char *text;

  json_object_set_new (object, "errors", attune_cli_faults_to_json (faults));
  json_object_set_new (object, "source",
                       import != NULL ? json_string (attune_form_source_to_string (
                                          attune_form_import_get_source (import)))
                                      : json_null ());
  json_object_set_new (object, "remarks",
                       attune_cli_faults_to_json (
                         import != NULL ? attune_form_import_get_remarks (import) : NULL));
  text = json_dumps (object, JSON_INDENT (2));
  puts (text);
  free (text);
  json_decref (object);
}

static AttuneCliStatus
import_file (const char *path, AttuneFormSource source, const Options *options)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GPtrArray) lost = attune_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneFormImport) import = read_file (path, source, faults);

  attune_cli_say_faults (path, import != NULL ? attune_form_import_get_remarks (import) : faults);
  if (import != NULL && !write_form (import, options->path, lost, &error))
    return attune_cli_fail (g_error_matches (error, ATTUNE_EXCHANGE_ERROR,
                                             ATTUNE_EXCHANGE_ERROR_UNKNOWN)
                              ? ATTUNE_CLI_CALL_AT_FAULT
                              : ATTUNE_CLI_DATA_AT_FAULT,
                            "%s", error->message);
  attune_cli_say_faults (options->path, lost);
  if (options->json)
    print_json (import, faults);
  return import != NULL ? ATTUNE_CLI_DONE : ATTUNE_CLI_DATA_AT_FAULT;
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { .long_name = "from", .arg = G_OPTION_ARG_STRING, .arg_data = &options.from },
    { .long_name = "output",
      .short_name = 'o',
      .arg = G_OPTION_ARG_FILENAME,
      .arg_data = &options.path },
    { .long_name = "json", .arg_data = &options.json },
    { NULL }
  };
  g_auto (GStrv) positional = NULL;
  AttuneFormSource source = ATTUNE_FORM_SOURCE_ANY;

  if (!attune_cli_parse (&attune_cli_form_import, arguments, entries, 1, 1, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;
  if (options.path == NULL)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "Say where the form goes: -o OUT.json");
  if (options.from != NULL && !attune_form_source_from_string (options.from, &source))
    {
      g_autofree char *words = attune_form_source_list ();

      return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                              "There is no kind “%s”. Take one of: %s, or leave --from out.",
                              options.from, words);
    }
  return import_file (positional[0], source, &options);
}

const AttuneCliCommand attune_cli_form_import = {
  .words = "form import",
  .usage = "FILE [--from attune|amazon-connect|genesys|xlsform|table] -o OUT [--json]",
  .summary = "Read a form of another system in, and say what could not be carried over",
  .run = run,
};
