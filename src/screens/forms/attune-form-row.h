/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-outline.h"

#include <adwaita.h>

/* A section or question in the designer: in the form as evaluators see it, with a title that is edited in place
 * ("form.set-title" with id and text), or compact in the outline. Properties "item" and "is-compact". */
#define ATTUNE_TYPE_FORM_ROW (attune_form_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormRow, attune_form_row, ATTUNE, FORM_ROW, AdwBin)

/* How far in the row of that depth begins, in pixels. */
float           attune_form_row_get_inset (guint depth);
/* The title of an item, or what stands for it where there is none. */
const char     *attune_form_row_get_shown_title (AttuneFormItem *item);
/* What it shows; NULL while that is nothing. */
AttuneFormItem *attune_form_row_get_item (AttuneFormRow *self);
/* Puts the keys into the title, which somebody has begun to type elsewhere: `text`, with what is from `start` to `end`
 * selected, or the cursor there. */
void            attune_form_row_edit      (AttuneFormRow *self,
                                           const char    *text,
                                           int            start,
                                           int            end);
