/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A day by which something is to be done, in a calendar: it is in time until the day ends in `zone`. */

/* The end of the day that is chosen, microseconds UTC. */
gint64 attune_due_day_get_end   (GtkCalendar *calendar,
                                 GTimeZone   *zone);
/* Chooses the day that ends at `due_at`, or within which that is. */
void   attune_due_day_set_end   (GtkCalendar *calendar,
                                 gint64       due_at,
                                 GTimeZone   *zone);
/* Chooses the day `days` from now. */
void   attune_due_day_set_ahead (GtkCalendar *calendar,
                                 int          days,
                                 GTimeZone   *zone);
