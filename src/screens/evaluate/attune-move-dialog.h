/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-draft.h"
#include "attune-context.h"

#include <gtk/gtk.h>

/* Whether the person of `context` may move that evaluation. */
gboolean attune_move_is_possible (AttuneContext             *context,
                                  const AttuneEvaluationRow *row);

/* Asks whose part of which contact the evaluation `row` is about, and why; then moves it, by `draft` where it is open (nullable). Shown above
 * the window of `parent`; returns the window. */
GtkWidget *attune_move_dialog_open (GtkWidget                 *parent,
                                    AttuneContext             *context,
                                    AttuneDraft               *draft,
                                    const AttuneEvaluationRow *row);
