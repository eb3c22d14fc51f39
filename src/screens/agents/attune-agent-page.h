/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* An agent's scores: a sentence, the chart or the same as a table, the latest evaluations. It serves as My Quality too.
 *
 * Actions: "agent.view" ("values", "weeks", "months"), "agent.layout" ("chart", "table"), "agent.months" (int, 0 for all
 * time), "agent.targeted" (boolean), "agent.form" (an id as int64, 0 for all), "agent.show-all", "agent.retry",
 * "agent.export" ("png", "svg", "pdf", "csv"). */
#define ATTUNE_TYPE_AGENT_PAGE (attune_agent_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneAgentPage, attune_agent_page, ATTUNE, AGENT_PAGE, AttunePage)

GtkWidget *attune_agent_page_new      (AttuneContext *context,
                                       gint64         agent);
/* The person's own; `id` is not looked at. */
GtkWidget *attune_my_quality_page_new (AttuneContext *context,
                                       gint64         id);
