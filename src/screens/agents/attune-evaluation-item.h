/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"

/* An evaluation in a table. Properties for its columns: "time" (gint64) and "date", "form", "evaluator", "score-value"
 * (gint64, none as the least) and "score", "outcome", "remark". */
#define ATTUNE_TYPE_EVALUATION_ITEM (attune_evaluation_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneEvaluationItem, attune_evaluation_item, ATTUNE, EVALUATION_ITEM, GObject)

AttuneEvaluationItem *attune_evaluation_item_new    (const AttuneEvaluationRow *row,
                                                     GTimeZone                 *zone);
gint64                attune_evaluation_item_get_id (AttuneEvaluationItem *self);
/* Form, evaluator, outcome and remark, folded for attune_match_test(). */
const char           *attune_evaluation_item_get_search_text (AttuneEvaluationItem *self);

/* Makes `store` hold an item for each of `rows` (AttuneEvaluationRow; NULL is left out), as attune_list_splice() does. */
void attune_evaluation_items_update (GListStore *store,
                                     GPtrArray  *rows,
                                     GTimeZone  *zone);
