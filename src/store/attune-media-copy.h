/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A file on its way into a workspace's media folder, where it is named by the SHA-256 of its contents and its suffix. It
 * goes slice by slice into "incoming" beside the others, and takes its name when all of it is on the disk: whatever
 * happens on the way, a file under a hash is whole. */
typedef struct _AttuneMediaCopy AttuneMediaCopy;

/* Opens `path`. `location` is the workspace's own file: neither it nor its journal is ever opened here, because closing
 * a second descriptor would take the locks off the first. Makes the folder where it is not there yet. Errors are of
 * ATTUNE_STORE_ERROR. */
AttuneMediaCopy *attune_media_copy_new        (const char      *path,
                                               const char      *folder,
                                               const char      *location,
                                               GError         **error);
/* Copies for some 10 ms. TRUE as long as there is more to do; FALSE when done, or with the error set. */
gboolean         attune_media_copy_step       (AttuneMediaCopy *self,
                                               GError         **error);
/* When done: where the file is now, the hash as 64 hex digits, the size in bytes. */
const char      *attune_media_copy_get_path   (AttuneMediaCopy *self);
const char      *attune_media_copy_get_sha256 (AttuneMediaCopy *self);
gint64           attune_media_copy_get_size   (AttuneMediaCopy *self);
/* Takes what there is of an unfinished copy away again. */
void             attune_media_copy_free       (AttuneMediaCopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneMediaCopy, attune_media_copy_free)
