/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A list to pick from (AttuneChoiceItem), and a field to find by typing. Emits "chosen" with the id of what was chosen. */
#define ATTUNE_TYPE_CHOICE_POPOVER (attune_choice_popover_get_type ())
G_DECLARE_FINAL_TYPE (AttuneChoicePopover, attune_choice_popover, ATTUNE, CHOICE_POPOVER, GtkPopover)

GtkWidget *attune_choice_popover_new       (void);
/* What is listed, and the id of the one it opens at, nullable; from when it is shown next. */
void       attune_choice_popover_set_items (AttuneChoicePopover *self,
                                            GListModel          *items,
                                            const char          *chosen);
