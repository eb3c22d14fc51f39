/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

#include <gtk/gtk.h>

/* More evaluations of one contact than this are found under Evaluations. */
#define ATTUNE_EVALUATIONS_MAX 50

/* From a contact to its evaluation: goes there at once when it is there and nothing can begin, and asks which above
 * `parent` (nullable: the page that people look at) otherwise. Where that is no longer to be seen when all is read, nobody
 * wants it any more; asked for again meanwhile, it is asked once, and of two contacts the last one. Only forms that are for the contact's channel can begin.
 * What begins is targeted, unless the evaluator says that the contact was drawn at random: only those count in averages. */
void attune_evaluate (GtkWidget     *parent,
                      AttuneContext *context,
                      gint64         interaction);
