/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-interactions.h"

#include <adwaita.h>

/* Who took a contact over, and when. Emits "changed", and "removed" when nobody did after all. */
#define ATTUNE_TYPE_TAKEOVER_ROW (attune_takeover_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneTakeoverRow, attune_takeover_row, ATTUNE, TAKEOVER_ROW, AdwActionRow)

/* `agents` are AttunePersonItem. */
GtkWidget *attune_takeover_row_new  (GListModel        *agents);
/* FALSE while anything is missing. Microseconds from the beginning; exactly those of the part where nobody touched it. */
gboolean   attune_takeover_row_read (AttuneTakeoverRow *self,
                                     gint64            *out_agent,
                                     gint64            *out_from);
/* Shows `part`, which has to outlive the row. */
void       attune_takeover_row_fill (AttuneTakeoverRow *self,
                                     const AttunePart  *part);
/* What it was filled with; NULL for a new one. */
const AttunePart *attune_takeover_row_get_part (AttuneTakeoverRow *self);
