/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-trial.h"
#include "attune-item-analysis.h"
#include "attune-upkeep.h"

/* What the evaluations that are done on a form say about a changed one. */
typedef struct
{
  AttuneForm *form;          /* the changed one */
  AttuneFormTrial *trial;    /* its scores beside those that were given */
  AttuneItemAnalysis *items; /* of its questions, by the answers they were given */
  guint n_unread;            /* evaluations that are damaged and were left out: “check” tells which */
} AttuneFormLab;

void attune_form_lab_free (AttuneFormLab *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormLab, attune_form_lab_free)

/* Scores the assessments on the form `form` that were submitted last, `most` at most, under `changed`; by analysts
 * and managers. In slices and behind everything more urgent: 10,000 take about a second. Nothing is written. `progress` (nullable) is
 * called in the main context, with fractions that never fall. */
void           attune_store_try_form_async  (AttuneStore        *self,
                                             gint64              actor,
                                             gint64              form,
                                             AttuneForm         *changed,
                                             guint               most,
                                             AttuneProgress      progress,
                                             gpointer            progress_data,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            data);
AttuneFormLab *attune_store_try_form_finish (AttuneStore  *self,
                                             GAsyncResult *result,
                                             GError      **error);
