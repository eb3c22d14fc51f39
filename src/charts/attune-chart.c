/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-chart-provider.h"

#define LABEL_GAP 0.4 /* ems between two labels side by side */

G_DEFINE_BOXED_TYPE (AttuneChart, attune_chart, attune_chart_ref, attune_chart_unref)

void
attune_chart_init (AttuneChart *self, const AttuneChartClass *class)
{
  self->class = class;
  g_atomic_ref_count_init (&self->ref_count);
}

AttuneChart *
attune_chart_ref (AttuneChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
attune_chart_unref (AttuneChart *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    self->class->finalize (self);
}

/**
 * attune_chart_layout:
 * @theme: what it will be drawn with
 * @width: in the units of the surface; above 0
 * @height: likewise
 *
 * Finds the place of everything. Text that has no room is left out, never set over other text.
 *
 * Returns: (transfer full): the geometry
 */
AttuneChartGeometry *
attune_chart_layout (AttuneChart *self, AttuneChartTheme *theme, double width, double height)
{
  g_return_val_if_fail (self != NULL && theme != NULL, NULL);
  return self->class->layout (self, theme, MAX (width, 1), MAX (height, 1));
}

/**
 * attune_chart_draw:
 * @geometry: of this chart and this theme
 * @cr: where to; the chart covers 0, 0 to the geometry's size
 *
 * Draws the chart; its ground on paper only. Leaves @cr as it was.
 */
void
attune_chart_draw (AttuneChart *self,
                   AttuneChartTheme *theme,
                   const AttuneChartGeometry *geometry,
                   cairo_t *cr)
{
  g_return_if_fail (self != NULL && theme != NULL && geometry != NULL && cr != NULL);
  cairo_save (cr);
  if (attune_chart_theme_get_scheme (theme) == ATTUNE_CHART_SCHEME_PAPER)
    {
      attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_BACKGROUND, cr);
      cairo_rectangle (cr, 0, 0, geometry->width, geometry->height);
      cairo_fill (cr);
    }
  self->class->draw (self, theme, geometry, cr);
  attune_chart_labels_draw (&geometry->labels, theme, cr);
  cairo_restore (cr);
}

/* Draws over the chart what sets off the item at @index, the one that is being read. */
void
attune_chart_draw_item (AttuneChart *self,
                        AttuneChartTheme *theme,
                        const AttuneChartGeometry *geometry,
                        guint index,
                        cairo_t *cr)
{
  g_return_if_fail (self != NULL && theme != NULL && geometry != NULL && cr != NULL);
  if (index >= geometry->n_anchors)
    return;
  cairo_save (cr);
  self->class->draw_item (self, theme, geometry, index, cr);
  cairo_restore (cr);
}

/**
 * attune_chart_pick:
 * @x: a place on the surface
 * @y: likewise
 * @out_item: (out) (optional): what lies there; written only on success
 *
 * Returns: whether an item is near enough to be meant
 */
gboolean
attune_chart_pick (AttuneChart *self,
                   const AttuneChartGeometry *geometry,
                   double x,
                   double y,
                   AttuneChartItem *out_item)
{
  guint index;

  g_return_val_if_fail (self != NULL && geometry != NULL, FALSE);
  index = self->class->pick (self, geometry, x, y);
  if (index == ATTUNE_CHART_NO_ITEM)
    return FALSE;
  return !out_item || attune_chart_get_item (self, index, out_item);
}

/**
 * attune_chart_step:
 * @index: the item to go from; ATTUNE_CHART_NO_ITEM begins at the first or, going left, at the last
 *
 * Returns: the item that the key leads to: @index itself at an edge, ATTUNE_CHART_NO_ITEM where there is none at all
 */
guint
attune_chart_step (AttuneChart *self,
                   const AttuneChartGeometry *geometry,
                   guint index,
                   AttuneChartStep step)
{
  g_return_val_if_fail (self != NULL && geometry != NULL, ATTUNE_CHART_NO_ITEM);
  if (attune_chart_get_n_items (self) == 0)
    return ATTUNE_CHART_NO_ITEM;
  return self->class->step (self, geometry, index, step);
}

guint
attune_chart_get_n_items (AttuneChart *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->class->get_n_items (self);
}

/* Writes @out_item and returns TRUE where there is an item of that number. */
gboolean
attune_chart_get_item (AttuneChart *self, guint index, AttuneChartItem *out_item)
{
  if (index >= attune_chart_get_n_items (self))
    return FALSE;
  out_item->index = index;
  self->class->get_item (self, index, out_item);
  return TRUE;
}

/* Returns: (transfer full) (nullable): what a reader is told about the item, in one or more lines */
char *
attune_chart_describe_item (AttuneChart *self, guint index)
{
  if (index >= attune_chart_get_n_items (self))
    return NULL;
  return self->class->describe_item (self, index);
}

/* Returns: (transfer full): the finding in a sentence or two, for those who do not see the picture */
char *
attune_chart_describe (AttuneChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->class->describe (self);
}

/* Returns: (transfer full): the same data as a table */
AttuneChartTable *
attune_chart_tabulate (AttuneChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->class->tabulate (self);
}

void
attune_chart_geometry_init (AttuneChartGeometry *self,
                            const AttuneChartTheme *theme,
                            double width,
                            double height)
{
  self->width = width;
  self->height = height;
  self->plot = (cairo_rectangle_t){ 0, 0, width, height };
  attune_chart_labels_init (&self->labels, width, height,
                            LABEL_GAP * attune_chart_theme_get_em (theme));
}

void
attune_chart_geometry_free (AttuneChartGeometry *self)
{
  if (self->finalize)
    self->finalize (self);
  attune_chart_labels_clear (&self->labels);
  g_free (self->anchors);
  g_free (self);
}

void
attune_chart_geometry_get_size (const AttuneChartGeometry *self,
                                double *out_width,
                                double *out_height)
{
  *out_width = self->width;
  *out_height = self->height;
}

/* Writes the place of an item and returns TRUE where there is one of that number. */
gboolean
attune_chart_geometry_get_anchor (const AttuneChartGeometry *self,
                                  guint index,
                                  double *out_x,
                                  double *out_y)
{
  if (index >= self->n_anchors)
    return FALSE;
  *out_x = self->anchors[index].x;
  *out_y = self->anchors[index].y;
  return TRUE;
}

guint
attune_chart_geometry_get_n_labels (const AttuneChartGeometry *self)
{
  return self->labels.items->len;
}

/* Returns: (nullable): a text of the picture, and where it lies; NULL for a place kept free for a mark */
const char *
attune_chart_geometry_get_label (const AttuneChartGeometry *self,
                                 guint index,
                                 cairo_rectangle_t *out_area)
{
  const AttuneChartLabel *label;

  g_return_val_if_fail (index < self->labels.items->len, NULL);
  label = attune_chart_labels_get (&self->labels, index);
  if (out_area)
    *out_area = label->area;
  return label->layout ? pango_layout_get_text (label->layout) : NULL;
}
