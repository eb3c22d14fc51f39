/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

#include <adwaita.h>

/* Adds contacts: with recordings, or one without. Says what is missing before anything is stored. */
#define ATTUNE_TYPE_ADD_DIALOG (attune_add_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AttuneAddDialog, attune_add_dialog, ATTUNE, ADD_DIALOG, AdwWindow)

/* `files` (GFile) may be empty or NULL: a contact without a recording. */
GtkWidget *attune_add_dialog_new        (AttuneContext *context,
                                         GListModel    *files);
void       attune_add_dialog_show       (GtkWindow     *parent,
                                         AttuneContext *context,
                                         GListModel    *files);
void       attune_add_dialog_show_files (GtkWindow     *parent,
                                         AttuneContext *context,
                                         GSList        *files);
/* Asks for the files first. */
void       attune_add_dialog_choose     (GtkWindow     *parent,
                                         AttuneContext *context);
