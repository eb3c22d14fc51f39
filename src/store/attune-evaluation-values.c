/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluation-row.h"

void
attune_evaluation_row_free (AttuneEvaluationRow *self)
{
  g_free (self->agent_name);
  g_free (self->team_name);
  g_free (self->evaluator_name);
  g_free (self->form_title);
  g_free (self->subject);
  g_free (self);
}

void
attune_revision_info_free (AttuneRevisionInfo *self)
{
  g_free (self->remark);
  g_free (self->author);
  g_free (self);
}

void
attune_evaluation_free (AttuneEvaluation *self)
{
  g_clear_pointer (&self->row, attune_evaluation_row_free);
  g_clear_pointer (&self->interaction, attune_interaction_free);
  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_free (self->form_document);
  g_free (self->answers);
  g_free (self->void_reason);
  g_free (self->place_question);
  g_free (self->aside);
  g_free (self);
}

gpointer
attune_evaluation_row_read (const AttuneRows *rows, guint row)
{
  AttuneEvaluationRow *self = g_new0 (AttuneEvaluationRow, 1);

  self->id = attune_rows_get_int (rows, row, 0);
  self->rev = attune_rows_get_int (rows, row, 1);
  self->interaction = attune_rows_get_int (rows, row, 2);
  self->agent = attune_rows_get_int (rows, row, 3);
  self->agent_name = attune_rows_dup_text (rows, row, 4);
  self->team_name = attune_rows_dup_text (rows, row, 5);
  self->evaluator = attune_rows_get_int (rows, row, 6);
  self->evaluator_name = attune_rows_dup_text (rows, row, 7);
  self->form = attune_rows_get_int (rows, row, 8);
  self->form_title = attune_rows_dup_text (rows, row, 9);
  self->form_revision_number = (guint) attune_rows_get_int (rows, row, 10);
  self->channel = (AttuneChannel) attune_rows_get_int (rows, row, 11);
  self->kind = (AttuneEvaluationKind) attune_rows_get_int (rows, row, 12);
  self->basis = (AttuneBasis) attune_rows_get_int (rows, row, 13);
  self->state = (AttuneEvaluationState) attune_rows_get_int (rows, row, 14);
  self->contact_at = attune_rows_get_int (rows, row, 15);
  self->submitted_at = attune_rows_get_int (rows, row, 16);
  self->score = attune_rows_is_null (rows, row, 17) ? ATTUNE_SCORE_NONE
                                                    : attune_rows_get_int (rows, row, 17);
  self->outcome = (AttuneOutcome) attune_rows_get_int (rows, row, 18);
  self->subject = attune_rows_dup_text (rows, row, 19);
  self->pass = attune_rows_is_null (rows, row, 20) ? ATTUNE_SCORE_NONE
                                                   : attune_rows_get_int (rows, row, 20);
  self->is_failed = attune_rows_get_int (rows, row, 21) != 0;
  self->reason = (AttuneRevisionReason) attune_rows_get_int (rows, row, 22);
  self->acknowledged_at = attune_rows_get_int (rows, row, 23);
  self->has_dispute = !attune_rows_is_null (rows, row, 24);
  self->dispute = (int) attune_rows_get_int (rows, row, 24);
  return self;
}
