/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* Whether any answers make the condition hold, those that show the questions it looks at included. It errs on the side
 * of yes: where the search grows too long, and in taking a section's N/A as each question's own. */
gboolean attune_form_condition_can_hold (AttuneForm                *form,
                                         const AttuneFormCondition *condition);

/* Whether any answers show the question; the same for a section. */
gboolean attune_form_can_show_question (AttuneForm *form,
                                        guint       question);
gboolean attune_form_can_show_section (AttuneForm *form,
                                       guint       section);
