/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* For dispose of what is made from a template: gtk_widget_dispose_template() of GTK 4.8 leaves children without an id
 * behind. A class that derives from GtkWidget itself and has such children needs this; where every child has an id, or the
 * parent class takes its children away by itself (GtkBox, AdwBin, a window), gtk_widget_dispose_template() does. May run
 * twice. */
static inline void
attune_template_dispose (GtkWidget *widget, GType type)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child == NULL)
    return;
  gtk_widget_dispose_template (widget, type);
  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}
