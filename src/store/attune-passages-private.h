/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-transcript.h"
#include "attune-write.h"

/* The rows of `passage`. On the worker's thread. */

/* The media `m` that is the text of contact $interaction, if it has one: the newest that has passages. What was added as a file
 * alone has none. */
#define ATTUNE_PASSAGES_CURRENT                                                                       \
  " FROM media AS m WHERE m.interaction_id = $interaction AND m.kind = 1 AND m.removed_at IS NULL"   \
  " AND EXISTS (SELECT 1 FROM passage AS mp WHERE mp.media_id = m.id) ORDER BY m.id DESC LIMIT 1"

/* Adds the statements that insert passages `from` to before `to` of a text of media `media`. */
void attune_passages_insert (AttuneWrite            *write,
                             gint64                  media,
                             gint64                  interaction,
                             const AttuneTranscript *transcript,
                             guint                   from,
                             guint                   to);

/* Fails the batch where a note points at words of the contact's text, which then stays what it is. */
void attune_passages_require_unnoted (AttuneBatch *batch,
                                      gint64       interaction);
