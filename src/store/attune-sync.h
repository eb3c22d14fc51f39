/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Wait until what has been written is on the disk: a file's contents, or the names in a folder. FALSE with errno set. */
gboolean attune_sync_file   (const char *path);
gboolean attune_sync_folder (const char *path);
