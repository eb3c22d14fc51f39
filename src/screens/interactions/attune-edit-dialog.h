/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-interactions.h"

#include <adwaita.h>

/* Changes a contact: what was said when it was added, and what there is of it. */
#define ATTUNE_TYPE_EDIT_DIALOG (attune_edit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AttuneEditDialog, attune_edit_dialog, ATTUNE, EDIT_DIALOG, AdwWindow)

/* `interaction` as it was seen; copied. */
GtkWidget *attune_edit_dialog_new  (AttuneContext           *context,
                                    const AttuneInteraction *interaction);
void       attune_edit_dialog_show (GtkWindow               *parent,
                                    AttuneContext           *context,
                                    const AttuneInteraction *interaction);
/* Adds the recordings and transcripts among `files` (GFile) to it, when they have been looked at. */
void       attune_edit_dialog_add  (AttuneEditDialog        *self,
                                    GListModel              *files);
