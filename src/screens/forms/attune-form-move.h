/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-group.h"

/* Where parts go when somebody adds, pastes or drags them: pure functions over a form and what is selected. */

/* Behind the selected question, first in the selected section, or at the end. */
AttuneFormSpot attune_form_spot_for_question (AttuneForm *form,
                                              const char *selected);
/* Behind the selected section (or that of the selected question); inside it when `is_inner` and it is a top one. */
AttuneFormSpot attune_form_spot_for_section  (AttuneForm *form,
                                              const char *selected,
                                              gboolean    is_inner);
/* What to select when the parts are gone: the one behind the last of them, else before the first, else its section; NULL for
 * the form. Owned by the caller. */
char          *attune_form_find_neighbour    (AttuneForm        *form,
                                              const char *const *selected);
