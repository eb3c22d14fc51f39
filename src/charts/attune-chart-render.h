/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart.h"

G_BEGIN_DECLS

/* Charts as files: pictures to export, print and look at. */
#define ATTUNE_CHART_ERROR (attune_chart_error_quark ())
GQuark attune_chart_error_quark (void);

typedef enum
{
  ATTUNE_CHART_ERROR_RENDER, /* cairo could not make the file: too large, no memory */
} AttuneChartError;

typedef enum
{
  ATTUNE_CHART_FORMAT_PNG,
  ATTUNE_CHART_FORMAT_SVG,
  ATTUNE_CHART_FORMAT_PDF,
} AttuneChartFormat;

GBytes *attune_chart_render (AttuneChart        *chart,
                             AttuneChartTheme   *theme,
                             AttuneChartFormat   format,
                             double              width,
                             double              height,
                             GError            **error);

G_END_DECLS
