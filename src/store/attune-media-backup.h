/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-db.h"

#include <gio/gio.h>

/* Recordings that are copied into a workspace, on their way to and from a backup. */

/* Their paths in the media folder, and those of what was spoken, as the database, of whatever version, names them: strings. */
GPtrArray *attune_media_backup_list (AttuneDb *db,
                                   GError  **error);
/* Copies `paths` from one media folder to another, which must not be there yet but for what an interrupted call left; on
 * failure it is taken away again. What is not there is added to `missing` (strings). `out_hold` is what the folder is held by,
 * to be settled or abandoned (attune-media-hold.h). */
gboolean   attune_media_backup_all  (GPtrArray    *paths,
                                   const char   *from,
                                   const char   *to,
                                   GPtrArray    *missing,
                                   int          *out_hold,
                                   GCancellable *cancellable,
                                   GError      **error);
/* Whether `path` stays inside the folder it is relative to. */
gboolean   attune_media_backup_is_inside (const char *path);
