/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Gives a menu button its menu when it is pressed first: a menu holds more widgets than the header bar around it, and most
 * are never opened. To be named in a template, with the properties "button" and "menu"; it does not outlive the building. */
#define ATTUNE_TYPE_LATE_MENU (attune_late_menu_get_type ())
G_DECLARE_FINAL_TYPE (AttuneLateMenu, attune_late_menu, ATTUNE, LATE_MENU, GObject)
