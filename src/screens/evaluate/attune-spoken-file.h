/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Files that hold what was spoken, until it is in the workspace, in the user's cache folder. Whoever makes one takes it away
 * again; what a program that died left behind, the next takes away. */

/* A new one of nobody else's, empty; its path, owned by the caller. NULL with the error set. */
char *attune_spoken_file_make   (GError    **error);
/* It is needed still. */
void  attune_spoken_file_touch  (const char *path);
/* Takes away, in a thread of its own, what nobody has touched for a day. */
void  attune_spoken_files_sweep (void);
