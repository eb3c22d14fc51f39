/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-self-evaluations.h"

#include <gtk/gtk.h>

/* Both sides of a contact's evaluation, question by question, with what lies between them. Takes `gap` over; returns the
 * window, already shown. */
GtkWidget *attune_gap_dialog_open (GtkWidget *parent,
                                   AttuneGap *gap);

/* "+40", "−15", "±0", in points of the question; NULL for ATTUNE_SCORE_NONE. Owned by the caller. */
char *attune_gap_to_words (gint64 gap);
