/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The statements that take the tables of this Attune back to what `version`, 1 or later, wrote, the last step first. The
 * file's own mark of its version is the caller's to set. Free with g_strfreev(). */
GStrv attune_older_list_steps (int version);

/* Makes the file of version `from` at `path` one of `version`, its mark included, behind Attune's back. */
void  attune_older_make       (const char *path,
                               int         from,
                               int         version);
