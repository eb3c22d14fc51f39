/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Makes the display ready for the screens: the icons, the styles, and the types that templates name. Needs a display;
 * called once by the application and by each test of a screen. */
void attune_screens_init (void);

/* The settings, whose description is found in the build folder the program runs from, or where it is installed. NULL
 * when there is none. */
GSettings *attune_screens_new_settings (void);
