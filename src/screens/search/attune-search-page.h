/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* Searches contacts, what was said in them, notes and comments, as far as the person may see them. What is looked for is the
 * destination's place. */
#define ATTUNE_TYPE_SEARCH_PAGE (attune_search_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSearchPage, attune_search_page, ATTUNE, SEARCH_PAGE, AttunePage)

/* `id` is not looked at. */
GtkWidget *attune_search_page_new (AttuneContext *context,
                                   gint64         id);
