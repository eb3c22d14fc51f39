/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Puts the title of `column`, one of those of `view`, at the end of its header, where its values are. */
void attune_column_header_end (GtkColumnView       *view,
                               GtkColumnViewColumn *column);
