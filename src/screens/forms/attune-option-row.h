/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <adwaita.h>

/* An option of a question, or a range of a number question, in the properties: label, score, in a menu what it fails,
 * whether it is an error or a bonus, its place and its removal, and opened, its details. Edits by the action "form.set". */
#define ATTUNE_TYPE_OPTION_ROW (attune_option_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneOptionRow, attune_option_row, ATTUNE, OPTION_ROW, AdwBin)

GtkWidget  *attune_option_row_new    (void);
/* Shows option `index` of question number `question`; without its details, where it showed another. */
void        attune_option_row_update (AttuneOptionRow *self,
                                      AttuneForm      *form,
                                      guint            question,
                                      guint            index);
/* Whether it shows that option, of that question; a range goes by what it says. */
gboolean    attune_option_row_is_of  (AttuneOptionRow          *self,
                                      const AttuneFormQuestion *question,
                                      const AttuneFormOption   *option);
/* Puts the cursor into the label, all of it selected. The signal "done" says that Return was pressed there. */
void        attune_option_row_enter  (AttuneOptionRow *self);
/* Whether its label is. */
gboolean    attune_option_row_is_empty (AttuneOptionRow *self);
