/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <adwaita.h>

/* A form as evaluators see it, to be filled in on trial: nothing of it is stored. It follows the form a moment after it
 * changed, with the answers that still fit, and does nothing while it is not to be seen.
 *
 * "chosen" (const char *id): a question was gone to in it. */
#define ATTUNE_TYPE_FORM_PREVIEW (attune_form_preview_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormPreview, attune_form_preview, ATTUNE, FORM_PREVIEW, AdwBin)

/* Soon shows `form`, and in it the section or question `selected`; NULL for none. */
void attune_form_preview_show (AttuneFormPreview *self, AttuneForm *form, const char *selected);
/* Puts the cursor on the question that is shown. */
void attune_form_preview_enter (AttuneFormPreview *self);
