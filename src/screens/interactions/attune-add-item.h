/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-add-files.h"
#include "attune-context.h"
#include "attune-interactions.h"
#include "attune-probe.h"

#include <adwaita.h>

/* One contact to add or to change: its recording, who spoke, when, and with whom. Emits "changed", and "removed" when it is
 * not wanted after all. */
#define ATTUNE_TYPE_ADD_ITEM (attune_add_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneAddItem, attune_add_item, ATTUNE, ADD_ITEM, AdwBin)

/* `agents` are AttunePersonItem. Empty, at `now` (microseconds UTC), without a recording. */
GtkWidget  *attune_add_item_new            (AttuneContext           *context,
                                            GListModel              *agents,
                                            gint64                   now);

/* A new contact with that recording or transcript: time and agent (among `people`, AttunePerson) are guessed from its
 * name. What is wrong with it already is said; else a recording waits for its probe. */
void        attune_add_item_set_file       (AttuneAddItem           *self,
                                            const AttuneAddFile     *file,
                                            GPtrArray               *people);
/* NULL for none. */
const char *attune_add_item_get_path       (AttuneAddItem           *self);
gboolean    attune_add_item_is_waiting     (AttuneAddItem           *self);
/* What the probe said: one of both is NULL. What is no recording is not added. */
void        attune_add_item_take_probe     (AttuneAddItem           *self,
                                            const AttuneProbe       *probe,
                                            const GError            *error);
/* How long the contact turned out to be, in microseconds: of one that is changed, when a recording is given to it. */
void        attune_add_item_set_duration   (AttuneAddItem           *self,
                                            gint64                   duration_us);
/* A transcript that belongs to the recording. */
void        attune_add_item_set_transcript (AttuneAddItem           *self,
                                            const AttuneAddFile     *file);
/* For several at once: chooses the agent where none is chosen yet. */
void        attune_add_item_propose_agent  (AttuneAddItem           *self,
                                            gint64                   agent);

/* FALSE for a file that cannot be added. */
gboolean    attune_add_item_is_wanted      (AttuneAddItem           *self);
gboolean    attune_add_item_is_complete    (AttuneAddItem           *self);
/* What was said; only of a complete one. Owned by the caller. */
AttuneInteraction *attune_add_item_create  (AttuneAddItem           *self,
                                            AttuneChannel            channel,
                                            gboolean                 is_copied);

/* A contact that is there, to be changed; it cannot be removed here. */
void        attune_add_item_fill           (AttuneAddItem           *self,
                                            const AttuneInteraction *interaction);
/* Writes what is said into `interaction`, a copy of the one it was filled with; what nobody touched stays exactly. */
void        attune_add_item_apply          (AttuneAddItem           *self,
                                            AttuneInteraction       *interaction);
