/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-saver.h"

#include <gtk/gtk.h>

/* Says in a page's header how it stands with what is kept there. In a conflict it says nothing: a bar does.
 *
 * Property "saved": what it says when all is kept, "Draft saved". */
#define ATTUNE_TYPE_SAVING_LABEL (attune_saving_label_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSavingLabel, attune_saving_label, ATTUNE, SAVING_LABEL, GtkWidget)

/* Follows `saver` from now on; NULL: one only reads. */
void attune_saving_label_set_saver (AttuneSavingLabel *self, AttuneSaver *saver);
