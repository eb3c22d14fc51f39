/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-keeper.h"

/* How often a note that is being written is kept, in milliseconds. */
#define INTERVAL_MS 500

struct _AttuneNoteKeeper
{
  /* owned */
  AttuneStore *store;
  char *text; /* NULL: as it was found */

  gint64 actor;
  gint64 evaluation;
  gboolean is_dirty;
  guint timer;
};

static gboolean
timer_cb (gpointer data)
{
  AttuneNoteKeeper *self = data;

  self->timer = 0;
  attune_note_keeper_flush (self);
  return G_SOURCE_REMOVE;
}

AttuneNoteKeeper *
attune_note_keeper_new (AttuneStore *store, gint64 actor, gint64 evaluation)
{
  AttuneNoteKeeper *self = g_new0 (AttuneNoteKeeper, 1);

  self->store = g_object_ref (store);
  self->actor = actor;
  self->evaluation = evaluation;
  return self;
}

void
attune_note_keeper_free (AttuneNoteKeeper *self)
{
  attune_note_keeper_flush (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_unref (self->store);
  g_free (self->text);
  g_free (self);
}

void
attune_note_keeper_set (AttuneNoteKeeper *self, const char *text)
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
attune_note_keeper_flush (AttuneNoteKeeper *self)
{
  if (!self->is_dirty)
    return;
  self->is_dirty = FALSE;
  attune_store_save_kept_async (self->store, self->actor, ATTUNE_NOTE_KEPT_AS, self->evaluation,
                                self->text, NULL, NULL, NULL);
}
