/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-axis.h"

#include <math.h>

#define VALUE_SPACING 2.2 /* ems between two value ticks, at least */
#define TIME_SPACING  5.4 /* ems between two ticks of time, at least */

static double
measure_label (const char *label, gpointer data)
{
  PangoLayout *layout = data;

  pango_layout_set_text (layout, label, -1);
  return attune_chart_measure (layout).width;
}

/**
 * attune_axis_init_values:
 * @minimum: the least value that the axis must reach
 * @maximum: the greatest
 * @length: how long it is; what it is mapped on is left to the caller
 *
 * The ends are ticks: they are moved outward to the next multiple of the step.
 */
void
attune_axis_init_values (AttuneAxis *self,
                         double minimum,
                         double maximum,
                         double length,
                         const AttuneChartTheme *theme)
{
  double em = attune_chart_theme_get_em (theme);
  guint most = (guint) CLAMP (length / (em * VALUE_SPACING), 1, 8);
  AttuneScale scale = attune_scale_new (ATTUNE_SCALE_LINEAR, minimum, maximum);
  double step = attune_ticks_linear_step (scale.maximum - scale.minimum, most);
  double low = floor (scale.minimum / step + 1e-9) * step;
  double high = ceil (scale.maximum / step - 1e-9) * step;

  self->scale = attune_scale_new (ATTUNE_SCALE_LINEAR, low, high);
  self->ticks = attune_ticks_new_linear (low, high, (guint) MAX (1, round ((high - low) / step)));
}

/**
 * attune_axis_init_times:
 * @from: where it begins, microseconds UTC; held within the calendar
 * @to: where it ends, after @from
 * @length: how long it is
 */
void
attune_axis_init_times (AttuneAxis *self,
                        gint64 from,
                        gint64 to,
                        GTimeZone *zone,
                        double length,
                        const AttuneChartTheme *theme)
{
  g_autoptr (PangoLayout)
    layout = attune_chart_theme_create_layout (theme, ATTUNE_CHART_TEXT_SMALL, "");

  self->scale = attune_scale_new_time (from, to);
  self->ticks = attune_ticks_fit_time (from, to, zone, length,
                                       attune_chart_theme_get_em (theme) * TIME_SPACING,
                                       measure_label, layout);
}

/* Gives the uppermost label its unit: @format holds %s for the number, and %% for a percent sign. */
void
attune_axis_set_unit (AttuneAxis *self, const char *format)
{
  AttuneTick *last = &self->ticks->items[self->ticks->n_items - 1];
  g_autoptr (GString) text = g_string_new (format);

  if (self->ticks->n_items == 0)
    return;
  g_string_replace (text, "%%", "%", 0);
  g_string_replace (text, "%s", last->label, 1);
  g_free (last->label);
  last->label = g_string_free (g_steal_pointer (&text), FALSE);
}

void
attune_axis_clear (AttuneAxis *self)
{
  g_clear_pointer (&self->ticks, attune_ticks_free);
}

/* How wide the widest label is. */
double
attune_axis_measure_values (const AttuneAxis *self, const AttuneChartTheme *theme)
{
  g_autoptr (PangoLayout)
    layout = attune_chart_theme_create_layout (theme, ATTUNE_CHART_TEXT_SMALL, "");
  double widest = 0;

  for (guint i = 0; i < self->ticks->n_items; i++)
    widest = MAX (widest, measure_label (self->ticks->items[i].label, layout));
  return widest;
}

/* Sets the labels to end at @right, each level with its tick. Ones without room are left out. */
void
attune_axis_place_values (const AttuneAxis *self,
                          double right,
                          const AttuneChartTheme *theme,
                          AttuneChartLabels *labels)
{
  for (guint i = 0; i < self->ticks->n_items; i++)
    {
      const AttuneTick *tick = &self->ticks->items[i];
      PangoLayout *layout = attune_chart_theme_create_layout (theme, ATTUNE_CHART_TEXT_SMALL,
                                                              tick->label);
      cairo_rectangle_t size = attune_chart_measure (layout);

      attune_chart_labels_add (labels, layout, right - size.width,
                               attune_scale_map (&self->scale, tick->value) - size.height / 2,
                               ATTUNE_CHART_INK_MUTED);
    }
}

/* One line under a tick, moved inward at the edges of the chart. */
static double
place_centred (const char *text,
               double x,
               double top,
               const AttuneChartTheme *theme,
               AttuneChartLabels *labels)
{
  PangoLayout *layout = attune_chart_theme_create_layout (theme, ATTUNE_CHART_TEXT_SMALL, text);
  cairo_rectangle_t size = attune_chart_measure (layout);
  double left = CLAMP (x - size.width / 2, 0, MAX (0, labels->width - size.width));

  attune_chart_labels_add (labels, layout, left, top, ATTUNE_CHART_INK_MUTED);
  return size.height;
}

/* Sets the labels in two lines from @top down. A true change of month or year comes before the first tick's, which
 * only says where the axis begins. */
void
attune_axis_place_times (const AttuneAxis *self,
                         double top,
                         const AttuneChartTheme *theme,
                         AttuneChartLabels *labels)
{
  const AttuneTicks *ticks = self->ticks;
  double line = 0;

  for (guint i = 0; i < ticks->n_items; i++)
    line = place_centred (ticks->items[i].label,
                          attune_scale_map (&self->scale, ticks->items[i].value), top, theme,
                          labels);
  for (guint i = 1; i <= ticks->n_items; i++)
    {
      const AttuneTick *tick = &ticks->items[i % ticks->n_items];

      if (tick->context)
        place_centred (tick->context, attune_scale_map (&self->scale, tick->value), top + line,
                       theme, labels);
    }
}
