/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-import-reading.h"

#include "attune-own-file.h"

#include <glib/gi18n.h>
#include <sys/stat.h>

AttuneImportRequest *
attune_import_request_new (void)
{
  AttuneImportRequest *self = g_new0 (AttuneImportRequest, 1);

  self->sheet = ATTUNE_IMPORT_ANY_SHEET;
  return self;
}

AttuneImportRequest *
attune_import_request_copy (const AttuneImportRequest *self)
{
  AttuneImportRequest *copy = g_memdup2 (self, sizeof *self);

  copy->file = self->file != NULL ? g_object_ref (self->file) : NULL;
  copy->bytes = self->bytes != NULL ? g_bytes_ref (self->bytes) : NULL;
  copy->sheets = self->sheets != NULL ? attune_sheets_ref (self->sheets) : NULL;
  copy->name = g_strdup (self->name);
  copy->location = g_strdup (self->location);
  copy->mapping = self->mapping != NULL ? attune_table_mapping_copy (self->mapping) : NULL;
  copy->title = g_strdup (self->title);
  return copy;
}

void
attune_import_request_free (AttuneImportRequest *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->sheets, attune_sheets_unref);
  g_clear_pointer (&self->mapping, attune_table_mapping_free);
  g_free (self->name);
  g_free (self->location);
  g_free (self->title);
  g_free (self);
}

void
attune_import_reading_free (AttuneImportReading *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->sheets, attune_sheets_unref);
  g_clear_pointer (&self->mapping, attune_table_mapping_free);
  g_clear_pointer (&self->import, attune_form_import_unref);
  g_clear_pointer (&self->lint, attune_form_lint_free);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->remarks);
  g_free (self->title);
  g_free (self);
}

/* The file ------------------------------------------------------------------------------------- */

/* Why a file is not even opened, NULL where it is. */
static const char *
find_trouble (const AttuneImportRequest *request, const char *path)
{
  GStatBuf status;

  if (path == NULL)
    return _ ("the file is not on this computer. Copy it here first");
  if (g_stat (path, &status) != 0)
    return _ ("the file is not there, or its folder may not be read");
  if (!S_ISREG (status.st_mode))
    return _ ("this is no file. Choose one");
  if (attune_is_own_file (request->location, path, &status))
    return _ ("this is a workspace, not a form. Open it instead");
  if (status.st_size > ATTUNE_FORM_IMPORT_MAX_BYTES)
    return _ ("the file is far larger than any form. Choose the one that holds the form");
  return NULL;
}

static GBytes *
load_file (const AttuneImportRequest *request, GPtrArray *faults)
{
  const char *path = g_file_peek_path (request->file);
  const char *trouble = find_trouble (request, path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize n = 0;

  if (trouble == NULL)
    stream = g_file_read (request->file, NULL, &error);
  if (stream != NULL)
    {
      /* It may have grown since. */
      text = g_malloc (ATTUNE_FORM_IMPORT_MAX_BYTES + 1);
      if (g_input_stream_read_all (G_INPUT_STREAM (stream), text, ATTUNE_FORM_IMPORT_MAX_BYTES + 1,
                                   &n, NULL, &error) &&
          n <= ATTUNE_FORM_IMPORT_MAX_BYTES)
        return g_bytes_new (text, n);
    }
  if (error != NULL)
    attune_faults_add (faults, "", _ ("the file cannot be read: %s"), error->message);
  else
    attune_faults_add (faults, "", "%s",
                       trouble != NULL
                         ? trouble
                         : _ ("the file is far larger than any form. Choose the one that holds the "
                              "form"));
  return NULL;
}

/* Tables --------------------------------------------------------------------------------------- */

static void
choose_sheet (AttuneImportReading *self, const AttuneImportRequest *request)
{
  const AttuneSheet *found;

  if (request->sheet < attune_sheets_get_n_sheets (self->sheets))
    {
      const AttuneSheet *sheet = attune_sheets_get_sheet (self->sheets, request->sheet);

      self->sheet = request->sheet;
      self->mapping = request->mapping != NULL ? attune_table_mapping_copy (request->mapping)
                                               : attune_table_guess_mapping (sheet);
      return;
    }
  found = attune_table_find_sheet (self->sheets, &self->mapping);
  for (guint i = 0; found != NULL && i < attune_sheets_get_n_sheets (self->sheets); i++)
    {
      if (attune_sheets_get_sheet (self->sheets, i) == found)
        self->sheet = i;
    }
}

static void
add_remarks (AttuneImportReading *self)
{
  GPtrArray *remarks = attune_form_import_get_remarks (self->import);

  for (guint i = 0; i < remarks->len; i++)
    {
      const AttuneFault *remark = g_ptr_array_index (remarks, i);

      attune_faults_add (self->remarks, remark->place, "%s", remark->message);
    }
}

static void
read_table (AttuneImportReading *self, const AttuneImportRequest *request)
{
  const AttuneSheet *sheet;

  self->source = ATTUNE_FORM_SOURCE_TABLE;
  choose_sheet (self, request);
  self->title = request->title != NULL ? g_strdup (request->title)
                                       : attune_table_make_title (request->name);
  if (self->mapping == NULL)
    {
      attune_faults_add (self->faults, "", _ ("the table is empty"));
      return;
    }
  sheet = attune_sheets_get_sheet (self->sheets, self->sheet);
  self->import = attune_table_to_form (sheet, self->mapping, self->title, self->faults);
  if (self->import != NULL)
    attune_table_remark_others (self->sheets, sheet, self->remarks);
}

static void
read_sheets (AttuneImportReading *self, const AttuneImportRequest *request)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  AttuneFormSource source = request->source;

  if (source == ATTUNE_FORM_SOURCE_TABLE)
    {
      read_table (self, request);
      return;
    }
  self->import = attune_form_import_sheets (self->sheets, request->name, &source, faults);
  if (source == ATTUNE_FORM_SOURCE_XLSFORM)
    {
      self->source = source;
      g_ptr_array_extend_and_steal (self->faults, g_steal_pointer (&faults));
      return;
    }
  g_clear_pointer (&self->import, attune_form_import_unref);
  read_table (self, request);
}

/* ---------------------------------------------------------------------------------------------- */

static void
open_sheets (AttuneImportReading *self, const AttuneImportRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (request->sheets != NULL)
    self->sheets = attune_sheets_ref (request->sheets);
  else
    self->sheets = attune_sheets_read (self->bytes,
                                       request->name != NULL ? request->name : _ ("Table"), &error);
  if (self->sheets != NULL)
    read_sheets (self, request);
  else
    attune_faults_add (self->faults, "", "%s", error->message);
}

static void
open_json (AttuneImportReading *self, const AttuneImportRequest *request)
{
  self->source = request->source;
  self->import = attune_form_import_json (self->bytes, request->name, &self->source, self->faults);
}

AttuneImportReading *
attune_import_read (const AttuneImportRequest *request)
{
  AttuneImportReading *self = g_new0 (AttuneImportReading, 1);

  self->source = request->source;
  self->faults = attune_faults_new ();
  self->remarks = attune_faults_new ();
  if (request->bytes != NULL)
    self->bytes = g_bytes_ref (request->bytes);
  else if (request->file != NULL && request->sheets == NULL)
    self->bytes = load_file (request, self->faults);

  self->is_json = self->bytes != NULL && attune_form_import_is_json (self->bytes);
  if (self->is_json)
    open_json (self, request);
  else if (self->bytes != NULL || request->sheets != NULL)
    open_sheets (self, request);
  if (self->import != NULL)
    {
      add_remarks (self);
      self->lint = attune_form_lint (attune_form_import_get_form (self->import));
    }
  return self;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, attune_import_read (data),
                         (GDestroyNotify) attune_import_reading_free);
}

void
attune_import_read_async (const AttuneImportRequest *request,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, attune_import_read_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, attune_import_request_copy (request),
                        (GDestroyNotify) attune_import_request_free);
  g_task_run_in_thread (task, read_in_thread);
}

AttuneImportReading *
attune_import_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
