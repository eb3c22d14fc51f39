/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-lint.h"

#include <gtk/gtk.h>

/* What every question weighs of the whole form, as one bar that sums to 100 %: sections in turn light and dark, the
 * selected part marked. Emits "picked" (const char *id) for a question that was clicked. */
#define ATTUNE_TYPE_WEIGHT_BAR (attune_weight_bar_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWeightBar, attune_weight_bar, ATTUNE, WEIGHT_BAR, GtkWidget)

void attune_weight_bar_set_form     (AttuneWeightBar *self,
                                     AttuneForm      *form,
                                     AttuneFormLint  *lint);
void attune_weight_bar_set_selected (AttuneWeightBar *self,
                                     const char      *id);

/* The question under `x` of `width`, G_MAXUINT for none. */
guint attune_weight_bar_pick        (const gint64    *weights,
                                     guint            n_weights,
                                     double           x,
                                     double           width);
