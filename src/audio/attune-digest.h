/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The SHA-256 of a recording's bytes in lower-case hexadecimal: by it a recording is known again wherever it lies, and a
 * changed one found out. */

/* Of what `fd` holds from its beginning, by pread; owned, NULL when cancelled or unreadable. Blocks. */
char *attune_digest_compute (int           fd,
                             GCancellable *cancellable,
                             GError      **error);

/* Of the file at `path`, in a thread. */
void  attune_digest_file_async (const char         *path,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
char *attune_digest_file_finish (GAsyncResult *result,
                                 GError      **error);
