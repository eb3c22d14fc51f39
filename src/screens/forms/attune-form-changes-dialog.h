/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-forms.h"

#include <adwaita.h>

/* What differs between any two revisions of a form, its draft included, in words.
 *
 * Signal "restore" (AttuneForm *form, guint number): the revision is wanted as the draft. */
#define ATTUNE_TYPE_FORM_CHANGES_DIALOG (attune_form_changes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormChangesDialog, attune_form_changes_dialog, ATTUNE, FORM_CHANGES_DIALOG, AdwWindow)

/* `draft` is nullable; only what is in `record` now is offered. */
GtkWidget *attune_form_changes_dialog_new (AttuneContext          *context,
                                           const AttuneFormRecord *record,
                                           AttuneForm             *draft,
                                           gboolean                can_restore);
