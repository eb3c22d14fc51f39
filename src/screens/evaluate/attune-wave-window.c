/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wave-window.h"

#define LEAST_WIDTH 6.0
#define FILL_ALPHA  0.12f
#define EDGE_ALPHA  0.5f

struct _AttuneWaveWindow
{
  AttuneWaveLayer parent_instance;
};

G_DEFINE_FINAL_TYPE (AttuneWaveWindow, attune_wave_window, ATTUNE_TYPE_WAVE_LAYER)

static void
attune_wave_window_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (widget));
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double duration, from, to, at;
  AttuneTimeAxis axis;
  GdkRGBA color, fill;
  GskRoundedRect frame;

  if (view == NULL || attune_wave_view_get_duration_us (view) == 0)
    return;

  axis = attune_wave_view_get_axis (view);
  duration = (double) axis.duration_us;
  from = axis.start_us / duration * width;
  to = MAX ((axis.start_us + axis.span_us) / duration * width, from + LEAST_WIDTH);
  at = attune_wave_view_get_position (view) / duration * width;

  color = fill = attune_wave_layer_get_color (ATTUNE_WAVE_LAYER (widget));
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) at, 0, 1, height));
  fill.alpha *= FILL_ALPHA;
  color.alpha *= EDGE_ALPHA;
  gsk_rounded_rect_init_from_rect (
    &frame, &GRAPHENE_RECT_INIT ((float) from, 0, (float) (to - from), height), 3);
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  gtk_snapshot_append_color (snapshot, &fill, &frame.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &frame, (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ color, color, color, color });
}

static void
attune_wave_window_class_init (AttuneWaveWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = attune_wave_window_snapshot;
  ATTUNE_WAVE_LAYER_CLASS (class)->listens_to = ATTUNE_WAVE_CHANGE_AXIS |
                                                ATTUNE_WAVE_CHANGE_POSITION;

  gtk_widget_class_set_css_name (widget_class, "wavewindow");
}

static void
attune_wave_window_init (AttuneWaveWindow *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
