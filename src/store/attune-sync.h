/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Wait until what has been written is on the disk: a file's contents, or the names in a folder. FALSE with errno set. */
gboolean attune_sync_file       (const char *path);
gboolean attune_sync_descriptor (int         fd);
gboolean attune_sync_folder     (const char *path);

/* Gives the file or folder `from` the name `to`. Nothing may bear that: FALSE with EEXIST in errno where something does,
 * even where two processes do this at once. */
gboolean attune_sync_rename (const char *from,
                             const char *to);
/* Makes a folder of this call alone, beside `path` and named after it, to make in it what is to be called `path`; NULL with
 * errno set. */
char    *attune_sync_make_folder (const char *path);
