/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-lint.h"

#include <adwaita.h>

/* The bands of a form's score, by rising limit, in the properties. Adds and removes by the actions "form.add-band" and
 * "form.remove-band". */
#define ATTUNE_TYPE_BAND_GROUP (attune_band_group_get_type ())
G_DECLARE_FINAL_TYPE (AttuneBandGroup, attune_band_group, ATTUNE, BAND_GROUP, AdwPreferencesGroup)

/* A NULL `lint` is not known yet: what it told stays until it is. */
void     attune_band_group_show     (AttuneBandGroup      *self,
                                     AttuneForm           *form,
                                     const AttuneFormLint *lint);
/* Adds a row that is wanting, which takes a moment; FALSE where none is. */
gboolean attune_band_group_add_next (AttuneBandGroup      *self,
                                     AttuneForm           *form);
/* Puts the cursor into the label of the band that stands last in the document: the newest. */
void     attune_band_group_enter_newest (AttuneBandGroup  *self);
