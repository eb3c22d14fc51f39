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
static const char *const readable[] = { "txt", "vtt", NULL };

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

/* What was said of a file, a line each. Owned by the caller. */
static char *
join_remarks (GPtrArray *remarks)
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
  const char *external_id = evaluation->interaction->external_id;
  AttuneNoteItem *item = attune_note_item_new ();

  item->from_us = note->from_us;
  item->to_us = note->to_us;
  item->kind = note->kind;
  item->is_shared = note->is_shared;
  item->question = g_strdup (note->question);
  item->text = g_strdup (note->text);
  item->author = g_strdup (note->author_name);
  item->agent = g_strdup (evaluation->row->agent_name);
  item->evaluation = g_strdup_printf ("%" G_GINT64_FORMAT, note->evaluation);
  item->interaction = external_id != NULL && *external_id != '\0'
                        ? g_strdup (external_id)
                        : g_strdup_printf ("%" G_GINT64_FORMAT, evaluation->interaction->id);
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
  remarks = join_remarks (export->remarks);
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

/* --- Import --- */

/* The notes of a file on their way in, so many at a time. */
typedef struct
{
  GPtrArray *notes; /* AttuneNote */
  GPtrArray *remarks;
  guint n_added;
  guint n_there;
  AttuneContext *context;
  gpointer page; /* weak */
  gint64 evaluation;
} Import;

static void
free_import (Import *import)
{
  g_ptr_array_unref (import->notes);
  g_ptr_array_unref (import->remarks);
  g_object_unref (import->context);
  forget_page (&import->page);
  g_free (import);
}

static void
tell_import (Import *import)
{
  g_autoptr (AttuneEvaluatePage) self = take_page (&import->page);
  g_autofree char *added = g_strdup_printf (ngettext ("%u note added", "%u notes added",
                                                      import->n_added),
                                            import->n_added);
  g_autofree char *remarks = NULL;

  if (import->n_there > 0)
    attune_faults_add (import->remarks, "",
                       ngettext ("%u note was there already", "%u notes were there already",
                                 import->n_there),
                       import->n_there);
  if (import->remarks->len == 0 || self == NULL)
    {
      attune_context_say (import->context, added);
      return;
    }
  remarks = join_remarks (import->remarks);
  attune_tell (GTK_WIDGET (self), added, remarks);
}

static void add_some (Import *import);

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Import *import = data;
  g_autoptr (GError) error = NULL;
  gint64 n = attune_store_add_notes_finish (ATTUNE_STORE (source), result, &error);

  if (error != NULL)
    {
      attune_context_report (import->context, _ ("The notes were not imported"), error);
      free_import (import);
      return;
    }
  import->n_added += (guint) n;
  add_some (import);
}

static void
add_some (Import *import)
{
  guint n = MIN (import->notes->len - import->n_added, ATTUNE_NOTES_MAX);
  g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);

  if (n == 0)
    {
      tell_import (import);
      free_import (import);
      return;
    }
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (some,
                     attune_note_copy (g_ptr_array_index (import->notes, import->n_added + i)));
  attune_store_add_notes_async (attune_context_get_store (import->context),
                                attune_context_get_actor (import->context), import->evaluation,
                                some, NULL, added_cb, import);
}

/* What is on another recording, or on none, has no place here. */
static AttuneNote *
make_note (AttuneEvaluatePage *self, AttuneNoteItem *item)
{
  AttuneForm *form = attune_sheet_get_form (attune_draft_get_sheet (self->draft));
  AttuneNote *note = g_new0 (AttuneNote, 1);

  if (item->question != NULL &&
      attune_form_find_question (form, item->question) == ATTUNE_FORM_NONE)
    attune_note_item_give_up_question (item);
  note->evaluation = self->evaluation;
  note->from_us = item->from_us;
  note->to_us = item->to_us;
  note->kind = item->kind;
  note->is_shared = item->is_shared;
  note->question = g_strdup (item->question);
  note->text = g_strdup (item->text);
  return note;
}

/* To the millisecond, as some files have it. */
static gboolean
is_there (AttuneEvaluatePage *self, const AttuneNote *note)
{
  GPtrArray *notes = attune_note_book_get_notes (self->book);

  for (guint i = 0; i < notes->len; i++)
    {
      g_autoptr (AttuneNote) other = attune_note_copy (g_ptr_array_index (notes, i));

      if (ABS (other->from_us - note->from_us) > 1000 || ABS (other->to_us - note->to_us) > 1000)
        continue;
      other->from_us = note->from_us;
      other->to_us = note->to_us;
      if (attune_note_is_same (other, note))
        return TRUE;
    }
  return FALSE;
}

static guint
count_others (AttuneEvaluatePage *self, GPtrArray *items)
{
  AttuneContext *context = get_context (self);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const AttuneNoteItem *item = g_ptr_array_index (items, i);

      n += item->author != NULL &&
           g_strcmp0 (item->author, attune_context_get_person (context)->name) != 0;
    }
  return n;
}

/* Takes `remarks` over. */
static void
import_items (AttuneEvaluatePage *self, GPtrArray *items, GPtrArray *remarks)
{
  Import *import = g_new0 (Import, 1);
  guint n_others = count_others (self, items);

  import->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);
  import->remarks = remarks;
  import->context = g_object_ref (get_context (self));
  import->page = attune_weak_new (self);
  import->evaluation = self->evaluation;
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (AttuneNote) note = make_note (self, g_ptr_array_index (items, i));

      if (is_there (self, note))
        import->n_there++;
      else
        g_ptr_array_add (import->notes, g_steal_pointer (&note));
    }
  if (n_others > 0)
    attune_faults_add (import->remarks, "",
                       ngettext ("%u note was written by somebody else: it is yours here",
                                 "%u notes were written by others: they are yours here", n_others),
                       n_others);
  add_some (import);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  if (self == NULL || self->book == NULL)
    return;
  if (bytes != NULL)
    items = attune_note_file_read (bytes, faults, remarks);
  if (items != NULL)
    {
      import_items (self, items, g_steal_pointer (&remarks));
      return;
    }
  if (error == NULL)
    attune_faults_to_error (faults, &error);
  attune_context_report (get_context (self), _ ("The notes were not imported"), error);
}

static void
import_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autoptr (GListModel) files = attune_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (self != NULL && file != NULL)
    attune_evaluate_page_import_notes (self, file);
}

void
attune_evaluate_page_import_notes (AttuneEvaluatePage *self, GFile *file)
{
  g_file_load_bytes_async (file, self->cancellable, loaded_cb, attune_weak_new (self));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->book == NULL)
    return;
  if (!attune_note_panel_may_add (self->note_panel))
    {
      attune_context_say (get_context (self), _ ("Notes cannot be added to this evaluation."));
      return;
    }
  attune_choose_files_async (GTK_WIDGET (self),
                             &(AttuneFileRequest){ .title = _ ("Import Notes"),
                                                   .accept = _ ("_Import"),
                                                   .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                                                   .filter_name = _ ("Labels and WebVTT"),
                                                   .suffixes = readable },
                             import_chosen_cb, attune_weak_new (self));
}

void
attune_evaluate_page_install_note_files (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "evaluate.export-notes", NULL, export_action);
  gtk_widget_class_install_action (class, "evaluate.import-notes", NULL, import_action);
}
