/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-help-keys.h"

static void
show_keys (GtkWidget *widget, AttuneKeyMap *map)
{
  const char *const *keys = GTK_IS_SHORTCUTS_SHORTCUT (widget)
                              ? attune_key_map_get_keys (map, gtk_widget_get_name (widget))
                              : NULL;
  g_autofree char *accelerator = keys != NULL ? g_strjoinv (" ", (GStrv) keys) : NULL;

  if (keys != NULL)
    {
      g_object_set (widget, "accelerator", accelerator, NULL);
      gtk_widget_set_visible (widget, keys[0] != NULL);
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
