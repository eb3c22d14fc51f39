/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A folder of recordings that are on their way bears a mark, which whoever writes it holds a lock on, until what they belong to
 * has its name. One that bears the mark and is held by nobody was left by a backup that was interrupted. */

/* Makes the folder and takes hold of it; one that was left so is taken away first. -1 where something else is
 * there (ATTUNE_STORE_ERROR_EXISTS) or it cannot be made; otherwise a descriptor, to be given up by one of those below. */
int  attune_media_hold_take    (const char *folder,
                                GError    **error);
/* What it belongs to is whole: the mark goes, and the folder where nothing is in it. */
void attune_media_hold_settle  (int         hold,
                                const char *folder);
/* It is nothing any more: the folder goes with all that is in it. */
void attune_media_hold_abandon (int         hold,
                                const char *folder);
