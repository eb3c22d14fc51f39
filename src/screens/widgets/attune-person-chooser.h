/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* Chooses one of many people by typing any part of their name, id or team. Property "title" says what for; emits "changed"
 * when another one is chosen. */
#define ATTUNE_TYPE_PERSON_CHOOSER (attune_person_chooser_get_type ())
G_DECLARE_FINAL_TYPE (AttunePersonChooser, attune_person_chooser, ATTUNE, PERSON_CHOOSER, AdwBin)

GtkWidget  *attune_person_chooser_new        (void);
/* Who there is to choose from: AttunePersonItem, in order. One that is chosen and not among them is no longer. An item with
 * the id 0 stands for nobody in particular, "Every agent". */
void        attune_person_chooser_set_people (AttunePersonChooser *self,
                                              GListModel          *people);
/* The id of the person, 0 for nobody. */
gint64      attune_person_chooser_get_person (AttunePersonChooser *self);
/* Somebody who is not among the people is shown by `name` (nullable) all the same: they were there once. */
void        attune_person_chooser_set_person (AttunePersonChooser *self,
                                              gint64               person,
                                              const char          *name);
