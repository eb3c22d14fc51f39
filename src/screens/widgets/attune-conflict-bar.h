/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-saver.h"

#include <gtk/gtk.h>

/* Says that somebody else saved meanwhile what is being changed here, as long as that is so, and offers to load it.
 *
 * "load-theirs" () when that is chosen. */
#define ATTUNE_TYPE_CONFLICT_BAR (attune_conflict_bar_get_type ())
G_DECLARE_FINAL_TYPE (AttuneConflictBar, attune_conflict_bar, ATTUNE, CONFLICT_BAR, GtkWidget)

/* Follows `saver` from now on, hidden until it has a conflict; NULL: one only reads. */
void attune_conflict_bar_set_saver (AttuneConflictBar *self, AttuneSaver *saver);
gboolean attune_conflict_bar_is_shown (AttuneConflictBar *self);
