/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-transcript.h"
#include "attune-write.h"

/* The rows of `passage`. On the worker's thread. */

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
