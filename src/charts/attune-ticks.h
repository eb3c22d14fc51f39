/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "attune-calendar.h"

G_BEGIN_DECLS

/* Where an axis is marked, and with what words. Values rise strictly. */
typedef struct
{
  double value;
  char *label;   /* "12", "May" */
  char *context; /* "May 2026", "2026": the second line, where it changes and at the first tick; or NULL */
} AttuneTick;

typedef struct
{
  AttuneTick *items;
  guint n_items;
} AttuneTicks;

/* How wide a label is, in the unit of the axis's length. */
typedef double (*AttuneTickMeasure) (const char *label, gpointer data);

AttuneTicks *attune_ticks_new_linear    (double minimum,
                                         double maximum,
                                         guint  most);
AttuneTicks *attune_ticks_new_time      (gint64              from,
                                         gint64              to,
                                         AttuneCalendarStep  step,
                                         GTimeZone          *zone);
AttuneTicks *attune_ticks_fit_time      (gint64             from,
                                         gint64             to,
                                         GTimeZone         *zone,
                                         double             length,
                                         double             spacing,
                                         AttuneTickMeasure  measure,
                                         gpointer           data);
double       attune_ticks_linear_step   (double span,
                                         guint  most);
char        *attune_ticks_format_number (double value,
                                         int    decimals);
void         attune_ticks_free          (AttuneTicks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneTicks, attune_ticks_free)

G_END_DECLS
