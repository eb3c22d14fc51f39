/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>

/* Whether a file that somebody chose is a workspace, or belongs to the one at `location` (nullable) by whatever name:
 * opening and closing the open one would take its locks away. */
gboolean attune_is_own_file (const char     *location,
                             const char     *path,
                             const GStatBuf *status);
