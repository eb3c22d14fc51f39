/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-agent-data.h"
#include "attune-agent-filters.h"

/* From an agent's figures to the chart of them. */

/* The figures that the filters let through: a GArray of AttuneFigure, by contact time. `now` is what the period ends at.
 * A form that the agent has no figures of counts as none asked for. */
GArray *attune_agent_trend_filter (const AttuneAgentData    *data,
                                   const AttuneAgentFilters *filters,
                                   GTimeZone                *zone,
                                   gint64                    now);

/* Where the period of `months` up to `now` begins; 0 for all time. */
gint64 attune_agent_trend_begin (guint      months,
                                 GTimeZone *zone,
                                 gint64     now);

/* The one pass mark of the forms of `figures`, percent; NaN where they have none or differ. */
double attune_agent_trend_find_pass (const AttuneAgentData *data,
                                     const GArray          *figures);
/* Why there is no pass line where one would be looked for; NULL where nothing is to be said. Owned by the caller. */
char  *attune_agent_trend_say_pass  (const AttuneAgentData *data,
                                     const GArray          *figures);

/* Where a form goes over to another revision, from the second on: a GArray of AttuneTrendMarker, whose id is the
 * form's and whose labels are in `texts`. */
GArray *attune_agent_trend_find_markers (const AttuneAgentData *data,
                                         const GArray          *figures,
                                         GStringChunk          *texts);

/* `finding` is what its spoken sentence begins with; NULL. */
AttuneChart *attune_agent_trend_create_chart (const AttuneAgentData    *data,
                                              const GArray             *figures,
                                              const AttuneAgentFilters *filters,
                                              GTimeZone                *zone,
                                              gint64                    now,
                                              const char               *finding);

/* The form's title, or words in the place of one that cannot be read. */
const char *attune_agent_form_get_title (const AttuneAgentForm *form);
