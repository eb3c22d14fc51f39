/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* What an agent was evaluated on, the newest first: as much as the agent may see of it. */
#define ATTUNE_TYPE_MY_EVALUATIONS_PAGE (attune_my_evaluations_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneMyEvaluationsPage, attune_my_evaluations_page, ATTUNE, MY_EVALUATIONS_PAGE, AttunePage)

/* `id` is not looked at. */
GtkWidget *attune_my_evaluations_page_new (AttuneContext *context,
                                           gint64         id);
