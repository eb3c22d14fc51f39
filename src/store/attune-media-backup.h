/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-db.h"

#include <gio/gio.h>

/* Recordings that are copied into a workspace, on their way to and from a backup. */

/* Their paths in the media folder, as the database names them: strings. */
GPtrArray *attune_media_backup_list (AttuneDb *db,
                                   GError  **error);
/* Copies `paths` from one media folder to another, which must not be there yet; on failure it is taken away again. What
 * is not there is added to `missing` (strings). */
gboolean   attune_media_backup_all  (GPtrArray    *paths,
                                   const char   *from,
                                   const char   *to,
                                   GPtrArray    *missing,
                                   GCancellable *cancellable,
                                   GError      **error);
/* Takes the copies of `paths` in `folder` away, and the folder if nothing else is in it. */
void       attune_media_backup_remove    (GPtrArray  *paths,
                                          const char *folder);
/* Whether `path` stays inside the folder it is relative to. */
gboolean   attune_media_backup_is_inside (const char *path);
