/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wave-part.h"

#define DIMMED_ALPHA 0.65f
#define EDGE_ALPHA   0.35f

struct _AttuneWavePart
{
  AttuneWaveLayer parent_instance;

  gboolean is_overview;
};

G_DEFINE_FINAL_TYPE (AttuneWavePart, attune_wave_part, ATTUNE_TYPE_WAVE_LAYER)

enum
{
  PROP_0,
  PROP_IS_OVERVIEW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
dim (GtkWidget *widget, GtkSnapshot *snapshot, float from, float to)
{
  GdkRGBA color = attune_wave_layer_get_color (ATTUNE_WAVE_LAYER (widget));

  color.alpha *= DIMMED_ALPHA;
  if (to > from)
    gtk_snapshot_append_color (snapshot, &color,
                               &GRAPHENE_RECT_INIT (from, 0, to - from,
                                                    gtk_widget_get_height (widget)));
}

static void
draw_edge (GtkWidget *widget, GtkSnapshot *snapshot, float x)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (gtk_widget_get_parent (widget)),
                               &color);
  color.alpha *= EDGE_ALPHA;
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (x, 0, 1, gtk_widget_get_height (widget)));
}

static void
draw_edges (GtkWidget *widget, GtkSnapshot *snapshot, float from, float to)
{
  int width = gtk_widget_get_width (widget);

  if (from > 0 && from < width)
    draw_edge (widget, snapshot, from);
  if (to > 0 && to < width)
    draw_edge (widget, snapshot, to);
}

static void
attune_wave_part_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (widget));
  g_autoptr (GArray) parts = view != NULL ? attune_wave_view_dup_parts (view) : NULL;
  int width = gtk_widget_get_width (widget);
  AttuneTimeAxis axis;
  float end = 0;

  if (parts == NULL || parts->len == 0)
    return;

  axis = attune_wave_view_get_axis (view);
  if (ATTUNE_WAVE_PART (widget)->is_overview)
    axis = attune_time_axis_new (axis.duration_us, width);
  for (guint i = 0; i < parts->len; i++)
    {
      const AttuneWaveStretch *part = &g_array_index (parts, AttuneWaveStretch, i);
      float from = (float) attune_time_axis_to_pixel (axis, (double) part->from_us);
      float to = (float) attune_time_axis_to_pixel (axis, (double) part->to_us);

      dim (widget, snapshot, MAX (end, 0), MIN (from, width));
      draw_edges (widget, snapshot, from, to);
      end = to;
    }
  dim (widget, snapshot, MAX (end, 0), width);
}

static void
attune_wave_part_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_IS_OVERVIEW:
      g_value_set_boolean (value, ATTUNE_WAVE_PART (object)->is_overview);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_wave_part_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_IS_OVERVIEW:
      ATTUNE_WAVE_PART (object)->is_overview = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_wave_part_class_init (AttuneWavePartClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = attune_wave_part_get_property;
  object_class->set_property = attune_wave_part_set_property;
  widget_class->snapshot = attune_wave_part_snapshot;
  ATTUNE_WAVE_LAYER_CLASS (class)->listens_to = ATTUNE_WAVE_CHANGE_AXIS | ATTUNE_WAVE_CHANGE_PART;

  properties[PROP_IS_OVERVIEW] = g_param_spec_boolean ("is-overview", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "wavepart");
}

static void
attune_wave_part_init (AttuneWavePart *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
