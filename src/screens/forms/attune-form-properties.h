/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-lint.h"
#include "attune-model.h"

#include <adwaita.h>

/* What can be set about the selected part of a form, or the form itself: one AttuneFormScope at a time, each made when it
 * is first needed. Going from one to another is many small steps before the next frame, for GTK takes milliseconds to
 * show and to hide that many widgets. */
#define ATTUNE_TYPE_FORM_PROPERTIES (attune_form_properties_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormProperties, attune_form_properties, ATTUNE, FORM_PROPERTIES, AdwBin)

/* Shows those of `selected`, ids of sections or questions, that there are; the form where none is. `lint`, which must live until the next call, may
 * be NULL: not known yet. */
void attune_form_properties_show        (AttuneFormProperties *self,
                                         AttuneForm           *form,
                                         const AttuneFormLint *lint,
                                         const char *const    *selected);
/* The interaction model whose behaviours questions measure; NULL for none. */
void attune_form_properties_set_model   (AttuneFormProperties *self,
                                         AttuneModel          *model);
/* Takes all the steps at once, for what is shown to be used. */
void attune_form_properties_settle      (AttuneFormProperties *self);
/* Puts the cursor into the title of the form, all of it selected, as soon as it is shown; nothing where another part is. */
void attune_form_properties_enter_title (AttuneFormProperties *self);
/* Puts the cursor into the last answer of the question that is shown, all of it selected, as soon as it is shown;
 * nothing where another part is. */
void attune_form_properties_enter_last_option (AttuneFormProperties *self);
/* Likewise into the label of the form's newest band. */
void attune_form_properties_enter_newest_band (AttuneFormProperties *self);
/* Has the answers that the questions which are shown are to have chosen, as soon as they are shown; nothing where
 * something else is. */
void attune_form_properties_enter_answers     (AttuneFormProperties *self);
/* Has the condition of what is shown picked, as soon as it is shown. */
void attune_form_properties_enter_condition   (AttuneFormProperties *self);
