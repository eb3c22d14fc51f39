/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"

/* An evaluation in a table. Properties for its columns: "date", "form", "evaluator", "score", "outcome", "remark". */
#define ATTUNE_TYPE_EVALUATION_ITEM (attune_evaluation_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneEvaluationItem, attune_evaluation_item, ATTUNE, EVALUATION_ITEM, GObject)

AttuneEvaluationItem *attune_evaluation_item_new    (const AttuneEvaluationRow *row,
                                                     GTimeZone                 *zone);
gint64                attune_evaluation_item_get_id (AttuneEvaluationItem *self);

/* ●, ◐ or ○; "" of what has no outcome, and of what is void: it judges nobody any more. */
const char *attune_evaluation_get_mark (const AttuneEvaluationRow *row);
/* "● Passed": the mark's shape and the word say the same. Owned by the caller. */
char *attune_evaluation_format_outcome (AttuneOutcome outcome);
/* The same with the mark of the row. Owned by the caller. */
char *attune_evaluation_say_outcome    (const AttuneEvaluationRow *row);
/* "Released", and whether it was corrected. Owned by the caller. */
char *attune_evaluation_format_state   (const AttuneEvaluationRow *row);
/* What is not as usual; assessments that are released and were drawn at random go without. Owned by the caller. */
char *attune_evaluation_format_remark  (const AttuneEvaluationRow *row);

/* Makes `store` hold an item for each of `rows` (AttuneEvaluationRow; NULL is left out), as attune_list_splice() does. */
void attune_evaluation_items_update (GListStore *store,
                                     GPtrArray  *rows,
                                     GTimeZone  *zone);
