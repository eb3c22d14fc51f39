/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-compat.h"
#include "attune-note-files.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* How many remarks on a file are told. */
#define MOST_REMARKS 8

static const char *const suffixes[] = { "txt", "vtt", "csv", "json", "xlsx", NULL };

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

char *
attune_evaluate_page_join_remarks (GPtrArray *remarks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < remarks->len && i < MOST_REMARKS; i++)
    {
      g_autofree char *line = attune_fault_describe (g_ptr_array_index (remarks, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (remarks->len > MOST_REMARKS)
    g_string_append (text, "\n…");
  return g_string_free (text, FALSE);
}

/* The page, as long as it is there: owned by the caller. */
static AttuneEvaluatePage *
take_page (gpointer *weak)
{
  return *weak != NULL ? attune_weak_take (g_steal_pointer (weak)) : NULL;
}

static void
forget_page (gpointer *weak)
{
  AttuneEvaluatePage *page = take_page (weak);

  g_clear_object (&page);
}

/* --- Export --- */

typedef struct
{
  GPtrArray *items;
  GPtrArray *remarks;
  GFile *file;
  AttuneContext *context;
  gpointer page; /* weak */
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_ptr_array_unref (export->items);
  g_ptr_array_unref (export->remarks);
  g_clear_object (&export->file);
  g_object_unref (export->context);
  forget_page (&export->page);
  g_free (export);
}

static AttuneNoteItem *
make_item (AttuneEvaluatePage *self, const AttuneNote *note)
{
  const AttuneEvaluation *evaluation = attune_draft_get_evaluation (self->draft);
  AttuneNoteItem *item = attune_note_item_new ();

  item->from_us = note->from_us;
  item->to_us = note->to_us;
  item->kind = note->kind;
  item->is_shared = note->is_shared;
  item->question = g_strdup (note->question);
  item->text = g_strdup (note->text);
  item->author = g_strdup (note->author_name);
  item->agent = g_strdup (evaluation->row->agent_name);
  item->is_on_text = note->is_on_text;
  item->stretch = note->stretch;
  attune_note_item_set_origin (item, note->evaluation, evaluation->interaction->id,
                               evaluation->interaction->external_id);
  item->created_at = note->created_at;
  item->is_spoken = note->sound != NULL;
  return item;
}

/* Private notes are the reader's own: nobody else's are here. */
static GPtrArray *
list_items (AttuneEvaluatePage *self, gboolean with_private)
{
  GPtrArray *notes = attune_note_book_get_notes (self->book);
  GPtrArray *items = attune_note_items_new ();

  for (guint i = 0; i < notes->len; i++)
    {
      const AttuneNote *note = g_ptr_array_index (notes, i);

      if (note->is_shared || with_private)
        g_ptr_array_add (items, make_item (self, note));
    }
  return items;
}

static guint
count_private (AttuneEvaluatePage *self)
{
  GPtrArray *notes = attune_note_book_get_notes (self->book);
  guint n = 0;

  for (guint i = 0; i < notes->len; i++)
    n += !((const AttuneNote *) g_ptr_array_index (notes, i))->is_shared;
  return n;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  g_autofree char *path = g_file_get_path (export->file);
  GError *error = NULL;

  if (attune_note_file_write (export->items, path != NULL ? path : "", export->remarks, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (AttuneEvaluatePage) self = take_page (&export->page);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (export->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *message = NULL;
  g_autofree char *remarks = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      attune_context_report (export->context, _ ("The notes were not exported"), error);
      return;
    }
  /* Translators: the %s is a file's name. */
  message = g_strdup_printf (_ ("Saved as “%s”"), shown);
  if (export->remarks->len == 0 || self == NULL)
    {
      attune_context_say (export->context, message);
      return;
    }
  remarks = attune_evaluate_page_join_remarks (export->remarks);
  attune_tell (GTK_WIDGET (self), message, remarks);
}

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GListModel) files = attune_choose_files_finish (result);
  g_autoptr (GTask) task = NULL;
  Export *export = data;

  export->file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  if (export->file == NULL)
    {
      free_export (export);
      return;
    }
  task = g_task_new (NULL, NULL, written_cb, NULL);
  g_task_set_task_data (task, export, free_export);
  g_task_run_in_thread (task, write_in_thread);
}

static void
choose_export (AttuneEvaluatePage *self, gboolean with_private)
{
  Export *export = g_new0 (Export, 1);

  export->items = list_items (self, with_private);
  export->remarks = attune_faults_new ();
  export->context = g_object_ref (get_context (self));
  export->page = attune_weak_new (self);
  attune_choose_files_async (GTK_WIDGET (self),
                             &(AttuneFileRequest){ .title = _ ("Export Notes"),
                                                   .accept = _ ("_Export"),
                                                   .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                                   .name = _ ("Notes.vtt"),
                                                   .filter_name = _ ("WebVTT, Labels and Tables"),
                                                   .suffixes = suffixes },
                             export_chosen_cb, export);
}

static void
private_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autofree char *answer = attune_ask_finish (result);

  if (self != NULL && self->book != NULL && g_strcmp0 (answer, "cancel") != 0)
    choose_export (self, g_strcmp0 (answer, "with") == 0);
}

static void
ask_private (AttuneEvaluatePage *self, guint n)
{
  const AttuneResponse responses[] = {
    { "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "with", _ ("_With the Private Ones"), ADW_RESPONSE_DEFAULT },
    { "without", _ ("_Shared Ones Only"), ADW_RESPONSE_SUGGESTED },
    { NULL },
  };
  g_autofree char *body = g_strdup_printf (
    ngettext ("%u of these notes is private. In a file, whoever gets it reads it.",
              "%u of these notes are private. In a file, whoever gets it reads them.", n),
    n);

  attune_ask_async (GTK_WIDGET (self), _ ("Export Private Notes?"), body, responses, NULL,
                    private_answered_cb, attune_weak_new (self));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);
  guint n_private;

  if (self->book == NULL)
    return;
  if (attune_note_book_get_notes (self->book)->len == 0)
    {
      attune_context_say (get_context (self), _ ("There are no notes to export."));
      return;
    }
  n_private = count_private (self);
  if (n_private > 0)
    ask_private (self, n_private);
  else
    choose_export (self, FALSE);
}

void
attune_evaluate_page_install_note_files (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "evaluate.export-notes", NULL, export_action);
  attune_evaluate_page_install_note_import (class);
}
