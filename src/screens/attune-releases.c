/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-releases.h"

#include "attune-evaluations.h"

struct _AttuneReleases
{
  AttuneStore *store;
  guint timer;
};

/* What could not be done now is tried again the next time; the store says what is wrong to whoever releases by hand. */
static void
released_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  attune_store_release_due_finish (ATTUNE_STORE (source), result, NULL);
}

static gboolean
release_due_cb (gpointer data)
{
  AttuneReleases *self = data;

  attune_store_release_due_async (self->store, 0, NULL, released_cb, NULL);
  return G_SOURCE_CONTINUE;
}

AttuneReleases *
attune_releases_start (AttuneStore *store, guint milliseconds)
{
  AttuneReleases *self = g_new0 (AttuneReleases, 1);

  self->store = g_object_ref (store);
  release_due_cb (self);
  self->timer = g_timeout_add (milliseconds, release_due_cb, self);
  return self;
}

void
attune_releases_stop (AttuneReleases *self)
{
  g_source_remove (self->timer);
  g_object_unref (self->store);
  g_free (self);
}
