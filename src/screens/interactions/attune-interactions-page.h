/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* The list of contacts: to add, to evaluate, to remove. */
#define ATTUNE_TYPE_INTERACTIONS_PAGE (attune_interactions_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneInteractionsPage, attune_interactions_page, ATTUNE, INTERACTIONS_PAGE, AttunePage)

GtkWidget *attune_interactions_page_new (AttuneContext *context,
                                         gint64         id);
