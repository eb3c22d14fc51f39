/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluate-choice.h"

#include <adwaita.h>

#define ATTUNE_TYPE_EVALUATE_DIALOG (attune_evaluate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  AttuneEvaluateDialog, attune_evaluate_dialog, ATTUNE, EVALUATE_DIALOG, AdwWindow)

/* Asks which of the choices (AttuneEvaluateChoice) it is to be and, of what is begun, how the contact was chosen: nothing
 * begins before that is said. It is asked anew of each contact, for it decides what counts. Emits
 * "chosen" (uint position in `choices`, uint AttuneBasis) and closes. */
GtkWidget *attune_evaluate_dialog_new (GPtrArray *choices);

/* Which contact it is about, below the title. */
void       attune_evaluate_dialog_set_contact (AttuneEvaluateDialog *self,
                                               const char           *words);
