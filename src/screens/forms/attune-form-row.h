/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-outline.h"

#include <adwaita.h>

/* A section or question in the designer: in the form as evaluators see it, with a title that is edited in place
 * ("form.set-title" with id and text), or compact in the outline. Properties "item" and "is-compact". */
#define ATTUNE_TYPE_FORM_ROW (attune_form_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormRow, attune_form_row, ATTUNE, FORM_ROW, AdwBin)

/* What it shows; NULL while that is nothing. */
AttuneFormItem *attune_form_row_get_item (AttuneFormRow *self);
