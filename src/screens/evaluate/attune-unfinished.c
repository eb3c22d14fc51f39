/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-unfinished.h"

/* How often a text that is being written is kept, in milliseconds. */
#define INTERVAL_MS 500

struct _AttuneUnfinished
{
  /* owned */
  AttuneStore *store;
  char *text; /* NULL: as it was found */

  const char *key;
  gint64 actor;
  gint64 evaluation;
  gboolean is_dirty;
  guint timer;
};

static gboolean
timer_cb (gpointer data)
{
  AttuneUnfinished *self = data;

  self->timer = 0;
  attune_unfinished_flush (self);
  return G_SOURCE_REMOVE;
}

AttuneUnfinished *
attune_unfinished_new (AttuneStore *store, gint64 actor, const char *key, gint64 evaluation)
{
  AttuneUnfinished *self = g_new0 (AttuneUnfinished, 1);

  self->store = g_object_ref (store);
  self->key = key;
  self->actor = actor;
  self->evaluation = evaluation;
  return self;
}

void
attune_unfinished_free (AttuneUnfinished *self)
{
  attune_unfinished_flush (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_unref (self->store);
  g_free (self->text);
  g_free (self);
}

void
attune_unfinished_set (AttuneUnfinished *self, const char *text)
{
  if (g_strcmp0 (self->text, text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  self->is_dirty = TRUE;
  if (self->timer == 0)
    self->timer = g_timeout_add (INTERVAL_MS, timer_cb, self);
}

void
attune_unfinished_put (AttuneUnfinished *self, const char *text)
{
  attune_unfinished_set (self, text);
  self->is_dirty = TRUE;
  attune_unfinished_flush (self);
}

void
attune_unfinished_flush (AttuneUnfinished *self)
{
  if (!self->is_dirty)
    return;
  self->is_dirty = FALSE;
  attune_store_save_kept_async (self->store, self->actor, self->key, self->evaluation, self->text,
                                NULL, NULL, NULL);
}
