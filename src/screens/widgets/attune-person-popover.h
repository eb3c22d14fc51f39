/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* What attune-person-chooser opens: people, and a field to find them by any part of their name, id or team. Emits "chosen"
 * with the AttunePersonItem that was chosen. */
#define ATTUNE_TYPE_PERSON_POPOVER (attune_person_popover_get_type ())
G_DECLARE_FINAL_TYPE (AttunePersonPopover, attune_person_popover, ATTUNE, PERSON_POPOVER, GtkPopover)

GtkWidget *attune_person_popover_new        (void);
/* Who is listed (AttunePersonItem, nullable), and the id of whom it opens at; from when it is shown next. */
void       attune_person_popover_set_people (AttunePersonPopover *self,
                                             GListModel          *people,
                                             gint64               person);
