/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-compat.h"
#include "attune-note-files.h"
#include "attune-own-file.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

static const char *const readable[] = { "txt", "vtt", NULL };

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

/* --- Adding --- */

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
  g_autoptr (AttuneEvaluatePage) page = import->page != NULL ? attune_weak_take (import->page)
                                                             : NULL;

  g_ptr_array_unref (import->notes);
  g_ptr_array_unref (import->remarks);
  g_object_unref (import->context);
  g_free (import);
}

static void
tell_import (Import *import)
{
  g_autoptr (AttuneEvaluatePage)
    self = import->page != NULL ? attune_weak_take (g_steal_pointer (&import->page)) : NULL;
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
  remarks = attune_evaluate_page_join_remarks (import->remarks);
  attune_tell (GTK_WIDGET (self), added, remarks);
}

/* What went in before stays in. */
static void
report_failure (Import *import, const GError *error)
{
  g_autoptr (GError) told = g_error_copy (error);

  if (import->n_added == 0)
    {
      attune_context_report (import->context, _ ("The notes were not imported"), error);
      return;
    }
  /* Translators: why not more follows. */
  g_prefix_error (&told,
                  ngettext ("Only %u note was imported. ", "Only %u notes were imported. ",
                            import->n_added),
                  import->n_added);
  attune_context_report (import->context, _ ("Not all notes were imported"), told);
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
      report_failure (import, error);
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

/* --- What of it is new --- */

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

/* All that a person can change of a note but its place. Owned by the caller. */
static char *
describe (const AttuneNote *note)
{
  return g_strdup_printf ("%d %d %s\n%s", (int) note->kind, note->is_shared,
                          note->question != NULL ? note->question : "",
                          note->text != NULL ? note->text : "");
}

/* Those there are (AttuneNote, borrowed), in arrays by their descriptions. */
static GHashTable *
index_notes (GPtrArray *notes)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < notes->len; i++)
    {
      AttuneNote *note = g_ptr_array_index (notes, i);
      g_autofree char *description = describe (note);
      GPtrArray *alike = g_hash_table_lookup (index, description);

      if (alike == NULL)
        {
          alike = g_ptr_array_new ();
          g_hash_table_insert (index, g_steal_pointer (&description), alike);
        }
      g_ptr_array_add (alike, note);
    }
  return index;
}

/* To the millisecond, as some files have it. */
static gboolean
is_there (GHashTable *index, const AttuneNote *note)
{
  g_autofree char *description = describe (note);
  GPtrArray *alike = g_hash_table_lookup (index, description);

  for (guint i = 0; alike != NULL && i < alike->len; i++)
    {
      const AttuneNote *other = g_ptr_array_index (alike, i);

      if (ABS (other->from_us - note->from_us) <= 1000 && ABS (other->to_us - note->to_us) <= 1000)
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

/* Sorts out what is there already. */
static void
take_items (Import *import, AttuneEvaluatePage *page, GPtrArray *items)
{
  g_autoptr (GHashTable) index = index_notes (attune_note_book_get_notes (page->book));

  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (AttuneNote) note = make_note (page, g_ptr_array_index (items, i));

      if (is_there (index, note))
        import->n_there++;
      else
        g_ptr_array_add (import->notes, g_steal_pointer (&note));
    }
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
  take_items (import, self, items);
  if (n_others > 0)
    attune_faults_add (import->remarks, "",
                       ngettext ("%u note was written by somebody else: it is yours here",
                                 "%u notes were written by others: they are yours here", n_others),
                       n_others);
  add_some (import);
}

/* --- Reading, in a thread --- */

typedef struct
{
  char *path;
  char *location; /* of the workspace, whose files are not to be opened */
  GPtrArray *remarks;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_free (reading->location);
  g_clear_pointer (&reading->remarks, g_ptr_array_unref);
  g_free (reading);
}

/* NULL with faults. */
static GBytes *
read_bytes (const Reading *reading, GPtrArray *faults)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  gsize size;

  if (g_stat (reading->path, &status) != 0 || !S_ISREG (status.st_mode) ||
      attune_is_own_file (reading->location, reading->path, &status))
    attune_faults_add (faults, "", _ ("This is no file that notes can be in."));
  else if (status.st_size > ATTUNE_NOTE_FILE_MAX_BYTES)
    attune_faults_add (faults, "", _ ("This file is larger than any list of notes."));
  else if (!g_file_get_contents (reading->path, &contents, &size, &error))
    attune_faults_add (faults, "", "%s", error->message);
  return faults->len == 0 ? g_bytes_new_take (g_steal_pointer (&contents), size) : NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GBytes) bytes = read_bytes (reading, faults);
  GPtrArray *items = bytes != NULL ? attune_note_file_read (bytes, faults, reading->remarks) : NULL;
  GError *error = NULL;

  if (items != NULL)
    {
      g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  attune_faults_to_error (faults, &error);
  g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL || self->book == NULL)
    return;
  if (items != NULL)
    import_items (self, items, g_steal_pointer (&reading->remarks));
  else
    attune_context_report (get_context (self), _ ("The notes were not imported"), error);
}

void
attune_evaluate_page_import_notes (AttuneEvaluatePage *self, GFile *file)
{
  AttuneStore *store = attune_context_get_store (get_context (self));
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, read_cb, attune_weak_new (self));

  reading->path = g_file_get_path (file);
  reading->location = g_strdup (attune_store_get_location (store));
  reading->remarks = attune_faults_new ();
  g_task_set_source_tag (task, attune_evaluate_page_import_notes);
  g_task_set_task_data (task, reading, free_reading);
  if (reading->path != NULL)
    g_task_run_in_thread (task, read_in_thread);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                             _ ("It is not on this computer. Copy it here first, then add it."));
}

/* --- Choosing the file --- */

static void
import_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autoptr (GListModel) files = attune_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (self != NULL && file != NULL)
    attune_evaluate_page_import_notes (self, file);
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
attune_evaluate_page_install_note_import (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "evaluate.import-notes", NULL, import_action);
}
