/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-list.h"

#include <gtk/gtk.h>

/* Gives `view` the columns of its kind; `is_own` of the records of one agent, who need not be named. */
void attune_record_columns_add (GtkColumnView  *view,
                                AttuneContext  *context,
                                AttuneListKind  kind,
                                gboolean        is_own);

/* The first row of `view` that has a widget, together with the others around what is seen: the selected row and the one with
 * the focus have theirs wherever they are. */
guint attune_record_columns_find_first (GtkColumnView *view);
/* The widget of the row at `position`; NULL while the view has none for it. */
GtkWidget *attune_record_columns_find_row (GtkColumnView *view,
                                           guint          position);
