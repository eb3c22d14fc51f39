/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-waiting.h"

/* What waits for somebody, in words: pure functions. `now` is microseconds UTC. All texts are owned by the caller unless they
 * are const. */

/* "due tomorrow", "3 days late"; of what is to be read "until tomorrow"; of what is never due how long it has been there,
 * "for 4 days". */
char       *attune_waiting_format_due (const AttuneWaiting *self,
                                       gint64               now,
                                       GTimeZone           *zone);
/* What is to be done: "Evaluate Mika Aho". */
char       *attune_waiting_format_title  (const AttuneWaiting *self);
/* Of which contact, on which form: "Billing calls · 12 May 14:03 · C-57370 · Outage". */
char       *attune_waiting_format_detail (const AttuneWaiting *self,
                                          GTimeZone           *zone);
/* Who has to do with it and what they say: "From Ann Koski: “By Friday”"; "" for nothing. */
char       *attune_waiting_format_remark (const AttuneWaiting *self);
const char *attune_waiting_get_icon      (const AttuneWaiting *self);

/* What of it one looks at: names of filters, in the order in which they are offered. */
typedef enum
{
  ATTUNE_WORK_ALL, /* but what is given to others */
  ATTUNE_WORK_EVALUATE,
  ATTUNE_WORK_DRAFTS,
  ATTUNE_WORK_DISPUTES,
  ATTUNE_WORK_SELF,
  ATTUNE_WORK_READ,
  ATTUNE_WORK_GIVEN,
} AttuneWorkFilter;

#define ATTUNE_N_WORK_FILTERS (ATTUNE_WORK_GIVEN + 1)

/* The kinds that it shows, bits. */
guint attune_work_filter_get_kinds (AttuneWorkFilter self);
/* "All 12". */
char *attune_work_filter_format    (AttuneWorkFilter self,
                                    guint            n);

/* How many of `waiting` (AttuneWaiting) are of `kinds`, and how many of these are late. */
guint attune_waiting_tally     (GPtrArray *waiting,
                              guint      kinds,
                              guint     *out_n_late);
/* "12 to do, 2 late"; NULL for nothing. */
char *attune_waiting_summarize (GPtrArray *waiting);
