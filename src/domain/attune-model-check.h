/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-model.h"

/* How an interaction model and the forms built on it hang together. */

typedef enum
{
  ATTUNE_MODEL_GOAL_UNSERVED,        /* no behaviour serves the goal */
  ATTUNE_MODEL_BEHAVIOUR_UNMEASURED, /* no question of any form measures the behaviour */
  ATTUNE_MODEL_BEHAVIOUR_AIMLESS, /* the behaviour serves no goal; may be fine, as a farewell is */
  ATTUNE_MODEL_QUESTION_UNRELATED, /* the question measures no behaviour; compliance questions are excepted */
  ATTUNE_MODEL_QUESTION_UNKNOWN, /* the question names a behaviour that the model does not have */
} AttuneModelFindingKind;

typedef struct
{
  AttuneModelFindingKind kind;
  guint goal;      /* of the first kind, else ATTUNE_MODEL_NONE */
  guint behaviour; /* of the next two, else ATTUNE_MODEL_NONE */
  guint form;      /* of the last two: index among the forms given, */
  guint question;  /* … and in that form, the first of `n_questions`; else ATTUNE_FORM_NONE */
  guint
    n_questions; /* of the last two: 1, or all of the form's where they are more than a few; else 0 */
} AttuneModelFinding;

typedef struct
{
  GArray *findings;      /* AttuneModelFinding: goals, behaviours, then questions, in their order */
  guint *n_questions;    /* a behaviour: questions that measure it, over all forms */
  guint *goal_questions; /* a goal: questions of the behaviours that serve it, over all forms */
} AttuneModelCheck;

/* `forms` may be none. Only questions that can score are asked for a behaviour. Owned by the caller. */
AttuneModelCheck *attune_model_check (AttuneModel *model, AttuneForm *const *forms, guint n_forms);
void attune_model_check_free (AttuneModelCheck *self);

/* Whether it is only a hint: something that may be meant. */
gboolean attune_model_finding_is_hint (const AttuneModelFinding *finding);

/* One sentence for people. Owned by the caller. */
char *attune_model_finding_describe (const AttuneModelFinding *finding,
                                     AttuneModel *model,
                                     AttuneForm *const *forms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneModelCheck, attune_model_check_free)
