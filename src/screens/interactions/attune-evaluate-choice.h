/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"
#include "attune-forms.h"
#include "attune-people.h"

/* One thing that can be done with a contact: open an evaluation that is there, or begin one of an agent's part on a
 * form. */
typedef struct
{
  gint64 evaluation; /* 0: a new one */
  gint64 agent;
  gint64 form;
  char *title;
  char *detail;
  gboolean is_held; /* somebody else is at it: nothing can be begun */
} AttuneEvaluateChoice;

void attune_evaluate_choice_free (AttuneEvaluateChoice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneEvaluateChoice, attune_evaluate_choice_free)

/* All choices: what is there first (AttuneEvaluationRow in `evaluations`), then what can begin: each part on each form
 * (AttuneFormSummary) that is in use, is for the contact's channel, and on which no assessment of it stands. `may_evaluate`
 * says whether anything can begin; what is in `held` (AttuneHeld) cannot, and says who is at it. Owned by the caller. */
GPtrArray *attune_evaluate_choices_new (const AttuneInteraction *interaction,
                                        GPtrArray               *forms,
                                        GPtrArray               *evaluations,
                                        GPtrArray               *held,
                                        gboolean                 may_evaluate);

/* Why there is no choice at all. */
const char *attune_evaluate_explain_nothing (const AttuneInteraction *interaction,
                                             GPtrArray               *forms,
                                             gboolean                 may_evaluate);
