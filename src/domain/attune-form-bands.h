/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* Changes to the bands of a form's score, each a new form as attune-form-edit.h says. A band goes by its `place` (AttuneFormBand),
 * which stays when limits change; one that is not there is refused. */

/* Adds a band behind all others: from 0 where there is none, else from the pass mark where that lies above them all, else from
 * halfway between the highest and 100. `out_place` is nullable. */
AttuneForm *attune_form_add_band (AttuneForm *self,
                                  const char *label,
                                  guint      *out_place,
                                  GError    **error);
AttuneForm *attune_form_set_band_label (AttuneForm *self,
                                        guint       place,
                                        const char *label,
                                        GError    **error);
/* Moves the lower limit, in percent. */
AttuneForm *attune_form_set_band_from (AttuneForm   *self,
                                       guint         place,
                                       AttuneDecimal from,
                                       GError      **error);
/* Takes a band away; those behind it in the document move up by one. */
AttuneForm *attune_form_remove_band (AttuneForm *self,
                                     guint       place,
                                     GError    **error);

/* Where among the bands by rising limit the one of that place stands, or ATTUNE_FORM_NONE. */
guint attune_form_find_band (AttuneForm *self,
                             guint       place);
