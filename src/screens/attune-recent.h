/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The workspaces that were open, and who worked in each last, as the settings keep them. All take NULL settings. */

/* Locations, the last one first. Owned by the caller. */
GStrv attune_recent_list        (GSettings  *settings);
/* Puts `location` first. */
void  attune_recent_add         (GSettings  *settings,
                                 const char *location);
void  attune_recent_forget      (GSettings  *settings,
                                 const char *location);
/* The external id of who worked there last; NULL for nobody. Owned by the caller. */
char *attune_recent_get_person  (GSettings  *settings,
                                 const char *location);
void  attune_recent_set_person  (GSettings  *settings,
                                 const char *location,
                                 const char *external_id);

/* The pure part: `locations` with `location` first, once, and no more than `max`. */
GStrv attune_recent_with        (const char *const *locations,
                                 const char        *location,
                                 guint              max);
