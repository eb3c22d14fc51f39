/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Escape ends what is being dragged from `source`, as it does by itself where the compositor sees to it. On X11 GTK asks the
 * server for that key on the root window, of which it knows no surface, and so never hears of it. */
void attune_drag_escape_add (GtkDragSource *source);
