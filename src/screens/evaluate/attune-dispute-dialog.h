/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answering.h"
#include "attune-context.h"

#include <gtk/gtk.h>

/* Lets an agent dispute `evaluation`, until `deadline`: the questions are ticked, answered otherwise with the form's own widgets,
 * and a reason is given to each. Returns the window, already shown. */
GtkWidget *attune_dispute_dialog_open (GtkWidget              *parent,
                                       AttuneContext          *context,
                                       const AttuneEvaluation *evaluation,
                                       AttuneAnswers          *given,
                                       gint64                  deadline);

/* Lets the reader decide `dispute`: of each question it stays, is as proposed, or otherwise. */
GtkWidget *attune_decide_dialog_open (GtkWidget           *parent,
                                      AttuneContext       *context,
                                      const AttuneDispute *dispute,
                                      AttuneForm          *form);
