/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model-grid.h"

struct _AttuneModelGrid
{
  GtkWidget parent_instance;

  /* owned */
  AttuneModel *model; /* NULL: nothing is shown */
  AttuneModelMarks *marks;
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  GPtrArray *goal_texts;      /* PangoLayout, NULL until it is seen */
  GPtrArray *behaviour_texts;
  GskRenderNode *tick; /* of a place that serves, about its middle; NULL until it is seen */
  GtkIconPaintable *warning;
  GtkIconPaintable *hint;

  AttuneModelGeometry geometry;
  AttuneModelSpot cursor;
  AttuneModelSpot hovered;
  gboolean is_hovered;
  gboolean is_editable;
  gboolean is_settling; /* the adjustments are being set */
};

/* attune-model-grid.c */
void attune_model_grid_update_geometry (AttuneModelGrid *self);

/* attune-model-grid-input.c */
void attune_model_grid_bind_keys       (GtkWidgetClass  *widget_class);
void attune_model_grid_add_controllers (AttuneModelGrid *self);
void attune_model_grid_describe_cursor (AttuneModelGrid *self);

/* attune-model-grid-draw.c */
double attune_model_grid_get_line      (AttuneModelGrid *self);
void   attune_model_grid_forget_texts  (AttuneModelGrid *self);
/* Likewise what depends on colours. */
void   attune_model_grid_forget_style  (AttuneModelGrid *self);
void   attune_model_grid_snapshot      (GtkWidget   *widget,
                                        GtkSnapshot *snapshot);
