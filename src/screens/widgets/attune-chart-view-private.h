/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart-view.h"

struct _AttuneChartView
{
  GtkWidget parent_instance;

  /* Template children */
  GtkLabel *readout;

  /* Owned */
  AttuneChart *chart;
  AttuneChartTheme *theme;       /* NULL until it is needed */
  AttuneChartGeometry *geometry; /* likewise */
  GdkTexture *picture;           /* the chart without the item being read; likewise */

  guint item;
  gboolean is_pointed; /* the item was found by the pointer */
  double pointer_x;
  double pointer_y;
};

/* attune-chart-view.c */
/* Where everything is in the size that the widget has now; NULL while there is nothing or no room. Of the view. */
AttuneChartGeometry *attune_chart_view_ensure_geometry (AttuneChartView *self);
/* Opens the item that is being read. */
void                 attune_chart_view_activate        (AttuneChartView *self);

/* attune-chart-view-input.c: pointer and keyboard */
void                 attune_chart_view_bind_input      (GtkWidgetClass *widget_class);
