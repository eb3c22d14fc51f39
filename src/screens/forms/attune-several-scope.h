/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-scope.h"

/* What can be done with several sections or questions at once, and set for all of them: it shows the first of them, and
 * where the others differ, which is made the same by the action "form.unify" (key). */
#define ATTUNE_TYPE_SEVERAL_SCOPE (attune_several_scope_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSeveralScope, attune_several_scope, ATTUNE, SEVERAL_SCOPE, AttuneFormScope)

GtkWidget *attune_several_scope_new          (void);
/* Opens the list of what they can take their answers from; nothing where not all of them are questions. */
void       attune_several_scope_choose_answers (AttuneSeveralScope *self);
/* Those that are shown next, of which the first is the element. */
void       attune_several_scope_set_selected (AttuneSeveralScope *self,
                                              const char *const  *selected);
