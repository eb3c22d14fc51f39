/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* What conditions leave possible in one form. It keeps what it found: what the same conditions decide is searched for once.
 * For one thread at a time. */
typedef struct _AttuneFormReach AttuneFormReach;

AttuneFormReach *attune_form_reach_new  (AttuneForm *form);
void             attune_form_reach_free (AttuneFormReach *self);

/* Whether any answers make a condition of the form hold, those that show the questions it looks at included. It errs on the
 * side of yes: where the search grows too long, and in taking a section's N/A as each question's own. */
gboolean attune_form_reach_can_hold (AttuneFormReach           *self,
                                     const AttuneFormCondition *condition);

/* Whether any answers show the question; the same for a section. */
gboolean attune_form_reach_can_show_question (AttuneFormReach *self,
                                              guint            question);
gboolean attune_form_reach_can_show_section (AttuneFormReach *self,
                                             guint            section);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormReach, attune_form_reach_free)
