/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Takes a reference over and drops it later, a few each time the loop has nothing else to do. For the rows of what is
 * being closed, which are kept alive by it while their page goes: a hundred of them taken apart at once hold the loop for
 * longer than a frame. They need nothing of the page any more by then. */
void attune_let_go (GtkWidget *widget);

/* Keeps all that is inside `widget` while that is taken apart, and then lets go of it from the outside in: each of them goes
 * alone, where otherwise a page takes all of its widgets with it in one turn. To be called just before `widget` goes. */
void attune_let_go_inside (GtkWidget *widget);

/* Takes the focus of the window from what is inside `widget`, or is it, before that is taken off the window: GTK leaves the
 * focus on what has gone, and falls over it at the next step. Returns whether it was there; the caller says where it goes. */
gboolean attune_let_go_of_focus (GtkWidget *widget);
