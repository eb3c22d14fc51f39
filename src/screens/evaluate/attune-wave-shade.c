/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wave-shade.h"

#include "attune-wave-paint.h"

/* Silences shorter than this are only pauses between words. */
#define LEAST_SILENCE_US (2 * G_USEC_PER_SEC)
#define SILENCE_ALPHA    0.06f
#define OVERTALK_ALPHA   0.22f

struct _AttuneWaveShade
{
  AttuneWaveLayer parent_instance;
};

G_DEFINE_FINAL_TYPE (AttuneWaveShade, attune_wave_shade, ATTUNE_TYPE_WAVE_LAYER)

typedef struct
{
  AttuneTimeAxis axis;
  guint rate;
  int height;
  GtkSnapshot *snapshot;
} Drawing;

static void
draw_spans (const Drawing *drawing,
            const AttuneSpan *spans,
            gsize n,
            gint64 least_us,
            const GdkRGBA *color)
{
  double us_per_frame = 1e6 / drawing->rate;
  double end = drawing->axis.start_us + drawing->axis.span_us;
  double drawn_to = -1.0;

  for (gsize i = 0; i < n && spans[i].start * us_per_frame < end; i++)
    {
      double from = attune_time_axis_to_pixel (drawing->axis, spans[i].start * us_per_frame);
      double to = attune_time_axis_to_pixel (drawing->axis, spans[i].end * us_per_frame);

      if (to < 0.0 || to <= drawn_to ||
          (spans[i].end - spans[i].start) * us_per_frame < (double) least_us)
        continue;
      from = MAX (from, MAX (drawn_to, 0.0));
      to = MIN (MAX (to, from + 1.0), (double) drawing->axis.width);
      gtk_snapshot_append_color (drawing->snapshot, color,
                                 &GRAPHENE_RECT_INIT ((float) from, 0, (float) (to - from),
                                                      drawing->height));
      drawn_to = to;
    }
}

static void
attune_wave_shade_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (widget));
  AttuneTalkMap *talk_map = view != NULL ? attune_wave_view_get_talk_map (view) : NULL;
  Drawing drawing = { .height = gtk_widget_get_height (widget), .snapshot = snapshot };
  const AttuneSpan *spans;
  GdkRGBA color;
  gsize n;

  if (talk_map == NULL)
    return;

  drawing.axis = attune_wave_view_get_axis (view);
  drawing.rate = attune_wave_view_get_rate (view);
  gtk_style_context_get_color (gtk_widget_get_style_context (gtk_widget_get_parent (widget)),
                               &color);
  color.alpha *= SILENCE_ALPHA;
  spans = attune_talk_map_get_silence (talk_map, &n);
  draw_spans (&drawing, spans, n, LEAST_SILENCE_US, &color);

  color = attune_wave_layer_get_color (ATTUNE_WAVE_LAYER (widget));
  color.alpha *= OVERTALK_ALPHA;
  spans = attune_talk_map_get_overtalk (talk_map, &n);
  draw_spans (&drawing, spans, n, 0, &color);
}

static void
attune_wave_shade_class_init (AttuneWaveShadeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = attune_wave_shade_snapshot;
  ATTUNE_WAVE_LAYER_CLASS (class)->listens_to = ATTUNE_WAVE_CHANGE_AXIS | ATTUNE_WAVE_CHANGE_SOUND;

  gtk_widget_class_set_css_name (widget_class, "waveshade");
}

static void
attune_wave_shade_init (AttuneWaveShade *self)
{
}
