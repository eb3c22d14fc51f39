/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-scope.h"

/* What can be set about a whole form. */
#define ATTUNE_TYPE_WHOLE_SCOPE (attune_whole_scope_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWholeScope, attune_whole_scope, ATTUNE, WHOLE_SCOPE, AttuneFormScope)

GtkWidget *attune_whole_scope_new               (void);
/* Puts the cursor into the title, all of it selected. */
void       attune_whole_scope_enter_title       (AttuneWholeScope *self);
/* Likewise into the label of the newest band. */
void       attune_whole_scope_enter_newest_band (AttuneWholeScope *self);
