/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store-private.h"

/* The feed of changes, from which a process learns what others have written. On the worker's thread. */

/* Begins after what the feed holds now. */
gboolean attune_changes_begin (AttuneStore *store,
                               GError     **error);
/* Tells on what others have written since the last look, if anything. More than a screenful of one kind, and whatever
 * has been cleared from the feed before it was seen, is told as "several". */
void     attune_changes_look  (AttuneStore *store);

/* Clears the feed of what is older than a week, and forgets commands of which no repeat can come any more: in the
 * background, some thousand rows at a time. Called in the main context. */
void     attune_changes_prune (AttuneStore *store);
