/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluation-record.h"
#include "attune-verb.h"

/* What the verbs that change an evaluation's state have in common, on the worker's thread. */

/* Who may do what, beside seeing the evaluation: of evaluation `e`. Whoever it is about has no hand in it, whatever other
 * roles they have. */
#define ATTUNE_BY_EVALUATOR    "e.evaluator_id = $actor"
#define ATTUNE_BY_OTHER(right) "(e.agent_id <> $actor AND " right ")"
#define ATTUNE_BY_OWNER        "(" ATTUNE_BY_EVALUATOR " OR " ATTUNE_BY_OTHER (ATTUNE_ACCESS_HAS_ROLE ("8")) ")"
#define ATTUNE_BY_RELEASER \
  "(" ATTUNE_BY_OWNER " OR " ATTUNE_BY_OTHER (ATTUNE_ACCESS_OWN_TEAM ("e.team_id")) ")"

/* Sets the error and returns FALSE. */
gboolean attune_evaluation_refuse (GError         **error,
                                   AttuneStoreError code,
                                   const char      *message);

/* The record, provided that it still is as the caller saw it. */
AttuneEvaluationRecord *attune_evaluation_read_seen (AttuneStore           *self,
                                                     const AttuneArguments *arguments,
                                                     GError               **error);

/* ATTUNE_STORE_ERROR_INVALID naming what is missing. */
gboolean attune_evaluation_check_complete (AttuneAnswers *answers,
                                           GError       **error);

/* ATTUNE_STORE_ERROR_INVALID where it is to be released so late that this was a slip. */
gboolean attune_evaluation_check_release (gint64   release_at,
                                          gint64   now,
                                          GError **error);

/* Tells the trail of a revision, with its answers if `is_open`: what is scored blind enters the trail's contents at the
 * reveal only, before that by its seal alone. `seals` may hold some already. */
void attune_evaluation_audit_revision (AttuneWrite                *write,
                                       const char                 *verb,
                                       gint64                      evaluation,
                                       const AttuneSealedRevision *sealed,
                                       GString                    *seals,
                                       gboolean                    is_open);

/* A new revision. */
typedef struct
{
  const char *answers;  /* the document, exactly as it is to be kept */
  AttuneAnswers *parsed; /* the same */
  AttuneRevisionReason reason;
  const char *remark;
} AttuneNewRevision;

/* Adds the statements that put a new current revision in the old one's place, scored anew, minus the old and plus the new
 * one in the figures, and its event. The record's state and rev are the caller's to set. Returns the revision's id; 0 with
 * the error set. */
gint64 attune_evaluation_revise (AttuneWrite                  *write,
                                 const AttuneEvaluationRecord *record,
                                 const AttuneNewRevision      *revision,
                                 GError                      **error);
