/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-wave-view.h"

#include <gtk/gtk.h>

/* The base of what a waveform is laid together from: one thing each, drawn over the whole width of the view's axis. Each
 * draws again only when what it listens to has changed. */
#define ATTUNE_TYPE_WAVE_LAYER (attune_wave_layer_get_type ())
G_DECLARE_DERIVABLE_TYPE (AttuneWaveLayer, attune_wave_layer, ATTUNE, WAVE_LAYER, GtkWidget)

struct _AttuneWaveLayerClass
{
  GtkWidgetClass parent_class;

  AttuneWaveChange listens_to;
  /* Called before it is drawn again; nullable. */
  void (*changed) (AttuneWaveLayer *self,
                   AttuneWaveChange change);
};

void            attune_wave_layer_set_view (AttuneWaveLayer *self,
                                            AttuneWaveView  *view);
/* NULL before there is one. */
AttuneWaveView *attune_wave_layer_get_view (AttuneWaveLayer *self);

/* The widget's colour, as the style has it. */
GdkRGBA         attune_wave_layer_get_color (AttuneWaveLayer *self);
