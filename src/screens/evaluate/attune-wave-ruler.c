/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wave-ruler.h"

#include "attune-time-words.h"

#include <math.h>

/* The flags of notes stand at the top, the labels below them. */
#define FLAGS          10
#define HEIGHT         (FLAGS + 22)
#define LABEL_DISTANCE 76.0
#define LONG_MARK      7.0f
#define SHORT_MARK     4.0f

struct _AttuneWaveRuler
{
  AttuneWaveLayer parent_instance;

  PangoLayout *layout;
};

G_DEFINE_FINAL_TYPE (AttuneWaveRuler, attune_wave_ruler, ATTUNE_TYPE_WAVE_LAYER)

static void
draw_mark (AttuneWaveRuler *self, GtkSnapshot *snapshot, double x, float length, GdkRGBA color)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  color.alpha *= 0.4f;
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float) round (x), height - length, 1, length));
}

static void
draw_label (AttuneWaveRuler *self, GtkSnapshot *snapshot, double us, double step, GdkRGBA color)
{
  AttuneTimeAxis axis = attune_wave_view_get_axis (
    attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (self)));
  g_autofree char *words = attune_time_to_fine_words ((gint64) round (us), step);
  double x = attune_time_axis_to_pixel (axis, us);
  int width, height;

  pango_layout_set_text (self->layout, words, -1);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  if (x + 4 + width > axis.width)
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) round (x) + 4, FLAGS + 1));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
attune_wave_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneWaveRuler *self = ATTUNE_WAVE_RULER (widget);
  AttuneWaveView *view = attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (self));
  AttuneTimeAxis axis;
  GdkRGBA color;
  double step, part;
  guint parts;

  if (view == NULL || attune_wave_view_get_duration_us (view) == 0)
    return;

  axis = attune_wave_view_get_axis (view);
  color = attune_wave_layer_get_color (ATTUNE_WAVE_LAYER (self));
  step = attune_time_axis_get_step (axis, LABEL_DISTANCE, &parts);
  part = step / parts;
  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (widget, NULL);

  for (gint64 i = (gint64) ceil (axis.start_us / part); i * part <= axis.start_us + axis.span_us;
       i++)
    {
      gboolean is_labelled = i % parts == 0;

      draw_mark (self, snapshot, attune_time_axis_to_pixel (axis, i * part),
                 is_labelled ? LONG_MARK : SHORT_MARK, color);
      if (is_labelled)
        draw_label (self, snapshot, i * part, step, color);
    }
}

static void
attune_wave_ruler_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 0;
}

static void
attune_wave_ruler_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  g_clear_object (&ATTUNE_WAVE_RULER (widget)->layout);

  GTK_WIDGET_CLASS (attune_wave_ruler_parent_class)->css_changed (widget, change);
}

static void
attune_wave_ruler_finalize (GObject *object)
{
  g_clear_object (&ATTUNE_WAVE_RULER (object)->layout);

  G_OBJECT_CLASS (attune_wave_ruler_parent_class)->finalize (object);
}

static void
attune_wave_ruler_class_init (AttuneWaveRulerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->finalize = attune_wave_ruler_finalize;
  widget_class->snapshot = attune_wave_ruler_snapshot;
  widget_class->measure = attune_wave_ruler_measure;
  widget_class->css_changed = attune_wave_ruler_css_changed;
  ATTUNE_WAVE_LAYER_CLASS (class)->listens_to = ATTUNE_WAVE_CHANGE_AXIS | ATTUNE_WAVE_CHANGE_SOUND;

  gtk_widget_class_set_css_name (widget_class, "waveruler");
}

static void
attune_wave_ruler_init (AttuneWaveRuler *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
}
