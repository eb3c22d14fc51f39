/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <adwaita.h>

/* What can be set about the selected part of a form, or the form itself. Edits by the action "form.set" (element, option,
 * key, value), empty strings standing for none. */
#define ATTUNE_TYPE_FORM_PROPERTIES (attune_form_properties_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormProperties, attune_form_properties, ATTUNE, FORM_PROPERTIES, AdwBin)

/* Shows `element`, the id of a section or question; NULL for the form. */
void attune_form_properties_show (AttuneFormProperties *self,
                                  AttuneForm           *form,
                                  const char           *element);
