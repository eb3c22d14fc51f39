/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sheet.h"

#include <gtk/gtk.h>

/* The score as it stands, in one line, with how it came about behind Explain. */
#define ATTUNE_TYPE_SCORE_BAR (attune_score_bar_get_type ())
G_DECLARE_FINAL_TYPE (AttuneScoreBar, attune_score_bar, ATTUNE, SCORE_BAR, GtkWidget)

void attune_score_bar_set_sheet (AttuneScoreBar *self, AttuneSheet *sheet);
/* Shows that the evaluation is void and why, instead of a score; NULL for one that counts. */
void attune_score_bar_set_void (AttuneScoreBar *self, const char *reason);
/* Puts another button behind Explain. */
void attune_score_bar_add (AttuneScoreBar *self, GtkWidget *button);
void attune_score_bar_explain (AttuneScoreBar *self);
