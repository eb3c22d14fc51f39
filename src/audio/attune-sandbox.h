/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Runs programs that read hostile files where they can do no harm: bubblewrap, where it is installed and the kernel lets it
 * work. There is no network, no other process, no file but the system's own programs and libraries and those in `shown`,
 * none of which can be written; what the program is handed as descriptors it has.
 *
 * The words that run `words` (NULL-terminated, the first is the program's path, which is shown too) in such a place, or a
 * copy of them where there is none. `shown` are files and folders, NULL-terminated; those that do not exist are left out.
 * The caller begins a session for it, so that it has no terminal, and ends that whole group: until the sandbox is tied to
 * what began it, nothing else does. The first call tries it out, which takes some hundredths of a second; any thread. Free
 * with g_strfreev(). */
GStrv    attune_sandbox_wrap     (const char *const *words,
                                  const char *const *shown);

/* Whether there is such a place here. */
gboolean attune_sandbox_is_there (void);
