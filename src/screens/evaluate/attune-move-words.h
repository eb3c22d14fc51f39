/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"

/* An evaluation of the wrong agent or the wrong contact: what it could be about, and what moving it there does, in words. Pure
 * functions. */

/* Somebody's part of a contact. */
typedef struct
{
  gint64 interaction;
  gint64 agent;
  char *agent_name;
  char *contact; /* in words */
} AttuneMoveTarget;

void attune_move_target_free (AttuneMoveTarget *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneMoveTarget, attune_move_target_free)

/* Appends what of `interaction` the evaluation `row` could be about: every agent's part once, without that which it is about. */
void  attune_move_append_targets (GPtrArray                 *targets,
                                  const AttuneInteraction   *interaction,
                                  const AttuneEvaluationRow *row,
                                  GTimeZone                 *zone);

/* What it is about, and what is asked. Owned by the caller, as is the next. */
char *attune_move_lead_to_words    (const AttuneEvaluationRow *row,
                                    GTimeZone                 *zone);
/* What comes of moving it to `target`. */
char *attune_move_outcome_to_words (const AttuneEvaluationRow *row,
                                    const AttuneMoveTarget    *target);
