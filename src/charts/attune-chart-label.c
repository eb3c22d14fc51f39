/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-chart-label.h"

#define SLACK 0.01 /* so that a label may end exactly at the edge */

static void
clear_label (gpointer data)
{
  AttuneChartLabel *label = data;

  g_clear_object (&label->layout);
}

void
attune_chart_labels_init (AttuneChartLabels *self, double width, double height, double gap)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (AttuneChartLabel));
  g_array_set_clear_func (self->items, clear_label);
  self->width = width;
  self->height = height;
  self->gap = gap;
}

void
attune_chart_labels_clear (AttuneChartLabels *self)
{
  g_clear_pointer (&self->items, g_array_unref);
}

/* Returns: the layout's logical size, at 0, 0; that of a paragraph is as wide as it was made */
cairo_rectangle_t
attune_chart_measure (PangoLayout *layout)
{
  int width, height;

  pango_layout_get_size (layout, &width, &height);
  width = MAX (width, pango_layout_get_width (layout));
  return (cairo_rectangle_t){ 0, 0, width / (double) PANGO_SCALE, height / (double) PANGO_SCALE };
}

static gboolean
is_apart (const cairo_rectangle_t *one, const cairo_rectangle_t *other, double gap)
{
  return one->x + one->width + gap <= other->x + SLACK ||
         other->x + other->width + gap <= one->x + SLACK ||
         one->y + one->height <= other->y + SLACK || other->y + other->height <= one->y + SLACK;
}

gboolean
attune_chart_labels_has_room (const AttuneChartLabels *self, const cairo_rectangle_t *area)
{
  if (area->x < -SLACK || area->y < -SLACK || area->x + area->width > self->width + SLACK ||
      area->y + area->height > self->height + SLACK)
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    if (!is_apart (area, &attune_chart_labels_get (self, i)->area, self->gap))
      return FALSE;
  return TRUE;
}

/**
 * attune_chart_labels_add:
 * @layout: (transfer full): the text
 * @x: its left edge
 * @y: its top edge
 *
 * Returns: whether there was room; without it nothing is added
 */
gboolean
attune_chart_labels_add (AttuneChartLabels *self,
                         PangoLayout *layout,
                         double x,
                         double y,
                         AttuneChartInk ink)
{
  AttuneChartLabel label = { layout, attune_chart_measure (layout), ink };

  label.area.x = x;
  label.area.y = y;
  if (!attune_chart_labels_has_room (self, &label.area))
    {
      g_object_unref (layout);
      return FALSE;
    }
  g_array_append_val (self->items, label);
  return TRUE;
}

/* Keeps labels away from a place where something else will be drawn. */
void
attune_chart_labels_reserve (AttuneChartLabels *self, const cairo_rectangle_t *area)
{
  AttuneChartLabel label = { NULL, *area, ATTUNE_CHART_INK_TEXT };

  g_array_append_val (self->items, label);
}

const AttuneChartLabel *
attune_chart_labels_get (const AttuneChartLabels *self, guint index)
{
  return &g_array_index (self->items, AttuneChartLabel, index);
}

/* Turns places from left to right into places from right to left. */
void
attune_chart_labels_mirror (AttuneChartLabels *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      AttuneChartLabel *label = &g_array_index (self->items, AttuneChartLabel, i);

      label->area.x = self->width - label->area.x - label->area.width;
    }
}

void
attune_chart_labels_draw (const AttuneChartLabels *self, const AttuneChartTheme *theme, cairo_t *cr)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const AttuneChartLabel *label = attune_chart_labels_get (self, i);

      if (!label->layout)
        continue;
      attune_chart_theme_set_source (theme, label->ink, cr);
      cairo_move_to (cr, label->area.x, label->area.y);
      pango_cairo_show_layout (cr, label->layout);
    }
}
