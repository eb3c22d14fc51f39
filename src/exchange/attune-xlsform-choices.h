/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-xlsform-table.h"

#include <jansson.h>

/* The lists of the choices sheet. */
typedef struct
{
  AttuneXlsformTable table;
  GPtrArray *faults;    /* borrowed */
  GHashTable *lists;    /* name -> GArray of the rows */
  GHashTable *options;  /* name -> json_t: the options as they are, once read */
} AttuneXlsformChoices;

void attune_xlsform_choices_init (AttuneXlsformChoices *self,
                                  AttuneSheets         *sheets,
                                  const char           *language,
                                  GPtrArray            *remarks,
                                  GPtrArray            *faults);
void attune_xlsform_choices_clear (AttuneXlsformChoices *self);

/* The options of a list, or its ranges, as arrays of the form document without defaults; owned by the caller. NULL where
 * there is no such list. `yes_score` (nullable) is what an option "yes" is worth by default. */
json_t *attune_xlsform_choices_read_options (AttuneXlsformChoices *self,
                                             const char           *list,
                                             const AttuneDecimal  *yes_score);
json_t *attune_xlsform_choices_read_ranges (AttuneXlsformChoices *self,
                                            const char           *list);

/* Whether a choice of the list has a score. */
gboolean attune_xlsform_choices_have_scores (AttuneXlsformChoices *self,
                                             const char           *list);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneXlsformChoices, attune_xlsform_choices_clear)
