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
/* What a takeover is judged by: who has the contact until then, since when (0 for the beginning), how long the contact and
 * its recording last (-1 unknown), and whether times or agents are as they were before, which are left alone. */
typedef struct
{
  gint64 agent;
  gint64 from_us;
  gint64 duration_us;
  gboolean is_recorded;
  gboolean keeps_times;
  gboolean keeps_agents;
} AttuneTakeoverPast;

/* Whether the row is complete and can follow `past`; what is wrong is said in it, with what to do. */
gboolean   attune_takeover_row_judge (AttuneTakeoverRow        *self,
                                      const AttuneTakeoverPast *past);
/* Shows `part`, which has to outlive the row. */
void       attune_takeover_row_fill (AttuneTakeoverRow *self,
                                     const AttunePart  *part);
/* What it was filled with; NULL for a new one. */
const AttunePart *attune_takeover_row_get_part (AttuneTakeoverRow *self);
