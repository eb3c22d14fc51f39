/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-hex.h"
#include "attune-interactions.h"
#include "attune-verb.h"

/* The key of `place` under which a person's channel map of source `source` stands. */
#define ATTUNE_PLACE_AGENT_CHANNEL "'agent-channel/' || "

/* Bytes of a recording's SHA-256. */
#define ATTUNE_SHA256_SIZE 32

/* Who keeps interactions. */
#define ATTUNE_INTERACTION_KEEPERS (ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

/* Whether all but its texts and ids makes sense; ATTUNE_STORE_ERROR_INVALID says what does not. */
gboolean attune_interaction_is_valid (const AttuneInteraction *self,
                                      GError                 **error);

/* Whether each part begins within the contact, as far as its length is known; parts that `old` (nullable) has too are left
 * as they are. ATTUNE_STORE_ERROR_INVALID says what the length is. */
gboolean attune_interaction_holds_parts (const AttuneInteraction *self,
                                         const AttuneInteraction *old,
                                         GError                 **error);

/* An interaction with its parts and media, whoever asks: the caller has decided that it may be seen. Where a recording
 * does not say which channel is the agent's, `actor`'s map of its source does. On the worker's thread, like all below. */
AttuneInteraction *attune_interaction_read (AttuneStore *store,
                                            gint64       actor,
                                            gint64       interaction,
                                            GError     **error);

/* Adds the statements that insert `interaction` as a new row with its parts and media; returns the id it will have.
 * Media are taken as they are, copied or not: files are the caller's affair. So are teams. */
gint64 attune_interaction_insert (AttuneWrite             *write,
                                  const AttuneInteraction *interaction);

/* Fails the batch unless the actor may keep the interaction: sees it, and not only as its agent. */
void attune_interaction_require (AttuneBatch *batch,
                                 gint64       actor,
                                 gint64       interaction);
/* Fails the batch when `interaction` has an external id that is another one's. */
void attune_interaction_require_free_id (AttuneBatch             *batch,
                                         const AttuneInteraction *interaction);
/* Fails the batch with `message` when the interaction has evaluations that are not void. */
void attune_interaction_require_unevaluated (AttuneBatch *batch,
                                             gint64       interaction,
                                             const char  *message);
/* To the statement added last, which finds the row by $id and $rev: it must be as the caller saw it. */
void attune_interaction_expect_rev (AttuneBatch *batch,
                                    gint64       interaction,
                                    gint64       rev);

/* Binds what a row of `interaction` holds beside its keys: $external, $channel, $started, $day, $duration, $customer,
 * $subject, $search, $source. */
void attune_interaction_bind (AttuneWrite             *write,
                              const AttuneInteraction *interaction);
/* Inserts a part with the team that the agent is in now. Fails the batch where there is no such agent, or not one the
 * actor may keep contacts of. */
void attune_interaction_add_part (AttuneWrite      *write,
                                  gint64            interaction,
                                  const AttunePart *part);
void attune_interaction_add_media (AttuneWrite       *write,
                                   gint64             interaction,
                                   const AttuneMedia *media);
/* Binds what a row of `media` holds beside its keys: $interaction, $kind, $path, $name, $copied, $sha256, $size. A path
 * inside the media folder is kept by its name there, so that the workspace can move. */
void attune_interaction_bind_media (AttuneWrite       *write,
                                    gint64             interaction,
                                    const AttuneMedia *media);
/* The interaction as the trail has it: JSON. */
char *attune_interaction_describe (const AttuneInteraction *interaction);

/* Interactions on their way into the workspace: the value of the verbs that add and update. */
typedef struct
{
  GPtrArray *interactions; /* AttuneInteraction */
  gboolean is_checked;
  guint i_interaction; /* how far the copying is */
  guint i_media;
  struct _AttuneMediaCopy *copy;
} AttuneIntake;

/* Takes copies of them, with absolute paths. */
AttuneIntake *attune_intake_new       (const AttuneInteraction *const *interactions,
                                       guint                           n_interactions);
void          attune_intake_free      (gpointer self);
/* Whether any recording is yet to be copied into the media folder. */
gboolean      attune_intake_has_files (const AttuneIntake *self,
                                       AttuneStore        *store);
/* The `slice` of a verb whose value is an intake: checks who asks and what they ask, then copies files. */
gboolean      attune_intake_prepare   (AttuneStore     *store,
                                       AttuneArguments *arguments,
                                       GError         **error);
