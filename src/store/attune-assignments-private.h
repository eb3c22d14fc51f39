/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-assignments.h"
#include "attune-write.h"

/* What assignments of assessments have to do with evaluations, on the worker's thread. */

/* Begins a draft as attune_store_start_evaluation_async() says, or finds the actor's own. 0 with the error set. */
gint64 attune_evaluation_start (AttuneStore                *self,
                                gint64                      actor,
                                const AttuneEvaluationSpec *spec,
                                GError                    **error);

/* Ties an assessment that is begun to what its evaluator was assigned, if anything. */
void attune_assignment_begin  (AttuneWrite *write,
                               gint64       evaluation);
/* What was assigned of the part and form of an assessment is done by it, whoever was to do it. */
void attune_assignment_finish (AttuneWrite *write,
                               gint64       evaluation);
