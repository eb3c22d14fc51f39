/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decimal.h"

#include <gtk/gtk.h>

/* Has `spin` take numbers within its bounds only, with a point or a comma: as long as what is typed is none, its value stays
 * and the entry is marked, with the reason in `reason`, or without one (NULL) below the title of its row. Escape brings
 * back the value, as leaving it does. */
void attune_number_guard_add (GtkSpinButton *spin,
                              GtkLabel      *reason);

/* The number it shows, to 4 places: steps add up in doubles, so that 1 less than 2.2 is just beside 1.2. FALSE, with `decimal`
 * untouched, where it is more than a document may hold. */
gboolean attune_number_guard_get (GtkSpinButton *spin,
                                  AttuneDecimal *decimal);

/* Whether `text` is a number from `lower` to `upper`; else FALSE, with why not and that `kept` stays in `reason`, owned by the
 * caller. */
gboolean attune_number_guard_read (const char *text,
                                   double      lower,
                                   double      upper,
                                   const char *kept,
                                   double     *value,
                                   char      **reason);
