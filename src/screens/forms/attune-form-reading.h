/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-lint.h"
#include "attune-model.h"

#include <adwaita.h>

/* What is set about a part of a form, or the form itself, where one only reads: a page of text that takes the keys and
 * scrolls by them. */
#define ATTUNE_TYPE_FORM_READING (attune_form_reading_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormReading, attune_form_reading, ATTUNE, FORM_READING, AdwBin)

/* Shows `element`, the id of a section or question; NULL for the form. `lint` and `model` may be NULL: not known yet. */
void attune_form_reading_show (AttuneFormReading    *self,
                               AttuneForm           *form,
                               const AttuneFormLint *lint,
                               AttuneModel          *model,
                               const char           *element);
