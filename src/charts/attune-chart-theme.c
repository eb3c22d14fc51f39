/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-chart-theme.h"

#define SCREEN_FONT       "Cantarell 11"
#define PAPER_FONT        "Cantarell 9"
#define SCREEN_RESOLUTION 96.0
#define PAPER_RESOLUTION  72.0

struct _AttuneChartTheme
{
  gatomicrefcount ref_count;
  AttuneChartScheme scheme;
  PangoContext *context;
  double scale;
  double em; /* height of the body text in the chart's units */
  AttuneChartColor colors[ATTUNE_CHART_N_INKS];
};

G_DEFINE_BOXED_TYPE (AttuneChartTheme,
                     attune_chart_theme,
                     attune_chart_theme_ref,
                     attune_chart_theme_unref)

/* Okabe and Ito's colours, told apart by the colour-blind; lighter on dark grounds and deeper in high contrast, so
 * that a mark has at least 3:1 against its ground. Text is as Adwaita's. 0xRRGGBBAA. */
static const guint32 palette[][ATTUNE_CHART_N_INKS] = {
  [ATTUNE_CHART_SCHEME_LIGHT] = { 0x000000cc, 0x00000099, 0x0000001a, 0x0072b259, 0x0072b21a,
                                  0xffffffff, 0x0072b2ff, 0xd55e00ff, 0x009e73ff, 0xcc79a7ff,
                                  0x56b4e9ff, 0xe69f00ff },
  [ATTUNE_CHART_SCHEME_DARK] = { 0xffffffff, 0xffffffa6, 0xffffff1f, 0x4da3dd73, 0x4da3dd26,
                                 0x1e1e1eff, 0x4da3ddff, 0xff7f32ff, 0x2fc397ff, 0xe08fbdff,
                                 0x7cc8f2ff, 0xf2b01eff },
  [ATTUNE_CHART_SCHEME_HIGH_CONTRAST] = { 0x000000ff, 0x000000e6, 0x0000004d, 0x003f70b3,
                                          0x003f7033, 0xffffffff, 0x003f70ff, 0x8c3300ff,
                                          0x00543cff, 0x7a2a58ff, 0x0b5c8cff, 0x6b4700ff },
  [ATTUNE_CHART_SCHEME_HIGH_CONTRAST_DARK] = { 0xffffffff, 0xffffffe6, 0xffffff59, 0x8accffb3,
                                               0x8accff40, 0x000000ff, 0x8accffff, 0xffa366ff,
                                               0x66e0bbff, 0xf5b8d9ff, 0xaadfffff, 0xffd166ff },
  [ATTUNE_CHART_SCHEME_PAPER] = { 0x1a1a1aff, 0x555555ff, 0xdededeff, 0xa6c8deff, 0xe8f1f7ff,
                                  0xffffffff, 0x0072b2ff, 0xd55e00ff, 0x009e73ff, 0xcc79a7ff,
                                  0x56b4e9ff, 0xe69f00ff },
};

static const double text_sizes[] = {
  [ATTUNE_CHART_TEXT_SMALL] = 0.82,
  [ATTUNE_CHART_TEXT_BODY] = 1.0,
  [ATTUNE_CHART_TEXT_LARGE] = 1.25,
};

static AttuneChartColor
unpack_color (guint32 packed)
{
  return (AttuneChartColor){ (packed >> 24 & 0xff) / 255.0, (packed >> 16 & 0xff) / 255.0,
                             (packed >> 8 & 0xff) / 255.0, (packed & 0xff) / 255.0 };
}

/* Text and background may be the widget's own; what is secondary is made of the text colour then. */
static void
fill_colors (AttuneChartTheme *self, const AttuneChartThemeOptions *options)
{
  for (guint i = 0; i < ATTUNE_CHART_N_INKS; i++)
    self->colors[i] = unpack_color (palette[self->scheme][i]);
  if (options->background)
    self->colors[ATTUNE_CHART_INK_BACKGROUND] = *options->background;
  if (options->text)
    {
      double muted_alpha = self->colors[ATTUNE_CHART_INK_MUTED].alpha;
      double grid_alpha = self->colors[ATTUNE_CHART_INK_GRID].alpha;

      self->colors[ATTUNE_CHART_INK_TEXT] = *options->text;
      self->colors[ATTUNE_CHART_INK_MUTED] = *options->text;
      self->colors[ATTUNE_CHART_INK_MUTED].alpha = MIN (muted_alpha, options->text->alpha);
      self->colors[ATTUNE_CHART_INK_GRID] = *options->text;
      self->colors[ATTUNE_CHART_INK_GRID].alpha = options->text->alpha * grid_alpha;
    }
}

static PangoContext *
create_context (const AttuneChartThemeOptions *options)
{
  gboolean is_paper = options->scheme == ATTUNE_CHART_SCHEME_PAPER;
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *font = pango_font_description_from_string (is_paper ? PAPER_FONT
                                                                            : SCREEN_FONT);
  cairo_font_options_t *font_options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (font_options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (font_options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (font_options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, font_options);
  pango_cairo_context_set_resolution (context, is_paper ? PAPER_RESOLUTION : SCREEN_RESOLUTION);
  pango_context_set_font_description (context, font);
  pango_context_set_base_dir (context,
                              options->right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  cairo_font_options_destroy (font_options);
  pango_font_description_free (font);
  return context;
}

static double
measure_em (PangoContext *context)
{
  PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  double resolution = pango_cairo_context_get_resolution (context);

  if (pango_font_description_get_size_is_absolute (font))
    return size;
  return size * (resolution > 0 ? resolution : SCREEN_RESOLUTION) / 72.0;
}

/**
 * attune_chart_theme_new:
 * @options: what to make it of
 *
 * Returns: (transfer full): a theme; with a context given, its font and direction are used as they are
 */
AttuneChartTheme *
attune_chart_theme_new (const AttuneChartThemeOptions *options)
{
  AttuneChartTheme *self;

  g_return_val_if_fail (options != NULL, NULL);

  self = g_new0 (AttuneChartTheme, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->scheme = options->scheme;
  self->context = options->context ? g_object_ref (options->context) : create_context (options);
  self->scale = options->scale > 0 ? options->scale : 1;
  if (options->scale <= 0 && options->scheme == ATTUNE_CHART_SCHEME_PAPER)
    self->scale = 4;
  self->em = measure_em (self->context);
  fill_colors (self, options);
  return self;
}

AttuneChartTheme *
attune_chart_theme_ref (AttuneChartTheme *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
attune_chart_theme_unref (AttuneChartTheme *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_object_unref (self->context);
  g_free (self);
}

AttuneChartScheme
attune_chart_theme_get_scheme (const AttuneChartTheme *self)
{
  return self->scheme;
}

gboolean
attune_chart_theme_is_right_to_left (const AttuneChartTheme *self)
{
  return pango_context_get_base_dir (self->context) == PANGO_DIRECTION_RTL;
}

gboolean
attune_chart_theme_is_high_contrast (const AttuneChartTheme *self)
{
  return self->scheme == ATTUNE_CHART_SCHEME_HIGH_CONTRAST ||
         self->scheme == ATTUNE_CHART_SCHEME_HIGH_CONTRAST_DARK;
}

/* Device pixels per unit of the chart's coordinates. */
double
attune_chart_theme_get_scale (const AttuneChartTheme *self)
{
  return self->scale;
}

/* The height of the body text: distances are given in it, so that a chart grows with its font. */
double
attune_chart_theme_get_em (const AttuneChartTheme *self)
{
  return self->em;
}

/* The width of a hairline. */
double
attune_chart_theme_get_line_width (const AttuneChartTheme *self)
{
  if (self->scheme == ATTUNE_CHART_SCHEME_PAPER)
    return 0.5;
  return attune_chart_theme_is_high_contrast (self) ? 1.5 : 1.0;
}

const AttuneChartColor *
attune_chart_theme_get_color (const AttuneChartTheme *self, AttuneChartInk ink)
{
  return &self->colors[ink];
}

void
attune_chart_theme_set_source (const AttuneChartTheme *self, AttuneChartInk ink, cairo_t *cr)
{
  const AttuneChartColor *color = &self->colors[ink];

  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

/**
 * attune_chart_theme_create_layout:
 *
 * Makes a layout of @text in the theme's font at @size, with figures of one width.
 *
 * Returns: (transfer full): the layout
 */
PangoLayout *
attune_chart_theme_create_layout (const AttuneChartTheme *self,
                                  AttuneChartTextSize size,
                                  const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (text_sizes[size]));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_attr_list_unref (attributes);
  return layout;
}
