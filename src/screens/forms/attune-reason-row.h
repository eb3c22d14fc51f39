/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <adwaita.h>

/* A reason of an option, in the properties: its label, and in a menu its cause, its place and its removal. Edits by the
 * actions "form.set-reason", "form.move-reason" and "form.remove-reason". The signal "done" says that Return was pressed. */
#define ATTUNE_TYPE_REASON_ROW (attune_reason_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneReasonRow, attune_reason_row, ATTUNE, REASON_ROW, AdwBin)

GtkWidget *attune_reason_row_new      (void);
/* Shows reason `index` of `option`, an id or the number of a range, of the question. */
void       attune_reason_row_update   (AttuneReasonRow          *self,
                                       const AttuneFormQuestion *question,
                                       const char               *option,
                                       const AttuneFormOption   *of,
                                       guint                     index);
gboolean   attune_reason_row_is_empty (AttuneReasonRow          *self);
/* Puts the cursor into the label, all of it selected. */
void       attune_reason_row_enter    (AttuneReasonRow          *self);
