/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart-label.h"
#include "attune-scale.h"
#include "attune-ticks.h"

G_BEGIN_DECLS

/* A scale with its ticks, and how their labels are set. */
typedef struct
{
  AttuneScale scale;
  AttuneTicks *ticks;
} AttuneAxis;

void attune_axis_init_values (AttuneAxis             *self,
                              double                  minimum,
                              double                  maximum,
                              double                  length,
                              const AttuneChartTheme *theme);
void attune_axis_init_times  (AttuneAxis             *self,
                              gint64                  from,
                              gint64                  to,
                              GTimeZone              *zone,
                              double                  length,
                              const AttuneChartTheme *theme);
void attune_axis_set_unit    (AttuneAxis *self,
                              const char *format);
void attune_axis_clear       (AttuneAxis *self);

double attune_axis_measure_values (const AttuneAxis       *self,
                                   const AttuneChartTheme *theme);
void   attune_axis_place_values   (const AttuneAxis       *self,
                                   double                  right,
                                   const AttuneChartTheme *theme,
                                   AttuneChartLabels      *labels);
void   attune_axis_place_times    (const AttuneAxis       *self,
                                   double                  top,
                                   const AttuneChartTheme *theme,
                                   AttuneChartLabels      *labels);

G_END_DECLS
