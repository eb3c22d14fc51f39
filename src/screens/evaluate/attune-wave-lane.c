/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wave-lane.h"

#include "attune-wave-paint.h"

#define REST_ALPHA 0.45f

struct _AttuneWaveLane
{
  AttuneWaveLayer parent_instance;

  guint channel;
  gboolean is_overview;
  int natural_height;

  /* The last picture, and what it was made for */
  GdkTexture *picture;
  int picture_width;
  int picture_height;
  AttuneWaveInk picture_ink;
};

G_DEFINE_FINAL_TYPE (AttuneWaveLane, attune_wave_lane, ATTUNE_TYPE_WAVE_LAYER)

enum
{
  PROP_0,
  PROP_IS_OVERVIEW,
  PROP_NATURAL_HEIGHT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint32
to_pixel (const GdkRGBA *color, float alpha)
{
  guint a = (guint) (color->alpha * alpha * 255.0f + 0.5f);
  guint r = (guint) (color->red * a + 0.5f);
  guint g = (guint) (color->green * a + 0.5f);
  guint b = (guint) (color->blue * a + 0.5f);

  return a << 24 | r << 16 | g << 8 | b;
}

static AttuneWaveInk
choose_ink (AttuneWaveLane *self, AttuneWaveView *view)
{
  GdkRGBA color = attune_wave_layer_get_color (ATTUNE_WAVE_LAYER (self));

  return (AttuneWaveInk){ to_pixel (&color, 1.0f), to_pixel (&color, REST_ALPHA),
                          attune_wave_view_get_gain (view) };
}

static void
mark_speech (AttuneWaveLane *self, double first, double last, gsize n, guint8 *marks)
{
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (self));
  AttuneTalkMap *talk_map = attune_wave_view_get_talk_map (view);
  gsize n_spans;
  const AttuneSpan *spans;

  if (talk_map == NULL || self->channel >= attune_talk_map_get_channels (talk_map))
    {
      memset (marks, 1, n);
      return;
    }
  spans = attune_talk_map_get_speech (talk_map, self->channel, &n_spans);
  attune_wave_mark_spans (spans, n_spans, first, last, n, marks);
}

static GdkTexture *
paint (AttuneWaveLane *self, int width, int height, const AttuneWaveInk *ink)
{
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (self));
  AttuneTimeAxis axis = attune_wave_view_get_axis (view);
  double frames_per_us = attune_wave_view_get_rate (view) / 1e6;
  double first = self->is_overview ? 0.0 : axis.start_us * frames_per_us;
  double last = (self->is_overview ? (double) axis.duration_us : axis.start_us + axis.span_us) *
                frames_per_us;
  g_autofree AttunePeak *columns = g_new (AttunePeak, width);
  g_autofree guint8 *marks = g_new (guint8, width);
  guint32 *pixels = g_new (guint32, (gsize) width * height);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, (gsize) width * height * sizeof (guint32));

  attune_peaks_query (attune_wave_view_get_peaks (view), attune_wave_view_get_pcm (view),
                      self->channel, first, last, width, columns);
  mark_speech (self, first, last, width, marks);
  attune_wave_paint (columns, marks, width, height, ink, pixels);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes,
                                 width * sizeof (guint32));
}

static gboolean
has_sound (AttuneWaveLane *self, AttuneWaveView *view)
{
  AttunePeaks *peaks = view != NULL ? attune_wave_view_get_peaks (view) : NULL;

  return peaks != NULL && self->channel < attune_peaks_get_channels (peaks) &&
         attune_wave_view_get_duration_us (view) > 0;
}

static void
attune_wave_lane_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneWaveLane *self = ATTUNE_WAVE_LANE (widget);
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (self));
  int scale = gtk_widget_get_scale_factor (widget);
  int width = gtk_widget_get_width (widget) * scale;
  int height = gtk_widget_get_height (widget) * scale;
  AttuneWaveInk ink;

  if (width <= 0 || height <= 0 || !has_sound (self, view))
    return;

  ink = choose_ink (self, view);
  if (self->picture == NULL || self->picture_width != width || self->picture_height != height ||
      self->picture_ink.speech != ink.speech || self->picture_ink.rest != ink.rest)
    {
      g_clear_object (&self->picture);
      self->picture = paint (self, width, height, &ink);
      self->picture_width = width;
      self->picture_height = height;
      self->picture_ink = ink;
    }
  gtk_snapshot_append_texture (snapshot, self->picture,
                               &GRAPHENE_RECT_INIT (0, 0, width / (float) scale,
                                                    height / (float) scale));
}

static void
attune_wave_lane_changed (AttuneWaveLayer *layer, AttuneWaveChange change)
{
  AttuneWaveLane *self = ATTUNE_WAVE_LANE (layer);

  if (!self->is_overview || (change & ATTUNE_WAVE_CHANGE_SOUND) != 0)
    g_clear_object (&self->picture);
}

static void
attune_wave_lane_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  AttuneWaveLane *self = ATTUNE_WAVE_LANE (widget);

  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? self->natural_height / 2 : 60;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? self->natural_height : 300;
}

static void
attune_wave_lane_finalize (GObject *object)
{
  g_clear_object (&ATTUNE_WAVE_LANE (object)->picture);

  G_OBJECT_CLASS (attune_wave_lane_parent_class)->finalize (object);
}

static void
attune_wave_lane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneWaveLane *self = ATTUNE_WAVE_LANE (object);

  switch (id)
    {
    case PROP_IS_OVERVIEW:
      self->is_overview = g_value_get_boolean (value);
      break;
    case PROP_NATURAL_HEIGHT:
      self->natural_height = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_wave_lane_class_init (AttuneWaveLaneClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AttuneWaveLayerClass *layer_class = ATTUNE_WAVE_LAYER_CLASS (class);

  object_class->finalize = attune_wave_lane_finalize;
  object_class->set_property = attune_wave_lane_set_property;
  widget_class->snapshot = attune_wave_lane_snapshot;
  widget_class->measure = attune_wave_lane_measure;
  layer_class->listens_to = ATTUNE_WAVE_CHANGE_AXIS | ATTUNE_WAVE_CHANGE_SOUND;
  layer_class->changed = attune_wave_lane_changed;

  properties[PROP_IS_OVERVIEW] = g_param_spec_boolean ("is-overview", NULL, NULL, FALSE,
                                                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY |
                                                         G_PARAM_STATIC_STRINGS);
  properties[PROP_NATURAL_HEIGHT] = g_param_spec_int ("natural-height", NULL, NULL, 1, 1000, 64,
                                                      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY |
                                                        G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "wavelane");
}

static void
attune_wave_lane_init (AttuneWaveLane *self)
{
}

void
attune_wave_lane_set_channel (AttuneWaveLane *self, guint channel)
{
  self->channel = channel;
  g_clear_object (&self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
