/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-place-keeper.h"

/* How often a place that changes is kept, in milliseconds. */
#define INTERVAL_MS 500

struct _AttunePlaceKeeper
{
  /* owned */
  AttuneStore *store;
  AttuneForm *form;

  gint64 actor;
  gint64 evaluation;
  guint question;
  gint64 position_us;
  gboolean is_dirty;
  guint timer;
};

static gboolean
timer_cb (gpointer data)
{
  AttunePlaceKeeper *self = data;

  self->timer = 0;
  attune_place_keeper_flush (self);
  return G_SOURCE_REMOVE;
}

AttunePlaceKeeper *
attune_place_keeper_new (AttuneStore *store,
                         gint64 actor,
                         gint64 evaluation,
                         AttuneForm *form,
                         gint64 position_us)
{
  AttunePlaceKeeper *self = g_new0 (AttunePlaceKeeper, 1);

  self->store = g_object_ref (store);
  self->form = attune_form_ref (form);
  self->actor = actor;
  self->evaluation = evaluation;
  self->question = ATTUNE_FORM_NONE;
  self->position_us = position_us;
  return self;
}

void
attune_place_keeper_free (AttunePlaceKeeper *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_unref (self->store);
  attune_form_unref (self->form);
  g_free (self);
}

void
attune_place_keeper_set (AttunePlaceKeeper *self, guint question, gint64 position_us)
{
  if (question == self->question && position_us == self->position_us)
    return;

  self->question = question;
  self->position_us = position_us;
  self->is_dirty = TRUE;
  if (self->timer == 0)
    self->timer = g_timeout_add (INTERVAL_MS, timer_cb, self);
}

void
attune_place_keeper_flush (AttunePlaceKeeper *self)
{
  const char *question = self->question != ATTUNE_FORM_NONE
                           ? attune_form_get_question (self->form, self->question)->id
                           : NULL;

  if (!self->is_dirty)
    return;
  self->is_dirty = FALSE;
  attune_store_save_place_async (self->store, self->actor, self->evaluation, question,
                                 self->position_us, NULL, NULL, NULL);
}
