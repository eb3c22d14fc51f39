/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wave-selection.h"

#define FILL_ALPHA 0.16f

struct _AttuneWaveSelection
{
  AttuneWaveLayer parent_instance;
};

G_DEFINE_FINAL_TYPE (AttuneWaveSelection, attune_wave_selection, ATTUNE_TYPE_WAVE_LAYER)

static void
attune_wave_selection_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (widget));
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  gint64 from_us, to_us;
  GdkRGBA edge, fill;
  float from, to;

  if (view == NULL || !attune_wave_view_get_selection (view, &from_us, &to_us))
    return;

  from = (float) attune_time_axis_to_pixel (attune_wave_view_get_axis (view), (double) from_us);
  to = (float) attune_time_axis_to_pixel (attune_wave_view_get_axis (view), (double) to_us);
  if (to < 0 || from > width)
    return;

  edge = fill = attune_wave_layer_get_color (ATTUNE_WAVE_LAYER (widget));
  fill.alpha *= FILL_ALPHA;
  from = MAX (from, -2);
  to = MIN (to, width + 2);
  gtk_snapshot_append_color (snapshot, &fill, &GRAPHENE_RECT_INIT (from, 0, to - from, height));
  gtk_snapshot_append_color (snapshot, &edge, &GRAPHENE_RECT_INIT (from, 0, 1, height));
  gtk_snapshot_append_color (snapshot, &edge, &GRAPHENE_RECT_INIT (to - 1, 0, 1, height));
}

static void
attune_wave_selection_class_init (AttuneWaveSelectionClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = attune_wave_selection_snapshot;
  ATTUNE_WAVE_LAYER_CLASS (class)->listens_to = ATTUNE_WAVE_CHANGE_AXIS |
                                                ATTUNE_WAVE_CHANGE_SELECTION;

  gtk_widget_class_set_css_name (widget_class, "waveselection");
}

static void
attune_wave_selection_init (AttuneWaveSelection *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
