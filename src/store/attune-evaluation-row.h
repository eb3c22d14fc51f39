/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"
#include "attune-batch.h"

/* How a row of the list of evaluations is read, of evaluation `e`: everything of
 * "SELECT " ATTUNE_EVALUATION_ROW_COLUMNS " FROM evaluation AS e " ATTUNE_EVALUATION_ROW_JOINS " WHERE …". */
#define ATTUNE_EVALUATION_ROW_COLUMNS                                                              \
  "e.id, e.rev, e.interaction_id, e.agent_id, er_a.name, er_t.name, e.evaluator_id, er_v.name,"    \
  " e.form_id, er_f.title, er_fr.number, er_i.channel, e.kind, e.basis, e.state, e.contact_at,"    \
  " er_r.submitted_at, er_r.score, er_r.outcome, er_i.subject, er_fr.pass, er_r.is_failed, er_r.reason,"  \
  " e.acknowledged_at, (SELECT er_d.state FROM dispute AS er_d WHERE er_d.evaluation_id = e.id"    \
  " AND er_d.agent_id = e.agent_id)"
#define ATTUNE_EVALUATION_ROW_TYPES "iiiittititiiiiiiiiitiiiii"
#define ATTUNE_EVALUATION_ROW_JOINS                                                                \
  " JOIN evaluation_revision AS er_r ON er_r.evaluation_id = e.id AND er_r.is_current = 1"         \
  " JOIN form_revision AS er_fr ON er_fr.id = er_r.form_revision_id"                               \
  " JOIN form AS er_f ON er_f.id = e.form_id"                                                      \
  " JOIN interaction AS er_i ON er_i.id = e.interaction_id"                                        \
  " JOIN person AS er_a ON er_a.id = e.agent_id"                                                   \
  " JOIN person AS er_v ON er_v.id = e.evaluator_id"                                               \
  " LEFT JOIN team AS er_t ON er_t.id = e.team_id"

/* An AttuneEvaluationRow out of such a row: an AttuneRowReader. */
gpointer attune_evaluation_row_read (const AttuneRows *rows,
                                     guint             row);
