/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Holds a GtkPaned, its only child, whose two sides stand side by side where both fit and one above the other where they
 * do not: it is never wider than the wider of them needs. */
#define ATTUNE_TYPE_PANES (attune_panes_get_type ())
G_DECLARE_FINAL_TYPE (AttunePanes, attune_panes, ATTUNE, PANES, GtkWidget)
