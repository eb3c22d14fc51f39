/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-list.h"

#include <gtk/gtk.h>

/* Gives `view` the columns of its kind. */
void attune_record_columns_add (GtkColumnView  *view,
                                AttuneContext  *context,
                                AttuneListKind  kind);
