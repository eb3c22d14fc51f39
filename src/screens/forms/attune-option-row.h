/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <adwaita.h>

/* An option of a question, or a range of a number question, in the properties: label, score, and in a menu what it fails,
 * whether it is an error, its place and its removal. Edits by the action "form.set". */
#define ATTUNE_TYPE_OPTION_ROW (attune_option_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneOptionRow, attune_option_row, ATTUNE, OPTION_ROW, AdwBin)

GtkWidget  *attune_option_row_new    (void);
/* Shows option `index` of `question`, whose section is in another where `is_inner`. */
void        attune_option_row_update (AttuneOptionRow          *self,
                                      const AttuneFormQuestion *question,
                                      guint                     index,
                                      AttuneScoringMode         mode,
                                      gboolean                  is_inner);
/* Puts the cursor into the label, all of it selected. The signal "done" says that Return was pressed there. */
void        attune_option_row_enter  (AttuneOptionRow          *self);
