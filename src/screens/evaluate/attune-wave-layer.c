/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wave-layer.h"

typedef struct
{
  AttuneWaveView *view;
} AttuneWaveLayerPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AttuneWaveLayer, attune_wave_layer, GTK_TYPE_WIDGET)

#define PRIVATE(self) ((AttuneWaveLayerPrivate *) attune_wave_layer_get_instance_private (self))

static void
view_changed_cb (AttuneWaveView *view, guint change, AttuneWaveLayer *self)
{
  AttuneWaveLayerClass *class = ATTUNE_WAVE_LAYER_GET_CLASS (self);

  if ((class->listens_to & change) == 0)
    return;
  if (class->changed != NULL)
    class->changed (self, change);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
attune_wave_layer_dispose (GObject *object)
{
  attune_wave_layer_set_view (ATTUNE_WAVE_LAYER (object), NULL);

  G_OBJECT_CLASS (attune_wave_layer_parent_class)->dispose (object);
}

static void
attune_wave_layer_class_init (AttuneWaveLayerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_wave_layer_dispose;

  /* The position's scale is what assistive technology reads. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
attune_wave_layer_init (AttuneWaveLayer *self)
{
}

void
attune_wave_layer_set_view (AttuneWaveLayer *self, AttuneWaveView *view)
{
  AttuneWaveLayerPrivate *private = PRIVATE (self);

  if (private->view != NULL)
    g_signal_handlers_disconnect_by_func (private->view, view_changed_cb, self);
  if (g_set_object (&private->view, view) && view != NULL)
    g_signal_connect_object (view, "changed", G_CALLBACK (view_changed_cb), self, 0);
}

AttuneWaveView *
attune_wave_layer_get_view (AttuneWaveLayer *self)
{
  return PRIVATE (self)->view;
}

GdkRGBA
attune_wave_layer_get_color (AttuneWaveLayer *self)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  return color;
}
