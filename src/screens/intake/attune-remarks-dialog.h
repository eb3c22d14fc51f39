/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* What stayed behind when a form went in or out, to be read and copied. */
#define ATTUNE_TYPE_REMARKS_DIALOG (attune_remarks_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AttuneRemarksDialog, attune_remarks_dialog, ATTUNE, REMARKS_DIALOG, AdwWindow)

void attune_remarks_dialog_show (GtkWindow  *parent,
                                 const char *title,
                                 const char *heading,
                                 GPtrArray  *remarks);
