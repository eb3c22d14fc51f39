/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

#include <adwaita.h>

/* Go To: a page, an agent or a form, by typing. */
#define ATTUNE_TYPE_JUMP_DIALOG (attune_jump_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AttuneJumpDialog, attune_jump_dialog, ATTUNE, JUMP_DIALOG, AdwWindow)

GtkWidget *attune_jump_dialog_new  (AttuneContext *context);
void       attune_jump_dialog_show (GtkWindow     *parent,
                                    AttuneContext *context);
