/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-window-private.h"

#include "attune-evaluations.h"

/* Time alone changes no figure: an evaluation that is due is released because a window asks for it, when it opens the
 * workspace and from then on every few minutes. */
#define INTERVAL_SECONDS 300

/* What could not be done now is tried again the next time; the store says what is wrong to whoever releases by hand. */
static void
released_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  attune_store_release_due_finish (ATTUNE_STORE (source), result, NULL);
}

static gboolean
release_due_cb (gpointer data)
{
  AttuneWindow *self = data;

  attune_store_release_due_async (self->store, 0, NULL, released_cb, NULL);
  return G_SOURCE_CONTINUE;
}

void
attune_window_start_releases (AttuneWindow *self)
{
  attune_window_stop_releases (self);
  release_due_cb (self);
  self->releases = g_timeout_add_seconds (INTERVAL_SECONDS, release_due_cb, self);
}

void
attune_window_stop_releases (AttuneWindow *self)
{
  g_clear_handle_id (&self->releases, g_source_remove);
}
