/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-present.h"

#include "attune-weak.h"

static gboolean
present_cb (gpointer data)
{
  g_autoptr (GtkWindow) window = attune_weak_take (data);

  if (window != NULL)
    gtk_window_present (window);
  return G_SOURCE_REMOVE;
}

void
attune_present (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_idle_add_full (G_PRIORITY_HIGH, present_cb, attune_weak_new (window), NULL);
}
