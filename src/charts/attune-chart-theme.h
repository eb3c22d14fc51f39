/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* What a chart is drawn with: colours by what they stand for, text sizes, and the surface's pixels. On screen the
 * font, direction and text colour come from CSS; on paper from constants. An immutable value; its PangoContext
 * ties it to the thread that made it. */
typedef struct _AttuneChartTheme AttuneChartTheme;

typedef enum
{
  ATTUNE_CHART_SCHEME_LIGHT,
  ATTUNE_CHART_SCHEME_DARK,
  ATTUNE_CHART_SCHEME_HIGH_CONTRAST,
  ATTUNE_CHART_SCHEME_HIGH_CONTRAST_DARK,
  ATTUNE_CHART_SCHEME_PAPER,
} AttuneChartScheme;

typedef enum
{
  ATTUNE_CHART_INK_TEXT,
  ATTUNE_CHART_INK_MUTED,      /* secondary text */
  ATTUNE_CHART_INK_GRID,       /* grid and tick lines */
  ATTUNE_CHART_INK_THREAD,     /* lines that join values */
  ATTUNE_CHART_INK_BAND,       /* limits and ranges behind the data */
  ATTUNE_CHART_INK_BACKGROUND, /* what lies under the chart; filled on paper only */
  ATTUNE_CHART_INK_BLUE,
  ATTUNE_CHART_INK_ORANGE,
  ATTUNE_CHART_INK_GREEN,
  ATTUNE_CHART_INK_PURPLE,
  ATTUNE_CHART_INK_SKY,
  ATTUNE_CHART_INK_AMBER,
} AttuneChartInk;

#define ATTUNE_CHART_N_INKS (ATTUNE_CHART_INK_AMBER + 1)

typedef enum
{
  ATTUNE_CHART_TEXT_SMALL, /* ticks, direct labels */
  ATTUNE_CHART_TEXT_BODY,
  ATTUNE_CHART_TEXT_LARGE, /* the words that stand in for a picture */
} AttuneChartTextSize;

typedef struct
{
  double red, green, blue, alpha;
} AttuneChartColor;

typedef struct
{
  AttuneChartScheme scheme;
  PangoContext *context;              /* font, resolution, direction; NULL: Cantarell at the scheme's size */
  gboolean right_to_left;             /* with a NULL context only; else the context's direction decides */
  double scale;                       /* device pixels per unit; 0: 1 on screen, 4 on paper */
  const AttuneChartColor *text;       /* NULL: the scheme's */
  const AttuneChartColor *background; /* NULL: the scheme's */
} AttuneChartThemeOptions;

#define ATTUNE_TYPE_CHART_THEME (attune_chart_theme_get_type ())
GType attune_chart_theme_get_type (void);

AttuneChartTheme *attune_chart_theme_new   (const AttuneChartThemeOptions *options);
AttuneChartTheme *attune_chart_theme_ref   (AttuneChartTheme *self);
void              attune_chart_theme_unref (AttuneChartTheme *self);

AttuneChartScheme       attune_chart_theme_get_scheme       (const AttuneChartTheme *self);
gboolean                attune_chart_theme_is_right_to_left (const AttuneChartTheme *self);
gboolean                attune_chart_theme_is_high_contrast (const AttuneChartTheme *self);
double                  attune_chart_theme_get_scale        (const AttuneChartTheme *self);
double                  attune_chart_theme_get_em           (const AttuneChartTheme *self);
double                  attune_chart_theme_get_line_width   (const AttuneChartTheme *self);
const AttuneChartColor *attune_chart_theme_get_color        (const AttuneChartTheme *self,
                                                             AttuneChartInk          ink);
void                    attune_chart_theme_set_source       (const AttuneChartTheme *self,
                                                             AttuneChartInk          ink,
                                                             cairo_t                *cr);
PangoLayout            *attune_chart_theme_create_layout    (const AttuneChartTheme *self,
                                                             AttuneChartTextSize     size,
                                                             const char             *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneChartTheme, attune_chart_theme_unref)

G_END_DECLS
