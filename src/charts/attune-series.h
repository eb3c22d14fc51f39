/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "attune-chart-shape.h"

G_BEGIN_DECLS

/* What many values leave in one column of pixels. Heights are on the surface, so that the least is the highest up. */
typedef struct
{
  gint64 column;
  double first, minimum, maximum, last;
} AttuneSeriesColumn;

GArray *attune_series_columns  (const AttuneChartPoint *points,
                                guint                   n_points,
                                double                  pixel);
GArray *attune_series_decimate (const GArray *columns);
void    attune_series_add_path (const GArray *columns,
                                double        pixel,
                                double        thickness,
                                cairo_t      *cr);

G_END_DECLS
