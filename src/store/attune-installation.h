/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The number of this installation, under which its events stand in the trail: made at the first call and kept in the
 * user's data folder. Where that cannot be written it is worked out from the computer, the user and the folder, so that not
 * every start begins a chain of its own. Thread-safe. */
gint64 attune_installation_get_id (void);
/* The same, kept at `path`. */
gint64 attune_installation_find_id (const char *path);
