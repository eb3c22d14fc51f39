/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-grid-private.h"

#include "attune-model-words.h"

#include <glib/gi18n.h>

#define PADDING      12 /* between an edge and a text */
#define NUMBER_WIDTH 30 /* of a behaviour's place in the order */
#define TICK_RADIUS  10
#define ICON_SIZE    16
#define PILL_HEIGHT  24
#define PILL_WIDTH   34
#define DIM_ALPHA    (G_MAXUINT16 / 100 * 62)

/* What the parts of a picture share. */
typedef struct
{
  AttuneModelGrid *self;
  GtkSnapshot *snapshot;
  GtkStyleContext *style;
  GdkRGBA color; /* of text */
  GdkRGBA dim;   /* of lesser text */
} Drawing;

/* Texts -------------------------------------------------------------------------------------------- */

double
attune_model_grid_get_line (AttuneModelGrid *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double line = (double) pango_font_metrics_get_height (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return MAX (line, 1);
}

void
attune_model_grid_forget_texts (AttuneModelGrid *self)
{
  g_ptr_array_set_size (self->goal_texts, 0);
  g_ptr_array_set_size (self->behaviour_texts, 0);
  g_ptr_array_set_size (self->goal_texts, self->geometry.n_columns);
  g_ptr_array_set_size (self->behaviour_texts, self->geometry.n_rows);
}

void
attune_model_grid_forget_style (AttuneModelGrid *self)
{
  g_clear_pointer (&self->tick, gsk_render_node_unref);
  g_clear_object (&self->warning);
  g_clear_object (&self->hint);
  attune_model_grid_forget_texts (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
style_text (PangoLayout *text, double scale, gboolean is_dim)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (is_dim)
    pango_attr_list_insert (attributes, pango_attr_foreground_alpha_new (DIM_ALPHA));
  pango_layout_set_attributes (text, attributes);
  pango_attr_list_unref (attributes);
}

static PangoLayout *
create_lines (AttuneModelGrid *self, const char *words, double width, int n_lines)
{
  PangoLayout *text = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);

  pango_layout_set_width (text, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_wrap (text, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (text, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (text, -n_lines);
  return text;
}

static PangoLayout *
create_text (AttuneModelGrid *self, const char *title, const char *name, double width, int n_lines)
{
  PangoLayout *text = create_lines (self, name, width, n_lines);

  if (*title == '\0')
    style_text (text, 1, TRUE);
  return text;
}

/* A line below a text, smaller; get_detail() gives it. */
static void
add_detail (AttuneModelGrid *self, PangoLayout *text, const char *words, double width)
{
  g_autofree char *line = g_strdup (words);
  PangoLayout *detail = create_lines (self, g_strdelimit (line, "\n", ' '), width, 1);

  style_text (detail, 0.85, TRUE);
  g_object_set_data_full (G_OBJECT (text), "attune-detail", detail, g_object_unref);
}

static PangoLayout *
get_detail (PangoLayout *text)
{
  return g_object_get_data (G_OBJECT (text), "attune-detail");
}

static PangoLayout *
create_goal_text (AttuneModelGrid *self, int column)
{
  const AttuneModelGoal *goal = attune_model_get_goal (self->model, (guint) column);
  g_autofree char *outcome = attune_model_say_outcome (goal);
  int n_lines = *outcome != '\0' ? 3 : 4;
  PangoLayout *text = create_text (self, goal->title, attune_model_goal_get_name (goal),
                                   self->geometry.column_width - PADDING, n_lines);

  if (*outcome != '\0')
    add_detail (self, text, outcome, self->geometry.column_width - PADDING);
  pango_layout_set_alignment (text, PANGO_ALIGN_CENTER);
  if (get_detail (text) != NULL)
    {
      /* The number at its end is what one looks for. */
      pango_layout_set_alignment (get_detail (text), PANGO_ALIGN_CENTER);
      pango_layout_set_ellipsize (get_detail (text), PANGO_ELLIPSIZE_MIDDLE);
    }
  return text;
}

static PangoLayout *
create_behaviour_text (AttuneModelGrid *self, int row)
{
  const AttuneModelBehaviour *behaviour = attune_model_get_behaviour (self->model, (guint) row);
  double width = self->geometry.title_width - NUMBER_WIDTH - 2 * PADDING;
  PangoLayout *text = create_text (self, behaviour->title,
                                   attune_model_behaviour_get_name (behaviour), width, 2);

  if (*behaviour->description != '\0' && pango_layout_get_line_count (text) < 2)
    add_detail (self, text, behaviour->description, width);
  return text;
}

static PangoLayout *
get_text (AttuneModelGrid *self, AttuneModelSpot spot)
{
  gboolean is_goal = spot.row < 0;
  GPtrArray *texts = is_goal ? self->goal_texts : self->behaviour_texts;
  guint index = (guint) (is_goal ? spot.column : spot.row);

  if (g_ptr_array_index (texts, index) == NULL)
    g_ptr_array_index (texts, index) = is_goal ? create_goal_text (self, spot.column)
                                               : create_behaviour_text (self, spot.row);
  return g_ptr_array_index (texts, index);
}

/* Parts ---------------------------------------------------------------------------------------------- */

static GdkRGBA
find_color (const Drawing *drawing, const char *name)
{
  GdkRGBA color = drawing->color;

  gtk_style_context_lookup_color (drawing->style, name, &color);
  return color;
}

static GdkRGBA
fade (GdkRGBA color, float alpha)
{
  color.alpha *= alpha;
  return color;
}

static void
fill (const Drawing *drawing, AttuneModelArea area, GdkRGBA color)
{
  gtk_snapshot_append_color (drawing->snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float) area.x, (float) area.y,
                                                  (float) area.width, (float) area.height));
}

static void
fill_round (const Drawing *drawing, AttuneModelArea area, double radius, GdkRGBA color)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape,
                                   &GRAPHENE_RECT_INIT ((float) area.x, (float) area.y,
                                                        (float) area.width, (float) area.height),
                                   (float) radius);
  gtk_snapshot_push_rounded_clip (drawing->snapshot, &shape);
  fill (drawing, area, color);
  gtk_snapshot_pop (drawing->snapshot);
}

static void
outline (const Drawing *drawing, AttuneModelArea area, double radius, float width, GdkRGBA color)
{
  GskRoundedRect shape;
  float widths[4] = { width, width, width, width };
  GdkRGBA colors[4] = { color, color, color, color };

  gsk_rounded_rect_init_from_rect (&shape,
                                   &GRAPHENE_RECT_INIT ((float) area.x, (float) area.y,
                                                        (float) area.width, (float) area.height),
                                   (float) radius);
  gtk_snapshot_append_border (drawing->snapshot, &shape, widths, colors);
}

static void
draw_layout (const Drawing *drawing, PangoLayout *text, double x, double y, GdkRGBA color)
{
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (drawing->snapshot, text, &color);
  gtk_snapshot_restore (drawing->snapshot);
}

/* In the middle of its height, from `x` on. */
static void
draw_text_at (const Drawing *drawing, PangoLayout *text, AttuneModelArea area, double x)
{
  PangoLayout *detail = get_detail (text);
  int height, more = 0;
  double y;

  pango_layout_get_pixel_size (text, NULL, &height);
  if (detail != NULL)
    pango_layout_get_pixel_size (detail, NULL, &more);
  y = area.y + (area.height - height - more) / 2;
  draw_layout (drawing, text, x, y, drawing->color);
  if (detail != NULL)
    draw_layout (drawing, detail, x, y + height, drawing->color);
}

static void
draw_icon (const Drawing *drawing, GtkIconPaintable **icon, const char *name, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (drawing->self);
  GdkRGBA color = find_color (drawing, g_str_equal (name, "dialog-warning-symbolic")
                                         ? "warning_color"
                                         : "accent_color");

  if (*icon == NULL)
    *icon = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (
                                          gtk_widget_get_display (widget)),
                                        name, NULL, ICON_SIZE, gtk_widget_get_scale_factor (widget),
                                        gtk_widget_get_direction (widget), 0);
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (*icon),
                                            GDK_SNAPSHOT (drawing->snapshot), ICON_SIZE, ICON_SIZE,
                                            &color, 1);
  gtk_snapshot_restore (drawing->snapshot);
}

/* The field ------------------------------------------------------------------------------------------ */

static GskRenderNode *
create_tick (const Drawing *drawing)
{
  Drawing inner = *drawing;
  AttuneModelArea area = { -TICK_RADIUS, -TICK_RADIUS, 2 * TICK_RADIUS, 2 * TICK_RADIUS };
  GdkRGBA color = find_color (drawing, "accent_fg_color");
  cairo_t *cr;

  inner.snapshot = gtk_snapshot_new ();
  fill_round (&inner, area, TICK_RADIUS, find_color (drawing, "accent_bg_color"));
  cr = gtk_snapshot_append_cairo (inner.snapshot,
                                  &GRAPHENE_RECT_INIT (-TICK_RADIUS, -TICK_RADIUS, 2 * TICK_RADIUS,
                                                       2 * TICK_RADIUS));
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, -4, 0.5);
  cairo_line_to (cr, -1, 3.5);
  cairo_line_to (cr, 4.5, -3);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (inner.snapshot);
}

static gboolean
is_hovered (const Drawing *drawing, AttuneModelSpot spot)
{
  const AttuneModelGrid *self = drawing->self;

  return self->is_hovered && self->hovered.row == spot.row && self->hovered.column == spot.column;
}

static void
draw_relation (const Drawing *drawing, AttuneModelSpot spot)
{
  AttuneModelGrid *self = drawing->self;
  AttuneModelArea area = attune_model_geometry_get_area (&self->geometry, spot);
  double x = area.x + area.width / 2;
  double y = area.y + area.height / 2;
  AttuneModelArea ring = { x - TICK_RADIUS, y - TICK_RADIUS, 2 * TICK_RADIUS, 2 * TICK_RADIUS };

  if (attune_model_serves (self->model, (guint) spot.row, (guint) spot.column))
    {
      if (self->tick == NULL)
        self->tick = create_tick (drawing);
      gtk_snapshot_save (drawing->snapshot);
      gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
      gtk_snapshot_append_node (drawing->snapshot, self->tick);
      gtk_snapshot_restore (drawing->snapshot);
    }
  else if (self->is_editable)
    outline (drawing, ring, TICK_RADIUS, 1.5f,
             fade (drawing->color, is_hovered (drawing, spot) ? 0.7f : 0.22f));
}

/* The lines between rows, and what the pointer or the cursor is in line with. */
static void
draw_ground (const Drawing *drawing)
{
  AttuneModelGrid *self = drawing->self;
  AttuneModelArea field = attune_model_geometry_get_field (&self->geometry);
  int first, end;

  attune_model_geometry_get_rows (&self->geometry, &first, &end);
  for (int row = first; row < end; row++)
    {
      AttuneModelArea area = attune_model_geometry_get_area (&self->geometry,
                                                             (AttuneModelSpot){ row, -1 });
      AttuneModelArea strip = { 0, area.y, self->geometry.width, area.height };

      strip.width = MIN (strip.width,
                         self->geometry.title_width + field.width + self->geometry.count_width);
      if (self->geometry.is_mirrored)
        strip.x = self->geometry.width - strip.width;
      if (self->is_hovered && self->hovered.row == row)
        fill (drawing, strip, fade (drawing->color, 0.04f));
      strip.y += strip.height - 1;
      strip.height = 1;
      fill (drawing, strip, fade (drawing->color, 0.08f));
    }
}

static void
push_clip (const Drawing *drawing, AttuneModelArea area)
{
  gtk_snapshot_push_clip (drawing->snapshot,
                          &GRAPHENE_RECT_INIT ((float) area.x, (float) area.y, (float) area.width,
                                               (float) area.height));
}

static void
draw_field (const Drawing *drawing)
{
  AttuneModelGrid *self = drawing->self;
  int first_row, end_row, first_column, end_column;

  attune_model_geometry_get_rows (&self->geometry, &first_row, &end_row);
  attune_model_geometry_get_columns (&self->geometry, &first_column, &end_column);
  push_clip (drawing, attune_model_geometry_get_field (&self->geometry));
  for (int row = first_row; row < end_row; row++)
    for (int column = first_column; column < end_column; column++)
      draw_relation (drawing, (AttuneModelSpot){ row, column });
  gtk_snapshot_pop (drawing->snapshot);
}

/* Titles and counts ------------------------------------------------------------------------------------ */

static void
draw_count (const Drawing *drawing, AttuneModelSpot spot, const AttuneModelMark *mark)
{
  AttuneModelGrid *self = drawing->self;
  AttuneModelArea area = attune_model_geometry_get_area (&self->geometry, spot);
  gboolean has_icon = mark->has_warning || mark->has_hint;
  double x = area.x + area.width / 2;
  AttuneModelArea pill = { x - PILL_WIDTH / 2.0, area.y + (area.height - PILL_HEIGHT) / 2,
                           PILL_WIDTH, PILL_HEIGHT };
  double icon_x = self->geometry.is_mirrored ? pill.x + PILL_WIDTH + 4 : pill.x - ICON_SIZE - 4;
  g_autoptr (PangoLayout) text = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autofree char *number = mark->is_counted ? g_strdup_printf ("%u", mark->n_questions)
                                             : g_strdup ("–");

  pango_layout_set_text (text, number, -1);
  pango_layout_set_alignment (text, PANGO_ALIGN_CENTER);
  pango_layout_set_width (text, PILL_WIDTH * PANGO_SCALE);
  if (mark->is_counted && mark->n_questions > 0)
    fill_round (drawing, pill, PILL_HEIGHT / 2.0,
                fade (drawing->color, is_hovered (drawing, spot) ? 0.18f : 0.08f));
  draw_text_at (drawing, text, area, pill.x);
  if (has_icon && mark->has_warning)
    draw_icon (drawing, &self->warning, "dialog-warning-symbolic", icon_x,
               area.y + (area.height - ICON_SIZE) / 2);
  else if (has_icon)
    draw_icon (drawing, &self->hint, "dialog-information-symbolic", icon_x,
               area.y + (area.height - ICON_SIZE) / 2);
}

static void
draw_number (const Drawing *drawing, AttuneModelArea area, int row)
{
  g_autofree char *number = g_strdup_printf ("%d", row + 1);
  g_autoptr (PangoLayout)
    text = gtk_widget_create_pango_layout (GTK_WIDGET (drawing->self), number);
  gboolean is_mirrored = drawing->self->geometry.is_mirrored;
  int width, height;
  double x;

  pango_layout_get_pixel_size (text, &width, &height);
  x = is_mirrored ? area.x + area.width - PADDING - width : area.x + PADDING;
  draw_layout (drawing, text, x, area.y + (area.height - height) / 2, drawing->dim);
}

static void
draw_rows (const Drawing *drawing)
{
  AttuneModelGrid *self = drawing->self;
  AttuneModelArea field = attune_model_geometry_get_field (&self->geometry);
  int first, end;

  attune_model_geometry_get_rows (&self->geometry, &first, &end);
  push_clip (drawing, (AttuneModelArea){ 0, field.y, self->geometry.width, field.height });
  draw_ground (drawing);
  for (int row = first; row < end; row++)
    {
      AttuneModelSpot title = { row, -1 };
      AttuneModelSpot count = { row, self->geometry.n_columns };
      AttuneModelArea area = attune_model_geometry_get_area (&self->geometry, title);

      draw_number (drawing, area, row);
      draw_text_at (drawing, get_text (self, title), area,
                    area.x + PADDING + (self->geometry.is_mirrored ? 0 : NUMBER_WIDTH));
      draw_count (drawing, count, attune_model_marks_get_behaviour (self->marks, (guint) row));
    }
  gtk_snapshot_pop (drawing->snapshot);
}

static void
draw_columns (const Drawing *drawing)
{
  AttuneModelGrid *self = drawing->self;
  AttuneModelArea field = attune_model_geometry_get_field (&self->geometry);
  int first, end;

  attune_model_geometry_get_columns (&self->geometry, &first, &end);
  push_clip (drawing, (AttuneModelArea){ field.x, 0, field.width, self->geometry.height });
  for (int column = first; column < end; column++)
    {
      AttuneModelSpot title = { -1, column };
      AttuneModelSpot count = { self->geometry.n_rows, column };
      AttuneModelArea area = attune_model_geometry_get_area (&self->geometry, title);

      if (self->is_hovered && self->hovered.column == column)
        fill (drawing,
              (AttuneModelArea){ area.x, 0, area.width,
                                 field.y + field.height + self->geometry.count_height },
              fade (drawing->color, 0.04f));
      draw_text_at (drawing, get_text (self, title), area, area.x + PADDING / 2.0);
      draw_count (drawing, count, attune_model_marks_get_goal (self->marks, (guint) column));
    }
  gtk_snapshot_pop (drawing->snapshot);
}

/* The corners say what is shown. */
static void
draw_corner (const Drawing *drawing, const char *words, AttuneModelArea area, gboolean is_end)
{
  g_autoptr (PangoLayout) text = gtk_widget_create_pango_layout (GTK_WIDGET (drawing->self), words);
  int height;

  pango_layout_set_width (text, (int) (MAX (area.width - 2 * PADDING, 1) * PANGO_SCALE));
  pango_layout_set_ellipsize (text, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (text, is_end ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  style_text (text, 0.85, FALSE);
  pango_layout_get_pixel_size (text, NULL, &height);
  draw_layout (drawing, text, area.x + PADDING, area.y + area.height - height - 9, drawing->dim);
}

static void
draw_corners (const Drawing *drawing)
{
  const AttuneModelGeometry *geometry = &drawing->self->geometry;
  AttuneModelArea top = attune_model_geometry_get_area (geometry, (AttuneModelSpot){ -1, -1 });
  AttuneModelArea end = attune_model_geometry_get_area (geometry, (AttuneModelSpot){
                                                                    -1, geometry->n_columns });
  AttuneModelArea foot = attune_model_geometry_get_area (geometry,
                                                         (AttuneModelSpot){ geometry->n_rows, -1 });

  draw_corner (drawing, _ ("Behaviours"), top, FALSE);
  if (geometry->n_rows > 0)
    {
      end.x += PADDING / 2.0 - PADDING;
      end.width += PADDING;
      draw_corner (drawing, _ ("Questions"), end, TRUE);
    }
  if (geometry->n_columns > 0)
    draw_corner (drawing, _ ("Questions"), foot, FALSE);
}

static void
draw_lines (const Drawing *drawing)
{
  const AttuneModelGeometry *geometry = &drawing->self->geometry;
  AttuneModelArea field = attune_model_geometry_get_field (geometry);
  double width = MIN (geometry->title_width + field.width + geometry->count_width, geometry->width);
  double x = geometry->is_mirrored ? geometry->width - width : 0;
  GdkRGBA color = fade (drawing->color, 0.2f);

  fill (drawing, (AttuneModelArea){ x, field.y - 1, width, 1 }, color);
  if (geometry->n_columns > 0)
    fill (drawing, (AttuneModelArea){ x, field.y + field.height - 1, width, 1 }, color);
  fill (drawing, (AttuneModelArea){ field.x - 1, field.y, 1, field.height }, color);
  fill (drawing, (AttuneModelArea){ field.x + field.width, field.y, 1, field.height }, color);
}

/* Not over what stays: a part that is half scrolled away is seen as far as its text is. */
static void
draw_cursor (const Drawing *drawing)
{
  AttuneModelGrid *self = drawing->self;
  AttuneModelArea area = attune_model_geometry_get_area (&self->geometry, self->cursor);
  AttuneModelArea field = attune_model_geometry_get_field (&self->geometry);
  AttuneModelArea clip = { 0, 0, self->geometry.width, self->geometry.height };
  GdkRGBA accent = find_color (drawing, "accent_color");

  if (!attune_model_geometry_is_spot (&self->geometry, self->cursor))
    return;
  if (self->cursor.column >= 0 && self->cursor.column < self->geometry.n_columns)
    {
      clip.x = field.x;
      clip.width = field.width;
    }
  if (self->cursor.row >= 0 && self->cursor.row < self->geometry.n_rows)
    {
      clip.y = field.y;
      clip.height = field.height;
    }
  area = (AttuneModelArea){ area.x + 2, area.y + 2, area.width - 4, area.height - 5 };
  push_clip (drawing, clip);
  if (gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    outline (drawing, area, 6, 2, fade (accent, 0.6f));
  else
    fill_round (drawing, area, 6, fade (accent, 0.12f));
  gtk_snapshot_pop (drawing->snapshot);
}

void
attune_model_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneModelGrid *self = ATTUNE_MODEL_GRID (widget);
  Drawing drawing = { self, snapshot, gtk_widget_get_style_context (widget) };

  if (self->model == NULL)
    return;

  gtk_style_context_get_color (drawing.style, &drawing.color);
  drawing.dim = fade (drawing.color, 0.6f);
  draw_rows (&drawing);
  draw_columns (&drawing);
  draw_corners (&drawing);
  draw_cursor (&drawing);
  draw_field (&drawing);
  draw_lines (&drawing);
}
