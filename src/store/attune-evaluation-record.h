/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-access.h"
#include "attune-evaluations.h"
#include "attune-rollup.h"
#include "attune-seal.h"
#include "attune-write.h"

/* An evaluation with its current revision, as the verbs that change it see it, on the worker's thread. */
typedef struct
{
  gint64 id;
  gint64 rev;
  gint64 interaction;
  AttuneEvaluationKind kind;
  AttuneEvaluationState state;
  gint64 evaluator;
  gint64 release_due; /* 0 for none */
  AttuneRollupKey key;
  gint64 contact_at;

  gint64 revision_id;
  guint revision_number;
  gboolean is_counted;
  const AttuneRevision *form_revision; /* the store's */
  char *answers;                       /* the document, exactly as it is kept */
} AttuneEvaluationRecord;

/* NULL with ATTUNE_STORE_ERROR_NOT_FOUND where the actor may not see it. Actor 0 is the program itself. */
AttuneEvaluationRecord *attune_evaluation_record_read (AttuneStore *store,
                                                       gint64       actor,
                                                       gint64       evaluation,
                                                       GError     **error);
void                    attune_evaluation_record_free (AttuneEvaluationRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneEvaluationRecord, attune_evaluation_record_free)

/* Reads an answers document on the record's form; ATTUNE_STORE_ERROR_INVALID with its faults. */
AttuneAnswers *attune_evaluation_record_parse (const AttuneEvaluationRecord *self,
                                               const char                   *answers,
                                               GError                      **error);

/* What may count: an assessment that is released and not void. */
gboolean attune_evaluation_record_counts (const AttuneEvaluationRecord *self,
                                          AttuneEvaluationState         state);

/* What `right`, a condition on evaluation `e` and `$actor`, makes a statement of for the function below: that the writer
 * still may see the evaluation, and do this with it, when the batch is run. */
#define ATTUNE_EVALUATION_RIGHT(right) \
  "SELECT e.id FROM evaluation AS e WHERE e.id = $id AND " ATTUNE_ACCESS_EVALUATION " AND " right

/* Makes the batch fail with ATTUNE_STORE_ERROR_DENIED and `message` unless the writer has the right. */
void attune_evaluation_record_require (const AttuneEvaluationRecord *self,
                                       AttuneWrite                  *write,
                                       const char                   *right,
                                       const char                   *message);

/* How every INSERT of an evaluation and of a revision begins: the columns, in their order. */
#define ATTUNE_EVALUATION_INSERT                                                                      \
  "INSERT INTO evaluation (id, rev, interaction_id, agent_id, team_id, form_id, evaluator_id, kind," \
  " basis, state, contact_at, month, created_at, released_at, voided_at)"
#define ATTUNE_REVISION_INSERT                                                                        \
  "INSERT INTO evaluation_revision (id, evaluation_id, number, is_current, form_revision_id,"        \
  " answers, reason, remark, author_id, created_at, submitted_at, scorer_version, score, raw,"       \
  " critical, outcome, is_failed, error_types, is_counted, agent_id, team_id, form_id, basis,"       \
  " contact_at)"

/* Adds the statement that moves the evaluation from the rev and state seen to the next rev, in `state`. The batch fails
 * with a conflict when somebody was there first. */
void attune_evaluation_record_set_state (const AttuneEvaluationRecord *self,
                                         AttuneWrite                  *write,
                                         AttuneEvaluationState         state);

/* Counts `answers` (NULL: the current ones) in or out of the rollups, and marks the revision so. */
gboolean attune_evaluation_record_count (const AttuneEvaluationRecord *self,
                                         AttuneWrite                  *write,
                                         gint64                        revision_id,
                                         const char                   *answers,
                                         int                           sign,
                                         GError                      **error);

/* What the trail is to say of a revision: the evaluation and `figures`; the rest, from `id` on, is for the caller to say
 * where it is not a first revision, submitted at `at` by the evaluator. `answers` are borrowed. */
AttuneSealedRevision attune_evaluation_record_seal (const AttuneEvaluationRecord *self,
                                                    const char                   *answers,
                                                    gint64                        at,
                                                    const AttuneScoreFigures     *figures);

/* How a revision is read as the trail is to tell of it, of revision `r` of evaluation `e`: what attune_revision_read_seal()
 * takes a row of. The texts of the result are the rows'. */
#define ATTUNE_REVISION_SEAL_COLUMNS                                                                  \
  "r.id, r.evaluation_id, e.interaction_id, e.agent_id, e.team_id, e.form_id, e.evaluator_id, e.kind," \
  " e.basis, e.contact_at, r.number, r.form_revision_id, r.reason, r.author_id, r.submitted_at,"     \
  " r.scorer_version, r.score, r.raw, r.critical, r.outcome, r.is_failed, r.error_types, r.answers," \
  " r.remark"
#define ATTUNE_REVISION_SEAL_TYPES "iiiiiiiiiiiiiiiiiiiiiitt"
AttuneSealedRevision attune_revision_read_seal (const AttuneRows *rows,
                                                guint             row);

/* Binds the columns that a score fills ($version, $score, $raw, $critical, $outcome, $failed, $errors); NULL figures are
 * a draft's. */
void attune_evaluation_record_bind_figures (AttuneBatch              *batch,
                                            const AttuneScoreFigures *figures);
