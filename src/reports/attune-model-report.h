/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-model.h"
#include "attune-report.h"

/* An interaction model on paper: its goals, its behaviours in the order of a contact, which of them serves which goal, what
 * was found missing, and the questions of `forms` (which may be none) that measure each behaviour. Owned by the caller. */
AttuneReport *attune_model_report_new (AttuneModel       *model,
                                       AttuneForm *const *forms,
                                       guint              n_forms);
