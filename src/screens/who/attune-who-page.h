/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-people.h"

#include <adwaita.h>

/* "Who is working?": everybody of a workspace, to be found by typing. Emits "chosen" (AttunePerson *). */
#define ATTUNE_TYPE_WHO_PAGE (attune_who_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWhoPage, attune_who_page, ATTUNE, WHO_PAGE, AdwBin)

GtkWidget *attune_who_page_new    (void);
/* Asks among `people` (AttunePerson) of the workspace called `name`; `last` is the external id of who worked last,
 * NULL for nobody. */
void       attune_who_page_ask    (AttuneWhoPage *self,
                                   const char    *name,
                                   GPtrArray     *people,
                                   const char    *last);
void       attune_who_page_search (AttuneWhoPage *self);
