/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-chart-theme.h"

#include <math.h>

static double
get_channel (double value)
{
  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* Relative luminance of a colour over a ground, and contrast, by WCAG 2.1. */
static double
get_luminance (const AttuneChartColor *color, const AttuneChartColor *ground)
{
  double alpha = color->alpha;

  return 0.2126 * get_channel (color->red * alpha + ground->red * (1 - alpha)) +
         0.7152 * get_channel (color->green * alpha + ground->green * (1 - alpha)) +
         0.0722 * get_channel (color->blue * alpha + ground->blue * (1 - alpha));
}

static double
get_contrast (const AttuneChartTheme *theme, AttuneChartInk ink)
{
  const AttuneChartColor *ground = attune_chart_theme_get_color (theme,
                                                                 ATTUNE_CHART_INK_BACKGROUND);
  double one = get_luminance (attune_chart_theme_get_color (theme, ink), ground);
  double other = get_luminance (ground, ground);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

/* Text at 4.5 to 1, the colours of scores at 3 to 1; in high contrast at 7 and 4.5. */
static void
test_contrast (void)
{
  for (AttuneChartScheme scheme = 0; scheme <= ATTUNE_CHART_SCHEME_PAPER; scheme++)
    {
      AttuneChartThemeOptions options = { .scheme = scheme };
      g_autoptr (AttuneChartTheme) theme = attune_chart_theme_new (&options);
      gboolean is_high = attune_chart_theme_is_high_contrast (theme);

      g_assert_cmpfloat (get_contrast (theme, ATTUNE_CHART_INK_TEXT), >=, is_high ? 7 : 4.5);
      g_assert_cmpfloat (get_contrast (theme, ATTUNE_CHART_INK_MUTED), >=, is_high ? 7 : 4.5);
      g_assert_cmpfloat (get_contrast (theme, ATTUNE_CHART_INK_BLUE), >=, is_high ? 4.5 : 3);
      g_assert_cmpfloat (get_contrast (theme, ATTUNE_CHART_INK_ORANGE), >=, is_high ? 4.5 : 3);
      g_assert_cmpfloat (get_contrast (theme, ATTUNE_CHART_INK_GREEN), >=, is_high ? 4.5 : 3);
    }
}

/* Screen pixels at 96 a inch, points on paper. */
static void
test_em (void)
{
  AttuneChartThemeOptions screen = { .scheme = ATTUNE_CHART_SCHEME_LIGHT };
  AttuneChartThemeOptions paper = { .scheme = ATTUNE_CHART_SCHEME_PAPER };
  g_autoptr (AttuneChartTheme) light = attune_chart_theme_new (&screen);
  g_autoptr (AttuneChartTheme) printed = attune_chart_theme_new (&paper);

  g_assert_cmpfloat_with_epsilon (attune_chart_theme_get_em (light), 11 * 96 / 72.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (attune_chart_theme_get_em (printed), 9, 1e-6);
  g_assert_cmpfloat (attune_chart_theme_get_scale (light), ==, 1);
  g_assert_cmpfloat (attune_chart_theme_get_scale (printed), ==, 4);
}

static void
test_widget_colors (void)
{
  AttuneChartColor text = { 0.2, 0.1, 0, 0.8 };
  AttuneChartColor ground = { 1, 1, 0.9, 1 };
  AttuneChartThemeOptions options = { .text = &text, .background = &ground };
  g_autoptr (AttuneChartTheme) theme = attune_chart_theme_new (&options);

  g_assert_cmpfloat (attune_chart_theme_get_color (theme, ATTUNE_CHART_INK_TEXT)->red, ==, 0.2);
  g_assert_cmpfloat (attune_chart_theme_get_color (theme, ATTUNE_CHART_INK_MUTED)->red, ==, 0.2);
  g_assert_cmpfloat (attune_chart_theme_get_color (theme, ATTUNE_CHART_INK_MUTED)->alpha, <, 0.8);
  g_assert_cmpfloat (attune_chart_theme_get_color (theme, ATTUNE_CHART_INK_BACKGROUND)->blue, ==,
                     0.9);
}

/* A context's own font and direction are used; sizes in pixels too. */
static void
test_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string ("Cantarell 20px");
  AttuneChartThemeOptions options = { .context = context, .scale = 2 };
  AttuneChartTheme *theme;

  pango_context_set_font_description (context, font);
  pango_context_set_base_dir (context, PANGO_DIRECTION_RTL);
  theme = attune_chart_theme_new (&options);
  g_assert_cmpfloat_with_epsilon (attune_chart_theme_get_em (theme), 20, 1e-6);
  g_assert_true (attune_chart_theme_is_right_to_left (theme));
  g_assert_cmpfloat (attune_chart_theme_get_scale (theme), ==, 2);
  attune_chart_theme_unref (theme);
  pango_font_description_free (font);
  g_assert_finalize_object (context);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/theme/contrast", test_contrast);
  g_test_add_func ("/charts/theme/em", test_em);
  g_test_add_func ("/charts/theme/widget-colors", test_widget_colors);
  g_test_add_func ("/charts/theme/context", test_context);
  return g_test_run ();
}
