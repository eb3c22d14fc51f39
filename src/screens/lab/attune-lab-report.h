/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-lab-grid.h"

/* What is to be said of a form by itself. Reckoned in any thread. */
typedef struct
{
  char *sentence; /* the least and most, how many questions count, which is the heaviest */
  AttuneLabGrid *questions;
  AttuneLabGrid *sections; /* with what happens where all of one is N/A */
  AttuneLabGrid *findings;
} AttuneLabReport;

/* `published` (nullable) is the revision in use, to show its weights beside those that are others now. The ids of rows are
 * those of questions and sections, "" for the form. Owned by the caller. */
AttuneLabReport *attune_lab_report_new  (AttuneForm *form,
                                         AttuneForm *published);
void             attune_lab_report_free (AttuneLabReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneLabReport, attune_lab_report_free)
