/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "attune-chart-theme.h"

/* Font, direction and colours as CSS and the system's settings have them for a widget. Owned by the caller. */
AttuneChartTheme *attune_chart_style_create_theme (GtkWidget *widget);
