/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

#include <adwaita.h>

/* Takes a form in: from a file of any kind that can be read, or from rows that were copied in a spreadsheet. Shows the form
 * as it will be, and what stays behind, before anything is stored. */
#define ATTUNE_TYPE_IMPORT_DIALOG (attune_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AttuneImportDialog, attune_import_dialog, ATTUNE, IMPORT_DIALOG, AdwWindow)

GtkWidget *attune_import_dialog_new        (AttuneContext *context);
/* Reads a file, or text that was copied, and shows what came of it. */
void       attune_import_dialog_read_file  (AttuneImportDialog *self,
                                            GFile              *file);
void       attune_import_dialog_read_text  (AttuneImportDialog *self,
                                            const char         *text);

/* Shows the dialog above `parent`: for a file; for one to be chosen first; for the clipboard, or what is to be pasted. */
void       attune_import_dialog_show_file  (GtkWindow     *parent,
                                            AttuneContext *context,
                                            GFile         *file);
void       attune_import_dialog_choose     (GtkWindow     *parent,
                                            AttuneContext *context);
void       attune_import_dialog_paste      (GtkWindow     *parent,
                                            AttuneContext *context);

/* Whether a file by its name is one that a form may be in. */
gboolean   attune_import_dialog_takes_name (const char *name);
