/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-book-private.h"

#include <glib/gi18n.h>

/* What could not be saved of a note goes with it, and comes back with it. */
static void
set_is_removed (AttuneNoteBook *self, gint64 id, gboolean is_removed)
{
  AttuneUnsavedNote *unsaved = attune_note_book_find_unsaved (self, id);

  if (unsaved != NULL)
    unsaved->is_removed = is_removed;
}

static void removed_cb (GObject *source, GAsyncResult *result, gpointer data);
static void restored_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
begin_going (AttuneNoteBook *self, const AttuneNote *note, gboolean is_removed)
{
  static const GAsyncReadyCallback callbacks[] = { restored_cb, removed_cb };

  g_hash_table_add (self->going, g_memdup2 (&note->id, sizeof note->id));
  attune_store_remove_note_async (self->store, self->actor, note->id, note->rev, is_removed, NULL,
                                  callbacks[is_removed], attune_note_errand_start (self, note));
}

/* Its new rev, or 0 with the error set. */
static gint64
finish_going (AttuneNoteErrand *errand, GObject *store, GAsyncResult *result, GError **error)
{
  g_hash_table_remove (errand->book->going, &errand->note->id);
  return attune_store_remove_note_finish (ATTUNE_STORE (store), result, error);
}

static void
end_going (AttuneNoteErrand *errand)
{
  attune_note_book_settle (errand->book);
  attune_note_errand_end (errand);
}

static void
meet_removal (AttuneNoteErrand *errand, gint64 rev)
{
  AttuneNoteBook *self = errand->book;

  errand->note->rev = rev;
  g_ptr_array_add (self->removed, attune_note_copy (errand->note));
  set_is_removed (self, errand->note->id, TRUE);
  attune_note_book_replace (self, errand->note->id, NULL);
  g_signal_emit_by_name (self, "removed", errand->note->id);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AttuneNoteErrand *errand = data;
  AttuneNoteBook *self = errand->book;
  g_autoptr (GError) error = NULL;
  gint64 rev = finish_going (errand, source, result, &error);

  if (error == NULL)
    meet_removal (errand, rev);
  else
    {
      attune_context_report (self->context, _ ("The note could not be removed"), error);
      set_is_removed (self, errand->note->id, FALSE);
      attune_note_book_retry (self, errand->note->id);
    }
  end_going (errand);
}

/* What is under way is waited for: only then it is known what is to be taken away. */
void
attune_note_book_remove (AttuneNoteBook *self, gint64 id)
{
  AttuneNote *note = attune_note_book_find_stored (self, id);
  AttuneUnsavedNote *unsaved = attune_note_book_find_unsaved (self, id);

  if (g_hash_table_contains (self->going, &id))
    return;
  if (unsaved != NULL)
    g_clear_handle_id (&unsaved->due, g_source_remove);
  if (unsaved != NULL && unsaved->is_under_way)
    {
      unsaved->is_removed = TRUE;
      attune_note_book_show (self);
    }
  else if (note != NULL)
    begin_going (self, note, TRUE);
  else if (unsaved != NULL)
    attune_note_book_forget (self, unsaved);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AttuneNoteErrand *errand = data;
  AttuneNoteBook *self = errand->book;
  g_autoptr (GError) error = NULL;
  gint64 rev = finish_going (errand, source, result, &error);

  if (error != NULL)
    attune_context_report (self->context, _ ("The note could not be brought back"), error);
  else
    {
      errand->note->rev = rev;
      set_is_removed (self, errand->note->id, FALSE);
      attune_note_book_replace (self, errand->note->id, attune_note_copy (errand->note));
      attune_note_book_retry (self, errand->note->id);
    }
  end_going (errand);
}

void
attune_note_book_restore (AttuneNoteBook *self, gint64 id)
{
  for (guint i = 0; i < self->removed->len; i++)
    {
      AttuneNote *note = g_ptr_array_index (self->removed, i);

      if (note->id != id)
        continue;
      if (id < 0)
        attune_note_book_save (self, note);
      else
        begin_going (self, note, FALSE);
      g_ptr_array_remove_index (self->removed, i);
      return;
    }
}
