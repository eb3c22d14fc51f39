/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-book-private.h"

static gboolean
is_under_way (AttuneNoteBook *self)
{
  for (guint i = 0; i < self->unsaved->len; i++)
    if (((AttuneUnsavedNote *) g_ptr_array_index (self->unsaved, i))->is_under_way)
      return TRUE;
  return g_hash_table_size (self->going) > 0;
}

/* What is to be taken away, or has been, nobody misses. */
static gboolean
would_lose (AttuneUnsaved *unsaved)
{
  AttuneNoteBook *self = ATTUNE_NOTE_BOOK (unsaved);

  for (guint i = 0; i < self->unsaved->len; i++)
    if (!((AttuneUnsavedNote *) g_ptr_array_index (self->unsaved, i))->is_removed)
      return TRUE;
  return is_under_way (self);
}

void
attune_note_book_settle (AttuneNoteBook *self)
{
  GTask *task;

  while (!is_under_way (self) && (task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (would_lose (ATTUNE_UNSAVED (self)) && self->error != NULL)
        g_task_return_error (task, g_error_copy (self->error));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

gboolean
attune_note_book_is_waited_for (AttuneNoteBook *self)
{
  for (GList *i = self->waiting.head; i != NULL; i = i->next)
    if (!g_cancellable_is_cancelled (g_task_get_cancellable (i->data)))
      return TRUE;
  return FALSE;
}

static AttuneStore *
get_store (AttuneUnsaved *unsaved)
{
  return ATTUNE_NOTE_BOOK (unsaved)->store;
}

/* What was refused is asked for again: whoever waits is to hear why. */
static void
settle_async (AttuneUnsaved *unsaved,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  AttuneNoteBook *self = ATTUNE_NOTE_BOOK (unsaved);
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, settle_async);
  g_queue_push_tail (&self->waiting, task);
  for (guint i = 0; i < self->unsaved->len; i++)
    attune_note_book_send_now (self, g_ptr_array_index (self->unsaved, i));
  attune_note_book_settle (self);
}

static gboolean
settle_finish (AttuneUnsaved *unsaved, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, unsaved), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
attune_note_book_init_unsaved (AttuneUnsavedInterface *interface)
{
  interface->get_store = get_store;
  interface->would_lose = would_lose;
  interface->settle_async = settle_async;
  interface->settle_finish = settle_finish;
}
