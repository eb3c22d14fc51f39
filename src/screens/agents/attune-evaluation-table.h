/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* The newest few evaluations of one agent as a table as high as its rows. Signal "activated" (gint64 evaluation). */
#define ATTUNE_TYPE_EVALUATION_TABLE (attune_evaluation_table_get_type ())
G_DECLARE_FINAL_TYPE (AttuneEvaluationTable, attune_evaluation_table, ATTUNE, EVALUATION_TABLE, AdwBin)

/* `rows` are AttuneEvaluationRow, the newest first. */
void  attune_evaluation_table_set_rows  (AttuneEvaluationTable *self,
                                         GPtrArray             *rows,
                                         GTimeZone             *zone);
/* How many are shown. */
guint attune_evaluation_table_get_n     (AttuneEvaluationTable *self);
/* Opens the one that is selected. */
void  attune_evaluation_table_open      (AttuneEvaluationTable *self);
