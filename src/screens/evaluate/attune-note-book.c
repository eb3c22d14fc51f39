/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-book.h"

struct _AttuneNoteBook
{
  GObject parent_instance;

  AttuneStore *store;
  gint64 actor;
  gint64 evaluation;
  GPtrArray *notes;   /* AttuneNote */
  GPtrArray *removed; /* AttuneNote, as they were */
  gboolean is_loaded;
};

G_DEFINE_FINAL_TYPE (AttuneNoteBook, attune_note_book, G_TYPE_OBJECT)

enum
{
  CHANGED,
  ADDED,
  REMOVED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A change on its way. */
typedef struct
{
  AttuneNoteBook *book;
  AttuneNote *note;
} Errand;

static Errand *
start_errand (AttuneNoteBook *self, const AttuneNote *note)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->book = g_object_ref (self);
  errand->note = attune_note_copy (note);
  return errand;
}

static void
end_errand (Errand *errand)
{
  g_object_unref (errand->book);
  attune_note_free (errand->note);
  g_free (errand);
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  const AttuneNote *left = *(const AttuneNote *const *) a;
  const AttuneNote *right = *(const AttuneNote *const *) b;

  if (left->from_us != right->from_us)
    return left->from_us < right->from_us ? -1 : 1;
  return (left->id > right->id) - (left->id < right->id);
}

/* Takes over `note`; NULL only takes the one with `id` away. */
static void
replace (AttuneNoteBook *self, gint64 id, AttuneNote *note)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->notes);

  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);
  for (guint i = 0; i < before->len; i++)
    {
      const AttuneNote *old = g_ptr_array_index (before, i);

      if (old->id != id)
        g_ptr_array_add (self->notes, attune_note_copy (old));
    }
  if (note != NULL)
    g_ptr_array_add (self->notes, note);
  g_ptr_array_sort (self->notes, compare_notes);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
are_same (GPtrArray *before, GPtrArray *now)
{
  if (before->len != now->len)
    return FALSE;
  for (guint i = 0; i < now->len; i++)
    {
      const AttuneNote *old = g_ptr_array_index (before, i);
      const AttuneNote *new = g_ptr_array_index (now, i);

      if (old->id != new->id || old->rev != new->rev)
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

  if (notes == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, NULL, error);
      return;
    }
  g_ptr_array_sort (notes, compare_notes);
  if (self->is_loaded && are_same (self->notes, notes))
    return;
  self->is_loaded = TRUE;
  g_ptr_array_unref (self->notes);
  self->notes = g_steal_pointer (&notes);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
attune_note_book_load (AttuneNoteBook *self)
{
  attune_store_list_notes_async (self->store, self->actor, self->evaluation, NULL, loaded_cb,
                                 g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  AttuneNoteBook *self = errand->book;
  g_autoptr (GError) error = NULL;
  AttuneNote *note = attune_store_save_note_finish (ATTUNE_STORE (source), result, &error);
  gint64 id = note != NULL ? note->id : 0;

  if (note == NULL)
    g_signal_emit (self, signals[FAILED], 0, errand->note, error);
  else
    replace (self, id, note);
  if (note != NULL && errand->note->id == 0)
    g_signal_emit (self, signals[ADDED], 0, attune_note_book_find (self, id));
  end_errand (errand);
}

void
attune_note_book_save (AttuneNoteBook *self, const AttuneNote *note)
{
  Errand *errand = start_errand (self, note);

  errand->note->evaluation = self->evaluation;
  errand->note->author = self->actor;
  attune_store_save_note_async (self->store, self->actor, errand->note, NULL, saved_cb, errand);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  AttuneNoteBook *self = errand->book;
  g_autoptr (GError) error = NULL;
  gint64 rev = attune_store_remove_note_finish (ATTUNE_STORE (source), result, &error);

  if (error != NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, NULL, error);
      end_errand (errand);
      return;
    }
  errand->note->rev = rev;
  g_ptr_array_add (self->removed, attune_note_copy (errand->note));
  replace (self, errand->note->id, NULL);
  g_signal_emit (self, signals[REMOVED], 0, errand->note->id);
  end_errand (errand);
}

void
attune_note_book_remove (AttuneNoteBook *self, gint64 id)
{
  AttuneNote *note = attune_note_book_find (self, id);

  if (note != NULL)
    attune_store_remove_note_async (self->store, self->actor, id, note->rev, TRUE, NULL, removed_cb,
                                    start_errand (self, note));
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  AttuneNoteBook *self = errand->book;
  g_autoptr (GError) error = NULL;
  gint64 rev = attune_store_remove_note_finish (ATTUNE_STORE (source), result, &error);

  if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, NULL, error);
  else
    {
      errand->note->rev = rev;
      replace (self, errand->note->id, attune_note_copy (errand->note));
    }
  end_errand (errand);
}

void
attune_note_book_restore (AttuneNoteBook *self, gint64 id)
{
  for (guint i = 0; i < self->removed->len; i++)
    {
      AttuneNote *note = g_ptr_array_index (self->removed, i);

      if (note->id != id)
        continue;
      attune_store_remove_note_async (self->store, self->actor, id, note->rev, FALSE, NULL,
                                      restored_cb, start_errand (self, note));
      g_ptr_array_remove_index (self->removed, i);
      return;
    }
}

static void
attune_note_book_finalize (GObject *object)
{
  AttuneNoteBook *self = ATTUNE_NOTE_BOOK (object);

  g_clear_object (&self->store);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->removed);

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
  signals[FAILED] = g_signal_new ("failed", ATTUNE_TYPE_NOTE_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_ERROR);
}

static void
attune_note_book_init (AttuneNoteBook *self)
{
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);
  self->removed = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);
}

AttuneNoteBook *
attune_note_book_new (AttuneStore *store, gint64 actor, gint64 evaluation)
{
  AttuneNoteBook *self = g_object_new (ATTUNE_TYPE_NOTE_BOOK, NULL);

  self->store = g_object_ref (store);
  self->actor = actor;
  self->evaluation = evaluation;
  return self;
}

GPtrArray *
attune_note_book_get_notes (AttuneNoteBook *self)
{
  return self->notes;
}

AttuneNote *
attune_note_book_find (AttuneNoteBook *self, gint64 id)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      AttuneNote *note = g_ptr_array_index (self->notes, i);

      if (note->id == id)
        return note;
    }
  return NULL;
}

gboolean
attune_note_book_may_edit (AttuneNoteBook *self, const AttuneNote *note)
{
  return note->author == self->actor;
}
