/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <jansson.h>

/* Says in ATTUNE_DOMAIN_ERROR_REFUSED why a form cannot be changed to `document`, which has these faults (at least one): by the
 * titles of the parts that are concerned, where attune_faults_to_error() names places in a text. */
void attune_form_refuse (AttuneForm *before,
                         json_t     *document,
                         GPtrArray  *faults,
                         GError    **error);
