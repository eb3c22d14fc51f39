/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wave-cursor.h"

#include <math.h>

#define KNOB 9.0f

struct _AttuneWaveCursor
{
  AttuneWaveLayer parent_instance;
};

G_DEFINE_FINAL_TYPE (AttuneWaveCursor, attune_wave_cursor, ATTUNE_TYPE_WAVE_LAYER)

static void
attune_wave_cursor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (widget));
  int scale = gtk_widget_get_scale_factor (widget);
  GskRoundedRect knob;
  GdkRGBA color;
  float x;

  if (view == NULL || attune_wave_view_get_duration_us (view) == 0)
    return;

  /* On a device pixel, or the line would be a blur of two. */
  x = (float) (round (attune_time_axis_to_pixel (attune_wave_view_get_axis (view),
                                                 (double) attune_wave_view_get_position (view)) *
                      scale) /
               scale);
  if (x < 0 || x > gtk_widget_get_width (widget))
    return;

  color = attune_wave_layer_get_color (ATTUNE_WAVE_LAYER (widget));
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (x - 1, KNOB / 2, 2,
                                                  gtk_widget_get_height (widget) - KNOB / 2));
  gsk_rounded_rect_init_from_rect (&knob, &GRAPHENE_RECT_INIT (x - KNOB / 2, 0, KNOB, KNOB),
                                   KNOB / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &knob);
  gtk_snapshot_append_color (snapshot, &color, &knob.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
attune_wave_cursor_class_init (AttuneWaveCursorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = attune_wave_cursor_snapshot;
  ATTUNE_WAVE_LAYER_CLASS (class)->listens_to = ATTUNE_WAVE_CHANGE_AXIS |
                                                ATTUNE_WAVE_CHANGE_POSITION |
                                                ATTUNE_WAVE_CHANGE_SOUND;

  gtk_widget_class_set_css_name (widget_class, "wavecursor");
}

static void
attune_wave_cursor_init (AttuneWaveCursor *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
