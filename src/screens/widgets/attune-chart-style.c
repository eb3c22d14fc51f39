/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-chart-style.h"

#include <adwaita.h>

static AttuneChartScheme
choose_scheme (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));

  if (adw_style_manager_get_high_contrast (manager))
    return adw_style_manager_get_dark (manager) ? ATTUNE_CHART_SCHEME_HIGH_CONTRAST_DARK
                                                : ATTUNE_CHART_SCHEME_HIGH_CONTRAST;
  return adw_style_manager_get_dark (manager) ? ATTUNE_CHART_SCHEME_DARK
                                              : ATTUNE_CHART_SCHEME_LIGHT;
}

static AttuneChartColor
convert_color (const GdkRGBA *color)
{
  return (AttuneChartColor){ color->red, color->green, color->blue, color->alpha };
}

/* Font, direction and colours as CSS has them for this widget. */
AttuneChartTheme *
attune_chart_style_create_theme (GtkWidget *widget)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  PangoContext *context = gtk_widget_create_pango_context (widget);
  AttuneChartThemeOptions options = { .scheme = choose_scheme (widget), .context = context };
  AttuneChartTheme *theme;
  AttuneChartColor text, background;
  GdkRGBA color;

  gtk_style_context_get_color (style, &color);
  text = convert_color (&color);
  options.text = &text;
  if (gtk_style_context_lookup_color (style, "view_bg_color", &color))
    {
      background = convert_color (&color);
      options.background = &background;
    }
  options.scale = gtk_widget_get_scale_factor (widget);
  pango_context_set_base_dir (context, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL
                                         ? PANGO_DIRECTION_RTL
                                         : PANGO_DIRECTION_LTR);
  theme = attune_chart_theme_new (&options);
  g_object_unref (context);
  return theme;
}
