/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-interactions.h"

#include <adwaita.h>

/* One contact to add: its recording, who spoke, when, and with whom. Emits "changed", and "removed" when it is not wanted
 * after all. */
#define ATTUNE_TYPE_ADD_ITEM (attune_add_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneAddItem, attune_add_item, ATTUNE, ADD_ITEM, AdwBin)

/* `path` may be NULL: no recording. `people` are AttunePerson, agents among them. `modified` is the time to begin with,
 * microseconds UTC. */
GtkWidget         *attune_add_item_new            (AttuneContext *context,
                                                   GPtrArray     *people,
                                                   const char    *path,
                                                   gint64         modified);
const char        *attune_add_item_get_path       (AttuneAddItem *self);
/* A transcript that belongs to the recording. */
void               attune_add_item_set_transcript (AttuneAddItem *self,
                                                   const char    *path);
gboolean           attune_add_item_is_complete    (AttuneAddItem *self);
/* What was said; only of a complete one. Owned by the caller. */
AttuneInteraction *attune_add_item_create         (AttuneAddItem *self,
                                                   AttuneChannel  channel,
                                                   gboolean       is_copied);
/* For several at once: chooses the agent where none is chosen yet. */
void               attune_add_item_propose_agent  (AttuneAddItem *self,
                                                   gint64         agent);
