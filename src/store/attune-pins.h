/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-batch.h"
#include "attune-seal.h"

/* What the trail pins rows by, gathered event by event and then held against the rows.
 *
 * A row holds when it is what the newest event about it says, in the chain of one of the writers: their clocks do not
 * agree, so that of two writers' newest either may be the newer one. Events from before there were seals tell less: of a
 * revision the answers, the time and who did it, of a note that was shared its text; and nothing of the notes that were
 * there when a draft was submitted. */
typedef struct _AttunePins AttunePins;

typedef enum
{
  ATTUNE_PIN_HOLDS, /* or is one of those that the trail tells nothing about */
  ATTUNE_PIN_DIFFERS,
  ATTUNE_PIN_ABSENT, /* the trail would tell about such a row, and does not */
} AttunePinVerdict;

AttunePins *attune_pins_new  (void);
void        attune_pins_free (AttunePins *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttunePins, attune_pins_free)

/* An event; a chain's own must come in their order. `content` is NULL where it has none. */
typedef struct
{
  gint64 writer;
  gint64 at;
  gint64 actor;
  const char *verb;
  gint64 subject;
  GBytes *content;
} AttunePinEvent;

void attune_pins_take (AttunePins           *self,
                       const AttunePinEvent *event);
/* Contents are missing: of what is not told about there is nothing to be said any more. */
void attune_pins_mark_incomplete (AttunePins *self);

AttunePinVerdict attune_pins_judge_revision (AttunePins                 *self,
                                             const AttuneSealedRevision *revision);
AttunePinVerdict attune_pins_judge_note     (AttunePins             *self,
                                             const AttuneSealedNote *note);
AttunePinVerdict attune_pins_judge_acknowledgement (AttunePins                        *self,
                                                    const AttuneSealedAcknowledgement *acknowledgement);
/* `is_dropped`: its evaluation was made void, or moved, before it was decided. */
AttunePinVerdict attune_pins_judge_dispute         (AttunePins                *self,
                                                    const AttuneSealedDispute *dispute,
                                                    gboolean                   is_dropped);
/* A form's revision, as it was published. */
AttunePinVerdict attune_pins_judge_form     (AttunePins *self,
                                             gint64      form,
                                             gint64      published_at,
                                             gint64      published_by,
                                             const char *document);

/* A person's or a team's, by what attune-rights.h says of it. */
AttunePinVerdict attune_pins_judge_rights   (AttunePins *self,
                                             gint64      id,
                                             const char *rights);

/* Calls `visit` with each row that was pinned and has not been judged: it is not there any more. `evaluation` is 0 of a
 * form's. */
typedef void (*AttunePinVisit) (gint64   id,
                                gint64   evaluation,
                                gpointer data);
void attune_pins_visit_missing (AttunePins    *self,
                                AttunePinVisit visit,
                                gpointer       data);
