/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* The window of preferences: how one listens, and the keys. What is changed there holds at once.
 *
 * An ordinary window with pages: AdwPreferencesWindow of libadwaita 1.2 never lets go of the rows in it. */
#define ATTUNE_TYPE_PREFERENCES (attune_preferences_get_type ())
G_DECLARE_FINAL_TYPE (AttunePreferences, attune_preferences, ATTUNE, PREFERENCES, AdwWindow)

/* Opens it above the window of `parent`. */
void attune_preferences_show      (GtkWidget         *parent,
                                   GSettings         *settings);
/* "playback" or "keys". */
void attune_preferences_show_page (AttunePreferences *self,
                                   const char        *name);
