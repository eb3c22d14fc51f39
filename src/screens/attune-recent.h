/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The workspaces that were open, and who worked in each last, as the settings keep them. All take NULL settings. */

/* Locations, the last one first. Owned by the caller. */
GStrv attune_recent_list        (GSettings  *settings);
/* The one that was opened last; NULL for none. Owned by the caller. */
char *attune_recent_get_last    (GSettings  *settings);
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

/* A location as settings and actions hold it, which take nothing but UTF-8: as it is, or as an address where it is none; and
 * back. Owned by the caller. */
char *attune_recent_to_key      (const char *location);
char *attune_recent_from_key    (const char *key);

/* The pure part: `locations` with `location` first, once, and no more than `max`. */
GStrv attune_recent_with        (const char *const *locations,
                                 const char        *location,
                                 guint              max);
