/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-waiting.h"

#include <gtk/gtk.h>

/* What one does with something that waits. What goes wrong is told by the context. */

/* Opens what it is about: begins what is to be begun. */
void attune_waiting_open (AttuneContext       *context,
                          const AttuneWaiting *waiting);
/* Asks whether the agent evaluates the contact of an evaluation of theirs themself, which hides it until theirs is in, and begins
 * that. */
void attune_waiting_ask_own (GtkWidget           *parent,
                             AttuneContext       *context,
                             const AttuneWaiting *waiting);
/* Takes back what was given, and offers to bring it back. */
void attune_waiting_take_back (AttuneContext       *context,
                               const AttuneWaiting *waiting);
