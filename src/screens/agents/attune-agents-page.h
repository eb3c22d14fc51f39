/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* The agents that one may see, with what the last months hold of each. To be sorted by name, team or how many evaluations
 * there are: never by score, for nothing ranks people. */
#define ATTUNE_TYPE_AGENTS_PAGE (attune_agents_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneAgentsPage, attune_agents_page, ATTUNE, AGENTS_PAGE, AttunePage)

/* `id` is not looked at. */
GtkWidget *attune_agents_page_new (AttuneContext *context,
                                   gint64         id);
