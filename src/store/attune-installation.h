/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The number of this installation, under which its events stand in the trail: made at the first call and kept in the
 * user's data folder. Where that cannot be written it is this process's own. Thread-safe. */
gint64 attune_installation_get_id (void);
