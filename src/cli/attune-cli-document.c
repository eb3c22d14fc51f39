/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-document.h"

#include "attune-cli-command.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

static gboolean
is_too_long (const char *path, gsize max_bytes, GError **error)
{
  g_autofree char *actual = NULL;
  g_autofree char *limit = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size <= (goffset) max_bytes)
    return FALSE;

  actual = g_format_size_full ((guint64) info.st_size, G_FORMAT_SIZE_IEC_UNITS);
  limit = g_format_size_full (max_bytes, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_SYNTAX,
               _ ("the document is %s, the most allowed is %s. Make it shorter, or divide it"),
               actual, limit);
  return TRUE;
}

/* What the system says, in words for people. */
static const char *
describe_failure (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    return _ ("there is no such file. Check its name and folder");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _ ("it may not be read. Ask its owner for permission");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return _ ("it is a folder. Name a file in it");
  return _ ("it cannot be read. Check the file and its disk");
}

char *
attune_cli_read_file (const char *path, gsize max_bytes, gsize *out_length, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (is_too_long (path, max_bytes, error))
    return NULL;

  /* No more than is allowed is read, whatever the size that the file claims: it may be a device. */
  stream = g_file_read (file, NULL, &failure);
  text = g_malloc (max_bytes + 2);
  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, max_bytes + 1,
                                                  &length, NULL, &failure))
    {
      g_set_error_literal (error, failure->domain, failure->code, describe_failure (failure));
      return NULL;
    }
  if (length > max_bytes)
    {
      g_set_error_literal (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_SYNTAX,
                           _ (
                             "the document is larger than allowed. Make it shorter, or divide it"));
      return NULL;
    }

  text[length] = '\0';
  *out_length = length;
  return g_steal_pointer (&text);
}

char *
attune_cli_read_document (const char *path, gsize max_bytes, gsize *out_length)
{
  g_autoptr (GError) error = NULL;
  char *text = attune_cli_read_file (path, max_bytes, out_length, &error);

  if (text == NULL)
    attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s: %s", path, error->message);
  return text;
}

void
attune_cli_say_faults (const char *path, GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *line = attune_fault_describe (g_ptr_array_index (faults, i));

      attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s: %s", path, line);
    }
}

json_t *
attune_cli_faults_to_json (GPtrArray *faults)
{
  json_t *array = json_array ();

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const AttuneFault *fault = g_ptr_array_index (faults, i);
      g_autofree char *position = g_strdup_printf ("line %u, column %u", fault->line,
                                                   fault->column);

      json_array_append_new (array, json_pack ("{s:s, s:s}", "place",
                                               fault->line > 0 ? position : fault->place, "message",
                                               fault->message));
    }
  return array;
}

AttuneForm *
attune_cli_read_form (const char *path, GPtrArray *faults)
{
  g_autoptr (GPtrArray) own_faults = attune_faults_new ();
  GPtrArray *all = faults != NULL ? faults : own_faults;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  AttuneForm *form = NULL;
  gsize length;

  text = attune_cli_read_file (path, ATTUNE_FORM_MAX_BYTES, &length, &error);
  if (text != NULL)
    form = attune_form_parse (text, (gssize) length, all);
  else
    attune_faults_add (all, "", "%s", error->message);

  if (form == NULL)
    attune_cli_say_faults (path, all);
  return form;
}

AttuneAnswers *
attune_cli_read_answers (AttuneForm *form, const char *path)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autofree char *text = NULL;
  AttuneAnswers *answers;
  gsize length;

  text = attune_cli_read_document (path, ATTUNE_ANSWERS_MAX_BYTES, &length);
  if (text == NULL)
    return NULL;

  answers = attune_answers_parse (form, text, (gssize) length, faults);
  if (answers == NULL)
    attune_cli_say_faults (path, faults);
  return answers;
}
