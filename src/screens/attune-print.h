/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-report.h"

#include <gtk/gtk.h>

/* What prints the pages of a report, which it takes over; `name` is proposed for a file that it is printed to. Pages are
 * A4; on other paper they are made to fit, in its middle. */
GtkPrintOperation *attune_print_operation_new (AttuneReport *report,
                                               const char   *name);

/* Makes a report; called on another thread. */
typedef AttuneReport *(*AttunePrintMake) (gpointer data);

/* Has a report made, and asks above the window of `parent` for the printer. `destroy` frees `data` afterwards, in any case.
 * Returns at once; says what went wrong as `failure`, "The form could not be printed". What was set the last time is set
 * again. */
void               attune_print               (GtkWidget      *parent,
                                               AttuneContext  *context,
                                               const char     *name,
                                               const char     *failure,
                                               AttunePrintMake make,
                                               gpointer        data,
                                               GDestroyNotify  destroy);
