/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-link-chart-private.h"

#include <math.h>

/* In ems of the body text. */
#define PADDING     0.5  /* between a box and its text */
#define GAP         0.35 /* between two boxes of a column, at least */
#define HEADING_GAP 0.5
#define RADIUS      0.4
#define BETWEEN     0.16 /* of the width: what lies between two columns */
#define MAX_LINES   2
#define LEAST_BOX   4.0 /* units */

/* More lines than these are a blot: those of the box that is read are drawn, and no others. */
#define MAX_LINKS 400

/* What the parts of a layout share. */
typedef struct
{
  AttuneLinkChart *chart;
  AttuneLinkGeometry *link;
  AttuneChartTheme *theme;
  double em;
  double line;  /* height of a line of text */
  double top;   /* where the boxes begin, under the headings */
  double width; /* of a column */
  double pitch; /* from one column to the next */
  double edge;  /* what the outline of a box that is read needs around it */
} Layout;

/* --- Layout ------------------------------------------------------------------------------------------------------ */

static PangoLayout *
create_text (const Layout *layout, const char *text, AttuneChartTextSize size, double width)
{
  PangoLayout *pango = attune_chart_theme_create_layout (layout->theme, size, text);

  pango_layout_set_width (pango, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_ellipsize (pango, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (pango, PANGO_WRAP_WORD_CHAR);
  return pango;
}

static double
measure_line (AttuneChartTheme *theme, AttuneChartTextSize size)
{
  g_autoptr (PangoLayout) pango = attune_chart_theme_create_layout (theme, size, "Xy");

  return attune_chart_measure (pango).height;
}

static guint
count_most (const AttuneLinkChart *self)
{
  guint most = 1;

  for (guint i = 0; i < self->n_columns; i++)
    most = MAX (most, attune_link_chart_find_column (self, i + 1) -
                        attune_link_chart_find_column (self, i));
  return most;
}

double
attune_link_chart_get_least_height (AttuneChart *self, AttuneChartTheme *theme)
{
  guint n = count_most ((AttuneLinkChart *) self);
  double em = attune_chart_theme_get_em (theme);
  double box = measure_line (theme, ATTUNE_CHART_TEXT_BODY) + 2 * PADDING * em;

  return measure_line (theme, ATTUNE_CHART_TEXT_SMALL) + HEADING_GAP * em + n * box +
         (n - 1) * GAP * em;
}

/* A title and its note as one text; a box that something is wrong with begins with a sign. */
static char *
compose_text (const AttuneLinkNode *node)
{
  return g_strconcat (node->remark != NULL ? "⚠ " : "", node->title,
                      node->note != NULL ? " · " : "", node->note, NULL);
}

static void
place_text (const Layout *layout, const AttuneLinkNode *node, const cairo_rectangle_t *box)
{
  double padding = PADDING * layout->em;
  g_autofree char *text = compose_text (node);
  PangoLayout *pango = create_text (layout, text, ATTUNE_CHART_TEXT_BODY, box->width - 2 * padding);
  int n_lines = (int) floor ((box->height - padding) / layout->line);
  double height;

  pango_layout_set_height (pango, -CLAMP (n_lines, 1, MAX_LINES));
  height = attune_chart_measure (pango).height;
  attune_chart_labels_add (&layout->link->parent.labels, pango, box->x + padding,
                           box->y + (box->height - height) / 2, ATTUNE_CHART_INK_TEXT);
}

/* The boxes of a column share the height; a few stand in the middle of what is theirs. */
static void
place_column (const Layout *layout, guint column)
{
  AttuneLinkGeometry *link = layout->link;
  guint first = attune_link_chart_find_column (layout->chart, column);
  guint n = attune_link_chart_find_column (layout->chart, column + 1) - first;
  double room = MAX (link->parent.height - layout->top - layout->edge, 0);
  double most = MAX_LINES * layout->line + 2 * PADDING * layout->em;
  double share = room / MAX (n, 1);
  double height = CLAMP (share - GAP * layout->em, 0, most);
  guint shown = link->is_mirrored ? layout->chart->n_columns - 1 - column : column;

  for (guint i = 0; i < n; i++)
    {
      cairo_rectangle_t *box = &link->boxes[first + i];

      *box = (cairo_rectangle_t){ layout->edge + shown * layout->pitch,
                                  layout->top + i * share + (share - height) / 2, layout->width,
                                  height };
      link->parent.anchors[first + i] = (AttuneChartPoint){ box->x + box->width / 2,
                                                            box->y + box->height / 2 };
      place_text (layout, attune_link_chart_get_node (layout->chart, first + i), box);
    }
}

static void
place_heading (const Layout *layout, guint column)
{
  guint shown = layout->link->is_mirrored ? layout->chart->n_columns - 1 - column : column;
  PangoLayout *pango = create_text (layout, layout->chart->columns[column], ATTUNE_CHART_TEXT_SMALL,
                                    layout->width);

  pango_layout_set_height (pango, -1);
  attune_chart_labels_add (&layout->link->parent.labels, pango,
                           layout->edge + shown * layout->pitch, 0, ATTUNE_CHART_INK_MUTED);
}

static void
geometry_finalize (AttuneChartGeometry *geometry)
{
  g_free (((AttuneLinkGeometry *) geometry)->boxes);
}

AttuneChartGeometry *
attune_link_layout (AttuneChart *chart, AttuneChartTheme *theme, double width, double height)
{
  AttuneLinkChart *self = (AttuneLinkChart *) chart;
  AttuneLinkGeometry *link = g_new0 (AttuneLinkGeometry, 1);
  Layout layout = { self, link, theme };

  attune_chart_geometry_init (&link->parent, theme, width, height);
  link->parent.finalize = geometry_finalize;
  link->parent.n_anchors = self->nodes->len;
  link->parent.anchors = g_new0 (AttuneChartPoint, self->nodes->len + 1);
  link->boxes = g_new0 (cairo_rectangle_t, self->nodes->len + 1);
  link->is_mirrored = attune_chart_theme_is_right_to_left (theme);

  layout.em = attune_chart_theme_get_em (theme);
  layout.line = measure_line (theme, ATTUNE_CHART_TEXT_BODY);
  layout.top = MIN (measure_line (theme, ATTUNE_CHART_TEXT_SMALL) + HEADING_GAP * layout.em,
                    height);
  layout.edge = attune_chart_theme_get_line_width (theme);
  layout.width = MAX (width * (1 - BETWEEN * (self->n_columns - 1)) - 2 * layout.edge, 0) /
                 self->n_columns;
  layout.pitch = layout.width + width * BETWEEN;
  for (guint i = 0; i < self->n_columns; i++)
    {
      place_heading (&layout, i);
      place_column (&layout, i);
    }
  return &link->parent;
}

/* --- Drawing ------------------------------------------------------------------------------------------------------ */

/* None where there is no room for one. */
static void
add_box (const cairo_rectangle_t *box, double radius, cairo_t *cr)
{
  double r = MIN (radius, MIN (box->width, box->height) / 2);

  if (box->width < LEAST_BOX || box->height < LEAST_BOX)
    return;
  cairo_new_sub_path (cr);
  cairo_arc (cr, box->x + box->width - r, box->y + r, r, -G_PI_2, 0);
  cairo_arc (cr, box->x + box->width - r, box->y + box->height - r, r, 0, G_PI_2);
  cairo_arc (cr, box->x + r, box->y + box->height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, box->x + r, box->y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* From the edge of one box to that of the other, leaving and arriving level. Each line is drawn for itself: cairo takes
 * seconds to find where the parts of one long path cross. */
static void
draw_link (const AttuneLinkGeometry *geometry, const AttuneLink *link, cairo_t *cr)
{
  const cairo_rectangle_t *from = &geometry->boxes[link->from];
  const cairo_rectangle_t *to = &geometry->boxes[link->to];
  double x1 = geometry->is_mirrored ? from->x : from->x + from->width;
  double x2 = geometry->is_mirrored ? to->x + to->width : to->x;
  double y1 = from->y + from->height / 2;
  double y2 = to->y + to->height / 2;
  double middle = (x1 + x2) / 2;

  cairo_move_to (cr, x1, y1);
  cairo_curve_to (cr, middle, y1, middle, y2, x2, y2);
  cairo_stroke (cr);
}

static void
draw_boxes (const AttuneLinkChart *self,
            const AttuneChartTheme *theme,
            const AttuneLinkGeometry *geometry,
            cairo_t *cr)
{
  double radius = RADIUS * attune_chart_theme_get_em (theme);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      gboolean is_marked = attune_link_chart_get_node (self, i)->remark != NULL;

      add_box (&geometry->boxes[i], radius, cr);
      attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_BAND, cr);
      cairo_fill_preserve (cr);
      attune_chart_theme_set_source (theme,
                                     is_marked ? ATTUNE_CHART_INK_ORANGE : ATTUNE_CHART_INK_GRID,
                                     cr);
      cairo_stroke (cr);
    }
}

void
attune_link_draw (AttuneChart *chart,
                  AttuneChartTheme *theme,
                  const AttuneChartGeometry *geometry,
                  cairo_t *cr)
{
  const AttuneLinkChart *self = (const AttuneLinkChart *) chart;
  const AttuneLinkGeometry *link = (const AttuneLinkGeometry *) geometry;

  cairo_set_line_width (cr, attune_chart_theme_get_line_width (theme));
  attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_THREAD, cr);
  for (guint i = 0; i < self->links->len && self->links->len <= MAX_LINKS; i++)
    draw_link (link, attune_link_chart_get_link (self, i), cr);
  draw_boxes (self, theme, link, cr);
}

/* All that leads to it or all that it leads to, columns away too, each line once. */
static void
draw_paths (const AttuneLinkChart *self,
            const AttuneLinkGeometry *geometry,
            guint node,
            gboolean is_onward,
            cairo_t *cr)
{
  g_autofree gboolean *is_reached = g_new0 (gboolean, self->nodes->len);

  is_reached[node] = TRUE;
  for (guint column = 0; column < self->n_columns; column++)
    for (guint i = 0; i < self->links->len; i++)
      {
        const AttuneLink *link = attune_link_chart_get_link (self, i);
        guint from = is_onward ? link->from : link->to;
        guint distance = is_onward ? column : self->n_columns - 1 - column;

        if (!is_reached[from] || attune_link_chart_get_node (self, from)->column != distance)
          continue;
        draw_link (geometry, link, cr);
        is_reached[is_onward ? link->to : link->from] = TRUE;
      }
}

void
attune_link_draw_item (AttuneChart *chart,
                       AttuneChartTheme *theme,
                       const AttuneChartGeometry *geometry,
                       guint index,
                       cairo_t *cr)
{
  const AttuneLinkChart *self = (const AttuneLinkChart *) chart;
  const AttuneLinkGeometry *link = (const AttuneLinkGeometry *) geometry;

  cairo_set_line_width (cr, 2 * attune_chart_theme_get_line_width (theme));
  attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_BLUE, cr);
  draw_paths (self, link, index, TRUE, cr);
  draw_paths (self, link, index, FALSE, cr);
  add_box (&link->boxes[index], RADIUS * attune_chart_theme_get_em (theme), cr);
  cairo_stroke (cr);
}
