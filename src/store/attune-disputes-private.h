/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-disputes.h"
#include "attune-evaluation-record.h"
#include "attune-seal.h"
#include "attune-write.h"

/* What a dispute means to the other verbs: while one is open, its evaluation waits for who decides. */

/* Adds the condition that no dispute is open. */
void attune_disputes_require_none_open (AttuneWrite *write,
                                        gint64       evaluation);
/* Adds the condition that none is, or that the writer is not the evaluator. */
void attune_disputes_require_other     (AttuneWrite *write,
                                        gint64       evaluation);
/* Ends one that is open, as there is nothing to decide any more. */
void attune_disputes_drop              (AttuneWrite *write,
                                        gint64       evaluation);

/* A dispute as the verbs that change it see it: its answers alone where it is open. NULL with ATTUNE_STORE_ERROR_NOT_FOUND
 * where the actor may not see it. */
AttuneDispute *attune_dispute_read (AttuneStore *store,
                                    gint64       actor,
                                    gint64       dispute,
                                    GError     **error);
/* Who may see it, as a condition of a write: what a statement of that is made of with one more. */
#define ATTUNE_DISPUTE_RIGHT(right)                                                                   \
  "SELECT d.id FROM dispute AS d JOIN evaluation AS e ON e.id = d.evaluation_id WHERE d.id = $id AND " \
  ATTUNE_ACCESS_DISPUTE " AND " right

/* Adds the dispute's seal to an event's content as its rows are by then: its first `n_answers` answers have rows, and
 * `decided_by` is 0 until it is decided. */
void attune_dispute_add_seal (const AttuneDispute *self,
                              guint                n_answers,
                              gint64               decided_by,
                              GString             *seals);
