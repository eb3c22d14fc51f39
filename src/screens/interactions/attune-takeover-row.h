/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* Who took a contact over, and when. Emits "changed", and "removed" when nobody did after all. */
#define ATTUNE_TYPE_TAKEOVER_ROW (attune_takeover_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneTakeoverRow, attune_takeover_row, ATTUNE, TAKEOVER_ROW, AdwActionRow)

/* `agents` are AttunePersonItem. */
GtkWidget *attune_takeover_row_new  (GListModel        *agents);
/* FALSE while anything is missing. Microseconds from the beginning. */
gboolean   attune_takeover_row_read (AttuneTakeoverRow *self,
                                     gint64            *out_agent,
                                     gint64            *out_from);
void       attune_takeover_row_fill (AttuneTakeoverRow *self,
                                     gint64             agent,
                                     const char        *name,
                                     gint64             from);
