/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* The forms that are shipped, each with what it is for and what it brings. Signal "chosen" (const char *name): one to begin
 * with; the dialog is closed then. */
#define ATTUNE_TYPE_TEMPLATE_DIALOG (attune_template_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AttuneTemplateDialog, attune_template_dialog, ATTUNE, TEMPLATE_DIALOG, AdwWindow)

GtkWidget *attune_template_dialog_new (void);
