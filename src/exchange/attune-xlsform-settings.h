/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-sheets.h"

#include <jansson.h>

/* The language that labels are read in, as “settings” says: NULL where it does not. Owned by the caller. */
char *attune_xlsform_settings_get_language (AttuneSheets *sheets);

/* Whether “settings” gives the form its id. */
gboolean attune_xlsform_settings_has_id (AttuneSheets *sheets);

/* The head of the form document, by the sheets “settings” and “bands”; owned by the caller. `name` (nullable) serves where
 * there is no title, `language` is the one that the labels are read in. */
json_t *attune_xlsform_settings_read (AttuneSheets *sheets,
                                      const char   *name,
                                      const char   *language,
                                      GPtrArray    *remarks,
                                      GPtrArray    *faults);

/* The mode that such a head says. */
AttuneScoringMode attune_xlsform_settings_get_mode (json_t *head);
