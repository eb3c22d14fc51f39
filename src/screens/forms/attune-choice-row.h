/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* A row that shows what is chosen out of many, below its title, and opens a list to choose something else from. Emits
 * "wanted" just before it opens, for the list to be given, and "chosen" with the id of what was chosen. */
#define ATTUNE_TYPE_CHOICE_ROW (attune_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneChoiceRow, attune_choice_row, ATTUNE, CHOICE_ROW, AdwActionRow)

/* Says what is chosen; `note` (nullable) is a sentence about it. */
void attune_choice_row_show      (AttuneChoiceRow *self,
                                  const char      *value,
                                  const char      *note);
/* The list to choose from (AttuneChoiceItem), and the id that is chosen, nullable. */
void attune_choice_row_set_items (AttuneChoiceRow *self,
                                  GListModel      *items,
                                  const char      *chosen);
/* Opens the list. */
void attune_choice_row_open      (AttuneChoiceRow *self);
