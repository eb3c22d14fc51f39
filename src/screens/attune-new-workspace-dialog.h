/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-window.h"

/* Asks what a new workspace is called, who begins it and where it lies, then has `window` make it. */
#define ATTUNE_TYPE_NEW_WORKSPACE_DIALOG (attune_new_workspace_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AttuneNewWorkspaceDialog, attune_new_workspace_dialog, ATTUNE, NEW_WORKSPACE_DIALOG, AdwWindow)

void     attune_new_workspace_dialog_show     (AttuneWindow *window);
/* Whether these would do. */
gboolean attune_new_workspace_dialog_is_valid (const char *name,
                                               const char *person,
                                               const char *time_zone);
