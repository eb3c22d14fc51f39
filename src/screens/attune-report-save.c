/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-report-save.h"

#include "attune-chart-export.h"
#include "attune-compat.h"

#include <glib/gi18n.h>

/* Writing -------------------------------------------------------------------------------------- */

typedef struct
{
  GFile *file;
  AttunePrintMake make;
  gpointer data;
} Writing;

static void
free_writing (gpointer data)
{
  Writing *self = data;

  g_object_unref (self->file);
  g_free (self);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *writing = data;
  g_autoptr (AttuneReport) report = writing->make (writing->data);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = attune_report_to_pdf (report, g_get_real_time (), &error);
  gsize size;
  gconstpointer pages = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (pages != NULL && g_file_replace_contents (writing->file, pages, size, NULL, FALSE,
                                                G_FILE_CREATE_NONE, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
attune_report_save_to_async (GFile *file,
                             AttunePrintMake make,
                             gpointer data,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Writing *writing = g_new0 (Writing, 1);

  *writing = (Writing){ g_object_ref (file), make, data };
  g_task_set_source_tag (task, attune_report_save_to_async);
  g_task_set_task_data (task, writing, free_writing);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
attune_report_save_to_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Asking, telling ------------------------------------------------------------------------------ */

typedef struct
{
  AttuneContext *context;
  GFile *file; /* NULL until it is chosen */
  char *failure;

  AttunePrintMake make;
  gpointer data;
  GDestroyNotify destroy;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->context);
  g_clear_object (&self->file);
  g_free (self->failure);
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autofree char *name = g_file_get_basename (saving->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  if (!attune_report_save_to_finish (result, &error))
    {
      attune_context_report (saving->context, saving->failure, error);
      return;
    }
  /* Translators: the %s is a file's name. */
  message = g_strdup_printf (_ ("Saved as “%s”"), shown);
  attune_context_say (saving->context, message);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GListModel) files = attune_choose_files_finish (result);

  saving->file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  if (saving->file == NULL)
    return;
  attune_report_save_to_async (saving->file, saving->make, saving->data, written_cb, saving);
  g_steal_pointer (&saving);
}

void
attune_report_save (GtkWidget *parent,
                    AttuneContext *context,
                    const char *name,
                    const char *failure,
                    AttunePrintMake make,
                    gpointer data,
                    GDestroyNotify destroy)
{
  g_autofree char *file_name = attune_chart_export_name (name, ATTUNE_EXPORT_PDF);
  static const char *const suffixes[] = { "pdf", NULL };
  static const char *const types[] = { "application/pdf", NULL };
  Saving *saving = g_new0 (Saving, 1);

  saving->context = g_object_ref (context);
  saving->failure = g_strdup (failure);
  saving->make = make;
  saving->data = data;
  saving->destroy = destroy;
  attune_choose_files_async (parent,
                             &(AttuneFileRequest){ .title = _ ("Save as PDF"),
                                                   .accept = _ ("_Save"),
                                                   .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                                   .name = file_name,
                                                   .filter_name = _ ("PDF Documents"),
                                                   .suffixes = suffixes,
                                                   .mime_types = types },
                             chosen_cb, saving);
}
