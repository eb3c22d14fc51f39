/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wave-marks.h"

#include <math.h>

/* A flag's shape says its kind, as the symbol in the list does: up, down, a diamond, a square. */
#define FLAG  10.0f
#define BAND  4.0f
#define REACH 4.0

struct _AttuneWaveMarks
{
  AttuneWaveLayer parent_instance;
};

G_DEFINE_FINAL_TYPE (AttuneWaveMarks, attune_wave_marks, ATTUNE_TYPE_WAVE_LAYER)

static const char *const color_names[] = {
  [ATTUNE_NOTE_PRAISE] = "attune_praise",
  [ATTUNE_NOTE_IMPROVE] = "attune_improve",
  [ATTUNE_NOTE_QUESTION] = "attune_question",
  [ATTUNE_NOTE_PLAIN] = "attune_plain",
};

static GdkRGBA
get_color (AttuneWaveMarks *self, AttuneNoteKind kind)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (style, color_names[kind], &color))
    color = attune_wave_layer_get_color (ATTUNE_WAVE_LAYER (self));
  return color;
}

static void
trace_flag (cairo_t *cr, AttuneNoteKind kind, double size)
{
  switch (kind)
    {
    case ATTUNE_NOTE_PRAISE:
      cairo_move_to (cr, size / 2, 0);
      cairo_line_to (cr, size, size);
      cairo_line_to (cr, 0, size);
      break;
    case ATTUNE_NOTE_IMPROVE:
      cairo_move_to (cr, 0, 0);
      cairo_line_to (cr, size, 0);
      cairo_line_to (cr, size / 2, size);
      break;
    case ATTUNE_NOTE_QUESTION:
      cairo_move_to (cr, size / 2, -0.5);
      cairo_line_to (cr, size + 0.5, size / 2);
      cairo_line_to (cr, size / 2, size + 0.5);
      cairo_line_to (cr, -0.5, size / 2);
      break;
    case ATTUNE_NOTE_PLAIN:
      cairo_rectangle (cr, 1, 1, size - 2, size - 2);
      break;
    }
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* Where the flag of a pole that is in view begins: at either end all of it is there to be seen too. */
static double
find_flag (double pole, int width)
{
  double left = round (pole) + 0.5 - FLAG / 2;

  return pole >= 0 && pole <= width ? CLAMP (left, 0, MAX (0, width - FLAG)) : left;
}

static void
draw_mark (AttuneWaveMarks *self,
           GtkSnapshot *snapshot,
           const AttuneWaveMark *mark,
           float from,
           float to)
{
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (self));
  gboolean is_chosen = attune_wave_view_get_chosen_mark (view) == mark->id;
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  GdkRGBA color = get_color (self, mark->kind);
  GdkRGBA pole = color;
  cairo_t *cr;

  pole.alpha *= is_chosen ? 1.0f : 0.45f;
  gtk_snapshot_append_color (snapshot, &pole,
                             &GRAPHENE_RECT_INIT (roundf (from), FLAG, 1, height - FLAG));
  if (to > from + 1)
    gtk_snapshot_append_color (snapshot, &pole,
                               &GRAPHENE_RECT_INIT (from, height - BAND, to - from, BAND));

  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (from - 2 * FLAG, -1, 4 * FLAG, 2 * FLAG));
  cairo_translate (cr, find_flag (from, width), 0);
  if (is_chosen)
    {
      cairo_translate (cr, -1, 0);
      cairo_scale (cr, 1.2, 1.2);
    }
  gdk_cairo_set_source_rgba (cr, &color);
  trace_flag (cr, mark->kind, FLAG);
  cairo_destroy (cr);
}

static void
attune_wave_marks_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneWaveMarks *self = ATTUNE_WAVE_MARKS (widget);
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (self));
  const AttuneWaveMark *marks;
  AttuneTimeAxis axis;
  gsize n;

  if (view == NULL)
    return;

  axis = attune_wave_view_get_axis (view);
  marks = attune_wave_view_get_marks (view, &n);
  for (gsize i = 0; i < n; i++)
    {
      double from = attune_time_axis_to_pixel (axis, (double) marks[i].from_us);
      double to = attune_time_axis_to_pixel (axis, (double) marks[i].to_us);

      if (marks[i].from_us >= 0 && to >= -FLAG && from <= axis.width + FLAG)
        draw_mark (self, snapshot, &marks[i], (float) CLAMP (from, -FLAG, axis.width + FLAG),
                   (float) MIN (to, axis.width + FLAG));
    }
}

gint64
attune_wave_marks_pick (AttuneWaveMarks *self, double x, double y)
{
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  AttuneTimeAxis axis = attune_wave_view_get_axis (view);
  double best = FLAG / 2 + REACH;
  gint64 id = 0;
  gsize n;
  const AttuneWaveMark *marks = attune_wave_view_get_marks (view, &n);

  for (gsize i = 0; i < n; i++)
    {
      double from = attune_time_axis_to_pixel (axis, (double) marks[i].from_us);
      double to = attune_time_axis_to_pixel (axis, (double) marks[i].to_us);

      if (marks[i].from_us < 0)
        continue;
      if (y <= FLAG + REACH && fabs (x - from) < best)
        {
          best = fabs (x - from);
          id = marks[i].id;
        }
      if (id == 0 && y >= height - BAND - REACH && x >= from && x <= to && to > from + 1)
        id = marks[i].id;
    }
  return id;
}

/* The flag and the left half of the stretch are the beginning. */
AttuneNoteEdge
attune_wave_marks_pick_edge (AttuneWaveMarks *self, gint64 id, double x, double y)
{
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (self));
  const AttuneWaveMark *mark = attune_wave_view_find_mark (view, id);
  AttuneTimeAxis axis = attune_wave_view_get_axis (view);

  if (mark == NULL || y <= FLAG + REACH)
    return ATTUNE_NOTE_EDGE_FROM;
  return attune_time_axis_to_pixel (axis, (double) (mark->from_us + mark->to_us) / 2) < x
           ? ATTUNE_NOTE_EDGE_TO
           : ATTUNE_NOTE_EDGE_FROM;
}

static void
attune_wave_marks_class_init (AttuneWaveMarksClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = attune_wave_marks_snapshot;
  ATTUNE_WAVE_LAYER_CLASS (class)->listens_to = ATTUNE_WAVE_CHANGE_AXIS | ATTUNE_WAVE_CHANGE_MARKS;

  gtk_widget_class_set_css_name (widget_class, "wavemarks");
}

static void
attune_wave_marks_init (AttuneWaveMarks *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
