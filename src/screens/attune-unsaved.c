/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-unsaved.h"

G_DEFINE_INTERFACE (AttuneUnsaved, attune_unsaved, G_TYPE_OBJECT)

/* All there are, borrowed. */
static GQueue all = G_QUEUE_INIT;

static void
attune_unsaved_default_init (AttuneUnsavedInterface *interface)
{
}

void
attune_unsaved_add (gpointer self)
{
  g_queue_push_tail (&all, self);
}

void
attune_unsaved_remove (gpointer self)
{
  g_queue_remove (&all, self);
}

AttuneUnsaved *
attune_unsaved_find (AttuneStore *store)
{
  g_return_val_if_fail (ATTUNE_IS_STORE (store), NULL);

  for (GList *i = all.head; i != NULL; i = i->next)
    {
      AttuneUnsaved *self = i->data;

      if (ATTUNE_UNSAVED_GET_IFACE (self)->get_store (self) == store &&
          attune_unsaved_would_lose (self))
        return g_object_ref (self);
    }
  return NULL;
}

gboolean
attune_unsaved_would_lose (AttuneUnsaved *self)
{
  g_return_val_if_fail (ATTUNE_IS_UNSAVED (self), FALSE);

  return ATTUNE_UNSAVED_GET_IFACE (self)->would_lose (self);
}

void
attune_unsaved_settle_async (AttuneUnsaved *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (ATTUNE_IS_UNSAVED (self));

  ATTUNE_UNSAVED_GET_IFACE (self)->settle_async (self, cancellable, callback, data);
}

gboolean
attune_unsaved_settle_finish (AttuneUnsaved *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (ATTUNE_IS_UNSAVED (self), FALSE);

  return ATTUNE_UNSAVED_GET_IFACE (self)->settle_finish (self, result, error);
}
