/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

/* drag-source FILE…: a small window from which those files can be dragged, as from a file manager. */

static GSList *
create_files (int n, char **paths)
{
  GSList *files = NULL;

  for (int i = n - 1; i >= 0; i--)
    files = g_slist_prepend (files, g_file_new_for_commandline_arg (paths[i]));
  return files;
}

int
main (int argc, char **argv)
{
  GSList *files = create_files (argc - 1, argv + 1);
  g_autoptr (GdkContentProvider) content = NULL;
  GtkDragSource *source;
  GtkWidget *window;

  gtk_init ();
  content = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
  source = gtk_drag_source_new ();
  gtk_drag_source_set_content (source, content);
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);

  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "drag-source");
  gtk_window_set_default_size (GTK_WINDOW (window), 160, 120);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("Drag me"));
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (source));
  gtk_window_present (GTK_WINDOW (window));

  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_slist_free_full (files, g_object_unref);
  return 0;
}
