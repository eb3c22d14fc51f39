/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Takes the rows of all paced lists inside `widget` apart, a few at a time: to be called until nothing is left to do, which
 * is TRUE, before the widget goes. */
gboolean attune_dismantle (GtkWidget *widget);
