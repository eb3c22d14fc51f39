/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Holds a child that is laid out otherwise where there is little room: "is-narrow" tells (and notifies) whether the width
 * is below "width", before the child is allocated; hide things then. Asks for "minimum" pixels only. */
#define ATTUNE_TYPE_BREAKPOINT (attune_breakpoint_get_type ())
G_DECLARE_FINAL_TYPE (AttuneBreakpoint, attune_breakpoint, ATTUNE, BREAKPOINT, GtkWidget)

gboolean attune_breakpoint_get_is_narrow (AttuneBreakpoint *self);
