/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

#include <gtk/gtk.h>

/* From a contact to its evaluation: goes there at once when there is one way only, and asks which above `parent`
 * otherwise. */
void attune_evaluate (GtkWidget     *parent,
                      AttuneContext *context,
                      gint64         interaction);
