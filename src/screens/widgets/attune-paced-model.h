/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A GListModel that follows another one a few items at a time: a list view makes the widgets of up to 200 items within the
 * one call that tells it of them, and holds the main loop for that long. What is new grows from the beginning and takes
 * the place of what was there before, whose widgets then serve again; behind the items that can have widgets all others
 * follow at once. Small changes are passed on as they are.
 *
 * An item is always what the view shows at its place. Property "is-settled": everything of the model is shown; that it is
 * not any more is told before the first change. */
#define ATTUNE_TYPE_PACED_MODEL (attune_paced_model_get_type ())
G_DECLARE_FINAL_TYPE (AttunePacedModel, attune_paced_model, ATTUNE, PACED_MODEL, GObject)

/* Follows `model` (nullable) from now on, in the place of what is shown from `first` on: the first that has a widget. */
void     attune_paced_model_set_model      (AttunePacedModel *self,
                                            GListModel       *model,
                                            guint             first);
/* The model that is followed, NULL for none. */
GListModel *attune_paced_model_get_model (AttunePacedModel *self);
/* How far the view has scrolled; NULL is the top, for ever. */
void     attune_paced_model_set_adjustment (AttunePacedModel *self,
                                            GtkAdjustment    *adjustment);
gboolean attune_paced_model_is_settled     (AttunePacedModel *self);
/* Takes what is shown from `first` on away, a few at a time, and shows nothing any more. */
void     attune_paced_model_finish         (AttunePacedModel *self,
                                            guint             first);
/* Shows everything now, however long it takes. */
void     attune_paced_model_settle         (AttunePacedModel *self);
