/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-revision-cache.h"

/* What an evaluation's figures are counted under. */
typedef struct
{
  gint64 agent;
  gint64 team; /* at contact time, 0 for none */
  gint64 form;
  int month; /* yyyymm */
  int basis; /* AttuneBasis */
} AttuneRollupKey;

/* What is to be added to the rollups, gathered so that many evaluations make few statements. */
typedef struct _AttuneRollup AttuneRollup;

AttuneRollup *attune_rollup_new  (void);
void          attune_rollup_free (AttuneRollup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneRollup, attune_rollup_free)

/* Counts one evaluation in (`sign` 1) or out (-1). `answers` are on `revision`. */
void attune_rollup_add   (AttuneRollup          *self,
                          const AttuneRollupKey *key,
                          const AttuneRevision  *revision,
                          AttuneAnswers         *answers,
                          int                    sign);

/* Adds the statements that bring the tables up to date. */
void attune_rollup_write (AttuneRollup *self,
                          AttuneBatch  *batch);

/* Calls `visit` with each row gathered that is not all zero, as "table agent question month form team basis option" and
 * its numbers: what a recount is compared by. */
typedef void (*AttuneRollupVisit) (const char   *row,
                                   const gint64 *numbers,
                                   guint         n_numbers,
                                   gpointer      data);
void attune_rollup_visit (AttuneRollup     *self,
                          AttuneRollupVisit visit,
                          gpointer          data);
