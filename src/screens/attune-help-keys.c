/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-help-keys.h"

#include <glib/gi18n.h>

/* What is found by a search is a copy, which bears a title alone: it is a command's where it came without a key. */
static void
name_copy (GtkWidget *line)
{
  g_autofree char *title = NULL;
  g_autofree char *accelerator = NULL;

  g_object_get (line, "title", &title, "accelerator", &accelerator, NULL);
  for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
    if (accelerator == NULL && g_strcmp0 (title, _ (i->title)) == 0)
      gtk_widget_set_name (line, i->action);
}

static void
show_keys (GtkWidget *widget, AttuneKeyMap *map)
{
  const char *const *keys;
  g_autofree char *accelerator = NULL;

  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      name_copy (widget);
      keys = attune_key_map_get_keys (map, gtk_widget_get_name (widget));
      accelerator = keys != NULL ? g_strjoinv (" ", (GStrv) keys) : NULL;
      if (keys != NULL)
        g_object_set (widget, "accelerator", accelerator, NULL);
      return;
    }
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    show_keys (i, map);
}

static void
changed_cb (GtkWidget *overlay, AttuneKeyMap *map)
{
  show_keys (overlay, map);
}

void
attune_help_keys_follow (GtkApplicationWindow *window, AttuneKeyMap *keys)
{
  GtkShortcutsWindow *overlay = gtk_application_window_get_help_overlay (window);

  if (overlay == NULL)
    return;
  g_signal_connect_object (keys, "changed", G_CALLBACK (changed_cb), overlay, G_CONNECT_SWAPPED);
  changed_cb (GTK_WIDGET (overlay), keys);
}
