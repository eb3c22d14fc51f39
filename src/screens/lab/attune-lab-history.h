/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart.h"
#include "attune-evaluations.h"
#include "attune-form-lab.h"
#include "attune-lab-grid.h"

/* What the evaluations that are done say of a form, ready to be shown. Reckoned in any thread, one at a time for a lab. */
typedef struct
{
  guint n;          /* evaluations that were tried */
  char *outcomes;   /* what would become of them, a sentence, */
  char *details;    /* … and more of it */
  AttuneLabGrid *use;  /* a row a question that counts, what stands out first */
  AttuneChart *chart;  /* of the scores before and after; NULL without any */
  GArray *changes;     /* AttuneFormTrialChange */
} AttuneLabHistory;

/* `published` (nullable) is the revision in use, for its pass mark. Owned by the caller. */
AttuneLabHistory *attune_lab_history_new  (AttuneFormLab *lab,
                                           AttuneForm    *published);
void              attune_lab_history_free (AttuneLabHistory *self);

/* The evaluations that change the most: `rows` are theirs (AttuneEvaluationRow, or NULL for what may not be seen), in the
 * order of `changes`; the ids are theirs in decimal. Owned by the caller. */
AttuneLabGrid *attune_lab_history_list_changes (const GArray    *changes,
                                                const GPtrArray *rows,
                                                GTimeZone       *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneLabHistory, attune_lab_history_free)
