/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-let-go.h"

/* How long taking apart may go on in one turn of the loop, in microseconds. */
#define SLICE_US 2000

static GQueue leaving = G_QUEUE_INIT; /* GtkWidget, owned */

static gboolean
let_go_cb (gpointer data)
{
  gint64 end = g_get_monotonic_time () + SLICE_US;

  do
    g_object_unref (g_queue_pop_head (&leaving));
  while (!g_queue_is_empty (&leaving) && g_get_monotonic_time () < end);
  return !g_queue_is_empty (&leaving);
}

void
attune_let_go (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_queue_is_empty (&leaving))
    g_idle_add_full (G_PRIORITY_LOW, let_go_cb, NULL, NULL);
  g_queue_push_tail (&leaving, widget);
}

void
attune_let_go_inside (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      attune_let_go (g_object_ref (i));
      attune_let_go_inside (i);
    }
}

gboolean
attune_let_go_of_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || (focus != widget && !gtk_widget_is_ancestor (focus, widget)))
    return FALSE;
  gtk_root_set_focus (root, NULL);
  return TRUE;
}
