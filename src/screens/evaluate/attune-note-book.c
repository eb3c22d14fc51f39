/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-book-private.h"

#include "attune-unsaved.h"

#include "attune-note-changes.h"
#include "attune-spoken-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* How soon what could not be saved is tried again, in milliseconds. */
#define RETRY_INTERVAL_MS 5000

/* How long a change that goes on is waited for. */
#define PAUSE_MS 500

G_DEFINE_FINAL_TYPE_WITH_CODE (AttuneNoteBook,
                               attune_note_book,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATTUNE_TYPE_UNSAVED,
                                                      attune_note_book_init_unsaved))

enum
{
  CHANGED,
  ADDED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void send_unsaved (AttuneNoteBook *self, AttuneUnsavedNote *unsaved);

static void
free_unsaved (gpointer data)
{
  AttuneUnsavedNote *unsaved = data;

  g_clear_handle_id (&unsaved->due, g_source_remove);
  attune_note_free (unsaved->note);
  g_free (unsaved);
}

static AttuneNote *
find_note (GPtrArray *notes, gint64 id)
{
  for (guint i = 0; i < notes->len; i++)
    {
      AttuneNote *note = g_ptr_array_index (notes, i);

      if (note->id == id)
        return note;
    }
  return NULL;
}

AttuneNote *
attune_note_book_find_stored (AttuneNoteBook *self, gint64 id)
{
  return find_note (self->notes, id);
}

AttuneUnsavedNote *
attune_note_book_find_unsaved (AttuneNoteBook *self, gint64 id)
{
  for (guint i = 0; i < self->unsaved->len; i++)
    {
      AttuneUnsavedNote *unsaved = g_ptr_array_index (self->unsaved, i);

      if (unsaved->note->id == id)
        return unsaved;
    }
  return NULL;
}

AttuneNoteErrand *
attune_note_errand_start (AttuneNoteBook *self, const AttuneNote *note)
{
  AttuneNoteErrand *errand = g_new0 (AttuneNoteErrand, 1);

  errand->book = g_object_ref (self);
  errand->note = attune_note_copy (note);
  return errand;
}

void
attune_note_errand_end (AttuneNoteErrand *errand)
{
  g_object_unref (errand->book);
  attune_note_free (errand->note);
  g_free (errand);
}

int
attune_note_book_compare (gconstpointer a, gconstpointer b)
{
  const AttuneNote *left = *(const AttuneNote *const *) a;
  const AttuneNote *right = *(const AttuneNote *const *) b;

  if (left->from_us != right->from_us)
    return left->from_us < right->from_us ? -1 : 1;
  return (left->id > right->id) - (left->id < right->id);
}

/* A copy of `note`, or of what it is to become. */
static AttuneNote *
choose_shown (AttuneNoteBook *self, const AttuneNote *note)
{
  AttuneUnsavedNote *unsaved = attune_note_book_find_unsaved (self, note->id);
  AttuneNote *shown;

  if (unsaved == NULL)
    return attune_note_copy (note);
  shown = attune_note_copy (unsaved->note);
  shown->rev = note->rev;
  return shown;
}

void
attune_note_book_show (AttuneNoteBook *self)
{
  g_ptr_array_unref (self->shown);
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);
  for (guint i = 0; i < self->notes->len; i++)
    g_ptr_array_add (self->shown, choose_shown (self, g_ptr_array_index (self->notes, i)));
  for (guint i = 0; i < self->unsaved->len; i++)
    {
      const AttuneUnsavedNote *unsaved = g_ptr_array_index (self->unsaved, i);

      if (unsaved->has_failed && !unsaved->is_removed &&
          attune_note_book_find_stored (self, unsaved->note->id) == NULL)
        g_ptr_array_add (self->shown, attune_note_copy (unsaved->note));
    }
  g_ptr_array_sort (self->shown, attune_note_book_compare);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Takes over `note`; NULL only takes the one with `id` away. */
void
attune_note_book_replace (AttuneNoteBook *self, gint64 id, AttuneNote *note)
{
  g_ptr_array_remove (self->notes, attune_note_book_find_stored (self, id));
  if (note != NULL)
    g_ptr_array_add (self->notes, note);
  attune_note_book_show (self);
}

static gboolean
are_same (GPtrArray *before, GPtrArray *now)
{
  if (before->len != now->len)
    return FALSE;
  for (guint i = 0; i < now->len; i++)
    {
      const AttuneNote *new = g_ptr_array_index (now, i);
      const AttuneNote *old = find_note (before, new->id);

      if (old == NULL || old->rev != new->rev)
        return FALSE;
    }
  return TRUE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneNoteBook) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    notes = attune_store_list_notes_finish (ATTUNE_STORE (source), result, &error);

  self->is_loading = FALSE;
  if (self->loads_again)
    {
      attune_note_book_load (self);
      return;
    }
  if (notes == NULL)
    {
      attune_context_report (self->context, _ ("The notes could not be read"), error);
      return;
    }
  if (self->is_loaded && are_same (self->notes, notes))
    return;
  self->is_loaded = TRUE;
  g_ptr_array_unref (self->notes);
  self->notes = g_steal_pointer (&notes);
  attune_note_book_show (self);
}

void
attune_note_book_load (AttuneNoteBook *self)
{
  self->loads_again = self->is_loading;
  if (self->is_loading)
    return;
  self->is_loading = TRUE;
  attune_store_list_notes_async (self->store, self->actor, self->evaluation, NULL, loaded_cb,
                                 g_object_ref (self));
}

/* --- Saving --- */

static void
retry_all (AttuneNoteBook *self)
{
  for (guint i = 0; i < self->unsaved->len; i++)
    {
      AttuneUnsavedNote *unsaved = g_ptr_array_index (self->unsaved, i);

      if (!unsaved->is_refused)
        send_unsaved (self, unsaved);
    }
}

static gboolean
retry_cb (gpointer data)
{
  AttuneNoteBook *self = data;

  self->retry = 0;
  retry_all (self);
  return G_SOURCE_REMOVE;
}

/* A store that is closed stays so, and what it refused for what it is it would refuse again. */
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED);
}

/* With the text: whoever has left the page sees it nowhere else. Who waits for it is told by that. */
static void
tell_failure (AttuneNoteBook *self, const AttuneUnsavedNote *unsaved, const GError *error)
{
  GError *told = g_error_copy (error);

  /* Translators: %s is what the note says. */
  g_prefix_error (&told, _ ("“%s” is not saved: "),
                  unsaved->note->text[0] != '\0' ? unsaved->note->text : _ ("Spoken"));
  if (!unsaved->has_failed && !attune_note_book_is_waited_for (self))
    attune_context_report (self->context, _ ("The note could not be saved"), told);
  g_clear_error (&self->error);
  self->error = told;
}

static void
drop_unsaved (AttuneNoteBook *self, AttuneUnsavedNote *unsaved)
{
  g_ptr_array_remove (self->unsaved, unsaved);
  if (self->unsaved->len == 0)
    g_clear_handle_id (&self->retry, g_source_remove);
}

/* Takes a new note away that the store does not have. */
void
attune_note_book_forget (AttuneNoteBook *self, AttuneUnsavedNote *unsaved)
{
  gint64 id = unsaved->note->id;

  g_ptr_array_add (self->removed, attune_note_copy (unsaved->note));
  drop_unsaved (self, unsaved);
  attune_note_book_show (self);
  g_signal_emit (self, signals[REMOVED], 0, id);
}

/* The note stays here, and is tried again by and by, also when nobody holds the book any more. */
static void
meet_failure (AttuneNoteBook *self, AttuneUnsavedNote *unsaved, const GError *error)
{
  if (unsaved->is_removed)
    {
      attune_note_book_remove (self, unsaved->note->id);
      return;
    }
  tell_failure (self, unsaved, error);
  unsaved->has_failed = TRUE;
  unsaved->is_refused = is_final (error);
  if (!unsaved->is_refused && self->retry == 0)
    self->retry = g_timeout_add_full (G_PRIORITY_DEFAULT, RETRY_INTERVAL_MS, retry_cb,
                                      g_object_ref (self), g_object_unref);
  attune_note_book_show (self);
}

/* What was spoken of a new note lay in a file that nobody else knows of. */
static void
remove_spoken (const AttuneNote *note)
{
  if (note->id < 0 && note->sound != NULL)
    g_unlink (note->sound);
}

/* The store has `note` now, which is taken over. */
static void
meet_success (AttuneNoteBook *self, AttuneUnsavedNote *unsaved, AttuneNote *note)
{
  gint64 id = note->id;
  gboolean is_new = unsaved->note->id < 0;
  gboolean is_removed = unsaved->is_removed;

  remove_spoken (unsaved->note);
  unsaved->note->id = id;
  unsaved->note->rev = note->rev;
  g_free (unsaved->note->sound);
  unsaved->note->sound = g_strdup (note->sound);
  unsaved->has_failed = FALSE;
  if (!unsaved->is_newer)
    drop_unsaved (self, unsaved);
  attune_note_book_replace (self, id, note);
  if (is_removed)
    attune_note_book_remove (self, id);
  else if (is_new)
    g_signal_emit (self, signals[ADDED], 0, attune_note_book_find (self, id));
  retry_all (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AttuneNoteErrand *errand = data;
  AttuneNoteBook *self = errand->book;
  g_autoptr (GError) error = NULL;
  AttuneNote *note = attune_store_save_note_finish (ATTUNE_STORE (source), result, &error);
  AttuneUnsavedNote *unsaved = attune_note_book_find_unsaved (self, errand->note->id);

  if (unsaved != NULL)
    unsaved->is_under_way = FALSE;
  /* An answer that was lost before: the store has what was sent then. */
  if (note != NULL && unsaved != NULL && errand->note->id < 0 &&
      !attune_note_is_same (errand->note, note))
    unsaved->is_newer = TRUE;
  if (note != NULL && unsaved != NULL)
    meet_success (self, unsaved, note);
  else if (note != NULL)
    attune_note_book_replace (self, note->id, note);
  else if (unsaved != NULL)
    meet_failure (self, unsaved, error);
  attune_note_book_settle (self);
  attune_note_errand_end (errand);
}

static void
send_unsaved (AttuneNoteBook *self, AttuneUnsavedNote *unsaved)
{
  g_autoptr (AttuneNote) note = NULL;

  if (unsaved->is_under_way || unsaved->is_removed || unsaved->due != 0)
    return;
  unsaved->is_under_way = TRUE;
  unsaved->is_newer = FALSE;
  if (unsaved->note->id < 0 && unsaved->note->sound != NULL)
    attune_spoken_file_touch (unsaved->note->sound);
  note = attune_note_copy (unsaved->note);
  note->id = MAX (note->id, 0);
  attune_store_save_note_async (self->store, self->actor, note, NULL, saved_cb,
                                attune_note_errand_start (self, unsaved->note));
}

/* Whatever it waited for. */
void
attune_note_book_send_now (AttuneNoteBook *self, AttuneUnsavedNote *unsaved)
{
  g_clear_handle_id (&unsaved->due, g_source_remove);
  send_unsaved (self, unsaved);
}

static AttuneUnsavedNote *
add_unsaved (AttuneNoteBook *self, const AttuneNote *note)
{
  AttuneUnsavedNote *unsaved = g_new0 (AttuneUnsavedNote, 1);

  unsaved->note = attune_note_copy (note);
  unsaved->note->evaluation = self->evaluation;
  unsaved->note->author = self->actor;
  if (note->id == 0)
    {
      unsaved->note->id = --self->last_unsaved;
      unsaved->note->fresh_id = attune_id_source_next (self->ids);
    }
  g_ptr_array_add (self->unsaved, unsaved);
  return unsaved;
}

/* What there is to be saved of `note`, with it. */
static AttuneUnsavedNote *
take_unsaved (AttuneNoteBook *self, const AttuneNote *note)
{
  AttuneUnsavedNote *unsaved = note->id != 0 ? attune_note_book_find_unsaved (self, note->id)
                                             : NULL;

  if (unsaved == NULL)
    unsaved = add_unsaved (self, note);
  else
    {
      gint64 fresh_id = unsaved->note->fresh_id;

      attune_note_free (unsaved->note);
      unsaved->note = attune_note_copy (note);
      unsaved->note->fresh_id = fresh_id;
      unsaved->is_newer = TRUE;
    }
  g_clear_handle_id (&unsaved->due, g_source_remove);
  return unsaved;
}

/* What is changed of a note that is there is shown at once; a new one when it is saved, or cannot be. */
void
attune_note_book_save (AttuneNoteBook *self, const AttuneNote *note)
{
  AttuneUnsavedNote *unsaved = take_unsaved (self, note);

  send_unsaved (self, unsaved);
  if (note->id > 0 || unsaved->has_failed)
    attune_note_book_show (self);
}

typedef struct
{
  AttuneNoteBook *book;
  gint64 id;
} Delay;

static gboolean
due_cb (gpointer data)
{
  Delay *delay = data;
  AttuneUnsavedNote *unsaved = attune_note_book_find_unsaved (delay->book, delay->id);

  if (unsaved != NULL)
    {
      unsaved->due = 0;
      send_unsaved (delay->book, unsaved);
    }
  return G_SOURCE_REMOVE;
}

static void
free_delay (gpointer data)
{
  g_object_unref (((Delay *) data)->book);
  g_free (data);
}

void
attune_note_book_save_soon (AttuneNoteBook *self, const AttuneNote *note)
{
  AttuneUnsavedNote *unsaved = take_unsaved (self, note);
  Delay *delay = g_new0 (Delay, 1);

  *delay = (Delay){ g_object_ref (self), unsaved->note->id };
  unsaved->due = g_timeout_add_full (G_PRIORITY_DEFAULT, PAUSE_MS, due_cb, delay, free_delay);
  attune_note_book_show (self);
}

void
attune_note_book_flush (AttuneNoteBook *self)
{
  for (guint i = 0; i < self->unsaved->len; i++)
    {
      AttuneUnsavedNote *unsaved = g_ptr_array_index (self->unsaved, i);

      if (unsaved->due != 0)
        attune_note_book_send_now (self, unsaved);
    }
}

gboolean
attune_note_book_is_saved (AttuneNoteBook *self, gint64 id)
{
  AttuneUnsavedNote *unsaved = attune_note_book_find_unsaved (self, id);

  return unsaved == NULL || !unsaved->has_failed;
}

void
attune_note_book_retry (AttuneNoteBook *self, gint64 id)
{
  const AttuneNote *stored = attune_note_book_find_stored (self, id);
  AttuneUnsavedNote *unsaved = attune_note_book_find_unsaved (self, id);

  if (unsaved == NULL)
    return;
  if (stored != NULL)
    unsaved->note->rev = stored->rev;
  send_unsaved (self, unsaved);
}

static void
attune_note_book_finalize (GObject *object)
{
  AttuneNoteBook *self = ATTUNE_NOTE_BOOK (object);

  attune_unsaved_remove (self);
  attune_id_source_free (self->ids);
  g_clear_object (&self->store);
  g_clear_object (&self->context);
  g_clear_error (&self->error);
  for (guint i = 0; i < self->removed->len; i++)
    remove_spoken (g_ptr_array_index (self->removed, i));
  /* What the store would not have: nobody can ask for it again. */
  for (guint i = 0; i < self->unsaved->len; i++)
    remove_spoken (((AttuneUnsavedNote *) g_ptr_array_index (self->unsaved, i))->note);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->unsaved);
  g_ptr_array_unref (self->removed);
  g_hash_table_unref (self->going);

  G_OBJECT_CLASS (attune_note_book_parent_class)->finalize (object);
}

static void
attune_note_book_class_init (AttuneNoteBookClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_note_book_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATTUNE_TYPE_NOTE_BOOK, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ADDED] = g_signal_new ("added", ATTUNE_TYPE_NOTE_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[REMOVED] = g_signal_new ("removed", ATTUNE_TYPE_NOTE_BOOK, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
attune_note_book_init (AttuneNoteBook *self)
{
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);
  self->unsaved = g_ptr_array_new_with_free_func (free_unsaved);
  self->removed = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);
  self->ids = attune_id_source_new ();
  self->going = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_queue_init (&self->waiting);
  attune_unsaved_add (self);
}

AttuneNoteBook *
attune_note_book_new (AttuneContext *context, gint64 evaluation)
{
  AttuneNoteBook *self = g_object_new (ATTUNE_TYPE_NOTE_BOOK, NULL);

  self->context = g_object_ref (context);
  self->store = g_object_ref (attune_context_get_store (context));
  self->actor = attune_context_get_actor (context);
  self->evaluation = evaluation;
  return self;
}

GPtrArray *
attune_note_book_get_notes (AttuneNoteBook *self)
{
  return self->shown;
}

AttuneNote *
attune_note_book_find (AttuneNoteBook *self, gint64 id)
{
  return find_note (self->shown, id);
}

gboolean
attune_note_book_may_edit (AttuneNoteBook *self, const AttuneNote *note)
{
  return note->author == self->actor;
}
