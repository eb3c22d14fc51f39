/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-waiting.h"

#include <adwaita.h>

/* Gives contacts to somebody to evaluate, on a form, by a day; or what was given to somebody else, by another day. */
#define ATTUNE_TYPE_ASSIGN_DIALOG (attune_assign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AttuneAssignDialog, attune_assign_dialog, ATTUNE, ASSIGN_DIALOG, AdwWindow)

/* Of `interactions` (gint64, at least one, at most ATTUNE_ASSIGN_MAX): which agent's part is asked where there is one contact;
 * of several, every part. */
GtkWidget *attune_assign_dialog_new            (AttuneContext       *context,
                                                const GArray        *interactions);
/* Of what is given already: ATTUNE_WAITING_GIVEN. */
GtkWidget *attune_assign_dialog_new_for_change (AttuneContext       *context,
                                                const AttuneWaiting *waiting);
/* Shows it above the window of `parent`. */
void       attune_assign_dialog_show           (AttuneAssignDialog  *self,
                                                GtkWidget           *parent);

/* What came of assigning, in words: "3 evaluations assigned to Anton Lyst. Left out: 1 that is evaluated." Owned by the
 * caller. */
char      *attune_assigned_to_words            (const AttuneAssigned *assigned,
                                                const char           *assignee);
